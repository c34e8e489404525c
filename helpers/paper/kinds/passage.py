"""Mark a passage in the article, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from helpers.exercises.key import UNSAID, ValuesKey
from helpers.exercises.kinds.passage import MarkPassage
from helpers.paper.kind import NOT_SAID, OnPaper
from helpers.paper.lines import Lines


class PassageOnPaper(OnPaper[MarkPassage]):
    """Words are underlined in the article; their line, the first and the last of them written."""

    form = "passages"

    def shown(self, exercise: MarkPassage) -> dict[str, Any]:
        """One passage."""
        return {"rows": range(1)}

    def wants(self, exercise: MarkPassage) -> str:
        """The line, and the first and last words."""
        return "line: first word .. last word"

    def read(self, exercise: MarkPassage, typed: str, lines: Lines) -> dict[str, Any]:
        """The passage that begins and ends so."""
        return lines.read(exercise.parts, typed)

    def typed(self, exercise: MarkPassage, answer: dict[str, Any], lines: Lines) -> str:
        """The line, and the first and last words."""
        return lines.typed_answer(exercise.parts, answer)

    def labels(self, exercise: MarkPassage, key: ValuesKey, lines: Lines) -> Iterator[str]:
        """The passages as they are typed."""
        for reply in (*key.answers, *key.misconceptions):
            is_unsaid = reply.value == UNSAID
            yield NOT_SAID if is_unsaid else lines.typed(exercise.parts, reply.value)
        yield ""


ON_PAPER = PassageOnPaper()
