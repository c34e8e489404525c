"""Where the article is set: which places it names, in which sense, and how far apart they are."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from itertools import combinations
from typing import TYPE_CHECKING

from attrs import frozen

from helpers.common.errors import KitError
from helpers.lesson.dates import in_words
from helpers.lesson.lesson import Lesson
from helpers.lesson.locked import reference
from helpers.lesson.tables import TOPONYM_TYPES, Event, Place, Toponym

if TYPE_CHECKING:
    from pandas import DataFrame

BASE_MAP = (-171.79, -55.03, 189.76, 81.0)  # west, south, east, north: land in map/vendor
STANDINGS = NAMED, IMPLIED, NOT_A_SCENE = "named", "implied", "no scene"


@frozen
class Scene:
    """A place with what the article makes of it.

    `standing` is `named` where something happens there or a dateline names it, `implied` where
    the article never names it, and `no scene` where its name only stands for a state or describes
    somebody.
    """

    place: Place
    standing: str
    toponyms: tuple[Toponym, ...]


def scenes(lesson: Lesson) -> list[Scene]:
    """Every place with its standing and its toponyms, in the order of places.csv."""
    found = []
    for place in lesson.places:
        rows = tuple(
            sorted(
                (row for row in lesson.toponyms if row.place == place.place),
                key=lambda row: row.passage.start,
            )
        )
        types = {row.type for row in rows}
        if types & {"literal", "dateline"}:
            standing = NAMED
        else:
            standing = IMPLIED if "implied" in types else NOT_A_SCENE
        found.append(Scene(place, standing, rows))
    return found


@reference
def places(lesson: Lesson) -> DataFrame:
    """The places: the map as a table.

    Columns: name, standing (named, implied, no scene), latitude, longitude (degrees, WGS 84, empty
    without a point), country, paragraphs (where it is named or implied), source (of the point).
    """
    from pandas import DataFrame

    rows = [
        [
            scene.place.name,
            scene.standing,
            "" if scene.place.latitude is None else scene.place.latitude,
            "" if scene.place.longitude is None else scene.place.longitude,
            scene.place.country,
            ", ".join(dict.fromkeys(row.at for row in scene.toponyms)),
            scene.place.source,
        ]
        for scene in sorted(scenes(lesson), key=lambda scene: STANDINGS.index(scene.standing))
    ]
    names = ["name", "standing", "latitude", "longitude", "country", "paragraphs", "source"]
    return DataFrame(rows, columns=names)


@reference
def uses(lesson: Lesson) -> DataFrame:
    """How often each place is used in which sense.

    One row a place (name), one column a type of toponym, and their sum in `all`. The types follow
    GeoWebNews (Gritta et al. 2020), with `dateline` and `implied` added.
    """
    from pandas import DataFrame

    rows = []
    for scene in scenes(lesson):
        counts = Counter(row.type for row in scene.toponyms)
        rows.append([scene.place.name, *(counts[one] for one in TOPONYM_TYPES), counts.total()])
    table = DataFrame(rows, columns=["place", *TOPONYM_TYPES, "all"])
    return table.sort_values("all", ascending=False, kind="stable", ignore_index=True)


@reference
def toponyms(lesson: Lesson, place: str) -> DataFrame:
    """Each passage that names or implies a place, by its id, in reading order.

    Columns: at (part of the article), words, type (of toponym), sentence or reason.
    Raises KitError where there is no such place.
    """
    from pandas import DataFrame

    wanted = lesson.place(place)
    scene = next(one for one in scenes(lesson) if one.place is wanted)
    rows = [
        [row.at, row.quote, row.type, row.reason or lesson.around(row.passage)]
        for row in scene.toponyms
    ]
    return DataFrame(rows, columns=["at", "words", "type", "sentence or reason"])


@reference
def implied(lesson: Lesson) -> DataFrame:
    """The places that the article implies and the passages that imply them.

    Columns: place (name), at (part of the article), words, reason.
    """
    from pandas import DataFrame

    rows = [
        [lesson.place_names[row.place], row.at, row.quote, row.reason]
        for row in lesson.toponyms
        if row.type == "implied"
    ]
    return DataFrame(rows, columns=["place", "at", "words", "reason"])


@reference
def dateline(lesson: Lesson) -> str:
    """The id of the place the article was written from, as its dateline says.

    Without a dateline it is the place that is named first. Raises KitError where none is named.
    """
    rows = sorted(lesson.toponyms, key=lambda row: (row.type != "dateline", row.passage.start))
    if not rows:
        raise KitError("The lesson has no toponyms: its article names no place.")
    return rows[0].place


@reference
def journeys(lesson: Lesson) -> DataFrame:
    """The movements in the order they happened: who or what went from where to where.

    Columns: what, start (place), to, when, km (along the ellipsoid; empty without both points).
    """
    from pandas import DataFrame

    rows = []
    for leg in legs(lesson):
        start, end = lesson.place(leg.origin), lesson.place(leg.place)
        km = kilometres(start, end)
        rows.append([leg.what, start.name, end.name, in_words(leg.start), km])
    return DataFrame(rows, columns=["what", "start", "to", "when", "km"])


def legs(lesson: Lesson) -> list[Event]:
    """The events that lead from one place to another: dated ones in order, then the others."""
    rows = [row for row in lesson.events if row.origin and row.place]
    return sorted(rows, key=lambda row: row.began or datetime.max)


def calls(lesson: Lesson) -> list[Event]:
    """The phone calls, in the order of events.csv."""
    return [row for row in lesson.events if row.kind == "call"]


@reference
def call_table(lesson: Lesson) -> DataFrame:
    """Who phoned whom, and when. A call links actors; nobody travels.

    Columns: who (names), when, at (part of the article), drawn between (what the map draws the
    link between: the seats that actors.csv gives, not where the speakers were).
    """
    from pandas import DataFrame

    rows = [
        [
            " and ".join(lesson.names[actor] for actor in row.actors),
            in_words(row.start),
            row.at,
            " and ".join(
                lesson.place_names.get(seat, "no seat given") for seat in seats(lesson, row)
            ),
        ]
        for row in calls(lesson)
    ]
    return DataFrame(rows, columns=["who", "when", "at", "drawn between"])


def seats(lesson: Lesson, event: Event) -> list[str]:
    """The seats of those who take part in an event, as place ids; "" where none is given."""
    return [lesson.actor(actor).seat for actor in event.actors]


def link(lesson: Lesson, event: Event) -> tuple[Place, Place] | None:
    """The two places between which a map draws a call; None where it cannot draw one.

    They are two different seats, each with a point, the same for both directions.
    """
    ends = [lesson.place(seat) for seat in sorted(set(seats(lesson, event))) if seat]
    if len(event.actors) != 2 or len(ends) != 2 or not all(one.point for one in ends):
        return None
    return ends[0], ends[1]


@reference
def distances(lesson: Lesson, *names: str) -> DataFrame:
    """The distances between places, two by two, nearest first.

    `names` are place ids; without them, all towns that are named as a scene or implied.
    Columns: place, other (names), km (along the WGS 84 ellipsoid; Karney 2013, by geographiclib).
    Raises KitError where there is no such place, it has no point, or only one is given.
    """
    from pandas import DataFrame

    given = [lesson.place(name) for name in names]
    for place in given:
        if not place.point:
            raise KitError(f"“{place.name}” has no point on the map.")
    if len(given) == 1:
        raise KitError("Give two places or more: a distance has two ends.")
    chosen = given or [
        scene.place
        for scene in scenes(lesson)
        if scene.standing != NOT_A_SCENE
        and scene.place.point
        and scene.place.name != scene.place.country
    ]
    rows = [
        [one.name, other.name, kilometres(one, other)] for one, other in combinations(chosen, 2)
    ]
    table = DataFrame(rows, columns=["place", "other", "km"])
    return table.sort_values("km", kind="stable", ignore_index=True)


def kilometres(one: Place, other: Place) -> int | str:
    """The distance of two places in whole kilometres, or "" where one has no point."""
    from geographiclib.geodesic import Geodesic

    if not (one.point and other.point):
        return ""
    (longitude, latitude), (to_longitude, to_latitude) = one.point, other.point
    line = Geodesic.WGS84.Inverse(latitude, longitude, to_latitude, to_longitude)
    metres: float = line["s12"]
    return round(metres / 1000)
