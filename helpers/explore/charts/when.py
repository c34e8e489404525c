"""The chart of when things happened: a timeline that shows how exact each date is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from helpers.explore import timeline
from helpers.explore.charts.parts import key_to_bars, words_beside
from helpers.explore.figure import BLUE, GREY, INK, ORANGE, PALE, SKY, WIDTH, Figure, draw
from helpers.lesson.dates import in_words
from helpers.lesson.lesson import Lesson
from helpers.lesson.locked import reference
from helpers.lesson.tables import Event

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BASIS_LOOKS: dict[str, dict[str, Any]] = {
    "stated": {"facecolor": INK, "edgecolor": INK},
    "resolved": {"facecolor": SKY, "edgecolor": BLUE},
    "implied": {"facecolor": "white", "edgecolor": GREY, "hatch": "////"},
}
AHEAD = {"facecolor": "white", "linestyle": ":"}  # not told as done
NEAR, FEWEST = timedelta(days=60), 3  # of the article; so many near events make a chart
BASIS_WORDS = {
    "stated": "the article gives the date",
    "resolved": "worked out from the article's own date",
    "implied": "follows from something else",
}


@reference
def when(lesson: Lesson) -> Figure:
    """A bar for each dated event of the body, as wide as its date is exact, by its basis.

    The article's own date is a line. What goes on ends there. `timeline.events` gives the same as
    a table.
    """
    every = sorted(timeline.dated(lesson), key=timeline.beginning)
    stamp, _ = lesson.published.reach
    rows, far = near_and_far(every, stamp)
    first = timeline.beginning(rows[0]) if rows else stamp
    last = max([stamp, *(stretch(row, stamp)[1] - timedelta(minutes=1) for row in rows)])
    end_of_day = last.replace(hour=0, minute=0) + timedelta(days=1)
    thinnest = (end_of_day - first) / 300
    height = 1.3 + 0.33 * len(rows)

    def paint(axes: Axes) -> None:
        for place, row in enumerate(rows):
            begin, end = stretch(row, stamp)
            left, right = days(begin), days(max(end, begin + thinnest))
            looks = BASIS_LOOKS[row.basis] | ({} if row.is_told_as_done else AHEAD)
            axes.barh(place, right - left, left=left, height=0.6, linewidth=1, **looks)
            words_beside(axes, f" {timeline.in_full(row)}", (left, place), -4)
        axes.axvline(days(stamp), color=ORANGE, linewidth=2)
        words_beside(axes, "the article's date", (days(stamp), -0.9), -5)
        day_axis(axes, first, end_of_day)
        axes.set_ylim(len(rows) - 0.4, -1.4)
        present = {row.basis for row in rows}
        looks = {
            f"{basis}: {words}": BASIS_LOOKS[basis]
            for basis, words in BASIS_WORDS.items()
            if basis in present
        }
        # Half an inch below, clear of the month, however low the chart is.
        key_to_bars(axes, looks, loc="upper left", bbox_to_anchor=(0, min(-0.1, -0.55 / height)))

    told = "; ".join(
        f"{span_in_words(row)}: {timeline.in_full(row)} ({row.basis})" for row in every
    )
    undated = timeline.undated(lesson)["what"]
    is_ahead = not all(row.is_told_as_done for row in rows)
    return Figure(
        "When it happened",
        draw(WIDTH, height, paint),
        f"A timeline. {told or 'No event has a date'}. "
        f"The article is dated {in_words(lesson.published)}. "
        f"No date is given for: {', '.join(undated) or 'nothing'}.",
        "Each bar is as wide as the date is exact. A hatched bar may begin later, or end earlier. "
        + ("A dotted outline: announced, and not told as done. " if is_ahead else "")
        + f"Events without a date are not drawn: there are {len(undated)}."
        + (f" Nor is what lies far from the others: {listed(far)}." if far else ""),
    )


def near_and_far(rows: Sequence[Event], stamp: datetime) -> tuple[list[Event], list[Event]]:
    """The events to be drawn, and those that would press them together: far from the article."""
    near = [row for row in rows if abs(timeline.beginning(row) - stamp) <= NEAR]
    if len(near) < FEWEST or len(near) == len(rows):
        return [*rows], []
    return near, [row for row in rows if row not in near]


def listed(rows: Iterable[Event]) -> str:
    """Events with their dates, in words."""
    return "; ".join(f"{timeline.in_full(row)} ({span_in_words(row)})" for row in rows)


def days(moment: datetime) -> float:
    """A moment as a number for an axis: days since 1970."""
    return (moment - datetime(1970, 1, 1)) / timedelta(days=1)


def stretch(event: Event, last: datetime) -> tuple[datetime, datetime]:
    """Where the bar of a dated event begins and ends: at `last` where it goes on."""
    end = event.end or event.start
    return timeline.beginning(event), end.last if end and end.last else last


def span_in_words(event: Event) -> str:
    """The date of an event, or both ends of a span, of which the first is a limit."""
    if event.start is None or event.end is None or event.end.value == event.start.value:
        return in_words(event.start)
    return f"{in_words(event.start)} at the earliest, to {in_words(event.end)}"


def day_axis(axes: Axes, first: datetime, last: datetime) -> None:
    """Give the axes one tick a day, at noon, with the weekday; and room for labels at the left."""
    day = first.replace(hour=0, minute=0)
    count = max(1, (last - day).days)
    ticks = [day + timedelta(days=number) for number in range(0, count, -(-count // 14))]
    axes.set_xticks([days(tick + timedelta(hours=12)) for tick in ticks])
    axes.set_xticklabels(tick_labels(ticks, count))
    axes.set_xlim(days(day - timedelta(days=0.75 * count)), days(last))
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_bounds(days(day), days(last))
    for tick in ticks:
        axes.axvline(days(tick), color=PALE, linewidth=0.6, zorder=0)


def tick_labels(ticks: list[datetime], count: int) -> list[str]:
    """A label for each tick: years, months, or days with their weekday, by the days they span."""
    if count > 60:
        return [f"{tick:%Y}" if count > 1100 else f"{tick:%b}\n{tick:%Y}" for tick in ticks]
    return [
        f"{tick:%a}\n{tick.day}" + (f"\n{tick:%b %Y}" if tick == ticks[0] or tick.day == 1 else "")
        for tick in ticks
    ]
