"""Words for time, by language: what a lesson's events have to account for."""

from __future__ import annotations

import re

from attrs import frozen


@frozen
class TimeWords:
    """The time words of a language. `weekdays` begin on Monday; `months` on January."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """A pattern for a weekday, a date, a part of a day or another word of `others`."""
        months = "|".join(f"{month}[a-z]*" for month in self.months)
        return re.compile(
            rf"\b(?:{'|'.join(self.weekdays)})\b"
            rf"|\b(?:{months})\.? \d{{1,2}}\b|\b\d{{1,2}} (?:{months})\b"
            rf"|\b\d{{4}}-\d{{2}}-\d{{2}}\b"
            rf"|\b(?:{'|'.join(self.others)})\b",
            re.IGNORECASE,
        )

    def weekday(self, text: str) -> int | None:
        """Return the weekday that `text` names, 0 for Monday; None where it names none or two."""
        named = {
            number
            for number, name in enumerate(self.weekdays)
            if re.search(rf"\b{name}\b", text, re.IGNORECASE)
        }
        return named.pop() if len(named) == 1 else None

    def day_of_month(self, text: str) -> tuple[int, int] | None:
        """Return the month and day that `text` names as "Aug 9" or "9 August"; else None."""
        months = "|".join(f"{month}[a-z]*" for month in self.months)
        found = re.search(
            rf"\b(?:(?P<m1>{months})\.? (?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}}) (?P<m2>{months}))\b",
            text,
            re.IGNORECASE,
        )
        if not found:
            return None
        month = (found["m1"] or found["m2"])[:3].lower()
        numbers = [name.lower() for name in self.months]
        return numbers.index(month) + 1, int(found["d1"] or found["d2"])


TIME_WORDS = {
    "en": TimeWords(
        tuple(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
        tuple(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]),
        (
            "yesterday|today|tonight|tomorrow|always|midnight|noon|midday",
            "mornings?|afternoons?|evenings?|nights?|early hours|weekends?",
            "(?:last|next|this) (?:week|month|year|summer|winter|spring|autumn|fall)",
        ),
    )
}
