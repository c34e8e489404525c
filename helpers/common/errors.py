"""What is wrong with a lesson, said so that a teacher can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from helpers.common.text import plural


class Problem(NamedTuple):
    """One thing to mend in a lesson's file.

    `line` counts from 1: rows as a spreadsheet shows them, or lines of a YAML file. `nearest` is
    the text or id most like what was found.
    """

    file: str
    found: str
    remedy: str
    line: int | None = None
    column: str | None = None
    nearest: str | None = None

    def __str__(self) -> str:
        """One paragraph: the place and what was found there, the nearest text, what to do."""
        place = self.file
        if self.line is not None:
            place += f", {'line' if self.file.endswith('.yaml') else 'row'} {self.line}"
        if self.column is not None:
            place += f", column {self.column}"
        lines = [f"{place}: {self.found}"]
        if self.nearest:
            lines.append(f"    nearest text: {self.nearest}")
        lines.append(f"    what to do: {self.remedy}")
        return "\n".join(lines)


class ReadingError(ValueError):
    """Something in a file that cannot be read: what was found, and what to do."""

    def __init__(self, found: str, remedy: str) -> None:
        """Keep both parts of the message."""
        super().__init__(found)
        self.found, self.remedy = found, remedy


class KitError(Exception):
    """Something a reader can mend. In a notebook it shows as sentences, without a traceback."""

    def _render_traceback_(self) -> list[str]:
        # IPython calls this instead of printing the stack.
        return [str(self)]


class LessonError(KitError):
    """The lesson has problems; `problems` holds every one of them."""

    def __init__(self, slug: str, problems: Iterable[Problem]) -> None:
        """Keep the problems, in the order of files and rows."""
        self.problems = tuple(problems)
        head = f"The lesson {slug} has {plural(len(self.problems), 'problem')}:"
        super().__init__("\n".join([head, *map(str, self.problems)]))


class Note(NamedTuple):
    """Something the kit put right by itself, so that nobody is surprised."""

    file: str
    text: str

    def __str__(self) -> str:
        """One line: the file and the note."""
        return f"{self.file}: {self.text}"


class Findings:
    """Where problems and notes are gathered while a lesson is read."""

    def __init__(self) -> None:
        """Begin with nothing found."""
        self.problems: list[Problem] = []
        self.notes: list[Note] = []
        # Rows with a problem, by table: what they quote is still accounted for, so that one
        # mistake is reported once.
        self.rejected: dict[str, list[Any]] = {}
        # Tables that could not be read, or not to the end.
        self.unread: set[str] = set()
