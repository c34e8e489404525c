"""The command that makes a lesson for paper: what it is told, and what it says to the teacher."""

from __future__ import annotations

import argparse
from pathlib import Path

from helpers.cli.pack import add_choice, choice_of
from helpers.desk.at_desk import lines_on_paper
from helpers.desk.hand_out import checked
from helpers.desk.this_python import to_type
from helpers.paper.paper import GRID, KEY, WORKBOOK, write_paper


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command is told."""
    parser.description = (
        f"Make a folder with {WORKBOOK}, for students, {KEY}, for you, and {GRID}, a grid into "
        "which you type what they wrote, to be graded like any other answers. Open the pages in a "
        "browser and print them from there. What asks for a line of code is left out."
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the folder to make")
    add_choice(parser, None, sealed=False)


def run(options: argparse.Namespace) -> int:
    """Make the folder, and print what the teacher has to know."""
    kit, _ = checked(options.lesson)
    made = write_paper(kit, options.folder, **choice_of(options))
    print("\n".join([f"{options.folder} holds a lesson for paper.", *lines_on_paper(made)]))
    grid, out = options.folder / GRID, options.folder.with_name(f"{options.folder.name}-graded")
    print(f"Type what they wrote into {GRID}, save it as CSV UTF-8, and grade it:")
    print(to_type("-m", "helpers", "grade", grid, "--out", out))
    return 0
