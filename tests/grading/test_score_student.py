"""Scoring: what many answered alike is done once, and what a teacher marks is theirs alone."""

import json

import pytest
from support.small_lesson import KEYS, VOICE, exercise

from helpers.exercises.key import LevelsKey
from helpers.exercises.result import MARKED, MISSING, UNMARKED, UNREADABLE
from helpers.grading.manual.marks import TeacherMarks
from helpers.grading.score_student import LONGEST_KEPT, Scorer

LEVELS = {"Proficient": "She said: no.", "Emergent": "She spoke.", "Basic": "She."}
ESSAY = exercise("essay", "written", 3, "05", words=2, rubric=LEVELS)
ESSAY_KEY = LevelsKey(id="essay", message="Nobody asked her.", levels=LEVELS)


@pytest.fixture
def marks(tmp_path):
    """The teacher's marks of a class."""
    return TeacherMarks(tmp_path / "spring" / "marks.json", "x")


@pytest.fixture
def scorer(marks):
    """Score two exercises, of which the teacher marks one."""
    exercises = {one.id: one for one in (VOICE, ESSAY)}
    return Scorer(exercises, KEYS | {"essay": ESSAY_KEY}, marks, "messages")


def states(found):
    """Return the state and marks of each exercise."""
    return {name: (one.result.state, one.result.marks) for name, one in found.items()}


def test_each_exercise_has_a_result_whatever_is_there(scorer):
    none = {"voice": (MISSING, None), "essay": (MISSING, None)}
    assert states(scorer.all("7", None)) == states(scorer.all("7", {})) == none
    texts = {"voice": '"ann"', "essay": '"My words."', "no such": "1"}
    found = scorer.all("7", texts)
    assert states(found) == {"voice": ("right", 1), "essay": (UNMARKED, None)}
    assert found["voice"].counts == ("ann",) and found["essay"].counts is None
    assert "Yes, Ann." in found["voice"].html and "My words." in found["essay"].html


def test_what_many_answer_alike_is_marked_once_unless_it_is_long(scorer):
    short, long = (json.dumps("x" * (length - 2)) for length in (LONGEST_KEPT, LONGEST_KEPT + 1))
    assert scorer.one("7", VOICE, short) is scorer.one("8", VOICE, short)
    assert scorer.one("7", VOICE, long) is not scorer.one("8", VOICE, long)
    assert scorer.one("7", VOICE, long).result.state == UNREADABLE


def test_a_mark_of_the_teacher_counts_for_the_text_that_was_marked(scorer, marks):
    marks.path.parent.mkdir()
    marks.give("7", "essay", "My words.", "Emergent", "Well seen.")
    found = scorer.all("7", {"essay": '"My words."'})["essay"]
    assert (found.result.state, found.result.marks) == (MARKED, 2)
    assert "Emergent" in found.html and "Well seen." in found.html
    later = scorer.all("7", {"essay": '"Other words."'})["essay"]
    assert (later.result.state, later.result.marks) == (UNMARKED, None)
    assert "Well seen." not in later.html


def test_what_is_no_text_or_nothing_gets_no_mark_of_the_teacher(scorer, marks):
    marks.path.parent.mkdir()
    marks.give("7", "essay", "", "Emergent")
    for text, state in (('""', MISSING), ("7", UNREADABLE), ("null", MISSING)):
        assert states(scorer.all("7", {"essay": text}))["essay"] == (state, None)
