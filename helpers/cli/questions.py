"""The command that makes questions of a lesson's tables: what it is told, and what it says."""

from __future__ import annotations

import argparse
from pathlib import Path

from helpers.cli.pack import Names
from helpers.cli.which_lesson import existing
from helpers.common.errors import KitError, LessonError
from helpers.common.text import plural, shorten
from helpers.desk.this_python import to_type
from helpers.exercises.exercise import FILE as EXERCISES
from helpers.exercises.key import FILE as KEY
from helpers.lesson.lesson import Lesson, lesson_folder, load, seeds_folder
from helpers.questions.questions import questions_of
from helpers.questions.write import read_made, write_questions

ALL = "all"


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command is told."""
    parser.description = (
        "List the questions that the tables of a lesson settle by themselves, with their answers. "
        "Choose some and write them behind your own exercises, where you reword, reorder or drop "
        "them. What you have asked by hand is not made, and what stands in the files stays."
    )
    parser.add_argument(
        "lesson",
        nargs="?",
        type=Path,
        metavar="seeds/<slug>",
        help="the lesson's folder; without one, the lesson that notebooks open",
    )
    parser.add_argument(
        "--write",
        nargs="+",
        action=Names,
        file=None,
        metavar="ID",
        help=f"write the questions of these ids into {EXERCISES} and {KEY}; {ALL} for all of them",
    )


def run(options: argparse.Namespace) -> int:
    """List the questions, or write those that were chosen and say which."""
    lesson = opened(options.lesson or lesson_folder(seeds_folder()))
    if options.write:
        ids = [one.id for one in questions_of(lesson)] if ALL in options.write else options.write
        written = write_questions(lesson, ids)
        for one in written.new:
            print(f"written: {one.id} (notebook {one.entry['notebook']})")
        for name in written.there:
            print(f"was there, and stays as it is: {name}")
        print(
            f"{lesson.slug}: {plural(len(written.new), 'question')} written. Check the lesson now:"
        )
        print(to_type("-m", "helpers", "check"))
        return 0
    found = questions_of(lesson)
    asked = read_made(lesson, found)
    for one, exercise in zip(found, asked.exercises, strict=True):
        print(f"{one.id} (notebook {exercise.notebook}, {exercise.kind})")
        print(f"  {exercise.question}")
        for right in exercise.right_answers(asked.keys[one.id]):
            print(f"  = {shorten(right)}")
        print(f"  rests on {'; '.join(one.rests_on)}")
    print(
        f"{lesson.slug}: {plural(len(found), 'question')}. Take some by --write ID, or --write all."
    )
    return 0


def opened(folder: Path) -> Lesson:
    """The lesson in a folder; KitError where it has problems, or its tables are sealed."""
    lesson, findings = load(existing(folder))
    if findings.problems:
        raise LessonError(folder.resolve().name, findings.problems)
    if lesson is None:
        raise KitError("The tables of this lesson are sealed. Open them with the class code first.")
    return lesson
