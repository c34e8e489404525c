"""The command that grades a class: what it is told, and what it says to the teacher."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from helpers.cli.which_lesson import add_lesson
from helpers.common.text import plural, shorten, visible
from helpers.desk.this_python import to_type
from helpers.grading.choices import (
    NONE,
    SUBMISSIONS,
    Chosen,
    choose,
    in_force,
    open_job,
    options,
)
from helpers.grading.folder import CLASS_PAGE, FEEDBACK, GRADEBOOK, PROBLEMS
from helpers.grading.job import Summary
from helpers.grading.run import grade
from helpers.grading.told import changes, notes, problems


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command is told."""
    parser.description = (
        "Grade what a class handed in. Nothing in it is run, and nothing is changed in it. Grading "
        "again is safe: it says what has changed. What you choose is remembered with the result, "
        f"and holds until you choose otherwise; “{NONE}” takes it back."
    )
    first, *others = options()
    parser.add_argument(first.name, type=path, nargs="?", help=first.help)
    parser.add_argument(
        "--out", type=path, required=True, metavar="FOLDER", help="the folder for the result"
    )
    add_lesson(parser)
    for one in others:
        how: dict[str, Any] = {"type": path} if one.is_path else {}
        how |= {"choices": one.values} if one.values else {}
        words = one.help.replace("%", "%%")
        parser.add_argument(f"--{one.name}", help=words, metavar=one.metavar, **how)


def path(text: str) -> Path:
    """A path as a teacher types it or drags it in: perhaps in quotation marks."""
    return Path(text.strip().strip("\"'“”")).expanduser()


def run(told: argparse.Namespace) -> int:
    """Grade, and print what came of it."""

    def bar(all: Iterable[Any], what: str) -> Iterator[Any]:
        with suppress(ImportError):  # as on Binder, which installs what students need
            from tqdm import tqdm

            all = tqdm(all, what, unit="", leave=False, disable=None)
        yield from all

    chosen = choose(told.out, vars(told))
    job = open_job(chosen, told.out, told.lesson)
    summary = grade(job, Path(chosen[SUBMISSIONS]), told.out, bar)
    for line in in_words(summary, told.out, notes(job, summary), chosen):
        print(visible(line, keep="\n"))
    return 0


def in_words(summary: Summary, out: Path, notes: Iterable[str], chosen: Chosen) -> Iterator[str]:
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
    if summary.problems:
        yield f"\nWhat is to be said of files ({PROBLEMS}):"
        yield from problems_in_words(summary)
    for note in notes:
        yield f"\n{note}"
    if summary.can_compare:
        yield "\nSince the last grading, before → after:"
        yield from (f"  {one}" for one in changes(summary))
    yield "\nIn force until you choose otherwise:"
    yield from (f"  {name:<11} {value}" for name, value in in_force(chosen))
    yield f"\nThe result is in {out}: {GRADEBOOK}, {CLASS_PAGE}, and the folder {FEEDBACK}."
    if summary.waiting:
        yield "Next: mark the written answers in notebooks/teacher/mark.ipynb. Then grade again:"
        yield to_type("-m", "helpers", "grade", "--out", out)


def problems_in_words(summary: Summary) -> Iterator[str]:
    """Yield a line for each file of which there is something to say, and one for those left out."""
    for path, student, reason in problems(summary):
        yield f"  {shorten(path or student)}: {reason}"
    if left := summary.problem_count - len(summary.problems):
        yield f"  … and {left:,} more, in {PROBLEMS}."
