"""A single value on a line: a date, a number, a word or a few."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from helpers.exercises.key import UNSAID, ValuesKey
from helpers.exercises.single_value import SingleValue
from helpers.paper.kind import NOT_SAID, OnPaper
from helpers.paper.lines import Lines

AnyValue = TypeVar("AnyValue", bound=SingleValue)


class OneLine(OnPaper[AnyValue]):
    """A line, on which the value is written as it is typed."""

    form = "line"

    def unit(self, exercise: AnyValue) -> str:
        """What stands behind the line."""
        return ""

    def shown(self, exercise: AnyValue) -> dict[str, Any]:
        """What stands behind the line."""
        return {"unit": self.unit(exercise)}

    def read(self, exercise: AnyValue, typed: str, lines: Lines) -> str:
        """The words as they are typed."""
        return typed

    def typed(self, exercise: AnyValue, answer: Any, lines: Lines) -> str:
        """The words."""
        return str(answer)

    def labels(self, exercise: AnyValue, key: ValuesKey, lines: Lines) -> Iterator[str]:
        """Nothing: the words of the key are those on paper."""
        for reply in (*key.answers, *key.misconceptions):
            yield NOT_SAID if reply.value == UNSAID else ""
        yield ""
