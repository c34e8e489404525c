"""What words for time mean: one rule for each way to say it, by the pattern's groups."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy
from datetime import date, timedelta

from helpers.drafting.language import Language

PAST, FUTURE = "past", "future"


class Said:
    """One match of a rule: its groups, the stamp and the way the verb looks."""

    def __init__(
        self,
        match: re.Match[str],
        words: str,
        language: Language,
        stamp: date,
        tense: str | None,
    ) -> None:
        """Take what was found: the match in small letters, and the words as they stand there."""
        found = {name: words for name, words in match.groupdict().items() if words}
        self.groups = {name.partition("_")[0]: words for name, words in found.items()}
        self.words, self.language = words, language
        self.stamp, self.tense = stamp, tense

    def counted_from(self, day: date) -> Said:
        """The same, counted from another day."""
        other = copy(self)
        other.stamp = day
        return other

    def has(self, name: str) -> bool:
        """Whether a group was found."""
        return name in self.groups

    def value(self, group: str, words: str) -> str:
        """The value of a group's words in a list."""
        found = self.language.value(words, self.groups[group])
        return "" if found is None else found

    def number(self, group: str, words: str) -> int:
        """The same as a number."""
        text = self.groups[group]
        return int(text) if text.isdecimal() else int(self.value(group, words) or 0)

    @property
    def shift(self) -> int:
        """Where “last” (-1), “this” (0) or “next” (1) points."""
        return self.number("shift", "shifts") if self.has("shift") else 0

    @property
    def part(self) -> str:
        """The part of a day behind a day, as TIMEX3 writes it."""
        return f"T{self.value('part', 'parts')}" if self.has("part") else ""

    def kind(self, value: str) -> tuple[str, str]:
        """The value, with its kind: a time where it has one."""
        return ("time" if "T" in value else "date"), value


Rule = Callable[[Said], tuple[str, str] | None]


def weekday(said: Said) -> tuple[str, str] | None:
    """The latest such day, the stamp's own allowed, or the next where the verb looks ahead."""
    name = said.groups["weekday"]
    if name.endswith(".") and name in said.words:  # “so.” is no Sunday; “So.” is
        return None
    wanted = int(said.value("weekday", "weekdays"))
    behind = (said.stamp.weekday() - wanted) % 7
    ahead = (wanted - said.stamp.weekday()) % 7
    if said.has("shift"):
        if said.shift < 0:
            day = said.stamp - timedelta(days=behind or 7)
            if said.groups["shift"].lower().endswith("previous"):
                day -= timedelta(days=7 if behind else 0)  # before the one that is the latest
        elif said.shift > 0:
            day = said.stamp + timedelta(days=ahead or 7)
        else:
            day = said.stamp + (
                timedelta(days=ahead) if said.tense == FUTURE else -timedelta(days=behind)
            )
    elif said.tense == FUTURE:
        day = said.stamp + timedelta(days=ahead)
    else:
        day = said.stamp - timedelta(days=behind)
    return said.kind(f"{day}{said.part}")


def dated(said: Said) -> tuple[str, str] | None:
    """A date: day and month, with the year that is said or the one nearest to the stamp."""
    if said.has("iso"):
        return said.kind(f"{date.fromisoformat(said.groups['iso'])}")
    for name in ("us", "dots"):
        if said.has(name):
            first, second, year = map(int, re.split(r"[/.]", said.groups[name]))
            month, day = (first, second) if name == "us" else (second, first)
            year += (1900 if year > 50 else 2000) if year < 100 else 0
            return said.kind(f"{date(year, month, day)}")
    month = int(said.value("month", "months")) + 1
    if not said.has("day"):
        year = int(said.groups["year"]) if said.has("year") else near_year(said, month, 15)
        return said.kind(f"{year:04}-{month:02}")
    day = int(said.groups["day"])
    year = int(said.groups["year"]) if said.has("year") else near_year(said, month, day)
    return said.kind(f"{date(year, month, day)}{said.part}")


def near_year(said: Said, month: int, day: int) -> int:
    """The year in which a day of a month is nearest to the stamp, on the side the verb looks."""
    years = (said.stamp.year - 1, said.stamp.year, said.stamp.year + 1)

    def distance(year: int) -> int:
        days = (date(year, month, min(day, 28)) - said.stamp).days
        if (said.tense == FUTURE and days < -31) or (said.tense == PAST and days > 120):
            return abs(days) + 400
        return abs(days) + (100 if days > 0 and said.tense != FUTURE else 0)

    return min(years, key=distance)


def month(said: Said) -> tuple[str, str] | None:
    """A month alone; “may” and “march” are verbs, as often as not."""
    if said.words[:1].islower() and said.language.code != "de":
        return None
    number = int(said.value("month", "months")) + 1
    return said.kind(f"{near_year(said, number, 15):04}-{number:02}")


def shifted(said: Said) -> tuple[str, str] | None:
    """“Last March”, “this May”."""
    number = int(said.value("month", "months")) + 1
    year = said.stamp.year
    if said.shift < 0:
        year -= number >= said.stamp.month
    elif said.shift > 0:
        year += number <= said.stamp.month
    return said.kind(f"{year:04}-{number:02}")


def season(said: Said) -> tuple[str, str] | None:
    """A season of a year."""
    if not (said.has("shift") or said.has("year") or " " in said.words.strip()):
        return None
    name = said.value("season", "seasons")
    year = int(said.groups["year"]) if said.has("year") else said.stamp.year
    if not said.has("year"):
        begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
        if said.shift < 0:
            year -= said.stamp.month < begins + 3
        elif said.shift > 0:
            year += said.stamp.month >= begins
    return said.kind(f"{year:04}-{name}")


def quarter(said: Said) -> tuple[str, str] | None:
    """A quarter of a year: the latest that is over, where nothing else is said."""
    number = int(said.value("ordinal", "ordinals"))
    year = int(said.groups["year"]) if said.has("year") else said.stamp.year
    if not said.has("year"):
        now = (said.stamp.month - 1) // 3 + 1
        if said.tense != FUTURE:
            year -= number > now
    return said.kind(f"{year:04}-Q{number}")


def latest_quarter(said: Said) -> tuple[str, str] | None:
    """The latest quarter that is over."""
    return moved(said, "Q", -1)


def year(said: Said) -> tuple[str, str] | None:
    """A year."""
    number = int(said.groups["year"])
    return said.kind(f"{number:04}") if 1200 <= number <= said.stamp.year + 80 else None


def decade(said: Said) -> tuple[str, str] | None:
    """Ten years: 198 is what TIMEX3 writes for the 1980s."""
    digits = said.groups["decade"]
    return said.kind(f"19{digits[1]}" if digits.startswith("'") else digits[:3])


def day(said: Said) -> tuple[str, str] | None:
    """Today, yesterday, tomorrow, with a part of the day or without."""
    offset = int(said.value("dayword", "days"))
    return said.kind(f"{said.stamp + timedelta(days=offset)}{said.part}")


def night(said: Said) -> tuple[str, str] | None:
    """Tonight."""
    return said.kind(f"{said.stamp}TNI")


def part_of_day(said: Said) -> tuple[str, str] | None:
    """“This morning”."""
    return said.kind(f"{said.stamp}{said.part}")


def last_night(said: Said) -> tuple[str, str] | None:
    """The night before the stamp."""
    return said.kind(f"{said.stamp - timedelta(days=1)}TNI")


def unit(said: Said) -> tuple[str, str] | None:
    """“Last week”, “this year”, “next month”."""
    of = said.value("unit", "units")
    return moved(said, of, said.shift) if of not in ("S", "MIN", "H") else None


def moved(said: Said, of: str, count: int) -> tuple[str, str] | None:
    """The unit that lies `count` units from the stamp, as exactly as a unit says."""
    stamp = said.stamp
    if of == "D":
        return said.kind(f"{stamp + timedelta(days=count)}")
    if of == "W":
        monday = stamp + timedelta(weeks=count)
        iso = monday.isocalendar()
        return said.kind(f"{iso.year:04}-W{iso.week:02}")
    if of == "M":
        months = stamp.year * 12 + stamp.month - 1 + count
        return said.kind(f"{months // 12:04}-{months % 12 + 1:02}")
    if of == "Q":
        quarters = stamp.year * 4 + (stamp.month - 1) // 3 + count
        return said.kind(f"{quarters // 4:04}-Q{quarters % 4 + 1}")
    if of == "Y":
        return said.kind(f"{stamp.year + count:04}")
    if of == "DE":
        return said.kind(f"{(stamp.year + 10 * count) // 10:03}")
    if of == "CE":
        return said.kind(f"{stamp.year // 100 + count:02}")
    return None


def ago(said: Said) -> tuple[str, str] | None:
    """“Three days ago”."""
    of = said.value("unit", "units")
    count = said.number("number", "numbers")
    if of in ("S", "MIN", "H"):
        return said.kind(f"{said.stamp}")
    return moved(said, of, -count)


def ahead(said: Said) -> tuple[str, str] | None:
    """“In three days”."""
    of = said.value("unit", "units")
    return moved(said, of, said.number("number", "numbers"))


def length(said: Said) -> tuple[str, str] | None:
    """“Three days”: how long, not when."""
    of = said.value("unit", "units")
    text = said.groups["number"]
    count = text if text[:1].isdigit() else said.value("number", "numbers")
    return "duration", period(count.replace(",", ""), of)


def some_length(said: Said) -> tuple[str, str] | None:
    """“Several days”, “years”."""
    words = said.words.split()[-1]
    of = said.value("unit", "units") if said.has("unit") else said.language.value("units", words)
    return "duration", period("X", of or "D")


def period(count: str, of: str) -> str:
    """A TIMEX3 duration."""
    letter = {"MIN": "M", "DE": "E", "CE": "C"}.get(of, of)
    if of == "DE":
        return f"P{int(count) * 10}Y" if count.isdigit() else "PXE"
    if of == "CE":
        return f"P{int(count) * 100}Y" if count.isdigit() else "PXC"
    return f"PT{count}{letter}" if of in ("S", "MIN", "H") else f"P{count}{letter}"


def every(said: Said) -> tuple[str, str] | None:
    """“Every day”: how often, not when."""
    return "set", period("1", said.value("unit", "units"))


def often(said: Said) -> tuple[str, str] | None:
    """“Daily”."""
    return "set", said.value("set", "sets")


def each_weekday(said: Said) -> tuple[str, str] | None:
    """“Every Monday”, “Mondays”."""
    return "set", f"XXXX-WXX-{int(said.value('weekday', 'weekdays')) + 1}"


def clock(said: Said) -> tuple[str, str] | None:
    """A time of day; a bare number is none."""
    if not said.has("minute") and not re.search(r"[ap]\.?m|uhr", said.words, re.IGNORECASE):
        return None
    hour = int(said.groups["hour"]) % 24
    if re.search(r"p\.?m", said.words, re.IGNORECASE) and hour < 12:
        hour += 12
    day_said = said.stamp
    if said.has("weekday"):
        meant = weekday(said)
        day_said = date.fromisoformat(meant[1][:10]) if meant else day_said
    elif said.has("dayword"):
        day_said += timedelta(days=int(said.value("dayword", "days")))
    return said.kind(f"{day_said}T{hour:02}:{said.groups.get('minute', '00')}")


def weekend(said: Said) -> tuple[str, str] | None:
    """A weekend: the latest, or the one that is said."""
    count = said.shift
    if not said.has("shift") and said.tense != FUTURE:
        count = 0 if said.stamp.weekday() >= 5 else -1
    meant = moved(said, "W", count)
    return ("date", f"{meant[1]}-WE") if meant else None


def reference(value: str) -> Rule:
    """A rule for words that point to the past, the present or the future as such."""
    return lambda said: ("date", value)


RULES: dict[str, Rule] = {
    "date": dated,
    "month": month,
    "shifted": shifted,
    "season": season,
    "quarter": quarter,
    "latest_quarter": latest_quarter,
    "year": year,
    "decade": decade,
    "weekday": weekday,
    "day": day,
    "night": night,
    "part_of_day": part_of_day,
    "last_night": last_night,
    "unit": unit,
    "ago": ago,
    "ahead": ahead,
    "later": ahead,
    "duration": length,
    "duration_some": some_length,
    "present": reference("PRESENT_REF"),
    "past": reference("PAST_REF"),
    "future": reference("FUTURE_REF"),
    "set": every,
    "set_word": often,
    "set_weekday": each_weekday,
    "clock": clock,
    "weekend": weekend,
    "always": lambda said: ("set", "always"),
}
