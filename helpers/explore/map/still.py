"""The map as a still picture: what shows in print, in an export, and before anything is run."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from importlib import resources
from typing import TYPE_CHECKING, Any

from helpers.explore.figure import BLUE, GREY, INK, PALE, SKY, draw
from helpers.explore.map.labels import Line, Pin
from helpers.explore.map.plan import COUNTRY, IMPLIED_PLACE, OFFICE, TOWN, Plan
from helpers.explore.map.projection import SIZE, Frame, Point, inside, on_screen

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Outline = list[Point]
Ring = list[tuple[int, int]]  # an outline in pixels
SEA, LAND = "#dbe9f2", "#f7f4ec"
MARKS: dict[str, dict[str, Any]] = {
    TOWN: {"marker": "o", "markersize": 9, "color": BLUE, "markeredgecolor": INK},
    COUNTRY: {"marker": "s", "markersize": 7, "color": SKY, "markeredgecolor": INK},
    IMPLIED_PLACE: {"marker": "D", "markersize": 8, "color": "white", "markeredgecolor": INK},
    OFFICE: {"marker": "s", "markersize": 5, "color": PALE, "markeredgecolor": GREY},
}
NAME_BOX = {"boxstyle": "round,pad=0.1", "facecolor": "white", "alpha": 0.8, "edgecolor": "none"}
SIDES = {
    "right": (10, 0, "left", "center"),
    "left": (-10, 0, "right", "center"),
    "above": (0, 9, "center", "bottom"),
    "below": (0, -9, "center", "top"),
}


def poster(plan: Plan) -> bytes:
    """The first view of the map as an SVG of SIZE; what lies outside it is named in a corner."""

    def paint(axes: Axes) -> None:
        for line in plan.calls:
            draw_line(axes, plan, line, {"color": GREY, "linestyle": "--"})
        for line in plan.legs:
            draw_line(axes, plan, line, {"color": INK, "linewidth": 2.2}, arrow=True)
        for one in (*plan.offices, *plan.pins):
            if inside(one.point, plan.view):
                draw_pin(axes, plan, one)
        if plan.beyond:
            note = "outside this view: " + ", ".join(plan.beyond)
            axes.text(SIZE[0] - 8, 14, note, ha="right", va="center", style="italic", fontsize=12)

    return on_land(plan.view, paint)


def on_land(view: Frame, paint: Callable[[Axes], None]) -> bytes:
    """Sea, land, lakes and borders in a view as an SVG of SIZE, with what is painted on them."""
    land, lakes, borders = base_map()

    def whole(axes: Axes) -> None:
        axes.set_facecolor(SEA)
        for outlines, colour in ((land, LAND), (lakes, SEA)):
            for ring in map(clip, rings(outlines, view)):
                axes.fill(*zip(*ring, strict=True), facecolor=colour, edgecolor="none")
        for ring in rings(borders, view):
            axes.plot(*zip(*ring, strict=True), color="#a39b88", linewidth=0.8)
        paint(axes)
        axes.set_xlim(0, SIZE[0])
        axes.set_ylim(SIZE[1], 0)
        axes.set_xticks([])
        axes.set_yticks([])

    # A picture of 72 dots an inch: whole pixels stay whole numbers, and short ones.
    return draw(SIZE[0] / 72, SIZE[1] / 72, whole, fill=True)


def base_map() -> tuple[list[Outline], list[Outline], list[Outline]]:
    """The outlines of land and of lakes, and the borders, as the vendor folder has them."""
    data = resources.files("helpers.explore.map") / "vendor" / "basemap.json.gz"
    base = json.loads(gzip.decompress(data.read_bytes()))
    polygons = base["land"]["coordinates"]
    land = [polygon[0] for polygon in polygons]
    lakes = [hole for polygon in polygons for hole in polygon[1:]]
    return land, lakes, base["borders"]["coordinates"]


def rings(outlines: list[Outline], view: Frame) -> Iterator[Ring]:
    """The outlines that touch the view.

    In pixels, to the nearest even one: the picture is smaller by half, and looks the same.
    """
    for line in outlines:
        ring = [
            (2 * round(x / 2), 2 * round(y / 2))
            for x, y in (on_screen(spot, view) for spot in line)
        ]
        ring = [spot for number, spot in enumerate(ring) if number == 0 or spot != ring[number - 1]]
        if len(ring) > 1 and touches(ring):
            yield ring


def touches(ring: Ring) -> bool:
    """Say whether the frame of a line shares anything with the picture."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(xs) >= 0 and min(xs) <= SIZE[0] and max(ys) >= 0 and min(ys) <= SIZE[1]


def clip(ring: Ring) -> Ring:
    """An outline cut off 20 pixels outside the picture (Sutherland and Hodgman 1974)."""
    for axis, limit, sign in (
        (0, -20, 1),
        (0, SIZE[0] + 20, -1),
        (1, -20, 1),
        (1, SIZE[1] + 20, -1),
    ):
        kept: Ring = []
        for start, end in zip(ring, ring[1:] + ring[:1], strict=True):
            before, after = sign * (start[axis] - limit), sign * (end[axis] - limit)
            if before >= 0:
                kept.append(start)
            if before * after < 0:
                share = before / (before - after)
                x, y = (round(a + share * (b - a)) for a, b in zip(start, end, strict=True))
                kept.append((x, y))
        ring = kept or ring[:1]
    return ring


def draw_pin(axes: Axes, plan: Plan, pin: Pin) -> None:
    """Draw one mark with its label."""
    spot = on_screen(pin.point, plan.view)
    axes.plot(*spot, linestyle="none", **MARKS[pin.kind])
    dx, dy, ha, va = SIDES[pin.side]
    axes.annotate(
        pin.label,
        spot,
        xytext=(dx, dy),
        textcoords="offset points",
        ha=ha,
        va=va,
        weight="bold" if pin.kind == TOWN else "normal",
        style="italic" if pin.kind in (IMPLIED_PLACE, OFFICE) else "normal",
        fontsize=12,
        bbox=NAME_BOX,
    )


def draw_line(
    axes: Axes, plan: Plan, line: Line, looks: dict[str, Any], arrow: bool = False
) -> None:
    """Draw one journey or bundle of calls with its label, and for a journey an arrow."""
    spots = [on_screen(point, plan.view) for point in line.points]
    axes.plot(*zip(*spots, strict=True), **looks)
    if arrow:
        head = {"arrowstyle": "-|>,head_width=0.4,head_length=0.8", "color": INK}
        axes.annotate("", spots[line.at + 1], xytext=spots[line.at], arrowprops=head)
    axes.annotate(
        line.label,
        spots[line.at],
        xytext=(line.shift[0], -line.shift[1]),
        textcoords="offset points",
        ha="center",
        va="center",
        bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": INK, "lw": 0.8},
    )
