"""An answer in the words that the student saw."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpers.exercises import answers
from helpers.exercises.exercise import NOT_SAID, Exercise
from helpers.exercises.key import UNSAID
from helpers.lesson.article import Passage

LONGEST = 2_000  # characters of an answer that is not a written one


def answer_lines(exercise: Exercise, answer: Any) -> list[tuple[str, str]]:
    """An answer line by line: (words, choice). The answer may be anything at all."""
    if answer == answers.UNSAID:
        return [(NOT_SAID, "")]
    if exercise.kind == "match" and isinstance(answer, Mapping):
        return [
            (text, exercise.choices.get(str(answer.get(row)), "–"))
            for row, text in exercise.rows.items()
        ]
    if exercise.kind == "passage" and isinstance(answer, Mapping):
        return [(in_words(answer.get("quote", "")), "")]
    names = {**exercise.options, **exercise.items}
    listed = answer if isinstance(answer, list) else [answer]
    return [
        (
            names.get(one) or in_words(one, exercise.kind)
            if isinstance(one, str)
            else in_words(one),
            "",
        )
        for one in listed[:100]
    ]


def is_table(exercise: Exercise, answer: Any) -> bool:
    """Say whether the lines of an answer are rows of a table, each with its choice."""
    return exercise.kind == "match" and isinstance(answer, Mapping)


def in_words(value: Any, kind: str = "") -> str:
    """A value as text; nobody knows what it is, or how deep it goes."""
    try:
        words = str(value)
    except RecursionError:
        words = "…"
    return words if kind == "written" or len(words) <= LONGEST else f"{words[:LONGEST]} …"


def key_value_in_words(exercise: Exercise, value: Any) -> str:
    """An answer of the key as a teacher reads it."""
    if value == UNSAID:
        return NOT_SAID
    if isinstance(value, Passage):
        return value.in_words
    if isinstance(value, tuple):
        return " / ".join(exercise.items.get(one, one) for one in value)
    return f"{value:g}" if isinstance(value, float) else str(value)
