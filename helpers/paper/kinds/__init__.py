"""The kinds of exercise on paper: for each module of exercises/kinds/ one of the same name."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from helpers.exercises.exercise import Exercise
from helpers.exercises.kinds import kind_in, modules
from helpers.paper.kind import OnPaper


@cache
def kinds_on_paper() -> dict[str, OnPaper[Any]]:
    """How each kind stands on paper, by its name in exercises.yaml.

    Raises TypeError where a kind has no module here, or one without an ON_PAPER.
    """
    return {kind_in(module).kind: on_paper_in(module) for module in modules()}


def on_paper_in(module: str) -> OnPaper[Any]:
    """What the module of a kind says of it on paper; TypeError where it says nothing."""
    name = f"{__name__}.{module}"
    try:
        loaded = import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise TypeError(f"{name} is not there: how does that kind stand on paper?") from None
    found = getattr(loaded, "ON_PAPER", None)
    if not isinstance(found, OnPaper):
        raise TypeError(f"{name} has no ON_PAPER.")
    return found


def on_paper(exercise: Exercise[Any]) -> OnPaper[Any]:
    """How an exercise stands on paper."""
    return kinds_on_paper()[exercise.kind]
