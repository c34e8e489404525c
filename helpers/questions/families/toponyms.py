"""What a place name does: it says where, stands for others, describes, or dates a report."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.common.text import in_quotes
from helpers.lesson.tables import Toponym
from helpers.questions.made import Family, Line, Made, match
from helpers.questions.reading import Reading, row_id, spread, where

FAMILY = Family("place-names", "02", "uses", "words", ("match", "one"), 20)
MOST, LEAST = 5, 3  # rows
ALWAYS = ("literal", "metonymic", "modifier", "dateline")
RIGHT = {
    "literal": "Something is or happens there: {place}. The name means the place itself.",
    "metonymic": "Ground does not act. In {place} the name stands for those who do.",
    "modifier": "{words} says more about the word that it goes with: {place}.",
    "demonym": "{words} is a word for people, by where they come from: {place}.",
    "dateline": "It stands at the head of the report and says where that was written.",
}
WRONG = {
    "literal": "Literal would mean the ground itself. Ask what {words} is or does in {place}.",
    "metonymic": "A metonymic name stands for a government or for people. Ask whether anybody acts "
    "or decides under the name {words} in {place}.",
    "modifier": "A modifier only says more about another word. Which would that be in {place}?",
    "demonym": "A demonym is a word for people by where they are from. {words} is none here.",
    "dateline": "A dateline stands at the head and says where a report was written. Look where "
    "{words} stands: {place}.",
}


def make(reading: Reading) -> Iterator[Made]:
    """One question on place names of as many types as there are."""
    rows = [row for row in reading.open(reading.toponyms) if is_plain(reading, row)]
    rows = spread(rows, MOST, lambda row: row.type)
    if len(rows) < LEAST or len({row.type for row in rows}) < 2:
        return
    demonym = ("demonym",) if any(row.type == "demonym" for row in reading.toponyms) else ()
    choices = {one: one.capitalize() for one in (*ALWAYS, *demonym)}
    lines = [line(reading, row, choices) for row in rows]
    message = "The same name can do another job in the next line. You went by what it does here."
    entry, key = match(reading.article, lines, choices, message)
    entry |= {
        "title": "What the place names do",
        "question": "What does the place name do in each of these? A type may be needed once, more "
        "than once or not at all.",
    }
    name = row_id(reading, rows[0])
    yield FAMILY.made(reading.lesson.about, name, rows, entry, key, 3, len(rows))


def is_plain(reading: Reading, row: Toponym) -> bool:
    """Say whether the words show the type: a literal place has an event, a modifier no actor."""
    if row.type == "literal":
        return any(
            row.place in (event.place, event.origin)
            for event in reading.events
            if reading.together(event.passage, row.passage)
        )
    return row.type != "implied"


def line(reading: Reading, row: Toponym, choices: dict[str, str]) -> Line:
    """A place name to be matched with its type."""
    words, place = in_quotes(row.quote), reading.snippet(row.passage)
    wrong = {
        one: (f"{row.type}-as-{one}", WRONG[one].format(words=words, place=place))
        for one in choices
        if one != row.type
    }
    text = f"{words}, in {place} ({where(row.at)})"
    right = RIGHT[row.type].format(words=words, place=place)
    return Line(row_id(reading, row), text, row.type, right, row.passage, wrong)
