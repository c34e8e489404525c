"""The command that brings in what was marked in another tool."""

from __future__ import annotations

import argparse
from pathlib import Path

from helpers.annotations.bring import bring, bring_new
from helpers.annotations.formats import readable
from helpers.cli.new import FACTS, NAMES, NEXT
from helpers.cli.which_lesson import add_lesson
from helpers.common.errors import KitError
from helpers.common.text import plural
from helpers.desk.this_python import to_type
from helpers.lesson.lesson import lesson_folder, seeds_folder


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command is told."""
    makers = "; ".join(f"FILE{end} is {one.NAME}" for end, one in readable().items())
    parser.description = (
        "Bring in what was marked in another tool, into the lesson of that article or a new one. "
        f"{makers}. Each mark becomes a row that is proposed, until you say yes to it; a lesson "
        "that “annotations” wrote is taken in whole. What is in no row is listed. Nothing is "
        "written over."
    )
    parser.add_argument(
        "file", type=Path, metavar="|".join(f"FILE{end}" for end in readable()), help="the file"
    )
    add_lesson(parser)
    parser.add_argument(
        "--new", metavar="NAME", help="make a new lesson: the name of its folder in seeds/"
    )
    for fact, meaning in FACTS.items():
        parser.add_argument(f"--{fact}", metavar="TEXT", help=f"with --new: {meaning}")
    words = "with --new: the language of the text: en, de, …"
    parser.add_argument("--language", metavar="CODE", help=words)


def run(options: argparse.Namespace) -> int:
    """Bring the file in, and say what came and what was left; 0."""
    facts = {NAMES.get(fact, fact): getattr(options, fact) or "" for fact in FACTS}
    facts["inLanguage"] = options.language or ""
    if options.new:
        if options.lesson:
            raise KitError("Write --lesson or --new: a file goes into one lesson.")
        known = {name: said for name, said in facts.items() if said}
        made = bring_new(options.file, seeds_folder(), options.new, known)
    elif any(facts.values()):
        raise KitError("What you say of the text is for a new lesson. Write --new and its name.")
    else:
        made = bring(options.file, lesson_folder(seeds_folder(), options.lesson))
    for line in (*made.notes, *made.left):
        print(f"note: {line}")
    for table, count in made.rows.items():
        print(f"{table}: {plural(count, 'row')} added")
    for table, count in made.proposed.items():
        print(f"{table}: {plural(count, 'row')} proposed")
    if made.known:
        print(f"{plural(made.known, 'row')}: there before, and left as they are")
    if made.proposed:
        print(f"{made.folder.name}: nothing counts as read until you have said yes to it.")
        print(NEXT)
    else:
        print(f"{made.folder.name}: check the lesson now:")
        print(to_type("-m", "helpers", "check"))
    return 0
