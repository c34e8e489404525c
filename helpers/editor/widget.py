"""The page on which a lesson is made, in a notebook: what the cell shows, and its channel."""

from __future__ import annotations

import time
from html import escape
from pathlib import Path

import anywidget
from traitlets import Float

from helpers.common.web import asset
from helpers.desk.widget import WEB as DESK
from helpers.editor.editor import Editor
from helpers.explore.page import Page

WEB = Path(__file__).parent / "web"
TITLE = "A lesson of your own text"
RUN = "Run this cell to open it: choose Run, then Run All Cells."
# In this order: what a step is made of stands before the page, which holds all of them.
OF_THE_DESK = ("parts", "talk")
PARTS = ("text", "article", "card", "correct", "readers", "questions", "hand_out", "editor")


class Channel(anywidget.AnyWidget):
    """Carries what the page asks for, and what it is told. It has no view of its own."""

    _esm = "".join(
        [
            asset("elements.js"),
            *((DESK / f"{one}.js").read_text("utf-8") for one in OF_THE_DESK),
            *((WEB / f"{one}.js").read_text("utf-8") for one in PARTS),
        ]
    )
    _css = "".join(
        [
            asset("form.css"),
            (DESK / "desk.css").read_text("utf-8"),
            (WEB / "editor.css").read_text("utf-8"),
        ]
    )
    born = Float().tag(sync=True)  # of two channels the younger has the page

    def __init__(self) -> None:
        """Open the channel."""
        super().__init__(born=time.time())
        editor = Editor(lambda message, data: self.send(message, data))
        self.on_msg(lambda _, message, pieces: editor(message, pieces))


def open_new_lesson() -> Page:
    """What shows the page on which a lesson is made of a text, and corrected by pointing."""
    Channel()
    words = f"<p><b>{escape(TITLE)}</b></p><p>{escape(RUN)}</p>"
    return Page("", f'<div class="news-editor-place">{words}</div>', f"{TITLE}\n{RUN}")
