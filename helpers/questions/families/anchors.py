"""From which day one counts to make a date of words."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.common.text import in_quotes, shorten
from helpers.questions.families.dates import day_of_anchor, is_day_of_month, names_year
from helpers.questions.made import Family, Made, Option, choose_one
from helpers.questions.reading import Dated, Reading, slug, told, where

FAMILY = Family("anchor", "03", "anchor", "cite", ("one",), 30)


def make(reading: Reading) -> Iterator[Made]:
    """A question for the first words counted from the article's day, and from an event's."""
    seen = set()
    for one in reading.dated:
        event = event_of(reading, one)
        is_sort_seen = bool(event) in seen
        fixed = is_day_of_month(reading, one) or names_year(one.row.expression, one.day)
        if is_sort_seen or fixed or not one.row.anchor or not reading.is_free(one.row):
            continue
        if day_of_anchor(reading, one) and (found := asked(reading, one, event)):
            seen.add(bool(event))
            yield found


def event_of(reading: Reading, one: Dated) -> Dated | None:
    """The dated event that a date is counted from, where it is not the article's own day."""
    found = (other for other in reading.dated if other.event.event == one.row.anchor)
    return next(found, None)


def asked(reading: Reading, one: Dated, event: Dated | None) -> Made | None:
    """The question, where there are events to count from by mistake."""
    day = day_of_anchor(reading, one)
    if event is None and day != reading.stamp:
        return None
    words, here = in_quotes(one.row.expression), where(one.words.at)
    others = [
        other
        for other in reading.dated
        if other.day not in (one.day, day) and other.event.event != one.event.event
    ][:2]
    if not others or reading.stamp is None or (event and reading.stamp == day):
        return None
    options = [
        Option(
            slug(other.event.event) or f"event-{number}",
            label(other),
            f"{told(other.row.passage)} has its own day. Nothing in {here} counts from it.",
            False,
            "anchored-in-another-event",
            one.words,
        )
        for number, other in enumerate(others)
    ]
    if event:
        message = f"{words} in {here} goes on from what was told before: {told(event.row.passage)}."
        options.append(Option("told", label(event), message, True, "", event.words))
        message = f"The day of the article dates the report. {words} in {here} goes on from "
        message += "something that is told before."
        stamp = Option("stamp", STAMP, message, False, "counted-from-the-stamp", one.words)
    else:
        message = f"Nothing before {words} in {here} gives a day to go on from. So it is counted "
        message += "from the day of the article."
        stamp = Option("stamp", STAMP, message, True, "", one.words)
    reader = Option(
        "reading",
        "The day on which you read it",
        "Then the event would move with every reader. Its day does not move.",
        False,
        "anchored-in-the-reader",
        one.words,
    )
    options = sorted([*options, stamp, reader], key=lambda option: option.text.casefold())
    entry, key = choose_one(reading.article, options)
    entry |= {
        "title": f"From where to count {words}",
        "question": f"{words} in {reading.snippet(one.words)} ({here}) is no date yet. From which "
        "day do you count to make it one?",
    }
    rows = [one.row, *([event.row] if event else [])]
    name = slug(one.event.event) or one.words.at
    return FAMILY.made(reading.lesson.about, name, rows, entry, key, 1, 1)


STAMP = "The day of the article itself"


def label(one: Dated) -> str:
    """An event as an option."""
    return f"The day of this: {shorten(one.event.what, 60)} ({where(one.event.at)})"
