"""Scoring: exercise, key and answer in; marks, a message for that very answer, and evidence out."""

from __future__ import annotations

from typing import Any

import attrs

from helpers.exercises.answers import AnswerError
from helpers.exercises.exercise import Exercise
from helpers.exercises.key import Key
from helpers.exercises.result import MISSING, UNREADABLE, Result


def score(exercise: Exercise, key: Key, answer: Any) -> Result:
    """The result of an answer. Whatever the answer is, nothing is raised."""
    counts = not exercise.extra
    try:
        if exercise.is_blank(answer):
            return Result(MISSING, None, exercise.marks, exercise.blank, counts=counts)
        return attrs.evolve(exercise.score(key, answer), answer=answer, counts=counts)
    except AnswerError as error:
        said = f"{error.found} {error.remedy}"
    except Exception:  # what a student's code gives may raise anything when it is looked at
        said = "Your answer cannot be read. Answer again, or reload the page."
    return Result(UNREADABLE, None, exercise.marks, said, answer=answer, counts=counts)
