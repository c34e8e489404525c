"""A lesson of so many minutes: which exercises it has, by the lesson's own plan or by a rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from helpers.common.errors import KitError
from helpers.exercises.asked import Asked
from helpers.exercises.exercise import FILE, Exercise
from helpers.exercises.key import Key
from helpers.lesson.metadata import PLANS

# How many minutes of exercises go into a lesson; the rest is for reading, and talking.
AIM = {20: 12, 45: 25, 90: 55}
LEAST = 0.8  # of them a plan has
# The notebooks that take a step each: read, who, where, when, who says so and how they know. The
# report rests on all the others, and has no part in so short a lesson.
STEPS = ("00", "01", "02", "03", "04")
# What a question, or the reply to an answer, may speak of that one notebook does not have.
ELSEWHERE = re.compile(r"\b(notebooks?|sections?|tables?|maps?|charts?|ledger)\b", re.IGNORECASE)


def plan(
    about: Mapping[str, Any], asked: Asked, minutes: int, without: Collection[str] = ()
) -> tuple[str, ...]:
    """The ids of the exercises for a lesson of 20, 45 or 90 minutes, in the lesson's order.

    `about` are the facts of the lesson, `asked` what it asks. Those of its plan are taken, or else
    those that `chosen` takes; in both cases but those to leave out. Raises KitError for other
    minutes, and where no exercise is left.
    """
    if minutes not in AIM:
        *some, last = PLANS
        raise KitError(f"A short lesson has {', '.join(some)} or {last} minutes, not {minutes}.")
    planned = about.get("plans", {}).get(str(minutes))
    there = [one for one in asked.exercises if one.id not in without]
    wanted = chosen(there, asked.keys, AIM[minutes]) if planned is None else planned
    found = tuple(one.id for one in there if one.id in wanted)
    if not found:
        raise KitError(
            f"No exercise is left for a lesson of {minutes} minutes. Leave out fewer of them, or "
            f"add some to {FILE} that take no code."
        )
    return found


def chosen(exercises: Iterable[Exercise], keys: Mapping[str, Key], minutes: int) -> list[str]:
    """The ids of exercises for so many minutes, chosen by a rule for a lesson without a plan.

    One after the other that still fits: first one whose objective none has yet, then one of the
    step that has the fewest minutes so far, then the one that comes first in the lesson.
    """
    left = [one for one in exercises if not any(unfit(one, keys.get(one.id)))]
    taken: list[Exercise] = []
    while left := [one for one in left if one.minutes <= minutes - total(taken)]:
        objectives = {one.objective for one in taken}
        used = Counter[str]()
        for one in taken:
            used[one.notebook] += one.minutes
        best = min(left, key=lambda one: (one.objective in objectives, used[one.notebook]))
        taken.append(best)
        left.remove(best)
    return [one.id for one in taken]


def total(exercises: Iterable[Exercise]) -> int:
    """The minutes of exercises."""
    return sum(one.minutes for one in exercises)


def unfit(exercise: Exercise, key: Key | None) -> Iterator[str]:
    """Yield why an exercise has no place in a short lesson."""
    if exercise.from_code:
        yield "asks for code"
    if exercise.extra:
        yield "is for the quick, and counts in no total"
    if exercise.notebook not in STEPS:
        yield f"is of notebook {exercise.notebook}, which has no part in it"
    texts = [exercise.title, exercise.question, *exercise.question_lines()]
    texts += [line.message for line in exercise.key_lines(key)] if key else []
    if found := ELSEWHERE.search(" ".join(texts)):
        yield f"speaks of a “{found.group()}”, which is not there"


def mistakes(plans: Mapping[str, Sequence[str]], asked: Asked) -> Iterator[str]:
    """Yield what is wrong with the plans of a lesson, a clause each."""
    by_id = {one.id: one for one in asked.exercises}
    for minutes, ids in plans.items():
        where = f"the plan for {minutes} minutes"
        for name in dict.fromkeys(ids):
            if name not in by_id:
                yield f"{where} names “{name}”, which is no exercise in {FILE}"
            elif why := next(unfit(by_id[name], asked.keys.get(name)), ""):
                yield f"in {where} “{name}” {why}"
        aim = AIM[int(minutes)]
        found = total(by_id[name] for name in {*ids} & by_id.keys())
        least = round(aim * LEAST)
        if not least <= found <= aim:
            yield f"the exercises of {where} take {found} minutes together, not {least} to {aim}"
