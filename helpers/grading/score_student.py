"""Marks the answers of a class; what many students answered alike is marked and written once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from attrs import frozen

from helpers.exercises.exercise import Exercise
from helpers.exercises.key import Key
from helpers.exercises.result import MARKED, MISSING, UNMARKED, UNREADABLE, Outcome
from helpers.exercises.scoring import mark
from helpers.grading import feedback_page
from helpers.grading.manual.marks import TeacherMarks

KEPT = 4_000  # different answers of which marks and HTML are kept
LONGEST_KEPT = 600  # characters; longer answers are hardly ever given twice
STATES = {"blank": MISSING, "unreadable": UNREADABLE, "unmarked": UNMARKED}


@frozen
class Marked:
    """The outcome of an answer, and its section of the feedback page as HTML."""

    outcome: Outcome
    html: str


class Marker:
    """Marks answers to the exercises of a lesson; `show` says how much of the key pages tell."""

    def __init__(
        self,
        exercises: Mapping[str, Exercise],
        keys: Mapping[str, Key],
        marks: TeacherMarks,
        show: str,
    ) -> None:
        """Keep what answers are marked by."""
        self.exercises, self.keys, self.marks, self.show = exercises, keys, marks, show
        self._kept = lru_cache(KEPT)(self._mark)

    def all(self, student: str, texts: Mapping[str, str] | None) -> dict[str, Marked]:
        """Return what became of every exercise; `texts` are a student's answers as JSON.

        Where there is no file that can be read, `texts` is None, and no answer is there.
        """
        return {
            name: self.one(student, exercise, (texts or {}).get(name, "null"))
            for name, exercise in self.exercises.items()
        }

    def one(self, student: str, exercise: Exercise, text: str) -> Marked:
        """Return what became of one answer, which is given as JSON."""
        if exercise.kind == "written" and text != "null":
            return self._written(student, exercise, json.loads(text))
        marked = self._kept if len(text) <= LONGEST_KEPT else self._mark
        return marked(exercise.id, text)

    def _mark(self, name: str, text: str) -> Marked:
        exercise, key, answer = self.exercises[name], self.keys[name], json.loads(text)
        found = mark(exercise, key, answer)
        outcome = outcome_of(exercise, found, answer)
        return Marked(outcome, feedback_page.section(exercise, key, outcome, found, self.show))

    def _written(self, student: str, exercise: Exercise, answer: Any) -> Marked:
        key = self.keys[exercise.id]
        found = mark(exercise, key, answer)
        outcome = outcome_of(exercise, found, answer)
        given = None
        if outcome.state == UNMARKED:
            given = self.marks.of(student, exercise.id, answer)
            if given and given.is_current:
                outcome = Outcome(MARKED, given.marks, exercise.marks, (), answer)
        html = feedback_page.section(exercise, key, outcome, found, self.show, given)
        return Marked(outcome, html)


def outcome_of(exercise: Exercise, found: Any, answer: Any) -> Outcome:
    """Return what a mark means for a student; what was not answered, or cannot be read, is no 0."""
    state = STATES.get(found.state, found.state)
    marks = None if found.state in STATES else found.marks
    given = None if state == MISSING else answer
    return Outcome(state, marks, exercise.marks, found.misconceptions, given)
