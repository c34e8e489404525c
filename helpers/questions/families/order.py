"""What is told, in the order in which it happened."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

from helpers.questions.made import Family, Made, cite
from helpers.questions.reading import Dated, Reading, slug, told, where

FAMILY = Family("order", "03", "orders", "build", ("order",), 33)
MOST, LEAST = 6, 3  # events


def make(reading: Reading) -> Iterator[Made]:
    """One question, where the order of the telling is not the order in which things happened."""
    done = [one for one in reading.dated if one.event.is_told_as_done and reading.is_free(one.row)]
    picked = one_a_day(done)[:MOST]
    telling = [name_of(one) for one in picked]
    days = sorted(picked, key=lambda one: one.day)
    right = [name_of(one) for one in days]
    if len(set(telling)) < LEAST or telling == right:
        return
    items = {name_of(one): f"{one.event.what} ({where(one.row.at)})" for one in picked}
    shown = sorted(items, key=lambda name: items[name].casefold())
    shown = shown if shown not in (right, telling) else shown[1:] + shown[:1]
    if shown == right:
        return
    key: dict[str, Any] = {
        "message": f"The first to be told is {reading.snippet(picked[0].words)} "
        f"({where(picked[0].words.at)}). The first to happen was {reading.snippet(days[0].words)} "
        f"({where(days[0].words.at)}).",
        "otherwise": "Write a date beside each line first. Then sort by the dates, and forget the "
        "numbers of the paragraphs.",
        "right": right,
        "misconceptions": misread(reading, picked, telling, right),
    }
    key |= cite(reading.article, days[0].words)
    entry = {
        "kind": "order",
        "title": "From telling to happening",
        "question": "Put these into the order in which they happened, the earliest first.",
        "items": {name: items[name] for name in shown},
    }
    rows = [one.row for one in picked]
    yield FAMILY.made(reading.lesson.about, telling[0], rows, entry, key, 3, len(picked) - 1)


def one_a_day(events: list[Dated]) -> list[Dated]:
    """The first event of each day, in the order of the telling: which came first is then plain."""
    days = sorted(events, key=lambda one: (one.day, one.words.start))
    first = [next(group) for _, group in groupby(days, lambda one: one.day)]
    return sorted(first, key=lambda one: one.row.passage.start)


def name_of(one: Dated) -> str:
    """The id of an event as that of an item."""
    return slug(one.event.event, 8) or f"event-{one.row.passage.start}"


def misread(
    reading: Reading, picked: list[Dated], telling: list[str], right: list[str]
) -> list[dict[str, Any]]:
    """The orders that tell of a misreading."""
    jump = next(
        (later for first, later in pairwise(picked) if later.day < first.day),
        picked[-1],
    )
    found: list[dict[str, Any]] = [
        {
            "name": "order-of-the-telling",
            "order": telling,
            "message": "That is the order of the paragraphs. Give each event its date and sort "
            f"again: {told(jump.words)} goes back in time.",
        }
        | cite(reading.article, jump.words)
    ]
    if right[::-1] != telling:
        last = max(picked, key=lambda one: one.day)
        found.append(
            {
                "name": "newest-first",
                "order": right[::-1],
                "message": "Your dates fit together, and you began with the newest: "
                f"{told(last.words)}. Turn the whole row round.",
            }
            | cite(reading.article, last.words)
        )
    return found
