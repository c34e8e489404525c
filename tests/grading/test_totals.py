"""Weights: which exercises count more, less or not at all, and what the total is then."""

from fractions import Fraction

import pytest
from attrs import evolve
from support.small_lesson import EXERCISES, RATING, VOICE, exercise

from helpers.common.errors import KitError
from helpers.exercises.result import MISSING, UNMARKED, Result
from helpers.grading.scale import read_scale
from helpers.grading.totals import PLAIN, Totals, read_weights, shown

QUICK = exercise("quick", "one", 2, "04", options={"a": "A", "b": "B"}, extra=True)
ALL = (*EXERCISES, QUICK)  # words 00, ticks 01, voice and rating 04, essay 05; all of objective “o”
HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        ("voice=2", {"voice": 2}),
        ("voice=2 05=0.5 ticks=0", {"voice": 2, "essay": HALF, "ticks": 0}),
        ("4 = 2, voice: 0,5;rating=1", {"voice": HALF}),
        ("04=3 voice=1", {"rating": 3}),
        ("o=2 04=0 voice=0", {"words": 2, "ticks": 2, "voice": 0, "rating": 2, "essay": 2}),
    ],
)
def test_an_exercise_goes_before_its_objective_and_that_before_its_notebook(text, weights):
    assert read_weights(text, ALL) == weights


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("voce=2", "“voce” is no exercise, objective or notebook. Write voice"),
        ("06=2", "“06” is no exercise, objective or notebook"),
        ("voice", "“voice” is no name with a number"),
        ("voice=-1", "“voice=-1” is no name with a number"),
        ("voice=x", "“voice=x” is no name with a number"),
        ("voice=1 voice=2", "“voice” is there twice"),
        ("5=1 05=2", "“05” is there twice"),
        ("quick=2", "quick is for the quick"),
        ("o=0", "nothing would count"),
    ],
)
def test_what_cannot_be_a_weight_is_refused_in_a_sentence(text, words):
    with pytest.raises(KitError, match=f"^weights: {words}"):
        read_weights(text, ALL)


RESULTS = {
    "words": Result("partly", 1, 2),
    "ticks": Result("right", 2, 2),
    "voice": Result(MISSING, None, 1),
    "rating": Result("partly", 1, 2),
    "quick": Result("right", 2, 2, counts=False),
}


def test_each_mark_counts_by_its_weight():
    """1·3 + 2·0.5 + 1 of 2·3 + 2·0.5 + 1·1 + 2·1."""
    totals = Totals({"words": Fraction(3), "ticks": HALF, "quick": Fraction(9)})
    assert (totals.so_far(RESULTS), totals.out_of(RESULTS)) == (5, 10)
    assert (PLAIN.so_far(RESULTS), PLAIN.out_of(RESULTS)) == (4, 7)


def test_the_grade_is_that_of_the_weighted_total_and_there_is_none_of_nothing():
    scale = read_scale("percent")
    assert Totals({"words": Fraction(3), "ticks": HALF}, scale).grade(RESULTS) == "50 %"
    assert Totals({}, scale).grade(RESULTS) == "57 %"
    assert Totals({}, scale).grade({"quick": RESULTS["quick"]}) == PLAIN.grade(RESULTS) == ""


def test_a_student_reads_what_counts_otherwise_and_the_scale():
    exercises = {one.id: one for one in (VOICE, RATING, evolve(QUICK, extra=False))}
    totals = Totals({"voice": Fraction(2), "rating": Fraction(2), "quick": Fraction(0)})
    assert totals.notes(exercises) == [
        "Counted 2 times: The voice, The rating.",
        "Not counted: The quick.",
    ]
    assert PLAIN.notes(exercises) == []
    assert Totals({}, read_scale("A-F")).notes(exercises)[0].startswith("The scale of grades: A")


def test_marks_are_shown_whole_or_with_two_decimals():
    shares = [5, Fraction(5), Fraction(5, 2), Fraction(10, 3), Fraction(2, 3), Fraction(1, 8)]
    assert [shown(one) for one in shares] == [5, 5, 2.5, 3.33, 0.67, 0.13]


def test_what_waits_counts_in_what_can_be_had():
    results = {"essay": Result(UNMARKED, None, 3)}
    assert Totals({"essay": Fraction(2)}).out_of(results) == 6
