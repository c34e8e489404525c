"""Handing in: what is done and what is open, and one file that says whose it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from helpers.common.errors import KitError
from helpers.common.file_names import safe_name
from helpers.common.text import one_line
from helpers.exercises.assignment import Assignment
from helpers.student.session import NO_ENTRY, Answering

LONGEST = 80  # characters of a name
LONGEST_IN_FILE = 40  # of them; in UTF-8 a letter may have four bytes, and a file's name 255


def hand_in(answering: Answering, student: Any) -> tuple[Path, str]:
    """Write the file that is handed in; return its path and its text.

    `student` is what was typed: a name or a number. Raises KitError where nothing was, and
    NotSaved where the file cannot be written.
    """
    name = as_typed(student)
    if not name:
        raise KitError("Type your name or your student number first.")
    work = answering.work
    path = work.path.with_name(file_name(work.lesson, name))
    return path, work.hand_in(name, path)


def as_typed(student: Any) -> str:
    """A name or number on one line; nothing where it is no text."""
    return one_line(student, LONGEST) if isinstance(student, str) else ""


def file_name(lesson: str, student: str) -> str:
    """The name of the file that a student hands in.

    The lesson comes first, so that no name is one that a system keeps for itself, and stands apart
    from the name by the only underscore that is not its own.
    """
    return f"{lesson}_{safe_name(student[:LONGEST_IN_FILE].replace('_', ' '))}.json"


def open_in_words(answering: Answering) -> str:
    """How much is done of what counts, and in which of several notebooks some is open.

    Raises NotSaved.
    """
    saved = answering.entries()
    left: dict[str, int] = {}
    counted = [one for one in answering.exercises.values() if not one.extra]
    for exercise in counted:
        entry = saved.get(exercise.id, NO_ENTRY)
        if not entry.checked or exercise.is_blank(entry.answer):
            left[exercise.notebook] = left.get(exercise.notebook, 0) + 1
    done = len(counted) - sum(left.values())
    words = [f"{count} in notebook {int(number)}" for number, count in sorted(left.items())]
    if len({one.notebook for one in counted}) == 1:
        words = [f"{count}" for count in left.values()]
    still = f"Still open: {', '.join(words)}." if words else "Nothing is open."
    return f"Done: {done} of {len(counted)} exercises. {still}"


def assignment_in_words(assignment: Assignment | None) -> str:
    """Title, class and due date of an assignment on one line; nothing without one."""
    return " · ".join(assignment.about) if assignment else ""
