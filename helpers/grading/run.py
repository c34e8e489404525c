"""Grading: what was handed in goes in; gradebook, feedback pages and the class page come out."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from helpers.common.atomic_folder import replaced
from helpers.common.errors import KitError
from helpers.common.progress import Progress, unseen
from helpers.common.version import kit_version
from helpers.grading import gradebook
from helpers.grading.folder import (
    GRADEBOOK,
    MANIFEST,
    MARKS,
    ON_DEMAND,
    OVERRULES,
    made_before,
    manifest,
    note_class,
)
from helpers.grading.job import Job, Summary, for_pack, graded_by
from helpers.grading.manual.marks import TeacherMarks
from helpers.grading.manual.overrules import Overrules
from helpers.grading.submissions.collect import Found, find_files
from helpers.grading.submissions.files import nothing_called
from helpers.grading.submissions.grid import grid_in, handed_in, open_grid, said_of
from helpers.grading.submissions.settle import settle
from helpers.grading.submissions.store import ClassStore
from helpers.grading.submissions.submission import Refused, read_submission
from helpers.grading.writer import CANNOT, ClassWriter
from helpers.packs.lesson_files import OF_DATA, version_of

SCHEMA = 1
NAMELESS = (
    "No name is in it, and none in what it is called. Find out whose it is, call it after that "
    "student, such as Anna.json, and grade again."
)
STORE = "class.db"  # while it is graded
MOST_REASONS = 10  # where nothing at all could be graded


def grade(
    job: Job,
    submissions: Path,
    out: Path,
    progress: Progress = unseen,
) -> Summary:
    """Grade a folder or a ZIP of submissions into the folder `out`; return what came of it.

    No file of a student is run, unpacked or trusted. `out` is as it was or whole, whatever
    happens; files in it that grading did not make stay. Raises KitError where `submissions`
    cannot be read, or `out` is a folder of something else.
    """
    check_place(job, submissions, out)
    try:
        return written(job, submissions, out, progress)
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or "the disk is full, or cannot be written"
        raise KitError(
            f"The result cannot be written to {out.name} ({why}). What was there before is as it "
            "was. Make room, or name another folder after --out."
        ) from None


def written(job: Job, submissions: Path, out: Path, progress: Progress) -> Summary:
    """Grade into a new folder and put it in its place; return what came of it."""
    now = datetime.now(UTC).isoformat()
    marks = TeacherMarks(out / MARKS, job.lesson.slug)
    overrules = Overrules(out / OVERRULES, job.lesson.slug)

    def is_made(path: Path) -> bool:  # by grading; of the teacher's files none is
        return path.parts[0] in ours and (len(path.parts) == 1 or path.suffix == ".html")

    # Marks are held from before the folder is replaced until after, so that none falls between.
    with ExitStack() as held, replaced(out, is_made) as folder:
        check_place(job, submissions, out)  # what was broken off is put back by now
        before = made_before(out)
        ours = before | ON_DEMAND if before else before
        with ClassStore(folder / STORE) as store:
            left_alone = collect(
                job, store, progress(find_files(submissions, job.lesson.slug), "Reading")
            )
            settle(store, job.exports, now)
            left_alone += store.note_uncounted()
            store.note_copies()
            check_anybody(store, submissions)
            summary = Summary(is_first=not before, left_alone=left_alone)
            remember(store, out, summary)
            if store.has_nobody_of_before():
                raise KitError(
                    f"None of the students in {out.name} is in {submissions.name}. Is it another "
                    "class? Then name another folder after --out. If not, move that folder away."
                )
            files = store.assignments()
            whole, job = job, for_pack(job, files)
            summary.graded_by = graded_by(whole, job, files)
            note_other_version(whole, job, summary)
            check_weights(job)
            ClassWriter(job, store, folder, out, marks, summary, overrules)(progress)
            note_other_exercises(job, out, summary)
        (folder / STORE).unlink()
        write_manifest(job, folder)
        held.enter_context(marks.held())
        held.enter_context(overrules.held())
    try:
        note_class(out)
    except OSError:
        summary.notes.append(
            f"The kit's own folder cannot be written, so its notebooks do not find {out.name}."
        )
    return summary


def check_place(job: Job, submissions: Path, out: Path) -> None:
    """Raise KitError where the result must not be written to a folder."""
    if not submissions.exists():
        raise nothing_called(submissions)
    if out.exists() and not out.is_dir():
        raise KitError(f"{out.name} is a file. Name a new folder for the result.")
    here, source = out.resolve(), submissions.resolve()
    if here == source or here in source.parents or source in here.parents:
        raise KitError(
            "The result and what was handed in need folders of their own, none in the other. "
            "Name another one after --out."
        )
    for export in job.exports:
        if here in export.path.resolve().parents:
            raise KitError(
                f"The export lies in {out.name}, where the filled one goes. Move it elsewhere."
            )
    if out.is_dir() and any(out.iterdir()):
        about = manifest(out)
        if about is None:
            raise KitError(
                f"{out.name} holds other files, and no earlier grading. Name a new folder."
            )
        if about.get("lesson") != job.lesson.slug:
            raise KitError(f"{out.name} holds a grading of another lesson. Name a new folder.")


def check_anybody(store: ClassStore, submissions: Path) -> None:
    """Raise KitError where there is no student at all, with what is to be said of files."""
    if next(store.students(), None) is None:
        found = [f"{path}: {reason}" for path, _, reason in store.problems()][:MOST_REASONS]
        head = f"{submissions.name} holds no answers that could be graded."
        raise KitError("\n  ".join([head, *found]))


def check_weights(job: Job) -> None:
    """Raise KitError where no exercise that was given counts, by the teacher's weights."""
    if job.totals.weights and all(one.extra for one in job.exercises.values()):
        raise KitError("weights: nothing would count of what was given. Give it other weights.")


def write_manifest(job: Job, folder: Path) -> None:
    """Write what the folder is, and what grading made in it."""
    about = {
        "schema": SCHEMA,
        "kit": kit_version(),
        "lesson": job.lesson.slug,
        "article": job.lesson.article.sha256,
        "assignment": job.assignment.id if job.assignment else "",
        "exercises": list(job.exercises),
        "again": dict(job.again),
        "files": sorted(path.name for path in folder.iterdir()),
    }
    text = json.dumps(about, ensure_ascii=False, indent=1) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")


def remember(store: ClassStore, out: Path, summary: Summary) -> None:
    """Keep the gradebook that is there, to say what changes; say so where it cannot be read."""
    if summary.is_first:
        return
    try:
        for id, row in gradebook.read(out / GRADEBOOK):
            store.remember(id, row)
        summary.can_compare = True
    except (KeyError, ValueError, csv.Error):
        store.forget()
        summary.notes.append(
            f"{GRADEBOOK} was saved by another program in another way, so what has changed since "
            "the last grading cannot be told. It has been written anew."
        )


def note_other_version(whole: Job, job: Job, summary: Summary) -> None:
    """Say so where the lesson is no longer as it was when the pack was made."""
    given = job.assignment
    if given is None:
        return
    gone = [name for name in given.exercises if name not in whole.exercises]
    if gone:
        names = ", ".join(gone)
        summary.notes.append(f"No longer in the lesson, so nobody has marks for them: {names}.")
        return
    if not given.version.startswith(OF_DATA):
        summary.notes.append(
            "The pack was made by an earlier version of the kit, so it cannot be told whether "
            "questions were changed since."
        )
    elif given.version != version_of(job.lesson.folder, given.exercises):
        summary.notes.append(
            "The exercises were changed after the pack was made. Look at what is said to answers: "
            "students may have read another question."
        )


def note_other_exercises(job: Job, out: Path, summary: Summary) -> None:
    """Say once for the whole class which exercises the last grading had and this one has not."""
    about = manifest(out) or {}
    before = [str(name) for name in about.get("exercises", job.exercises)]
    for head, names in (
        ("Now asked besides", [name for name in job.exercises if name not in before]),
        ("No longer asked", [name for name in before if name not in job.exercises]),
    ):
        if names:
            summary.changes.insert(0, f"{head}, of everybody: {', '.join(names)}")


def collect_grid(job: Job, store: ClassStore, found: Found, data: bytes) -> None:
    """Read the rows of a grid of answers from paper into the store, and what is to be said."""
    try:
        grid = open_grid(data, job)
        for reason in said_of(grid, job):
            store.problem(found.path, "", reason)
        for row in grid.rows:
            one, submission = handed_in(found, grid, row)
            store.add(one, submission, one.problem)
            for reason in row.problems:
                store.problem(one.path, one.owner.name, reason)
    except Refused as refused:
        store.add(found, None, refused.reason)


def collect(job: Job, store: ClassStore, files: Iterable[Found]) -> int:
    """Read every file into the store but those that are left alone; return how many these are."""
    lesson, article = job.lesson.slug, job.lesson.article.sha256
    left_alone = 0
    for found in files:
        if found.is_left_alone:
            left_alone += 1
            continue
        if (data := grid_in(found)) is not None:
            collect_grid(job, store, found, data)
            continue
        submission, reason = None, found.problem
        if not reason:
            try:
                submission = read_submission(found.read(), lesson, article, job.count)
            except Refused as refused:
                reason = refused.reason
            except OSError as error:
                reason = f"It cannot be read ({error.strerror})."
            except Exception as error:  # whatever a file does, it does to its own row only
                reason = CANNOT.format(type(error).__name__)
        store.add(found, submission, reason)
        if submission and not submission.student and found.owner.is_nameless:
            store.problem(found.path, found.owner.name, NAMELESS)
    return left_alone
