"""What a lesson asks: exercises with their keys, or without, or what is wrong with them."""

import shutil

import pytest
from attrs import evolve
from support import FOLDER
from support.sample_exercises import files

from helpers.common.errors import LessonError
from helpers.exercises.asked import how_many, read_asked
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


@pytest.mark.parametrize(
    ("counted", "quick", "words"),
    [
        (0, 0, "0 exercises"),
        (1, 0, "1 exercise"),
        (40, 12, "40 exercises, and 12 for the quick"),
        (1, 1, "1 exercise, and 1 for the quick"),
        (0, 1, "1 exercise for the quick"),
        (0, 3, "3 exercises for the quick"),
    ],
)
def test_those_for_the_quick_are_counted_beside_the_others(folder, counted, quick, words):
    one = asked(folder).exercises[0]
    for_the_quick = evolve(one, extra=True)
    assert how_many([one] * counted + [for_the_quick] * quick) == words
