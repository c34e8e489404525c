"""Choose several: what was ticked too much or left out, its marks, and mistakes in its files."""

import re

import pytest
from support.every_kind import EveryKind, mistakes, scored
from support.sample_exercises import files, problems, read

from helpers.exercises.scoring import score

FILES = files("speakers")


class TestEveryKind(EveryKind):
    right = {"speakers": ["zhao", "breton"]}
    unreadable = ("True", "unknown id", "same id twice", "text for a list", "list of lists")
    unreadable += ("unknown row", "list of True", "deep list", "many words", "set")


SCORED = [
    ("speakers", ["breton", "zhao"], 2, "Two are quoted and one is reported."),
    ("speakers", ["breton", "reuters", "zhao"], 2, "Two are quoted and one is reported."),
    ("speakers", ["zhao"], 1, "Breton stands at the end of his sentence."),
    ("speakers", ["zhao", "reuters"], 1, "Breton stands at the end of his sentence."),
    (
        "speakers",
        ["zhao", "breton", "merkel"],
        1,
        "Merkel is on the phone and not quoted.",
        "named-is-speaking",
    ),
    ("speakers", ["zhao", "merkel"], 0, "", "named-is-speaking"),
    ("speakers", ["merkel", "michel"], 0, "", "named-is-speaking", "called-is-speaking"),
    (
        "speakers",
        ["zhao", "breton", "merkel", "michel", "reuters"],
        0,
        "",
        "named-is-speaking",
        "called-is-speaking",
    ),
    ("speakers", ["zhao", "breton", "merkel", "reuters"], 1, "", "named-is-speaking"),
    ("speakers", ["reuters"], 0, ""),
    ("speakers", ["merkel"], 0, "Merkel is on the phone", "named-is-speaking"),
    ("speakers", ["michel"], 0, "Michel is only called.", "called-is-speaking"),
]
test_each_answer_has_its_marks_its_message_and_what_it_misread = scored(SCORED)


def test_how_many_of_its_parts_are_right_is_said(ask):
    found = ask("speakers", ["zhao"])
    assert re.search(rf"\b{found.marks}\b\D*\b{found.out_of}\b", found.message)


def test_each_option_that_is_ticked_or_left_out_is_told_what_it_came_to(ask):
    found = ask("speakers", ["zhao", "merkel", "reuters"])
    assert {one.id: (one.word, one.message) for one in found.parts} == {
        "zhao": ("Right", ""),
        "reuters": ("Right", ""),
        "merkel": ("Not right", "Merkel is on the phone and not quoted."),
        "breton": ("Left out", "Breton stands at the end of his sentence."),
    }
    assert found.summary == "You ticked 1 of the 2 that fit, and 1 that does not."


def test_what_was_missed_and_what_was_ticked_too_much_are_both_said(ask):
    found = ask("speakers", ["zhao", "merkel", "michel"])
    assert "Breton stands at the end" in found.message
    assert "Merkel is on the phone" in found.message
    assert "Michel is only called" in found.message
    assert "Zhao is quoted" not in found.message
    assert "A report may count" not in found.message
    assert "Two are quoted" not in found.message
    assert set(found.misconceptions) == {"named-is-speaking", "called-is-speaking"}


KEY_MISTAKES = [
    ("right: no", "right: yes", "marks"),
    ("        message: Breton stands at the end of his sentence.\n", "", "message"),
    ("    message: Two are quoted and one is reported.\n", "", "message"),
    ("right: yes", "right: maybe", "right"),
    ("        right: yes\n", "", "“zhao” is neither right nor wrong"),
    ("        right: no\n", "        right: no\n        marks: 1\n", "marks"),
]
test_a_mistake_in_the_key_is_named = mistakes("key.yaml", "speakers", KEY_MISTAKES, 2)


def test_leaving_out_an_option_that_fits_may_be_a_misconception(both, damage):
    damage("key.yaml", "  speakers:", "right: yes\n", "right: yes\n        misconception: x\n")
    assert problems(both) == []


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (["zhao", "breton"], "Two are quoted and one is reported."),
        (
            ["zhao", "breton", "merkel"],
            "You ticked 2 of the 2 that fit, and 1 that does not.\n"
            "“Angela Merkel”: Merkel is on the phone and not quoted.",
        ),
        (
            ["michel", "merkel", "zhao"],
            "You ticked 1 of the 2 that fit, and 2 that do not.\n"
            "You left out “Thierry Breton”: Breton stands at the end of his sentence.\n"
            "“Angela Merkel”: Merkel is on the phone and not quoted.\n"
            "“Charles Michel”: Michel is only called.",
        ),
        (
            ["reuters"],
            "You ticked 0 of the 2 that fit.\n"
            "You left out “Zhao Lijian”: Zhao is quoted in paragraph 8.\n"
            "You left out “Thierry Breton”: Breton stands at the end of his sentence.",
        ),
        (["zhao", "zhao"], "Your answer names one choice twice. Choose again."),
        (["zhao"] * 6, "Your answer is no list of choices. Choose again."),
        ("zhao", "Your answer is no list of choices. Choose again."),
        (["nobody"], "Your answer is none of the choices. Choose again."),
        ([], "Nothing is ticked yet."),
    ],
    ids=repr,
)
def test_what_is_said_to_what_was_ticked(ask, answer, message):
    assert ask("speakers", answer).message == message


def test_a_long_option_is_cut_short_in_the_message(copy):
    text = FILES["exercises.yaml"].replace("Zhao Lijian", "z" * 40 + "-" + "Z" * 40)
    asked, key = read(copy, FILES | {"exercises.yaml": text})["speakers"]
    assert f"“{'z' * 40} … {'Z' * 40}”" in score(asked, key, ["breton"]).message


def test_the_key_and_its_misreadings_are_told_option_by_option(exercises):
    asked, key = exercises["speakers"]
    assert [(line.answer, line.marks, line.message) for line in asked.key_lines(key)] == [
        ("All right", "2", "Two are quoted and one is reported."),
        ("Zhao Lijian", "fits", "Zhao is quoted in paragraph 8."),
        ("Thierry Breton", "fits", "Breton stands at the end of his sentence."),
        (
            "Angela Merkel",
            "does not fit",
            "Merkel is on the phone and not quoted. [named-is-speaking]",
        ),
        ("Reuters", "either way", "A report may count as saying."),
        ("Charles Michel", "does not fit", "Michel is only called. [called-is-speaking]"),
    ]
    assert asked.right_answers(key) == ["Zhao Lijian", "Thierry Breton", "Reuters"]
    assert [(one.thought, one.counted) for one in asked.misreadings(key)] == [
        ("did not tick “Zhao Lijian”.", ("left out", "zhao")),
        ("did not tick “Thierry Breton”.", ("left out", "breton")),
        ("ticked “Angela Merkel”.", ("ticked", "merkel")),
        ("ticked “Charles Michel”.", ("ticked", "michel")),
    ]


def test_what_was_ticked_and_what_was_left_out_is_counted_and_shown(exercises):
    asked, key = exercises["speakers"]
    assert list(asked.counted(["merkel", "zhao"], key)) == [
        *[("ticked", "zhao"), ("left out", "breton"), ("ticked", "merkel")],
        *[("left out", "reuters"), ("left out", "michel")],
    ]
    assert asked.answer_lines(["merkel", "nobody"]) == [("Angela Merkel", ""), ("nobody", "")]
