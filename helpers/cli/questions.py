"""The command that lists questions made from a lesson's tables, and adds those that are chosen."""

from __future__ import annotations

import argparse
from pathlib import Path

from helpers.desk.this_python import to_type
from helpers.lesson.lesson import lesson_folder, seeds_folder
from helpers.questions.add import add as add_to
from helpers.questions.add import offered


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command is told."""
    parser.description = (
        "List the questions that a lesson's tables can settle and that it does not ask yet."
    )
    parser.add_argument(
        "lesson",
        nargs="?",
        type=Path,
        metavar="seeds/<slug>",
        help="the lesson's folder; without one, the lesson that notebooks open",
    )
    parser.add_argument(
        "--add",
        nargs="+",
        metavar="ID",
        help="add these to exercises.yaml and key.yaml, or all of them with the word all",
    )


def run(options: argparse.Namespace) -> int:
    """List the questions, or add those that are chosen; 0."""
    folder = options.lesson or lesson_folder(seeds_folder())
    found = offered(folder)
    if not options.add:
        for one in found:
            print(f"{one.id} (notebook {one.notebook}): {one.question}")
        print(f"{folder.resolve().name}: {len(found)} to add. Take some by --add ID, or --add all.")
        return 0
    chosen = [one.id for one in found] if options.add == ["all"] else options.add
    added = add_to(folder, chosen)
    for name in added:
        print(f"added: {name}")
    print(f"{folder.resolve().name}: {len(added)} added. Check the lesson now:")
    print(to_type("-m", "helpers", "check"))
    return 0
