"""The best one-to-one matching of two readers' passages, and of any two lists by their weights."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from helpers.lesson.article import Passage

One = TypeVar("One")
Other = TypeVar("Other")
# Weighs more where two passages are the same. No pairs that overlap in part can come to more than
# these and what is left to the others (Jaccard's distance is a metric), but to as much.
SAME = 1
ALIKE = 0.001  # of the weight, at most: labels decide only where passages do not


def overlap(one: Passage, other: Passage) -> float:
    """What two passages share, of all that they hold together (Jaccard): 1 for the same."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / (max(one.end, other.end) - min(one.start, other.start))


def by_overlap(
    first: Sequence[One],
    second: Sequence[Other],
    passage: Callable[[One | Other], Passage],
    alike: Callable[[One, Other], float],
) -> list[tuple[int, int]]:
    """Pairs of rows whose passages overlap, by their places: each row in one of them at most.

    As many as can be are the same passage; then all together overlap as far as can be. Of several
    on the same words those are paired that are most `alike`, from 0 to 1.
    """
    parts: dict[str, list[int]] = {}
    for column, other in enumerate(second):
        parts.setdefault(passage(other).at, []).append(column)
    weights = {}
    for row, one in enumerate(first):
        for column in parts.get(passage(one).at, ()):
            shared = overlap(passage(one), passage(second[column]))
            if shared:
                bonus = SAME if shared == 1 else 0
                weights[row, column] = shared + bonus + ALIKE * alike(one, second[column])
    return best_pairs(weights)


def best_pairs(weights: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Of pairs of rows and columns those, one to one, whose weights have the greatest sum.

    Weights are above 0. Pairs that hang together are matched by themselves.
    """
    found = []
    for rows, columns in clusters(weights):
        table = [[weights.get((row, column), 0) for column in columns] for row in rows]
        found += [(rows[row], columns[column]) for row, column in assigned(table)]
    return sorted(pair for pair in found if pair in weights)


def clusters(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[list[int], list[int]]]:
    """The rows and the columns that hang together through pairs."""
    beside: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for row, column in pairs:
        beside.setdefault((0, row), []).append((1, column))
        beside.setdefault((1, column), []).append((0, row))
    seen: set[tuple[int, int]] = set()
    for begin in beside:
        if begin in seen:
            continue
        open_ones, cluster = [begin], [begin]
        seen.add(begin)
        while open_ones:
            more = [one for one in beside[open_ones.pop()] if one not in seen]
            more = list(dict.fromkeys(more))
            seen.update(more)
            open_ones += more
            cluster += more
        yield (
            [place for side, place in cluster if side == 0],
            [place for side, place in cluster if side == 1],
        )


def assigned(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """A column for each row of a table, or a row for each column, with the greatest sum.

    Source: the Hungarian method (H. W. Kuhn 1955, J. Munkres 1957), with shortest augmenting paths
    and potentials, in the cube of the longer side.
    """
    size = max([len(weights), *map(len, weights)], default=0)
    cost = [[0.0] * size for _ in range(size)]
    for row, line in enumerate(weights):
        for column, weight in enumerate(line):
            cost[row][column] = -weight
    rows, columns = [0.0] * size, [0.0] * (size + 1)  # the potentials
    taken = [-1] * (size + 1)  # the row of each column; the last column stands for none
    for begin in range(size):
        column = size
        taken[column] = begin
        least, came = [math.inf] * size, [size] * size
        done = [False] * (size + 1)
        while taken[column] != -1:
            done[column] = True
            row, step, nearest = taken[column], math.inf, size
            for one in range(size):
                if done[one]:
                    continue
                reduced = cost[row][one] - rows[row] - columns[one]
                if reduced < least[one]:
                    least[one], came[one] = reduced, column
                if least[one] < step:
                    step, nearest = least[one], one
            for one in range(size + 1):
                if done[one]:
                    rows[taken[one]] += step
                    columns[one] -= step
                elif one < size:
                    least[one] -= step
            column = nearest
        while column != size:
            taken[column] = taken[came[column]]
            column = came[column]
    return [
        (taken[column], column)
        for column in range(size)
        if taken[column] < len(weights) and column < len(weights[taken[column]])
    ]
