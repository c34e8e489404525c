"""Written: an answer waits for a person, and mistakes in its files."""

import pytest
from support.every_kind import EveryKind, mistakes
from support.sample_exercises import files

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
