"""Write a date, on paper."""

from __future__ import annotations

from helpers.exercises.kinds.date import Date
from helpers.paper.line import OneLine


class DateOnPaper(OneLine[Date]):
    """A line for a day."""

    def wants(self, exercise: Date) -> str:
        """A date."""
        return "a date: 2019-03-31"


ON_PAPER = DateOnPaper()
