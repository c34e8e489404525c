"""The answers that a key names, each read for the kind of its exercise."""

from __future__ import annotations

from typing import Any

from helpers.common.errors import ReadingError
from helpers.exercises.exercise import text
from helpers.lesson.dates import read_timex


def date(value: Any) -> str:
    """Return a TIMEX3 value."""
    return read_timex(text(value)).value


def figure(value: Any) -> float:
    """Return a number."""
    try:
        found = float(text(value))
    except ValueError:
        raise ReadingError(f"“{value}” is no number", "write it like 4 or 4.5") from None
    if found != found or found in (float("inf"), float("-inf")):
        raise ReadingError(f"“{value}” is no number", "write it like 4 or 4.5")
    return found


def spellings(value: Any) -> tuple[str, ...]:
    """Return the spellings of a short text."""
    listed = value if isinstance(value, list) else [value]
    if not listed:
        raise ReadingError("it has no spelling", "write a text, or a list of spellings")
    return tuple(text(one) for one in listed)


def computed(value: Any) -> Any:
    """Return what a student's code should give: a number where it can be one, a text or a list."""
    if isinstance(value, list):
        return [computed(one) for one in value]
    try:
        return figure(value)
    except ReadingError:
        return text(value)
