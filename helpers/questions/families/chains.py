"""Through whose hands a statement came."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.lesson.tables import Statement
from helpers.questions.made import About, Made, Option, choose_one
from helpers.questions.reading import Reading, where

ORDER = 7


def questions(reading: Reading) -> Iterator[Made]:
    """A question for each statement that somebody passes on."""
    for row in reading.lesson.statements:
        if row.via and row.at.isdigit() and not reading.is_judged("statements", row.passage):
            yield from of_one(reading, row)


def of_one(reading: Reading, row: Statement) -> list[Made]:
    """The question of one chain."""
    hands = ", then ".join(map(reading.name, row.via))
    source, seen = reading.name(row.source), f"{reading.short(row.passage)} ({where(row.passage)})"
    options = [
        Option("-".join(row.via), hands, f"Yes. {where(row.passage)} names {hands}.", row.passage),
        Option(
            row.source,
            source,
            f"{source} is the source. The paragraph also names who passes it on: {hands}.",
            row.passage,
            "source-for-hand",
        ),
    ]
    for other in reading.named_around(row.passage):
        actor = other.actor[0]
        if len(options) < 4 and actor != row.source and actor not in row.via:
            said = f"{reading.short(other.passage)} is named in {where(other.passage)}, "
            said += f"but not as who passes this on. Look for {hands}."
            options.append(Option(actor, reading.name(actor), said, other.passage, "no-hand"))
    about = About(
        family="through",
        row=f"{row.at}-{' '.join(row.content.split()[:4])}",
        notebook="04",
        place="chains",
        title=f"On the way, in {where(row.passage)}",
        question=f"{source} is the source of {seen}. Who passes it on?",
        objective=("weigh",),
        rows=(f"statements: {where(row.passage)} {row.content}",),
        passages=(row.passage,),
    )
    return choose_one(reading, about, options)
