"""The command that makes slides: what it is told, and what it says to the teacher."""

from __future__ import annotations

import argparse
from pathlib import Path

from helpers.cli.pack import add_choice, choice_of
from helpers.desk.at_desk import lines_on_slides
from helpers.desk.hand_out import checked
from helpers.projector.slides import write_slides


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command is told."""
    parser.description = (
        "Make one page for a projector, which opens by a double click and needs no network: one "
        "question a screen, a vote by hands, talk, a second vote, and then the words that settle "
        "it. It holds the answers. Counts that are typed into it stay in the browser."
    )
    file = parser.add_argument("file", type=Path, metavar="FILE.html", help="the file to make")
    add_choice(parser, file, sealed=False)
    parser.add_argument(
        "--class-folder",
        type=Path,
        metavar="FOLDER",
        help="a graded class: its written answers are shown, too, without names",
    )


def run(options: argparse.Namespace) -> int:
    """Make the slides, and print what the teacher has to know."""
    kit, _ = checked(options.lesson)
    made = write_slides(kit, options.file, **choice_of(options), class_folder=options.class_folder)
    lines = lines_on_slides(made, options.class_folder is not None)
    print("\n".join([f"{options.file} is made. Open it by a double click.", *lines]))
    return 0
