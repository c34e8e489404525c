"""Choose several: what was ticked too much or left out, its marks, and mistakes in its files."""

import re

import pytest
from support.every_kind import EveryKind
from support.sample_exercises import files, mistake, problems

FILES = files("speakers")


class TestEveryKind(EveryKind):
    right = {"speakers": ["zhao", "breton"]}
    unreadable = ("True", "unknown id", "same id twice", "text for a list", "list of lists")
    unreadable += ("unknown row", "list of True", "deep list", "many words", "set")


@pytest.mark.parametrize("answer", [["breton", "zhao"], ["breton", "reuters", "zhao"]])
def test_each_defensible_answer_gets_all_marks_and_its_reason(ask, answer):
    found = ask("speakers", answer)
    assert (found.state, found.marks) == ("right", found.out_of)
    assert "Two are quoted and one is reported." in found.message


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (["zhao"], "Breton stands at the end of his sentence."),
        (["zhao", "reuters"], "Breton stands at the end of his sentence."),
        (["zhao", "breton", "merkel"], "Merkel is on the phone and not quoted."),
    ],
)
def test_a_partly_right_answer_gets_some_marks(ask, answer, message):
    found = ask("speakers", answer)
    assert (found.state, found.marks) == ("partly", 1)
    assert message in found.message


def test_how_many_of_its_parts_are_right_is_said(ask):
    found = ask("speakers", ["zhao"])
    assert re.search(rf"\b{found.marks}\b\D*\b{found.out_of}\b", found.message)


@pytest.mark.parametrize(
    ("answer", "marks"),
    [
        (["zhao", "merkel"], 0),
        (["merkel", "michel"], 0),
        (["zhao", "breton", "merkel", "michel", "reuters"], 0),
        (["zhao", "breton", "merkel", "reuters"], 1),
        (["merkel"], 0),
        (["reuters"], 0),
    ],
)
def test_ticks_too_many_cost_marks_but_never_below_none(ask, answer, marks):
    assert ask("speakers", answer).marks == marks


def test_what_was_missed_and_what_was_ticked_too_much_are_both_said(ask):
    found = ask("speakers", ["zhao", "merkel", "michel"])
    assert "Breton stands at the end" in found.message
    assert "Merkel is on the phone" in found.message
    assert "Michel is only called" in found.message
    assert "Zhao is quoted" not in found.message
    assert "A report may count" not in found.message
    assert "Two are quoted" not in found.message
    assert set(found.misconceptions) == {"named-is-speaking", "called-is-speaking"}


@pytest.mark.parametrize(
    ("answer", "name", "message"),
    [
        (["merkel"], "named-is-speaking", "Merkel is on the phone"),
        (["michel"], "called-is-speaking", "Michel is only called."),
    ],
)
def test_each_misconception_has_its_own_message(ask, answer, name, message):
    found = ask("speakers", answer)
    assert found.misconceptions == (name,)
    assert message in found.message
    assert found.state != "right"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("right: no", "right: yes", "marks"),
        ("        message: Breton stands at the end of his sentence.\n", "", "message"),
        ("    message: Two are quoted and one is reported.\n", "", "message"),
        ("right: yes", "right: maybe", "right"),
        ("        right: yes\n", "", "right"),
        ("        right: no\n", "        right: no\n        marks: 1\n", "marks"),
    ],
)
def test_a_mistake_in_the_key_is_named_with_its_line(both, damage, old, new, found):
    mistake(both, damage("key.yaml", "  speakers:", old, new), "key.yaml", found, 2)


def test_leaving_out_an_option_that_fits_may_be_a_misconception(both, damage):
    damage("key.yaml", "  speakers:", "right: yes\n", "right: yes\n        misconception: x\n")
    assert problems(both) == []
