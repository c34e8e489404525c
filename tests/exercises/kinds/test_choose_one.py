"""Choose one: the marks and message of the option that was chosen, and mistakes in its files."""

import pytest
from support.every_kind import EveryKind, mistakes, scored
from support.sample_exercises import files, mistake, problems

FILES = files("refuser")


class TestEveryKind(EveryKind):
    right = {"refuser": "opposition"}
    unreadable = ("True", "NaN", "10**400", "markup", "surrogate", "1 MB", "unknown id", "bytes")


SCORED = [
    ("refuser", "opposition", 2, "They refuse to recognize the results."),
    ("refuser", "lukashenko", 2, "He refuses to step down."),
    ("refuser", "kremlin", 1, "It says nothing; that is close to refusing."),
    ("refuser", "nato", 0, "It denies a claim", "denying-is-refusing"),
    ("refuser", "not-said", 0, "The verb is there twice.", "verb-missed"),
]
test_each_answer_has_its_marks_its_message_and_what_it_misread = scored(SCORED)


def test_the_passage_that_settles_it_comes_with_the_message(ask):
    evidence = ask("refuser", "opposition").evidence
    assert ("6", "The opposition have refused") in [(one.at, one.quote) for one in evidence]


EXERCISE_MISTAKES = [
    ("    marks: 2\n", "    marks: 2\n    not_said: yes\n", "not_said"),
    ("    marks: 2\n", "    marks: 2\n    rows: {a: b}\n", "rows"),
    ("      nato: The alliance called NATO", "      nato:", "nato"),
    ("      nato: The alliance called NATO", "      nato: [a]", "nato"),
    ("The article does not say", "It is not said here", "not-said"),
]
test_a_mistake_in_the_exercise_is_named = mistakes("exercises.yaml", "refuser", EXERCISE_MISTAKES)

KEY_MISTAKES = [
    ("marks: 2", "marks: 3", "marks"),
    ("marks: 2", "marks: one", "one"),
    ("marks: 0", "marks: -1", "-1"),
    ("marks: 0", "marks: .inf", "inf"),
    ("        message: It denies a claim, which is not to refuse.\n", "", "message"),
    ("message: It denies a claim, which is not to refuse.", "message:", "message"),
    ("message: It denies a claim, which is not to refuse.", "message: [It]", "message"),
    ("misconception: verb-missed", "misconception: denying-is-refusing", "denying"),
    ("misconception: verb-missed", "misconception: Verb Missed", "Verb Missed"),
    (
        "message: The verb is there twice.",
        "message: It denies a claim, which is not to refuse.",
        "message",
    ),
    ("      nato:\n", "      nata:\n", "nat"),
    ("quote: the claim was denied", "quote: the claim was deny", "deny"),
    ("at: '13'", "at: '99'", "99"),
    ("at: '13'", "at: '12'", "denied"),
    ("        at: '13'\n", "", "at"),
    ("quote: The opposition have refused", "quote: The opposition has", "opposition"),
    ("message: They refuse", "mesage: They refuse", "mesage"),
]
test_a_mistake_in_the_key_is_named = mistakes("key.yaml", "refuser", KEY_MISTAKES, 2)


def test_marks_that_no_option_reaches_are_named(both, damage):
    damage("key.yaml", "lukashenko:", "marks: 2", "marks: 1")
    lines = damage("key.yaml", "  refuser:", "marks: 2", "marks: 0")
    mistake(both, lines, "key.yaml", "marks", 2)


def test_options_under_another_name_are_named(both, damage):
    lines = damage("key.yaml", "  refuser:", "    options:\n", "    choices:\n")
    mistake(both, lines, "key.yaml", "choices", 8)


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("        marks: 2\n", "        marks: 2\n        misconception: x\n", "x"),
        ("        marks: 0\n", "        marks: 2\n", "denying-is-refusing"),
    ],
)
def test_what_gets_all_the_marks_is_no_misconception(both, damage, old, new, name):
    lines = damage("key.yaml", "  refuser:", old, new)
    [problem] = problems(both)
    assert problem.file == "key.yaml" and problem.line in lines
    line = (both / "key.yaml").read_text("utf-8").splitlines()[problem.line - 1]
    assert "misconception: " in line
    assert name in problem.found and "gets all the marks" in problem.found
    assert problem.remedy == "give it fewer marks, or take the misconception out"


def test_a_key_names_each_misconception_once(exercises):
    assert exercises["refuser"][1].names() == ["denying-is-refusing", "verb-missed"]


def test_the_key_and_its_misreadings_are_told_option_by_option(exercises):
    asked, key = exercises["refuser"]
    assert [(line.answer, line.marks, line.message) for line in asked.key_lines(key)] == [
        ("The opposition in Belarus", "2", "They refuse to recognize the results."),
        ("The president of Belarus", "2", "He refuses to step down."),
        ("The Kremlin and its media", "1", "It says nothing; that is close to refusing."),
        (
            "The alliance called NATO",
            "0",
            "It denies a claim, which is not to refuse. [denying-is-refusing]",
        ),
        ("The article does not say", "0", "The verb is there twice. [verb-missed]"),
    ]
    right = ["The opposition in Belarus", "The president of Belarus"]
    assert asked.right_answers(key) == right
    holds = "“The opposition in Belarus”, or “The president of Belarus”"
    assert [(one.thought, one.counted, one.holds) for one in asked.misreadings(key)] == [
        ("chose “The Kremlin and its media”.", "kremlin", holds),
        ("chose “The alliance called NATO”.", "nato", holds),
        ("chose “The article does not say”.", "not-said", holds),
    ]
    assert asked.question_lines() == [line.answer for line in asked.key_lines(key)]


def test_the_option_that_was_chosen_is_counted_and_shown(exercises):
    asked, key = exercises["refuser"]
    assert asked.counted("nato", key) == ["nato"]
    assert asked.answer_lines("nato") == [("The alliance called NATO", "")]
    assert asked.what_is_missing("nato") == ""
    assert asked.what_is_missing("") == "Nothing is chosen yet."
