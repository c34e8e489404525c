"""Answers as a class gave them: part by part where each can be accepted, and how often each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from attrs import define, field

from helpers.common.errors import ReadingError
from helpers.exercises.exercise import Exercise
from helpers.exercises.key import Key
from helpers.exercises.result import COUNTED, MISSING, PARTLY, RIGHT, WRONG, Result
from helpers.exercises.scoring import score

BY_KEY = (RIGHT, PARTLY, WRONG)


@define
class Given:
    """An answer, or a part of one that can be accepted by itself.

    `words` are the answer in words, and `students` how many gave it; `marks` are those that it
    has by the key, of `out_of`. `refused` is why it cannot be accepted, empty where it can.
    """

    words: str
    marks: int
    out_of: int
    is_right: bool
    refused: str
    answer: Any = field(repr=False)
    students: int = 0


def given(exercise: Exercise, key: Key, answers: Iterable[Any]) -> list[Given]:
    """The distinct answers among those of a class, the most frequent first.

    Answers that are missing, cannot be read or are marked by a person are left out. What the key
    would hold as the same is one; capitals make no difference.
    """
    seen: dict[str, list[str]] = {}  # by the whole answer: what it is made of
    found: dict[str, Given] = {}
    for answer in answers:
        text = json.dumps(answer, sort_keys=True)
        if text not in seen:
            seen[text] = []
            if score(exercise, key, answer).state in BY_KEY:
                for part in exercise.parts_given(answer):
                    one, same = looked_up(exercise, key, part)
                    found.setdefault(same, one)
                    seen[text].append(same)
        for same in dict.fromkeys(seen[text]):
            found[same].students += 1
    return sorted(found.values(), key=lambda one: (-one.students, one.words))


def looked_up(exercise: Exercise, key: Key, part: Any) -> tuple[Given, str]:
    """A part of an answer, and what is the same for the same part."""
    result = score(exercise, key, part)
    refused, same = "", part
    try:
        same = exercise.to_accept(key, part)
    except ReadingError as error:
        refused = f"It cannot be accepted: {error.found.rstrip('.')}."
    right = is_right(exercise, result)
    one = Given(
        exercise.part_in_words(part),
        result.marks or 0,
        1 if exercise.in_parts else exercise.marks,
        right,
        "It is right already." if right else refused,
        part,
    )
    return one, json.dumps(same, sort_keys=True, ensure_ascii=False).casefold()


def is_right(exercise: Exercise, result: Result) -> bool:
    """Whether an answer, or a part of one, is right; of a part what is missing else counts not."""
    if not exercise.in_parts:
        return result.state == RIGHT
    states = [one.state for one in result.parts if one.state != MISSING]
    return bool(states) and all(one in (RIGHT, COUNTED) for one in states)
