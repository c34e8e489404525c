"""The order in which things happened, beside the one in which they are told."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.lesson.tables import Event
from helpers.questions.made import About, Made, made, mixed
from helpers.questions.reading import Reading, where

ORDER = 9
MOST = 6


def questions(reading: Reading) -> Iterator[Made]:
    """One question, where the article does not tell its days in their order."""
    told: dict[str, Event] = {}
    days = set()
    for event in reading.days:
        day = str(event.start)[:10]
        judged = reading.is_judged("events", event.passage)
        whats = {one.what for one in told.values()}
        settled = event.is_told_as_done and not judged and not event.alternatives
        if settled and day not in days and event.what not in whats:
            told[event.event] = event
            days.add(day)
    events = list(told.values())[:MOST]
    right = sorted(events, key=lambda one: str(one.start)[:10])
    if len(events) < 4 or right == events:
        return
    shown = sorted(events, key=lambda one: mixed("order", one.event))
    if shown in (right, events):
        shown = [*shown[1:], shown[0]]
    if shown == right:
        shown = shown[::-1]
    first = right[0].passage
    about = About(
        family="order",
        row="-".join(["told", events[0].event]),
        notebook="03",
        place="orders",
        title="As it happened",
        question="Put these into the order in which they happened, the earliest first.",
        objective=("build", "order"),
        rows=tuple(f"events: {one.event}" for one in events),
        minutes=3,
    )
    key = {
        "right": [one.event for one in right],
        "message": f"Yes. First comes {reading.short(first)} ({where(first)}).",
        "otherwise": "Write its day beside each, and then sort by the days.",
        **reading.cited(first),
        "misconceptions": [
            {
                "name": "order-of-the-telling",
                "order": [one.event for one in events],
                "message": "That is the order of the paragraphs. First in time comes "
                f"{reading.short(first)}, in {where(first)}.",
            }
        ],
    }
    items = {one.event: f"{one.what} ({where(one.passage)})" for one in shown}
    yield made(reading, about, "order", len(events) - 1, {"items": items}, key)
