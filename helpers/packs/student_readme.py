"""The README that students get: how to open, answer and hand in what they were given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from string import Formatter

from helpers.common.errors import KitError
from helpers.lesson.lesson import lesson_folder
from helpers.packs.notebooks import Notebook, shows
from helpers.packs.online import Repository

README = "README.md"
TEMPLATE = Path(__file__).with_name("student_readme.md")
OPEN_IT = re.compile(r"^## Open it\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
COMMANDS = re.compile(r"^```.*^```$", re.MULTILINE | re.DOTALL)  # the first to the last


def student_readme(
    kit: Path,
    notebooks: Mapping[str, Notebook],
    graded: bool,
    assignment: str = "",
    online: Repository | None = None,
) -> dict[str, bytes]:
    """The README by its name, or nothing where the kit has none.

    Its commands are those of the kit's own, and open the first of the notebooks. `assignment` is
    what is said of it, as Markdown; `online` is the repository that it is put into. Raises KitError
    where the kit's README cannot be read, or has no commands that open it, and where nothing says
    which lesson of the kit is opened.
    """
    if not (kit / README).is_file():
        return {}
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
        "commands": commands_in(kit, first),
        "hand_in": "".join(handing_in[-1:]),
        "lesson": lesson_folder(kit / "seeds").name,
        "code": "".join(opening[:1]),
    }
    top, *sections = re.split(r"^(?=## )", TEMPLATE.read_text("utf-8"), flags=re.MULTILINE)
    there = [one for one in sections if all(fields[name] for name in fields_of(one))]
    text = "".join([top, *there]).format(**fields)
    return {README: (re.sub(r"\n{3,}", "\n\n", text).strip() + "\n").encode()}


def fields_of(text: str) -> set[str]:
    """The names of the fields of a text. A section goes where one of them is empty."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def commands_in(kit: Path, first: str) -> str:
    """The commands by which the kit's README says to open it, with the first notebook."""
    try:
        text = (kit / README).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise KitError(f"{README} cannot be read. Open it and save it anew.") from None
    section = OPEN_IT.search(text)
    found = section and COMMANDS.search(section[1])
    if not found:
        raise KitError(
            f"{README} does not say how to open the kit. Write the command into a section "
            "“## Open it”, between two lines ```, or take the README of the kit as you got it."
        )
    return re.sub(r"\d\d_[^\s/\\]+(?=\.ipynb)", lambda _: first, found[0])
