"""What tests of paper share: a small kit of the shipped lesson, and one of an invented one."""

import pytest
from support import FOLDER
from support.far_lesson import small_kit

from helpers.paper.paper import write_paper


@pytest.fixture(autouse=True)
def no_lesson_is_named(monkeypatch):
    monkeypatch.delenv("LESSON", raising=False)


@pytest.fixture
def small(tmp_path):
    """Return a kit with the shipped lesson, which a test may spoil."""
    return small_kit(tmp_path / "kit", FOLDER)


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Return the folder of the shipped lesson on paper, and what is said of it."""
    at = tmp_path_factory.mktemp("paper")
    return at / "made", write_paper(small_kit(at / "kit", FOLDER), at / "made")


@pytest.fixture(scope="session")
def far(tmp_path_factory):
    """Return the folder of an invented lesson in Arabic on paper."""
    at = tmp_path_factory.mktemp("far")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("LESSON", raising=False)
        write_paper(small_kit(at / "kit"), at / "made", title='The "bell" <i>', class_name="7 & b")
    return at / "made"
