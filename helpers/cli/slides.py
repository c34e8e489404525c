"""The command that makes slides: what it is told, and what it says to the teacher."""

from __future__ import annotations

import argparse
from pathlib import Path

from helpers.cli.pack import add_choice, choice_of
from helpers.common.text import plural
from helpers.desk.hand_out import checked
from helpers.grading.report.disclosure import FEWEST
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
    kit, _ = checked()
    made = write_slides(kit, options.file, **choice_of(options), class_folder=options.class_folder)
    asked = plural(len(made.exercises), "exercise")
    print(f"{options.file} has slides for {asked}, with {plural(made.votes, 'vote')}.")
    print("Open it by a double click. It holds the answers: do not hand it out.")
    for name, why in made.left_out.items():
        print(f"Left out: {name}, since {why}.")
    for name, count in made.answers.items():
        print(f"{name}: {plural(count, 'answer')} of the class, without names.")
    for name, count in made.named.items():
        print(
            f"{name}: {plural(count, 'answer')} left out, since a name of the class may be in it."
        )
    for name in made.too_few:
        print(f"{name}: no answers, since fewer than {FEWEST} students handed one in.")
    if options.class_folder:
        print(
            "Read the answers before you show them: what they tell may give somebody away without "
            "a name, and a nickname is not known here."
        )
    return 0
