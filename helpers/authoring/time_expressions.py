"""Words for time, by language: what a lesson's events have to account for."""

from __future__ import annotations

import re

from attrs import frozen


@frozen
class TimeWords:
    """The time words of a language. `weekdays` begin on Monday; `months` on January.

    A month is a pattern that takes its name and its short forms.
    """

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """A pattern for a weekday, a date, a part of a day or another word of `others`."""
        months = "|".join(self.months)
        return re.compile(
            rf"\b(?:{'|'.join(self.weekdays)})s?\b"
            rf"|\b(?:{months})\.? \d{{1,2}}(?:st|nd|rd|th)?\b|\b\d{{1,2}}\.? (?:{months})\b"
            rf"|\b\d{{4}}-\d{{2}}-\d{{2}}\b"
            rf"|\b(?:{'|'.join(self.others)})\b",
            re.IGNORECASE,
        )

    def weekday(self, text: str) -> int | None:
        """The weekday that `text` names, 0 for Monday; None where it names none or two."""
        named = {
            number
            for number, name in enumerate(self.weekdays)
            if re.search(rf"\b{name}s?\b", text, re.IGNORECASE)
        }
        return named.pop() if len(named) == 1 else None

    def day_of_month(self, text: str) -> tuple[int, int] | None:
        """The month and day, from 1, that `text` names as "Aug 9" or "9 August"; else None."""
        months = "|".join(self.months)
        found = re.search(
            rf"\b(?:(?P<m1>{months})\.? (?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}})\.? (?P<m2>{months}))\b",
            text,
            re.IGNORECASE,
        )
        if not found:
            return None
        name = found["m1"] or found["m2"]
        fits = (re.fullmatch(month, name, re.IGNORECASE) for month in self.months)
        number = next(number for number, fit in enumerate(fits, 1) if fit)
        return number, int(found["d1"] or found["d2"])


TIME_WORDS = {
    "en": TimeWords(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        (
            *("Jan(?:uary)?", "Feb(?:ruary)?", "Mar(?:ch)?", "Apr(?:il)?", "May", "June?"),
            *("July?", "Aug(?:ust)?", "Sept?(?:ember)?", "Oct(?:ober)?", "Nov(?:ember)?"),
            "Dec(?:ember)?",
        ),
        (
            "yesterday|today|tonight|tomorrow|always|midnight|noon|midday|dawn|dusk",
            "mornings?|afternoons?|evenings?|nights?|early hours|weekends?",
            "(?:last|next|this) (?:week|month|year|summer|winter|spring|autumn|fall)",
        ),
    ),
    "de": TimeWords(
        (
            *("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "(?:Samstag|Sonnabend)"),
            "Sonntag",
        ),
        (
            *("Jan(?:uars?)?", "Feb(?:ruars?)?", "März", "Apr(?:ils?)?", "Mais?", "Junis?"),
            *("Julis?", "Aug(?:usts?)?", "Sept?(?:embers?)?", "Okt(?:obers?)?", "Nov(?:embers?)?"),
            "Dez(?:embers?)?",
        ),
        (
            "vorgestern|gestern|heute|morgen|übermorgen|immer|mittags?|mitternachts?",
            "(?:gestrig|heutig|morgig)e[nrms]?",
            "vormittags?|nachmittags?|abends?|nachts?|wochenende[ns]?",
            "(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)"
            "(?:morgen|mittag|vormittag|nachmittag|abend|nacht)",
            "(?:letzte|vergangene|vorige|nächste|kommende|diese)[nrms]? "
            "(?:woche|monat|jahr|sommer|winter|frühjahr|herbst|nacht)s?",
        ),
    ),
}
