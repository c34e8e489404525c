"""Which ids of two readers mean the same actor, place, event or claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from attrs import frozen

from helpers.common.text import in_quotes
from helpers.editor.matching import best_pairs
from helpers.exercises.spelling import NEAR, likeness, plain_words

MOST = 0.5  # of the passages that both marked, from which two ids mean the same
SAME_ID = 0.01  # counts for no more than to decide between two that are as good


@frozen
class Same:
    """Two ids that were taken for the same; `kind` is actors, places, events or claims."""

    kind: str
    first: str
    second: str
    first_name: str
    second_name: str

    @property
    def sentence(self) -> str:
        """What was taken for the same, in words."""
        one, other = in_quotes(self.first_name), in_quotes(self.second_name)
        ids = "" if self.first == self.second else f" ({self.first} and {self.second})"
        return f"Taken for the same in {self.kind}: your {one} and the other's {other}{ids}."

    @property
    def is_plain(self) -> bool:
        """Whether both call it by the same name, so that nobody wonders."""
        return self.first_name == self.second_name


def same_ids(
    kind: str,
    first: Mapping[str, str],
    second: Mapping[str, str],
    shared: Iterable[tuple[str, str]],
) -> list[Same]:
    """The ids of two readers that mean the same, one to one; both give names by id.

    `shared` has the id of each reader for every passage that both marked and that tells whom or
    what it means. Two ids mean the same where most of their passages are shared, or the names are
    the same; of names that are only alike, or one id, some passage has to be shared as well. A
    passage alone that they read differently thus joins nobody.
    """
    counts = Counter(shared)
    ours = Counter(dict.fromkeys(first, 0))
    theirs = Counter(dict.fromkeys(second, 0))
    for (one, other), count in counts.items():
        ours[one] += count
        theirs[other] += count
    plain = {name: plain_words(name) for name in {*first.values(), *second.values()}}

    def weight(one: str, other: str) -> float:
        share = 2 * counts[one, other] / (ours[one] + theirs[other]) if counts[one, other] else 0
        name, name_of_other = plain[first[one]], plain[second[other]]
        is_same = bool(name) and name == name_of_other
        near = share > 0 and (one == other or likeness(name_of_other, name) >= NEAR)
        if not (is_same or near or share >= MOST):
            return 0
        return share + is_same + SAME_ID * (one == other)

    ids, ids_of_other = list(first), list(second)
    weights = {
        (row, column): heavy
        for row, one in enumerate(ids)
        for column, other in enumerate(ids_of_other)
        if (heavy := weight(one, other))
    }
    return [
        Same(kind, ids[row], ids_of_other[column], first[ids[row]], second[ids_of_other[column]])
        for row, column in best_pairs(weights)
    ]


def translation(
    same: Iterable[Same], first: Collection[str], second: Collection[str]
) -> dict[str, str]:
    """Every id of the second reader in the first's; one that is new keeps its id if that is free.

    Else it gets a number behind it, as `brandt-2`.
    """
    found = {one.second: one.first for one in same}
    taken = {*first, *second}
    for id in second:
        if id in found:
            continue
        name, number = id, 2
        while name in first or name in found.values() or (name != id and name in taken):
            name, number = f"{id}-{number}", number + 1
        found[id] = name
    return found
