"""What several charts have: the rows of a table, words beside a point, and a key to bars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas import DataFrame


def table_rows(table: DataFrame) -> Iterator[Any]:
    """The rows of a table, each with its columns as parts; what a cell holds, no type can say."""
    yield from table.itertuples(index=False)


def words_beside(axes: Axes, words: str, spot: tuple[float, float], gap: float) -> None:
    """Put words `gap` points to the right of a spot of the axes, or to the left if negative."""
    side: Literal["left", "right"] = "right" if gap < 0 else "left"
    axes.annotate(words, spot, xytext=(gap, 0), textcoords="offset points", ha=side, va="center")


def key_to_bars(axes: Axes, bars: Mapping[str, Mapping[str, Any]], **place: Any) -> None:
    """Explain bars: `bars` gives looks by label, `place` is for matplotlib's legend."""
    from matplotlib.patches import Patch

    handles = [Patch(label=label, **looks) for label, looks in bars.items()]
    axes.legend(handles=handles, frameon=False, **place)
