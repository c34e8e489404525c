"""The command that packs a lesson for a class: what it is told, and what it says to the teacher."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

from helpers.cli.which_lesson import add_lesson
from helpers.desk.hand_out import make_pack
from helpers.exercises.plan import AIM
from helpers.lesson.lesson import seeds_folder
from helpers.packs.contents import notebooks_of
from helpers.packs.online import HUB, Repository, read_repository
from helpers.packs.records import RECORDS, Packed
from helpers.packs.selection import number_of
from helpers.packs.wanted import Wanted


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command is told."""
    parser.description = (
        "Make one ZIP file with the notebooks, the article and what they need, for practice or, "
        "with --graded, with the key and the reference tables sealed. Keep the class code that is "
        "then printed to yourself until you have everybody's file. Packed again as it was, the "
        "file is the same. Packed with changes under the same name, it keeps its code."
    )
    file = parser.add_argument("file", type=Path, metavar="FILE.zip", help="the file to make")
    add_choice(parser, file)
    parser.add_argument(
        "--online",
        metavar="ADDRESS",
        help="the repository that it is put into, like https://github.com/owner/name; then the "
        "links that open it on Binder and on a JupyterHub are told",
    )


def add_choice(
    parser: argparse.ArgumentParser, file: argparse.Action | None, sealed: bool = True
) -> None:
    """Add what says which part of the lesson is handed out, to whom, until when, and how sealed.

    `file` is what stands for a file to make that may come behind a list of names. Without `sealed`
    nothing that is made can be.
    """
    add_lesson(parser)
    if sealed:
        parser.add_argument(
            "--graded", action="store_true", help="seal the key and the reference tables"
        )
    # PowerShell makes several words of 00,01, so that commas and spaces have to do alike.
    some: dict[str, Any] = {"nargs": "+", "action": Names, "file": file}
    parser.add_argument(
        "--notebooks", **some, metavar="00", help="only these notebooks, by their numbers: 00,01"
    )
    parser.add_argument(
        "--exercises", **some, metavar="ID", help="only these exercises, by their ids"
    )
    parser.add_argument("--without", **some, metavar="ID", help="all but these exercises")
    parser.add_argument(
        "--minutes",
        type=int,
        choices=tuple(AIM),
        help="a lesson of so many minutes: one notebook, whole in itself, and beside the file a "
        "page with the answers, for whoever stands in for you",
    )
    parser.add_argument("--title", default="", help="what the assignment is called")
    parser.add_argument("--due", default="", metavar="2026-12-01", help="the date it is due")
    parser.add_argument("--class", default="", dest="class_name", help="the name of the class")
    if sealed:
        parser.add_argument("--code", help="a class code of an earlier pack, to use it again")


class Names(argparse.Action):
    """Gathers the names of a list, which takes every word behind it, also the file to make."""

    def __init__(self, *arguments: Any, file: argparse.Action | None, **named: Any) -> None:
        """Keep what stands for that file."""
        super().__init__(*arguments, **named)
        self.file = file

    def __call__(
        self, parser: argparse.ArgumentParser, space: argparse.Namespace, words: Any, _: Any = None
    ) -> None:
        """Add the names in some words, parted by commas or spaces."""
        endings = tuple(re.findall(r"\.\w+", str(self.file.metavar))) if self.file else ()
        files = [word for word in words if word.lower().endswith(endings)]
        if files and (len(files) > 1 or space.file):
            parser.error(f"there is more than one file to make: {', '.join(files)}")
        if files and self.file:
            space.file, self.file.required = Path(files[0]), False
        lists = (re.split(r"[,;\s]+", word) for word in words if word not in files)
        found = [one for names in lists for one in names if one]
        setattr(space, self.dest, [*(getattr(space, self.dest) or ()), *found])


def choice_of(options: argparse.Namespace) -> dict[str, Any]:
    """What was said by the options of `add_choice`, as those take it that hand something out."""
    names = (*Wanted.__annotations__, "graded", "code")
    said = {name: getattr(options, name) for name in names if hasattr(options, name)}
    return said | {"without": options.without or ()}


def run(options: argparse.Namespace) -> int:
    """Pack, and print what the teacher has to know."""
    online = read_repository(options.online) if options.online is not None else None
    made = make_pack(options.file, choice_of(options), online)
    lines = made.lines
    if online and made.packed:
        there = made.packed.assignment.notebooks
        names = notebooks_of(seeds_folder().resolve().parent)
        first = next(name for name in names if number_of(name) == there[0])
        lines += lines_on_links(options.file, made.packed, online, f"notebooks/{first}.ipynb")
    print("\n".join(lines))
    return 0


def lines_on_links(file: Path, packed: Packed, online: Repository, first: str) -> list[str]:
    """What there is to say of a pack that is put online; `first` is the notebook to open."""
    key = (
        f"The key in it is sealed. Keep the class code and the folder {RECORDS} out of it."
        if packed.code
        else "Whoever can read that repository can read the key, as in every pack for practice."
    )
    return [
        f"Unpack {file.name}, and put all that is in it into {online.address}. {key}",
        f"Then this opens it on Binder: {online.on_binder(first)}",
        f"And this on a JupyterHub, with its address in place of {HUB}: {online.on_hub(first)}",
    ]
