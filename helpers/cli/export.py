"""The command that takes exercises elsewhere: what it is told, and what it says to the teacher."""

from __future__ import annotations

import argparse
from pathlib import Path

from helpers.cli.pack import add_choice, choice_of
from helpers.desk.at_desk import lines_on_export
from helpers.desk.hand_out import checked
from helpers.exchange.export import export
from helpers.exchange.formats import formats


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command is told."""
    takers = "; ".join(f"FILE{end} is for {one.PLATFORMS}" for end, one in formats().items())
    parser.description = (
        "Write the exercises into a file that another platform takes, with the article at their "
        f"front and what is said to each answer. {takers}. What is lost there is told. The file "
        "holds the answers."
    )
    file = parser.add_argument(
        "file", type=Path, metavar="FILE.xml|FILE.zip", help="the file to make"
    )
    add_choice(parser, file, sealed=False)


def run(options: argparse.Namespace) -> int:
    """Write the file, and print what the teacher has to know."""
    kit, _ = checked(options.lesson)
    made = export(kit, options.file, **choice_of(options))
    print("\n".join([f"{options.file} is made.", *lines_on_export(made)]))
    return 0
