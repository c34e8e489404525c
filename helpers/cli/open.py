"""The command that writes the notebooks of a lesson: what it is told, and what it says."""

from __future__ import annotations

import argparse

from helpers.cli.which_lesson import add_lesson
from helpers.lesson.lesson import seeds_folder
from helpers.packs.own_notebooks import write_notebooks


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command is told."""
    parser.description = (
        "Write the notebooks of a lesson into its folder, for students and for the teacher, with "
        "what it says of its article and all that it asks. They open that lesson, whatever others "
        "there are. Written again, they are new; one in which you wrote is kept as “… (earlier)”."
    )
    add_lesson(parser)


def run(options: argparse.Namespace) -> int:
    """Write the notebooks, and print which to open."""
    kit = seeds_folder().resolve().parent
    first = write_notebooks(kit, options.lesson)
    print(f"The notebooks are in {first.parent.relative_to(kit).as_posix()}.")
    print(f"Begin with {first.name}; for the teacher open teacher/desk.ipynb.")
    return 0
