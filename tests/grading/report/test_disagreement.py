"""Where a class disagrees about a source: which lines are shown, and what of each."""

import attrs
import pytest
from support.small_lesson import CHOICES, KEYS, RATING, VOICE, tallied

from helpers.exercises.key import Reply, Row, RowsKey
from helpers.grading.report.disagreement import choices, splits
from helpers.grading.report.disclosure import Count


def rated(**made):
    """Return the lines shown of a class in which so many made each choice about Ben."""
    names = [name for name, count in made.items() for _ in range(count)]
    students = [{"rating": {"ann": "own", "ben": name}} for name in names]
    return splits(tallied(students, (RATING,)), KEYS)


@pytest.mark.parametrize(
    ("made", "is_shown"),
    [
        ({"own": 3, "part": 2}, True),  # five are enough
        ({"own": 2, "part": 2, "none": 1}, False),  # no more than two are of one mind
        ({"own": 4, "part": 2}, True),  # two thirds
        ({"own": 5, "part": 2}, False),
        ({"own": 2, "part": 2}, False),
    ],
)
def test_a_line_is_shown_where_three_or_more_and_no_more_than_two_thirds_agree(made, is_shown):
    assert [one.row for one in rated(**made)] == ["ben"] * is_shown


def test_eight_lines_at_most_are_shown_the_most_even_first():
    names = [f"r{number}" for number in range(10)]
    exercise = attrs.evolve(RATING, rows=dict.fromkeys(names, "A line"))
    key = RowsKey(id="rating", rows={name: Row(("own",), Reply("")) for name in names})
    # Of ten students as many choose “own” in a row as its number says, or half.
    answers = [
        {name: "own" if place < (6 if name == "r3" else 5) else "part" for name in names}
        for place in range(10)
    ]
    tally = tallied([{"rating": one} for one in answers], (exercise,), {"rating": key})
    shown = [one.row for one in splits(tally, {"rating": key})]
    assert shown == ["r0", "r1", "r2", "r4", "r5", "r6", "r7", "r8"]


def test_only_lines_that_the_key_has_are_looked_at():
    students = [{"rating": {"ben": name}, "voice": "ann"} for name in ["own"] * 3 + ["part"] * 3]
    assert splits(tallied(students, (RATING, VOICE)), {"voice": KEYS["voice"]}) == []


def test_of_a_line_choices_are_shown_that_somebody_made_or_that_fit():
    [split] = rated(own=3, part=3)
    assert choices(split) == [
        (CHOICES["own"], Count(3, 3), "3.00", ""),
        (CHOICES["part"], Count(3, 3), "3.00", "fits"),
        (CHOICES["none"], Count(0, 0), "0.00", "fits"),
    ]
    [split] = rated(part=3, none=3)
    assert [words for words, *_ in choices(split)] == ["a part", "nothing"]
