"""Kernels of the tests use the helpers beside these notebooks, also in a copy of the kit."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def own_helpers(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Put this folder first where kernels look for modules, and name the lesson they open.

    Answers are saved to an empty folder, and graded classes looked for in another, so that
    nobody's own work is read or changed.
    """
    here = str(Path(__file__).parent)
    before = os.environ.get("PYTHONPATH")
    os.environ.setdefault("LESSON", "belarus-2020")  # the one whose outputs are saved
    os.environ["PYTHONPATH"] = here + (os.pathsep + before if before else "")
    os.environ["WORK"] = str(tmp_path_factory.mktemp("work"))
    os.environ["CLASS"] = str(tmp_path_factory.mktemp("class"))
