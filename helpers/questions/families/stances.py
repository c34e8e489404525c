"""Whether a source asserts a thing, denies it, or refuses it or says nothing of it."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.lesson.tables import NARRATOR, POLARITIES, Statement
from helpers.questions.made import About, Made, Option, choose_one, spread
from helpers.questions.reading import Reading, where

ORDER = 6
DOES = {
    "asserts": "Says that it is so",
    "denies": "Says that it is not so",
    "declines": "Refuses it, or says nothing of it",
}


def questions(reading: Reading) -> Iterator[Made]:
    """The first two questions of each stance."""
    rows = [
        row
        for row in reading.lesson.statements
        if row.source != NARRATOR
        and row.at.isdigit()
        and row.cue
        and not reading.is_judged("statements", row.passage)
        and not reading.shares_words(row, narrator_too=False)
    ]
    yield from spread(((row.polarity, of_one(reading, row)) for row in rows), 2)


def of_one(reading: Reading, row: Statement) -> list[Made]:
    """The question of one stance."""
    name, cue = reading.name(row.source), f"“{row.cue}”"
    options = [
        Option(one, DOES[one], f"Yes. The cue {cue} tells so.", row.passage)
        if one == row.polarity
        else Option(
            one,
            DOES[one],
            f"You took {cue} ({where(row.passage)}) for: {DOES[one].lower()}. "
            f"It tells: {DOES[row.polarity].lower()}.",
            row.passage,
            f"{one}-read",
        )
        for one in POLARITIES
    ]
    about = About(
        family="stance",
        row=f"{row.at}-{row.source}-{' '.join(row.content.split()[:3])}",
        notebook="04",
        place="close",
        title=f"What {name} does",
        question=f"What does {name} do with {reading.short(row.passage)} ({where(row.passage)})?",
        objective=("weigh",),
        rows=(f"statements: {where(row.passage)} {row.content}",),
        passages=(row.passage,),
    )
    return choose_one(reading, about, options)
