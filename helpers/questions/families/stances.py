"""Who asserts a claim, denies it, refuses it, or is silent on it."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.common.text import in_quotes, shorten
from helpers.lesson.tables import NARRATOR, Statement
from helpers.questions.made import Family, Line, Made, match
from helpers.questions.reading import Reading, row_id, spread, told, touch, where

FAMILY = Family("stances", "04", "close", "weigh", ("match",), 45)
MOST, LEAST = 6, 3  # rows
SILENCE = "silence"  # the kind of an event in which nothing is said
CHOICES = {
    "asserts": "asserts: says that it is so",
    "denies": "denies: says that it is not so",
    "refuses": "refuses: does not accept it",
    "silent": "is silent: says nothing of it",
}
WRONG = {
    "asserts": "To assert is to say that it is so. Which words would that be in {told}?",
    "denies": "To deny is to say that it is not so. Which words would that be in {told}?",
    "refuses": "To refuse is not to accept something. What is it that is done in {told}?",
    "silent": "Who is silent says nothing at all. See {cue} in {told}.",
}


def stance(reading: Reading, row: Statement) -> str:
    """What a source does with a claim; "" where the tables do not tell refusal from silence.

    They do by the kind of an event that the same source has in the same words; one without a
    kind tells neither.
    """
    if row.polarity in ("asserts", "denies"):
        return row.polarity
    kinds = {
        event.kind
        for event in reading.events
        if row.source in event.actors and touch(event.passage, row.passage)
    }
    if len(kinds) != 1 or not all(kinds):
        return ""
    return "silent" if kinds == {SILENCE} else "refuses"


def make(reading: Reading) -> Iterator[Made]:
    """One question, where somebody does something else than to assert."""
    known = reading.lesson.about.get("claims", {})
    rows = [
        row
        for row in reading.open(reading.statements)
        if row.source != NARRATOR
        and row.cue
        and row.claim in known
        and stance(reading, row)
        and row.at.isdigit()
        and is_one(reading, row)
    ]
    # A source that does the same twice in a paragraph would stand there in the same words twice.
    rows = [*{(row.at, row.source, row.claim): row for row in reversed(rows)}.values()]
    contested = {row.claim for row in rows if stance(reading, row) != "asserts"}
    rows.sort(key=lambda row: (row.claim not in contested, row.passage.start))
    rows = spread(rows, MOST, lambda row: stance(reading, row))
    rows.sort(key=lambda row: row.passage.start)
    found = {stance(reading, row) for row in rows}
    if len(rows) < LEAST or len(found) < 2:
        return
    lines = [line(reading, row) for row in rows]
    message = (
        "To assert, to deny, to refuse and to be silent are four things. None of them settles "
    )
    message += "the matter by itself."
    entry, key = match(reading.article, lines, CHOICES, message)
    entry |= {
        "title": "What they do with a claim",
        "question": "What does each of them do with the matter named beside them, as the article "
        "tells it?",
    }
    name = row_id(reading, rows[0], rows[0].source)
    yield FAMILY.made(reading.lesson.about, name, rows, entry, key, 3, len(rows))


def is_one(reading: Reading, row: Statement) -> bool:
    """Say whether a source does one thing only with a claim."""
    done = {
        one.polarity
        for one in reading.statements
        if one.claim == row.claim and one.source == row.source
    }
    return len(done) == 1


def line(reading: Reading, row: Statement) -> Line:
    """A source with a claim, to be matched with what is done."""
    sentence, right = reading.sentence(row.passage), stance(reading, row)
    cue = in_quotes(row.cue)
    message = f"{cue} tells what is done: {told(sentence)}."
    wrong = {
        one: (f"{right}-as-{one}", said.format(told=told(sentence), cue=cue))
        for one, said in WRONG.items()
        if one != right
    }
    claim = shorten(reading.lesson.claim(row.claim), 90)
    text = f"{reading.names[row.source]}, on this: {claim} ({where(row.at)})"
    return Line(row_id(reading, row, row.source), text, right, message, sentence, wrong)
