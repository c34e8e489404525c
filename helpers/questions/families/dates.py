"""Dates from words: the wrong options count from another day, or are a week off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from helpers.lesson.article import Passage
from helpers.lesson.tables import Event
from helpers.lesson.time_expressions import TIME_WORDS
from helpers.questions.made import About, Made, Option, choose_one, not_said
from helpers.questions.reading import Reading, where

ORDER = 2
WEEK = timedelta(days=7)


def questions(reading: Reading) -> Iterator[Made]:
    """A question for each expression whose day is worked out, once for all its events."""
    words = TIME_WORDS.get(reading.article.language)
    seen: dict[Passage, Event] = {}
    for event in reading.days:
        passage = event.expression_passage
        printed = words.day_of_month(event.expression) if words else None
        if passage and event.basis == "resolved" and not printed and passage not in seen:
            seen[passage] = event
            shared = {str(one.start) for one in reading.days if one.expression_passage == passage}
            settled = not event.alternatives and len(shared) == 1
            if settled and not reading.is_judged("events", passage, event.passage):
                yield from of_one(reading, event, passage)


def of_one(reading: Reading, event: Event, passage: Passage) -> list[Made]:
    """The question of one expression; none where it is not counted from one day."""
    anchor = reading.anchor(event)
    if anchor is None or event.start is None:
        return []
    day, counted_from = (midnight(one.reach[0]) for one in (event.start, anchor[0]))
    word = f"“{passage.quote}”"
    counts = f"{word} is counted from {reading.short(anchor[1])} ({where(anchor[1])})"
    options = [option(day, f"Yes. {counts}.", anchor[1])]
    words = TIME_WORDS.get(reading.article.language)
    near = [one for one in reading.days if one.start and one.start.first != event.start.first]
    near.sort(key=lambda one: abs(one.passage.start - passage.start))
    for other in near[:1]:
        elsewhere = midnight((other.start or event.start).reach[0])
        wrong = elsewhere + (day - counted_from)
        if words and words.weekday(event.expression) is not None:
            wrong = elsewhere - timedelta(days=(elsewhere - day).days % 7 or 7)
        if wrong.date() not in (day.date(), (day - WEEK).date()):
            said = f"That is counted from {reading.short(other.passage)} ({where(other.passage)})."
            options.append(option(wrong, f"{said} {counts}.", other.passage, "wrong-anchor"))
    off = f"That is a week off. {counts}, and the nearest day that fits is meant."
    options.append(option(day - WEEK, off, passage, "a-week-too-early"))
    late = f"That is a week too late. {counts}."
    options.append(option(day + WEEK, late, passage, "a-week-too-late"))
    said = f"That is the day of {reading.short(anchor[1])} itself. {word} is another day."
    options.append(option(counted_from, said, anchor[1], "anchor-taken-for-the-day"))
    if len(options) < 5:
        said = f"It does: {word} gives a day once you count from {reading.short(anchor[1])}."
        options.append(not_said(said, passage, "words-not-counted"))
    about = About(
        family="when",
        row=event.event,
        notebook="03",
        place="dates",
        title=f"The day of {word}",
        question=f"Which day is {word} in “{reading.near(passage, 4, 3).quote}” "
        f"({where(passage)})?",
        objective=("order", "cite"),
        rows=(f"events: {event.event}",),
        passages=(passage,),
    )
    return choose_one(reading, about, options)


def option(day: datetime, message: str, evidence: Passage, misconception: str = "") -> Option:
    """A day to choose, without its weekday, which would tell."""
    return Option(f"{day:%Y-%m-%d}", f"{day.day} {day:%B %Y}", message, evidence, misconception)


def midnight(moment: datetime) -> datetime:
    """The first moment of a day."""
    return datetime(moment.year, moment.month, moment.day)
