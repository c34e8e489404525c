"""Words for time, and the value of each, counted by hand from a calendar.

The stamp is Wednesday 4 March 2026, or for German Thursday 12 March 2026.
"""

from datetime import date

import pytest

from helpers.drafting.language import read_language
from helpers.drafting.times import find_times

ENGLISH = [
    ("He spoke on Tuesday.", "Tuesday", "2026-03-03"),
    ("He spoke on Wednesday.", "Wednesday", "2026-03-04"),
    ("She will speak on Friday.", "Friday", "2026-03-06"),
    ("They had planned to meet on Monday.", "Monday", "2026-03-09"),
    ("Friday's vote was lost.", "Friday", "2026-02-27"),
    ("He left last Thursday.", "last Thursday", "2026-02-26"),
    ("They meet next Monday.", "next Monday", "2026-03-09"),
    ("It rained on Sunday evening.", "Sunday evening", "2026-03-01TEV"),
    ("He voted on 3 November 2024.", "3 November 2024", "2024-11-03"),
    ("It opened on Dec. 30.", "Dec. 30", "2025-12-30"),
    ("It fell last month.", "last month", "2026-02"),
    ("It rose this year.", "this year", "2026"),
    ("It was lost three weeks ago.", "three weeks ago", "2026-W07"),
    ("They come tomorrow morning.", "tomorrow morning", "2026-03-05TMO"),
    ("It took two days.", "two days", "P2D"),
    ("He came at 9 p.m. on Monday.", "9 p.m. on Monday", "2026-03-02T21:00"),
    ("It stood there in the 1980s.", "the 1980s", "198"),
]
GERMAN = [
    ("Der Rat stimmte am Dienstagabend ab.", "Dienstagabend", "2026-03-10TEV"),
    ("Er sprach am Donnerstag.", "Donnerstag", "2026-03-12"),
    ("Sie will am Freitag sprechen.", "Freitag", "2026-03-13"),
    ("Am vergangenen Montag regnete es.", "vergangenen Montag", "2026-03-09"),
    ("Am nächsten Montag tagt der Rat.", "nächsten Montag", "2026-03-16"),
    ("In der Nacht zum Sonntag brannte es.", "In der Nacht zum Sonntag", "2026-03-08"),
    ("Das war am 3. Oktober 2024.", "3. Oktober 2024", "2024-10-03"),
    ("Das war am 28.2.2026.", "28.2.2026", "2026-02-28"),
    ("Gestern früh kam er.", "Gestern früh", "2026-03-11TMO"),
    ("Er kam vorgestern.", "vorgestern", "2026-03-10"),
    ("Das war vor zwei Jahren.", "vor zwei Jahren", "2024"),
    ("Im vergangenen Jahr fiel es.", "vergangenen Jahr", "2025"),
    ("Sie kommen nächste Woche.", "nächste Woche", "2026-W12"),
    ("Es dauerte drei Tage.", "drei Tage", "P3D"),
    ("Er kam um 19.30 Uhr.", "um 19.30 Uhr", "2026-03-12T19:30"),
]


@pytest.mark.parametrize(("text", "words", "value"), ENGLISH)
def test_english(text, words, value):
    found = find_times(text, read_language("en"), date(2026, 3, 4))
    assert [(one.words, one.value) for one in found] == [(words, value)]


@pytest.mark.parametrize(("text", "words", "value"), GERMAN)
def test_german(text, words, value):
    found = find_times(text, read_language("de"), date(2026, 3, 12))
    assert [(one.words, one.value) for one in found] == [(words, value)]


def test_a_clock_time_is_of_the_day_that_its_sentence_names():
    text = "Am Montag kamen sie um 18 Uhr. Um 20 Uhr war Schluss."
    found = find_times(text, read_language("de"), date(2026, 3, 12))
    assert [one.value for one in found] == ["2026-03-09", "2026-03-09T18:00", "2026-03-12T20:00"]


def test_days_later_are_counted_from_the_day_before_them():
    text = "It rained on 1 March. Two days later it stopped.\nTwo days later it rained."
    found = find_times(text, read_language("en"), date(2026, 3, 7))
    assert [(one.words, one.value, one.anchor) for one in found] == [
        ("1 March", "2026-03-01", ""),
        ("Two days later", "2026-03-03", "2026-03-01"),
    ]


@pytest.mark.parametrize("text", ["You may march.", "A 1,500 metre run of 2000 people", "May I?"])
def test_words_that_are_no_time(text):
    values = [one.value for one in find_times(text, read_language("en"), date(2026, 3, 4))]
    assert not [value for value in values if "-" in value]


def test_a_language_without_a_file_has_no_times():
    assert find_times("Il pleut lundi.", read_language("xx"), date(2026, 3, 4)) == []


def test_a_short_form_of_a_weekday_has_a_capital():
    text = "Das sei so. Sie kommt So. wieder, und Mi. auch. Er las mi. und do. vor."
    found = find_times(text, read_language("de"), date(2026, 3, 12))
    assert [one.words for one in found] == ["So.", "Mi."]
