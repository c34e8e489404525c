"""What the tests of platforms share: a class, in which some are final and some never handed in."""

import pytest
from support.class_maker import Maker

SIZE = 24
ABSENT = (3, 17)  # in the teacher's list, and handed in nothing


@pytest.fixture(scope="package")
def maker():
    """Make students of the lesson as it is handed out."""
    return Maker(seed=11)


@pytest.fixture(scope="package")
def students(maker):
    """A class, of which some handed in no written answers, so that their marks are final."""
    return [maker.student(number, written=number % 3 == 0) for number in range(SIZE)]


@pytest.fixture(scope="package")
def absent(students):
    """Those of the class who handed in nothing."""
    return [students[number] for number in ABSENT]


@pytest.fixture(scope="package")
def present(students):
    """Those of the class who handed in something."""
    return [one for one in students if one.number not in ABSENT]


@pytest.fixture
def places(tmp_path):
    """The folder of what was handed in, and that of the result."""
    return tmp_path / "in", tmp_path / "out"
