"""Write a date."""

from __future__ import annotations

import re
from typing import Any

from helpers.common.errors import ReadingError
from helpers.exercises.answers import AnswerError, on_one_line, shown
from helpers.exercises.fields import declared, text, with_fields, yes_or_no
from helpers.exercises.key import UNSAID, Reply, ValuesKey
from helpers.exercises.result import Result
from helpers.exercises.single_value import SingleValue
from helpers.lesson.dates import Timex, read_timex, undo_spreadsheet

LONGEST = 60  # characters
WEEKDAYS = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]? ", re.IGNORECASE)


@with_fields
class Date(SingleValue):
    """A day is typed, however one writes it; the key has TIMEX3 values."""

    kind = "date"

    not_said: bool = declared(yes_or_no, default=False)

    def from_key(self, value: Any) -> str:
        """A TIMEX3 value."""
        return read_timex(text(value)).value

    def read_value(self, answer: Any) -> Timex:
        """A date, however it was written, where it can mean one day only."""
        words = WEEKDAYS.sub("", on_one_line(answer, LONGEST))
        words = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", words)
        try:
            found = read_timex(undo_spreadsheet(words))
        except ReadingError as error:
            how = "Write year, month and day, like 2019-03-31."
            raise AnswerError(f"{shown(error.found[:1].upper() + error.found[1:])}.", how) from None
        if found.first is None:
            raise AnswerError("That is no date.", "Write it like 2019-03-31.")
        return found

    def as_in_key(self, found: Timex) -> dict[str, Any]:
        """The TIMEX3 value."""
        return {"value": found.value}

    def score_value(self, key: ValuesKey, found: Timex) -> Result:
        """Score a date. One that is right but less exact than the article allows is told so."""
        result = self.score_by(key, lambda reply: is_same(found, reply))
        if not result.marks and not result.misconceptions and not found.is_day_or_finer:
            days = [read_timex(one.value) for one in key.answers if one.value != UNSAID]
            if any(holds(found, day) for day in days):
                line = "That holds the day, and the article lets you say more exactly which one."
                return self.result(key, 0, [line])
        return result


def is_same(found: Timex, reply: Reply) -> bool:
    """Say whether a date is the key's, or names the day of a key that is finer than a day."""
    wanted = read_timex(reply.value)
    if (found.first, found.last) == (wanted.first, wanted.last):
        return True
    return found.precision == "day" and holds(found, wanted)


def holds(longer: Timex, shorter: Timex) -> bool:
    """Say whether one stretch of time holds another; of some expressions nobody knows."""
    if shorter.precision == "reference":
        return False
    (first, last), (start, end) = longer.reach, shorter.reach
    return first <= start and end <= last
