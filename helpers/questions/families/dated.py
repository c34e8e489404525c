"""Which events the article gives a day, and which it does not."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.common.text import in_quotes
from helpers.lesson.tables import Event
from helpers.questions.made import Family, Line, Made, match
from helpers.questions.reading import Dated, Reading, slug, spread, told, touch, where

FAMILY = Family("dated", "03", "undated", "order", ("match", "date", "one"), 32)
EACH, LEAST = 3, 2  # rows with and without a day
CHOICES = {"day": "The article gives its day", "no-day": "The article gives no day for it"}


def undated(reading: Reading) -> list[Event]:
    """The events that no words date, also none that stand beside them in their sentence."""
    found = []
    for name in dict.fromkeys(row.event for row in reading.events):
        rows = reading.rows_of(name)
        fine = all(
            row.basis == "undated"
            and not row.alternatives
            and not row.expression
            and row.is_told_as_done
            and row.at.isdigit()
            and reading.is_settled(row)
            and not has_time_words(reading, row)
            for row in rows
        )
        if fine:
            found.append(rows[0])
    return found


def has_time_words(reading: Reading, row: Event) -> bool:
    """Say whether words for a time stand in the paragraph, up to the end of the event's sentence.

    A reader may carry those on, and nothing in the tables says that this is wrong.
    """
    start = reading.article.parts[row.at].start
    before = reading.part(row.at, start, reading.sentence(row.passage).end)
    words = reading.time_words
    if words is None or words.pattern.search(before.quote):
        return True
    said = (other.expression_passage for other in reading.events)
    return any(one and touch(one, before) for one in said)


def make(reading: Reading) -> Iterator[Made]:
    """One question on events of both sorts."""
    days = [one for one in reading.dated if reading.is_free(one.row) and one.event.is_told_as_done]
    none = [row for row in undated(reading) if reading.is_free(row)]
    days = one_an_expression(days)[:EACH]
    none = spread(none, EACH, lambda row: row.at)
    if min(len(days), len(none)) < LEAST:
        return
    lines = [with_day(reading, one) for one in days] + [without_day(reading, row) for row in none]
    rows = {one.event.event: one.row for one in days} | {row.event: row for row in none}
    starts = {slug_of(row): row.passage.start for row in rows.values()}
    lines.sort(key=lambda line: starts[line.id])
    message = "To stand beside a date is not to have one. You looked for words that date the event "
    message += "itself."
    entry, key = match(reading.article, lines, CHOICES, message)
    entry |= {
        "title": "With a day, or without",
        "question": "Does the article give each of these events a day, in words from which you can "
        "work it out? Or does it leave the day open?",
    }
    made_of = sorted(rows.values(), key=lambda row: row.passage.start)
    name = slug_of(made_of[0])
    yield FAMILY.made(reading.lesson.about, name, made_of, entry, key, 3, len(lines))


def one_an_expression(days: list[Dated]) -> list[Dated]:
    """The events but for those that share their words for a time with one before."""
    return list({one.words.start: one for one in reversed(days)}.values())[::-1]


def slug_of(row: Event) -> str:
    """The id of an event as the id of a row."""
    return slug(row.event, 8) or f"event-{row.passage.start}"


def with_day(reading: Reading, one: Dated) -> Line:
    """An event that words date."""
    words = in_quotes(one.row.expression)
    message = f"{words} dates it: {reading.snippet(one.words)} ({where(one.words.at)})."
    wrong = {"no-day": ("day-overlooked", message)}
    text = f"{one.event.what} ({where(one.row.at)})"
    return Line(slug_of(one.row), text, "day", message, one.words, wrong)


def without_day(reading: Reading, row: Event) -> Line:
    """An event that no words date."""
    sentence = reading.sentence(row.passage)
    message = f"No word for a time stands in {told(sentence)}."
    before = [one for one in reading.dated if one.words.start < row.passage.start]
    said = message
    if before:
        last = before[-1]
        said = f"{message} {in_quotes(last.row.expression)} in {where(last.words.at)} dates "
        said += "something else."
    wrong = {"day": ("day-borrowed", said)}
    return Line(slug_of(row), f"{row.what} ({where(row.at)})", "no-day", message, sentence, wrong)
