"""What a lesson asks: exercises with their keys, or without, or what is wrong with them."""

import shutil

import pytest
from support import FOLDER
from support.sample_exercises import files

from helpers.common.errors import LessonError
from helpers.exercises.asked import read_asked
from helpers.lesson.article import read_article

FILES = files("refuser", "calls")


@pytest.fixture
def folder(tmp_path):
    """A folder with an article, two exercises and their key."""
    shutil.copy(FOLDER / "article.txt", tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def asked(folder, **options):
    """What the lesson in a folder asks."""
    return read_asked(folder, "library", read_article(folder / "article.txt"), **options)


def test_exercises_come_in_their_order_with_their_keys(folder):
    found = asked(folder)
    assert [one.id for one in found.exercises] == list(found.keys) == ["refuser", "calls"]


def test_the_key_is_left_alone_where_it_is_not_asked_for(folder):
    (folder / "key.yaml").write_text("damaged: [", "utf-8")
    found = asked(folder, with_key=False)
    assert ([one.id for one in found.exercises], found.keys) == (["refuser", "calls"], {})


def test_a_lesson_may_ask_nothing(folder):
    for name in FILES:
        (folder / name).unlink()
    found = asked(folder)
    assert (found.exercises, found.keys) == ((), {})


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_named_with_its_lesson(folder, name):
    (folder / name).write_text("damaged: [", "utf-8")
    with pytest.raises(LessonError) as error:
        asked(folder)
    assert "library" in str(error.value) and name in str(error.value)
