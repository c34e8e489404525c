"""Who acts or speaks, and what is only a place."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.common.text import in_quotes
from helpers.lesson.tables import Mention, Toponym
from helpers.questions.families.forms import is_alone
from helpers.questions.made import Family, Made, Option, choose_several
from helpers.questions.reading import Reading, row_id, spread, touch, where

FAMILY = Family("actors", "01", "finding", "cite", ("several", "highlight"), 10)
RIGHT, WRONG = 4, 3  # options at most


def make(reading: Reading) -> Iterator[Made]:
    """One question: which words mention an actor, beside places where things happen."""
    mentions = [
        row
        for row in reading.open(reading.mentions)
        if row.at.isdigit() and row.form in ("title", "metonym", "description", "pronoun")
        if is_alone(reading, row)
    ]
    mentions = spread(mentions, RIGHT, lambda row: row.form)
    places = [
        row
        for row in reading.open(reading.toponyms)
        if row.type == "literal"
        and row.at.isdigit()
        and not any(touch(row.passage, one.passage) for one in reading.mentions)
    ]
    places = spread(places, WRONG, lambda row: row.place)
    if len(mentions) < 2 or len(places) < 2:
        return
    rows: list[Mention | Toponym] = [*mentions, *places]
    rows.sort(key=lambda row: row.passage.start)
    message = "You looked for those who do or say something. Where something happens is a place, "
    message += "and no actor."
    entry, key = choose_several(reading.article, [option(reading, row) for row in rows], message)
    entry |= {
        "title": "Actor, or only a place",
        "question": "Tick each that mentions an actor: somebody or something that the article lets "
        "act or speak, or that something is done to. Leave out what is only a place.",
    }
    name = row_id(reading, rows[0])
    yield FAMILY.made(reading.lesson.about, name, rows, entry, key, 3, len(mentions))


def option(reading: Reading, row: Mention | Toponym) -> Option:
    """A mention, which fits, or a place, which does not."""
    words, place = in_quotes(row.quote), reading.snippet(row.passage)
    text = f"{words}, in {place} ({where(row.at)})"
    if isinstance(row, Toponym):
        message = f"{words} tells where something is or happens: {place}. It does nothing itself."
        return Option(row_id(reading, row), text, message, False, "place-as-actor", row.passage)
    message = {
        "title": "An office stands for the person who holds it",
        "metonym": "The name stands here for those who act",
        "pronoun": "Even a small word stands for somebody",
        "description": "An actor need not have a name",
    }[row.form]
    return Option(
        row_id(reading, row), text, f"{message}: {words} in {place}.", True, "", row.passage
    )
