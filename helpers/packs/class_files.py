"""The kit's own files as a class gets them: the chosen notebooks, and what there is to know."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath

from helpers.exercises.assignment import Assignment
from helpers.packs.contents import as_bytes
from helpers.packs.notebooks import Notebook, excerpt, shows, with_words_on_top
from helpers.packs.selection import Choice, number_of
from helpers.packs.student_readme import student_readme


def notebooks_in(files: Mapping[str, bytes]) -> list[str]:
    """Return the paths of the notebooks among files, in order."""
    return sorted(one for one in files if one.endswith(".ipynb"))


def books_in(files: Mapping[str, bytes]) -> dict[str, Notebook]:
    """Return the notebooks among files by their names, in order."""
    return {PurePath(path).stem: json.loads(files[path]) for path in notebooks_in(files)}


def class_files(
    kit: Path, files: Mapping[str, bytes], assignment: Assignment, choice: Choice
) -> dict[str, bytes]:
    """Return the kit's files with the chosen notebooks only, and with what the class is to know.

    Raises KitError where the kit's README does not say how to open it.
    """
    books = books_in(files)
    places = {
        stem: choice.places(number_of(stem))
        for stem in books
        if number_of(stem) in choice.notebooks
    }
    books = excerpt(books, places, assignment.graded)
    found = {path: data for path, data in files.items() if not path.endswith(".ipynb")}
    if not books:
        return found
    words = in_words(assignment, choice, books)
    found |= student_readme(kit, books, assignment.graded, words)
    if words:
        first = next(iter(books))
        books[first] = with_words_on_top(books[first], words)
    return found | {f"notebooks/{stem}.ipynb": as_bytes(book) for stem, book in books.items()}


def in_words(assignment: Assignment, choice: Choice, books: Mapping[str, Notebook]) -> str:
    """Return what a student has to know of an assignment, as Markdown; or nothing."""
    title, to, due = assignment.title, assignment.class_name, assignment.due_in_words
    if choice.is_all and not (title or to or due):
        return ""
    lines = [f"For {as_typed(to)}."] if to else []
    lines += [f"Due: {due}."] if due else []
    count = len(choice.exercises)
    held = listed(choice.notebooks).capitalize()
    lines.append(f"{held}, with {count} exercise{'' if count == 1 else 's'}.")
    handing_in = [number_of(stem) for stem, book in books.items() if shows(book, "hand-in")]
    lines += [f"You hand in at the end of {listed(handing_in[-1:])}."] if handing_in else []
    if not choice.is_all:
        lines.append("Where these pages speak of a notebook that you do not have, pass over it.")
    head = f"Your assignment: {as_typed(title)}" if title else "Your assignment"
    return f"**{head}**\n\n{' '.join(lines)}"


def listed(notebooks: Iterable[str]) -> str:
    """Return notebooks in words: notebook 0, notebooks 0, 1 and 3."""
    names = [str(int(one)) for one in notebooks]
    words = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    return f"notebook{'' if len(names) == 1 else 's'} {words}"


def as_typed(words: str) -> str:
    """Return words as Markdown that shows them as they were typed."""
    return re.sub(r"([\\`*_\[\]<>&$#|~])", r"\\\1", words)
