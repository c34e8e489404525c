"""Match: what each row is worth and what is said to a wrong choice, and mistakes in its files."""

import re

import pytest
from support.every_kind import EveryKind, mistakes, scored
from support.sample_exercises import files, mistake, problems, read

from helpers.exercises.exercise import is_table
from helpers.exercises.scoring import score

FILES = files("pronouns")
RIGHT = {"he-2": "putin", "he-11": "lukashenko", "they-11": "both"}


class TestEveryKind(EveryKind):
    right = {"pronouns": RIGHT}
    unreadable = ("unknown row", "unknown choice", "row not text", "choice a list", "unknown id")
    unreadable += ("choice True", "choice long", "many rows", "deep dict", "not said, no")


SCORED = [
    ("pronouns", RIGHT, 3, "Each pronoun is found by what comes before it."),
    ("pronouns", RIGHT | {"he-11": "putin"}, 3, "Each pronoun is found"),
    ("pronouns", RIGHT | {"he-2": "both"}, 2, "Paragraph 1 ends with Putin"),
    ("pronouns", RIGHT | {"he-2": "lukashenko"}, 2, "named in paragraph 6 first", "not-named-yet"),
    ("pronouns", {"he-2": "putin"}, 1, "He had a phone call"),
    ("pronouns", {"he-2": "putin", "he-11": "", "they-11": None}, 1, "They also spoke"),
    ("pronouns", {"he-2": "lukashenko"}, 0, "He is named in paragraph 6", "not-named-yet"),
    ("pronouns", {"he-11": "both"}, 0, "The word he stands for one", "one-pronoun-two-people"),
]
test_each_answer_has_its_marks_its_message_and_what_it_misread = scored(SCORED)


def test_how_many_of_its_parts_are_right_is_said(ask):
    found = ask("pronouns", {"he-2": "putin"})
    assert re.search(rf"\b{found.marks}\b\D*\b{found.out_of}\b", found.message)


def test_rows_that_are_right_are_not_talked_about(ask):
    found = ask("pronouns", {"he-2": "putin", "he-11": "both", "they-11": "putin"})
    assert (found.state, found.marks) == ("partly", 1)
    assert "The word he stands for one person." in found.message
    assert "A plural needs two." in found.message
    assert "Paragraph 1 ends with Putin" not in found.message
    assert "Each pronoun is found" not in found.message


def test_each_row_is_told_what_it_came_to(ask):
    found = ask("pronouns", {"he-2": "putin", "he-11": "both"})
    assert [(one.id, one.word, one.message) for one in found.parts] == [
        ("he-2", "Right", ""),
        ("he-11", "Not right", "The word he stands for one person."),
        ("they-11", "Left out", ""),
    ]
    assert found.summary in found.message and "He had a phone call" not in found.summary
    assert [one.word for one in ask("pronouns", RIGHT).parts] == ["Right"] * 3


@pytest.mark.parametrize("row", ["", None])
def test_a_match_with_no_row_filled_is_blank(ask, row):
    assert ask("pronouns", {"he-2": row, "they-11": row}).state == "missing"


def test_a_table_of_rows_that_are_drawn_is_one_of_two(both, damage):
    lines = damage("exercises.yaml", "id: pronouns", "marks: 3\n", "marks: 3\n    draws: colours\n")
    mistake(both, lines, "exercises.yaml", "colours")


KEY_MISTAKES = [
    ("    message: Each pronoun is found by what comes before it.\n", "", "message"),
    ("        message: Paragraph 1 ends with Putin as the one who acts.\n", "", "message"),
    ("            message: He is named in paragraph 6 first.\n", "", "message"),
    ("            misconception: not-named-yet\n", "", "misconception"),
    ("        right: putin\n", "", "“he-2” has no right choice"),
    ("right: putin", "right: []", "“he-2” has no right choice"),
    ("right: putin", "right: {putin: yes}", "“he-2” has no right choice"),
    ("right: putin", "right: putin\n        marks: 1", "“marks” means nothing here"),
    (
        "            message: He is named in paragraph 6 first.\n",
        "            mesage: x\n",
        "mesage",
    ),
    ("right: putin", "right: puttin", "puttin"),
    ("right: [lukashenko, putin]", "right: [lukashenko, puttin]", "puttin"),
    ("          lukashenko:\n", "          lukaschenko:\n", "lukaschenko"),
    ("          lukashenko:\n", "          putin:\n", "“putin” is right and wrong"),
    ("      he-11:\n", "      he-12:\n", "he-1"),
    ("quote: President Alexander Lukashenko", "quote: Alexandr Lukashenko", "Lukashenko"),
]
test_a_mistake_in_the_key_is_named = mistakes("key.yaml", "pronouns", KEY_MISTAKES, 2)


@pytest.mark.parametrize(("draws", "row"), [("places", "he-2"), ("events", "he-2")])
def test_rows_that_are_drawn_must_be_in_the_table(both, damage, draws, row):
    drawn = f"marks: 3\n    draws: {draws}\n"
    lines = damage("exercises.yaml", "id: pronouns", "marks: 3\n", drawn)
    there = problems(both)
    assert any(one.file == "exercises.yaml" and one.line in lines for one in there)
    assert row in str(there[0])


def test_rows_that_are_in_the_table_may_be_drawn(both):
    for name in FILES:
        text = (both / name).read_text("utf-8").replace("they-11:", "brussels:")
        text = text.replace("he-2:", "minsk:").replace("he-11:", "moscow:")
        text = text.replace("kind: match\n", "kind: match\n    draws: places\n")
        (both / name).write_text(text, "utf-8")
    assert problems(both) == []


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (RIGHT, "Each pronoun is found by what comes before it."),
        (
            {"he-2": "both", "he-11": "both", "they-11": ""},
            "0 of 3 rows right.\n"
            "“He made the remarks”: Paragraph 1 ends with Putin as the one who acts.\n"
            "“He had a phone call”: The word he stands for one person.\n"
            "“They also spoke” has no choice yet.",
        ),
        (RIGHT | {"more": "putin"}, "Your answer does not fit the rows. Choose again."),
        (["putin"], "Your answer does not fit the rows. Choose again."),
        ({"he-3": "putin"}, "Your answer is none of the choices. Choose again."),
        ({"he-2": "merkel"}, "Your answer is none of the choices. Choose again."),
        ({}, "No line has a choice yet."),
    ],
    ids=repr,
)
def test_what_is_said_to_what_was_matched(ask, answer, message):
    assert ask("pronouns", answer).message == message


def test_only_the_passages_of_wrong_rows_come_with_the_message(ask):
    found = ask("pronouns", {"he-2": "putin", "he-11": "lukashenko", "they-11": "putin"})
    assert [(one.at, one.quote) for one in found.evidence] == [("11", "They also spoke by phone")]


def test_a_long_row_is_cut_short_in_the_message(copy):
    text = FILES["exercises.yaml"].replace("He made the remarks", "z" * 40 + "-" + "Z" * 40)
    asked, key = read(copy, FILES | {"exercises.yaml": text})["pronouns"]
    assert f"“{'z' * 40} … {'Z' * 40}” has no" in score(asked, key, {"he-11": "putin"}).message


@pytest.mark.parametrize(
    ("answer", "lacks"),
    [
        (RIGHT, ""),
        ({"he-2": "both"}, "1 of 3 lines have a choice."),
        (RIGHT | {"he-2": ""}, "2 of 3 lines have a choice."),
        ({"he-2": ""}, "No line has a choice yet."),
        (5, "Your answer does not fit the rows. Choose again."),
    ],
)
def test_an_answer_is_complete_once_each_row_has_a_choice(exercises, answer, lacks):
    assert exercises["pronouns"][0].what_is_missing(answer) == lacks


def test_the_key_and_its_misreadings_are_told_row_by_row(exercises):
    asked, key = exercises["pronouns"]
    assert [(line.answer, line.marks) for line in asked.key_lines(key)] == [
        ("All right", "3"),
        ("He made the remarks → Putin", "1"),
        ("… → Lukashenko", "0"),
        ("He had a phone call → Lukashenko or Putin", "1"),
        ("… → Both of them", "0"),
        ("They also spoke → Both of them", "1"),
    ]
    assert asked.right_answers(key) == [
        "He made the remarks: Putin",
        "He had a phone call: Lukashenko or Putin",
        "They also spoke: Both of them",
    ]
    assert asked.question_lines() == [
        *["He made the remarks", "He had a phone call", "They also spoke"],
        "Choose from: Putin; Lukashenko; Both of them",
    ]
    assert [
        (one.counted, one.reply.misconception, one.holds) for one in asked.misreadings(key)
    ] == [
        (("he-2", "lukashenko"), "not-named-yet", "“Putin”"),
        (("he-2", "both"), "", "“Putin”"),
        (("he-11", "both"), "one-pronoun-two-people", "“Lukashenko”, or “Putin”"),
        (("they-11", "putin"), "", "“Both of them”"),
        (("they-11", "lukashenko"), "", "“Both of them”"),
    ]
    thought = "chose “Lukashenko” for “He made the remarks”."
    assert next(asked.misreadings(key)).thought == thought


def test_the_choices_are_counted_and_shown_by_row(exercises):
    asked, key = exercises["pronouns"]
    answer = {"he-2": "both", "they-11": ""}
    assert [*asked.counted(answer, key)] == [("he-2", "both")]
    assert asked.answer_lines(answer | {"he-11": "nobody"}) == [
        ("He made the remarks", "Both of them"),
        ("He had a phone call", "–"),
        ("They also spoke", "–"),
    ]
    assert asked.answer_lines("putin") == [("putin", "")]
    assert is_table(asked, answer) and not is_table(asked, "putin")


def test_one_misreading_may_show_in_several_rows_with_a_message_for_each(both, damage):
    damage("key.yaml", "  pronouns:", "one-pronoun-two-people", "not-named-yet")
    assert problems(both) == []
    damage(
        "key.yaml",
        "  pronouns:",
        "The word he stands for one person.",
        "He is named in paragraph 6 first.",
    )
    [problem] = problems(both)
    assert "two misconceptions have one message: “He is named in paragraph 6" in problem.found


@pytest.mark.parametrize("wrong", ["[]", "putin", "{lukashenko: x}", "{both: {}, lukashenko: x}"])
def test_wrong_choices_without_messages_are_named(both, damage, wrong):
    start = "        wrong:\n          lukashenko:\n            misconception: not-named-yet\n"
    start += "            message: He is named in paragraph 6 first.\n            at: '6'\n"
    start += "            quote: President Alexander Lukashenko\n"
    lines = damage("key.yaml", "  pronouns:", start, f"        wrong: {wrong}\n")
    mistake(both, lines, "key.yaml", "wrong holds no choices with messages")
