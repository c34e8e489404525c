"""A control of ipywidgets on the page, which leaves no dead view behind in a saved notebook."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import anywidget
from traitlets import Float, Unicode

from helpers.common.pages import fragment
from helpers.explore.page import Page


class Stage(anywidget.AnyWidget):
    """Shows a widget where its stand-in is on the page. It has no view of its own."""

    _esm = Path(__file__).with_suffix(".js").read_text("utf-8")
    name = Unicode().tag(sync=True)  # the class of the stand-in
    control = Unicode().tag(sync=True)  # the id of the widget's model
    made = Float().tag(sync=True)  # of two runs of a cell the later one counts


def control(widget: Any, caption: str) -> Page:
    """A widget under a caption: saved, it is a stand-in; in a running notebook, the widget.

    A saved view would be neither: without its kernel it says "Error displaying widget".
    """
    name = f"news-is-{re.sub(r'[^a-z0-9]+', '-', caption.casefold()).strip('-')}"
    Stage(name=name, control=widget.model_id, made=time.time())
    stand_in = fragment("explore/templates/control.html", name=name)
    return Page(caption, stand_in, "Run this cell to use it.")
