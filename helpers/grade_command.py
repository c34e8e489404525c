"""The command that grades a class: what it is told, and what it says to the teacher."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from helpers import learning_platform
from helpers.assignment import Assignment, assignment_of_pack, recorded_assignments
from helpers.course import Course, Summary
from helpers.exercises import read_exercises
from helpers.feedback import SHOW
from helpers.graded_class import CLASS_PAGE, FEEDBACK, GRADEBOOK, PROBLEMS
from helpers.grading import grade
from helpers.key import FILE as KEY
from helpers.key import read_key
from helpers.learning_platform import Platform
from helpers.lesson import Lesson, open_lesson
from helpers.outcome import UNREADABLE
from helpers.problems import Findings, KitError, LessonError
from helpers.sealed import SealedLesson
from helpers.submission import FIRST, NEWEST

MOST_LINES = 30  # of problems or changes on the screen


def add(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "grade",
        help="grade what a class handed in: gradebook, feedback pages, and what was misread",
        description="Grade what a class handed in. Nothing in it is run, and nothing is changed "
        "in it. Grading again is safe: it says what has changed.",
    )
    parser.add_argument(
        "submissions",
        type=path,
        help="a folder of files, a folder for each student, or the ZIP that Canvas or Moodle gives",
    )
    parser.add_argument(
        "--out", type=path, required=True, metavar="FOLDER", help="the folder for the result"
    )
    parser.add_argument(
        "--pack",
        default="",
        metavar="ZIP",
        help="the pack that the class was given; needed where you made several different ones",
    )
    parser.add_argument(
        "--canvas", type=path, metavar="CSV", help="your export of the Canvas gradebook, filled in"
    )
    parser.add_argument(
        "--column", default="", help="the title or number of the assignment in that export"
    )
    parser.add_argument(
        "--moodle", type=path, metavar="CSV", help="your Moodle grading worksheet, filled in"
    )
    parser.add_argument(
        "--show",
        choices=SHOW,
        default="messages",
        help="what feedback pages tell: marks; what is said to each answer, with the words that "
        "settle it (messages); or the right answers besides (answers)",
    )
    parser.add_argument(
        "--count",
        choices=(NEWEST, FIRST),
        default=NEWEST,
        help="which answer counts: the newest, or the first that was handed in with Check",
    )
    parser.set_defaults(run=run)


def path(text: str) -> Path:
    """Return a path as a teacher types it or drags it in: perhaps in quotation marks."""
    return Path(text.strip().strip("\"'“”")).expanduser()


def run(options: argparse.Namespace) -> int:
    """Grade, and print what came of it."""
    from tqdm import tqdm

    def bar(all: Iterable[Any], what: str) -> Iterator[Any]:
        yield from tqdm(all, what, unit="", leave=False, disable=None)

    course, notes = open_course(options)
    summary = grade(course, options.submissions, options.out, bar)
    for line in in_words(summary, options.out.name, [*notes, *platform_notes(course, summary)]):
        print(line)
    return 0


def open_course(options: argparse.Namespace) -> tuple[Course, list[str]]:
    """Return what the class is graded by, and sentences on what was chosen.

    Raises KitError for whatever is wrong with the lesson, the pack or the exports.
    """
    lesson = open_lesson()
    if isinstance(lesson, SealedLesson):
        raise KitError(f"The lesson {lesson.slug} is sealed. Grade with your own copy of the kit.")
    findings = Findings()
    found = read_exercises(lesson.folder, lesson.article, findings)
    keys = read_key(lesson.folder, found, lesson.article, findings)
    if findings.problems:
        raise LessonError(lesson.slug, findings.problems)
    assignment, notes = choose_assignment(options.pack, lesson)
    exercises = {one.id: one for one in found if one.id in keys}
    if assignment:
        exercises = {name: one for name, one in exercises.items() if name in assignment.exercises}
    if not exercises:
        raise KitError(f"The lesson {lesson.slug} has no exercises with a {KEY} to grade by.")
    title = assignment.title if assignment else ""
    platforms: list[Platform] = []
    if options.canvas:
        platforms.append(learning_platform.canvas(options.canvas, options.column, title))
    if options.moodle:
        platforms.append(learning_platform.moodle(options.moodle))
    course = Course(
        lesson, exercises, keys, assignment, tuple(platforms), options.show, options.count
    )
    return course, notes


def choose_assignment(named: str, lesson: Lesson) -> tuple[Assignment | None, list[str]]:
    """Return the pack that the class was given, and sentences on it; None for the whole lesson."""
    records = [one for one in recorded_assignments(kit_of(lesson)) if one.lesson == lesson.slug]
    if named:
        assignment = assignment_of_pack(path(named))
        if assignment.lesson != lesson.slug:
            raise KitError(
                f"{path(named).name} is a pack of the lesson {assignment.lesson}, and this kit "
                f"opens {lesson.slug}. Write that name into seeds/lesson.txt."
            )
        return assignment, []
    different = {one.exercises: one for one in records}
    if len(different) == 1:
        [assignment] = different.values()
        # Of several packs with the same exercises none is the one that files must come from.
        return (assignment if len(records) == 1 else None), []
    if different:
        return None, [
            "You made several packs with different exercises. This is graded as the whole lesson. "
            "Say which pack it was with --pack and its ZIP."
        ]
    return None, []


def kit_of(lesson: Lesson) -> Path:
    """Return the folder of the kit that a lesson is in."""
    return lesson.folder.resolve().parent.parent


def platform_notes(course: Course, summary: Summary) -> Iterator[str]:
    """Yield what is to be said of the exports that were filled in."""
    most = sum(one.marks for one in course.exercises.values())
    for platform in course.platforms:
        name = platform.kind.capitalize()
        yield f"{name}: {platform.kind}.csv is your export with the final totals filled in."
        if worth := platform.scaled(most):
            yield f"{name}: the assignment has {worth:g} points; {most} marks count as {worth:g}."
        if summary.unfinished:
            yield f"{name}: totals that are not final are left as they were."


def in_words(summary: Summary, out: str, notes: Iterable[str]) -> Iterator[str]:
    """Yield the lines that a teacher reads at a glance."""
    yield f"{students(summary.students)}"
    yield f"  {summary.final:>5}  final"
    if summary.unfinished:
        yield f"  {summary.unfinished:>5}  not final: {answers(summary.waiting)} not marked yet"
    if summary.unreadable:
        yield f"  {summary.unreadable:>5}  unreadable"
    if summary.missing:
        yield f"  {summary.missing:>5}  missing"
    if summary.unreadable_answers:
        number = summary.unreadable_answers
        have = " that cannot be read has" if number == 1 else "s that cannot be read have"
        yield f"{number} answer{have} no marks. {GRADEBOOK} says “{UNREADABLE}” there,"
        yield f"and the pages in {FEEDBACK} say why."
    if summary.problems:
        yield f"\nWhat is to be said of files ({PROBLEMS}):"
        yield from problems_in_words(summary, MOST_LINES)
    for note in (*summary.notes, *notes):
        yield f"\n{note}"
    if not summary.is_first:
        yield from changes_in_words(summary.changes)
    yield f"\nThe result is in {out}: {GRADEBOOK}, {CLASS_PAGE}, and the folder {FEEDBACK}."
    if summary.waiting:
        yield "Next: mark the written answers in notebooks/teacher/mark.ipynb, and grade again."


def changes_in_words(changes: list[str]) -> Iterator[str]:
    """Yield what is different from the last grading, before and after."""
    if not changes:
        yield "\nNothing has changed since the last grading."
        return
    yield f"\nChanged since the last grading, {students(len(changes))}:"
    yield from (f"  {one}" for one in changes)


def students(number: int) -> str:
    """Return how many students, in words."""
    return f"{number} student{'' if number == 1 else 's'}"


def answers(number: int) -> str:
    """Return how many written answers, in words."""
    return f"{number} written answer{'' if number == 1 else 's'}"


def problems_in_words(summary: Summary, most: int) -> Iterator[str]:
    """Yield a line for each file of which there is something to say, and one for those left out."""
    for path, student, reason in summary.problems[:most]:
        yield f"  {path or student}: {reason}"
    left = len(summary.problems) - most
    if left > 0:
        yield f"  … and {left} more, in {PROBLEMS}."
