"""The command that takes a lesson's rows to a tool that annotates texts, or shows them."""

from __future__ import annotations

import argparse
from pathlib import Path

from helpers.annotations.formats import written
from helpers.annotations.take import take_to
from helpers.cli.which_lesson import add_lesson
from helpers.common.text import plural
from helpers.lesson.lesson import lesson_folder, seeds_folder


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command is told."""
    takers = "; ".join(f"FILE{end} is {one.NAME}" for end, one in written().items())
    parser.description = (
        "Write what the tables say of the article into a file for other tools. "
        f"{takers}. Web Annotation and TEI hold the whole lesson but for its exercises, and "
        "“bring” reads them again."
    )
    parser.add_argument(
        "file",
        type=Path,
        metavar="|".join(f"FILE{end}" for end in written()),
        help="the file to make",
    )
    add_lesson(parser)


def run(options: argparse.Namespace) -> int:
    """Write the file, and say what is not in it; 0."""
    made = take_to(lesson_folder(seeds_folder(), options.lesson), options.file)
    for id, why in made.lost.items():
        table, _, row = id.rpartition("-")
        print(f"not in it: {table}.csv, row {row}: {why}")
    if made.open:
        print(f"not in it: {plural(made.open, 'row')} that nobody has said yes to")
    print(f"{options.file} is made: {made.format}. The lesson has {plural(made.rows, 'row')}.")
    return 0
