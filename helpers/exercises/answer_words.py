"""An answer in the words that the student saw."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpers.exercises.answers import UNSAID
from helpers.exercises.exercise import Exercise
from helpers.exercises.fields import NOT_SAID


def answer_lines(exercise: Exercise, answer: Any) -> list[tuple[str, str]]:
    """An answer line by line: (words, choice). The answer may be anything at all."""
    return [(NOT_SAID, "")] if answer == UNSAID else exercise.answer_lines(answer)


def is_table(exercise: Exercise, answer: Any) -> bool:
    """Say whether the lines of an answer are rows of a table, each with its choice."""
    return bool(exercise.rows) and isinstance(answer, Mapping)
