"""TimelineJS 3 (Knight Lab): the events of a lesson that have a date, as its JSON format."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from markupsafe import Markup, escape

from helpers.annotations.formats import Written
from helpers.annotations.rows import Taken
from helpers.lesson.article import part_name
from helpers.lesson.dates import Timex, in_words
from helpers.lesson.tables import Event

ENDING = ".json"
NAME = "TimelineJS (events)"
# How far the parts of a date go, by how exact it is; of a week and a part of a day the day is told.
FINE = {"year": 1, "month": 2, "week": 3, "day": 3, "part of day": 3, "hour": 4, "minute": 5}


def write(taken: Taken) -> Written:
    """A slide an event; lost are those without a date, since a slide must have one."""
    lesson, slides, lost = taken.lesson, [], {}
    told: Counter[str] = Counter()
    for event in lesson.events:
        if event.start is None or event.began is None:
            lost[f"events-{event.row}"] = f"“{event.what}” has no date"
            continue
        told[event.event] += 1
        again = f"-{told[event.event]}" if told[event.event] > 1 else ""
        slide: dict[str, Any] = {"start_date": date(event.start), "text": text(event)}
        if event.end and event.end.first and event.end != event.start:
            slide["end_date"] = date(event.end)
        slides.append(slide | {"unique_id": f"{event.event}{again}"})
    about = escape(f"{lesson.outlet_and_date}")
    headline = str(escape(lesson.about["headline"]))
    title = {"text": {"headline": headline, "text": str(Markup("<p>{}</p>").format(about))}}
    data = {"scale": "human", "title": title, "events": slides}
    return Written((json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode(), lost)


def date(timex: Timex) -> dict[str, Any]:
    """A date of TimelineJS: as many parts as the article gives, and how it is said."""
    first, _ = timex.reach
    parts = ("year", "month", "day", "hour", "minute")[: FINE[timex.precision]]
    return {name: getattr(first, name) for name in parts} | {"display_date": in_words(timex)}


def text(event: Event) -> dict[str, str]:
    """What a slide says: the event, the words of the article, and how sure they are."""
    words = Markup("<blockquote>{}</blockquote><p>{}</p>").format(event.quote, part_name(event.at))
    if not event.is_told_as_done:
        words += Markup("<p>{}</p>").format(event.modality)
    if event.alternatives:
        words += Markup("<p>{}</p>").format(event.alternatives)
    return {"headline": str(escape(event.what)), "text": str(words)}
