"""What the tests of grading share: who makes a class, where it lies, and grading it."""

import pytest
from support.class_layouts import write
from support.class_maker import Maker
from support.grade_run import grade
from support.handed_in import Class

from helpers.grading.submissions.store import ClassStore


@pytest.fixture(scope="session")
def maker():
    """Make students of the lesson as it is handed out.

    Other seeds may leave a small class without any whose marks are final, and prove nothing.
    """
    return Maker(seed=11)


@pytest.fixture
def folder(tmp_path):
    """The folder of what was handed in."""
    return tmp_path / "in"


@pytest.fixture
def out(tmp_path):
    """The folder of the result."""
    return tmp_path / "out"


@pytest.fixture
def grade_class(folder, out):
    """Add the files of students, and grade the folder; the run, which must succeed."""

    def run(placed=(), *options):
        list(write(folder, placed))
        found = grade(folder, "--out", out, *options)
        assert found.code == 0, found.said
        return found

    return run


@pytest.fixture
def handed_in(tmp_path):
    """A class of which nobody has handed in yet."""
    with ClassStore(tmp_path / "class.db") as store:
        yield Class(store)
