"""Dates: what a value says, and what a spreadsheet made of it."""

import re
from datetime import datetime, timedelta

import pytest

from helpers.authoring.time_expressions import TIME_WORDS
from helpers.lesson.dates import TimexError, in_words, read_timex, undo_spreadsheet

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
        ("2020-08-19TMI", datetime(2020, 8, 19, 11), timedelta(hours=2), "part of day"),
        ("2020-08-19TAF", datetime(2020, 8, 19, 12), timedelta(hours=6), "part of day"),
        ("2020-08-19TEV", datetime(2020, 8, 19, 18), timedelta(hours=6), "part of day"),
        ("2020-08-19TNI", datetime(2020, 8, 19, 18), timedelta(hours=6), "part of day"),
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
    timex = read_timex(value)
    assert (timex.first, timex.last, timex.precision) == (None, None, "reference")
    with pytest.raises(ValueError, match=f"{value} has no place on a calendar"):
        timex.reach  # noqa: B018


def test_what_reaches_somewhere_tells_its_first_and_last_moment():
    assert read_timex("2020-08").reach == (datetime(2020, 8, 1), datetime(2020, 9, 1))


@pytest.mark.parametrize(
    ("value", "is_finer"),
    [
        *[("2020", False), ("2020-08", False), ("2020-W34", False), ("PAST_REF", False)],
        *[("2020-08-18", True), ("2020-08-18TMO", True), ("2020-08-18T10", True)],
        ("2020-08-18T10:57", True),
    ],
)
def test_a_day_and_what_is_finer_lies_within_one_day(value, is_finer):
    assert read_timex(value).is_day_or_finer is is_finer


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
        ("20.08.2020T10:57", "2020-08-20T10:57"),
        ("20.08.2020 9:05", "2020-08-20T09:05"),
        ("20.08.2020 9:05:30", "2020-08-20T09:05:30"),
        ("2020-08-20T10:57", "2020-08-20T10:57"),
        ("2020-08-20T9:05", "2020-08-20T09:05"),
        ("2020-08-20T10:57+08:00", "2020-08-20T10:57+08:00"),
        ("2020-08-20T00:00", "2020-08-20T00:00"),
        ("20.08.2020T00:00", "2020-08-20"),
        ("13/12/2020", "2020-12-13"),
        ("12/13/2020", "2020-12-13"),
        ("9 AUG 2020", "2020-08-09"),
    ],
)
def test_a_date_that_can_mean_one_day_only_is_turned_back(cell, value):
    assert read_timex(undo_spreadsheet(cell)).value == value


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        ("08/09/2020", ["2020-08-09", "2020-09-08"]),
        ("8-9-2020", ["2020-08-09", "2020-09-08"]),
        ("12/11/2020", ["2020-11-12", "2020-12-11"]),
        ("11/12/2020", ["2020-11-12", "2020-12-11"]),
        ("44062", ["2020-08-19"]),  # day 44062 of a spreadsheet that counts from 1900
        ("44062.75", ["44062.75", "2020-08-19"]),
        ("Aug-20", ["Aug-20"]),
        ("18-Aug", ["18-Aug"]),
        ("31.02.2020", ["31.02.2020"]),
        ("32/13/2020", ["32/13/2020"]),
        ("#VALUE!", ["#VALUE!"]),
        ("########", ["########"]),
        ("2020-\n08-18", ["2020-\n08-18"]),
        ("18 Aug 2020?", ["18 Aug 2020?"]),
        ("18 Aug 2020 perhaps", ["18 Aug 2020 perhaps"]),
        ("in Aug 2020", ["in Aug 2020"]),
        ("18 Foo 2020", ["18 Foo 2020"]),
        ("Aug1 18 2020", ["Aug1 18 2020"]),
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
        ("2020-08-19TMI", "Wed 19 Aug 2020, midday"),
        ("2020-08-19TAF", "Wed 19 Aug 2020, afternoon"),
        ("2020-08-19TEV", "Wed 19 Aug 2020, evening"),
        ("2020-08-19TNI", "Wed 19 Aug 2020, night"),
        ("2020-08-20T10:57", "Thu 20 Aug 2020, 10:57"),
        ("2020-08-20T10", "Thu 20 Aug 2020, 10:00"),
        ("2020-W34", "the week of Mon 17 Aug 2020"),
        ("2020-08", "August 2020"),
        ("2020", "2020"),
        ("PAST_REF", "the past"),
        ("PRESENT_REF", "now"),
        ("FUTURE_REF", "the future"),
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
    "words",
    [
        *["yesterday", "today", "tonight", "tomorrow", "always"],
        *["midnight", "noon", "midday", "dawn", "dusk"],
        *["morning", "evenings", "afternoon", "night", "early hours", "weekend"],
        *["last summer", "next month", "this year"],
    ],
)
def test_a_word_for_a_time_is_found(words):
    assert re.findall(ENGLISH.pattern, f"It was {words}, they say.") == [words]


WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@pytest.mark.parametrize(("number", "name"), [*enumerate(WEEKDAYS)])
def test_each_weekday_is_found_and_counted_from_monday(number, name):
    assert re.findall(ENGLISH.pattern, f"on {name}s") == [f"{name}s"]
    assert ENGLISH.weekday(f"early on {name.upper()}") == number


@pytest.mark.parametrize("text", ["Sat", "9", "Mondayish"])
def test_what_names_no_weekday_has_none(text):
    assert ENGLISH.weekday(text) is None


def test_two_weekdays_name_no_one_day():
    assert ENGLISH.weekday("Saturday and Sunday") is None


MONTHS = [
    *["January Jan", "February Feb", "March Mar", "April Apr", "May", "June Jun", "July Jul"],
    *["August Aug", "September Sept Sep", "October Oct", "November Nov", "December Dec"],
]


@pytest.mark.parametrize(("number", "names"), [*enumerate(MONTHS, 1)])
def test_a_day_of_each_month_is_read_both_ways_round(number, names):
    for name in names.split():
        for text in (f"{name} 9", f"9 {name}", f"{name.lower()}. 9"):
            assert ENGLISH.day_of_month(f"on {text} they met") == (number, 9), text
            assert re.findall(ENGLISH.pattern, f"on {text} they met") == [text]
        assert undo_spreadsheet(f"9 {name} 2020") == f"2020-{number:02}-09"


@pytest.mark.parametrize("text", ["August", "Aug 100", "9 Augustus", ""])
def test_what_names_no_day_of_a_month_has_none(text):
    assert ENGLISH.day_of_month(text) is None
