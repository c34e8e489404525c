"""Dates as TIMEX3 values (TimeML 1.2.1, ISO 24617-1): how far one reaches, and how exact it is."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import cast

from helpers.common.errors import ReadingError
from helpers.common.record import Record

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


class Timex(Record):
    """A TIMEX3 value. It reaches from `first` up to, and not including, `last` (local time).

    For PAST_REF, PRESENT_REF and FUTURE_REF both are None. `precision` is one of year, month,
    week, day, part of day, hour, minute, reference.
    """

    value: str
    first: datetime | None
    last: datetime | None
    precision: str

    def __init__(
        self, value: str, first: datetime | None, last: datetime | None, precision: str
    ) -> None:
        """Take the parts in this order; `read_timex` works them out."""
        super().__init__(value=value, first=first, last=last, precision=precision)

    @property
    def is_day_or_finer(self) -> bool:
        """Say whether the value lies within one day."""
        return self.precision in ("day", "part of day", "hour", "minute")

    @property
    def reach(self) -> tuple[datetime, datetime]:
        """Its first and last moment; ValueError for a reference such as PAST_REF, without any."""
        if self.precision == "reference":
            raise ValueError(f"{self.value} has no place on a calendar")
        return cast("tuple[datetime, datetime]", (self.first, self.last))

    def __str__(self) -> str:
        """The value as it is written in the tables."""
        return self.value


def read_timex(value: str) -> Timex:
    """Read a TIMEX3 value; TimexError for anything else, and for a day that no calendar has.

    Read are years, months, ISO weeks, days, parts of a day (2020-08-19TMO), clock times, and the
    references PAST_REF, PRESENT_REF and FUTURE_REF.
    """
    if value in REFERENCES:
        return Timex(value, None, None, "reference")
    match = VALUE.fullmatch(value)
    if not match:
        raise TimexError(
            f"“{value}” is not a date", "write it as 2020-08-18; 2020-08-18TMO is its morning"
        )
    try:
        return on_calendar(value, match)
    except (ValueError, OverflowError):
        raise TimexError(f"there is no day “{value}”", "look the date up in a calendar") from None


def on_calendar(value: str, match: re.Match[str]) -> Timex:
    """The Timex of a value that has the right shape; ValueError where no such day is."""

    def number(name: str, otherwise: int) -> int:
        return int(match[name]) if match[name] else otherwise

    year, month = int(match["year"]), number("month", 1)
    if match["week"]:
        first = datetime.fromisocalendar(year, int(match["week"]), 1)
        return Timex(value, first, first + timedelta(weeks=1), "week")
    first = datetime(year, month, number("day", 1), number("hour", 0), number("minute", 0))
    if match["minute"]:
        return Timex(value, first, first + timedelta(minutes=1), "minute")
    if match["hour"]:
        return Timex(value, first, first + timedelta(hours=1), "hour")
    if match["part"]:
        start, end = (timedelta(hours=hours) for hours in PARTS_OF_DAY[match["part"]])
        return Timex(value, first + start, first + end, "part of day")
    if match["day"]:
        return Timex(value, first, first + timedelta(days=1), "day")
    if match["month"]:
        return Timex(value, first, datetime(year + month // 12, month % 12 + 1, 1), "month")
    return Timex(value, first, datetime(year + 1, 1, 1), "year")


def undo_spreadsheet(cell: str) -> str:
    """The ISO date that a spreadsheet has turned into another format.

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
    found = re.search(r"[ T](\d{1,2}:\d{2}(?::\d{2})?)\Z", cell)
    date, clock = (cell[: found.start()], found[1]) if found else (cell, None)
    turned = undo_date(date)
    if clock is None or set(clock) <= set("0:"):
        return cell if turned == date and "T" in cell else turned
    return f"{turned}T{clock:0>5}" if clock.count(":") == 1 else f"{turned}T{clock:0>8}"


def undo_date(cell: str) -> str:
    """A day in ISO 8601 where its order is plain, or else the cell as it is.

    Raises TimexError where the order may be either, or the calendar has no such day.
    """
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
    """A day in ISO 8601; TimexError, naming the cell, where the calendar has no such day."""
    try:
        return f"{datetime(year, month, day).date()}"  # %Y would leave out zeros of the year 476
    except ValueError:
        raise TimexError(
            f"there is no day “{cell}”", "write the date as 2020-08-18 (year, month, day)"
        ) from None


def in_words(timex: Timex | None) -> str:
    """A date as a reader would say it: 'Tue 18 Aug 2020', 'Wed 19 Aug 2020, morning'."""
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
