"""The days that a map can be asked for, each with what is then on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from attrs import frozen

from helpers.explore import geography, timeline
from helpers.lesson.lesson import Lesson
from helpers.lesson.tables import Event


@frozen
class Day:
    """A day, what it is called, and what the map has on it."""

    date: date
    words: str
    events: tuple[str, ...]

    @property
    def line(self) -> str:
        """The day in one line of text."""
        return f"{self.words}: {'; '.join(self.events)}"


def week(lesson: Lesson, shown: Collection[str]) -> tuple[Day, ...]:
    """The days on which something that is on the map begins or ends, in order, as are its events.

    `shown` are the ids of the places with a mark. What is told twice counts once, by the row of
    its journey if it has one.
    """
    rows: dict[str, Event] = {}
    for row in lesson.events:
        if span(row) and any(one in shown for one in ends(lesson, row)):
            known = rows.setdefault(row.event, row)
            rows[row.event] = row if row.origin and not known.origin else known
    told = sorted(rows.values(), key=timeline.beginning)
    dates = sorted({one for row in told for one in span(row)})
    year = "" if len({one.year for one in dates}) == 1 else " %Y"
    return tuple(
        Day(
            one,
            one.strftime(f"%a {one.day} %b{year}"),
            tuple(in_words(lesson, row) for row in told if days_of([row], [one])),
        )
        for one in dates
    )


def span(event: Event) -> tuple[date, ...]:
    """The first and the last day of an event; nothing where these are not known to the day."""
    start, end = event.start, event.end or event.start
    if not (event.began and start and end and start.is_day_or_finer and end.is_day_or_finer):
        return ()
    (first, _), (_, last) = start.reach, end.reach
    return first.date(), (last - timedelta(minutes=1)).date()


def days_of(events: Iterable[Event], dates: Iterable[date]) -> tuple[date, ...]:
    """Those of the dates on which one of the events is."""
    spans = [days for event in events if (days := span(event))]
    return tuple(one for one in dates if any(first <= one <= last for first, last in spans))


def ends(lesson: Lesson, event: Event) -> tuple[str, ...]:
    """The ids of the places at which a map shows an event."""
    if event.kind == "call":
        return tuple(one.place for one in geography.link(lesson, event) or ())
    return tuple(one for one in (event.origin, event.place) if one)


def in_words(lesson: Lesson, event: Event) -> str:
    """What happens, from where to where, and whether it did."""
    told = [event.what]
    if event.origin and event.place:
        names = lesson.place_names
        told.append(f"{names[event.origin]} to {names[event.place]}")
    if not event.is_told_as_done:
        told.append(event.modality)
    return ", ".join(told)
