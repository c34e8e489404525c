"""What a line of code gives: not on paper."""

from __future__ import annotations

from helpers.exercises.kinds.code import Code
from helpers.paper.line import OneLine


class CodeOnPaper(OneLine[Code]):
    """Left out, and named as such: its question is how to let a computer find the answer."""

    def can_be_asked(self) -> bool:
        """It cannot."""
        return False

    def wants(self, exercise: Code) -> str:
        """Nothing is typed."""
        return ""


ON_PAPER = CodeOnPaper()
