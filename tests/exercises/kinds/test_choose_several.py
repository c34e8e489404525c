"""Choose several: what was ticked too much or left out, its marks, and mistakes in its files."""

import re

from support.every_kind import EveryKind, mistakes, scored
from support.sample_exercises import files, problems

FILES = files("speakers")


class TestEveryKind(EveryKind):
    right = {"speakers": ["zhao", "breton"]}
    unreadable = ("True", "unknown id", "same id twice", "text for a list", "list of lists")
    unreadable += ("unknown row", "list of True", "deep list", "many words", "set")


SCORED = [
    ("speakers", ["breton", "zhao"], 2, "Two are quoted and one is reported."),
    ("speakers", ["breton", "reuters", "zhao"], 2, "Two are quoted and one is reported."),
    ("speakers", ["zhao"], 1, "Breton stands at the end of his sentence."),
    ("speakers", ["zhao", "reuters"], 1, "Breton stands at the end of his sentence."),
    (
        "speakers",
        ["zhao", "breton", "merkel"],
        1,
        "Merkel is on the phone and not quoted.",
        "named-is-speaking",
    ),
    ("speakers", ["zhao", "merkel"], 0, "", "named-is-speaking"),
    ("speakers", ["merkel", "michel"], 0, "", "named-is-speaking", "called-is-speaking"),
    (
        "speakers",
        ["zhao", "breton", "merkel", "michel", "reuters"],
        0,
        "",
        "named-is-speaking",
        "called-is-speaking",
    ),
    ("speakers", ["zhao", "breton", "merkel", "reuters"], 1, "", "named-is-speaking"),
    ("speakers", ["reuters"], 0, ""),
    ("speakers", ["merkel"], 0, "Merkel is on the phone", "named-is-speaking"),
    ("speakers", ["michel"], 0, "Michel is only called.", "called-is-speaking"),
]
test_each_answer_has_its_marks_its_message_and_what_it_misread = scored(SCORED)


def test_how_many_of_its_parts_are_right_is_said(ask):
    found = ask("speakers", ["zhao"])
    assert re.search(rf"\b{found.marks}\b\D*\b{found.out_of}\b", found.message)


def test_what_was_missed_and_what_was_ticked_too_much_are_both_said(ask):
    found = ask("speakers", ["zhao", "merkel", "michel"])
    assert "Breton stands at the end" in found.message
    assert "Merkel is on the phone" in found.message
    assert "Michel is only called" in found.message
    assert "Zhao is quoted" not in found.message
    assert "A report may count" not in found.message
    assert "Two are quoted" not in found.message
    assert set(found.misconceptions) == {"named-is-speaking", "called-is-speaking"}


KEY_MISTAKES = [
    ("right: no", "right: yes", "marks"),
    ("        message: Breton stands at the end of his sentence.\n", "", "message"),
    ("    message: Two are quoted and one is reported.\n", "", "message"),
    ("right: yes", "right: maybe", "right"),
    ("        right: yes\n", "", "right"),
    ("        right: no\n", "        right: no\n        marks: 1\n", "marks"),
]
test_a_mistake_in_the_key_is_named = mistakes("key.yaml", "speakers", KEY_MISTAKES, 2)


def test_leaving_out_an_option_that_fits_may_be_a_misconception(both, damage):
    damage("key.yaml", "  speakers:", "right: yes\n", "right: yes\n        misconception: x\n")
    assert problems(both) == []
