"""The command that packs a lesson for a class: what it is told, and what it says to the teacher."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from helpers.authoring.check import check
from helpers.common.errors import LessonError
from helpers.exercises.assignment import Assignment
from helpers.exercises.exercise import Exercise
from helpers.lesson.lesson import lesson_folder, seeds_folder
from helpers.lesson.locked import is_sealed
from helpers.packs.contents import held, listed, notebooks_of
from helpers.packs.online import HUB, Repository, read_repository
from helpers.packs.pack import digest_of, exercises_of, pack
from helpers.packs.records import RECORDS, Packed, read_record, record_of
from helpers.packs.selection import number_of


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
    """What was said by the options of `add_choice`, as the function that makes a file takes it."""
    names = ["notebooks", "exercises", "title", "due", "class_name"]
    names += ["graded", "code"] if hasattr(options, "graded") else []
    return {name: getattr(options, name) for name in names} | {"without": options.without or ()}


def checked() -> tuple[Path, Path]:
    """The kit's folder, and that of its lesson; LessonError where the lesson has problems.

    What was handed out cannot be mended. A sealed lesson is refused by who packs it.
    """
    kit = seeds_folder().resolve().parent
    lesson = lesson_folder(kit / "seeds")
    problems = [] if is_sealed(lesson) else check(lesson).problems
    if problems:
        raise LessonError(lesson.name, problems)
    return kit, lesson


def run(options: argparse.Namespace) -> int:
    """Pack, and print what the teacher has to know."""
    kit, lesson = checked()
    online = read_repository(options.online) if options.online is not None else None
    before = digest_of(options.file)
    packed = pack(
        kit,
        options.file,
        **choice_of(options),
        online=online,
    )
    earlier = [one for one in read_record(record_of(kit, options.file)) if one != packed]
    replaced = next((one.assignment for one in earlier if one.sha256 == before), None)
    opens_both = packed.code in {one.code for one in earlier}
    asked = [one for one in exercises_of(lesson) if one.id in packed.assignment.exercises]
    lines = lines_on(options.file, packed, asked, replaced, opens_both)
    if online:
        there = packed.assignment.notebooks
        first = next(name for name in notebooks_of(kit) if number_of(name) == there[0])
        lines += lines_on_links(options.file, packed, online, f"notebooks/{first}.ipynb")
    print("\n".join(lines))
    return 0


def lines_on(
    file: Path,
    packed: Packed,
    asked: Iterable[Exercise],
    replaced: Assignment | None,
    opens_both: bool,
) -> list[str]:
    """What there is to say of a pack, of one that was in its place, and of a code for both."""
    found = packed.assignment
    lines = [f"{file} is packed for {'graded work' if found.graded else 'practice'}."]
    if replaced:
        there = ", ".join([*replaced.about, listed(replaced.notebooks)])
        lines.append(f"It takes the place of the {file.name} that was there: {there}.")
    lines += [", ".join(found.about)] if found.about else []
    lines.append(held(found.notebooks, asked))
    if "00" not in found.notebooks:
        top = found.notebooks[0]
        lines.append(f"Notebook 00 is not in it: the article is at the top of notebook {top}.")
    return lines + (lines_on_code(file, packed, opens_both, "pack") if packed.code else [])


def lines_on_code(file: Path, packed: Packed, opens_both: bool, made: str) -> list[str]:
    """What there is to say of the class code of a pack or a site, and of one for both."""
    lines = [f"Class code: {packed.code}"]
    if opens_both:
        name = file.name if made == "pack" else file.stem
        lines.append(
            f"It is the code of an earlier {name}, too, and opens both. For a code of its own, "
            f"{'pack' if made == 'pack' else 'make it'} under another name."
        )
    lines.append(
        "Give it out when you have everybody's file: whether an answer came after the code, "
        f"only the file itself tells. It is kept in {RECORDS}/{file.stem}.json, and not in the "
        f"{made}."
    )
    lines.append(
        "The key of the lesson that comes with the kit is public, since the kit is: sealed, it "
        "is kept only from those who do not look for it. For marks that count pack a lesson or "
        "exercises of your own, from a copy of the kit that you keep private."
    )
    return lines


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
