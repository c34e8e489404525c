"""The written answers of a graded class, to talk about: nobody's any more.

An answer in which a name of the class stands is left out. With the name blacked out, the words
around it could still tell whose it is.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from attrs import field, frozen

from helpers.common.errors import KitError
from helpers.exercises.exercise import Exercise
from helpers.grading import gradebook
from helpers.grading.folder import GRADEBOOK, WRITTEN, manifest_of
from helpers.grading.manual.queue import read_written, shown
from helpers.grading.report.disclosure import FEWEST
from helpers.projector.names import BEHIND, Names


@frozen
class Prompts:
    """Answers by exercise; how many are left out for a name; of which too few were handed in."""

    answers: Mapping[str, tuple[str, ...]] = field(factory=dict)
    named: Mapping[str, int] = field(factory=dict)
    too_few: tuple[str, ...] = ()


def read_prompts(
    folder: Path, slug: str, exercises: Iterable[Exercise], familiar: Iterable[str] = ()
) -> Prompts:
    """The written answers of a graded class, none with a name of the class in it.

    `slug` and `exercises` are the lesson's, and `familiar` texts of it, as `Names` takes them. Of
    an exercise that fewer than FEWEST students answered nothing is shown. The order follows from
    what the answers say, and so has nothing to do with names. Raises KitError where the folder is
    of no graded class or of another lesson, or where something in it cannot be read.
    """
    about = manifest_of(folder)
    if about.get("lesson") != slug:
        raise KitError(f"{folder.name} is a class of another lesson, {about.get('lesson')}.")
    known = {one.id: one for one in exercises}
    found = [one for one in read_written(folder / WRITTEN, known) if one.text.strip()]
    of_class = {words for one in found for words in (one.name, one.student)}
    names = Names(of_class | names_in(folder), familiar)
    students: dict[str, set[str]] = {}
    for one in found:
        students.setdefault(one.exercise, set()).add(BEHIND.sub("", one.student))
    texts = {name: set[str]() for name, some in students.items() if len(some) >= FEWEST}
    named = Counter[str]()
    for one in found:
        if one.exercise in texts:
            if names.are_in(one.text):
                named[one.exercise] += 1
            else:
                texts[one.exercise].add(shown(one.text).strip())
    too_few = tuple(name for name in students if name not in texts)
    return Prompts({name: in_order(some) for name, some in texts.items()}, named, too_few)


def names_in(folder: Path) -> set[str]:
    """The names and ids of everybody in a graded class; KitError where they cannot be read."""
    try:
        rows = list(gradebook.read(folder / GRADEBOOK))
        found = {words for id, row in rows for words in (id, gradebook.as_it_was(row["student"]))}
    except (OSError, KeyError, ValueError, csv.Error):
        found = set()
    if not found:
        raise KitError(
            f"{folder.name}/{GRADEBOOK} cannot be read, so it is not known which names must not be "
            "shown. Grade the class again."
        )
    return found


def in_order(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts in an order that nobody would expect, and that is the same every time."""
    return tuple(sorted(texts, key=lambda one: sha256(one.encode()).digest()))
