"""The command line: python -m helpers check [seeds/<slug>]."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from helpers.article import shorten
from helpers.check import check
from helpers.facts import FILE as ABOUT
from helpers.lesson import lesson_folders, seeds_folder
from helpers.problems import KitError


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code: 0 all is well, 1 problems found, 2 wrongly called."""
    parser = argparse.ArgumentParser(
        prog="python -m helpers", description="Work on a lesson from the command line."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    checking = commands.add_parser(
        "check",
        help="read a lesson's tables and report everything that does not fit its article",
        description="Read a lesson's tables and report everything that does not fit its article.",
    )
    checking.add_argument(
        "lessons",
        nargs="*",
        type=Path,
        metavar="seeds/<slug>",
        help="the lesson's folder; without one, every lesson in seeds/",
    )
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may not know every letter of a name.
        stream.reconfigure(errors="backslashreplace")
    try:
        folders = options.lessons or lesson_folders(seeds_folder())
        if not folders:
            raise KitError(f"There is no lesson in seeds/: a folder with a file {ABOUT} is one.")
        return max(report(folder) for folder in folders)
    except KitError as error:
        print(error, file=sys.stderr)
        return 2


def report(folder: Path) -> int:
    """Print what is to be said of one lesson; return 1 where it has problems."""
    try:
        there = folder.is_dir()
    except (OSError, ValueError):  # a name that no system allows
        there = False
    if not there:
        raise KitError(
            f"There is no folder {shorten(folder.as_posix())}. Write it like seeds/my-lesson."
        )
    findings = check(folder)
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


if __name__ == "__main__":
    sys.exit(main())
