"""The command line: python -m helpers check, pack, grade, seal and unlock."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from helpers.authoring.check import check
from helpers.cli import grade, pack
from helpers.common.errors import KitError
from helpers.common.text import shorten
from helpers.lesson.lesson import lesson_folders, seeds_folder
from helpers.lesson.locked import is_sealed
from helpers.lesson.metadata import FILE as ABOUT
from helpers.lesson.unlock import unlock
from helpers.packs.sealed_lesson import seal_kit


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
    sealing = commands.add_parser(
        "seal",
        help="write a graded copy of the kit, whose key opens with a class code",
        description="Write a copy of the kit for students in which the key and the reference "
        "tables are sealed, and print the class code that opens them. Keep the code to yourself "
        "until everybody has answered.",
    )
    sealing.add_argument("folder", type=Path, help="a new folder for the copy")
    unlocking = commands.add_parser(
        "unlock",
        help="open a sealed kit with its class code",
        description="Open the sealed lessons of this kit with the class code, for good.",
    )
    unlocking.add_argument("code", nargs="+", help="the class code, four words")
    pack.add(commands)
    grade.add(commands)
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may not know every letter of a name.
        stream.reconfigure(errors="backslashreplace")
    run = {"check": check_lessons, "seal": seal, "unlock": unlock_lessons}
    try:
        return run.get(options.command, getattr(options, "run", None))(options)
    except KitError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:  # who reads along, such as `head`, has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def check_lessons(options: argparse.Namespace) -> int:
    """Print what is to be said of the lessons; return 1 where one has problems."""
    folders = options.lessons or lesson_folders(seeds_folder())
    if not folders:
        raise KitError(f"There is no lesson in seeds/: a folder with a file {ABOUT} is one.")
    return max(report(folder) for folder in folders)


def seal(options: argparse.Namespace) -> int:
    """Write a sealed copy of the kit and print its class code."""
    kit = seeds_folder().resolve().parent
    if max(report(folder) for folder in lesson_folders(kit / "seeds")):
        raise KitError("Mend the lesson first: a sealed one cannot be mended.")
    code = seal_kit(kit, options.folder)
    print(f"The copy for students is in {options.folder.name}.")
    print(f"Class code: {code}")
    print("Write it down now: nothing else opens the copy, and it is kept nowhere.")
    return 0


def unlock_lessons(options: argparse.Namespace) -> int:
    """Open the sealed lessons of the kit."""
    sealed = [folder for folder in lesson_folders(seeds_folder()) if is_sealed(folder)]
    if not sealed:
        raise KitError("Nothing is sealed here, or it is open already.")
    for folder in sealed:
        unlock(folder, " ".join(options.code))
        print(f"{folder.name}: open. Run the notebooks again.")
    return 0


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
