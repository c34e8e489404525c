"""Write a number, on paper."""

from __future__ import annotations

from helpers.exercises.kinds.number import Number
from helpers.paper.line import OneLine


class NumberOnPaper(OneLine[Number]):
    """A line for a number, and of what it is."""

    def unit(self, exercise: Number) -> str:
        """Of what it is a number."""
        return exercise.unit

    def wants(self, exercise: Number) -> str:
        """A number."""
        return "a number in figures"


ON_PAPER = NumberOnPaper()
