"""The families of questions, one a module. A family is known by its module being here.

A module has FAMILY, which says what is asked and where, and `make`, which asks it of a lesson.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module

from helpers.questions.made import Family, Made
from helpers.questions.reading import Reading

Maker = Callable[[Reading], Iterator[Made]]


@cache
def families() -> dict[Family, Maker]:
    """What makes the questions of each family, in the order of the notebooks and their places."""
    loaded = [import_module(f"{__name__}.{one.name}") for one in pkgutil.iter_modules(__path__)]
    found: dict[Family, Maker] = {one.FAMILY: one.make for one in loaded}
    return dict(sorted(found.items(), key=lambda item: item[0].rank))
