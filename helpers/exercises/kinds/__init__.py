"""The kinds of exercise, one a module. A kind is known by its module being here.

What its form looks like stands in student/form/kinds/, in a file of the same name.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Any

from helpers.exercises.exercise import Exercise


@cache
def kinds() -> dict[str, type[Exercise[Any]]]:
    """The kinds by their names in exercises.yaml, in the order of `modules`.

    Raises TypeError where a module does not define one whole kind, or two have one name.
    """
    found: dict[str, type[Exercise[Any]]] = {}
    for module in modules():
        kind = kind_in(module)
        if kind.kind in found:
            other = found[kind.kind].__module__
            raise TypeError(f"two kinds are called “{kind.kind}”: {other} and {kind.__module__}")
        found[kind.kind] = kind
    return found


def modules() -> list[str]:
    """The names of the modules that define a kind, in the order of the alphabet."""
    return sorted(one.name for one in pkgutil.iter_modules(__path__))


def kind_in(module: str) -> type[Exercise[Any]]:
    """The kind that a module defines; TypeError where that is not one whole class."""
    loaded = import_module(f"{__name__}.{module}")
    found = [
        one
        for one in vars(loaded).values()
        if isinstance(one, type) and issubclass(one, Exercise) and one.__module__ == loaded.__name__
    ]
    if len(found) != 1:
        raise TypeError(f"{loaded.__name__} defines {len(found)} kinds of exercise, and not one")
    kind = found[0]
    lacks = sorted(getattr(kind, "__abstractmethods__", ()))
    lacks += [] if isinstance(getattr(kind, "kind", None), str) else ["kind"]
    if lacks:
        raise TypeError(f"{loaded.__name__}: {kind.__name__} does not define {', '.join(lacks)}")
    return kind
