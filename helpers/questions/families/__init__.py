"""The families of questions, one a module. A family is known by its module being here.

Each module has `ORDER`, by which families come, and `questions`, which makes them of a reading.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from helpers.questions.made import Made
from helpers.questions.reading import Reading


class Family(Protocol):
    """What a module here has to define."""

    ORDER: int

    def questions(self, reading: Reading) -> Iterable[Made]:
        """The questions of this family that the tables can settle."""


@cache
def families() -> tuple[Family, ...]:
    """The families in their order."""
    names = (one.name for one in pkgutil.iter_modules(__path__))
    found = (cast("Family", import_module(f"{__name__}.{name}")) for name in names)
    return tuple(sorted(found, key=lambda one: one.ORDER))
