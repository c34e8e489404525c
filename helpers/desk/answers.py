"""What a teacher looks at one by one: a student's marks, and the answers that a class gave."""

from __future__ import annotations

from typing import Any

from helpers.authoring.accept import Accepted, accept, accepted, take_back
from helpers.common.errors import KitError
from helpers.common.text import visible
from helpers.desk.classes import SchoolClass
from helpers.exercises.exercise import Exercise, answer_lines
from helpers.grading.graded import (
    answers_given,
    open_graded,
    overrule,
    take_back_overrule,
)
from helpers.grading.records import read_rows
from helpers.lesson.lesson import lesson_folder, seeds_folder


def sheet(one: SchoolClass, student: str) -> dict[str, Any]:
    """A student's row, exercise by exercise, and the name of the feedback page."""
    graded = open_graded(one.graded)
    record = graded.record(student)
    cells = dict(read_rows(one.graded))[student]
    rows = [
        {
            "id": name,
            "title": exercise.title,
            "answer": in_words(exercise, (record.answers or {}).get(name)),
            "marks": cells.get(name, ""),
            "out_of": exercise.marks,
            "by_hand": exercise.marked_by_person,
        }
        for name, exercise in graded.exercises.items()
    ]
    return {"student": student, "name": record.name, "page": record.page, "rows": rows}


def in_words(exercise: Exercise, answer: Any) -> str:
    """An answer as a teacher reads it; "" where there is none, and of one that is marked."""
    if answer is None or exercise.marked_by_person:
        return ""
    lines = answer_lines(exercise, answer)
    return visible(" / ".join(": ".join(filter(None, line)) for line in lines))


def given_to(one: SchoolClass, exercise: str) -> list[dict[str, Any]]:
    """The distinct answers to an exercise, the most frequent first, and which can be accepted."""
    return [
        {
            "words": visible(each.words),
            "students": each.students,
            "marks": each.marks,
            "out_of": each.out_of,
            "is_right": each.is_right,
            "refused": each.refused,
            "answer": each.answer,
        }
        for each in answers_given(one.graded, exercise)
    ]


def change(one: SchoolClass, message: dict[str, Any]) -> None:
    """Overrule a mark, accept an answer, or take one of these back; it acts with a new grading."""
    what, exercise = str(message.get("what")), str(message.get("exercise"))
    student, reason = str(message.get("student")), str(message.get("reason") or "")
    lesson = lesson_folder(seeds_folder())
    if what == "overrule":
        marks = message.get("marks")
        overrule(one.graded, student, exercise, marks if type(marks) is int else -1, reason)
    elif what == "take back overrule":
        take_back_overrule(one.graded, student, exercise)
    elif what == "accept":
        accept(lesson, exercise, message.get("answer"), reason)
    elif what == "take back accept":
        found = [each for each in accepted(lesson, exercise) if as_words(each) == reason]
        if not found:
            raise KitError("It is not in the key any more.")
        take_back(lesson, found[0])


def as_words(each: Accepted) -> str:
    """An answer that was accepted, with its reason, as the key has it."""
    parts = (str(part) for name, part in each.entry.items() if name != "message")
    return visible(f"{', '.join(parts)}: {each.reason}")


def changed_by_hand(one: SchoolClass) -> dict[str, Any]:
    """What the teacher overruled for this class, and what was accepted for all."""
    graded = open_graded(one.graded)
    return {
        "exercises": [
            [name, each.title]
            for name, each in graded.exercises.items()
            if not each.marked_by_person
        ],
        "overruled": [
            {
                "student": each.student,
                "name": visible(each.name),
                "exercise": each.exercise.id,
                "title": each.exercise.title,
                "answer": visible(each.answer),
                "marks": each.overrule.marks,
                "reason": visible(each.overrule.reason),
                "is_current": each.is_current,
            }
            for each in graded.overruled()
        ],
        "accepted": [
            {"exercise": each.exercise, "words": as_words(each)}
            for each in accepted(lesson_folder(seeds_folder()))
        ],
    }
