"""Hand over what a line of code gives."""

from __future__ import annotations

import math
import re
from contextlib import suppress
from typing import Any

import attrs

from helpers.common.errors import ReadingError
from helpers.exercises.answers import AnswerError, shown
from helpers.exercises.fields import text, with_fields
from helpers.exercises.key import Reply, ValuesKey
from helpers.exercises.result import Result
from helpers.exercises.single_value import SingleValue, figure, is_near
from helpers.exercises.spelling import plain_words

LONGEST = 1_000  # characters
MOST = 100  # entries of a list
REMEDIES = {
    "DataFrame": "That is a whole table. Hand over one number or text: one cell, or a sum.",
    "Series": "That is a whole column. Hand over one number or text: one cell, or .sum() of it.",
    "Timedelta": "For a number of days put your line in brackets, and .days behind them.",
    "Timestamp": "That is a moment. Hand over one number or one text.",
    "NoneType": "Put what you worked out in place of None.",
}


@with_fields
class Code(SingleValue):
    """A value that the student worked out in code. The code itself is never looked at, or run."""

    kind = "code"
    blank = "Your line gives nothing yet. Put what you worked out in place of None."
    from_code = True
    may_be_unsaid = True

    def from_key(self, value: Any) -> Any:
        """What the code should give: a number where it can be one, a text or a list."""
        if isinstance(value, list):
            return [self.from_key(one) for one in value]
        try:
            return figure(value)
        except ReadingError:
            return text(value)

    def is_unsaid(self, answer: Any) -> bool:
        """Code cannot give that."""
        return False

    def read_value(self, answer: Any) -> Any:
        """What the code gave: a number, a text, or a list of them.

        Numbers of numpy and pandas become plain ones. Whatever else comes gets a sentence.
        """
        if isinstance(answer, (list, tuple)):
            if len(answer) > MOST:
                found = f"Your list has {len(answer):,} entries."
                raise AnswerError(found, "Hand over a short one.")
            return [plain(one) for one in answer]
        return plain(answer)

    def as_in_key(self, found: Any) -> dict[str, Any]:
        """What the code gave, each number as Python writes it."""
        return {"value": [str(one) for one in found] if isinstance(found, list) else str(found)}

    def score_value(self, key: ValuesKey, found: Any) -> Result:
        """The first reply with the value."""
        return self.score_by(key, lambda reply: is_same(found, reply))


def plain(answer: Any) -> str | int | float:
    """A number or a text that a student's code gave, as plain Python has it."""
    with suppress(Exception):  # few have one, and of many values there is no one item
        answer = answer.item()
    if isinstance(answer, str):
        if len(answer) > LONGEST:
            remedy = "Hand over the one word or number asked for."
            raise AnswerError("The text is too long.", remedy)
        return answer
    if isinstance(answer, bool):
        found = f"Your code gives {answer}, which is yes or no."
        raise AnswerError(found, "Hand over what you counted.")
    if not isinstance(answer, (int, float)):
        name = shown(type(answer).__name__)
        article = "an" if name[:1].lower() in "aeiou" else "a"
        remedy = REMEDIES.get(name, "Hand over one number or one text.")
        raise AnswerError(f"Your code gives {article} {name}.", remedy)
    try:
        number = float(answer)
    except OverflowError:
        raise AnswerError("The number is too large.", "Look at your line again.") from None
    if not math.isfinite(number):
        remedy = "Look for an empty cell, or for a division by zero."
        raise AnswerError(f"Your code gives “{number}”, which is no number.", remedy)
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def is_same(found: Any, reply: Reply) -> bool:
    """Say whether a computed value is the key's; numbers may differ by its tolerance."""
    wanted = reply.value
    if isinstance(found, list) or isinstance(wanted, list):
        return (
            isinstance(found, list)
            and isinstance(wanted, list)
            and len(found) == len(wanted)
            and all(map(is_same, found, (attrs.evolve(reply, value=one) for one in wanted)))
        )
    if isinstance(wanted, str):
        return isinstance(found, str) and plain_words(found) == plain_words(wanted)
    if isinstance(found, str):
        is_number = re.fullmatch(r"\s*[-+]?[0-9]{1,15}(\.[0-9]{1,15})?\s*", found)
        return is_number is not None and is_near(float(found), reply)
    return is_near(found, reply)
