"""The command that packs a lesson for a class: what it is told, and what it says to the teacher."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

from helpers.assignment import RECORDS, Packed
from helpers.check import check
from helpers.lesson import lesson_folder, seeds_folder
from helpers.packing import pack
from helpers.problems import LessonError
from helpers.sealed import is_sealed


def add(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "pack",
        help="make the ZIP file that a class gets",
        description="Make one ZIP file with the notebooks, the article and what they need, for "
        "practice or, with --graded, with the key and the reference tables sealed. Keep the class "
        "code that is then printed to yourself until everybody has answered. Pack again under "
        "the same name and you get the same file, with the same code.",
    )
    parser.add_argument("file", type=Path, metavar="FILE.zip", help="the file to make")
    parser.add_argument(
        "--graded", action="store_true", help="seal the key and the reference tables"
    )
    parser.add_argument(
        "--notebooks", type=names, metavar="00,01", help="only these notebooks, by their numbers"
    )
    parser.add_argument(
        "--exercises", type=names, metavar="ID,ID", help="only these exercises, by their ids"
    )
    parser.add_argument(
        "--without", type=names, default=[], metavar="ID,ID", help="all but these exercises"
    )
    parser.add_argument("--title", default="", help="what the assignment is called")
    parser.add_argument("--due", default="", metavar="2026-12-01", help="the date it is due")
    parser.add_argument("--class", default="", dest="class_name", help="the name of the class")
    parser.add_argument("--code", help="a class code of an earlier pack, to use it again")
    parser.set_defaults(run=run)


def names(text: str) -> list[str]:
    """Return the names in a list with commas or spaces between them."""
    return [one for one in re.split(r"[,;\s]+", text) if one]


def run(options: argparse.Namespace) -> int:
    """Pack, and print what the teacher has to know."""
    kit = seeds_folder().resolve().parent
    must_be_sound(lesson_folder(kit / "seeds"))
    packed = pack(
        kit,
        options.file,
        notebooks=options.notebooks,
        exercises=options.exercises,
        without=options.without,
        title=options.title,
        due=options.due,
        class_name=options.class_name,
        graded=options.graded,
        code=options.code,
    )
    print("\n".join(lines_on(options.file, packed)))
    return 0


def must_be_sound(lesson: Path) -> None:
    """Raise LessonError where a lesson has problems: what was handed out cannot be mended."""
    problems = [] if is_sealed(lesson) else check(lesson).problems
    if problems:
        raise LessonError(lesson.name, problems)


def lines_on(file: Path, packed: Packed) -> list[str]:
    """Return what there is to say of a pack."""
    found = packed.assignment
    about = [found.title, found.class_name, found.due_in_words and f"due {found.due_in_words}"]
    lines = [f"{file.name} is packed for {'graded work' if found.graded else 'practice'}."]
    lines += [", ".join(filter(None, about))] if any(about) else []
    lines.append(f"Notebooks: {', '.join(found.notebooks)}. Exercises: {len(found.exercises)}.")
    if "00" not in found.notebooks:
        lines.append("Notebook 00, in which the article is read, is not in it.")
    if packed.code:
        lines.append(f"Class code: {packed.code}")
        lines.append(
            "Give it out when everybody has answered. It is kept in "
            f"{RECORDS}/{file.stem}.json and nowhere else."
        )
    return lines
