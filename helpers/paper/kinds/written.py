"""Write an answer of some length, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from helpers.exercises.exercise import LEVELS
from helpers.exercises.key import LevelsKey
from helpers.exercises.kinds.written import Written
from helpers.paper.kind import OnPaper
from helpers.paper.lines import Lines

WORDS_A_LINE = 6  # of handwriting, in one of the two columns of a page
SPARE = 1  # line for what is crossed out


class WrittenOnPaper(OnPaper[Written]):
    """Ruled lines in proportion to the words to aim for, under what answers of each level do."""

    form = "ruled"

    def shown(self, exercise: Written) -> dict[str, Any]:
        """How many lines, how many words, and the levels with their marks."""
        return {
            "lines": range(-(-exercise.words // WORDS_A_LINE) + SPARE),
            "words": exercise.words,
            "levels": [(name, LEVELS[name], text) for name, text in exercise.rubric.items()],
        }

    def wants(self, exercise: Written) -> str:
        """The words: a person marks them."""
        return "the words; they are marked later, without a name"

    def read(self, exercise: Written, typed: str, lines: Lines) -> str:
        """The words."""
        return typed

    def typed(self, exercise: Written, answer: str, lines: Lines) -> str:
        """The words."""
        return answer

    def labels(self, exercise: Written, key: LevelsKey, lines: Lines) -> Iterator[str]:
        """Nothing for the levels, nor for what was found."""
        yield from ("" for _ in key.levels)
        yield ""


ON_PAPER = WrittenOnPaper()
