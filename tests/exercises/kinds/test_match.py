"""Match: what each row is worth and what is said to a wrong choice, and mistakes in its files."""

import re

import pytest
from support.every_kind import EveryKind, mistakes, scored
from support.sample_exercises import files, mistake, problems

FILES = files("pronouns")
RIGHT = {"he-2": "putin", "he-11": "lukashenko", "they-11": "both"}


class TestEveryKind(EveryKind):
    right = {"pronouns": RIGHT}
    unreadable = ("unknown row", "unknown choice", "row not text", "choice a list", "unknown id")
    unreadable += ("choice True", "choice long", "many rows", "deep dict", "not said, no")


SCORED = [
    ("pronouns", RIGHT, 3, "Each pronoun is found by what comes before it."),
    ("pronouns", RIGHT | {"he-11": "putin"}, 3, "Each pronoun is found"),
    ("pronouns", RIGHT | {"he-2": "both"}, 2, "Paragraph 1 ends with Putin"),
    ("pronouns", RIGHT | {"he-2": "lukashenko"}, 2, "named in paragraph 6 first", "not-named-yet"),
    ("pronouns", {"he-2": "putin"}, 1, "He had a phone call"),
    ("pronouns", {"he-2": "putin", "he-11": "", "they-11": None}, 1, "They also spoke"),
    ("pronouns", {"he-2": "lukashenko"}, 0, "He is named in paragraph 6", "not-named-yet"),
    ("pronouns", {"he-11": "both"}, 0, "The word he stands for one", "one-pronoun-two-people"),
]
test_each_answer_has_its_marks_its_message_and_what_it_misread = scored(SCORED)


def test_how_many_of_its_parts_are_right_is_said(ask):
    found = ask("pronouns", {"he-2": "putin"})
    assert re.search(rf"\b{found.marks}\b\D*\b{found.out_of}\b", found.message)


def test_rows_that_are_right_are_not_talked_about(ask):
    found = ask("pronouns", {"he-2": "putin", "he-11": "both", "they-11": "putin"})
    assert (found.state, found.marks) == ("partly", 1)
    assert "The word he stands for one person." in found.message
    assert "A plural needs two." in found.message
    assert "Paragraph 1 ends with Putin" not in found.message
    assert "Each pronoun is found" not in found.message


@pytest.mark.parametrize("row", ["", None])
def test_a_match_with_no_row_filled_is_blank(ask, row):
    assert ask("pronouns", {"he-2": row, "they-11": row}).state == "missing"


def test_a_table_of_rows_that_are_drawn_is_one_of_two(both, damage):
    lines = damage("exercises.yaml", "id: pronouns", "marks: 3\n", "marks: 3\n    draws: colours\n")
    mistake(both, lines, "exercises.yaml", "colours")


KEY_MISTAKES = [
    ("    message: Each pronoun is found by what comes before it.\n", "", "message"),
    ("        message: Paragraph 1 ends with Putin as the one who acts.\n", "", "message"),
    ("            message: He is named in paragraph 6 first.\n", "", "message"),
    ("            misconception: not-named-yet\n", "", "misconception"),
    ("        right: putin\n", "", "right"),
    ("right: putin", "right: []", "right"),
    ("right: putin", "right: puttin", "puttin"),
    ("right: [lukashenko, putin]", "right: [lukashenko, puttin]", "puttin"),
    ("          lukashenko:\n", "          lukaschenko:\n", "lukaschenko"),
    ("          lukashenko:\n", "          putin:\n", "putin"),
    ("      he-11:\n", "      he-12:\n", "he-1"),
    ("quote: President Alexander Lukashenko", "quote: Alexandr Lukashenko", "Lukashenko"),
]
test_a_mistake_in_the_key_is_named = mistakes("key.yaml", "pronouns", KEY_MISTAKES, 2)


@pytest.mark.parametrize(("draws", "row"), [("places", "he-2"), ("events", "he-2")])
def test_rows_that_are_drawn_must_be_in_the_table(both, damage, draws, row):
    drawn = f"marks: 3\n    draws: {draws}\n"
    lines = damage("exercises.yaml", "id: pronouns", "marks: 3\n", drawn)
    there = problems(both)
    assert any(one.file == "exercises.yaml" and one.line in lines for one in there)
    assert row in str(there[0])


def test_rows_that_are_in_the_table_may_be_drawn(both):
    for name in FILES:
        text = (both / name).read_text("utf-8").replace("they-11:", "brussels:")
        text = text.replace("he-2:", "minsk:").replace("he-11:", "moscow:")
        text = text.replace("kind: match\n", "kind: match\n    draws: places\n")
        (both / name).write_text(text, "utf-8")
    assert problems(both) == []
