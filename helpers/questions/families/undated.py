"""Dated or not: what the article gives no day, beside days that stand near it."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.lesson.tables import Event
from helpers.questions.made import About, Made, Option, choose_one, not_said, spread
from helpers.questions.reading import Reading, where

ORDER = 8


def questions(reading: Reading) -> Iterator[Made]:
    """The first three questions of events that have no day and of which no reader knows better."""
    rows = [
        event
        for event in reading.lesson.events
        if event.basis == "undated"
        and event.is_told_as_done
        and not event.alternatives
        and event.passage.at.isdigit()
        and not reading.is_judged("events", event.passage)
    ]
    yield from spread((("undated", of_one(reading, event)) for event in rows), 3)


def of_one(reading: Reading, event: Event) -> list[Made]:
    """The question of one event."""
    words = f"{reading.short(event.passage)} ({where(event.passage)})"
    options = [not_said(f"Yes. No word in {words} gives a day.", event.passage)]
    near = sorted(reading.days, key=lambda one: abs(one.passage.start - event.passage.start))
    for other in near:
        if other.start and len(options) < 4:
            day = other.start.reach[0]
            seen = f"{reading.short(other.passage)} ({where(other.passage)})"
            options.append(
                Option(
                    f"{day:%Y-%m-%d}",
                    f"{day.day} {day:%B %Y}",
                    f"That is the day of {seen}. No word ties it to {words}.",
                    other.passage,
                    "day-borrowed",
                )
            )
    about = About(
        family="undated",
        row=event.event,
        notebook="03",
        place="undated",
        title="Which day it was",
        question=f"On which day was this: {words}?",
        objective=("order",),
        rows=(f"events: {event.event}",),
        passages=(event.passage,),
    )
    return choose_one(reading, about, options)
