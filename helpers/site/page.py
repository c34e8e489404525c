"""The page: a lesson's notebooks as one document to read, with its questions as bare ones.

What is reference stands folded. Code is not shown, nor what is tagged `notebook-only`: where that
has code to try, a link leads to the lab. Before the class code a graded lesson shows what asks,
and what is tagged `article-only`: it rests on no table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import groupby
from typing import Any

from attrs import frozen
from markupsafe import Markup

from helpers.common import pages
from helpers.common.pages import fragment
from helpers.exercises.assignment import Assignment
from helpers.lesson.locked import NOTICE
from helpers.packs.notebooks import HOW, Cell, Notebook, called, lines_of, source_of, tags_of
from helpers.packs.selection import number_of

NOTEBOOK_ONLY, REFERENCE, ARTICLE_ONLY = "notebook-only", "reference", "article-only"
TITLE = re.compile(r"^# (?:\d+ · )?(.+)$", re.MULTILINE)
HEADING = re.compile(r"^##+ (.+)$", re.MULTILINE)
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
    metadata: Mapping[str, Any] | None = None,
) -> str:
    """The page of a lesson as HTML.

    `notebooks` are those of a pack, by the names of their files; `outputs` what the cells of the
    kit show, by the id of the cell. `metadata` are those of the pack, for catalogues.
    """
    titles = {number_of(name): title_of(book) for name, book in notebooks.items()}

    def show(cell: Cell) -> Markup:
        shown = part_of(cell, outputs, titles)
        return cover(cell) if shown and assignment.graded and is_covered(cell) else shown

    chapters = [
        Chapter(number_of(name), titles[number_of(name)], parts_of(name, book, show))
        for name, book in notebooks.items()
    ]
    return pages.page(
        "site/templates/index.html",
        language="en",
        title=title,
        about=" · ".join(assignment.for_whom),
        chapters=chapters,
        is_short=bool(assignment.minutes),
        metadata=in_script(metadata or {}),
    )


def in_script(data: Mapping[str, Any]) -> Markup:
    """Data as JSON that may stand in a script: nothing in it ends that."""
    return Markup(json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"))


def title_of(notebook: Notebook) -> str:
    """The title of a notebook, without its number."""
    words = "\n".join(map(source_of, notebook["cells"]))
    found = TITLE.search(words)
    return found[1] if found else "The lesson"


def parts_of(name: str, notebook: Notebook, show: Callable[[Cell], Markup]) -> list[Markup]:
    """What the cells of a notebook are on the page, one after the other, each as `show` has it."""
    found: list[Markup] = []
    for only_there, some in groupby(notebook["cells"], is_only_there):
        cells = list(some)
        if not only_there:
            found += map(show, cells)
        elif any(cell["cell_type"] == "code" for cell in cells):
            [*_, heading] = ["Try it", *HEADING.findall("\n".join(map(source_of, cells)))][:2]
            found.append(fragment("site/templates/lab.html", title=heading, notebook=name))
    return list(filter(None, found))


def is_only_there(cell: Cell) -> bool:
    """Whether a cell is for a notebook alone."""
    return NOTEBOOK_ONLY in tags_of(cell)


def part_of(
    cell: Cell, outputs: Mapping[str, list[dict[str, Any]]], titles: Mapping[str, str]
) -> Markup:
    """What a cell is on the page; nothing, where it shows nothing."""
    if cell["cell_type"] == "markdown":
        return prose(source_of(cell), titles)
    if asks(cell):
        return Markup(html_of(cell["outputs"]))
    if "open_notebook(" in source_of(cell):
        return Markup()
    shown = html_of(outputs.get(cell["id"], []))
    if REFERENCE not in tags_of(cell):
        return Markup(shown)
    title, _, body = shown.partition("\n")
    if not body:
        return Markup()
    return fragment("site/templates/fold.html", title=Markup(title), shown=Markup(body))


def covered(
    notebooks: Mapping[str, Notebook], outputs: Mapping[str, list[dict[str, Any]]]
) -> dict[str, str]:
    """What the class code opens on the page of a graded lesson: HTML by the ids of its cells."""
    cells = (cell for book in notebooks.values() for cell in book["cells"] if is_covered(cell))
    found = {cell["id"]: str(part_of(cell, outputs, {})) for cell in cells}
    return {name: shown for name, shown in found.items() if shown}


def is_covered(cell: Cell) -> bool:
    """Whether a cell shows what waits for the class code."""
    is_open = is_only_there(cell) or asks(cell) or ARTICLE_ONLY in tags_of(cell)
    return cell["cell_type"] == "code" and not is_open


def cover(cell: Cell) -> Markup:
    """What stands on the page for a cell of a pack that waits for the class code."""
    title = html_of(cell["outputs"]).partition("\n")[0]  # of its fold, which tells nothing
    return fragment(
        "site/templates/covered.html", id=cell["id"], title=Markup(title), notice=NOTICE
    )


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

    return Markup(markdown()(NAMED.sub(named, without_how(words))))


def without_how(words: str) -> str:
    """Markdown without the paragraph that tells how a notebook works."""
    return "\n\n".join(one for one in words.split("\n\n") if not one.startswith(HOW))


@cache
def markdown() -> Callable[[str], Any]:
    """What makes HTML of Markdown, in which markup stays text."""
    import mistune

    return mistune.create_markdown(escape=True, plugins=["table"])
