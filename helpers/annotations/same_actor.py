"""Which mentions are of one actor, as far as another tool says so or their words do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from helpers.annotations.marks import Link, Mark
from helpers.annotations.placing import Stretch

IDENTIFIER = "identifier"  # the feature that says what a mark is in some list of the world


def is_chain(link: Link) -> bool:
    """Whether a link says that its marks are of one; one that only bridges two does not."""
    bridges = any("bridg" in value.lower() for value in link.features.values())
    return "coref" in link.layer.lower() and not bridges


def groups(
    ids: Sequence[str],
    marks: Mapping[str, Mark],
    places: Mapping[str, Stretch],
    same: Iterable[Sequence[str]],
    is_pronoun: Callable[[str], bool],
) -> list[list[str]]:
    """The mentions by actor, in the order of their first ones.

    Of one are those in a chain of `same`, with one identifier, over the same words of the article,
    or with equal words that are no pronoun.
    """
    parent = {id: id for id in ids}

    def root(id: str) -> str:
        while parent[id] != id:
            id = parent[id]
        return id

    alike: dict[object, list[str]] = {}
    for id in ids:
        mark = marks[id]
        alike.setdefault(places[id], []).append(id)
        if name := mark.features.get(IDENTIFIER):
            alike.setdefault((IDENTIFIER, name), []).append(id)
        if not is_pronoun(mark.quote):
            alike.setdefault(mark.quote.casefold(), []).append(id)
    for some in [*same, *alike.values()]:
        for one, two in pairwise(id for id in some if id in parent):
            parent[root(two)] = root(one)
    found: dict[str, list[str]] = {}
    for id in ids:
        found.setdefault(root(id), []).append(id)
    return [*found.values()]
