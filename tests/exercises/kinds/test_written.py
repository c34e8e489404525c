"""Written: an answer waits for a person, and mistakes in its files."""

import pytest
from support.every_kind import EveryKind, mistakes
from support.sample_exercises import files, read

from helpers.exercises.scoring import score

FILES = files("absent")


class TestEveryKind(EveryKind):
    right = {"absent": "The people in the streets."}
    unreadable = ("True", "NaN", "unknown id", "unknown row", "object", "10**400")
    marked_by_person = True


@pytest.mark.parametrize("answer", ["The people in the streets.", "word " * 400, "да", "1e999"])
def test_a_written_answer_waits_for_a_reader(ask, answer):
    found = ask("absent", answer)
    assert (found.state, found.marks, found.out_of) == ("not yet marked", None, 3)
    assert found.message


EXERCISE_MISTAKES = [
    ("words: 40", "words: many", "many"),
    ("words: 40", "words: -3", "-3"),
    ("    words: 40\n", "", "words"),
    ("      Emergent: Names a group, and asks what anybody can know.\n", "", "Emergent"),
    ("      Basic: Names a group.", "      Basics: Names a group.", "rubric"),
]
test_a_mistake_in_the_exercise_is_named = mistakes("exercises.yaml", "absent", EXERCISE_MISTAKES)

KEY_MISTAKES = [
    ("    message: The people who protest are spoken of and never speak.\n", "", "message"),
    ("      Emergent: The people in the streets. I would ask how many they are.\n", "", "Emergent"),
    ("Basic:", "Basics:", "levels"),
    ("    levels:\n", "    level:\n", "level"),
]
test_a_mistake_in_the_key_is_named = mistakes("key.yaml", "absent", KEY_MISTAKES, 2)


@pytest.fixture
def absent(exercises):
    """The exercise without its key."""
    return exercises["absent"][0]


LEVELS = """\
The people who protest are spoken of and never speak.
Hold yours beside these, and ask which it is nearest to.
Proficient (3): The people in the streets. I would ask them what they saw themselves.
Emergent (2): The people in the streets. I would ask how many they are.
Basic (1): The people in the streets."""


@pytest.mark.parametrize(
    ("words", "said"),
    [(40, ""), (39, "Your answer has 39 words. Aim for 40; you can go on.\n"), (400, "")],
)
def test_the_levels_are_shown_and_how_many_words_there_are(ask, words, said):
    found = ask("absent", "word " * words)
    assert found.message == said + LEVELS
    assert [(one.at, one.quote) for one in found.evidence] == [("6", "mass protests")]


@pytest.mark.parametrize(
    ("attempts", "told"),
    [
        (["word " * 19], "Your answer has 19 words. Write 20 or more"),
        (["word " * 20], "Make one thing better"),
        (["word " * 20, " word" * 20], "Make one thing better"),
        (["word " * 19, "word " * 20], "Make one thing better"),
        (["word " * 20, "word " * 21], ""),
        (["word " * 20, "word " * 21, "word"], ""),
    ],
    ids=["short", "once", "the-same-again", "long-once", "revised", "seen-before"],
)
def test_other_answers_are_shown_after_half_of_the_words_and_one_revision(absent, attempts, told):
    found = absent.wait(attempts)
    assert (told in found) if told else found == ""


@pytest.mark.parametrize(
    ("answer", "lacks"),
    [
        ("word " * 40, ""),
        ("word, " * 39, "39 words of the 40 to aim for."),
        ("Tu-214 don’t", "2 words of the 40 to aim for."),
        ("", "Nothing is written yet."),
        (5, "Your answer is no text. Type it again."),
    ],
)
def test_an_answer_is_complete_once_it_has_the_words_to_aim_for(absent, answer, lacks):
    assert absent.what_is_missing(answer) == lacks


def test_an_answer_may_have_twenty_thousand_characters(ask):
    assert ask("absent", "x" * 20_000).state == "not yet marked"
    assert ask("absent", "x" * 20_001).state == "unreadable"


def test_the_key_is_told_with_its_samples(exercises):
    asked, key = exercises["absent"]
    [best, *_, found] = lines = list(asked.key_lines(key))
    assert [(line.answer, line.marks) for line in lines] == [
        ("Proficient: Names a group, and asks what only they can know.", "3"),
        ("Emergent: Names a group, and asks what anybody can know.", "2"),
        ("Basic: Names a group.", "1"),
        ("What we found", ""),
    ]
    sample = "The people in the streets. I would ask them what they saw themselves."
    assert best.message == f"“{sample}”" and asked.right_answers(key) == [sample]
    assert found.message == key.message and found.evidence.quote == "mass protests"
    assert list(asked.misreadings(key)) == []


def test_an_answer_is_shown_whole(absent):
    assert absent.answer_lines("x" * 10_000) == [("x" * 10_000, "")]
    assert absent.answer_lines(["x"]) == [("x", "")]


def test_a_key_without_evidence_settles_nothing(copy):
    files_without = FILES | {
        "key.yaml": FILES["key.yaml"].replace("    at: '6'\n    quote: mass protests\n", "")
    }
    asked, key = read(copy, files_without)["absent"]
    assert score(asked, key, "word").evidence == ()
