"""A scale of grades: the thresholds, how percentages are rounded, and what is no scale."""

from fractions import Fraction

import pytest

from helpers.common.errors import KitError
from helpers.grading.scale import DOWN, EXACT, HALF_UP, UP, as_written, read_scale


@pytest.mark.parametrize(
    ("scale", "grades"),
    [
        ("1-6", {100: "1", 92: "1", 91: "2", 81: "2", 80: "3", 67: "3", 66: "4", 50: "4"}),
        ("1-6", {49: "5", 30: "5", 29: "6", 0: "6"}),
        ("A-F", {100: "A", 90: "A", 89: "B", 80: "B", 79: "C", 70: "C", 69: "D", 60: "D", 59: "F"}),
        ("a-f", {0: "F"}),
        ("percent", {100: "100 %", 0: "0 %"}),
        ("1:92 2:81 3:67 4:50 5:30 6:0", {92: "1", 91: "2", 0: "6"}),
        ("A 90, B 80, sehr gut 70, C 0", {90: "A", 80: "B", 79: "sehr gut", 69: "C"}),
        ("6:0; 5: 30 ; 1 = 92.5", {93: "1", 92: "5", 29: "6"}),
        ("passed 50 %, not passed 0 %", {50: "passed", 49: "not passed"}),
    ],
)
def test_a_grade_is_the_best_whose_percent_is_reached(scale, grades):
    found = read_scale(scale)
    assert {share: found.grade(share, 100) for share in grades} == grades


@pytest.mark.parametrize(
    ("rounding", "grades", "percent"),
    [
        # 183 of 200 are 91.5 %, 182 are 91 %, 18299 of 20000 are 91.495 %.
        (HALF_UP, ["1", "2", "2"], ["92 %", "91 %", "91 %"]),
        (UP, ["1", "2", "1"], ["92 %", "91 %", "92 %"]),
        (DOWN, ["2", "2", "2"], ["91 %", "91 %", "91 %"]),
        (EXACT, ["2", "2", "2"], ["91.5 %", "91 %", "91.5 %"]),
    ],
)
def test_a_percentage_is_rounded_as_was_chosen_before_its_grade_is_looked_up(
    rounding, grades, percent
):
    shares = [(183, 200), (182, 200), (18299, 20000)]
    assert [read_scale("1-6", rounding).grade(*one) for one in shares] == grades
    assert [read_scale("percent", rounding).grade(*one) for one in shares] == percent


def test_no_figure_gets_lost_on_the_way_to_a_grade():
    """As a binary fraction 0.285 is a little less: 28.5 % would come to 28."""
    assert read_scale("percent").grade(57, 200) == "29 %"
    assert read_scale("percent").grade(Fraction(1, 3), 1) == "33 %"
    assert read_scale("percent", EXACT).grade(1, 3) == "33.33 %"
    assert as_written(Fraction(1, 8)) == "0.13" and as_written(Fraction(5, 2)) == "2.5"
    assert as_written(100) == "100" and as_written(0) == "0"


def test_a_scale_is_stated_with_its_rounding():
    assert read_scale("A 90, B 0", UP).in_words == (
        "The scale of grades: A from 90 %, B from 0 %. The percentage of the marks is rounded up "
        "to whole percent, and then looked up."
    )
    assert read_scale("percent").in_words == (
        "The grade is the percentage of the marks, rounded to whole percent, a half up."
    )


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        ("1:92 2:81", "no grade begins at 0"),
        ("1:92 2:81 2:30 6:0", "“2” is there twice"),
        ("1:81 2:92 6:0", "grades overlap"),
        ("1:81 2:81 6:0", "grades overlap"),
        ("1:ninety 6:0", "“ninety” is no percent from 0 to 100"),
        ("1:101 6:0", "“101” is no percent from 0 to 100"),
        ("1:-5 6:0", "“-5” is no percent from 0 to 100"),
        ("1:nan 6:0", "“nan” is no percent"),
        ("1:1e1 6:0", "“1e1” is no percent"),
        ("A, B", "“A” has no grade with a percent"),
        ("1-5", "“1-5” has no grade with a percent"),
        ("6:0", "is no scale of two grades or more"),
        ("  ", "is no scale of two grades or more"),
        ("x" * 40 + ":90 y:0", "at most 30 characters"),
    ],
)
def test_what_is_no_scale_is_refused_in_a_sentence(scale, words):
    with pytest.raises(KitError, match=f"^scale: .*{words}"):
        read_scale(scale)
