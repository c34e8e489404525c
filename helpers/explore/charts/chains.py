"""The chart of the chains of attribution: a graph of hands, with few crossings."""

from __future__ import annotations

import textwrap
from itertools import pairwise
from typing import TYPE_CHECKING

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
HALF_A_BOX = 0.84  # inches: half of a box with twenty letters in a line


@reference
def chains(lesson: Lesson) -> Figure:
    """The chains of attribution as a graph: sources left, the printed page right.

    An actor stands as many steps from the page as the longest chain it begins. The numbers on an
    arrow are the paragraphs whose words came that way. `sourcing.chains` gives the same as a table.
    """
    links, steps = chain_links(lesson)
    spots = chain_spots(links, steps)
    rows = 1 + max(y for _, y in spots.values())
    columns = max(steps.values()) + 0.8
    width = max(WIDTH, 2.6 * columns)
    box = HALF_A_BOX * columns / width  # in columns

    def paint(axes: Axes) -> None:
        for link, parts in links.items():
            chain_arrow(axes, [spots[one] for one in route(link, steps)], parts, box)
        for actor in steps:
            axes.annotate(
                box_label(lesson.names[actor]),
                spots[actor],
                ha="center",
                va="center",
                bbox={
                    "boxstyle": "round,pad=0.4",
                    "facecolor": PALE if actor == NARRATOR else "white",
                    "edgecolor": INK,
                },
            )
        axes.set_xlim(-max(steps.values()) - 0.4, 0.4)
        axes.set_ylim(rows - 0.4, -0.6)
        axes.axis("off")

    table = sourcing.chains(lesson)
    told = "; ".join(f"{row.chain} (paragraphs {row.at})" for row in table_rows(table))
    return Figure(
        "Through whose hands the words came",
        draw(width, 0.4 + 0.6 * rows, paint),
        f"A graph of arrows from sources to the page. {told}.",
        "Each arrow is a hand that words passed through. The numbers are paragraphs. "
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


def chain_arrow(axes: Axes, spots: list[tuple[float, float]], parts: list[str], box: float) -> None:
    """Draw one link, box side to box side, with its paragraphs; dashed where it skips a column.

    `box` is half the width of a box, in columns.
    """
    (x, y), (end, height) = spots[0], spots[-1]
    nearly = height + 0.12 * (spots[-2][1] - height)  # arrows that meet keep a little apart
    line = [(x + box, y), *spots[1:-1], (end - box, nearly)]
    looks = {"color": INK, "linestyle": "--" if len(spots) > 2 else "-"}
    for one, other in pairwise(line):
        head = "-|>" if other == line[-1] else "-"
        joint = {"arrowstyle": head, "shrinkA": 0, "shrinkB": 0, **looks}
        axes.annotate("", other, xytext=one, arrowprops=joint)
    (x, y), (end, height) = line[-2:]
    axes.annotate(
        "¶" + ", ".join(parts),
        (x + 0.35 * (end - x), y + 0.35 * (height - y)),
        ha="center",
        va="center",
        fontsize=9,
        bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"},
    )
