"""The command that begins a lesson from a text, and asks for what the text does not say."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from helpers.common.errors import KitError
from helpers.common.text import plural
from helpers.drafting.layout import Layout, Question, find_layout
from helpers.drafting.new_lesson import answer, missing, new_lesson
from helpers.drafting.source_text import read_source
from helpers.lesson.lesson import seeds_folder

FACTS = {
    "publisher": "who published it",
    "published": "when: 2026-03-05, or 2026-03-05T10:57",
    "rights": "whose the text is, and what the class may do with it",
    "source": "where it is from: an address, or a page of print",
    "headline": "its headline, where the first line of the text is not",
    "byline": "the line that names who wrote it",
}
NEXT = "Open notebooks/teacher/new_lesson.ipynb, run it, and choose this lesson."
NAMES = {"published": "datePublished"}


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command is told."""
    parser.description = (
        "Begin a lesson from a text: make its folder in seeds/, with a draft of every table. "
        "What is not said here and not in the text is asked."
    )
    parser.add_argument("text", type=Path, help="the text, as .txt, .docx or a saved .html")
    for fact, meaning in FACTS.items():
        parser.add_argument(f"--{fact}", metavar="TEXT", help=meaning)
    parser.add_argument("--language", metavar="CODE", help="the language of the text: en, de, …")
    parser.add_argument("--name", metavar="SLUG", help="the name of the folder in seeds/")


def run(options: argparse.Namespace) -> int:
    """Make the lesson and say what is open; 0."""
    layout = find_layout(read_source(options.text), options.language)
    for fact in FACTS:
        reply = getattr(options, fact)
        if reply:
            name = NAMES.get(fact, fact)
            asked = [one for one in layout.questions if one.fact == name]
            layout = answer(layout, (asked or [Question(name, "")])[0], reply)
    layout = ask(layout) if sys.stdin is not None and sys.stdin.isatty() else layout
    if lacking := missing(layout):
        flags = {name: flag for flag, name in NAMES.items()} | {"inLanguage": "language"}
        names = " ".join(f"--{flags.get(name, name)} “…”" for name in lacking)
        raise KitError(f"The text does not say all that a lesson needs. Add: {names}")
    made = new_lesson(seeds_folder(), layout, options.name)
    for note in made.notes:
        print(f"note: {note}")
    for table, count in made.open.items():
        print(f"{table}: {plural(count, 'row')} proposed")
    print(f"{made.folder.name}: nothing counts as read until you have said yes to it.")
    print(NEXT)
    return 0


def ask(layout: Layout) -> Layout:
    """The layout once its questions were answered at the keyboard."""
    while layout.questions:
        question = layout.questions[0]
        for choice in question.choices:
            print(f"    {choice}")
        try:
            layout = answer(layout, question, input(f"{question.question} "))
        except KitError as error:
            print(error)
        except EOFError:
            break
    return layout
