"""Every exercise of the lesson in JupyterLab, answered wrong and right, by mouse and by keyboard.

There are four rounds. Wrong answers and right ones, the mouse and the keyboard: each meets a wide
light window and a narrow dark one.
"""

import os

import pytest
from support.browser import needs_browser
from support.desk import open_desk
from support.own_exercises import EXERCISES
from support.rounds import Round, cells, check_reply, check_saved, expected, give

pytestmark = [needs_browser, pytest.mark.slow, pytest.mark.long]

# Brackets with a paragraph's number in them, behind which room is left where none belongs.
LOOSE = """all => all.filter(one => one.getBoundingClientRect().right >
    one.lastChild.getBoundingClientRect().right + 2).map(one => one.outerHTML)"""
# Each takes half a minute: one in every run of all tests, and four where ROUNDS=4 asks for them.
ROUNDS = [
    Round(1, "keyboard", 820, "dark"),
    Round(2, "mouse", 1366, "light"),
    Round(3, "mouse", 820, "light"),
    Round(4, "keyboard", 1366, "dark"),
][: int(os.environ.get("ROUNDS", "1"))]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with open_desk(tmp_path_factory.mktemp("desk"), cells()) as opened:
        yield opened
        assert opened.browser.errors == []


@pytest.fixture(scope="module", params=ROUNDS, ids=str)
def turn(desk, request):
    """One round, at its width and in its theme."""
    desk.page.set_viewport_size({"width": request.param.width, "height": 900})
    desk.notebook.colour(request.param.theme)
    return request.param


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.id)
def test_each_is_answered_and_told_what_the_key_has_for_that_very_answer(desk, turn, exercise):
    form, wanted = desk.form(exercise.id), expected(exercise, turn)
    give(form, exercise, wanted.answer, turn.by)
    if turn.number > 1:  # or what was said before could be taken for it
        form.get_by_text(f"Attempt {turn.number}", exact=True).wait_for()
    check_reply(form, exercise, wanted, turn)
    attempts = desk.saved()[exercise.id]["attempts"]
    assert len(attempts) == turn.number
    check_saved(attempts, exercise, wanted)
    name = f'[data-exercise="{exercise.id}"]'
    assert desk.notebook.beyond(name) == []
    assert desk.notebook.overlapping(name) == []
    assert desk.notebook.cut(name) == []


def test_nothing_is_amiss_with_all_answered(desk, turn):
    assert desk.page.locator(".news-exercise .news-feedback:not(:empty)").count() == len(EXERCISES)
    assert desk.page.locator(".news-held").evaluate_all(LOOSE) == []
    assert desk.notebook.violations() == []
