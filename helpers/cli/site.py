"""The command that makes a site for a class: what it is told, and what it says to the teacher."""

from __future__ import annotations

import argparse
from pathlib import Path

from helpers.cli.pack import add_choice, choice_of
from helpers.desk.hand_out import make_site
from helpers.desk.this_python import to_type


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command is told."""
    parser.description = (
        "Make a folder that any web server can give out, so that students need to install nothing. "
        "Its page has the lesson with its questions; its lab has the notebooks, for who writes "
        "code. Answers are scored and kept in the browser, the same for both. With --graded both "
        "are sealed like a pack, and its class code opens both. The first time, what Python in a "
        "browser needs is fetched (about 110 MB), and kept (40 MB)."
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the folder to make")
    add_choice(parser, None)
    parser.add_argument(
        "--desk",
        action="store_true",
        help="put your desk into its lab, at lab/desk.html, with the key; not for students",
    )


def run(options: argparse.Namespace) -> int:
    """Make the site, and print what the teacher has to know."""
    made = make_site(options.folder, {**choice_of(options), "desk": options.desk})
    print("\n".join(made.lines))
    print(
        "To look at it here, run the next line, and open http://localhost:8000. A file opened by "
        "a double click cannot score.\n"
        + to_type("-m", "http.server", "--directory", options.folder)
    )
    print("What students hand in is graded like that of a pack.")
    return 0
