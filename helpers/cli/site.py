"""The command that makes a site for a class: what it is told, and what it says to the teacher."""

from __future__ import annotations

import argparse
from pathlib import Path

from helpers.authoring.check import check
from helpers.cli.pack import add_choice
from helpers.common.errors import LessonError
from helpers.exercises.asked import how_many
from helpers.lesson.lesson import lesson_folder, seeds_folder
from helpers.packs.contents import listed
from helpers.packs.pack import exercises_of
from helpers.site.site import write_site


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command is told."""
    parser.description = (
        "Make a folder that any web server can give out. Its page has the lesson with its "
        "questions, and needs nothing to be installed: answers are scored and kept in the browser, "
        "also without a network once it was opened. The first time Python for the browser is "
        "fetched (about 14 MB), and kept."
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the folder to make")
    add_choice(parser, None)


def run(options: argparse.Namespace) -> int:
    """Make the site, and print what the teacher has to know."""
    kit = seeds_folder().resolve().parent
    lesson = lesson_folder(kit / "seeds")
    problems = check(lesson).problems
    if problems:
        raise LessonError(lesson.name, problems)
    packed = write_site(
        kit,
        options.folder,
        kit / ".cache",
        notebooks=options.notebooks,
        exercises=options.exercises,
        without=options.without or (),
        title=options.title,
        due=options.due,
        class_name=options.class_name,
    )
    found = packed.assignment
    exercises = exercises_of(lesson)
    asked = [one for one in exercises if one.id in found.exercises]
    in_code = [one.id for one in exercises if one.from_code and one.notebook in found.notebooks]
    print(f"{options.folder} is a site: put the whole folder on a web server.")
    if found.about:
        print(", ".join(found.about))
    print(f"{listed(found.notebooks).capitalize()}, with {how_many(asked)}.")
    if in_code:
        print(f"Left out, since they take a line of code: {', '.join(in_code)}.")
    print(
        "To look at it here, run “python -m http.server --directory "
        f"{options.folder}”, and open http://localhost:8000. A file opened by a double click "
        "cannot score."
    )
    print("What students hand in is graded like that of a pack: python -m helpers grade.")
    return 0
