"""Marks that the teacher gave in place of the key's, each with its reason: one file a class."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import attrs
from attrs import frozen

from helpers.common.json_reader import is_time
from helpers.common.store import NotSaved, moment
from helpers.common.text import plural
from helpers.exercises.exercise import Exercise
from helpers.exercises.result import PARTLY, RIGHT, WRONG, Result
from helpers.grading.manual.class_file import ClassFile

LONGEST = 500  # characters of a reason
NOTHING = "null"  # the answer of who gave none, as JSON


@frozen
class Overrule:
    """The marks that one answer gets in place of the key's, why, and since when."""

    marks: int
    reason: str
    answer: Any
    time: str

    def applied(self, result: Result) -> Result:
        """The result of that answer with these marks; it shows no misconception any more."""
        marks = {0: WRONG, result.out_of: RIGHT}
        state = marks.get(self.marks, PARTLY)
        return attrs.evolve(result, state=state, marks=self.marks, misconceptions=())

    def in_words(self, before: Result) -> str:
        """What a student reads of it, who had the result `before`."""
        was = f" in place of {before.marks}" if before.marks is not None else ""
        return f"Your teacher gave {plural(self.marks, 'mark')}{was}: {self.reason}"


class Overrules(ClassFile):
    """The marks that a teacher gave in place of the key's, in the file `path`.

    Each is one of a student's very answer; an answer handed in later is scored by the key. What a
    student did not answer, or nobody can read, may have one too.
    """

    FIELD = "overrules"
    WHAT = "overruled mark"

    @staticmethod
    def is_sound(one: Any) -> bool:
        """Whether something has the shape of an overruled mark."""
        return (
            isinstance(one, dict)
            and "answer" in one
            and type(one.get("marks")) is int
            and one["marks"] >= 0
            and isinstance(one.get("reason"), str)
            and bool(one["reason"])
            and is_time(one.get("time"))
        )

    def of(self, student: str, exercise: str, text: str) -> Overrule | None:
        """What this answer, given as JSON, gets in place of the key's marks; else None.

        The file is read once; see `load`.
        """
        given = self._entries.get(student, {}).get(exercise)
        if not given:
            return None
        found = (one for one in given if as_text(one["answer"]) == as_text(json.loads(text)))
        return next(map(as_overrule, found), None)

    def all(self) -> Iterator[tuple[str, str, Overrule]]:
        """Yield every one with the student's id and the exercise, in the order of the file."""
        for student, answers in self._entries.items():
            for exercise, given in answers.items():
                yield from ((student, exercise, as_overrule(one)) for one in given)

    def give(
        self, student: str, exercise: Exercise, answer: Any, marks: int, reason: str
    ) -> Overrule:
        """Save what an answer gets, in place of what the same answer had got before.

        Raises NotSaved, also without a reason, with marks that the exercise has not, and for what
        a person marks anyway.
        """
        reason = " ".join(reason.split())
        if exercise.marked_by_person:
            raise NotSaved(
                f"Not saved: {exercise.id} is a written answer. Mark it in "
                "notebooks/teacher/mark.ipynb, where nobody sees whose it is."
            )
        if type(marks) is not int or not 0 <= marks <= exercise.marks:
            raise NotSaved(f"Not saved: {exercise.id} has 0 to {exercise.marks} marks.")
        if not reason or len(reason) > LONGEST:
            raise NotSaved(
                f"Not saved: write a reason of at most {LONGEST} characters. The student reads it."
            )
        new = {"answer": answer, "marks": marks, "reason": reason}

        def give(data: dict[str, Any]) -> dict[str, Any]:
            others = self._others(student, exercise.id, answer)
            new["time"] = moment(max((one["time"] for one in others), default=""))
            return self._with(data, student, exercise.id, [*others, new])

        with self.held():
            self._change(give)
        return as_overrule(new)

    def take_back(self, student: str, exercise: str) -> None:
        """Forget what answers of a student to an exercise got besides. Raises NotSaved."""
        with self.held():
            self._change(lambda data: self._with(data, student, exercise, []))

    def _others(self, student: str, exercise: str, answer: Any) -> list[dict[str, Any]]:
        given = self._entries.get(student, {}).get(exercise, [])
        return [one for one in given if as_text(one["answer"]) != as_text(answer)]

    def _with(
        self, data: dict[str, Any], student: str, exercise: str, given: list[dict[str, Any]]
    ) -> dict[str, Any]:
        mine = data["overrules"].get(student, {}) | {exercise: given}
        kept = {name: one for name, one in mine.items() if one}
        whole = data["overrules"] | {student: kept}
        return data | {"overrules": {name: one for name, one in whole.items() if one}}


def as_overrule(given: dict[str, Any]) -> Overrule:
    """What one answer gets, from what the file holds of it."""
    return Overrule(**{name: given[name] for name in ("marks", "reason", "answer", "time")})


def as_text(answer: Any) -> str:
    """An answer as text that is the same for the same answer."""
    return json.dumps(answer, sort_keys=True)
