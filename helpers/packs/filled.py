"""Notebooks with what a lesson says of its article, and with all that it asks.

A cell whose words are the lesson's has them, or goes. Where code shows the paragraphs that the
words above it name, it is tagged `these-paragraphs`, and has their numbers in a list.

An exercise says its notebook, and the place in it. Where no cell of that notebook asks in that
place, one comes to its end: above what closes the notebook or, for the quick, behind it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from helpers.exercises.exercise import Exercise
from helpers.packs.notebooks import (
    ASKS,
    CLOSING,
    Cell,
    Notebook,
    called,
    lines_of,
    places_asked,
    source_of,
    tags_of,
)
from helpers.packs.prompts import PLACES, Prompts
from helpers.packs.selection import number_of
from helpers.packs.short_lesson import cell

SAME = "these-paragraphs"
NUMBERS = re.compile(r'\["\d+"(?:, "\d+")*\]')
NAMED = re.compile(r"¶(\d+)")
ONLY_THERE = "notebook-only"
FURTHER = "## More questions"
QUICK = """### More for the quick

What follows is for you if you have time left. It is not counted in any total."""
CODE = """In the cell under the question put your own line in place of `None`, and run it. \
Keep `lambda:`: it turns most mistakes into a sentence."""


def filled(
    books: Mapping[str, Notebook], prompts: Prompts, exercises: Sequence[Exercise]
) -> dict[str, Notebook]:
    """Notebooks, by the names of their files, with the prompts of a lesson and what it asks."""
    found = {}
    for name, book in books.items():
        number = number_of(name)
        own = [one for one in exercises if one.notebook == number]
        cells = with_prompts(book["cells"], number, prompts.get(number, {}))
        found[name] = book | {"cells": with_further(cells, number, own)}
    return found


def with_prompts(cells: Iterable[Cell], number: str, prompts: Mapping[str, str]) -> list[Cell]:
    """Cells with the prompts of one notebook in their places, and without what has none."""
    texts = {ids[0]: prompts.get(place, "") for place, ids in PLACES.get(number, {}).items()}
    gone = {
        one
        for place, ids in PLACES.get(number, {}).items()
        if not prompts.get(place)
        for one in ids
    }
    found: list[Cell] = []
    named: list[str] = []
    for one in cells:
        name, source = one.get("id", ""), source_of(one)
        if name in gone:
            continue
        if name in texts:
            source = texts[name]
            named = NAMED.findall(source)
        elif SAME in tags_of(one) and named:
            source = NUMBERS.sub(json.dumps(named), source)
        same = source == source_of(one)
        found.append(one if same else one | {"source": source.splitlines(keepends=True)})
    return found


def with_further(cells: list[Cell], number: str, exercises: Iterable[Exercise]) -> list[Cell]:
    """Cells of one notebook, and one more for each place in which none of them asks."""
    there = {place for one in cells for place in places_asked(one)}
    places: dict[str, list[Exercise]] = {}
    for one in exercises:
        if one.place not in there:
            places.setdefault(one.place, []).append(one)
    quick = {at: some for at, some in places.items() if all(one.extra for one in some)}
    counted = {at: some for at, some in places.items() if at not in quick}
    end = end_of_questions(cells)
    further = asking(f"{number}-further", FURTHER, counted)
    return [*cells[:end], *further, *cells[end:], *asking(f"{number}-quick", QUICK, quick)]


def end_of_questions(cells: Sequence[Cell]) -> int:
    """Where what closes a notebook begins: its last panels, and what was seen."""
    ends = [source_of(one).startswith(CLOSING) for one in cells] + [True]
    end = at = ends.index(True)
    while at and (cells[at - 1]["cell_type"] == "markdown" or is_panel(cells[at - 1])):
        at -= 1
        if is_panel(cells[at]):
            end = at - 1 if at and cells[at - 1]["cell_type"] == "markdown" else at
    return end


def is_panel(one: Cell) -> bool:
    """Whether a cell shows a panel, and nothing else."""
    return [(called(line) or ("", ""))[0] for line in lines_of(one)] == ["panel"]


def asking(name: str, heading: str, places: Mapping[str, Collection[Exercise]]) -> Iterator[Cell]:
    """Yield a heading, and a cell for each place; none where there is no place.

    What is all code is for a notebook alone.
    """
    coded = {at: [one for one in some if one.from_code] for at, some in places.items()}
    only_there = {at: [ONLY_THERE] if coded[at] == places[at] else [] for at in places}
    if places:
        tags = [ASKS, *(() if not all(only_there.values()) else (ONLY_THERE,))]
        yield cell("markdown", name, heading, {"tags": tags})
    for number, at in enumerate(places, 1):
        tags = only_there[at]
        if coded[at]:
            yield cell("markdown", f"{name}-{number}-how", CODE, {"tags": [ASKS, ONLY_THERE]})
        yield cell("code", f"{name}-{number}", f'ask("{at}")', {"tags": tags} if tags else {})
        if coded[at]:
            line = f'ask.answer("{at}", lambda: None)'
            yield cell("code", f"{name}-{number}-answer", line, {"tags": [ONLY_THERE]})
