"""Choosing what a class gets of a lesson, by notebooks or by exercises."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Sequence
from pathlib import PurePath

from attrs import frozen

from helpers.exercises.exercise import FILE, Exercise


@frozen
class Choice:
    """What is handed out: notebooks by their numbers, and exercises, both in the lesson's order."""

    notebooks: tuple[str, ...]
    exercises: tuple[Exercise, ...]
    is_all: bool  # nothing is left out
    minutes: int = 0  # of a lesson that is one notebook

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the exercises."""
        return tuple(one.id for one in self.exercises)

    def places(self, notebook: str) -> set[str]:
        """The places in which a notebook still asks."""
        return {one.place for one in self.exercises if one.notebook == notebook}


def number_of(notebook: str) -> str:
    """The number of a notebook, such as 00, from it, from its name or from its path."""
    start = PurePath(notebook).stem.partition("_")[0]
    return start and start.zfill(2)


def choose(
    there: Sequence[str],
    exercises: Sequence[Exercise],
    notebooks: Iterable[str] | None,
    wanted: Iterable[str] | None,
    without: Iterable[str],
) -> tuple[Choice, list[str]]:
    """What is chosen of the notebooks and exercises, and the mistakes in the choice.

    `there` are all notebooks by number. Without a choice of notebooks a choice of exercises takes
    those that ask them, and the first, in which the article is read.
    """
    names = None if notebooks is None else [number_of(one) for one in notebooks]
    wanted, without = None if wanted is None else [*wanted], [*without]
    mistakes = [
        f"There is no notebook “{one}”. The notebooks are: {', '.join(there)}."
        for one in names or ()
        if one not in there
    ]
    mistakes += no_exercises([*(wanted or ()), *without], exercises)
    if names == [] or wanted == []:
        mistakes.append("The choice is empty. Name a notebook or an exercise, or leave it out.")
    asking = {one.notebook for one in exercises if one.id in (wanted or ())}
    chosen = names if names is not None else {*there[:1], *asking} if wanted else there
    mistakes += elsewhere(wanted or (), exercises, chosen) if names else []
    kept = [
        one
        for one in exercises
        if one.notebook in chosen and (wanted is None or one.id in wanted) and one.id not in without
    ]
    if exercises and not kept and not mistakes:
        mistakes.append("No exercise is left. Leave out fewer of them, or add a notebook.")
    is_all = set(chosen) >= set(there) and len(kept) == len(exercises)
    return Choice(tuple(one for one in there if one in chosen), tuple(kept), is_all), mistakes


def no_exercises(names: Iterable[str], exercises: Sequence[Exercise]) -> list[str]:
    """A sentence on each exercise that is not there."""
    ids = [one.id for one in exercises]
    sentences = []
    for name in dict.fromkeys(names):
        near = difflib.get_close_matches(name, ids, 1)
        hint = f"Did you mean “{near[0]}”?" if near else f"The ids stand in {FILE}."
        sentences += [] if name in ids else [f"There is no exercise “{name}”. {hint}"]
    return sentences


def elsewhere(
    wanted: Collection[str], exercises: Iterable[Exercise], chosen: Collection[str]
) -> list[str]:
    """A sentence on each wanted exercise that no chosen notebook asks."""
    return [
        f"The exercise “{one.id}” is in notebook {one.notebook}, which is not chosen. Add the "
        "notebook, or leave out the exercise."
        for one in exercises
        if one.id in wanted and one.notebook not in chosen
    ]
