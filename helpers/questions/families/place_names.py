"""What a place name does: the place itself, who acts under its name, or a word beside another."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.lesson.tables import Toponym
from helpers.questions.made import About, Made, Option, choose_one, spread
from helpers.questions.reading import Reading, where

ORDER = 4
TYPES = {
    "literal": "It means the place itself",
    "metonymic": "It means who acts for it",
    "modifier": "It describes another word",
    "dateline": "It tells where the report is from",
}

NOT = {
    "literal": "ask whether the words speak of a spot on the map",
    "metonymic": "nobody acts or speaks under this name",
    "modifier": "no word behind it is described by it",
    "dateline": "the words do not tell where the report was written",
}


def questions(reading: Reading) -> Iterator[Made]:
    """The first two questions of each type."""
    rows = [
        row
        for row in reading.lesson.toponyms
        if row.type in TYPES and not reading.is_judged("toponyms", row.passage)
    ]
    yield from spread(((row.type, of_one(reading, row)) for row in rows), 2)


def of_one(reading: Reading, row: Toponym) -> list[Made]:
    """The question of one name."""
    near = reading.near(row.passage, 3, 3)
    word, seen = f"“{row.quote}”", f"“{near.quote}” ({where(near)})"
    right = f"Yes. Read it in {seen}."
    options = [
        Option(name, words, right, near)
        if name == row.type
        else Option(
            name, words, f"Not so in {seen}: {NOT[name]}. {TYPES[row.type]}.", near, f"{name}-read"
        )
        for name, words in TYPES.items()
    ]
    nth = reading.cited(row.passage).get("nth", 1)
    about = About(
        family="place",
        row=f"{row.at}-{row.quote}-{nth}",
        notebook="02",
        place="uses",
        title=f"What {word} does",
        question=f"What does {word} do in {seen}?",
        objective=("words",),
        rows=(f"toponyms: {where(row.passage)} {row.quote} {nth}",),
        passages=(row.passage,),
        minutes=1,
    )
    return choose_one(reading, about, options)
