"""Write a number."""

from __future__ import annotations

import re
from typing import Any

from helpers.common.errors import ReadingError
from helpers.common.text import in_quotes
from helpers.exercises.answers import AnswerError, on_one_line, shown
from helpers.exercises.fields import declared, text, with_fields, yes_or_no
from helpers.exercises.key import ValuesKey
from helpers.exercises.result import Result
from helpers.exercises.single_value import SingleValue, figure, is_near

LONGEST = 30  # characters


@with_fields
class Number(SingleValue):
    """A number is typed, in figures; `unit` says of what."""

    kind = "number"

    not_said: bool = declared(yes_or_no, default=False)
    unit: str = declared(text, default="")

    def from_key(self, value: Any) -> float:
        """A number."""
        return figure(value)

    def as_given(self, value: Any) -> str:
        """A number as it is typed."""
        return f"{value:.15g}"

    def read_value(self, answer: Any) -> list[float]:
        """The numbers that what was typed can mean: of 1,234 there are two."""
        words = on_one_line(answer, LONGEST).replace("−", "-")
        match = re.fullmatch(r"([-+]?)([0-9][0-9.,' ]*)[^\W\d_]*%?", words)
        sign, plain = (match[1], match[2].strip(" .,'")) if match else ("", "")
        found = []
        if re.fullmatch(r"[0-9]+([.,][0-9]+)?", plain):
            found.append(float(plain.replace(",", ".")))
        if re.fullmatch(r"[1-9][0-9]{0,2}([,' ][0-9]{3})+(\.[0-9]+)?", plain):
            found.append(float(re.sub("[,' ]", "", plain)))
        if re.fullmatch(r"[1-9][0-9]{0,2}(\.[0-9]{3}){2,}", plain):
            found.append(float(plain.replace(".", "")))
        if not found:
            raise AnswerError(
                f"{in_quotes(shown(words))} is no number in figures.",
                "Write it in figures: 3, and not three.",
            )
        return [-one if sign == "-" else one for one in found]

    def as_in_key(self, found: list[float]) -> dict[str, Any]:
        """The number, where it can mean one only."""
        if len(set(found)) > 1:
            said = " or ".join(f"{one:.15g}" for one in found)
            raise ReadingError(f"it can mean {said}", "write the one that you mean into the key")
        return {"value": f"{found[0]:.15g}"}

    def score_value(self, key: ValuesKey, found: list[float]) -> Result:
        """Score a number; of 1,234 both readings count."""
        return self.score_by(key, lambda reply: any(is_near(one, reply) for one in found))
