"""Dates: what a value says, and what a spreadsheet made of it."""

import re
from datetime import datetime, timedelta

import pytest

from helpers.lesson.dates import TimexError, in_words, read_timex, undo_spreadsheet
from helpers.lesson.time_expressions import TIME_WORDS

ENGLISH = TIME_WORDS["en"]


@pytest.mark.parametrize(
    ("value", "first", "length", "precision"),
    [
        ("2020", datetime(2020, 1, 1), timedelta(days=366), "year"),
        ("2020-02", datetime(2020, 2, 1), timedelta(days=29), "month"),
        ("2020-12", datetime(2020, 12, 1), timedelta(days=31), "month"),
        ("2020-W34", datetime(2020, 8, 17), timedelta(days=7), "week"),
        ("2020-08-18", datetime(2020, 8, 18), timedelta(days=1), "day"),
        ("2020-08-19TMO", datetime(2020, 8, 19), timedelta(hours=12), "part of day"),
        ("2020-08-19T14", datetime(2020, 8, 19, 14), timedelta(hours=1), "hour"),
        ("2020-08-20T10:57", datetime(2020, 8, 20, 10, 57), timedelta(minutes=1), "minute"),
        ("2020-08-20T10:57+08:00", datetime(2020, 8, 20, 10, 57), timedelta(minutes=1), "minute"),
    ],
)
def test_a_value_reaches_as_far_as_it_says(value, first, length, precision):
    timex = read_timex(value)
    assert (timex.first, timex.last, timex.precision) == (first, first + length, precision)


@pytest.mark.parametrize("value", ["PAST_REF", "PRESENT_REF", "FUTURE_REF"])
def test_a_reference_has_no_day(value):
    assert read_timex(value).first is None


@pytest.mark.parametrize(
    "value",
    [
        *["", "yesterday", "Tuesday", "2020-13", "2020-02-30", "2020-00", "2020-08-00"],
        *["2020-W54", "2020-08-18T25:00", "2020-08-18T10:57:99", "2020-08-18TXX", "0000-01-01"],
        *["9999-12-31", "9999-12-31TNI", "9999-12", "9999", "<b>2020-08-18</b>"],
    ],
)
def test_what_is_no_day_says_what_to_write(value):
    with pytest.raises(TimexError) as error:
        read_timex(value)
    assert value in error.value.found
    assert error.value.remedy


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2020-08-18", "2020-08-18"),
        ("18.08.2020", "2020-08-18"),
        ("9.8.2020", "2020-08-09"),
        ("18/08/2020", "2020-08-18"),
        ("8/18/2020", "2020-08-18"),
        ("18-08-2020", "2020-08-18"),
        ("08/08/2020", "2020-08-08"),
        ("2020/08/18", "2020-08-18"),
        ("2020/8/9", "2020-08-09"),
        ("18-Aug-2020", "2020-08-18"),
        ("18 August 2020", "2020-08-18"),
        ("2020-08-18 00:00:00", "2020-08-18"),
        ("18.08.2020 00:00", "2020-08-18"),
        ("2020-08-19TMO", "2020-08-19TMO"),
        ("PRESENT_REF", "PRESENT_REF"),
        ("2020-8-18", "2020-08-18"),
        ("18. August 2020", "2020-08-18"),
        ("Aug 18, 2020", "2020-08-18"),
        ("2020-08-20 10:57", "2020-08-20T10:57"),
        ("20.08.2020 10:57", "2020-08-20T10:57"),
    ],
)
def test_a_date_that_can_mean_one_day_only_is_turned_back(cell, value):
    assert read_timex(undo_spreadsheet(cell)).value == value


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        ("08/09/2020", ["2020-08-09", "2020-09-08"]),
        ("8-9-2020", ["2020-08-09", "2020-09-08"]),
        ("44061", ["2020-08-18"]),  # day 44061 of a spreadsheet that counts from 1900
        ("Aug-20", ["Aug-20"]),
        ("18-Aug", ["18-Aug"]),
        ("31.02.2020", ["31.02.2020"]),
        ("32/13/2020", ["32/13/2020"]),
        ("#VALUE!", ["#VALUE!"]),
        ("########", ["########"]),
        ("2020-\n08-18", ["2020-\n08-18"]),
    ],
)
def test_a_date_that_can_mean_two_days_or_none_is_named(cell, named):
    with pytest.raises(TimexError) as error:
        read_timex(undo_spreadsheet(cell))
    assert all(one in error.value.found + error.value.remedy for one in named)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2020-08-18", "Tue 18 Aug 2020"),
        ("2020-08-09", "Sun 9 Aug 2020"),
        ("2020-08-19TMO", "Wed 19 Aug 2020, morning"),
        ("2020-08-20T10:57", "Thu 20 Aug 2020, 10:57"),
        ("2020-08", "August 2020"),
        ("2020", "2020"),
        ("PRESENT_REF", "now"),
    ],
)
def test_a_value_is_said_as_a_reader_says_it(value, words):
    assert in_words(read_timex(value)) == words


def test_no_date_is_said_as_such():
    assert in_words(None) == "no date"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On Tuesday he left.", ["Tuesday"]),
        ("Tuesday's call", ["Tuesday"]),
        ("elections on Aug 9", ["Aug 9"]),
        ("on Aug. 9 and 10 September", ["Aug. 9", "10 September"]),
        ("early on Wednesday morning", ["Wednesday", "morning"]),
        ("Updated: 2020-08-20 10:57", ["2020-08-20"]),
        ("last week and tonight", ["last week", "tonight"]),
        ("no time at all", []),
        ("may take place", []),
        ("they marched 12 miles", []),
        ("held 3 separate phone calls", []),
        ("after 5 decades, 10 marines", []),
        ("Junior 7 declined 4 novels", []),
    ],
)
def test_time_words_are_found_and_nothing_else(text, found):
    assert re.findall(ENGLISH.pattern, text) == found


@pytest.mark.parametrize(
    ("text", "weekday"),
    [("Monday", 0), ("early hours of Wednesday", 2), ("SUNDAY", 6), ("Sat", None), ("9", None)],
)
def test_a_weekday_is_counted_from_monday(text, weekday):
    assert ENGLISH.weekday(text) == weekday


def test_two_weekdays_name_no_one_day():
    assert ENGLISH.weekday("Saturday and Sunday") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [("Aug 9", (8, 9)), ("9 August", (8, 9)), ("on Sept. 30", (9, 30)), ("August", None)],
)
def test_a_day_of_a_month_is_read_both_ways_round(text, day):
    assert ENGLISH.day_of_month(text) == day
