"""The README that students get: how to open, answer and hand in what they were given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from string import Formatter

from helpers.packs.notebooks import Notebook, shows
from helpers.packs.online import Repository

README = "README.md"
TEMPLATE = Path(__file__).with_name("student_readme.md")


def student_readme(
    lesson: str,
    notebooks: Mapping[str, Notebook],
    graded: bool,
    assignment: str = "",
    online: Repository | None = None,
) -> dict[str, bytes]:
    """The README of a pack by its name, with that of the lesson.

    `assignment` is what is said of it, as Markdown; `online` is the repository that it is put into.
    """
    first = next(iter(notebooks))
    saving, handing_in = (
        [name for name, book in notebooks.items() if shows(book, panel)]
        for panel in ("saved", "hand-in")
    )
    opening = [name for name, book in notebooks.items() if graded and shows(book, "code")]
    fields = {
        "assignment": assignment,
        "binder": online.on_binder(f"notebooks/{first}.ipynb") if online else "",
        "saved": "".join(saving[:1]),
        "hand_in": "".join(handing_in[-1:]),
        "only_hand_in": "".join([] if saving else handing_in[-1:]),
        "lesson": lesson,
        "code": "".join(opening[:1]),
    }
    top, *sections = re.split(r"^(?=## )", TEMPLATE.read_text("utf-8"), flags=re.MULTILINE)
    there = [one for one in sections if all(fields[name] for name in fields_of(one))]
    text = "".join([top, *there]).format(**fields)
    return {README: (re.sub(r"\n{3,}", "\n\n", text).strip() + "\n").encode()}


def fields_of(text: str) -> set[str]:
    """The names of the fields of a text. A section goes where one of them is empty."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}
