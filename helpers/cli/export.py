"""The command that takes exercises elsewhere: what it is told, and what it says to the teacher."""

from __future__ import annotations

import argparse
from pathlib import Path

from helpers.cli.pack import add_choice, choice_of
from helpers.common.text import plural
from helpers.desk.hand_out import checked
from helpers.exchange.export import export


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command is told."""
    parser.description = (
        "Write the exercises into a file that another platform takes, with the article at their "
        "front and what is said to each answer: FILE.xml for Moodle, FILE.zip for Canvas and "
        "others that take QTI 1.2. What is lost there is told. The file holds the answers."
    )
    file = parser.add_argument(
        "file", type=Path, metavar="FILE.xml|FILE.zip", help="the file to make"
    )
    add_choice(parser, file, sealed=False)


def run(options: argparse.Namespace) -> int:
    """Write the file, and print what the teacher has to know."""
    kit, _ = checked()
    made = export(kit, options.file, **choice_of(options))
    count, whole = len(made.exercises), len(made.exercises) + len(made.lost)
    print(f"{options.file} is for {made.platforms}: {count} of {plural(whole, 'exercise')}.")
    for name, why in made.lost.items():
        print(f"Lost: {name}, since {why}.")
    by_words: dict[str, list[str]] = {}
    for name, words in made.differs.items():
        by_words.setdefault(words, []).append(name)
    for words, names in by_words.items():
        print(f"Differs: {words}: {', '.join(names)}.")
    print("It holds the answers: import it where only teachers see the questions.")
    return 0
