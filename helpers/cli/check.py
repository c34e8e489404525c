"""The command that checks lessons: what it is told, and what it says to who writes one."""

from __future__ import annotations

import argparse
from pathlib import Path

from helpers.authoring.check import check
from helpers.cli.which_lesson import existing
from helpers.common.errors import KitError
from helpers.lesson.lesson import lesson_folders, seeds_folder
from helpers.lesson.metadata import FILE as ABOUT
from helpers.packs.own_notebooks import check_notebooks


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command is told."""
    parser.description = (
        "Read a lesson's tables and report everything that does not fit its article, and what in "
        "its notebooks speaks of another lesson."
    )
    parser.add_argument(
        "lessons",
        nargs="*",
        type=Path,
        metavar="seeds/<slug>",
        help="the lesson's folder; without one, every lesson in seeds/",
    )


def run(options: argparse.Namespace) -> int:
    """Print what is to be said of the lessons; 1 where one has problems, else 0."""
    folders = options.lessons or lesson_folders(seeds_folder())
    if not folders:
        raise KitError(f"There is no lesson in seeds/: a folder with a file {ABOUT} is one.")
    return max(report(folder) for folder in folders)


def report(folder: Path) -> int:
    """Print what is to be said of one lesson; 1 where it has problems, else 0."""
    findings = check(existing(folder))
    findings.problems.extend(check_notebooks(folder))
    for note in findings.notes:
        print(f"note: {note}")
    for problem in findings.problems:
        print(problem)
    count = len(findings.problems)
    name = folder.resolve().name
    if count:
        print("Mend these and check again: a row with a problem is not looked at any further.")
    print(f"{name}: {count or 'no'} problem{'' if count == 1 else 's'}")
    return 1 if count else 0
