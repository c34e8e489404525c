"""What the tests of the questions share."""

import pytest
from support.second_article import second_lesson


@pytest.fixture(scope="session")
def bell():
    """The lesson of the second article: the bell of Halm, which cracked and came home."""
    return second_lesson()
