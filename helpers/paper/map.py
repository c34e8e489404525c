"""Maps for paper, in grey: one to draw on, without any answer, and the lesson's own."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from attrs import frozen

from helpers.common.text import plural
from helpers.explore.map.plan import plan
from helpers.explore.map.projection import WORLD, Point, inside, on_screen, shaped
from helpers.explore.map.still import on_land, poster
from helpers.lesson.lesson import Lesson

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DARK = re.compile(rb"@media \(prefers-color-scheme:dark\)\{.*?\}\}(?=</style>)", re.DOTALL)
NEAR = 20  # pixels; places that are nearer to each other share a label
LABEL: dict[str, Any] = {"fontsize": 16, "weight": "bold"}
COLOUR = re.compile(rb"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})\b")


@frozen
class PaperMap:
    """A map as an SVG in grey, and what it shows in words."""

    svg: bytes
    alternative: str


def map_to_draw_on(lesson: Lesson, places: Iterable[str]) -> PaperMap:
    """Land and borders in the lesson's view, with the number of each place and nothing else.

    Places are numbered in their order, as the rows of a question. Those that lie outside the view
    are named in `alternative`, as are those of which no point is known.
    """
    view = shaped(lesson.about.get("view", WORLD))
    points = {row.place: row.point for row in lesson.places}
    numbered = [(number, points.get(place)) for number, place in enumerate(places, 1)]
    shown = [(number, point) for number, point in numbered if point and inside(point, view)]
    svg = on_land(view, lambda axes: draw_numbers(axes, shown, view))
    beyond = [str(number) for number, _ in numbered if number not in dict(shown)]
    words = "The numbers are those of the rows."
    if beyond:
        rows = plural(len(beyond), "row").partition(" ")[2].capitalize()
        words += f" {rows} {', '.join(beyond)}: not on this map."
    return PaperMap(in_grey(svg), words)


def draw_numbers(
    axes: Axes, shown: Iterable[tuple[int, Point]], view: tuple[float, float, float, float]
) -> None:
    """Draw a small ring at each place, with its number beside it."""
    marks: dict[tuple[float, float], list[str]] = {}
    for number, point in shown:
        spot = on_screen(point, view)
        near = next((one for one in marks if math.dist(one, spot) < NEAR), spot)
        marks.setdefault(near, []).append(str(number))
        axes.plot(*spot, marker="o", markersize=7, color="white", markeredgecolor="black")
    for spot, numbers in marks.items():
        words = ", ".join(numbers)
        axes.annotate(words, spot, xytext=(7, 4), textcoords="offset points", **LABEL)


def map_of_lesson(lesson: Lesson) -> PaperMap | None:
    """The map that the notebooks show, with all that is on it; None where that is nothing."""
    drawn = plan(lesson)
    if not (drawn.pins or drawn.offices):
        return None
    return PaperMap(in_grey(poster(drawn)), drawn.alternative)


def in_grey(svg: bytes) -> bytes:
    """A drawing with each colour as grey of the same lightness, and no colours for the dark."""

    def grey(colour: re.Match[bytes]) -> bytes:
        red, green, blue = (int(one, 16) for one in colour.groups())
        return b"#%02x%02x%02x" % ((round(0.2126 * red + 0.7152 * green + 0.0722 * blue),) * 3)

    return COLOUR.sub(grey, DARK.sub(b"", svg))
