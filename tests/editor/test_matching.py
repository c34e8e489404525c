"""Which passages of two readers are a pair."""

import itertools
import random

import pytest

from helpers.editor.matching import best_pairs, by_overlap, overlap
from helpers.lesson.article import Passage


def passage(start, end, at="1"):
    return Passage(at, "x" * (end - start), start, end)


def paired(first, second, alike=lambda one, other: 0):
    """The pairs of passages, each as where it begins and ends."""
    ours, theirs = ([passage(*one) for one in side] for side in (first, second))
    pairs = by_overlap(ours, theirs, lambda one: one, alike)
    return [(first[row], second[column]) for row, column in pairs]


def test_overlap_is_what_is_shared_of_all():
    assert overlap(passage(0, 10), passage(0, 10)) == 1
    assert overlap(passage(0, 10), passage(5, 20)) == 0.25
    assert overlap(passage(0, 10), passage(10, 20)) == 0


def test_the_same_words_are_a_pair_whatever_else_overlaps():
    same = [((0, 10), (0, 10))]
    assert paired([(0, 10), (0, 11)], [(0, 10)]) == same
    # Two pairs that overlap in part, 4/10 and 6/10, come to as much as the one that is the same.
    assert paired([(0, 10), (4, 10)], [(0, 4), (0, 10)]) == same
    assert paired([(0, 10), (4, 10)], [(0, 4), (0, 10)], lambda one, other: one != other) == same


def test_all_together_overlap_as_far_as_can_be():
    # The two that are nearest, 6/10, would leave nothing to the others: two times 5/10 is more.
    found = paired([(0, 10), (0, 3)], [(0, 6), (5, 10)])
    assert found == [((0, 10), (5, 10)), ((0, 3), (0, 6))]


def test_what_only_touches_is_no_pair():
    assert paired([(0, 10)], [(10, 20)]) == []
    assert paired([], [(10, 20)]) == []


def test_of_rows_on_the_same_words_those_that_say_the_same_are_a_pair():
    ours, theirs = (["meir", "brandt"], ["brandt", "meir"])
    pairs = by_overlap(ours, theirs, lambda _: passage(0, 4), lambda one, other: one == other)
    assert pairs == [(0, 1), (1, 0)]


@pytest.mark.parametrize("seed", range(60))
def test_no_other_pairing_weighs_more(seed):
    draw = random.Random(seed)
    rows, columns = draw.randint(0, 5), draw.randint(1, 5)
    cells = itertools.product(range(rows), range(columns))
    weights = {cell: draw.random() for cell in cells if draw.random() < 0.6}
    found = best_pairs(weights)
    assert found == sorted(found) and {*found} <= {*weights}
    for side in (0, 1):
        assert len({pair[side] for pair in found}) == len(found)
    size = max(rows, columns)
    best = max(
        sum(weights.get(pair, 0) for pair in enumerate(one))
        for one in itertools.permutations(range(size))
    )
    assert sum(weights[pair] for pair in found) == pytest.approx(best)
