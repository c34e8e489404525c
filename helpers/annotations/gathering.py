"""Which source and which cue belong to which content, as the links of another tool say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from helpers.annotations.marks import Link
from helpers.annotations.types import Meaning, types

PARTS = {"source", "cue", "content", "statement"}
End = tuple[str, str]  # what it is there, and the id of the mark


@frozen
class Said:
    """A content with its sources and cues, as ids of marks in the order of the text."""

    content: str
    sources: tuple[str, ...]
    cues: tuple[str, ...]


@frozen
class Gathered:
    """The statements, the marks of links that make none, and sources and cues of no content."""

    statements: tuple[Said, ...]
    other: tuple[tuple[str, ...], ...]
    alone: tuple[str, ...]


def gather(
    links: Iterable[Link], meanings: Mapping[str, Meaning], places: Mapping[str, tuple[int, int]]
) -> Gathered:
    """What the links say. Marks without a place are left out; `meanings` has those that mean any.

    A link may hold all three, or two of them: a cue that is linked to a source and to a content
    holds both together. A mark of the type “statement” is the part that its link lacks.
    """
    kinds = {id: one.what for id, one in meanings.items()}
    parts: list[list[End]] = []
    other: list[tuple[str, ...]] = []
    held: set[str] = set()
    for link in links:
        ends = [
            (what_is(role, id, kinds), id) for role, id in dict.fromkeys(link.ends) if id in places
        ]
        if len(ends) > 1 and PARTS & {what for what, _ in ends}:
            parts.append(completed(ends))
            held |= {id for _, id in ends}
        else:
            other.append(tuple(id for _, id in ends))
    contents = dict.fromkeys(id for ends in parts for what, id in ends if what == "content")
    contents |= dict.fromkeys(
        id
        for id, what in kinds.items()
        if what == "content" or (what == "statement" and id not in held)
    )
    statements = [said(content, parts, places) for content in contents]
    taken = {id for one in statements for id in (one.content, *one.sources, *one.cues)}
    other += [ids for ends in parts if not taken & {*(ids := tuple(id for _, id in ends))}]
    alone = [id for id, what in kinds.items() if what in ("source", "cue") and id not in taken]
    return Gathered(tuple(statements), tuple(filter(None, other)), tuple(alone))


def what_is(role: str, id: str, kinds: Mapping[str, str]) -> str:
    """What an end of a link is: by its role, or else by the mark itself."""
    meaning = types().named(role) if role else None
    return meaning.what if meaning else kinds.get(id, "")


def completed(ends: Sequence[End]) -> list[End]:
    """The ends of a link; a mark that holds them together is the content or the cue they lack.

    An actor is a source.
    """
    has = {what for what, _ in ends}
    lacks = next((what for what in ("content", "cue") if what not in has), "")
    stand_for = {"statement": lacks, "actor": "source"}
    named = [(stand_for.get(what, what), id) for what, id in ends]
    return [(what, id) for what, id in named if what]


def said(content: str, parts: Iterable[list[End]], places: Mapping[str, tuple[int, int]]) -> Said:
    """A content with what is linked to it, and with the sources of its cues."""
    parts = [*parts]
    mine = {end for ends in parts if ("content", content) in ends for end in ends}
    cues = {end for end in mine if end[0] == "cue"}
    mine |= {
        end
        for ends in parts
        if cues & {*ends} and not any(what == "content" for what, _ in ends)
        for end in ends
    }

    def ordered(kind: str) -> tuple[str, ...]:
        return tuple(sorted((id for what, id in mine if what == kind), key=lambda id: places[id]))

    return Said(content, ordered("source"), ordered("cue"))
