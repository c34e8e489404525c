"""The formats of other tools, one a module. A format is known by its module being here.

A module has ENDING, that of its files, and NAME, what they are called. It has `write`, `read`, or
both; ALSO is another ending under which it is read. `write` gives the bytes of a file of a lesson,
and why a row is not in it, by the row's id. `read` gives what a file holds: the tables of a lesson
where this kit wrote it, else marks in a text; it raises Damaged with everything that is wrong.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from helpers.annotations.marks import Marked
from helpers.annotations.rows import Tables
from helpers.common.errors import KitError

Read = Marked | Tables


class Written(NamedTuple):
    """A file that was made, and why rows are not in it, by their ids."""

    data: bytes
    lost: dict[str, str]


class Damaged(KitError):
    """A file that cannot be read; `wrong` says everything that is wrong with it."""

    def __init__(self, path: Path, wrong: list[str]) -> None:
        """Keep what is wrong, in the order of the file."""
        self.wrong = tuple(wrong)
        super().__init__("\n".join([f"{path.name} cannot be read. Nothing was taken in.", *wrong]))


@cache
def modules() -> tuple[ModuleType, ...]:
    """The modules of all formats, by name."""
    names = sorted(one.name for one in pkgutil.iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}") for name in names)


def written() -> dict[str, ModuleType]:
    """The formats that a lesson can be taken to, by the endings of their files."""
    return {one.ENDING: one for one in modules() if hasattr(one, "write")}


def readable() -> dict[str, ModuleType]:
    """The formats that can be brought in, by the endings of their files."""
    found = {one.ENDING: one for one in modules() if hasattr(one, "read")}
    return found | {one.ALSO: one for one in found.values() if hasattr(one, "ALSO")}
