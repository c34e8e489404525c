"""What is for the quick is asked, scored and told, and no total counts it."""

import pytest
from attrs import evolve
from support.own_exercises import EXERCISES, KEY

from helpers.exercises.result import MISSING, RIGHT, UNMARKED, Result
from helpers.exercises.scoring import score
from helpers.grading import gradebook
from helpers.grading.feedback_page import marks_in_words

QUICK = next(one for one in EXERCISES if one.extra and one.kind == "one")


def right_answer(exercise):
    options = KEY[exercise.id].options
    return next(name for name, reply in options.items() if reply.marks == exercise.marks)


@pytest.mark.parametrize("answer", [right_answer(QUICK), None, "no option"])
def test_whatever_comes_of_it_does_not_count(answer):
    assert score(QUICK, KEY[QUICK.id], answer).counts is False


def test_it_has_its_marks_and_its_message_like_any_other():
    found = score(QUICK, KEY[QUICK.id], right_answer(QUICK))
    assert (found.state, found.marks) == (RIGHT, QUICK.marks) and found.message
    assert marks_in_words(found).endswith("1 of 1 mark, not counted")
    assert "not counted" not in marks_in_words(evolve(found, counts=True))


def test_a_gradebook_leaves_it_out_of_every_sum_and_does_not_wait_for_it():
    results = {
        "core": Result(RIGHT, 2, 3),
        "open": Result(MISSING, None, 1),
        "quick": Result(RIGHT, 5, 5, counts=False),
        "essay": Result(UNMARKED, None, 3, counts=False),
    }
    row = gradebook.row("Ana", "7", "", "a.json", "", results, True)
    cells = dict(zip(gradebook.head(results), row, strict=True))
    assert [cells[name] for name in results] == [2, "missing", 5, "not yet marked"]
    assert (cells["so far"], cells["total"], cells["out of"], cells["state"]) == (2, 2, 4, "final")


def test_a_form_says_that_it_is_for_the_quick():
    assert QUICK.asked()["extra"] is True
