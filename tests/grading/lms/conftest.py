"""What the tests of platforms share: a class, in which some are final and some never handed in."""

import pytest

ABSENT = (3, 17)  # in the teacher's list, and handed in nothing


@pytest.fixture(scope="package")
def students(maker):
    """A class, of which some handed in no written answers, so that their marks are final."""
    return [maker.student(number, written=number % 3 == 0) for number in range(24)]


@pytest.fixture(scope="package")
def absent(students):
    """Those of the class who handed in nothing."""
    return [students[number] for number in ABSENT]


@pytest.fixture(scope="package")
def present(students):
    """Those of the class who handed in something."""
    return [one for one in students if one.number not in ABSENT]
