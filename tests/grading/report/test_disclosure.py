"""How many students, said so that nobody can be picked out."""

import pytest

from helpers.grading.report.disclosure import Count, part_of, veil


@pytest.mark.parametrize(
    ("count", "words"),
    [((3, 3), "3"), ((1, 2), "1 or 2"), ((1, 3), "1 to 3"), ((8, 12), "8 to 12")],
)
def test_a_number_or_a_range_in_words(count, words):
    assert str(Count(*count)) == words


def test_the_number_to_work_out_a_share_with_is_the_middle():
    assert (Count(1, 2).middle, Count(4, 4).middle, Count(1, 4).middle) == (1.5, 4, 2.5)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((9, 3, 0), ("9", "3", "0")),
        ((3, 3, 3), ("3", "3", "3")),
        ((9, 2), ("9 or 10", "1 or 2")),
        ((9, 1), ("8 or 9", "1 or 2")),
        ((4, 9, 2, 0), ("4", "9 or 10", "1 or 2", "0")),
        ((9, 1, 2), ("8 to 10", "1 or 2", "1 or 2")),
        ((3, 1, 1), ("1 to 3", "1 or 2", "1 or 2")),
        ((3, 1, 1, 1), ("1 to 3", "1 or 2", "1 or 2", "1 or 2")),  # a range never begins at 0
        ((2, 1), ("1 to 3", "1 to 3")),  # nothing is large enough to hide the other behind
        ((2, 2, 0), ("1 to 3", "1 to 3", "0")),
        ((0, 0), ("0", "0")),
    ],
)
def test_small_groups_become_ranges_and_so_does_the_largest_beside_them(counts, shown):
    assert tuple(map(str, veil(dict(enumerate(counts))).values())) == shown


@pytest.mark.parametrize(
    ("count", "total", "shown"),
    [(0, 9, "0"), (1, 9, "1 or 2"), (3, 9, "3"), (7, 9, "7 or 8"), (8, 9, "7 or 8"), (9, 9, "9")],
)
def test_a_part_of_a_class_gives_the_rest_not_away(count, total, shown):
    assert str(part_of(count, total)) == shown
