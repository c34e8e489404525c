"""Rounds: every exercise answered once in its form, and what a student then reads, from the key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from support import answering, key_answers
from support.own_exercises import EXERCISES, KEY

if TYPE_CHECKING:  # the driver comes with tests/requirements.txt, and may not be there
    from playwright.sync_api import Locator

ANSWER = {
    "keyboard": (answering.answer_by_keyboard, answering.check_by_keyboard),
    "mouse": (answering.answer_by_mouse, answering.check_by_mouse),
    "touch": (answering.answer_by_touch, answering.check_by_touch),
}
SIGNS = {"Counted": "•", "Right": "✓", "Partly right": "◐", "Not right": "✗", "Left out": "○"}


@dataclass
class Round:
    """How exercises are answered once. Wrong rounds have odd numbers, and right ones even."""

    number: int
    by: str
    width: int
    theme: str = "light"

    @property
    def is_right(self) -> bool:
        """Whether the answers of this round are right."""
        return self.number % 2 == 0

    def __str__(self) -> str:
        """Return it as it stands in the name of a test."""
        return f"round {self.number} by {self.by}"


@dataclass
class Expected:
    """An answer, and what is to be said to it: a word, the line beside it, and a message."""

    answer: object
    word: str
    head: str
    says: str


def cells(exercises: Iterable[Any] = EXERCISES) -> Iterator[str]:
    """Return cells of a notebook that ask exercises of all six, and wait for lines of code."""
    asked = list(exercises)
    yield "\n".join(
        ["from helpers import open_exercises, open_lesson", "lesson = open_lesson()"]
        + [
            f"ask{n} = open_exercises(lesson, '{n}')"
            for n in sorted({one.notebook for one in asked})
        ]
    )
    in_code = {(one.notebook, one.place) for one in asked if one.from_code}
    for notebook, place in dict.fromkeys((one.notebook, one.place) for one in asked):
        yield f"ask{notebook}('{place}')"
        if (notebook, place) in in_code:
            yield f"ask{notebook}.answer('{place}', lambda: None)"


def expected(exercise: Any, turn: Round) -> Expected:
    """Return an answer for a round, another one by mouse than otherwise where there are two."""
    key = KEY[exercise.id]
    if exercise.kind == "written":
        return written(key, turn)
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


def written(key: Any, turn: Round) -> Expected:
    """A written answer is wrong where it is too short; others are shown after two long ones."""
    answer, says = f"Too short {turn.number}.", "Your answer has 3 words."
    if turn.is_right:
        before = turn.number // 2 - 1
        answer = key.levels["Proficient"] + " One thing more." * before
        says = key.levels["Basic"] if before else "Make one thing better"
    return Expected(answer, "", "Saved. This one is marked by a person.", says)


def give(form: Locator, exercise: Any, answer: Any, by: str) -> None:
    """Answer an exercise, and have it checked."""
    answer_by, check_by = ANSWER[by]
    if not exercise.from_code:
        answer_by(form, exercise, answer)
        check_by(form)
        return
    call = f"ask{exercise.notebook}.answer('{exercise.place}', lambda: "
    cell = form.page.locator(".jp-CodeCell", has_text=call)
    run = answering.run_by_mouse if by == "mouse" else answering.run_by_keyboard
    run(cell, f"{call}{answer!r})")


def check_reply(form: Locator, exercise: Any, wanted: Expected, turn: Round) -> None:
    """See that a student reads word, marks and message of the key for the answer just given."""
    shown = form.locator(".news-feedback:not(.news-old):not(:empty)")
    shown.wait_for()
    said = plain(shown.inner_text())
    assert said.startswith(f"{wanted.word} {wanted.head}".strip()), said
    rows = rows_of(form)
    told = [said, *(plain(message) for _, word, message in rows if word != "Right")]
    assert any(plain(wanted.says) in one for one in told), told
    assert bool(rows) == (exercise.kind in ("several", "match", "order", "highlight"))
    assert all(SIGNS[word] == sign for sign, word, _ in rows), rows
    holds = all(word in ("Right", "Counted") for _, word, _ in rows)
    assert holds == turn.is_right or not rows, rows


def check_saved(attempts: list[dict[str, Any]], exercise: Any, wanted: Expected) -> None:
    """See that the last of the attempts that are saved is the answer just given."""
    assert in_any_order(attempts[-1]["answer"], exercise) == in_any_order(wanted.answer, exercise)


def plain(words: str) -> str:
    """Return words on one line, without the signs that mark code in the key."""
    return " ".join(words.replace("`", "").split())


def in_any_order(answer: Any, exercise: Any) -> Any:
    """Return an answer; where its order says nothing, in one that is always the same."""
    return sorted(answer, key=str) if exercise.kind in ("several", "highlight") else answer


def rows_of(form: Locator) -> list[list[str]]:
    """Return sign, word and message of each part of an answer of which something is said."""
    return form.locator(".news-told:not(.news-marks > *)").evaluate_all(
        """all => all.map(one => {
            const said = one.querySelector('summary') ?? one;
            const sign = getComputedStyle(said, '::before').content.match(/"(.*?)"/)?.[1];
            return [sign, said.innerText, one.innerText];
        })"""
    )
