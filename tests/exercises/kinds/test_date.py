"""Date: a day however it is written, days that are misread, and mistakes in its files."""

import re

import pytest
from support.every_kind import EveryKind, mistakes, scored
from support.sample_exercises import files, mistake, problems

FILES = files("call-day", "decree-day", "landing-time", "stamp-time", "some-day")


class TestEveryKind(EveryKind):
    right = {"call-day": "2020-08-18", "decree-day": {"not_said": True}}
    unreadable = ("True", "NaN", "10**400", "markup", "1e999", "surrogate", "1 MB", "bytes")


@pytest.mark.parametrize(
    ("exercise", "answer", "at", "quote"),
    [
        ("call-day", "2020-08-18", "2", "on Tuesday"),
        ("decree-day", {"not_said": True}, "10", "He also signed a decree"),
    ],
)
def test_the_passage_that_settles_it_comes_with_the_message(ask, exercise, answer, at, quote):
    assert (at, quote) in [(one.at, one.quote) for one in ask(exercise, answer).evidence]


@pytest.mark.parametrize(
    "answer",
    [
        *["18 Aug 2020", "18.08.2020", "2020-08-18", "18 August 2020", "18 august 2020"],
        *["Aug 18, 2020", "18/08/2020", "8/18/2020", "18.8.2020", "2020/08/18", "  2020-08-18 "],
        *["2020-08-18\n", "Tue 18 Aug 2020", "Tuesday, 18 August 2020", "tue. 18.08.2020"],
        *["18th August 2020", "Tues, Aug 18th, 2020"],
    ],
)
def test_a_day_is_known_however_it_is_written(ask, answer):
    assert (ask("call-day", answer).state, ask("call-day", answer).marks) == ("right", 2)


@pytest.mark.parametrize(
    ("answer", "day"),
    [("1st Aug 2020", 1), ("Aug 2nd, 2020", 2), ("3rd August 2020", 3), ("4th Aug 2020", 4)],
)
def test_a_day_may_be_counted_in_letters(exercises, answer, day):
    asked, _ = exercises["call-day"]
    assert asked.read_value(answer).value == f"2020-08-0{day}"


WEEKDAYS = ["Sun", "Monday", "Tues", "Wednesday", "Thu", "Friday", "Sat"]


@pytest.mark.parametrize(("day", "name"), [*enumerate(WEEKDAYS, 9)])
def test_a_weekday_before_the_date_does_no_harm(exercises, day, name):
    asked, _ = exercises["call-day"]
    assert asked.read_value(f"{name} {day} Aug 2020").value == f"2020-08-{day:02}"


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("2020-13-45", "There is no day “2020-13-45”. Write year, month and day, like 2019-03-31."),
        ("PAST_REF", "That is no date. Write it like 2019-03-31."),
    ],
)
def test_what_is_no_day_is_told_in_a_sentence(ask, answer, message):
    assert (ask("call-day", answer).state, ask("call-day", answer).message) == (
        "unreadable",
        message,
    )


@pytest.mark.parametrize(
    "answer",
    [
        *["soon", "Tuesday", "18", "2020-13-45", "2020-02-30", "31.06.2020", "0000-00-00"],
        *["99999-01-01", "44061", "2020-08-18; 2020-08-19", "2020-08-18<script>", "not a day"],
        *["PAST_REF_", "2020-08-18T25:00", "²020-08-18"],
    ],
)
def test_what_is_no_day_is_said_to_be_none(ask, answer):
    found = ask("call-day", answer)
    assert (found.state, found.marks) == ("unreadable", None)
    assert "Find the weekday" not in found.message
    assert re.search(r"\d{4}-\d\d-\d\d|\d Aug", found.message)


def test_a_date_has_no_more_than_sixty_characters(ask):
    assert ask("call-day", "2020-08-18".ljust(60)).state == "right"
    assert ask("call-day", "2020-08-18".ljust(61)).state == "unreadable"


def test_a_day_that_can_be_read_two_ways_names_both(ask):
    found = ask("call-day", "08/09/2020")
    assert (found.state, found.marks) == ("unreadable", None)
    assert "2020-08-09" in found.message
    assert "2020-09-08" in found.message


@pytest.mark.parametrize("answer", ["2020", "2020-08", "2020-W34", "PAST_REF", "August 2020"])
def test_a_month_is_not_a_day(ask, answer):
    found = ask("call-day", answer)
    assert not found.marks
    assert found.state in ("wrong", "unreadable")


@pytest.mark.parametrize("answer", ["not said", "not-said", "The article does not say"])
def test_typing_that_it_is_not_said_is_not_taken_for_a_day(ask, answer):
    assert ask("decree-day", answer).state in ("right", "unreadable")


VAGUE = "That holds the day, and the article lets you say more exactly which one."
SCORED = [
    ("call-day", "2020-08-20", 0, "That is the day of the stamp.", "day-of-the-stamp"),
    ("call-day", "11 Aug 2020", 0, "That is a Tuesday a week earlier.", "week-too-early"),
    ("decree-day", "17.08.2020", 0, "Monday belongs to paragraph 9.", "neighbour-is-a-date"),
    ("decree-day", "2020-08-18", 0, "Tuesday belongs to the call.", "same-day-as-next"),
    ("call-day", "2020-08-13", 0, "Find the weekday and count back from the stamp."),
    ("decree-day", "1 January 1999", 0, "Look for a time word in the sentence itself."),
    # A key may be finer than the day that is typed.
    ("landing-time", "2020-08-19TMO", 2, "It is said at the end."),
    ("landing-time", "19 Aug 2020", 2, "It is said at the end."),
    ("landing-time", "2020-08-19TAF", 0, "Look at the last telling."),
    ("landing-time", "18 Aug 2020", 0, "Look at the last telling."),
    ("landing-time", "20 Aug 2020", 0, "Look at the last telling."),
    ("stamp-time", "20.08.2020 10:57", 2, "It is stamped."),
    ("stamp-time", "20.08.2020", 2, "It is stamped."),
    ("stamp-time", "21.08.2020", 1, "That is the hour after."),
    ("stamp-time", "2020-08-21T11", 1, "That is the hour after."),
    ("stamp-time", "21.08.2020 11:15", 0, "Look at the line below the headline."),
    ("stamp-time", "2020-08-20T10", 0, "Look at the line below the headline."),
    ("stamp-time", "20.08.2020 10:58", 0, "Look at the line below the headline."),
    # What is typed may be vaguer than the key, or than one of several keys.
    ("call-day", "2020-W34", 0, VAGUE),
    ("landing-time", "2020", 0, VAGUE),
    ("some-day", "2020-W32", 0, VAGUE),
    ("some-day", "2020", 0, VAGUE),
    ("some-day", "2020-W33", 1, "The week of two calls."),
    ("some-day", "2020-08", 0, "A month is no day.", "month-for-day"),
    ("some-day", "2020-07", 0, "Look for a weekday."),
    ("some-day", "2020-W34", 0, "Look for a weekday."),
    ("some-day", "15 Aug 2020", 2, "The Saturday of a call."),
    ("decree-day", "2020-08", 0, "Look for a time word in the sentence itself."),
]
test_each_answer_has_its_marks_its_message_and_what_it_misread = scored(SCORED)


@pytest.mark.parametrize(
    ("line", "found"), [("not_said: maybe", "not_said"), ("options: {a: b}", "options")]
)
def test_a_mistake_in_the_exercise_is_named_with_its_line(both, damage, line, found):
    new = f"    marks: 2\n    {line}\n"
    lines = damage("exercises.yaml", "id: call-day", "    marks: 2\n", new)
    mistake(both, lines, "exercises.yaml", found)


KEY_MISTAKES = [
    ("marks: 2", "marks: 3", "marks"),
    ("        marks: 2\n", "", "marks"),
    ("name: week-too-early", "name: day-of-the-stamp", "day-of-the-stamp"),
    ("        message: That is a Tuesday a week earlier.\n", "", "message"),
    (
        "message: That is a Tuesday a week earlier.",
        "message: That is the day of the stamp.",
        "message",
    ),
    ("    otherwise: Find the weekday and count back from the stamp.\n", "", "otherwise"),
    ("value: '2020-08-18'", "value: '2020-08-32'", "2020-08-32"),
    ("value: '2020-08-18'", "value: Tuesday", "Tuesday"),
    ("value: '2020-08-18'", "value: [a, b]", "value"),
    ("      - value: '2020-08-18'\n        marks", "      - marks", "value"),
    ("value: '2020-08-11'", "value: not said", "not said"),
    ("quote: on Tuesday", "quote: on Teusday", "Teusday"),
    ("    answers:\n", "    anwsers:\n", "anwsers"),
    ("        marks: 2\n", "        marks: 2\n        nonsense: 1\n", "nonsense"),
]
test_a_mistake_in_the_key_is_named = mistakes("key.yaml", "call-day", KEY_MISTAKES, 2)


@pytest.mark.parametrize("value", ["'2020-08-20'", "'2020-08-18'"])
def test_a_misconception_that_no_answer_can_reach_is_named(both, damage, value):
    damage("key.yaml", "  call-day:", "value: '2020-08-11'", f"value: {value}")
    [problem] = problems(both)
    text = (both / "key.yaml").read_text("utf-8")
    second = text[: text.index("- name: week-too-early")].count("\n") + 1
    # The line of its value, if an answer has it; of the whole of it, if the one before has it.
    assert problem.line == second + (value == "'2020-08-18'")


def test_what_gets_all_the_marks_is_no_misconception(both, damage):
    new = "        marks: 2\n        misconception: x\n"
    lines = damage("key.yaml", "  call-day:", "        marks: 2\n", new)
    [problem] = problems(both)
    assert problem.file == "key.yaml" and problem.line in lines
    assert "“x” is a misconception, and gets all the marks" in problem.found
    line = (both / "key.yaml").read_text("utf-8").splitlines()[problem.line - 1]
    assert line == "        misconception: x"


def test_an_answer_that_is_also_a_misconception_is_named(both, damage):
    damage("key.yaml", "  call-day:", "value: '2020-08-11'", "value: '2020-08-18'")
    [problem] = problems(both)
    assert problem.found.endswith("stands under answers too")
    assert problem.remedy == "take it out of one of them"
