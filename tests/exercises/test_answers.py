"""What reading an answer takes: whether there is one, how long it may be, and how it is shown."""

import pytest

from helpers.exercises.answers import AnswerError, is_blank, known, on_one_line, shown, typed


@pytest.mark.parametrize(
    ("answer", "blank"),
    [
        *[(None, True), ("", True), (" \n\u00a0", True), ("0", False), ("no", False)],
        *[([], True), ((), True), ([""], False), ((0,), False)],
        *[({}, True), ({"he-2": ""}, True), ({"he-2": None, "he-11": ""}, True)],
        *[({"he-2": "", "he-11": "putin"}, False), ({"he-2": 0}, False), ({"he-2": []}, False)],
        *[({"he-2": False}, False), ({"not_said": True}, False)],
        *[(0, False), (0.0, False), (False, False), (b"", False), (set(), False)],
    ],
    ids=repr,
)
def test_nothing_answered_is_told_from_an_answer(answer, blank):
    assert is_blank(answer) is blank


@pytest.mark.parametrize("answer", ["nobody", "", None, 5, ["putin"]])
def test_what_is_none_of_the_choices_is_not_known(answer):
    with pytest.raises(AnswerError, match="none of the choices"):
        known(answer, ["putin", 5])


def test_what_is_among_the_choices_is_known():
    assert known("putin", ["putin", 5]) == "putin"


def test_what_is_typed_may_have_as_many_characters_as_are_allowed():
    assert typed("x" * 1_200, 1_200) == "x" * 1_200
    with pytest.raises(AnswerError) as error:
        typed("x" * 1_201, 1_200)
    assert error.value.found == "Your answer has 1,201 characters."
    assert error.value.remedy == "Keep it under 1,200 characters."


@pytest.mark.parametrize("answer", [None, 5, ["text"], b"text"])
def test_what_is_no_text_was_not_typed(answer):
    with pytest.raises(AnswerError, match="no text"):
        typed(answer, 10)


def test_what_is_typed_on_several_lines_is_put_on_one():
    assert on_one_line(" North\n Atlantic\tTreaty ", 60) == "North Atlantic Treaty"


def test_a_message_repeats_what_was_typed_short_and_without_unseen_characters():
    assert shown("a" * 60) == "a" * 60
    assert shown("a" * 30 + "b" * 31) == "a" * 30 + " … " + "b" * 30
    assert shown("Min\0sk\u202e é") == "Min\ufffdsk\ufffd é"
