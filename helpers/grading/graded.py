"""What a teacher does with a graded class: the answers given, and marks that are overruled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from helpers.common.errors import KitError
from helpers.common.text import did_you_mean
from helpers.exercises.asked import read_asked
from helpers.exercises.exercise import Exercise, answer_lines
from helpers.exercises.given import Given, given
from helpers.exercises.key import Key
from helpers.grading.folder import OVERRULES, manifest_of
from helpers.grading.manual.overrules import Overrule, Overrules, as_text
from helpers.grading.records import Record, read_records
from helpers.lesson.lesson import open_lesson
from helpers.lesson.locked import SealedLesson


@frozen
class Graded:
    """A graded class: its folder, the lesson's slug, and the exercises with a key that it had."""

    out: Path
    lesson: str
    exercises: dict[str, Exercise]
    keys: dict[str, Key]

    def exercise(self, name: str) -> Exercise:
        """An exercise; KitError where the class had none of this name."""
        if name not in self.exercises:
            near = did_you_mean(name, self.exercises)
            asked = f" Did you mean {near}?" if near else ""
            raise KitError(f"{self.out.name} has no exercise “{name}”.{asked}")
        return self.exercises[name]

    def record(self, student: str) -> Record:
        """What is known of a student, by the id in the gradebook; KitError where there is none."""
        found = next((one for one in read_records(self.out) if one.student == student), None)
        if found is None:
            raise KitError(f"{self.out.name} has no student with the id “{student}”.")
        return found

    @property
    def overrules(self) -> Overrules:
        """The marks that the teacher overruled."""
        return Overrules(self.out / OVERRULES, self.lesson)

    def overruled(self) -> list[Overruled]:
        """The marks that the teacher overruled, by student, as a list shows them."""
        given = list(self.overrules.all())
        wanted = {student for student, _, _ in given}
        records = {one.student: one for one in read_records(self.out) if one.student in wanted}
        return list(listed(self, given, records))


@frozen
class Overruled:
    """A mark that the teacher overruled, as a list shows it.

    `answer` are the words that the student gave. `is_current` says whether this is still the
    student's answer; where it is not, the key's marks hold.
    """

    student: str
    name: str
    exercise: Exercise
    answer: str
    overrule: Overrule
    is_current: bool


def open_graded(out: Path) -> Graded:
    """The graded class in a folder. Raises KitError where there is none, or its lesson is gone."""
    about = manifest_of(out)
    lesson = open_lesson(str(about.get("lesson")))
    if isinstance(lesson, SealedLesson):
        raise KitError(f"The lesson {lesson.slug} is sealed. Open your own copy of the kit.")
    asked = read_asked(lesson.folder, lesson.slug, lesson.article)
    names = about.get("exercises", [one.id for one in asked.exercises])
    exercises = {one.id: one for one in asked.exercises if one.id in names and one.id in asked.keys}
    return Graded(out, lesson.slug, exercises, asked.keys)


def answers_given(out: Path, exercise: str) -> list[Given]:
    """The distinct answers that a graded class gave to an exercise, the most frequent first.

    Marks are those that the key gives now. What can be accepted goes to `authoring.accept.accept`,
    with the folder of the lesson. Raises KitError, also for written answers: these are marked.
    """
    graded = open_graded(out)
    one = graded.exercise(exercise)
    if one.marked_by_person:
        raise KitError(f"{exercise} is a written answer. Mark it in notebooks/teacher/mark.ipynb.")
    answers = ((record.answers or {}).get(exercise) for record in read_records(out))
    return given(one, graded.keys[exercise], (one for one in answers if one is not None))


def overrule(out: Path, student: str, exercise: str, marks: int, reason: str) -> Overrule:
    """Give a student marks in place of the key's, for the answer that is graded now.

    `student` is the id in the gradebook. What is missing or cannot be read may be given marks, too.
    It acts when the class is graded again, and then each time. Raises KitError where nothing can
    be saved, and for written answers.
    """
    graded = open_graded(out)
    one, record = graded.exercise(exercise), graded.record(student)
    return graded.overrules.give(student, one, (record.answers or {}).get(exercise), marks, reason)


def take_back_overrule(out: Path, student: str, exercise: str) -> None:
    """Let the key's marks hold again, for whatever answer of the student. Raises KitError."""
    graded = open_graded(out)
    graded.overrules.take_back(student, exercise)


def overruled(out: Path) -> list[Overruled]:
    """The marks that the teacher overruled in a graded class, by student. Raises KitError."""
    return open_graded(out).overruled()


def listed(
    graded: Graded, given: list[tuple[str, str, Overrule]], records: dict[str, Record]
) -> Iterator[Overruled]:
    """Yield what was overruled of exercises that are still there, with the words of the answer."""
    for student, name, one in given:
        exercise, record = graded.exercises.get(name), records.get(student)
        if exercise is None:
            continue
        answer = (record.answers or {}).get(name) if record else None
        is_current = record is not None and as_text(answer) == as_text(one.answer)
        lines = [] if one.answer is None else answer_lines(exercise, one.answer)
        words = " / ".join(": ".join(filter(None, line)) for line in lines)
        yield Overruled(
            student, record.name if record else student, exercise, words, one, is_current
        )
