"""Number: figures however they are written, how far off they may be, and mistakes in its files."""

import pytest
from support.every_kind import EveryKind, mistakes, scored
from support.sample_exercises import files, problems

FILES = files("calls", "officers", "printed")


class TestEveryKind(EveryKind):
    right = {"calls": "4", "officers": "300"}
    unreadable = ("True", "NaN", "infinity", "10**400", "10**5000", "1e999", "markup", "1 MB")
    unreadable += ("1 MB of digits", "unknown id", "unknown row", "surrogate", "object")


def test_the_passage_that_settles_it_comes_with_the_message(ask):
    assert ("11", "on Tuesday") in [(one.at, one.quote) for one in ask("calls", "4").evidence]


@pytest.mark.parametrize(
    "answer",
    [
        *["4", " 4 ", "4.0", "4,0", "4.00", "4.", "+4", "04", "\u00a04\n", "4 calls", "4 %", "4%"],
        "4".ljust(30),
    ],
)
def test_a_number_is_known_however_it_is_written(ask, answer):
    assert (ask("calls", answer).state, ask("calls", answer).marks) == ("right", 1)


@pytest.mark.parametrize(
    "answer", ["four-ish", "four calls", "4 or 5", "4.0.0", "--4", "4;", "0x4"]
)
def test_what_is_no_number_is_said_to_be_none(ask, answer):
    found = ask("calls", answer)
    assert (found.state, found.marks) == ("unreadable", None)
    assert "number" in found.message.lower() or "digit" in found.message.lower()


@pytest.mark.parametrize(
    "answer",
    ["nan", "NaN", "inf", "-inf", "Infinity", "1e999", "-1e999", "9" * 5000, "1_0", "4_", "½", "²"],
)
def test_what_only_a_computer_calls_a_number_is_none(ask, answer):
    assert (ask("calls", answer).state, ask("calls", answer).marks) == ("unreadable", None)


@pytest.mark.parametrize(
    ("answer", "marks"),
    [("300", 2), ("300.5", 2), ("299,5", 2), ("300.51", 0), ("299.4", 0), ("299", 1), ("301", 0)],
)
def test_a_number_may_be_off_by_what_the_key_allows(ask, answer, marks):
    assert ask("officers", answer).marks == marks


@pytest.mark.parametrize(
    ("answer", "numbers"),
    [
        *[("7", [7]), ("7.25", [7.25]), ("7,25", [7.25]), ("-7", [-7]), ("−7,5", [-7.5])],
        *[("1.234.567", [1234567]), ("1,234,567", [1234567]), ("1'234'567", [1234567])],
        *[("1 234", [1234]), ("1,234", [1.234, 1234]), ("-1,234", [-1.234, -1234])],
        *[("1.234", [1.234]), ("1,234.56", [1234.56]), ("12 345.678", [12345.678])],
        *[("123 officers", [123]), ("123,456,789 people", [123456789])],
    ],
)
def test_signs_in_a_number_part_thousands_or_decimals(exercises, answer, numbers):
    asked, _ = exercises["printed"]
    assert asked.read_value(answer) == numbers


@pytest.mark.parametrize("answer", ["0,123,456", "12,34", "1.234.56", "1234,567,8", "1,23.456"])
def test_figures_that_are_parted_in_no_known_way_are_not_taken_together(ask, answer):
    assert not ask("printed", answer).marks


def test_a_number_has_no_more_than_thirty_characters(ask):
    assert ask("calls", "4".rjust(30)).state == "right"
    assert ask("calls", "4".rjust(31)).state == "unreadable"


@pytest.mark.parametrize("answer", ["3,00", "30,0", "3.00", "0,300", "30 0"])
def test_a_decimal_comma_does_not_make_a_number_larger(ask, answer):
    assert ask("officers", answer).marks in (0, None)


SCORED = [
    ("officers", "299", 1, "About is not one less."),
    ("calls", "6", 0, "Two of these were at the weekend.", "with-weekend"),
    ("calls", "1,0", 0, "There are more paragraphs with a call.", "one-call"),
    ("officers", "214", 0, "That is the type of the plane.", "tu-number"),
    ("calls", "5", 0, "Count again in three paragraphs."),
    ("calls", "-4", 0, "Count again in three paragraphs."),
    ("printed", "1,234", 2, "A thousand and more."),
    ("printed", "1234", 2, "A thousand and more."),
    ("printed", "1.234.567", 2, "A million and more."),
    ("printed", "4.2", 2, "Four and a bit."),
    ("printed", "4", 2, "Four and a bit."),
    ("printed", "4.3", 0, "No such number is printed."),
    ("printed", "-7.25", 1, "Below nought."),
    ("printed", "7.25", 0, "No such number is printed."),
    ("printed", "-1,234", 0, "No such number is printed."),
]
test_each_answer_has_its_marks_its_message_and_what_it_misread = scored(SCORED)

KEY_MISTAKES = [
    ("value: 300", "value: about 300", "about 300"),
    ("value: 300", "value: .nan", "nan"),
    ("value: 300", "value: 1e999", "1e999"),
    ("value: 214", "value: not said", "not said"),
    ("tolerance: 0.5", "tolerance: much", "much"),
    ("tolerance: 0.5", "tolerance: -1", "-1"),
    ("quote: about 300", "quote: t", "t"),
    ("quote: Tu-214", "quote: Tu-214\n        nth: 2", "2"),
    ("quote: Tu-214", "quote: Tu-214\n        nth: first", "first"),
]
test_a_mistake_in_the_key_is_named = mistakes("key.yaml", "officers", KEY_MISTAKES, 2)


@pytest.mark.parametrize(("value", "twice"), [("300", True), ("300.0", True), ("300.4", False)])
def test_a_misconception_that_no_answer_can_reach_is_named(both, damage, value, twice):
    lines = damage("key.yaml", "  officers:", "value: 214", f"value: {value}")
    [problem] = problems(both)
    assert problem.file == "key.yaml" and problem.line in lines
    assert problem.found.endswith("stands under answers too") is twice


def test_the_key_is_told_in_figures(exercises):
    asked, key = exercises["printed"]
    assert [(line.answer, line.marks) for line in asked.key_lines(key)] == [
        *[("1234", "2"), ("1234567", "2"), ("4.1", "2"), ("-7.25", "1")],
        ("Any other answer", "0"),
    ]
    asked, key = exercises["officers"]
    [misread] = asked.misreadings(key)
    assert (misread.thought, misread.holds) == ("answered: 214.", "300")
    assert asked.example(key.misconceptions[0]) == "214"
    asked, key = exercises["printed"]
    assert [asked.example(one) for one in key.answers] == ["1234", "1234567", "4.1", "-7.25"]


def test_a_number_may_have_a_unit(exercises):
    assert exercises["calls"][0].asked()["unit"] == "calls"
    assert exercises["officers"][0].asked()["unit"] == ""


def test_one_mark_may_be_all_the_marks(both, damage):
    damage("key.yaml", "  calls:", "{name: with-weekend,", "{marks: 1, name: with-weekend,")
    [problem] = problems(both)
    assert "“with-weekend” is a misconception, and gets all the marks" in problem.found


@pytest.mark.parametrize("value", ["0", "0.0"])
def test_a_tolerance_may_be_nought(both, damage, value):
    damage("key.yaml", "  officers:", "tolerance: 0.5", f"tolerance: {value}")
    assert problems(both) == []
