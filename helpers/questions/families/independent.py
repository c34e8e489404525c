"""How many sources a claim has that are independent of each other."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.common.text import in_quotes, shorten
from helpers.lesson.tables import NARRATOR, Statement
from helpers.questions.made import Family, Made, Option, choose_several
from helpers.questions.reading import Reading, slug, spread, told, where

FAMILY = Family("independent", "04", "independent", "weigh", ("several", "match"), 44)
MOST, LEAST = 6, 3  # options


def origins(reading: Reading, rows: list[Statement]) -> list[set[str]]:
    """The groups of bodies that statements go back to: sources that share one are in one group."""
    groups: list[set[str]] = []
    for row in rows:
        group = set().union(*(reading.bodies(actor) for actor in (row.source, *row.via)))
        apart = [one for one in groups if not one & group]
        groups = [*apart, group.union(*(one for one in groups if one & group))]
    return groups


def claims(reading: Reading) -> dict[str, list[Statement]]:
    """The claims with their rows, where all of these are settled and one asserts it in the body."""
    found: dict[str, list[Statement]] = {}
    for row in reading.statements:
        if row.claim and row.claim in reading.lesson.about.get("claims", {}):
            found.setdefault(row.claim, []).append(row)
    return {
        claim: rows
        for claim, rows in found.items()
        if all(map(reading.is_settled, rows)) and all(map(reading.is_free, rows))
        if any(row.polarity == "asserts" and row.at.isdigit() for row in rows)
    }


def supporting(rows: list[Statement]) -> list[Statement]:
    """The rows of a claim that are a source for it."""
    return [row for row in rows if row.polarity == "asserts" and row.source != NARRATOR]


def make(reading: Reading) -> Iterator[Made]:
    """One question, where some claims have one independent source and others have not."""
    found = claims(reading)
    counts = {claim: len(origins(reading, supporting(rows))) for claim, rows in found.items()}
    firsts = [rows[0] for rows in found.values()]
    picked = spread(firsts, MOST, lambda row: min(counts[row.claim], 2))
    right = [row for row in picked if counts[row.claim] == 1]
    if len(picked) < LEAST or len(right) < 2 or len(right) == len(picked):
        return
    options = [option(reading, row.claim, found[row.claim], counts[row.claim]) for row in picked]
    message = "You counted those who say so, and each body once. Few sources do not make a claim "
    message += "false: the article names no more."
    entry, key = choose_several(reading.article, options, message)
    entry |= {
        "title": "Count apart from each other",
        "question": "Sources that come through the same hand, or belong to the same body, count as "
        "one. Do not count the writer, nor those who deny it. Tick the claims with exactly one "
        "independent source.",
    }
    rows = [one for row in picked for one in found[row.claim]]
    name = slug(picked[0].claim, 8) or "all"
    yield FAMILY.made(reading.lesson.about, name, rows, entry, key, 4, len(right))


def option(reading: Reading, claim: str, rows: list[Statement], count: int) -> Option:
    """A claim, which fits where it has one independent source."""
    parts = ", ".join(dict.fromkeys(where(row.at) for row in rows))
    text = f"{shorten(reading.lesson.claim(claim), 100)} ({parts})"
    some = supporting(rows)
    name = slug(claim, 8) or f"claim-{rows[0].passage.start}"
    if not some:
        message = f"Nobody is named who says so: {told(reading.sentence(rows[0].passage))}. The "
        message += "writer is not counted."
        return Option(name, text, message, False, "narrator-as-source", rows[0].passage)
    who = ", ".join(
        dict.fromkeys(reading.names[actor] for row in some for actor in (row.source, *row.via))
    )
    cue = in_quotes(some[0].cue) if some[0].cue else where(some[0].at)
    message = (
        f"They stand behind it: {who}. See {cue} in {told(reading.sentence(some[0].passage))}."
    )
    if count == 1:
        more = [row for row in rows if row.polarity == "denies"]
        message += " They count as one." if len(some) > 1 or some[0].via else ""
        message += " Who denies it does not count." if more else ""
        return Option(name, text, message, True, "", some[0].passage)
    message += f" That makes {count}, apart from each other."
    return Option(name, text, message, False, "two-as-one", some[-1].passage)
