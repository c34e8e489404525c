"""What a cell puts on the page: HTML that shows everywhere, and the same as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from attrs import frozen
from markupsafe import Markup

from helpers.common.pages import fragment
from helpers.explore.figure import Figure, own_drawing
from helpers.lesson.locked import Sealed

if TYPE_CHECKING:
    from pandas import DataFrame

CELL = "vertical-align: top; padding: 4px 12px 4px 0; "
TEXT = CELL + "text-align: left; max-width: 34em"
LONG = TEXT + "; min-width: 6.5em"  # in a narrow window no word of it has a line of its own
SHORT = CELL + "text-align: left; white-space: nowrap"
NUMBER = CELL + "text-align: right"
ADDRESS = re.compile(r"https?://[^\s<>\"“”;]+")


@frozen
class Page:
    """Something to show, as HTML and as plain text, with a caption.

    The caption is the first line of both: of a folded output JupyterLab shows just that line.
    """

    caption: str
    html: str
    text: str

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {
            "text/html": f"{escape(self.caption, quote=False)}\n{self.html}".lstrip("\n"),
            "text/plain": f"{self.caption}\n{self.text}".lstrip("\n"),
        }


def show(value: Any, caption: str = "") -> Page | Figure | Sealed:
    """A value to be read, under its caption.

    Of a DataFrame every word is shown, text to the left and numbers to the right; a Series becomes
    a table with its index as the first column; axes of matplotlib are shown as a picture, a widget
    as itself, and anything else as text. All text is escaped. What is sealed is shown as a notice.
    """
    if isinstance(value, Sealed):
        return Sealed(caption)
    if is_of("matplotlib", value):
        return own_drawing(value, caption)
    if is_of("ipywidgets", value):
        from helpers.explore.control import control

        return control(value, caption)
    from pandas import DataFrame, Series

    if isinstance(value, Series):
        names = str(value.name or "value"), str(value.index.name or "")
        value = value.rename(names[0]).rename_axis(names[1]).reset_index()
    if not isinstance(value, DataFrame):
        return Page(caption, f"<p><b>{escape(str(value))}</b></p>", str(value))
    if value.empty:
        return Page(caption, "<p>The table has no rows.</p>", "The table has no rows.")
    return Page(caption, table(value), value.to_string(index=False))


def is_of(library: str, value: Any) -> bool:
    """Whether a value is an object of a library, which is not loaded to find out."""
    return any(one.__module__.partition(".")[0] == library for one in type(value).__mro__)


def table(frame: DataFrame) -> Markup:
    """A DataFrame as an HTML table without its index."""
    return fragment(
        "explore/templates/table.html",
        names=frame.columns,
        rows=([list(pieces(cell)) for cell in row] for row in frame.itertuples(index=False)),
        looks=[column_look(frame, place) for place in range(len(frame.columns))],
    )


def pieces(cell: object) -> Iterator[tuple[str, str]]:
    """The text of a cell in pieces: words without an address, or a web address and its short form.

    Each piece is its text and where it leads, or "". Only http and https lead somewhere.
    """
    text, begin = str(cell), 0
    for found in ADDRESS.finditer(text):
        address = found.group().rstrip(".,:!?'")
        if "(" not in address:
            address = address.rstrip(").,:!?'")
        yield text[begin : found.start()], ""
        yield address.partition("//")[2], address
        begin = found.start() + len(address)
    yield text[begin:], ""


def column_look(frame: DataFrame, place: int) -> str:
    """The style of a column: numbers to the right, short words on one line."""
    from pandas.api.types import is_numeric_dtype

    column = frame.iloc[:, place]
    if is_numeric_dtype(column):
        return NUMBER
    longest = column.astype(str).str.len().max()
    return SHORT if longest <= 16 else TEXT if longest <= 24 else LONG
