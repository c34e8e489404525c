"""The command line: python -m helpers, and then a command. Each has its module beside this one."""

from __future__ import annotations

import argparse
import io
import os
import sys
from importlib import import_module

from helpers.common.errors import KitError
from helpers.common.text import visible

# What each command is for. Its module adds what it is told, by `add`, and does it, by `run`, and
# is loaded where the command is called.
COMMANDS = {
    "new": "begin a lesson from a text, with a draft of every table to correct",
    "check": "read a lesson's tables and report everything that does not fit its article",
    "open": "write the notebooks of a lesson, to be opened, into its folder",
    "compare": "hold two readers of one article against each other, row by row and in figures",
    "questions": "make questions with keys from a lesson's tables, and write those you choose",
    "annotations": "write what the tables say for other tools: texts with marks, maps, timelines",
    "bring": "bring in what was marked in Recogito, brat or INCEpTION",
    "pack": "make the ZIP file that a class gets",
    "site": "make a folder for a web server: a link instead of an installation",
    "paper": "make a workbook to print, its key, and a grid to type answers into",
    "slides": "make a page for a projector: votes, talk, and the words that settle it",
    "export": "take the exercises to another platform",
    "grade": "grade what a class handed in: gradebook, feedback pages, and what was misread",
    "return": "give a graded class its feedback pages back, in one ZIP",
}


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code: 0 all is well, 1 problems found, 2 wrongly called."""
    words = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(
        prog="python -m helpers", description="Work on a lesson from the command line."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    run = None
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, help=purpose)
        if words[:1] == [name]:
            module = import_module(f"helpers.cli.{name}")
            module.add(command)
            run = module.run
    options = parser.parse_args(words)
    if run is None:  # an option stands before the command; there is none but -h
        parser.error("begin with the command")
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may not know every letter of a name.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        return int(run(options))
    except KitError as error:
        print(visible(str(error), keep="\n"), file=sys.stderr)
        return 2
    except BrokenPipeError:  # who reads along, such as `head`, has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
