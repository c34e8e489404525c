"""Short text: a name however it is written, mistakes of typing, and mistakes in its files."""

import pytest
from support.every_kind import EveryKind, scored
from support.sample_exercises import files, mistake, problems

from helpers.exercises.exercise import answer_lines

FILES = files("caller", "alliance", "capital", "union", "nobody", "river")


class TestEveryKind(EveryKind):
    right = {"caller": "Lukashenko", "alliance": "NATO", "capital": "Minsk", "union": "EU"}
    unreadable = ("True", "NaN", "1 MB", "1 MB of a name", "unknown id", "unknown row", "bytes")


def test_the_passage_that_settles_it_comes_with_the_message(ask):
    evidence = ask("caller", "Lukashenko").evidence
    assert ("10", "Lukashenko has refused") in [(one.at, one.quote) for one in evidence]


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("caller", "Alexander Lukashenko"),
        ("caller", "alexander lukashenko"),
        ("caller", "LUKASHENKO"),
        ("caller", "  Lukashenko  "),
        ("caller", "Alexander   Lukashenko"),
        ("caller", "Alexander\u00a0Lukashenko"),
        ("caller", "Lukashenko."),
        ("caller", "“Lukashenko”"),
        ("caller", '"Lukashenko"'),
        ("caller", "(Lukashenko)"),
        ("caller", "‘Lukashenko’"),
        ("caller", "«Lukashenko»"),
        ("caller", "« Alexander Lukashenko »"),
        ("caller", "‹Lukashenko›"),
        ("caller", "„Lukashenko“"),
        ("caller", "a Lukashenko"),
        ("caller", "An Alexander Lukashenko"),
        ("capital", "Minsk".ljust(200)),
        ("caller", "Lukashenko!"),
        ("caller", "Lukáshenko"),
        ("caller", "Luka\u0301shenko"),
        ("caller", "Лукашенко"),
        ("caller", "лукашенко"),
        ("caller", "ЛУКАШЭНКА"),
        ("caller", "Ｌｕｋａｓｈｅｎｋｏ"),
        ("alliance", "nato"),
        ("alliance", "the NATO"),
        ("alliance", "The Nato."),
        ("alliance", "North Atlantic Treaty Organization"),
        ("alliance", "the north atlantic treaty organization"),
        ("alliance", "нато"),
        ("capital", "minsk"),
        ("union", "the EU"),
        ("union", "eu"),
    ],
)
def test_a_name_is_known_however_it_is_written(ask, exercise, answer):
    found = ask(exercise, answer)
    assert (found.state, found.marks) == ("right", found.out_of)
    assert "spel" not in found.message.lower()


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("caller", "Lukaschenko"),
        ("caller", "Lukashenka"),
        ("caller", "Lukahsenko"),
        ("caller", "Lukasheno"),
        ("caller", "Alexnader Lukashenko"),
        ("caller", "Alexander Lukašenko"),
        ("caller", "Лукашенка"),
        ("caller", "the Lukashenkoo"),
        ("alliance", "North Atlantic Treaty Organisation"),
        ("alliance", "North-Atlantic Treaty Organizaton"),
        ("capital", "Minks"),
    ],
)
def test_a_typing_mistake_keeps_its_marks_and_is_mentioned(ask, exercise, answer):
    found = ask(exercise, answer)
    assert (found.state, found.marks) == ("right", found.out_of)
    assert "spel" in found.message.lower()


def test_the_message_on_a_typing_mistake_shows_the_right_spelling(ask):
    assert "Lukashenko" in ask("caller", "Lukaschenko").message


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("capital", "Pinsk"),
        ("capital", "pinsk."),
        ("union", "UN"),
        ("union", "UK"),
        ("union", "U"),
        ("union", "e"),
        ("alliance", "CSTO"),
        ("caller", "not Lukashenko"),
        ("caller", "не Лукашенко"),
        ("caller", "Lukashenko or Putin"),
        ("caller", "Lukashenko Lukashenko"),
        ("caller", "the"),
        ("caller", "."),
        ("caller", "?!"),
        ("caller", "enko"),
        ("caller", "L u k a s h e n k o" * 3),
        ("alliance", "NAFTA"),
    ],
)
def test_another_name_is_not_a_typing_mistake(ask, exercise, answer):
    found = ask(exercise, answer)
    assert found.marks == 0
    assert found.state in ("wrong", "missing", "unreadable")


SCORED = [
    ("caller", "Vladmir Putin", 0, "", "putin-again"),
    ("caller", "president", 1, "An office is less than a name."),
    ("caller", "putin", 0, "Putin comes one paragraph later.", "putin-again"),
    ("caller", "Vladimir Putin", 0, "Putin comes one paragraph later.", "putin-again"),
    ("caller", {"not_said": True}, 0, "The pronoun stands for a name.", "nobody"),
    ("alliance", "the CSTO", 0, "That one stands a paragraph earlier.", "treaty-alliance"),
    ("capital", "Pinsk", 0, "That city is not in the article.", "other-city"),
    ("union", "UN", 0, "That body is in the paragraph about treaties.", "nations"),
    ("caller", "Merkel", 0, "Look at the sentence before."),
    ("nobody", "n", 0, "Look for a name beside the plane."),
    ("nobody", "Lukashenko", 0, "Look for a name beside the plane."),
    ("nobody", {"not_said": True}, 1, "The plane is followed"),
    ("river", "Moscow", 2, "The capital is Moscow."),
    ("river", "Moskow", 2, "We read “Moskow” as “Moscow”. Mind the spelling.\nThe capital"),
    ("river", "Moskwa", 1, "We read “Moskwa” as “Moskva”. Mind the spelling.\nThat is its own"),
    ("alliance", "Warsaw Pact", 0, "Look in paragraph 13."),
]
test_each_answer_has_its_marks_its_message_and_what_it_misread = scored(SCORED)


def test_a_short_text_has_no_more_than_two_hundred_characters(ask):
    assert ask("capital", "x" * 200).state == "wrong"
    assert ask("capital", "x" * 201).state == "unreadable"


SPELLINGS = "value: [Alexander Lukashenko, Lukashenko, Лукашенко, Лукашэнка]"


def test_a_text_without_a_spelling_is_named(both, damage):
    mistake(both, damage("key.yaml", "  caller:", SPELLINGS, "value: []"), "key.yaml", "value")


@pytest.mark.parametrize("value", ["[Lukashenko, Putin]", "[the LUKASHENKO]"])
def test_a_misconception_that_no_answer_can_reach_is_named(both, damage, value):
    old = "value: [Vladimir Putin, Putin]"
    lines = damage("key.yaml", "  caller:", old, f"value: {value}")
    [problem] = problems(both)
    assert problem.file == "key.yaml" and problem.line in lines


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("value: [Vladimir Putin, Putin]", "value: [Putin, lukashenko]"),
        (SPELLINGS, "value: [Lukashenko, PUTIN]"),
    ],
)
def test_an_answer_that_is_also_a_misconception_is_named(both, damage, old, new):
    lines = damage("key.yaml", "  caller:", old, new)
    [problem] = problems(both)
    assert problem.file == "key.yaml" and problem.line in lines
    assert problem.found.endswith("stands under answers too")
    assert problem.remedy == "take it out of one of them"


def test_what_gets_all_the_marks_is_no_misconception(both, damage):
    old = "        value: [Vladimir Putin, Putin]\n"
    lines = damage("key.yaml", "  caller:", old, f"{old}        marks: 2\n")
    [problem] = problems(both)
    assert problem.file == "key.yaml" and problem.line in lines
    line = (both / "key.yaml").read_text("utf-8").splitlines()[problem.line - 1]
    assert "marks: " in line
    assert "putin-again" in problem.found and "gets all the marks" in problem.found


def test_an_answer_has_no_name(both, damage):
    """It is misconceptions that are named; of an answer it would be lost without a word."""
    damage("key.yaml", "  caller:", "        marks: 2\n", "        marks: 2\n        name: x\n")
    [problem] = problems(both)
    assert "“name” means nothing here" in problem.found


def test_the_key_and_its_misreadings_are_told_with_all_spellings(exercises):
    asked, key = exercises["caller"]
    names = "Alexander Lukashenko / Lukashenko / Лукашенко / Лукашэнка"
    assert [(line.answer, line.marks, line.message) for line in asked.key_lines(key)] == [
        (names, "2", "He is the subject of the sentence before."),
        ("President", "1", "An office is less than a name."),
        ("Vladimir Putin / Putin", "0", "Putin comes one paragraph later. [putin-again]"),
        ("The article does not say", "0", "The pronoun stands for a name. [nobody]"),
        ("Any other answer", "0", "Look at the sentence before."),
    ]
    assert asked.right_answers(key) == [names, "President"]
    assert asked.question_lines() == ["An answer of your own, or “The article does not say”"]
    assert exercises["capital"][0].question_lines() == []
    assert [(one.thought, one.holds) for one in asked.misreadings(key)] == [
        ("answered: Vladimir Putin.", "Alexander Lukashenko"),
        ("answered: The article does not say.", "Alexander Lukashenko"),
    ]
    assert [asked.example(one) for one in key.misconceptions] == [
        "Vladimir Putin",
        {"not_said": True},
    ]


def test_an_answer_is_shown_as_the_student_saw_it(exercises):
    asked, _ = exercises["caller"]
    assert answer_lines(asked, "Putin") == [("Putin", "")]
    assert answer_lines(asked, {"not_said": True}) == [("The article does not say", "")]


@pytest.mark.parametrize("answer", [{"not_said": "yes"}, {"not_said": 1}, {"not_said": False}])
def test_a_box_that_is_ticked_in_another_way_is_not_offered(ask, answer):
    assert (
        ask("caller", answer).message == "That answer is not offered here. Answer in another way."
    )


def test_a_box_where_there_is_none_is_not_offered(ask):
    found = ask("capital", {"not_said": True})
    assert found.message == "That answer is not offered here. Answer in another way."


def test_an_answer_is_complete_once_a_text_is_typed(exercises):
    asked, _ = exercises["caller"]
    assert asked.what_is_missing("Putin") == asked.what_is_missing({"not_said": True}) == ""
    assert asked.what_is_missing(" ") == "Nothing is written yet."
    assert asked.what_is_missing(["Putin"]) == "Your answer is no text. Type it again."
