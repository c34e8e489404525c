"""The chart of who gets how many words, and how many of them in quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.explore import sourcing
from helpers.explore.charts.parts import key_to_bars, table_rows, words_beside
from helpers.explore.figure import INK, SKY, WIDTH, Figure, draw
from helpers.lesson.lesson import Lesson
from helpers.lesson.locked import reference

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BAR: dict[str, Any] = {"height": 0.65, "edgecolor": INK, "linewidth": 0.8}
LONGEST_NAME = 40  # letters that fit beside a bar
HALVES = {
    "in quotation marks": {"facecolor": INK, "edgecolor": INK},
    "in the article's own wording": {"facecolor": SKY, "edgecolor": INK},
}


@reference
def words(lesson: Lesson, by: str = "source") -> Figure:
    """A bar for each source: its words of the body, and how many stand in quotation marks.

    With `by="affiliation"` a bar for each body or state; KitError for any other `by`.
    `sourcing.share_of_words` gives the same as a table.
    """
    table = sourcing.share_of_words(lesson, by=by)

    def paint(axes: Axes) -> None:
        for place, row in enumerate(table_rows(table)):
            axes.barh(place, row.words - row.quoted, left=row.quoted, color=SKY, **BAR)
            axes.barh(place, row.quoted, color=INK, **BAR)
            words_beside(axes, f" {row.words} words, {row.percent} %", (row.words, place), 3)
        axes.set_yticks(range(len(table)), [cut_name(name) for name in table[by]])
        axes.set_ylim(len(table) - 0.4, -0.6)
        axes.set_xlim(0, 1.28 * max(table["words"], default=1))
        axes.set_xlabel("words of the body")
        key_to_bars(axes, HALVES, loc="lower right", bbox_to_anchor=(1, 1), ncols=2)

    told = "; ".join(
        f"{row[0]}: {row.words} words, {row.percent} percent, {row.quoted} in quotation marks"
        for row in table_rows(table)
    )
    return Figure(
        "Who gets how many words",
        draw(WIDTH, 1.2 + 0.38 * len(table), paint),
        f"A bar chart. {told}.",
        "Words such as “said”, and all that no source says, count for the narrator. "
        "So does what is only told, without the words in which it was said.",
    )


def cut_name(name: str) -> str:
    """A name that fits beside a bar."""
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
