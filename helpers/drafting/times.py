"""Words for time in a text, and the TIMEX3 value of each, counted from the stamp of the article.

The values are those of TIMEX3 (TimeML 1.2.1). Patterns and lists come from the language's file;
what each rule does with what its pattern found is in time_rules.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from helpers.common.record import Record
from helpers.drafting.language import Language, either
from helpers.drafting.time_rules import FUTURE, PAST, RULES, Said
from helpers.lesson.article import Passage

CLAUSE = re.compile(r"[.;:!?]\s+|\n\s*\n|,\s|[“”„\"]|''|``| – | — |--")


class TimeWords(Record):
    """Words for time: where they stand in the text, and what they mean.

    `kind` is date, time, duration or set; `value` a TIMEX3 value; `reason` says how it was found.
    `anchor` is the day from which it is counted, where that is not the stamp.
    """

    start: int
    end: int
    words: str
    kind: str
    value: str
    reason: str
    anchor: str = ""


def find_times(
    text: str,
    language: Language,
    stamp: date,
    tense: Callable[[int, int], str | None] | None = None,
    parts: Iterable[Passage] | None = None,
) -> list[TimeWords]:
    """The words for time in a text, in order, without overlaps; the longest wins.

    `parts` are the lines of the text that belong to none beside them, without them it is one.
    `tense` says whether the verb at a stretch looks back or ahead; without it words of the
    language's file do.
    """
    found: list[tuple[int, int, int, str, re.Match[str]]] = []
    small = text.lower()
    if len(small) != len(text):
        small = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    stretches = [(0, len(small))] if parts is None else [(one.start, one.end) for one in parts]
    for order, (rule, pattern) in enumerate(language.times):
        for stretch in stretches:
            for match in pattern.finditer(small, *stretch):
                if match.group().strip():
                    found.append((match.start(), -match.end(), order, rule, match))
    found.sort(key=lambda one: (one[0], one[1], one[2]))
    times: list[TimeWords] = []
    end = 0
    for start, minus_end, _, rule, match in found:
        if start < end:
            continue
        looks = tense(start, -minus_end) if tense else looks_at(text, start, -minus_end, language)
        said = Said(match, text[start:-minus_end], language, stamp, looks)
        try:
            meant = RULES[rule](said)
        except (ValueError, OverflowError):  # no such day
            continue
        if meant is None:
            continue
        kind, value = meant
        lead = len(match.group()) - len(match.group().lstrip())
        end = start + len(match.group().rstrip())
        words = text[start + lead : end]
        times.append(
            TimeWords(
                start=start + lead,
                end=end,
                words=words,
                kind=kind,
                value=value,
                reason=because(said, rule, value),
            )
        )
        if rule == "later":
            later = after_day_before(text, times, said)
            times[-1:] = [later] if later else []
        if rule == "clock" and not said.has("weekday") and not said.has("dayword"):
            times[-1] = on_day_before(text, times)
    return times


def on_day_before(text: str, times: list[TimeWords]) -> TimeWords:
    """A clock time on the day that the same sentence names before it."""
    *earlier, last = times
    for one in reversed(earlier):
        if re.search(r"[.!?]\s", text[one.end : last.start]):
            break
        if re.match(r"\d{4}-\d{2}-\d{2}", one.value):
            return last.replace(
                value=one.value[:10] + last.value[10:], reason=f"On the day of “{one.words}”."
            )
    return last


def after_day_before(text: str, times: list[TimeWords], said: Said) -> TimeWords | None:
    """“Two days later”: counted from the day that the same paragraph names last before it."""
    *earlier, last = times
    for one in reversed(earlier):
        if "\n" in text[one.end : last.start]:
            return None
        if found := re.match(r"\d{4}-\d{2}-\d{2}", one.value):
            day = date.fromisoformat(found.group())
            meant = RULES["ahead"](said.counted_from(day))
            reason = f"Counted from “{one.words}”, {day}."
            return last.replace(value=meant[1], reason=reason, anchor=f"{day}") if meant else None
    return None


def looks_at(text: str, start: int, end: int, language: Language) -> str | None:
    """Whether the verb nearest to a stretch, in its clause, looks ahead or back.

    The last one before it counts, or else the first behind it; None where there is none.
    """
    if re.match(either(language.get("past_behind")), text[end : end + 2]):
        return PAST
    begins = max(0, start - 300)
    opens = max((one.end() for one in CLAUSE.finditer(text, begins, start)), default=begins)
    closes = CLAUSE.search(text, end)
    before = re.sub(r"\s", " ", text[opens:start])
    opens_it = before.strip().lower() in ("on", "am")
    if closes and closes.start() == end and text[end] == "," and opens_it:
        # “On Tuesday, the council will vote”: of what is that far away, only a verb that is sure.
        closes = CLAUSE.search(text, closes.end())
        stop = min(closes.start() if closes else len(text), end + 200)
        sure = re.compile(rf"(?<!\w)(?:{either(language.get('future')[:1])})(?!\w)")
        first = [
            (one.start(), way)
            for way, seen in ((FUTURE, sure), (PAST, language.pattern("past_words")))
            for one in seen.finditer(text, end, stop)
        ]
        return min(first)[1] if first else None
    stop = min(closes.start() if closes else len(text), end + 200)
    behind = re.sub(r"\s", " ", text[end:stop])
    ways = ((FUTURE, language.pattern("future")), (PAST, language.pattern("past_words")))
    # Of two that end alike the longer one is meant, and of two alike what looks ahead.
    found = [
        (one.end(), one.end() - one.start(), way == FUTURE, way)
        for way, seen in ways
        for one in seen.finditer(before)
    ]
    if found:
        return max(found)[-1]
    first = [(one.start(), way) for way, seen in ways for one in seen.finditer(behind)]
    return min(first)[1] if first else None


def because(said: Said, rule: str, value: str) -> str:
    """Why the words have this value, as a sentence for who corrects it."""
    stamp = f"{said.stamp}"
    if rule in ("date", "year", "decade") and (said.has("year") or said.has("iso")):
        return "The date stands in the words."
    if rule == "weekday" and not said.has("shift"):
        way = "the next such day" if said.tense == FUTURE else "the latest such day"
        return f"Counted from the stamp, {stamp}: {way}."
    if value.endswith("_REF") or value.startswith("P"):
        return "The words give no day."
    return f"Counted from the stamp, {stamp}."
