"""The form in which a teacher marks written answers: what the cell shows, and its channel."""

from __future__ import annotations

import time
from collections.abc import Callable
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

import anywidget
from traitlets import Float, Unicode

from helpers.common.web import asset
from helpers.explore.page import Page
from helpers.grading.folder import graded_folder
from helpers.grading.manual.queue import NO_ANSWERS, Marking, open_class

HERE = Path(__file__).parent
TITLE = "Written answers"
NOTHING = (
    "Nothing is graded yet. Grade what your students handed in at the desk, "
    "notebooks/teacher/desk.ipynb. Then run this cell again."
)
RUN = "Run this cell to mark."


class Channel(anywidget.AnyWidget):
    """Carries the teacher's marks from the page and answers to it. It has no view of its own."""

    _esm = asset("elements.js") + (HERE / "widget.js").read_text("utf-8")
    _css = asset("form.css") + (HERE / "widget.css").read_text("utf-8")
    place = Unicode().tag(sync=True)  # which stand-in on the page it makes live
    title = Unicode().tag(sync=True)
    born = Float().tag(sync=True)  # of two channels to one place the younger has it

    def __init__(
        self,
        place: str,
        marking: Marking,
        keep: Callable[[Callable[[], None]], None] = lambda then: then(),
    ) -> None:
        """Open the channel to one place on the page; `keep` goes on when a mark is kept."""
        super().__init__(place=place, title=marking.folder.name, born=time.time())

        def answer(_: object, message: Any, __: object) -> None:
            told = marking(message)
            keep(lambda: self.send(told))

        self.on_msg(answer)


def open_marking(name: str = "") -> Page:
    """Return what shows the written answers of a graded class, one at a time, without names.

    `name` is the folder of the class; without it, the only one that is graded. Where there is
    nothing to mark, a notice. Raises KitError where the name fits no class, or several are graded,
    or the files of the class or of its lesson cannot be read.
    """
    folder = graded_folder(name)
    if folder is None:
        return stand_in(name, NOTHING)
    marking = open_class(folder)
    if not marking.answers:
        return stand_in(name, NO_ANSWERS)
    Channel(place_of(name), marking)
    return stand_in(name, RUN)


def place_of(name: str) -> str:
    """Return what tells the place of one class from another's, in letters that a page can hold."""
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def stand_in(name: str, words: str) -> Page:
    """Return what a saved notebook shows, which a running one makes live.

    Its place stands in its classes: JupyterLab takes other attributes out of untrusted outputs.
    """
    html = f'<div class="news-marking news-of-{place_of(name)}"><p><b>{escape(TITLE)}</b></p>'
    return Page("", f"{html}<p>{escape(words)}</p></div>", f"{TITLE}\n{words}")
