"""Write a word or a few, on paper."""

from __future__ import annotations

from helpers.exercises.kinds.short_text import ShortText
from helpers.paper.line import OneLine


class ShortTextOnPaper(OneLine[ShortText]):
    """A line for words."""

    def wants(self, exercise: ShortText) -> str:
        """The words."""
        return "the words"


ON_PAPER = ShortTextOnPaper()
