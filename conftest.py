"""Kernels of the tests use the helpers beside these notebooks, also in a copy of the kit."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def own_helpers() -> None:
    """Put this folder first where kernels look for modules, and name the lesson they open."""
    here = str(Path(__file__).parent)
    before = os.environ.get("PYTHONPATH")
    os.environ.setdefault("LESSON", "belarus-2020")  # the one whose outputs are saved
    os.environ["PYTHONPATH"] = here + (os.pathsep + before if before else "")
