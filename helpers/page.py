"""What a cell puts on the page: HTML that shows everywhere, and the same as plain text."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    from pandas import DataFrame

TEXT = "text-align: left; vertical-align: top; padding: 4px 10px 4px 0; max-width: 34em"
NUMBER = "text-align: right; vertical-align: top; padding: 4px 10px 4px 0"


@frozen
class Page:
    """Something to show, as HTML and as plain text."""

    html: str
    text: str

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}


def show(frame: DataFrame, caption: str = "") -> Page:
    """Return a table to be read: every word of it, text to the left, numbers to the right.

    All text is escaped. `caption` stands above the table.
    """
    from pandas.api.types import is_numeric_dtype

    if frame.empty:
        return Page("<p>The table has no rows.</p>", "The table has no rows.")
    looks = [NUMBER if is_numeric_dtype(frame[name]) else TEXT for name in frame.columns]
    head = "".join(
        f'<th scope="col" style="{look}">{escape(str(name))}</th>'
        for name, look in zip(frame.columns, looks, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="{look}">{escape(str(cell))}</td>'
            for cell, look in zip(row, looks, strict=True)
        )
        + "</tr>"
        for row in frame.itertuples(index=False)
    )
    above = f'<caption style="text-align: left">{escape(caption)}</caption>' if caption else ""
    html = f"<table>{above}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return Page(html, frame.to_string(index=False))
