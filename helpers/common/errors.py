"""What is wrong with a lesson, said so that a teacher can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import field, frozen


@frozen
class Problem:
    """One thing to mend: where it is, what was found there, and what to do."""

    file: str
    found: str
    remedy: str
    line: int | None = None
    column: str | None = None
    nearest: str | None = None

    def __str__(self) -> str:
        """Return the problem as one paragraph, the place first."""
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
        count = len(self.problems)
        head = f"The lesson {slug} has {count} problem{'s' if count > 1 else ''}:"
        super().__init__("\n".join([head, *map(str, self.problems)]))


@frozen
class Note:
    """Something the kit put right by itself, so that nobody is surprised."""

    file: str
    text: str

    def __str__(self) -> str:
        """Return the note as one line."""
        return f"{self.file}: {self.text}"


@frozen
class Findings:
    """Where problems and notes are gathered while a lesson is read.

    `rejected` keeps, by table, rows with a problem: what they quote is still accounted for, so
    that one mistake is reported once. `unread` names tables that could not be read, or not to
    the end.
    """

    problems: list[Problem] = field(factory=list)
    notes: list[Note] = field(factory=list)
    rejected: dict[str, list[Any]] = field(factory=dict)
    unread: set[str] = field(factory=set)
