"""The command that grades a class: what it is told, and what it says to the teacher."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

from helpers.common.errors import KitError
from helpers.common.text import plural, shorten, visible
from helpers.exercises.asked import read_asked
from helpers.exercises.assignment import Assignment
from helpers.exercises.key import FILE as KEY
from helpers.exercises.result import UNREADABLE
from helpers.grading.feedback_page import SHOW
from helpers.grading.folder import CLASS_PAGE, FEEDBACK, GRADEBOOK, PROBLEMS, manifest
from helpers.grading.job import Job, Summary
from helpers.grading.lms.platform import platforms
from helpers.grading.run import grade
from helpers.grading.submissions.submission import FIRST, NEWEST
from helpers.lesson.lesson import Lesson, open_lesson
from helpers.lesson.locked import SealedLesson
from helpers.packs.records import assignment_of_pack, recorded_assignments

MOST_LETTERS = 400  # of one reason on the screen


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command is told.

    Whatever it is told but `--out` is remembered with the result, to do the same again.
    """
    parser.description = (
        "Grade what a class handed in. Nothing in it is run, and nothing is changed in it. Grading "
        "again is safe: it says what has changed."
    )
    remembered: list[argparse.Action] = []

    def option(name: str, **about: Any) -> None:
        remembered.append(parser.add_argument(name, **about))

    titles = [one.title for one in platforms()]
    option(
        "submissions",
        type=path,
        nargs="?",
        help=f"a folder of files, a folder for each student, or the ZIP of {either(titles)}; "
        "without it, what was graded last time is graded again in the same way",
    )
    parser.add_argument(
        "--out", type=path, required=True, metavar="FOLDER", help="the folder for the result"
    )
    option(
        "--pack",
        type=path,
        metavar="ZIP",
        help="the pack that the class was given, where the files themselves do not tell",
    )
    for one in chain.from_iterable(platform.options for platform in platforms()):
        how = {"type": path, "metavar": "CSV"} if one.is_csv else {"default": ""}
        option(f"--{one.name}", help=one.help, **how)
    option(
        "--show",
        choices=SHOW,
        default="messages",
        help="what feedback pages tell: marks; what is said to each answer, with the words that "
        "settle it (messages); or the right answers besides (answers)",
    )
    option(
        "--count",
        choices=(NEWEST, FIRST),
        default=NEWEST,
        help="which answer counts: the newest, or the first that was handed in with Check",
    )
    parser.set_defaults(remembered=remembered)


def either(names: list[str]) -> str:
    """Names in a row, as alternatives."""
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def path(text: str) -> Path:
    """A path as a teacher types it or drags it in: perhaps in quotation marks."""
    return Path(text.strip().strip("\"'“”")).expanduser()


def run(options: argparse.Namespace) -> int:
    """Grade, and print what came of it."""

    def bar(all: Iterable[Any], what: str) -> Iterator[Any]:
        with suppress(ImportError):  # as on Binder, which installs what students need
            from tqdm import tqdm

            all = tqdm(all, what, unit="", leave=False, disable=None)
        yield from all

    if options.submissions is None:
        remember(options)
    job = open_job(options)
    summary = grade(job, options.submissions, options.out, bar)
    for line in in_words(summary, options.out, platform_notes(job, summary)):
        print(visible(line, keep="\n"))
    return 0


def remember(options: argparse.Namespace) -> None:
    """Fill in what the last grading of a folder was told; KitError where there was none."""
    about = manifest(options.out) or {}
    again = about.get("again")
    if not isinstance(again, dict) or not again.get("submissions"):
        raise KitError(
            "Say what is to be graded: python -m helpers grade, then the folder or the ZIP with "
            "what was handed in, and then --out and the folder for the result."
        )
    for one in options.remembered:
        found = again.get(one.dest)
        if one.type is path:
            value = Path(os.path.normpath(options.out / str(found))) if found else None
            setattr(options, one.dest, value)
        elif found:
            setattr(options, one.dest, str(found))


def told(options: argparse.Namespace) -> dict[str, str]:
    """What the command was told, to do the same again; paths as seen from the result."""
    paths = [one.dest for one in options.remembered if one.type is path]
    texts = [one.dest for one in options.remembered if one.type is not path]
    given = {name: getattr(options, name) for name in paths}
    found = {name: seen_from(options.out, one) for name, one in given.items() if one}
    return found | {name: getattr(options, name) for name in texts}


def seen_from(out: Path, other: Path) -> str:
    """A path as seen from a folder, so that both may be moved together."""
    try:
        return Path(os.path.relpath(other.absolute(), out.absolute())).as_posix()
    except ValueError:  # another drive of Windows
        return other.absolute().as_posix()


def open_job(options: argparse.Namespace) -> Job:
    """What the class is graded by.

    Raises KitError for whatever is wrong with the lesson, the pack or the exports.
    """
    lesson = open_lesson()
    if isinstance(lesson, SealedLesson):
        raise KitError(f"The lesson {lesson.slug} is sealed. Grade with your own copy of the kit.")
    asked = read_asked(lesson.folder, lesson.slug, lesson.article)
    exercises = {one.id: one for one in asked.exercises if one.id in asked.keys}
    if not exercises:
        raise KitError(f"The lesson {lesson.slug} has no exercises with a {KEY} to grade by.")
    kit = lesson.folder.resolve().parent.parent
    packs = [one for one in recorded_assignments(kit) if one.lesson == lesson.slug]
    assignment = named_pack(options.pack, lesson)
    titles = {one.title for one in ([assignment] if assignment else packs)}
    exports = (one.export(vars(options), titles) for one in platforms())
    return Job(
        lesson,
        exercises,
        asked.keys,
        assignment,
        tuple(packs),
        tuple(filter(None, exports)),
        options.show,
        options.count,
        told(options),
    )


def named_pack(named: Path | None, lesson: Lesson) -> Assignment | None:
    """The pack that the teacher named; KitError where it is of another lesson, or none."""
    if named is None:
        return None
    assignment = assignment_of_pack(named)
    if assignment.lesson != lesson.slug:
        raise KitError(
            f"{named.name} is a pack of the lesson {assignment.lesson}, and this kit "
            f"opens {lesson.slug}. Write that name into seeds/lesson.txt."
        )
    return assignment


def platform_notes(job: Job, summary: Summary) -> Iterator[str]:
    """Yield what is to be said of the exports that were filled in, and of those there are not."""
    for platform in platforms():
        if summary.of_kind[platform.kind] and not platform.options:
            yield f"{platform.title}: no export is filled in. All totals are in {GRADEBOOK}."
    for export in job.exports:
        name, filled = export.platform.title, summary.filled[export.kind]
        if not filled and not summary.of_kind[export.kind]:
            yield (
                f"{name}: no file is named as {name} names them, so nothing was filled in. Grade "
                f"the ZIP as {name} gives it."
            )
            continue
        yield f"{name}: {export.kind}.csv is your export with {filled} final totals filled in."
        if worth := export.scaled(summary.out_of):
            most = f"{summary.out_of} marks count as {worth:g}"
            yield f"{name}: the assignment has {worth:g} points there; {most}."
        if summary.unfinished:
            yield f"{name}: totals that are not final are left as they were."


def in_words(summary: Summary, out: Path, notes: Iterable[str]) -> Iterator[str]:
    """Yield the lines that a teacher reads at a glance."""
    yield plural(summary.students, "student")
    yield f"  {summary.final:>5}  final"
    if summary.unfinished:
        waiting = plural(summary.waiting, "written answer")
        yield f"  {summary.unfinished:>5}  not final: {waiting} not marked yet"
    if summary.unreadable:
        yield f"  {summary.unreadable:>5}  unreadable"
    if summary.missing:
        yield f"  {summary.missing:>5}  missing"
    if summary.late:
        yield f"  {summary.late:>5}  of them late"
    yield f"\n{summary.graded_by}"
    if summary.unreadable_answers:
        number = summary.unreadable_answers
        have = " that cannot be read has" if number == 1 else "s that cannot be read have"
        yield f"{number} answer{have} no marks. {GRADEBOOK} says “{UNREADABLE}” there,"
        yield f"and the pages in {FEEDBACK} say why."
    if summary.problems:
        yield f"\nWhat is to be said of files ({PROBLEMS}):"
        yield from problems_in_words(summary)
    if summary.left_alone:
        alone, are = plural(summary.left_alone, "file"), "is" if summary.left_alone == 1 else "are"
        yield f"Left alone: {alone} that {are} the kit's own, a system's, or of other kinds."
    if summary.unreadable:
        yield "Ask those whose file is unreadable to hand in again, and grade again."
    for note in (*summary.notes, *notes):
        yield f"\n{note}"
    if summary.can_compare:
        yield from changes_in_words(summary.changes, summary.pages)
    yield f"\nThe result is in {out}: {GRADEBOOK}, {CLASS_PAGE}, and the folder {FEEDBACK}."
    if summary.waiting:
        yield "Next: mark the written answers in notebooks/teacher/mark.ipynb. Then grade again:"
        yield f"python -m helpers grade --out {quoted(out)}"


def changes_in_words(changes: list[str], pages: int) -> Iterator[str]:
    """Yield what is different from the last grading, before and after."""
    if not changes and not pages:
        yield "\nNothing has changed since the last grading."
        return
    yield "\nChanged since the last grading, before → after:"
    yield from (f"  {one}" for one in changes)
    if pages:
        more = "more " if changes else ""
        page = f"{pages} {more}feedback page{' says' if pages == 1 else 's say'}"
        yield f"  {page} something else now, with the same marks."


def problems_in_words(summary: Summary) -> Iterator[str]:
    """Yield a line for each file of which there is something to say, and one for those left out."""
    for path, student, reason in summary.problems:
        yield f"  {shorten(path or student)}: {shorten(reason, MOST_LETTERS)}"
    if left := summary.problem_count - len(summary.problems):
        yield f"  … and {left:,} more, in {PROBLEMS}."


def quoted(path: Path) -> str:
    """A path as it is typed: in quotation marks where it holds a space."""
    return f'"{path}"' if " " in str(path) else str(path)
