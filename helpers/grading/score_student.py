"""Marks the answers of a class; what many students answered alike is marked and written once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import attrs
from attrs import frozen
from markupsafe import Markup

from helpers.exercises.exercise import Exercise
from helpers.exercises.key import Key
from helpers.exercises.result import MARKED, UNMARKED, Result
from helpers.exercises.scoring import score
from helpers.grading import feedback_page
from helpers.grading.manual.marks import TeacherMarks
from helpers.grading.manual.overrules import NOTHING, Overrule, Overrules
from helpers.grading.report.item_analysis import Counts, counts_of

KEPT = 4_000  # different answers of which marks and HTML are kept
LONGEST_KEPT = 600  # characters; longer answers are hardly ever given twice


@frozen
class Marked:
    """The result of an answer, its section of the feedback page, and what the class page counts.

    `overrule` is what the teacher gave in place of the key's marks, where that is so.
    """

    result: Result
    html: Markup
    counts: Counts = None
    overrule: Overrule | None = None


class Scorer:
    """Scores answers to the exercises of a lesson; `show` says how much of the key pages tell."""

    def __init__(
        self,
        exercises: Mapping[str, Exercise],
        keys: Mapping[str, Key],
        marks: TeacherMarks,
        show: str,
        overrules: Overrules | None = None,
    ) -> None:
        """Keep what answers are marked by."""
        self.exercises, self.keys, self.marks, self.show = exercises, keys, marks, show
        self.overrules = overrules
        self._kept = lru_cache(KEPT)(self._mark)

    def all(self, student: str, texts: Mapping[str, str] | None) -> dict[str, Marked]:
        """Return what became of every exercise; `texts` are a student's answers as JSON.

        Where there is no file that can be read, `texts` is None, and no answer is there.
        """
        return {
            name: self.one(student, exercise, (texts or {}).get(name, NOTHING))
            for name, exercise in self.exercises.items()
        }

    def one(self, student: str, exercise: Exercise, text: str) -> Marked:
        """Return what became of one answer, which is given as JSON."""
        if exercise.marked_by_person and text != NOTHING:
            return self._written(student, exercise, json.loads(text))
        given = self.overrules.of(student, exercise.id, text) if self.overrules else None
        if given and not exercise.marked_by_person and given.marks <= exercise.marks:
            return self._overruled(exercise, json.loads(text), given)
        marked = self._kept if len(text) <= LONGEST_KEPT else self._mark
        return marked(exercise.id, text)

    def _mark(self, name: str, text: str) -> Marked:
        exercise, key, answer = self.exercises[name], self.keys[name], json.loads(text)
        found = score(exercise, key, answer)
        html = feedback_page.section(exercise, key, found, self.show)
        return Marked(found, html, counts_of(exercise, key, found))

    def _written(self, student: str, exercise: Exercise, answer: Any) -> Marked:
        key = self.keys[exercise.id]
        found = score(exercise, key, answer)
        given = None
        if found.state == UNMARKED:
            given = self.marks.of(student, exercise.id, answer)
            if given and given.is_current:
                found = attrs.evolve(found, state=MARKED, marks=given.marks)
        return Marked(found, feedback_page.section(exercise, key, found, self.show, given))

    def _overruled(self, exercise: Exercise, answer: Any, given: Overrule) -> Marked:
        key = self.keys[exercise.id]
        found = score(exercise, key, answer)
        html = feedback_page.section(exercise, key, found, self.show, overrule=given)
        final = given.applied(found)
        return Marked(final, html, counts_of(exercise, key, final), given)
