"""Kernels of the tests use the helpers beside these notebooks, also in a copy of the kit."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def own_helpers() -> None:
    """Put this folder first where kernels look for modules."""
    here = str(Path(__file__).parent)
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = here + (os.pathsep + before if before else "")
