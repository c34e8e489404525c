"""The page: a lesson's notebooks as one document to read, with its questions as bare ones.

What is reference stands folded. Code is not shown, nor what is tagged `notebook-only`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from attrs import frozen
from markupsafe import Markup

from helpers.common import pages
from helpers.common.pages import fragment
from helpers.exercises.assignment import Assignment
from helpers.packs.notebooks import Cell, Notebook, called, lines_of, source_of, tags_of
from helpers.packs.selection import number_of

NOTEBOOK_ONLY, REFERENCE = "notebook-only", "reference"
TITLE = re.compile(r"^# \d+ · (.+)$", re.MULTILINE)
NAMED = re.compile(r"`(\d\d)_\w+`")


@frozen
class Chapter:
    """A notebook on the page: its number, its title, and what stands in it."""

    number: str
    title: str
    parts: list[Markup]


def page(
    notebooks: Mapping[str, Notebook],
    outputs: Mapping[str, list[dict[str, Any]]],
    assignment: Assignment,
    title: str,
    pack: str,
) -> str:
    """The page of a lesson as HTML.

    `notebooks` are those of a pack, by the names of their files; `outputs` what the cells of the
    kit show, by the id of the cell, and `pack` is the name of the ZIP file beside the page.
    """
    titles = {number_of(name): title_of(book) for name, book in notebooks.items()}
    chapters = [
        Chapter(number_of(name), titles[number_of(name)], parts_of(book["cells"], outputs, titles))
        for name, book in notebooks.items()
    ]
    return pages.page(
        "site/templates/index.html",
        language="en",
        title=title,
        about=" · ".join(assignment.for_whom),
        chapters=chapters,
        pack=pack,
    )


def title_of(notebook: Notebook) -> str:
    """The title of a notebook, without its number."""
    words = "\n".join(map(source_of, notebook["cells"]))
    found = TITLE.search(words)
    return found[1] if found else "The lesson"


def parts_of(
    cells: Iterable[Cell], outputs: Mapping[str, list[dict[str, Any]]], titles: Mapping[str, str]
) -> list[Markup]:
    """What the cells of a notebook are on the page, one after the other."""
    found: list[Markup] = []
    for cell in cells:
        if NOTEBOOK_ONLY in tags_of(cell):
            continue
        if cell["cell_type"] == "markdown":
            found.append(prose(source_of(cell), titles))
        elif asks(cell):
            found.append(Markup(html_of(cell["outputs"])))
        elif REFERENCE in tags_of(cell):
            title, _, body = html_of(outputs.get(cell["id"], [])).partition("\n")
            if body:
                shown = Markup(body)
                found.append(fragment("site/templates/fold.html", title=Markup(title), shown=shown))
        elif "open_notebook(" not in source_of(cell):
            found.append(Markup(html_of(outputs.get(cell["id"], []))))
    return list(filter(None, found))


def asks(cell: Cell) -> bool:
    """Whether a cell asks something, or shows a panel."""
    return any(map(called, lines_of(cell)))


def html_of(outputs: Iterable[Mapping[str, Any]]) -> str:
    """The HTML that outputs of the kit's own cells hold."""
    texts = (one.get("data", {}).get("text/html", "") for one in outputs)
    return "".join("".join(one) for one in texts)


def prose(words: str, titles: Mapping[str, str]) -> Markup:
    """Markdown as HTML; where it names a notebook of the page, it leads there."""

    def named(found: re.Match[str]) -> str:
        number = found[1]
        return f"[{titles[number]}](#{number})" if number in titles else found[0]

    return Markup(markdown()(NAMED.sub(named, words)))


@cache
def markdown() -> Callable[[str], Any]:
    """What makes HTML of Markdown, in which markup stays text."""
    import mistune

    return mistune.create_markdown(escape=True, plugins=["table"])
