"""Code: numbers, words and lists as tables give them, all else that comes, and its key."""

import re

import numpy
import pandas
import pytest
from support.every_kind import TRACEBACK, EveryKind, scored
from support.sample_exercises import files, problems

FILES = files("days", "single", "cities", "longest")


class TestEveryKind(EveryKind):
    right = {"days": 11, "single": 1, "cities": ["Minsk", "Moscow"], "longest": "Minsk"}
    unreadable = ("True", "NaN", "infinity", "data frame", "object", "function", "pandas NA")


def test_the_passage_that_settles_it_comes_with_the_message(ask):
    assert ("6", "elections on Aug 9") in [(one.at, one.quote) for one in ask("days", 11).evidence]


@pytest.mark.parametrize(
    "answer",
    [
        *[
            11,
            11.0,
            "11",
            "11.0",
            " +11 ",
            numpy.int64(11),
            numpy.int8(11),
            numpy.uint16(11),
            numpy.float64(11),
        ],
        *[numpy.float32(11), pandas.Series([11]).sum(), pandas.Series([11.0]).mean()],
        pandas.Series([11], dtype="Int64").iloc[0],
    ],
    ids=lambda answer: type(answer).__name__,
)
def test_a_number_from_a_table_is_a_number(ask, answer):
    assert (ask("days", answer).state, ask("days", answer).marks) == ("right", 2)


def test_a_whole_number_is_saved_without_a_point(exercises):
    exercise, _ = exercises["days"]
    read = [exercise.read_answer(one) for one in (11, numpy.int64(11), 11.0, numpy.float64(11.5))]
    assert list(map(repr, read)) == ["11", "11", "11", "11.5"]


@pytest.mark.parametrize("answer", ["-11", "-11.0", "11 0", "1 1", "<11>", "eleven", "0011x", ""])
def test_a_text_is_not_taken_for_another_number(ask, answer):
    assert ask("days", answer).state != "right"


@pytest.mark.parametrize("answer", ["11", "11.0"])
def test_a_number_handed_over_as_text_is_not_called_wrong(ask, answer):
    assert ask("days", answer).state in ("right", "unreadable")


@pytest.mark.parametrize("answer", ["Minsk", numpy.str_("Minsk"), pandas.Series(["Minsk"]).iloc[0]])
def test_a_word_from_a_table_is_a_word(ask, answer):
    assert ask("longest", answer).state == "right"


@pytest.mark.parametrize("answer", [True, numpy.bool_(True), False, numpy.bool_(False)])
def test_yes_and_no_are_not_one_and_nought(ask, answer):
    found = ask("single", answer)
    assert (found.state, found.marks, found.misconceptions) == ("unreadable", None, ())
    assert found.message


@pytest.mark.parametrize(
    "answer",
    [
        pandas.DataFrame({"days": [11]}),
        pandas.DataFrame(),
        pandas.Series(["a", "b"]),
        pandas.Timestamp("2020-08-20"),
        pandas.NaT,
        pandas.NA,
        {"days": 11},
        {11},
        print,
        int,
        iter([11]),
        object(),
    ],
    ids=lambda answer: type(answer).__name__,
)
@pytest.mark.parametrize("exercise", ["days", "longest", "cities"])
def test_a_table_or_a_function_gets_a_sentence(ask, exercise, answer):
    found = ask(exercise, answer)
    assert (found.state, found.marks) == ("unreadable", None)
    assert re.search(r"number|text|list", found.message)
    assert not TRACEBACK.search(found.message)


def test_a_table_is_called_a_table(ask):
    message = ask("days", pandas.DataFrame({"days": [11]})).message
    assert re.search(r"DataFrame|table", message)


SCORED = [
    ("days", -11, 1, "The way round is turned."),
    ("days", 12, 0, "Both ends are counted here.", "both-ends"),
    ("single", 0, 0, "There is at least one.", "none-found"),
    ("cities", ["Minsk"], 0, "There is one more.", "only-one"),
    ("longest", "Moscow", 0, "That is in another table.", "other-longest"),
    ("days", [11], 0, "Take one day from the other."),
    ("days", "eleven", 0, "Take one day from the other."),
    ("days", "-11", 1, "The way round is turned."),
    ("longest", "minsk.", 1, "It has five letters."),
    ("longest", 5, 0, "Sort the names by their length."),
    ("longest", ["Minsk"], 0, "Sort the names by their length."),
    ("cities", "Minsk", 0, "Look at the column of names."),
    ("cities", 2, 0, "Look at the column of names."),
    ("cities", ("minsk", "moscow"), 1, "Both are named."),
    ("cities", ["Minsk", "Brussels"], 0, "Look at the column of names."),
    ("cities", ["Minsk", "Moscow", "Moscow"], 0, "Look at the column of names."),
    ("days", 13, 0, "Take one day from the other."),
    ("days", 11.4, 0, "Take one day from the other."),
    ("cities", ["Moscow"], 0, "Look at the column of names."),
    ("longest", "Brussels", 0, "Sort the names by their length."),
]
test_each_answer_has_its_marks_its_message_and_what_it_misread = scored(SCORED)


def test_a_misconception_that_no_answer_can_reach_is_named(both, damage):
    lines = damage("key.yaml", "  days:", "value: 12", "value: 11")
    [problem] = problems(both)
    assert problem.file == "key.yaml" and problem.line in lines


MANY = "Hand over one number or one text."
TABLE = "That is a whole table. Hand over one number or text: one cell, or a sum."
EMPTY = "Look for an empty cell, or for a division by zero."


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (True, "Your code gives True, which is yes or no. Hand over what you counted."),
        (
            numpy.bool_(False),
            "Your code gives False, which is yes or no. Hand over what you counted.",
        ),
        (object(), f"Your code gives an object. {MANY}"),
        (pandas.DataFrame({"a": [1]}), f"Your code gives a DataFrame. {TABLE}"),
        (pandas.Index(["a", "b"]), f"Your code gives an Index. {MANY}"),
        ([["Minsk"]], f"Your code gives a list. {MANY}"),
        (float("nan"), f"Your code gives “nan”, which is no number. {EMPTY}"),
        (numpy.float64("-inf"), f"Your code gives “-inf”, which is no number. {EMPTY}"),
        (10**400, "The number is too large. Look at your line again."),
        ("x" * 1_001, "The text is too long. Hand over the one word or number asked for."),
        ([1] * 101, "Your list has 101 entries. Hand over a short one."),
        ({"not_said": True}, f"Your code gives a dict. {MANY}"),
    ],
    ids=lambda one: one[:40] if isinstance(one, str) else type(one).__name__,
)
def test_what_cannot_be_read_is_said_with_what_to_do(ask, answer, message):
    found = ask("days", answer)
    assert (found.state, found.message) == ("unreadable", message)


@pytest.mark.parametrize("answer", ["x" * 1_000, [1] * 100])
def test_a_text_and_a_list_may_be_as_long_as_that(ask, answer):
    assert ask("days", answer).state == "wrong"


def test_code_that_gives_nothing_is_told_where_to_put_it(ask):
    assert ask("days", None).message == (
        "Your line gives nothing yet. Put what you worked out in place of None."
    )


def test_the_key_is_told_with_its_numbers_texts_and_lists(exercises):
    told = {
        name: [(line.answer, line.marks) for line in asked.key_lines(key)]
        for name, (asked, key) in exercises.items()
    }
    other = ("Any other answer", "0")
    assert told["days"] == [("11", "2"), ("-11", "1"), ("12", "0"), other]
    assert told["cities"] == [("Minsk, Moscow", "1"), ("Minsk", "0"), other]
    asked, key = exercises["cities"]
    [misread] = asked.misreadings(key)
    assert (misread.thought, misread.holds) == ("answered: Minsk.", "Minsk, Moscow")
    assert asked.answer_lines(["Minsk", 2]) == [("Minsk", ""), ("2", "")]


def test_the_key_may_have_it_that_the_article_does_not_say(copy):
    """Then the code finds nothing; no box is offered."""
    text = FILES["key.yaml"].replace("value: 0,", "value: not said,")
    (copy / "exercises.yaml").write_text(FILES["exercises.yaml"], "utf-8")
    (copy / "key.yaml").write_text(text, "utf-8")
    assert all("no answer leads to" in problem.found for problem in problems(copy))


def test_a_text_that_is_an_answer_and_a_misconception_is_named_whatever_its_capitals(both, damage):
    damage("key.yaml", "  longest:", "value: Moscow", "value: MINSK")
    [problem] = problems(both)
    assert problem.found.endswith("stands under answers too")
