"""What the class misread, part by part: what is said at a glance, of whom, and around what."""

import pytest
from support.small_lesson import (
    EXERCISES,
    KEYS,
    LESSON,
    RATING,
    TEXT,
    TICKS,
    VOICE,
    WORDS,
    marked,
    passage,
    tallied,
)

from helpers.exercises.result import MISSING, UNMARKED, UNREADABLE, Result
from helpers.grading.report.disclosure import Count, Share
from helpers.grading.report.item_analysis import Tally
from helpers.grading.report.page import (
    around,
    glance,
    line,
    page,
    percent,
    said_by,
    small_class,
    two_places,
)
from helpers.grading.report.talking_points import TalkingPoint, talking_points

# ------------------------------------------------------------------- three things to talk about


def test_three_things_and_no_more_are_talked_about_the_most_widely_shared_first():
    ticks = [["a"]] * 3 + [["a", "b"]] * 5
    rating = [{"ann": "part", "ben": "part"}] * 4 + [{"ann": "own", "ben": "part"}] * 4
    words = [marked("Ann said")] * 5 + [marked("her brother")] * 3
    voices = ["ben"] * 6 + ["ann"] * 2
    names = ("ticks", "rating", "words", "voice")
    students = [
        dict(zip(names, one, strict=True)) for one in zip(ticks, rating, words, voices, strict=True)
    ]
    found = talking_points(tallied(students, (TICKS, RATING, WORDS, VOICE)), KEYS)
    assert [(one.item.exercise.id, one.share) for one in found] == [
        *(("voice", 6 / 8), ("words", 5 / 8), ("rating", 4 / 8)),
    ]


@pytest.mark.parametrize(
    ("ben", "ann", "is_one"), [(3, 2, True), (2, 3, False), (3, 1, False), (5, 0, True)]
)
def test_three_must_share_a_wrong_reading_and_five_have_answered(ben, ann, is_one):
    students = [{"voice": "ben"}] * ben + [{"voice": "ann"}] * ann
    assert bool(talking_points(tallied(students, (VOICE,)), KEYS)) == is_one


def test_of_an_exercise_without_a_key_nothing_is_said():
    assert talking_points(tallied([{"voice": "ben"}] * 5, (VOICE, TICKS)), {}) == []


def test_the_reading_that_most_share_is_told_with_the_passage_that_settles_it():
    students = [{"voice": "ben"}] * 3 + [{"voice": "no"}] * 4
    [found] = talking_points(tallied(students, (VOICE,)), KEYS)
    assert (found.count, found.message, found.evidence) == (4, "Somebody does.", None)
    students += [{"voice": "ben"}] * 2
    [found] = talking_points(tallied(students, (VOICE,)), KEYS)
    assert (found.count, found.evidence) == (5, passage("did not"))


@pytest.mark.parametrize(
    ("ben", "ann", "said"),
    [
        (6, 4, "6 students (60 % of those who answered)"),
        (9, 1, "8 or 9 students (80 to 90 % of those who answered)"),
        (8, 0, "8 students (100 % of those who answered)"),
    ],
)
def test_how_many_share_a_reading_is_said_as_a_share_of_those_who_answered(ben, ann, said):
    item = tallied([{"voice": "ben"}] * ben + [{"voice": "ann"}] * ann).items["voice"]
    assert said_by(TalkingPoint(item, "", ben, "")) == said


# ------------------------------------------------------------------- at a glance


@pytest.mark.parametrize(("count", "shown"), [(1, Count(1, 2)), (2, Count(1, 2)), (3, 3)])
def test_at_a_glance_one_and_two_are_not_told_apart(count, shown):
    tally = Tally(EXERCISES, KEYS)
    for _ in range(count):
        tally.leave_out(MISSING)
    assert list(glance(tally)) == [("handed in nothing", shown)]


def test_at_a_glance_all_is_counted_that_there_is():
    tally = Tally(EXERCISES, KEYS)
    answers = {
        "voice": Result(UNREADABLE, None, 1),
        "ticks": Result(UNREADABLE, None, 1),
        "essay": Result(UNMARKED, None, 3),
    }
    for _ in range(3):
        tally.add(answers)
        tally.leave_out(UNREADABLE)
    assert list(glance(tally)) == [
        *(("handed in", 3), ("handed in what cannot be read", 3)),
        ("of their answers cannot be read", 6),
        ("written answers wait for your marks", 3),
    ]
    title, shown, is_waiting = line(tally.items["essay"])
    assert (title, shown, is_waiting) == ("The essay", None, True)
    assert not line(tally.items["voice"])[2]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5])
def test_exercises_are_shown_of_five_students_and_of_no_fewer(count):
    html = page(LESSON, tallied([{"voice": "ann"}] * count), EXERCISES, KEYS)
    assert ("The exercises in numbers" in html) == (count == 5)
    assert ("Nobody has handed in yet." in html) == (count == 0)


def test_the_legend_of_the_heat_map_begins_with_the_lightest_shade():
    html = page(LESSON, tallied([{"words": marked("said")}] * 5), EXERCISES, KEYS)
    assert '<mark class="s1">words<sup>1</sup></mark> under a quarter, or 1 or 2 students' in html
    assert '<mark class="s4">words<sup>4</sup></mark> three quarters or more' in html


# ------------------------------------------------------------------- words and numbers


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("Ann said", "", " so."),
        ("said so.", "Ann ", ""),
        ("her brother", "Ben, ", ", did not."),
        ("did not.", "Ben, her brother, ", ""),
        ("so. Ben", "Ann said ", ", her brother, did not."),  # in two sentences
        (TEXT, "", ""),
    ],
)
def test_a_passage_stands_in_its_sentence_or_in_its_paragraph(words, before, after):
    found = around(LESSON, passage(words))
    assert (found.before, found.words, found.after) == (before, words, after)
    assert found.where == "paragraph 1" and around(LESSON, None) is None


def test_a_class_is_small_below_thirty():
    assert small_class(30) is None
    found = small_class(29)
    assert (found.students, round(found.low, 2), round(found.high, 2)) == (29, -0.07, 0.6)


def test_numbers_as_a_page_shows_them():
    ranges = (None, Share(0, 0), Share(0.126, 0.134), Share(0.5, 4 / 7), Share(1, 1))
    assert [percent(one) for one in ranges] == ["–", "0 %", "13 %", "50 to 57 %", "100 %"]
    assert [two_places(one) for one in (None, 0, -0.126, 1)] == ["–", "0.00", "−0.13", "1.00"]
