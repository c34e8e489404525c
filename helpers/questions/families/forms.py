"""In which form a mention names its actor."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.lesson.tables import Mention
from helpers.questions.made import About, Made, Option, choose_one, spread
from helpers.questions.reading import Reading, where

ORDER = 5
FORMS = {
    "name": "By the name itself",
    "title": "By a title or an office",
    "metonym": "By a place or thing that stands for it",
    "description": "By words that describe it",
}


def questions(reading: Reading) -> Iterator[Made]:
    """The first question of each form."""
    rows = [
        row
        for row in reading.by_words
        if row.at.isdigit()
        and len(row.actor) == 1
        and not reading.is_judged("mentions", row.passage)
    ]
    yield from spread(((row.form, of_one(reading, row)) for row in rows), 1)


def of_one(reading: Reading, row: Mention) -> list[Made]:
    """The question of one mention."""
    word = f"“{row.quote}”"
    seen = f"{word} ({where(row.passage)})"
    options = [
        Option(form, words, f"Yes. {seen} does so.", row.passage)
        if form == row.form
        else Option(
            form,
            words,
            f"You took {seen} for a {form}. Read it again: it is a {row.form}.",
            row.passage,
            f"{row.form}-taken-for-{form}",
        )
        for form, words in FORMS.items()
    ]
    nth = reading.cited(row.passage).get("nth", 1)
    about = About(
        family="form",
        row=f"{row.at}-{row.quote}-{nth}",
        notebook="01",
        place="finding",
        title=f"How {word} names",
        question=f"How does {seen} point to its actor?",
        objective=("words",),
        rows=(f"mentions: {where(row.passage)} {row.quote} {nth}",),
        passages=(row.passage,),
        minutes=1,
    )
    return choose_one(reading, about, options)
