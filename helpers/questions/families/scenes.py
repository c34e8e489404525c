"""Which places are scenes, which only have their name in the article, and which are implied."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.common.text import in_quotes
from helpers.lesson.tables import Event, Place, Toponym
from helpers.questions.made import Family, Line, Made, match
from helpers.questions.reading import Reading, slug, spread, told, where

FAMILY = Family("scenes", "02", "map", "cite", ("match", "one"), 21)
MOST, LEAST = 6, 3  # rows
CHOICES = {
    "named": "Named, and a scene",
    "implied": "Not named, at most implied",
    "no-scene": "Named, but no scene",
}


def standing(reading: Reading, place: Place) -> str:
    """What the article makes of a place; "" where the tables do not settle that.

    A scene needs an event in it, and a place whose name only dates the report is none and not none.
    """
    rows = toponyms(reading, place)
    types = {row.type for row in rows}
    if any(not reading.is_settled(row) for row in rows):
        kept = {row.type for row in rows if reading.is_settled(row)}
        if ("literal" in types) != ("literal" in kept) or not kept:
            return ""
    if event_at(reading, place) and "literal" in types:
        return "named"
    if types and types <= {"metonymic", "modifier", "demonym"}:
        inside = any(stands_before_place(reading, row) for row in rows)
        return "" if inside or happens_at(reading, place) else "no-scene"
    return "implied" if types == {"implied"} else ""


def stands_before_place(reading: Reading, row: Toponym) -> bool:
    """Say whether a name says where a place lies: what happens there, happens in it, too."""
    return any(
        one.type == "literal" and one.at == row.at and 0 <= one.passage.start - row.passage.end <= 1
        for one in reading.toponyms
    )


def toponyms(reading: Reading, place: Place) -> list[Toponym]:
    """The rows that name or imply a place."""
    return [row for row in reading.toponyms if row.place == place.place]


def happens_at(reading: Reading, place: Place) -> list[Event]:
    """The events that have a place, or began there."""
    return [row for row in reading.events if place.place in (row.place, row.origin)]


def event_at(reading: Reading, place: Place) -> Event | None:
    """What is told as done in the sentence that names its place, if anything is."""
    literal = [row for row in toponyms(reading, place) if row.type == "literal"]
    for event in happens_at(reading, place):
        if not event.is_told_as_done:
            continue
        if any(reading.together(event.passage, row.passage) for row in literal):
            return event
    return None


def make(reading: Reading) -> Iterator[Made]:
    """One question on places of which two standings or more occur."""
    rows = []
    for place in reading.lesson.places:
        named = toponyms(reading, place)
        if named and standing(reading, place) and all(map(reading.is_free, named)):
            rows.append(named[0])
    rows.sort(key=lambda row: row.passage.start)
    rows = spread(rows, MOST, lambda row: standing(reading, reading.lesson.place(row.place)))
    found = {row.place: standing(reading, reading.lesson.place(row.place)) for row in rows}
    if len(rows) < LEAST or len(set(found.values())) < 2:
        return
    places = sorted((reading.lesson.place(one) for one in found), key=lambda one: one.name)
    lines = [line(reading, one, found[one.place]) for one in places]
    message = "A place is a scene where something happens in it. A name alone makes no scene."
    entry, key = match(reading.article, lines, CHOICES, message)
    entry |= {
        "draws": "places",
        "title": "Scenes and mere names",
        "question": "A place is a scene where the article says that something happens in it. Does "
        "the article name each of these as a scene, name it without one, or only imply it? A name "
        "counts in any form, also as a part of another word.",
    }
    name = slug(places[0].place) or "all"
    yield FAMILY.made(reading.lesson.about, name, rows, entry, key, 3, len(rows))


def line(reading: Reading, place: Place, right: str) -> Line:
    """A place to be matched with its standing."""
    first = toponyms(reading, place)[0]
    event = event_at(reading, place)
    words = reading.snippet(first.passage)
    evidence = event.passage if event and right == "named" else first.passage
    if right == "named":
        message = f"Something happens there: {told(evidence)}."
        wrong = {
            "implied": ("name-overlooked", f"The name is printed. Look in {where(evidence.at)}."),
            "no-scene": ("scene-overlooked", f"Read {told(evidence)}: something happens there."),
        }
    elif right == "implied":
        message = f"Its name is nowhere in the text. What leads you to it is {told(evidence)}."
        wrong = {
            "named": (
                "seen-between-the-lines",
                f"You filled the name in: {told(evidence)} does not print it.",
            ),
            "no-scene": ("implied-as-named", f"The name is not printed in {where(evidence.at)}."),
        }
    else:
        message = f"The name is there, and nothing is said to happen in that place: {words}."
        wrong = {
            "named": (
                "name-as-scene",
                f"{in_quotes(first.quote)} stands in {words} ({where(first.at)}), for somebody or "
                "beside another word. Nothing is said to happen in the place.",
            ),
            "implied": ("name-overlooked", f"The name is printed: {words} ({where(first.at)})."),
        }
    return Line(place.place, place.name, right, message, evidence, wrong)
