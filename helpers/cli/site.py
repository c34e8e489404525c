"""The command that makes a site for a class: what it is told, and what it says to the teacher."""

from __future__ import annotations

import argparse
from pathlib import Path

from helpers.cli.pack import add_choice, checked, choice_of, lines_on_code, lines_on_substitute
from helpers.packs.contents import held
from helpers.packs.pack import exercises_of
from helpers.packs.records import read_record, record_of
from helpers.site.site import noted_as, write_site


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


def run(options: argparse.Namespace) -> int:
    """Make the site, and print what the teacher has to know."""
    kit, lesson = checked()
    packed = write_site(kit, options.folder, kit / ".cache", **choice_of(options))
    archive = Path(noted_as(options.folder))
    earlier = [one for one in read_record(record_of(kit, archive)) if one != packed]
    found = packed.assignment
    exercises = exercises_of(lesson)
    asked = [one for one in exercises if one.id in found.exercises]
    kind = "graded work" if found.graded else "practice"
    print(f"{options.folder} is a site for {kind}: put the whole folder on a web server.")
    if found.about:
        print(", ".join(found.about))
    print("\n".join([held(found, asked), *lines_on_substitute(options.folder, found)]))
    if in_code := [one.id for one in asked if one.from_code]:
        print(
            f"A line of code is asked for in {', '.join(in_code)}. That is done in the lab, on a "
            "computer. For a class with tablets only, leave them out with --without."
        )
    print(
        "To look at it here, run “python -m http.server --directory "
        f"{options.folder}”, and open http://localhost:8000. A file opened by a double click "
        "cannot score."
    )
    if packed.code:
        opens_both = packed.code in {one.code for one in earlier}
        print("\n".join(lines_on_code(archive, packed, opens_both, "site")))
        print(
            "Its address has to begin with https: elsewhere browsers open nothing that is sealed."
        )
    print("What students hand in is graded like that of a pack: python -m helpers grade.")
    return 0
