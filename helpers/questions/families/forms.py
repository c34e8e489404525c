"""How a mention refers: by a name, a title, a pronoun, a metonym or a description."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.common.text import in_quotes
from helpers.lesson.tables import FORMS, Mention
from helpers.questions.made import Family, Line, Made, match
from helpers.questions.reading import Reading, lies_in, row_id, spread, where

FAMILY = Family("forms", "01", "finding", "words", ("match", "one"), 11)
MOST, LEAST = 5, 3  # rows

RIGHT = {
    "name": "{words} calls its actor by a name of its own. Nothing has to be known besides.",
    "title": "{words} names an office or a job. Somebody else could hold it, and the words would "
    "stay.",
    "pronoun": "{words} has no meaning of its own. It takes it from other words.",
    "metonym": "{words} is a name for something else that stands here for those who act: see "
    "{place}.",
    "description": "{words} tells something about its actor, and is neither name nor office.",
}
WRONG = {
    "name": "A name belongs to one actor alone. Ask whether {words} would fit others too, or is "
    "the name of something else.",
    "title": "A title is an office or a job that somebody holds. {words} is none.",
    "pronoun": "A pronoun is a small word like he, they or its. {words} has a meaning of its own.",
    "metonym": "A metonym is the name of one thing put for another that is close to it, as a house "
    "for those who work there. {words} is no such name.",
    "description": "{words} does more than describe, or less: look at what kind of word it is.",
}


def make(reading: Reading) -> Iterator[Made]:
    """One question on mentions in as many forms as there are."""
    rows = [
        row
        for row in reading.open(reading.mentions)
        if row.at.isdigit() and is_alone(reading, row) and is_plain(reading, row)
    ]
    rows = spread(rows, MOST, lambda row: row.form)
    if len(rows) < LEAST or len({row.form for row in rows}) < 2:
        return
    choices = {form: form.capitalize() for form in FORMS}
    lines = [line(reading, row) for row in rows]
    message = "You looked at what the words do, and not at how they look. A capital letter makes "
    message += "no name."
    entry, key = match(reading.article, lines, choices, message)
    entry |= {
        "title": "Mentions and their forms",
        "question": "In which form does each of these mention somebody? A form may be needed once, "
        "more than once or not at all.",
    }
    name = row_id(reading, rows[0])
    yield FAMILY.made(reading.lesson.about, name, rows, entry, key, 3, len(rows))


def line(reading: Reading, row: Mention) -> Line:
    """A mention to be matched with its form."""
    words, place = in_quotes(row.quote), reading.snippet(row.passage)
    wrong = {
        form: (f"{row.form}-as-{form}", said.format(words=words))
        for form, said in WRONG.items()
        if form != row.form
    }
    text = f"{words}, in {place} ({where(row.at)})"
    right = RIGHT[row.form].format(words=words, place=place)
    return Line(row_id(reading, row), text, row.form, right, row.passage, wrong)


def is_alone(reading: Reading, row: Mention) -> bool:
    """Say whether a mention has its words for itself: it holds no other, and lies in none."""
    return not any(
        lies_in(row.passage, other.passage) or lies_in(other.passage, row.passage)
        for other in reading.mentions
    )


def is_plain(reading: Reading, row: Mention) -> bool:
    """Say whether a title is one beside a name, as any other may be read as a description."""
    return row.form != "title" or any(
        other.form == "name" and other.actor == row.actor
        for other in reading.mentions
        if reading.together(other.passage, row.passage)
    )
