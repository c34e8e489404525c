"""A lesson of so many minutes as one notebook, whole in itself: its words stand in short_lesson.md.

There a block of code is a cell, with its id and its tags on its first line. The id is that of the
kit's own cell where it shows the same. A line that begins with [name], and a cell that is tagged
if-name, are there where that is: a step in which something is asked, a place of the kit's notebooks
from which an exercise comes, a part of the article, a glossary, graded work, or practice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import attrs

from helpers.exercises.asked import Asked
from helpers.exercises.exercise import Exercise
from helpers.exercises.plan import plan
from helpers.lesson.dates import in_words
from helpers.lesson.metadata import stamp
from helpers.packs.before_a_run import FOLDED, with_title
from helpers.packs.contents import as_typed
from helpers.packs.notebooks import ASKS, Cell, Notebook, places_asked, still_asked
from helpers.packs.selection import Choice, no_exercises

TEMPLATE = Path(__file__).with_suffix(".md")
NUMBER = "00"
# Where the one notebook asks what the notebooks of the kit do.
STEPS = {"00": "read", "01": "who", "02": "where", "03": "when", "04": "says"}
BLOCK = re.compile(r"^```python ([\w-]+)((?: [\w-]+)*)\n(.*?)\n```$", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^## ([^\n]+)\n(?:(?!## ).*\n)*?ask\(\"(\w+)\"\)", re.MULTILINE)
GUARDED = re.compile(r"^\[([\w-]+)\] (.*\n)", re.MULTILINE)
GUARD, REFERENCE, HIDDEN = "if-", "reference", "code-hidden"


def choose_minutes(
    about: Mapping[str, Any],
    asked: Asked,
    minutes: int,
    notebooks: Iterable[str] | None,
    wanted: Iterable[str] | None,
    without: Iterable[str],
) -> tuple[Choice, list[str]]:
    """What is chosen for a lesson of so many minutes, as its notebook asks it, and the mistakes.

    Raises KitError where there is no such lesson, or no exercise for it.
    """
    without = [*without]
    mistakes = no_exercises(without, asked.exercises)
    if notebooks is not None or wanted is not None:
        mistakes.append(
            "A lesson of so many minutes has exercises of its own choice, in one notebook. Leave "
            "out either the minutes, or the notebooks and exercises that you name."
        )
    ids = plan(about, asked, minutes, without)
    chosen = [
        attrs.evolve(cast(Any, one), notebook=NUMBER, place=STEPS[one.notebook])
        for one in asked.exercises
        if one.id in ids
    ]
    return Choice((NUMBER,), tuple(chosen), is_all=False, minutes=minutes), mistakes


def short_lesson(
    like: Notebook,
    about: Mapping[str, Any],
    exercises: Sequence[Exercise],
    choice: Choice,
    graded: bool,
    assignment: str,
) -> dict[str, Notebook]:
    """The notebook by the name of its file, as if it had not been run.

    `like` is a notebook of the kit, `about` are the facts of the lesson. `exercises` are all of the
    lesson, and `choice` is what was chosen. `assignment` is what is said of it, as Markdown.
    """
    steps = choice.places(NUMBER)
    there = {*steps, *(one.place for one in exercises if one.id in choice.ids)}
    there |= {"graded" if graded else "practice", *about.get("layout", ())}
    there |= {"glossary"} & about.keys()
    text = GUARDED.sub(lambda one: one[2] * (one[1] in there), TEMPLATE.read_text("utf-8"))
    served = {one.objective for one in choice.exercises}
    objectives = [one["text"] for one in about.get("objectives", ()) if one.get("id") in served]
    fields = {
        "assignment": assignment,
        "headline": as_typed(about["headline"]),
        "publisher": as_typed(about["publisher"]),
        "date": in_words(stamp(about)),
        "objectives": "\n".join(f"- {as_typed(one)}" for one in objectives),
    }
    cells = [one for one in cells_of(text, fields) if guards(one) <= there]
    for before, cell in pairwise(cells):
        if before["cell_type"] == "markdown" and places_asked(cell):
            before["metadata"] = {"tags": [ASKS]}
    name = f"{NUMBER}_a_lesson_of_{choice.minutes}_minutes"
    return {name: like | {"cells": still_asked(cells, steps)}}


@cache
def headings() -> dict[str, str]:
    """The heading of the section in which each step asks."""
    return {step: heading for heading, step in HEADING.findall(TEMPLATE.read_text("utf-8"))}


def cells_of(text: str, fields: Mapping[str, str]) -> Iterator[Cell]:
    """Yield the cells of the template, its fields filled in."""
    # Of a text between blocks the pattern's groups stand behind it: id, tags and code of the next.
    parts = [*BLOCK.split(text), "", "", ""]
    for number, (words, name, tags, code) in enumerate(zip(*[iter(parts)] * 4, strict=False), 1):
        words = re.sub(r"\n{3,}", "\n\n", words.strip().format(**fields))
        if words:
            yield cell("markdown", f"short-words-{number}", words, {})
        if code:
            yield with_title(cell("code", name, code, looks(tags.split())))


def looks(tags: list[str]) -> dict[str, Any]:
    """The metadata of a code cell with these tags."""
    jupyter = {"source_hidden": True} if HIDDEN in tags else {}
    jupyter |= {FOLDED: True} if REFERENCE in tags else {}
    return {name: one for name, one in (("jupyter", jupyter), ("tags", tags)) if one}


def cell(kind: str, name: str, source: str, metadata: dict[str, Any]) -> Cell:
    """A cell of a notebook."""
    made = {"cell_type": kind, "id": name, "metadata": metadata}
    return made | {"source": source.splitlines(keepends=True)}


def guards(cell: Cell) -> set[str]:
    """What has to be there for a cell to be there."""
    tags = cell["metadata"].get("tags", ())
    return {one.removeprefix(GUARD) for one in tags if one.startswith(GUARD)}
