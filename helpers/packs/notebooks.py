"""Notebooks of a pack: what asks nothing any more is taken out, and no link leads nowhere.

Tags in a notebook say what goes and what stays. Markdown tagged `asks` only introduces the
question right beneath it, and goes with it. Cells tagged `in-first-notebook` or `in-last-notebook`
come into that notebook of a pack where their own is left out. Those that are tagged `if-graded`
are in graded packs only. Where the article is read is tagged `on-top-of-first-notebook`.

“## What we saw” begins the cell that closes a notebook. Two paragraphs are known by how they begin,
too: “**Carry on**” leads to the next notebook, and “**Beside this page**” to the one in which the
article is read. In a pack they lead to what is there. Every other paragraph that names a notebook's
file goes with that notebook.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

Cell = dict[str, Any]
Notebook = dict[str, Any]
ASKS, IN_FIRST, IN_LAST, IF_GRADED = "asks", "in-first-notebook", "in-last-notebook", "if-graded"
ON_TOP = "on-top-of-first-notebook"
CLOSING, CARRY_ON, BESIDE = "## What we saw", "**Carry on**", "**Beside this page**"
HOW = "**How a notebook works.**"  # begins a paragraph that is for a notebook alone


def excerpt(
    notebooks: Mapping[str, Notebook], places: Mapping[str, Collection[str]], is_graded: bool
) -> dict[str, Notebook]:
    """The notebooks of a pack by their files' names, in order.

    `notebooks` are all of the kit. `places` names those of the pack, and for each the places in
    which it still asks something.
    """
    packed = [name for name in notebooks if name in places]
    gone = [name for name in notebooks if name not in places]
    whole = {name: of_mode(book["cells"], is_graded) for name, book in notebooks.items()}
    cells = {name: still_asked(whole[name], places[name]) for name in packed}
    article = ""  # the notebook into which it came
    for name, tag in ((name, tag) for name in gone for tag in (IN_FIRST, IN_LAST)):
        there = {source_of(cell) for one in cells.values() for cell in one}
        moved = always_there(whole[name], tag, there)
        into = cells[packed[0 if tag == IN_FIRST else -1]]
        ends = [source_of(cell).startswith(CLOSING) for cell in into] + [True]
        into[ends.index(True) : ends.index(True)] = moved
    for name in gone:
        if moved := always_there(whole[name], ON_TOP, ()):
            article = packed[0]
            put_on_top(cells[article], moved, whole[name])
    for name, onward in zip(packed, [*packed[1:], ""], strict=True):
        beside = "" if name == article else article
        cells[name] = [with_links(cell, gone, onward, beside) for cell in cells[name]]
    return {name: notebooks[name] | {"cells": cells[name]} for name in packed}


def of_mode(cells: Iterable[Cell], is_graded: bool) -> list[Cell]:
    """The cells without those that only graded work needs, where it is none."""
    return [cell for cell in cells if is_graded or IF_GRADED not in tags_of(cell)]


def still_asked(cells: Iterable[Cell], places: Collection[str]) -> list[Cell]:
    """Cells without those that ask in no place that is left, and what introduces these."""
    kept: list[Cell] = []
    waiting: list[Cell] = []
    for cell in cells:
        asked = places_asked(cell)
        if ASKS in tags_of(cell) and cell["cell_type"] == "markdown":
            waiting.append(cell)
        elif asked and not asked & set(places):
            waiting = []
        else:
            kept += [*waiting, cell]
            waiting = []
    return kept + waiting


def places_asked(cell: Cell) -> set[str]:
    """The places in which a cell asks; none where it does anything else besides."""
    places = {place_of(line) for line in lines_of(cell)}
    return set() if None in places else {place for place in places if place}


def place_of(line: ast.stmt) -> str | None:
    """The place of a line that says ask("place") or ask.answer("place", …), or else None."""
    match called(line):
        case (("ask" | "answer"), place):
            return place
    return None


def called(line: ast.stmt) -> tuple[str, str] | None:
    """What a line calls to ask, and what it names first; None where it says anything else.

    That is ("ask", place) for ask("place"), ("answer", place) for ask.answer("place", …), and
    ("panel", name) for ask.panel("name").
    """
    match line:
        case ast.Expr(ast.Call(ast.Name("ask"), [ast.Constant(str() as name), *_])):
            return "ask", name
        case ast.Expr(
            ast.Call(ast.Attribute(ast.Name("ask"), how), [ast.Constant(str() as name), *_])
        ):
            return how, name
    return None


def always_there(cells: Iterable[Cell], tag: str, there: Collection[str]) -> list[Cell]:
    """The cells with a tag, but for those whose code is `there` already, and their words."""
    found: list[Cell] = []
    words: list[Cell] = []
    for cell in cells:
        if tag not in tags_of(cell):
            words = []
        elif cell["cell_type"] == "markdown":
            words.append(cell)
        else:
            found += [] if source_of(cell) in there else [*words, cell]
            words = []
    return found


def put_on_top(cells: list[Cell], moved: Iterable[Cell], home: Collection[Cell]) -> None:
    """Put cells behind the first code cell, which opens the lesson, with the imports they need.

    `home` are the cells of their own notebook.
    """
    kinds = [cell["cell_type"] for cell in cells]
    at = kinds.index("code") + 1 if "code" in kinds else len(cells)
    missing = imports_in(home) - imports_in(cells)
    cells[at:at] = [with_imports(cell, missing) for cell in moved]


def imports_in(cells: Iterable[Cell]) -> set[tuple[str, str]]:
    """What cells import, as module and name."""
    return {
        (line.module, one.name)
        for cell in cells
        for line in lines_of(cell)
        if isinstance(line, ast.ImportFrom) and line.module
        for one in line.names
    }


def with_imports(cell: Cell, missing: Iterable[tuple[str, str]]) -> Cell:
    """A cell with those of the missing imports on top that it uses."""
    nodes = [node for line in lines_of(cell) for node in ast.walk(line)]
    used = {node.id for node in nodes if isinstance(node, ast.Name)}
    lines = [f"from {module} import {name}\n" for module, name in sorted(missing) if name in used]
    if not lines:
        return cell
    return cell | {"source": [*lines, "\n", *source_of(cell).splitlines(keepends=True)]}


def with_links(cell: Cell, gone: Collection[str], onward: str, article: str) -> Cell:
    """A cell without the paragraphs that lead to a notebook that is gone.

    `onward` is the next notebook of the pack, and `article` the one in which the article now is
    where that is another than this; or nothing.
    """
    paragraphs = source_of(cell).split("\n\n")
    mended = [with_link(one, gone, onward, article) for one in paragraphs]
    if cell["cell_type"] != "markdown" or mended == paragraphs:
        return cell
    return cell | {"source": "\n\n".join(filter(None, mended)).splitlines(keepends=True)}


def with_link(paragraph: str, gone: Collection[str], onward: str, article: str) -> str:
    """A paragraph as a pack has it, or nothing where it leads to a notebook that is gone."""
    left = [f"`{name}`" for name in gone if f"`{name}`" in paragraph]
    if not left:
        return paragraph
    if onward and paragraph.startswith(CARRY_ON):
        return f"{CARRY_ON} with `{onward}`."
    if article and paragraph.startswith(BESIDE):
        return paragraph.replace(left[0], f"`{article}`")
    return ""


def with_words_on_top(notebook: Notebook, words: str) -> Notebook:
    """A notebook with one more Markdown cell, before all others."""
    taken = {cell.get("id") for cell in notebook["cells"]}
    name = next(one for n in range(len(taken) + 1) if (one := f"assignment-{n}") not in taken)
    cell = {"cell_type": "markdown"} | ({"id": name} if taken - {None} else {})
    top = cell | {"metadata": {}, "source": words.splitlines(keepends=True)}
    return notebook | {"cells": [top, *notebook["cells"]]}


def lines_of(cell: Cell) -> list[ast.stmt]:
    """The lines of code of a cell; none where it holds no Python."""
    try:
        return ast.parse(source_of(cell)).body if cell["cell_type"] == "code" else []
    except (SyntaxError, ValueError):
        return []


def tags_of(cell: Cell) -> set[str]:
    """The tags of a cell."""
    return set(cell["metadata"].get("tags", ()))


def source_of(cell: Cell) -> str:
    """The text of a cell."""
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def shows(notebook: Notebook, panel: str) -> bool:
    """Whether a notebook shows a panel."""
    shown = re.compile(rf"^ask\.panel\([\"']{re.escape(panel)}[\"']\)", re.MULTILINE)
    return any(shown.search(source_of(cell)) for cell in notebook["cells"])
