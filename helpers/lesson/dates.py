"""Dates as TIMEX3 values: what a value says, how far it reaches, and how exact it is."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from attrs import frozen

from helpers.common.errors import ReadingError

# TIMEX3 names parts of a day but gives them no hours. These are ours, for drawing only.
PARTS_OF_DAY = {"MO": (0, 12), "MI": (11, 13), "AF": (12, 18), "EV": (18, 24), "NI": (18, 24)}
PARTS_OF_DAY_WORDS = {
    "MO": "morning",
    "MI": "midday",
    "AF": "afternoon",
    "EV": "evening",
    "NI": "night",
}
REFERENCES = {"PAST_REF": "the past", "PRESENT_REF": "now", "FUTURE_REF": "the future"}
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
VALUE = re.compile(
    r"(?P<year>\d{4})"
    r"(-W(?P<week>\d{2})|-(?P<month>\d{2})(-(?P<day>\d{2})"
    r"(T((?P<part>MO|MI|AF|EV|NI)|(?P<hour>\d{2})(:(?P<minute>\d{2})(:[0-5]\d)?)?"
    r"(Z|[+-]\d{2}:\d{2})?))?)?)?"
)


class TimexError(ReadingError):
    """A date that cannot be read."""


@frozen
class Timex:
    """A TIMEX3 value. It reaches from `first` up to, and not including, `last` (local time).

    For PAST_REF, PRESENT_REF and FUTURE_REF both are None.
    """

    value: str
    first: datetime | None
    last: datetime | None
    precision: str

    @property
    def is_day_or_finer(self) -> bool:
        """Say whether the value lies within one day."""
        return self.precision in ("day", "part of day", "hour", "minute")

    def __str__(self) -> str:
        """Return the value as it is written in the tables."""
        return self.value


def read_timex(value: str) -> Timex:
    """Return what `value` says.

    Reads years, months, ISO weeks, days, parts of a day (2020-08-19TMO), clock times and the three
    references of TIMEX3 (TimeML 1.2.1, ISO 24617-1). Raises TimexError for anything else.
    """
    if value in REFERENCES:
        return Timex(value, None, None, "reference")
    match = VALUE.fullmatch(value)
    if not match:
        raise TimexError(
            f"“{value}” is not a date", "write it as 2020-08-18; 2020-08-18TMO is its morning"
        )
    try:
        return reach(value, match)
    except (ValueError, OverflowError):
        raise TimexError(f"there is no day “{value}”", "look the date up in a calendar") from None


def reach(value: str, match: re.Match[str]) -> Timex:
    """Return the Timex of a value that has the right shape; ValueError where no such day is."""
    year, month, week, day, hour, minute = (
        int(match[name]) if match[name] else None
        for name in ("year", "month", "week", "day", "hour", "minute")
    )
    if week is not None:
        first = datetime.fromisocalendar(year, week, 1)
        return Timex(value, first, first + timedelta(weeks=1), "week")
    first = datetime(year, month or 1, day or 1, hour or 0, minute or 0)
    if minute is not None:
        return Timex(value, first, first + timedelta(minutes=1), "minute")
    if hour is not None:
        return Timex(value, first, first + timedelta(hours=1), "hour")
    if match["part"]:
        start, end = (timedelta(hours=hours) for hours in PARTS_OF_DAY[match["part"]])
        return Timex(value, first + start, first + end, "part of day")
    if day is not None:
        return Timex(value, first, first + timedelta(days=1), "day")
    if month is not None:
        return Timex(value, first, datetime(year + month // 12, month % 12 + 1, 1), "month")
    return Timex(value, first, datetime(year + 1, 1, 1), "year")


def undo_spreadsheet(cell: str) -> str:
    """Return the ISO date that a spreadsheet has turned into another format.

    18.08.2020, 18/08/2020, 8/18/2020, 2020/8/18, 18 Aug 2020 and Aug 18, 2020 can mean one day
    only; a clock time behind them stays, but for midnight. Raises TimexError for what can mean two
    days (08/09/2020), or has lost its year.
    """
    if re.fullmatch(r"\d{5}(\.\d+)?", cell):
        day = datetime(1899, 12, 30) + timedelta(days=int(float(cell)))
        raise TimexError(
            f"“{cell}” looks like a spreadsheet's number for a day",
            f"if you mean {day:%Y-%m-%d}, write that, and format the column as text",
        )
    date, clock = re.fullmatch(r"(.*?)(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?", cell).groups()
    turned = undo_date(date)
    if clock is None or set(clock) <= set("0:") or (turned == date and "T" in cell):
        return cell if turned == date and "T" in cell else turned
    return f"{turned}T{clock:0>5}" if clock.count(":") == 1 else f"{turned}T{clock:0>8}"


def undo_date(cell: str) -> str:
    """Return a day in ISO 8601 where its order is plain, or the cell as it is."""
    if match := re.fullmatch(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})", cell):
        year, month, day = map(int, match.groups())
        return iso(cell, year, month, day)
    if match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", cell):
        day, month, year = map(int, match.groups())
        return iso(cell, year, month, day)
    if match := re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", cell):
        first, second, year = map(int, match.groups())
        if first != second and first <= 12 and second <= 12:
            raise TimexError(
                f"“{cell}” can be {year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}",
                "write the one you mean, and format the column as text",
            )
        month, day = (first, second) if second > 12 else (second, first)
        return iso(cell, year, month, day)
    words = re.findall(r"\w+", cell)
    if len(words) == 3 and re.fullmatch(r"[\w., -]+", cell):
        names = [word for word in words if word[:3].lower() in MONTHS and word.isalpha()]
        numbers = [word for word in words if word.isdecimal() and len(word) in (1, 2)]
        years = [word for word in words if re.fullmatch(r"[0-9]{4}", word)]
        if len(names) == len(numbers) == len(years) == 1:
            month = MONTHS.index(names[0][:3].lower()) + 1
            return iso(cell, int(years[0]), month, int(numbers[0]))
    return cell


def iso(cell: str, year: int, month: int, day: int) -> str:
    """Return the day in ISO 8601; TimexError where the calendar has no such day."""
    try:
        return f"{datetime(year, month, day):%Y-%m-%d}"
    except ValueError:
        raise TimexError(
            f"there is no day “{cell}”", "write the date as 2020-08-18 (year, month, day)"
        ) from None


def in_words(timex: Timex | None) -> str:
    """Return the value as a reader would say it: 'Tue 18 Aug 2020', 'Wed 19 Aug 2020, morning'."""
    if timex is None:
        return "no date"
    if timex.first is None:
        return REFERENCES[timex.value]
    if timex.precision in ("year", "month"):
        return f"{timex.first:%Y}" if timex.precision == "year" else f"{timex.first:%B %Y}"
    day = f"{timex.first:%a} {timex.first.day} {timex.first:%b %Y}"
    if timex.precision == "week":
        return f"the week of {day}"
    if timex.precision == "part of day":
        return f"{day}, {PARTS_OF_DAY_WORDS[timex.value[-2:]]}"
    return day if timex.precision == "day" else f"{day}, {timex.first:%H:%M}"
