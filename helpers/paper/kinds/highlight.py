"""Mark several passages in the article, on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from helpers.exercises.kinds.highlight import Highlight, HighlightKey
from helpers.paper.kind import OnPaper
from helpers.paper.lines import Lines

ROWS = 5  # lines to write passages on: as many for every key, so that they tell nothing
PARTED = re.compile(r"\s*[;|\n]\s*")


class HighlightOnPaper(OnPaper[Highlight]):
    """Words are underlined in the article; of each passage its line and first and last words."""

    form = "passages"

    def shown(self, exercise: Highlight) -> dict[str, Any]:
        """Several passages."""
        return {"rows": range(ROWS)}

    def wants(self, exercise: Highlight) -> str:
        """Of each the line, and the first and last words."""
        return "line: first word .. last word; the next likewise"

    def read(self, exercise: Highlight, typed: str, lines: Lines) -> list[dict[str, Any]]:
        """The passages that begin and end so."""
        return [lines.read(exercise.parts, one) for one in PARTED.split(typed) if one]

    def typed(self, exercise: Highlight, answer: Sequence[dict[str, Any]], lines: Lines) -> str:
        """Of each the line, and the first and last words."""
        return "; ".join(lines.typed_answer(exercise.parts, one) for one in answer)

    def labels(self, exercise: Highlight, key: HighlightKey, lines: Lines) -> Iterator[str]:
        """All that are to be found, and then each; nothing for any other words."""
        yield "; ".join(lines.typed(exercise.parts, reply.value) for reply in key.needed)
        for reply in (*key.answers, *key.misconceptions):
            yield lines.typed(exercise.parts, reply.value)
        yield ""


ON_PAPER = HighlightOnPaper()
