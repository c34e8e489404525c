"""The chart of the chains of attribution: a graph of hands, with few crossings."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from attrs import frozen

from helpers.explore import sourcing
from helpers.explore.charts.parts import table_rows
from helpers.explore.figure import INK, PALE, WIDTH, Figure, draw
from helpers.lesson.lesson import Lesson
from helpers.lesson.locked import reference
from helpers.lesson.tables import NARRATOR

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Link = tuple[str, str]  # the ids of two actors: who hands words on, and to whom
Spot = str | tuple[Link, int]  # an actor's id, or where a link passes the column of a step
# In inches: a box with twenty letters in a line, the way between two columns behind the labels,
# a row, the distance of arrows that meet, a line of a name, a line of a label and a letter of it.
BOX, WAY, ROW, APART, LINE, LABEL, LETTER = 1.68, 0.9, 0.6, 0.16, 0.17, 0.2, 0.075


@frozen
class Box:
    """A box with a name, in inches from the upper left corner."""

    name: str
    left: float
    top: float
    right: float
    bottom: float


@frozen
class Arrow:
    """An arrow from box to box, and the middle of its label: on the way out of the first box."""

    points: tuple[tuple[float, float], ...]
    label: str
    middle: tuple[float, float]


@frozen
class Graph:
    """Boxes and arrows on a sheet, in inches."""

    boxes: Mapping[str, Box]
    arrows: Mapping[Link, Arrow]
    width: float
    height: float


@reference
def chains(lesson: Lesson) -> Figure:
    """The chains of attribution as a graph: sources left, the printed page right.

    An actor stands as many steps from the page as the longest chain it begins. The numbers on an
    arrow are the paragraphs whose words came that way. `sourcing.chains` gives the same as a table.
    """
    sheet = chain_graph(*chain_links(lesson), lesson.names | {NARRATOR: lesson.printed_by})

    def paint(axes: Axes) -> None:
        for arrow in sheet.arrows.values():
            draw_arrow(axes, arrow)
        for actor, box in sheet.boxes.items():
            draw_box(axes, box, PALE if actor == NARRATOR else "white")
        axes.set_xlim(0, sheet.width)
        axes.set_ylim(sheet.height, 0)
        axes.axis("off")

    table = sourcing.chains(lesson)
    told = "; ".join(f"{row.chain} (paragraphs {row.at})" for row in table_rows(table))
    return Figure(
        "Through whose hands the words came",
        draw(sheet.width, sheet.height, paint, fill=True),
        f"A graph of arrows from sources to the page. {told}.",
        "Each box before the last is a source, or a hand that words passed through. "
        "The numbers are paragraphs. "
        "A dashed line skips a hand that another chain of the same source names. "
        "The headline is not drawn.",
    )


def chain_links(lesson: Lesson) -> tuple[dict[Link, list[str]], dict[str, int]]:
    """The paragraphs of the article by link, and each actor's steps from the page."""
    links: dict[Link, list[str]] = {}
    steps: dict[str, int] = {NARRATOR: 0}
    for row in lesson.statements:
        if row.polarity == "declines" or row.source == NARRATOR or not row.at.isdigit():
            continue
        hands = [row.source, *row.via, NARRATOR]
        for place, link in enumerate(pairwise(hands)):
            parts = links.setdefault(link, [])
            if row.at not in parts:
                parts.append(row.at)
            steps[link[0]] = max(steps.get(link[0], 0), len(hands) - 1 - place)
    return links, steps


def route(link: Link, steps: dict[str, int]) -> list[Spot]:
    """What a link passes: its two ends, and a free spot in every column between them."""
    start, end = link
    free: list[Spot] = [(link, step) for step in range(steps[start] - 1, steps[end], -1)]
    return [start, *free, end]


def chain_spots(
    links: dict[Link, list[str]], steps: dict[str, int]
) -> dict[Spot, tuple[float, float]]:
    """Coordinates (x, y) for each actor and for each column that a link passes.

    x goes by the steps from the page. A layered drawing (Sugiyama, Tagawa and Toda 1981): each
    column is sorted by where its neighbours to the left stand, then moved towards those to the
    right.
    """
    hops = [hop for link in links for hop in pairwise(route(link, steps))]
    columns: dict[int, list[Spot]] = {}
    for spot in dict.fromkeys([*steps, *(one for hop in hops for one in hop)]):
        step = steps[spot] if isinstance(spot, str) else spot[1]
        columns.setdefault(step, []).append(spot)
    heights: dict[Spot, float] = {}
    for step in sorted(columns, reverse=True):
        wanted = {spot: middle(spot, [(b, a) for a, b in hops], heights) for spot in columns[step]}
        for row, spot in enumerate(sorted(columns[step], key=wanted.__getitem__)):
            heights[spot] = row
    tallest = max(heights.values())
    for step in sorted(columns):
        lowest = -1.0
        for spot in sorted(columns[step], key=heights.__getitem__):
            target = middle(spot, hops, heights) if step else tallest / 2
            if len(columns[step]) < tallest + 1:
                heights[spot] = max(lowest + 1, target)
            lowest = heights[spot]
    return {spot: (-step, heights[spot]) for step in columns for spot in columns[step]}


def middle(spot: Spot, hops: list[tuple[Spot, Spot]], heights: dict[Spot, float]) -> float:
    """The mean height of what `spot` leads to; infinite where that has no height yet."""
    known = [heights[other] for one, other in hops if one == spot and other in heights]
    return sum(known) / len(known) if known else float("inf")


def box_label(name: str) -> str:
    """A name on three lines at the most, of twenty letters each."""
    lines = textwrap.wrap(name, 20)
    return "\n".join(lines if len(lines) <= 3 else [*lines[:2], lines[2][:19] + "…"])


def chain_graph(
    links: Mapping[Link, list[str]], steps: dict[str, int], names: Mapping[str, str]
) -> Graph:
    """The boxes and arrows of a graph of hands, so that no line runs through a name or a label.

    An arrow leaves its box on a level of its own, where its label stands, and turns to its end
    behind all labels of the column. Arrows into one box end side by side.
    """
    spots = chain_spots(dict(links), steps)
    ways = {link: route(link, steps) for link in links}
    labels = {link: "\n".join(textwrap.wrap("¶" + ", ".join(links[link]), 16)) for link in links}
    out = {one: sorted_by(ways, spots, one, 0, 1) for one in steps}
    into = {one: sorted_by(ways, spots, one, -1, -2) for one in steps}
    level = LABEL * max((label.count("\n") + 1 for label in labels.values()), default=1)
    lines = [line for label in labels.values() for line in label.split("\n")]
    stub = LETTER * max(map(len, lines), default=0) + 0.3
    high = {
        one: max(
            LINE * (box_label(names[one]).count("\n") + 1) + 0.16,
            level * len(out[one]),
            APART * (len(into[one]) + 1),
        )
        for one in steps
    }
    row = max(ROW, *(high[one] + 0.12 for one in steps if one != NARRATOR or len(steps) == 1))
    last = max(steps.values())
    column = max(BOX + stub + WAY, (WIDTH - BOX - 0.2) / max(last, 1))
    rows = 1 + max(y for _, y in spots.values())

    def middle_of(spot: Spot) -> tuple[float, float]:
        x, y = spots[spot]
        return 0.1 + BOX / 2 + (last + x) * column, 0.1 + (y + 0.5) * row

    boxes = {}
    for one in steps:
        x, y = middle_of(one)
        half = high[one] / 2
        boxes[one] = Box(box_label(names[one]), x - BOX / 2, y - half, x + BOX / 2, y + half)
    arrows = {}
    for link, (start, *free, end) in ways.items():
        x, y = middle_of(start)
        y += level * place_of(link, out[link[0]])
        points = [(x + BOX / 2, y), (x + BOX / 2 + stub, y)]
        for spot in free:
            to_x, to_y = middle_of(spot)
            points += [(to_x - BOX / 2, to_y), (to_x + BOX / 2 + stub, to_y)]
        to_x, to_y = middle_of(end)
        points.append((to_x - BOX / 2, to_y + APART * place_of(link, into[link[1]])))
        arrows[link] = Arrow(tuple(points), labels[link], (x + (BOX + stub) / 2, y))
    return Graph(boxes, arrows, 0.2 + BOX + last * column, 0.2 + rows * row)


def sorted_by(
    ways: Mapping[Link, list[Spot]],
    spots: Mapping[Spot, tuple[float, float]],
    actor: str,
    end: int,
    beside: int,
) -> list[Link]:
    """The links with an actor at one end, by the height of what lies beside it on their way."""
    found = [link for link, way in ways.items() if way[end] == actor]
    return sorted(found, key=lambda link: spots[ways[link][beside]][1])


def place_of(link: Link, links: list[Link]) -> float:
    """How far from the middle a link stands in a list: -0.5 and 0.5 for two."""
    return links.index(link) - (len(links) - 1) / 2


def draw_box(axes: Axes, box: Box, colour: str) -> None:
    """Draw a box with its name."""
    from matplotlib.patches import FancyBboxPatch

    wide, high = box.right - box.left, box.bottom - box.top
    style = "round,pad=0,rounding_size=0.07"
    looks: dict[str, Any] = {"facecolor": colour, "edgecolor": INK}
    axes.add_patch(FancyBboxPatch((box.left, box.top), wide, high, boxstyle=style, **looks))
    axes.text(box.left + wide / 2, box.top + high / 2, box.name, ha="center", va="center")


def draw_arrow(axes: Axes, arrow: Arrow) -> None:
    """Draw an arrow with its label; dashed where it skips a column."""
    looks: dict[str, Any] = {"color": INK, "linestyle": "--" if len(arrow.points) > 3 else "-"}
    axes.plot(*zip(*arrow.points[:-1], strict=True), linewidth=1, **looks)
    head = {"arrowstyle": "-|>", "shrinkA": 0, "shrinkB": 0, **looks}
    axes.annotate("", arrow.points[-1], xytext=arrow.points[-2], arrowprops=head)
    axes.text(
        *arrow.middle,
        arrow.label,
        ha="center",
        va="center",
        fontsize=9,
        bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"},
    )
