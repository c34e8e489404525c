"""Charts of a lesson: time, order, words and chains. Each says in words what it shows."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from helpers.explore import sourcing, timeline
from helpers.explore.chain_chart import chains
from helpers.explore.figure import BLUE, GREY, INK, ORANGE, PALE, SKY, WIDTH, Figure, draw
from helpers.lesson.dates import in_words
from helpers.lesson.lesson import Lesson
from helpers.lesson.locked import reference
from helpers.lesson.tables import Event

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["chains", "orders", "when", "words"]
BASIS_LOOKS = {
    "stated": {"facecolor": INK, "edgecolor": INK},
    "resolved": {"facecolor": SKY, "edgecolor": BLUE},
    "implied": {"facecolor": "white", "edgecolor": GREY, "hatch": "////"},
}
BASIS_WORDS = {
    "stated": "the article gives the date",
    "resolved": "worked out from the article's own date",
    "implied": "follows from something else",
}


@reference
def when(lesson: Lesson) -> Figure:
    """Return the timeline: a bar for each dated event, as wide as its date is exact."""
    rows = sorted(timeline.dated(lesson), key=timeline.moment)
    stamp = lesson.published.first
    end_of_day = stamp.replace(hour=0, minute=0) + timedelta(days=1)
    thinnest = (end_of_day - (timeline.moment(rows[0]) if rows else stamp)) / 300

    def paint(axes: Axes) -> None:
        for place, row in enumerate(rows):
            begin, end = reach(row, stamp)
            end = max(end, begin + thinnest)
            looks = BASIS_LOOKS[row.basis]
            axes.barh(place, end - begin, left=begin, height=0.6, linewidth=1, **looks)
            axes.annotate(
                f" {row.what}",
                (begin, place),
                xytext=(-4, 0),
                textcoords="offset points",
                ha="right",
                va="center",
            )
        axes.axvline(stamp, color=ORANGE, linewidth=2)
        axes.annotate(
            "the article's date",
            (stamp, -0.9),
            xytext=(-5, 0),
            textcoords="offset points",
            ha="right",
            va="center",
        )
        first = timeline.moment(rows[0]) if rows else stamp
        day_axis(axes, first, end_of_day)
        axes.set_ylim(len(rows) - 0.4, -1.4)
        basis_legend(axes, {row.basis for row in rows})

    told = "; ".join(f"{span_in_words(row)}: {row.what} ({row.basis})" for row in rows)
    undated = timeline.undated(lesson)["what"]
    return Figure(
        "When it happened",
        draw(WIDTH, 1.3 + 0.33 * len(rows), paint),
        f"A timeline. {told}. The article is dated {in_words(lesson.published)}. "
        f"No date is given for: {', '.join(undated) or 'nothing'}.",
        "Each bar is as wide as the date is exact. A hatched bar may begin later, or end earlier. "
        f"Events without a date are not drawn: there are {len(undated)}.",
    )


def reach(event: Event, last: datetime) -> tuple[datetime, datetime]:
    """Return where the bar of an event begins and ends; what goes on ends with the article."""
    end = event.end or event.start
    return event.start.first, end.last or last


def span_in_words(event: Event) -> str:
    """Return the date of an event, or both ends of a span, of which the first is a limit."""
    if event.end is None or event.end.value == event.start.value:
        return in_words(event.start)
    return f"{in_words(event.start)} at the earliest, to {in_words(event.end)}"


def day_axis(axes: Axes, first: datetime, last: datetime) -> None:
    """Give the axes one tick a day, at noon, with the weekday; and room for labels at the left."""
    day = first.replace(hour=0, minute=0)
    days = max(1, (last - day).days)
    ticks = [day + timedelta(days=number) for number in range(0, days, -(-days // 14))]
    axes.set_xticks([tick + timedelta(hours=12) for tick in ticks])
    axes.set_xticklabels(tick_labels(ticks, days))
    axes.set_xlim(day - timedelta(days=0.75 * days), last)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_bounds(*axes.convert_xunits([day, last]))
    for tick in ticks:
        axes.axvline(tick, color=PALE, linewidth=0.6, zorder=0)


def tick_labels(ticks: list[datetime], days: int) -> list[str]:
    """Return a label for each tick: years, months, or days with their weekday, by the span."""
    if days > 60:
        return [f"{tick:%Y}" if days > 1100 else f"{tick:%b}\n{tick:%Y}" for tick in ticks]
    return [
        f"{tick:%a}\n{tick.day}" + (f"\n{tick:%b %Y}" if tick == ticks[0] or tick.day == 1 else "")
        for tick in ticks
    ]


def basis_legend(axes: Axes, present: set[str]) -> None:
    """Put the looks of each basis that is present under the axes."""
    from matplotlib.patches import Patch

    handles = [
        Patch(label=f"{basis}: {BASIS_WORDS[basis]}", **looks)
        for basis, looks in BASIS_LOOKS.items()
        if basis in present
    ]
    axes.legend(handles=handles, loc="upper left", bbox_to_anchor=(0, -0.1), ncols=1, frameon=False)


@reference
def orders(lesson: Lesson) -> Figure:
    """Return the order of the telling beside the order of the happening, a line for each event."""
    table = timeline.orders(lesson)
    count = len(table)

    def paint(axes: Axes) -> None:
        for place, row in enumerate(table.itertuples(index=False)):
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

    told_in_order = table.sort_values("told")
    first = ", ".join(f"{row.what} ({row.when})" for row in told_in_order.itertuples())
    return Figure(
        "Told and happened",
        draw(WIDTH, 0.8 + 0.34 * count, paint),
        f"Two columns joined by lines. In the order of the telling: {first}. "
        "The right column puts the same events in the order of their dates.",
        "Dashed lines lead to events that happened earlier than their place in the text suggests. "
        "Within a day the order is that of the telling. An event that is told twice counts where "
        "it is told first.",
    )


@reference
def words(lesson: Lesson, by: str = "source") -> Figure:
    """Return who gets how many words of the body, and how many of them in quotation marks."""
    table = sourcing.share_of_words(lesson, by=by)

    def paint(axes: Axes) -> None:
        for place, row in enumerate(table.itertuples(index=False)):
            looks = {"height": 0.65, "edgecolor": INK, "linewidth": 0.8}
            axes.barh(place, row.words - row.quoted, left=row.quoted, color=SKY, **looks)
            axes.barh(place, row.quoted, color=INK, **looks)
            axes.annotate(
                f" {row.words} words, {row.percent} %",
                (row.words, place),
                xytext=(3, 0),
                textcoords="offset points",
                va="center",
            )
        axes.set_yticks(range(len(table)), [shorten(name) for name in table[by]])
        axes.set_ylim(len(table) - 0.4, -0.6)
        axes.set_xlim(0, 1.28 * max(table["words"], default=1))
        axes.set_xlabel("words of the body")
        words_legend(axes)

    told = "; ".join(
        f"{row[0]}: {row.words} words, {row.percent} percent, {row.quoted} in quotation marks"
        for row in table.itertuples(index=False)
    )
    return Figure(
        "Who gets how many words",
        draw(WIDTH, 1.2 + 0.38 * len(table), paint),
        f"A bar chart. {told}.",
        "Words in nobody's content, cues such as “said” among them, count for the narrator. "
        "So does what is only told, without the words in which it was said.",
    )


def words_legend(axes: Axes) -> None:
    """Explain the two halves of a bar."""
    from matplotlib.patches import Patch

    handles = [
        Patch(facecolor=INK, edgecolor=INK, label="in quotation marks"),
        Patch(facecolor=SKY, edgecolor=INK, label="in the article's own wording"),
    ]
    axes.legend(handles=handles, loc="lower right", bbox_to_anchor=(1, 1), ncols=2, frameon=False)


def shorten(name: str, width: int = 40) -> str:
    """Return a name that fits beside a bar."""
    return name if len(name) <= width else name[: width - 1] + "…"
