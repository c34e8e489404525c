"""Dates from words: which day “Tuesday” is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from helpers.common.text import in_quotes
from helpers.lesson.article import Passage
from helpers.lesson.dates import in_words, read_timex
from helpers.questions.made import Family, Made, cite
from helpers.questions.reading import Dated, Reading, days_of, slug, told, where

FAMILY = Family("date", "03", "dates", "order", ("date", "match", "one"), 31)
WEEK = timedelta(days=7)


def make(reading: Reading) -> Iterator[Made]:
    """A question for each expression, the first time that it is counted from the same day."""
    seen = set()
    for one in reading.dated:
        words = one.row.expression.casefold()
        sort = (words, one.row.anchor, one.day)
        if sort in seen or names_year(words, one.day) or not reading.is_free(one.row):
            continue
        if counts_from_a_day(reading, one):  # of which the article says nothing to point to
            continue
        seen.add(sort)
        yield asked(reading, one)


def names_year(words: str, day: date) -> bool:
    """Say whether the words name the year, so that there is nothing to work out."""
    return f"{day:%Y}" in words


def counts_from_a_day(reading: Reading, one: Dated) -> bool:
    """Say whether a date is counted from one that is neither an event's nor the article's."""
    anchor, stamp = one.row.anchor, reading.stamp
    known = reading.rows_of(anchor) or (stamp and anchor[:10] == stamp.isoformat())
    return bool(anchor) and not known


def day_of_anchor(reading: Reading, one: Dated) -> date | None:
    """The day from which a date is counted; the article's own where nothing else is said."""
    rows = reading.rows_of(one.row.anchor)
    days = {day for row in rows for day in days_of(row)}
    if rows and not all(row.kind == "publication" for row in rows):
        return days.pop() if len(days) == 1 else None
    return reading.stamp


def asked(reading: Reading, one: Dated) -> Made:
    """The question on the day that some words mean."""
    place = reading.snippet(one.words)
    words = in_quotes(one.row.expression)
    anchor = day_of_anchor(reading, one)
    start = f"{said(anchor)}, {named(reading, one)}" if anchor else "the words around it"
    verb = "The year is that of" if is_day_of_month(reading, one) else "It is counted from"
    answer = {
        "value": one.day.isoformat(),
        "marks": "1",
        "message": f"{words} in {where(one.words.at)} is {said(one.day)}. {verb} {start}.",
    }
    misread = [
        {"name": name, "value": day.isoformat(), "message": message} | cite(reading.article, found)
        for day, (name, message, found) in wrong(reading, one).items()
    ]
    entry = {
        "kind": "date",
        "title": f"{words} in {where(one.words.at)}",
        "question": f"Which day is meant by {words} in {place} ({where(one.words.at)})? Write day, "
        f"month and year.{dated(reading)}",
    }
    key = {
        "answers": [answer | cite(reading.article, one.words)],
        "misconceptions": misread,
        "otherwise": f"Find the day from which to count, {named(reading, one)}. Then see "
        f"which day fits {words}.",
    }
    if not misread:
        del key["misconceptions"]
    name = slug(one.event.event) or f"{one.words.at}-{slug(one.row.expression)}"
    return FAMILY.made(reading.lesson.about, name, [one.row], entry, key, 2, 1)


def dated(reading: Reading) -> str:
    """A sentence with the day of the article, where the article itself does not print it."""
    if reading.stamp is None or f"{reading.stamp:%Y}" in reading.article.text:
        return ""
    return f" The article is of {said(reading.stamp)}."


def named(reading: Reading, one: Dated) -> str:
    """What a date is counted from, in words."""
    rows = reading.rows_of(one.row.anchor)
    if rows and rows[0].kind != "publication":
        return f"the day of this: {told(rows[0].passage)}"
    return "the day of the article itself"


def is_day_of_month(reading: Reading, one: Dated) -> bool:
    """Say whether the words name day and month."""
    return bool(reading.time_words and reading.time_words.day_of_month(one.row.expression))


def wrong(reading: Reading, one: Dated) -> dict[date, tuple[str, str, Passage]]:
    """Other days that a reader may come to: misconception, message and the words that show it."""
    found: dict[date, tuple[str, str, Passage]] = {}
    anchor, stamp = day_of_anchor(reading, one), reading.stamp
    words, here = in_quotes(one.row.expression), where(one.words.at)

    def add(day: date, name: str, message: str) -> None:
        if day != one.day and name not in {name for name, _, _ in found.values()}:
            found.setdefault(day, (name, message, one.words))

    if stamp and anchor and anchor != stamp:
        first = told(reading.rows_of(one.row.anchor)[0].passage)
        add(
            stamp + (one.day - anchor),
            "counted-from-the-stamp",
            f"You counted from {said(stamp)}, the day of the article. But {words} in {here} goes "
            f"on from what is told: {first}. Count from that day.",
        )
        add(
            anchor,
            "anchor-for-event",
            f"That is the day of {first}. {words} in {here} counts from it, and is another day.",
        )
    if stamp:
        add(
            stamp,
            "stamp-for-event",
            f"{said(stamp)} is the day of the article itself. {words} in {here} names the day of "
            "what is told.",
        )
    weekday = reading.time_words.weekday(one.row.expression) if reading.time_words else None
    if weekday is not None and anchor:
        way = "before" if one.day < anchor else "after" if one.day > anchor else "as"
        near = f"Count from {said(anchor)}: the nearest that fits lies {way} it."
        near = f"Count from {said(anchor)}: it is that very day." if way == "as" else near
        add(
            one.day - WEEK,
            "a-week-early",
            f"The weekday is right, and the week is one too early. {near}",
        )
        add(
            one.day + WEEK,
            "a-week-late",
            f"The weekday is right, and the week is one too late. {near}",
        )
    elif is_day_of_month(reading, one) and stamp:
        year = one.day.year - 1
        if (one.day.month, one.day.day) != (2, 29):
            add(
                one.day.replace(year=year),
                "another-year",
                f"Day and month are right. {words} names no year; it is that of the article, not "
                f"{year}.",
            )
    near_ones = [other for other in reading.dated if abs(place_of(other) - place_of(one)) <= 1]
    for other in near_ones:
        add(
            other.day,
            "day-of-another-event",
            f"That is the day of something else: {told(other.row.passage)}. {words} in {here} "
            "stands with another event.",
        )
    return found


def place_of(one: Dated) -> int:
    """The number of the paragraph that dates an event."""
    return int(one.words.at)


def said(day: date) -> str:
    """A day in words."""
    return in_words(read_timex(day.isoformat()))
