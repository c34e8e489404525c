"""Item statistics: what is counted of a class, and when a number cannot be worked out."""

import statistics

import pytest
from support.small_lesson import ESSAY, EXERCISES, KEYS, TICKS, VOICE, VOICE_KEY, tallied

from helpers.exercises.result import MARKED, MISSING, UNMARKED, UNREADABLE, Result
from helpers.grading.report.item_analysis import (
    SOURCES,
    STATES,
    Item,
    Pairs,
    Tally,
    counts_of,
    limits,
)


def correlation(*pairs):
    """Return the correlation of pairs of measures."""
    found = Pairs()
    for pair in pairs:
        found.add(*pair)
    return found.correlation


def test_a_correlation_is_pearsons_from_three_pairs_on():
    pairs = [(0, 0.5), (1, 0.25), (2, 1.0)]
    expected = statistics.correlation(*zip(*pairs, strict=True))
    assert correlation(*pairs) == pytest.approx(expected)
    assert correlation(*pairs[1:]) is None


def test_a_correlation_goes_from_minus_one_to_one_and_not_a_digit_beyond():
    """Worked out without bounds, these two are 1.0000000000000002 and its opposite."""
    assert correlation((0, 0), (1, 1 / 9), (2, 2 / 9)) == 1
    assert correlation((0, 0), (-1, 1 / 9), (-2, 2 / 9)) == -1


@pytest.mark.parametrize(("count", "share"), [(3, 0.5), (5, 1 / 3), (10, 2 / 3), (100, 1 / 3)])
def test_where_a_measure_is_constant_but_for_its_last_digits_there_is_no_correlation(count, share):
    assert correlation(*((place % 2, share) for place in range(count))) is None


def test_a_weak_measure_in_a_large_class_still_has_a_correlation():
    pairs = [(place == 0, place < 2) for place in range(1_000)]
    assert correlation(*pairs) == pytest.approx(0.7067, abs=1e-4)


def test_limits_are_wider_the_fewer_there_are():
    """With four students Fisher's z reaches 1.96 to each side: tanh(atanh(0.5) ± 1.96)."""
    assert limits(0.5, 4) == pytest.approx((-0.8876, 0.9868), abs=1e-4)


def test_the_states_and_sources_are_those_promised():
    assert STATES == ("right", "partly", "wrong", MARKED, UNMARKED, UNREADABLE, MISSING)
    begin = ("Share of marks: ", "Discrimination: ", "What a discrimination is good for: ")
    assert all(map(str.startswith, SOURCES, begin)) and len(SOURCES) == 3


@pytest.mark.parametrize("state", [MARKED, UNMARKED, UNREADABLE, MISSING])
def test_only_what_a_machine_marks_is_looked_into(state):
    assert counts_of(VOICE, VOICE_KEY, Result(state, None, 1, answer="ann")) is None


def test_of_an_answer_the_misconceptions_that_the_key_knows_are_counted():
    one = Result("wrong", 0, 1, misconceptions=("ben-too", "of another key"), answer="ben")
    counted = counts_of(VOICE, VOICE_KEY, one)
    assert [name for name in counted if "of another key" in str(name)] == []
    item = Item(VOICE, VOICE_KEY)
    item.add(one, counted)
    item.add(one, None)
    assert item.misconceptions == {"ben-too": 1, "silence": 0}
    assert (item.read, item.states["wrong"], item.counts["ben"]) == (1, 2, 1)
    assert Item(VOICE).misconceptions == {} and counts_of(VOICE, None, one) == ("ben",)


def test_where_nobody_answered_there_is_no_share():
    item = Item(ESSAY)
    assert (item.share_right, item.share_of_marks, item.answered) == (None, None, 0)
    item.add(Result(UNMARKED, None, 3), None)
    assert (item.share_right, item.share_of_marks, item.answered) == (None, None, 1)


def test_marks_count_where_there_are_marks_and_nowhere_else():
    item = Item(TICKS)
    for state, marks in (
        ("right", 2),
        ("partly", 1),
        ("wrong", 0),
        (UNREADABLE, 2),
        (MISSING, None),
    ):
        item.add(Result(state, marks, 2), None)
    item.add(Result("a state of tomorrow", 2, 2), None)
    assert (item.marks, item.marked, item.by_machine, item.answered) == (3, 3, 3, 3)
    assert (item.share_right, item.share_of_marks) == (1 / 3, 1 / 2)
    assert item.states[UNREADABLE] == 2


def test_who_has_marks_in_one_exercise_alone_is_compared_with_nobody():
    tally = tallied([{"voice": "ann"}, {"voice": "ann", "ticks": ["a"]}])
    assert [tally.items[name].pairs.count for name in ("voice", "ticks", "essay")] == [1, 1, 0]
    # One of one mark, beside one of two.
    assert (tally.items["voice"].pairs.x, tally.items["voice"].pairs.y) == (1, 0.5)
    assert (tally.items["ticks"].pairs.x, tally.items["ticks"].pairs.y) == (1, 1)


def test_what_is_handed_over_as_counted_is_counted_and_other_exercises_are_nobodys():
    right = Result("right", 1, 1, answer="ann")
    tally = Tally((VOICE,), KEYS)
    tally.add({"voice": right, "no such": right}, {"voice": None})
    tally.add({"voice": right, "no such": right}, {})
    assert tally.items["voice"].read == 0
    tally.add({"voice": right, "no such": right})
    assert (tally.items["voice"].read, tally.items["voice"].counts["ann"]) == (1, 1)
    assert (tally.handed_in, list(tally.items)) == (3, ["voice"])


def test_who_handed_in_nothing_is_counted_apart():
    tally = Tally(EXERCISES, KEYS)
    tally.leave_out(MISSING)
    tally.leave_out(UNREADABLE)
    tally.leave_out(UNREADABLE)
    assert (tally.handed_in, tally.left_out) == (0, {MISSING: 1, UNREADABLE: 2})
