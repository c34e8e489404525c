"""When things happened, how exactly the article says so, and in which order it tells them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from helpers.lesson.dates import in_words
from helpers.lesson.lesson import Lesson
from helpers.lesson.locked import reference
from helpers.lesson.tables import BASES, Event

if TYPE_CHECKING:
    from pandas import DataFrame


@reference
def events(lesson: Lesson) -> DataFrame:
    """Every event of the body as the article tells it, in the order of the telling.

    Columns: event (id; an event told twice has two rows), at (paragraph), what, time words, start,
    end (TIMEX3 values), precision, basis (stated, resolved, implied, undated), note.
    """
    from pandas import DataFrame

    rows = [
        [
            row.event,
            row.at,
            in_full(row),
            row.expression,
            str(row.start or ""),
            str(row.end or ""),
            precision(row),
            row.basis,
            row.alternatives,
        ]
        for row in as_told(lesson)
    ]
    names = ["event", "at", "what", "time words", "start", "end", "precision", "basis", "note"]
    return DataFrame(rows, columns=names)


def in_full(event: Event) -> str:
    """What an event is, with “announced” or “possible” where it is not told as done."""
    return event.what if event.is_told_as_done else f"{event.what} ({event.modality})"


def precision(event: Event) -> str:
    """How exact the date of an event is: the table's word, or what its value tells.

    `no date` without one, and `a span` where start and end differ.
    """
    if event.start is None:
        return "no date"
    if event.start.value != (event.end or event.start).value:
        return "a span"
    return event.precision or event.start.precision


def as_told(lesson: Lesson) -> list[Event]:
    """The events of the body, in the order in which it tells them."""
    body = {part.at for part in lesson.article.paragraphs}
    return sorted((row for row in lesson.events if row.at in body), key=telling)


def telling(event: Event) -> int:
    """Where the article tells of an event, as a code point: its time words, or else its passage."""
    return (event.expression_passage or event.passage).start


def dated(lesson: Lesson) -> list[Event]:
    """Each event of the body that has a day, once, in the order of the telling.

    An event told twice stands where it is told first, with the date of the best basis.
    """
    found: dict[str, Event] = {}
    for row in as_told(lesson):
        if row.began:
            first = found.setdefault(row.event, row)
            if BASES.index(row.basis) < BASES.index(first.basis):
                found[row.event] = row.replace(at=first.at, passage=first.passage)
    return list(found.values())


@reference
def orders(lesson: Lesson) -> DataFrame:
    """The dated events in the order they happened, beside the order they are told.

    Columns: happened, told (ranks from 1; equal dates share a rank in `happened`), what, when (in
    words), at (paragraph).
    Spans, which have no one moment, are left out, and so is what is not told as done.
    """
    from pandas import DataFrame

    rows = [row for row in dated(lesson) if precision(row) != "a span" and row.is_told_as_done]
    moments = sorted({beginning(row) for row in rows})
    table = DataFrame(
        [
            [moments.index(beginning(row)) + 1, number, row.what, in_words(row.start), row.at]
            for number, row in enumerate(rows, 1)
        ],
        columns=["happened", "told", "what", "when", "at"],
    )
    return table.sort_values(["happened", "told"], ignore_index=True)


@reference
def nonlinearity(lesson: Lesson) -> float:
    """How far the telling is from the order of time: 0 where it follows it, 1 in its reverse.

    The distances between both places of each event in `orders`, summed, over the largest sum there
    can be (Spearman's footrule; Diaconis and Graham 1977), in the sense of the nonlinearity index
    of Kim et al., “Visualizing Nonlinear Narratives with Story Curves”, IEEE TVCG 24 (2018). Events
    of one date are taken in the order of the telling.
    """
    told: list[int] = orders(lesson)["told"].tolist()
    apart = sum(abs(place - rank) for place, rank in enumerate(told, 1))
    return apart / max(len(told) ** 2 // 2, 1)


def beginning(event: Event) -> datetime:
    """When a dated event began, to put such events in order; ValueError for one without a day."""
    if event.began is None:
        raise ValueError(f"{event.event} has no day")
    return event.began


@reference
def undated(lesson: Lesson) -> DataFrame:
    """The events to which the article gives no date, in the order of the telling.

    Columns: at (paragraph), what, passage, note.
    """
    from pandas import DataFrame

    rows = [
        [row.at, in_full(row), row.quote, row.alternatives]
        for row in as_told(lesson)
        if row.start is None or row.basis == "undated"
    ]
    return DataFrame(rows, columns=["at", "what", "passage", "note"])


@reference
def before_publication(lesson: Lesson) -> DataFrame:
    """How many days before the article's own date each dated event began, the first one first.

    Spans are left out, as their start is only the earliest day, and what has no day.
    Columns: what, time words, date (weekday and TIMEX3 value), days (0: the day of the article).
    """
    from pandas import DataFrame

    day, _ = lesson.published.reach
    rows = [
        [
            in_full(row),
            row.expression,
            f"{beginning(row):%a} {row.start}",
            (day.date() - beginning(row).date()).days,
        ]
        for row in dated(lesson)
        if precision(row) != "a span" and row.start is not None and row.start.is_day_or_finer
    ]
    table = DataFrame(rows, columns=["what", "time words", "date", "days"])
    return table.sort_values("days", ascending=False, kind="stable", ignore_index=True)
