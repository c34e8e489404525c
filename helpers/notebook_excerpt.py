"""Notebooks of a pack: what asks nothing any more is taken out, and no link leads nowhere.

Tags in a notebook say what goes and what stays. Markdown tagged `asks` only introduces the
question right beneath it, and goes with it. Cells tagged `in-first-notebook` or `in-last-notebook`
come into that notebook of a pack where their own is left out; those that are tagged `if-graded`
besides, of a graded pack only.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

Cell = dict[str, Any]
Notebook = dict[str, Any]
ASKS, IN_FIRST, IN_LAST, IF_GRADED = "asks", "in-first-notebook", "in-last-notebook", "if-graded"
CARRY_ON = "**Carry on**"


def excerpt(
    notebooks: Mapping[str, Notebook], places: Mapping[str, Collection[str]], is_graded: bool
) -> dict[str, Notebook]:
    """Return the notebooks of a pack by their files' names, in order.

    `notebooks` are all of the kit. `places` names those of the pack, and for each the places in
    which it still asks something.
    """
    packed = [name for name in notebooks if name in places]
    gone = [name for name in notebooks if name not in places]
    cells = {name: still_asked(notebooks[name]["cells"], places[name]) for name in packed}
    for name, tag in ((name, tag) for name in gone for tag in (IN_FIRST, IN_LAST)):
        there = {source_of(cell) for one in cells.values() for cell in one}
        moved = always_there(notebooks[name]["cells"], tag, is_graded, there)
        # The last cell says what was seen, and stays the last.
        cells[packed[0 if tag == IN_FIRST else -1]][-1:-1] = moved
    for name, onward in zip(packed, [*packed[1:], ""], strict=True):
        cells[name] = [with_links(cell, gone, onward) for cell in cells[name]]
    return {name: notebooks[name] | {"cells": cells[name]} for name in packed}


def still_asked(cells: Iterable[Cell], places: Collection[str]) -> list[Cell]:
    """Return cells without those that ask in no place that is left, and what introduces these."""
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
    """Return the places in which a cell asks; none where it does anything else besides."""
    if cell["cell_type"] != "code":
        return set()
    try:
        lines = ast.parse(source_of(cell)).body
    except (SyntaxError, ValueError):
        return set()
    places = {place_of(line) for line in lines}
    return set() if None in places else places


def place_of(line: ast.stmt) -> str | None:
    """Return the place of a line that says ask("place"), or None where it says anything else."""
    match line:
        case ast.Expr(ast.Call(ast.Name("ask"), [ast.Constant(str() as place), *_])):
            return place
    return None


def always_there(
    cells: Iterable[Cell], tag: str, is_graded: bool, there: Collection[str]
) -> list[Cell]:
    """Return the cells with a tag, but for those whose code is `there` already, and their words."""
    found: list[Cell] = []
    words: list[Cell] = []
    for cell in cells:
        if tag not in tags_of(cell) or (IF_GRADED in tags_of(cell) and not is_graded):
            words = []
        elif cell["cell_type"] == "markdown":
            words.append(cell)
        else:
            found += [] if source_of(cell) in there else [*words, cell]
            words = []
    return found


def with_links(cell: Cell, gone: Collection[str], onward: str) -> Cell:
    """Return a cell without the paragraphs that lead to a notebook that is gone.

    `onward` is the next notebook of the pack, or nothing: “Carry on” then leads there.
    """
    paragraphs = source_of(cell).split("\n\n")
    leads = [any(f"`{name}`" in one for name in gone) for one in paragraphs]
    if cell["cell_type"] != "markdown" or not any(leads):
        return cell
    link = f"{CARRY_ON} with `{onward}`." if onward else ""
    mended = [
        (link if one.startswith(CARRY_ON) else "") if leads_there else one
        for one, leads_there in zip(paragraphs, leads, strict=True)
    ]
    return cell | {"source": "\n\n".join(filter(None, mended)).splitlines(keepends=True)}


def with_words_on_top(notebook: Notebook, words: str) -> Notebook:
    """Return a notebook with one more Markdown cell, before all others."""
    taken = {cell.get("id") for cell in notebook["cells"]}
    name = next(one for n in range(len(taken) + 1) if (one := f"assignment-{n}") not in taken)
    cell = {"cell_type": "markdown"} | ({"id": name} if taken - {None} else {})
    top = cell | {"metadata": {}, "source": words.splitlines(keepends=True)}
    return notebook | {"cells": [top, *notebook["cells"]]}


def tags_of(cell: Cell) -> set[str]:
    """Return the tags of a cell."""
    return set(cell["metadata"].get("tags", ()))


def source_of(cell: Cell) -> str:
    """Return what stands in a cell."""
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def shows(notebook: Notebook, panel: str) -> bool:
    """Say whether a notebook shows a panel."""
    shown = re.compile(rf"^ask\.panel\([\"']{re.escape(panel)}[\"']\)", re.MULTILINE)
    return any(shown.search(source_of(cell)) for cell in notebook["cells"])
