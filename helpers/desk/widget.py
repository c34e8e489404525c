"""The desk in a notebook: what the cell shows, and its channel to the page."""

from __future__ import annotations

import time
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import anywidget
from traitlets import Float

from helpers.common.web import asset
from helpers.common.where import IN_BROWSER
from helpers.desk.desk import Desk
from helpers.explore.page import Page

if TYPE_CHECKING:
    from helpers.desk.in_browser import BrowserDesk

WEB = Path(__file__).parent / "web"
TITLE = "Your desk"
RUN = "Run this cell to open it: choose Run, then Run All Cells."
# In this order: what a step is made of stands before the desk, which holds all of them.
PARTS = ("parts", "talk", "hand_out", "collect", "answers", "grade", "give_back", "desk")


class Channel(anywidget.AnyWidget):
    """Carries what the page asks for, and what it is told. It has no view of its own."""

    _esm = asset("elements.js") + "".join((WEB / f"{one}.js").read_text("utf-8") for one in PARTS)
    _css = asset("form.css") + (WEB / "desk.css").read_text("utf-8")
    born = Float().tag(sync=True)  # of two channels the younger has the page

    def __init__(self) -> None:
        """Open the channel."""
        super().__init__(born=time.time())
        desk = Desk(lambda message, data: self.send(message, data))
        answer = in_browser(desk) if IN_BROWSER else desk
        self.on_msg(lambda _, message, pieces: answer(message, pieces))


def in_browser(desk: Desk) -> BrowserDesk:
    """The desk as it answers where Python runs in a browser."""
    from helpers.desk.in_browser import BrowserDesk

    return BrowserDesk(desk)


def open_desk() -> Page:
    """What shows the teacher's desk: hand out, collect, grade, mark, return, discuss."""
    Channel()
    words = f"<p><b>{escape(TITLE)}</b></p><p>{escape(RUN)}</p>"
    return Page("", f'<div class="news-desk-place">{words}</div>', f"{TITLE}\n{RUN}")
