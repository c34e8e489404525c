"""The chart of the order of the telling beside the order of the happening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.explore import timeline
from helpers.explore.charts.parts import table_rows
from helpers.explore.figure import BLUE, ORANGE, WIDTH, Figure, draw
from helpers.lesson.lesson import Lesson
from helpers.lesson.locked import reference

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@reference
def orders(lesson: Lesson) -> Figure:
    """A line for each dated event, from its place in the telling to its place in time.

    Dashed where it happened earlier than its place in the text suggests. `timeline.orders` gives
    the same as a table.
    """
    table = timeline.orders(lesson)
    count = len(table)
    ahead = [row.what for row in timeline.dated(lesson) if not row.is_told_as_done]

    def paint(axes: Axes) -> None:
        for place, row in enumerate(table_rows(table)):
            told = row.told - 1
            back = told > place
            axes.plot(
                [0, 1],
                [told, place],
                color=ORANGE if back else BLUE,
                linestyle="--" if back else "-",
                linewidth=2,
                marker="o",
                markersize=4,
            )
            axes.text(-0.03, told, f"\u2068{row.what}\u2069  ¶{row.at}", ha="right", va="center")
            axes.text(1.03, place, row.when, ha="left", va="center")
        axes.text(-0.03, -1.2, "as the article tells it", ha="right", weight="bold")
        axes.text(1.03, -1.2, "as it happened", ha="left", weight="bold")
        axes.set_xlim(-1.75, 1.75)
        axes.set_ylim(count - 0.3, -1.8)
        axes.axis("off")

    in_order = ", ".join(
        f"{row.what} ({row.when})" for row in table_rows(table.sort_values("told"))
    )
    return Figure(
        "Told and happened",
        draw(WIDTH, 0.8 + 0.34 * count, paint),
        f"Two columns joined by lines. In the order of the telling: {in_order}. "
        "The right column puts the same events in the order of their dates.",
        f"How mixed the order is (nonlinearity): {timeline.nonlinearity(lesson):.2f}. "
        "0 is the order of time, 1 its reverse "
        "(after Story Curves, Kim et al. 2018). "
        "Dashed lines lead to events that happened earlier than their place in the text suggests. "
        "Within a day the order is that of the telling. An event that is told twice counts where "
        f"it is told first. Announced, so not in it: {', '.join(ahead) or 'nothing'}.",
    )
