"""The written answers of a graded class: whose are shown, and whose are not."""

import pytest
from support import FOLDER, SLUG
from support.own_exercises import EXERCISES, LESSON
from support.prompted_class import write_class

from helpers.common.errors import KitError
from helpers.projector.prompts import read_prompts


def read(folder):
    return read_prompts(folder, SLUG, EXERCISES, [LESSON.article.text])


def test_of_fewer_than_five_nothing_is_shown(tmp_path):
    five = [(n, "who-is-missing", f"Nobody asked number {n}.") for n in range(5)]
    four = [(n, "my-chain", f"The agency told it, {n}.") for n in range(4)]
    found = read(write_class(tmp_path / "class", five + four))
    assert set(found.answers) == {"who-is-missing"}
    assert sorted(found.answers["who-is-missing"]) == [text for *_, text in five]
    assert found.too_few == ("my-chain",)


def test_who_handed_in_twice_is_one_of_five(tmp_path):
    given = [(n, "who-is-missing", f"Nobody asked, {n}.") for n in range(5)]
    folder = write_class(tmp_path / "class", given)
    file = folder / "written.jsonl"
    file.write_text(file.read_text("utf-8").replace('"s-904"', '"s-903 [another file]"'), "utf-8")
    assert read(folder).too_few == ("who-is-missing",)


def test_an_answer_with_a_name_is_left_out_and_counted(tmp_path):
    texts = ["I, ANA, ask them.", "finn says so", "s-903 is me", "Clean one.", "Clean two."]
    given = [(n, "who-is-missing", text) for n, text in enumerate(texts)]
    found = read(write_class(tmp_path / "class", given))
    assert sorted(found.answers["who-is-missing"]) == ["Clean one.", "Clean two."]
    assert found.named == {"who-is-missing": 3}


def test_the_order_is_that_of_nobody(tmp_path):
    """It stays when everybody writes what another wrote."""
    texts = [f"Nobody asked, {n}." for n in range(6)]
    one = [(n, "who-is-missing", text) for n, text in enumerate(texts)]
    other = [(n, "who-is-missing", text) for n, text in enumerate(reversed(texts))]
    first = read(write_class(tmp_path / "a", one)).answers["who-is-missing"]
    again = read(write_class(tmp_path / "b", other)).answers["who-is-missing"]
    assert first == again
    assert list(first) not in (texts, texts[::-1])


def test_two_who_wrote_the_same_are_shown_once(tmp_path):
    given = [(n, "who-is-missing", "All the same.") for n in range(6)]
    assert read(write_class(tmp_path / "class", given)).answers["who-is-missing"] == (
        "All the same.",
    )


@pytest.mark.parametrize("spoil", ["gone", "empty", "semicolons"])
def test_without_a_list_of_names_nothing_is_shown(tmp_path, spoil):
    folder = write_class(tmp_path / "class", [])
    book = folder / "gradebook.csv"
    if spoil == "gone":
        book.unlink()
    else:
        book.write_text("student;id\nAna;1\n" if spoil == "semicolons" else "", "utf-8")
    with pytest.raises(KitError, match="which names must not be shown"):
        read(folder)


def test_what_is_no_class_of_this_lesson_is_refused_in_words(tmp_path):
    with pytest.raises(KitError, match="is no folder of a graded class"):
        read(FOLDER)
    with pytest.raises(KitError, match="a class of another lesson, other-2020"):
        read(write_class(tmp_path / "class", [], lesson="other-2020"))
