"""Grading: what was handed in goes in; gradebook, feedback pages and the class page come out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from helpers import gradebook
from helpers.class_store import ClassStore
from helpers.collecting import find_files
from helpers.course import Course, Summary
from helpers.graded_class import (
    GRADEBOOK,
    MANIFEST,
    MARKS,
    made_before,
    manifest,
)
from helpers.grader import Grader
from helpers.problems import KitError
from helpers.saved_work import kit_version
from helpers.submission import Refused, read_submission
from helpers.teacher_marks import TeacherMarks
from helpers.whole_folder import replaced

SCHEMA = 1
STORE = "class.db"  # while it is graded
MOST_REASONS = 10  # where nothing at all could be graded


def grade(
    course: Course,
    submissions: Path,
    out: Path,
    progress: Callable[[Iterable[Any], str], Iterable[Any]] = lambda all, _: all,
) -> Summary:
    """Grade a folder or a ZIP of submissions into the folder `out`; return what came of it.

    No file of a student is run, unpacked or trusted. `out` is as it was or whole, whatever
    happens; files in it that grading did not make stay. Raises KitError where `submissions`
    cannot be read, or `out` is a folder of something else.
    """
    check_place(course, submissions, out)
    now = datetime.now(UTC).isoformat()
    marks = TeacherMarks(out / MARKS, course.lesson.slug)
    # Marks are held from before the folder is replaced until after, so that none falls between.
    with ExitStack() as held, replaced(out, lambda path: path.name in before) as folder:
        check_place(course, submissions, out)  # what was broken off is put back by now
        before = made_before(out)
        with ClassStore(folder / STORE, now) as store:
            collect(course, store, progress(find_files(submissions), "Reading"))
            check_anybody(store, submissions)
            summary = Summary(is_first=not before)
            for row in gradebook.read(out / GRADEBOOK):
                store.remember(row.get("id") or "", row)
            Grader(course, store, folder, marks, summary)(progress)
        (folder / STORE).unlink()
        write_manifest(course, folder)
        held.enter_context(marks.held())
    return summary


def check_place(course: Course, submissions: Path, out: Path) -> None:
    """Raise KitError where the result must not be written to a folder."""
    if not submissions.exists():
        raise KitError(
            f"There is nothing called {submissions.name}. Name the folder or the ZIP with what "
            "was handed in; you can drag it into the terminal."
        )
    if out.exists() and not out.is_dir():
        raise KitError(f"{out.name} is a file. Name a new folder for the result.")
    here, source = out.resolve(), submissions.resolve()
    if here == source or here in source.parents or source in here.parents:
        raise KitError(
            "The result and what was handed in need folders of their own, none in the other. "
            "Name another one after --out."
        )
    if out.is_dir() and any(out.iterdir()):
        about = manifest(out)
        if about is None:
            raise KitError(
                f"{out.name} holds other files, and no earlier grading. Name a new folder."
            )
        if about.get("lesson") != course.lesson.slug:
            raise KitError(f"{out.name} holds a grading of another lesson. Name a new folder.")


def check_anybody(store: ClassStore, submissions: Path) -> None:
    """Raise KitError where there is no student at all, with what is to be said of files."""
    if next(store.students(), None) is None:
        found = [f"{path}: {reason}" for path, _, reason in store.problems()][:MOST_REASONS]
        head = f"{submissions.name} holds no answers that could be graded."
        raise KitError("\n  ".join([head, *found]))


def write_manifest(course: Course, folder: Path) -> None:
    """Write what the folder is, and what grading made in it."""
    about = {
        "schema": SCHEMA,
        "kit": kit_version(),
        "lesson": course.lesson.slug,
        "article": course.lesson.article.sha256,
        "assignment": course.assignment.id if course.assignment else "",
        "exercises": list(course.exercises),
        "files": sorted(path.name for path in folder.iterdir()),
    }
    text = json.dumps(about, ensure_ascii=False, indent=1) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")


def collect(course: Course, store: ClassStore, files: Iterable[Any]) -> None:
    """Read every file into the store, and find the one of each student that counts."""
    lesson, article = course.lesson.slug, course.lesson.article.sha256
    for found in files:
        submission, reason = None, found.problem
        if not reason:
            try:
                submission = read_submission(found.read(), lesson, article, course.count)
            except Refused as refused:
                reason = refused.reason
            except OSError as error:
                reason = f"It cannot be read ({error.strerror})."
        store.add(found, submission, reason)
    store.settle()
    for platform in course.platforms:
        store.enrol(platform.kind, platform.students())
    store.note_copies()
