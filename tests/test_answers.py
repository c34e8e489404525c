"""Every exercise answered in a notebook that is really run: rightly, wrongly, and not at all."""

from pathlib import Path

import key_answers
import pytest
from kernel import RunningNotebook
from test_exercises import EXERCISES, KEY

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request, tmp_path_factory):
    """A running notebook without any answers, and the exercises it asks."""
    with RunningNotebook(request.param, tmp_path_factory.mktemp("work")) as running:
        yield running, [one for one in EXERCISES if one.notebook == request.param.stem[:2]]


def test_it_asks_every_exercise_and_has_no_answer_yet(notebook):
    running, exercises = notebook
    assert list(running.forms) == [exercise.id for exercise in exercises]
    for form in running.forms.values():
        assert form["answer"] is None
        assert form["feedback"] is None


def test_right_answers_earn_all_marks(notebook):
    running, exercises = notebook
    for exercise in exercises:
        for case in key_answers.right(exercise, KEY[exercise.id]):
            form = running.click(exercise.id, case.answer)
            assert form["feedback"]["message"] == case.says
            expected = f"{case.marks} of {exercise.marks} mark{'s' * (exercise.marks > 1)}."
            assert form["feedback"]["head"] == expected
            assert form["answer"] == case.answer
            assert form["trouble"] == ""


def test_each_misreading_gets_its_own_message(notebook):
    running, exercises = notebook
    for exercise in exercises:
        for case in key_answers.wrong(exercise, KEY[exercise.id]):
            if case.misconception:
                form = running.click(exercise.id, case.answer)
                assert case.says in form["feedback"]["message"], (exercise.id, case.answer)
                assert form["feedback"]["state"] != "right"


def test_a_blank_earns_nothing_and_is_no_attempt(notebook):
    running, exercises = notebook
    for exercise in exercises:
        before = running.click(exercise.id, None, do="keep")["attempts"]
        form = running.click(exercise.id, None)
        assert form["feedback"]["state"] == "blank"
        assert form["feedback"]["head"] == "No answer yet."
        assert form["attempts"] == before
