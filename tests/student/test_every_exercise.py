"""Every exercise of the lesson in JupyterLab, answered wrong and right, by mouse and by keyboard.

There are four rounds. Wrong answers and right ones, the mouse and the keyboard: each meets a wide
light window and a narrow dark one.
"""

import os
from dataclasses import dataclass

import pytest
from support import key_answers
from support.answering import (
    answer_by_keyboard,
    answer_by_mouse,
    check_by_keyboard,
    check_by_mouse,
    run_by_keyboard,
    run_by_mouse,
)
from support.browser import needs_browser
from support.desk import open_desk
from support.own_exercises import EXERCISES, KEY

pytestmark = [needs_browser, pytest.mark.slow]

PLACES = dict.fromkeys((one.notebook, one.place) for one in EXERCISES)
IN_CODE = {(one.notebook, one.place) for one in EXERCISES if one.from_code}
# Brackets with a paragraph's number in them, behind which room is left where none belongs.
LOOSE = """all => all.filter(one => one.getBoundingClientRect().right >
    one.lastChild.getBoundingClientRect().right + 2).map(one => one.outerHTML)"""
SIGNS = {"Counted": "•", "Right": "✓", "Partly right": "◐", "Not right": "✗", "Left out": "○"}


@dataclass
class Round:
    """How all exercises are answered once; the fourth round is number 4."""

    number: int
    is_right: bool
    by: str
    width: int
    theme: str


# Each takes half a minute: one in every run of all tests, and four where ROUNDS=4 asks for them.
ROUNDS = [
    Round(1, False, "keyboard", 820, "dark"),
    Round(2, True, "mouse", 1366, "light"),
    Round(3, False, "mouse", 820, "light"),
    Round(4, True, "keyboard", 1366, "dark"),
][: int(os.environ.get("ROUNDS", "1"))]


def cells():
    """Return cells that ask all that the six notebooks ask."""
    yield "\n".join(
        ["from helpers import open_exercises, open_lesson", "lesson = open_lesson()"]
        + [f"ask{n} = open_exercises(lesson, '{n}')" for n in sorted({n for n, _ in PLACES})]
    )
    for notebook, place in PLACES:
        yield f"ask{notebook}('{place}')"
        if (notebook, place) in IN_CODE:
            yield f"ask{notebook}.answer('{place}', lambda: None)"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with open_desk(tmp_path_factory.mktemp("desk"), cells()) as opened:
        yield opened
        assert opened.browser.errors == []


@pytest.fixture(scope="module", params=ROUNDS, ids=lambda one: f"round {one.number}")
def turn(desk, request):
    """One round, at its width and in its theme."""
    desk.page.set_viewport_size({"width": request.param.width, "height": 900})
    desk.notebook.colour(request.param.theme)
    return request.param


@dataclass
class Expected:
    """An answer, and what is to be said to it: a word, the line beside it, and a message."""

    answer: object
    word: str
    head: str
    says: str


def expected(exercise, key, turn):
    """Return an answer for a round, another one by keyboard than by mouse where there are two."""
    if exercise.kind == "written":
        return written(exercise, key, turn)
    cases = key_answers.right(exercise, key)
    right = [one for one in cases if one.marks == exercise.marks]
    wrong = key_answers.wrong(exercise, key)
    cases = right if turn.is_right or not wrong else wrong  # to a vote no answer is wrong
    cases = [
        one for one in cases if not (exercise.from_code and one.answer == key_answers.NOT_SAID)
    ]
    # A vote is given otherwise each time.
    case = cases[turn.number % len(cases) if not wrong else 0 if turn.by == "mouse" else -1]
    word = {exercise.marks: "Right", 0: "Not right"}.get(case.marks, "Partly right")
    word = word if wrong else "Counted"
    plural = "" if exercise.marks == 1 else "s"
    return Expected(case.answer, word, f"{case.marks} of {exercise.marks} mark{plural}.", case.says)


def written(exercise, key, turn):
    """A written answer is wrong where it is too short; others are shown after two long ones."""
    answer, says = f"Too short {turn.number}.", "Your answer has 3 words."
    if turn.is_right:
        answer = key.levels["Proficient"] + " One thing more." * (turn.number == 4)
        says = key.levels["Basic"] if turn.number == 4 else "Make one thing better"
    return Expected(answer, "", "Saved. This one is marked by a person.", says)


def give(desk, exercise, answer, by):
    """Answer an exercise, and have it checked."""
    form = desk.form(exercise.id)
    if exercise.from_code:
        call = f"ask{exercise.notebook}.answer('{exercise.place}', lambda: "
        cell = desk.page.locator(".jp-CodeCell", has_text=call)
        run = run_by_mouse if by == "mouse" else run_by_keyboard
        run(cell, f"{call}{answer!r})")
    elif by == "mouse":
        answer_by_mouse(form, exercise, answer)
        check_by_mouse(form)
    else:
        answer_by_keyboard(form, exercise, answer)
        check_by_keyboard(form)


def plain(words):
    """Return words on one line, without the signs that mark code in the key."""
    return " ".join(words.replace("`", "").split())


def in_any_order(answer, exercise):
    """Return an answer; where its order says nothing, in one that is always the same."""
    return sorted(answer, key=str) if exercise.kind in ("several", "highlight") else answer


def rows_of(form):
    """Return sign, word and message of each part of an answer of which something is said."""
    return form.locator(".news-told:not(.news-marks > *)").evaluate_all(
        """all => all.map(one => {
            const said = one.querySelector('summary') ?? one;
            const sign = getComputedStyle(said, '::before').content.match(/"(.*?)"/)?.[1];
            return [sign, said.innerText, one.innerText];
        })"""
    )


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.id)
def test_each_is_answered_and_told_what_the_key_has_for_that_very_answer(desk, turn, exercise):
    form, wanted = desk.form(exercise.id), expected(exercise, KEY[exercise.id], turn)
    give(desk, exercise, wanted.answer, turn.by)
    if exercise.from_code and turn.number > 1:  # nothing of the form was changed before
        form.get_by_text(f"Attempt {turn.number}", exact=True).wait_for(timeout=5_000)
    said = plain(desk.said(exercise.id))
    assert f"Attempt {turn.number}" in said or turn.number == 1
    assert said.startswith(f"{wanted.word} {wanted.head}".strip())
    rows = rows_of(form)
    told = [said, *(plain(message) for _, word, message in rows if word != "Right")]
    assert any(plain(wanted.says) in one for one in told)
    assert bool(rows) == (exercise.kind in ("several", "match", "order", "highlight"))
    assert all(SIGNS[word] == sign for sign, word, _ in rows)
    holds = all(word in ("Right", "Counted") for _, word, _ in rows)
    assert holds == turn.is_right or not rows
    attempts = desk.saved()[exercise.id]["attempts"]
    assert len(attempts) == turn.number
    assert in_any_order(attempts[-1]["answer"], exercise) == in_any_order(wanted.answer, exercise)
    name = f'[data-exercise="{exercise.id}"]'
    assert desk.notebook.beyond(name) == []
    assert desk.notebook.overlapping(name) == []
    assert desk.notebook.cut(name) == []


def test_nothing_is_amiss_with_all_answered(desk, turn):
    assert desk.page.locator(".news-exercise .news-feedback:not(:empty)").count() == len(EXERCISES)
    assert desk.page.locator(".news-held").evaluate_all(LOOSE) == []
    assert desk.notebook.violations() == []
