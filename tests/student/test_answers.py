"""Every exercise answered in notebooks that are really run: rightly, wrongly, and not at all."""

import pytest
from support import ROOT, key_answers
from support.kernel import RunningNotebooks
from support.own_exercises import EXERCISES, KEY

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
each = pytest.mark.parametrize("number", [path.stem[:2] for path in NOTEBOOKS])


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """The notebooks, run, without any answers."""
    with RunningNotebooks(NOTEBOOKS, tmp_path_factory.mktemp("work")) as notebooks:
        yield notebooks


def asked(number):
    return [one for one in EXERCISES if one.notebook == number]


@each
def test_a_notebook_asks_all_its_exercises_and_has_no_answer_yet(running, number):
    assert list(running.forms[number]) == [exercise.id for exercise in asked(number)]
    for form in running.forms[number].values():
        assert form["answer"] is None
        assert form["feedback"] is None


@each
def test_right_answers_earn_all_marks(running, number):
    for exercise in asked(number):
        for case in key_answers.right(exercise, KEY[exercise.id]):
            form = running.click(number, exercise.id, case.answer)
            assert form["feedback"]["message"] == case.says
            expected = f"{case.marks} of {exercise.marks} mark{'s' * (exercise.marks > 1)}."
            assert form["feedback"]["head"] == expected
            assert form["answer"] == case.answer
            assert form["trouble"] == ""


@each
def test_each_misreading_gets_its_own_message(running, number):
    for exercise in asked(number):
        for case in key_answers.wrong(exercise, KEY[exercise.id]):
            if case.misconception:
                form = running.click(number, exercise.id, case.answer)
                assert case.says in form["feedback"]["message"], (exercise.id, case.answer)
                assert form["feedback"]["state"] != "right"


@each
def test_a_blank_earns_nothing_and_is_no_attempt(running, number):
    for exercise in asked(number):
        before = running.click(number, exercise.id, None, do="keep")["attempts"]
        form = running.click(number, exercise.id, None)
        assert form["feedback"]["state"] == "missing"
        assert form["feedback"]["head"] == "No answer yet."
        assert form["attempts"] == before
