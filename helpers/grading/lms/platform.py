"""What a learning platform is to grading, and where the platforms are found.

Every other module of this package but `exported_csv` is one platform, by being there: how its
downloads name files, its options on the command line, and the export of its gradebook. Nothing
outside its module names it.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from attrs import define, frozen

from helpers.grading.lms.exported_csv import ExportedTable, as_number
from helpers.grading.option import Option
from helpers.grading.totals import shown

PAGE = "feedback.html"  # what a feedback page is called in the folder of its student
SHARED = {"platform", "exported_csv"}  # modules of this package that are no platform


@frozen
class Owner:
    """Whose a file is, by its path.

    `student` is what the platform knows them by, and `name` what the teacher reads. `place` is
    the part of the path that says so, from 0. Of several files of a student the one with the
    highest `number` counts, where the platform numbers them. `problem` is a sentence where the
    file may not be read; `is_draft` says that it was never handed in.
    """

    student: str
    name: str
    place: int = 0
    late: bool = False
    number: int = 0
    problem: str = ""
    is_draft: bool = False
    is_nameless: bool = False


class Platform(ABC):
    """A learning platform; each is the `PLATFORM` of a module of its own.

    `title` is what teachers call it; `options` are its own on the command line, none where it has
    no export that could be filled in. `upload` says where a ZIP of feedback pages goes.
    """

    title: str
    options: tuple[Option, ...]
    upload: str

    @property
    def kind(self) -> str:
        """The name of its module, which files in the result are named after."""
        return type(self).__module__.rpartition(".")[2]

    @abstractmethod
    def owner(self, parts: tuple[str, ...]) -> Owner | None:
        """Whose a file is; None where its path is none that this platform writes.

        `parts` are its folders and its name, below the folders that all files have in common.
        """

    @abstractmethod
    def students_at(self, folders: tuple[str, ...]) -> int | None:
        """How many of the folders that all files lie in stand above those of students.

        It matters where all files are by one student; None where no folder is of this platform.
        """

    @abstractmethod
    def export(self, options: Mapping[str, Path | str], titles: Iterable[str]) -> Export | None:
        """The export that the teacher named in `options`, by their names; None without one.

        `titles` are what the assignment may be called. Raises KitError where the file is no such
        export.
        """

    @abstractmethod
    def returned(self, name: str, number: str, file: str) -> str | None:
        """What a feedback page is called in a ZIP that is uploaded to this platform.

        `name` and `number` are the student's, `file` is the path of what was handed in, empty where
        nothing was. None where the platform could not tell whose it is.
        """

    def download_of(self, name: str) -> str | None:
        """The download that a ZIP of this name is one of several parts of; None for others."""
        return None

    def is_same(self, listed: str, name: str) -> bool:
        """Whether the export and a file's path mean one student by these two names."""
        return True


@define
class Export:
    """A teacher's export of a gradebook, which is filled in; all else in it stays as it is.

    `rows` maps what the platform knows a student by to a row, and `names` to their name; `points`
    is what the assignment is worth, by student, where the export says so. `grade` and `feedback`
    are columns; without the latter there is no place for feedback.
    """

    platform: Platform
    path: Path
    table: ExportedTable
    rows: dict[str, int]
    names: dict[str, str]
    grade: int
    feedback: int | None
    points: dict[str, float]

    @property
    def kind(self) -> str:
        """The kind of its platform."""
        return self.platform.kind

    def fill(
        self, student: str, total: Fraction | int, out_of: Fraction | int, feedback: str
    ) -> None:
        """Write a final total, in the points of the assignment, and feedback where it has a place.

        A cell that says the same already is left as it is.
        """
        row = self.rows[student]
        there = self.table.cell(row, self.grade).strip()
        if re.fullmatch(r"[^\W\d_][\w/ ]*", there):  # EX, N/A: the teacher's word stands
            return
        points = self.points.get(student, 0)
        grade = round(float(total / out_of * points), 2) if points and out_of else shown(total)
        if as_number(there) != grade:
            self.table.put(row, self.grade, f"{grade:.2f}".rstrip("0").rstrip("."))
        if self.feedback is not None and self.table.cell(row, self.feedback) != feedback:
            self.table.put(row, self.feedback, feedback)

    def scaled(self, out_of: Fraction | int) -> float | None:
        """What the assignment is worth on the platform, where that is not `out_of`."""
        found = next(iter(self.points.values()), None)
        return found if found and found != out_of else None


@cache
def platforms() -> tuple[Platform, ...]:
    """Every platform, by the names of their modules. Raises TypeError where one lacks a part."""
    package = __name__.rpartition(".")[0]
    names = sorted(one.name for one in iter_modules(import_module(package).__path__))
    return tuple(
        platform_of(import_module(f"{package}.{name}")) for name in names if name not in SHARED
    )


def platform_of(module: ModuleType) -> Platform:
    """The platform of a module; TypeError where it lacks a part, so that none is half there."""
    found = getattr(module, "PLATFORM", None)
    if not isinstance(found, Platform):
        raise TypeError(f"{module.__name__} has no PLATFORM.")
    if lacks := [name for name in Platform.__annotations__ if not hasattr(found, name)]:
        raise TypeError(f"{module.__name__}: its PLATFORM has no {' and no '.join(lacks)}.")
    return found


def owner_of(parts: tuple[str, ...]) -> tuple[str, Owner] | None:
    """The platform's kind and the owner that a path tells; None where it is no platform's.

    Platforms write whose a file is before its own name, in which a student may write anything:
    so what stands nearest to the front is believed.
    """
    found: Iterator[tuple[str, Owner]] = (
        (one.kind, owner) for one in platforms() if (owner := one.owner(parts))
    )
    return min(found, key=lambda one: (one[1].place, len(one[1].name)), default=None)


def students_at(folders: tuple[str, ...]) -> int | None:
    """How many of the folders that all files lie in stand above those of students, if any does."""
    found = (one.students_at(folders) for one in platforms())
    return min((place for place in found if place is not None), default=None)


def download_of(name: str) -> str | None:
    """The download that a ZIP of this name is one of several parts of; None for others."""
    found = (one.download_of(name) for one in platforms())
    return next(filter(None, found), None)
