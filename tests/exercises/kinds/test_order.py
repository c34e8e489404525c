"""Order: a mark for each step that holds, orders that are misread, and mistakes in its files."""

import re

import pytest
from support.every_kind import EveryKind, mistakes, scored
from support.sample_exercises import files, problems, read

from helpers.exercises.scoring import score

FILES = files("events", "tellings")


class TestEveryKind(EveryKind):
    right = {
        "events": ["election", "merkel", "michel", "plane"],
        "tellings": ["sunday", "monday", "tuesday", "wednesday"],
    }
    unreadable = ("same item twice", "an item too many", "unknown id", "list of None", "1 MB")
    unreadable += ("markup", "True", "unknown row", "deep list", "list of numbers")


@pytest.mark.parametrize("calls", [["merkel", "michel"], ["michel", "merkel"]])
def test_each_defensible_answer_gets_all_marks_and_its_reason(ask, calls):
    found = ask("events", ["election", *calls, "plane"])
    assert (found.state, found.marks) == ("right", found.out_of)
    assert "The two calls are told" in found.message


def test_the_passage_that_settles_it_comes_with_the_message(ask):
    evidence = ask("events", ["election", "merkel", "michel", "plane"]).evidence
    assert ("6", "elections on Aug 9") in [(one.at, one.quote) for one in evidence]


SCORED = [
    ("tellings", ["monday", "sunday", "tuesday", "wednesday"], 2, "Look at a calendar"),
    ("tellings", ["tuesday", "wednesday", "sunday", "monday"], 2, "Look at a calendar"),
    ("tellings", ["wednesday", "tuesday", "sunday", "monday"], 1, "Look at a calendar"),
    ("events", ["election", "merkel", "plane", "michel"], 2, "Look at the weekday"),
    ("events", ["merkel", "michel", "election", "plane"], 2, "order of the telling", "as-told"),
    (
        "tellings",
        ["wednesday", "tuesday", "monday", "sunday"],
        0,
        "This runs from late to early.",
        "backwards",
    ),
]
test_each_answer_has_its_marks_its_message_and_what_it_misread = scored(SCORED)


def test_how_many_of_its_parts_are_right_is_said(ask):
    found = ask("tellings", ["monday", "sunday", "tuesday", "wednesday"])
    assert re.search(rf"\b{found.marks}\b\D*\b{found.out_of}\b", found.message)


def test_each_item_is_told_whether_it_comes_after_the_one_above(ask):
    found = ask("events", ["election", "plane", "merkel", "michel"])
    assert [(one.id, one.word) for one in found.parts] == [
        ("plane", "Right"),
        ("merkel", "Not right"),
        ("michel", "Right"),
    ]
    assert [bool(one.message) for one in found.parts] == [False, True, False]


KEY_MISTAKES = [
    ("    message: The days follow the calendar.\n", "", "message"),
    ("    otherwise: Look at a calendar of that August.\n", "", "otherwise"),
    ("name: backwards", "nam: backwards", "nam"),
    ("right: [sunday, monday, tuesday, wednesday]", "right: [sunday, monday]", "tuesday"),
    (
        "right: [sunday, monday, tuesday, wednesday]",
        "right: [sunday, monday, [monday, tuesday]]",
        "monday",
    ),
    (
        "right: [sunday, monday, tuesday, wednesday]",
        "right: [sunday, monday, tuesday, wednesday, friday]",
        "order",
    ),
    (
        "right: [sunday, monday, tuesday, wednesday]",
        "right: [wednesday, tuesday, monday, sunday]",
        "right already",
    ),
    ("order: [wednesday, tuesday, monday, sunday]", "order: [tuesday, monday]", "sunday"),
    ("order: [wednesday, tuesday, monday, sunday]", "order: [tuesday, friday]", "order"),
]
test_a_mistake_in_the_key_is_named = mistakes("key.yaml", "tellings", KEY_MISTAKES, 2)


def test_a_misconception_that_no_answer_can_reach_is_named(both, damage):
    old = "order: [wednesday, tuesday, monday, sunday]"
    new = "order: [sunday, monday, tuesday, wednesday]"
    lines = damage("key.yaml", "  tellings:", old, new)
    [problem] = problems(both)
    assert problem.file == "key.yaml" and problem.line in lines


AGAIN = "Put them in order again."


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (["sunday", "monday", "tuesday", "wednesday"], "The days follow the calendar."),
        (
            ["wednesday", "tuesday", "monday", "sunday"],
            "0 of 3 steps from one line to the next hold.\nThis runs from late to early.",
        ),
        (
            ["sunday", "tuesday", "monday", "wednesday"],
            "2 of 3 steps from one line to the next hold.\n"
            "Look first at “Tuesday” and “Monday”: they stand the wrong way round.\n"
            "Look at a calendar of that August.",
        ),
        (["sunday", "monday"], f"Your answer is no order of all the lines. {AGAIN}"),
        ("sunday", f"Your answer is no order of all the lines. {AGAIN}"),
        (["sunday", "monday", "monday", "tuesday"], f"Your answer has one line twice. {AGAIN}"),
        (
            ["sunday", "monday", "tuesday", "friday"],
            "Your answer is none of the choices. Choose again.",
        ),
        ([], "Nothing is in order yet."),
    ],
    ids=repr,
)
def test_what_is_said_to_an_order(ask, answer, message):
    assert ask("tellings", answer).message == message


def test_a_long_item_is_cut_short_in_the_message(copy):
    text = FILES["exercises.yaml"].replace("tuesday: Tuesday", f"tuesday: {'z' * 40}-{'Z' * 40}")
    asked, key = read(copy, FILES | {"exercises.yaml": text})["tellings"]
    message = score(asked, key, ["sunday", "tuesday", "monday", "wednesday"]).message
    assert f"“{'z' * 40} … {'Z' * 40}” and “Monday”" in message


def test_the_key_and_its_misreadings_are_told_in_words(exercises):
    asked, key = exercises["events"]
    order = "The election → The call with Merkel / The call with Michel → The plane lands in Moscow"
    told = "The call with Merkel / The call with Michel / The election / The plane lands in Moscow"
    assert [(line.answer, line.marks, line.message) for line in asked.key_lines(key)] == [
        ("All right", "3", "The two calls are told for one day, in no order."),
        (order, "3", "The order, / where two may change."),
        (told, "0", "This is the order of the telling. [as-told]"),
        ("Any other answer", "0", "Look at the weekday of each."),
    ]
    assert asked.right_answers(key) == [order]
    [misread] = asked.misreadings(key)
    assert misread.thought == f"answered: {told.replace(' / ', ' → ')}."
    assert misread.holds == order.replace(" / ", " or ")
    assert asked.question_lines() == [
        *["The plane lands in Moscow", "The call with Merkel", "The call with Michel"],
        "The election",
    ]
    assert asked.answer_lines(["plane", "nobody"]) == [
        ("The plane lands in Moscow", ""),
        ("nobody", ""),
    ]
