"""Write a word or a few."""

from __future__ import annotations

from typing import Any

from helpers.common.errors import ReadingError
from helpers.common.text import in_quotes
from helpers.exercises.answers import on_one_line, shown
from helpers.exercises.fields import declared, text, with_fields, yes_or_no
from helpers.exercises.key import UNSAID, ValuesKey
from helpers.exercises.result import Result
from helpers.exercises.single_value import SingleValue
from helpers.exercises.spelling import likeness, plain_words

LONGEST = 200  # characters


@with_fields
class ShortText(SingleValue):
    """A short text is typed; the key has the spellings that it may have."""

    kind = "text"

    not_said: bool = declared(yes_or_no, default=False)

    def from_key(self, value: Any) -> tuple[str, ...]:
        """The spellings of a short text."""
        listed = value if isinstance(value, list) else [value]
        if not listed:
            raise ReadingError("it has no spelling", "write a text, or a list of spellings")
        return tuple(text(one) for one in listed)

    def as_given(self, value: Any) -> str:
        """The first spelling."""
        return str(value[0])

    def read_value(self, answer: Any) -> str:
        """What was typed."""
        return on_one_line(answer, LONGEST)

    def as_in_key(self, found: str) -> dict[str, Any]:
        """What was typed, as one spelling."""
        return {"value": found}

    def score_value(self, key: ValuesKey, found: str) -> Result:
        """Score a short text. What is nearly a spelling of the key counts, and is told so."""
        plain = plain_words(found)
        spelt = {
            plain_words(one): (one, reply)
            for reply in (*key.misconceptions, *key.answers)
            if reply.value != UNSAID
            for one in reply.value
        }
        if plain in spelt:
            reply = spelt[plain][1]
            return self.result(key, reply.marks, [reply.message], [reply])
        near = max(spelt, key=lambda one: likeness(plain, one), default="")
        if likeness(plain, near):
            word, reply = spelt[near]
            line = f"We read {in_quotes(shown(found))} as “{word}”. Mind the spelling."
            return self.result(key, reply.marks, [line, reply.message], [reply])
        return self.result(key, 0, [key.otherwise])
