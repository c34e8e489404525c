"""The folder of a graded class: what grading writes there, and where notebooks find it."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any

from helpers.common.atomic_file import write
from helpers.common.errors import KitError
from helpers.common.json_reader import read_json
from helpers.lesson.lesson import seeds_folder

MANIFEST = "grading.json"  # by this file a folder is known for one that grading made
GRADEBOOK = "gradebook.csv"
PROBLEMS = "problems.csv"
FEEDBACK = "feedback"
WRITTEN = "written.jsonl"
STUDENTS = "students.jsonl"
MARKS = "marks.json"
OVERRULES = "overrules.json"
WORKBOOK = "gradebook.xlsx"
TO_RETURN = "feedback.zip"
# Made of a result where somebody asks for it; what is made of an earlier result goes with that.
ON_DEMAND = {WORKBOOK, TO_RETURN}
CLASS_PAGE = "class.html"
CLASS_TABLE = "class.csv"
CLASSES = "packs/classes.txt"  # where classes lie that are not in the kit, a path a line


def graded_folder(name: str = "") -> Path | None:
    """The folder of a graded class: the one named, or the only one that is there.

    None where nothing is graded yet. Raises KitError where the name is of no graded class, or where
    there are several to choose from.
    """
    found = graded_classes()
    if name and name not in found:
        there = f" There are: {', '.join(found)}." if found else ""
        raise KitError(f"“{name}” is no folder of a graded class. Grade it first.{there}")
    if len(found) > 1 and not name:
        names = " or ".join(f'("{one}")' for one in found)
        raise KitError(
            "Several classes are graded. Write the name of one into the brackets of this cell, "
            f"with its quotation marks, and run it again: {names}."
        )
    return found[name] if name else next(iter(found.values()), None)


def graded_classes() -> dict[str, Path]:
    """The folders of all graded classes, by name; of two with one name each by its path.

    They lie in the kit's own folder, or wherever grading wrote them since; or else only in what the
    environment calls CLASS.
    """
    # Hidden ones are half made, or about to be cleared away.
    here = sorted(path.parent for path in home().glob(f"[!.]*/{MANIFEST}"))
    found = [*here, *(one for one in noted() if one not in here and manifest(one))]
    names = Counter(one.name for one in found)
    return {seen_from(home(), one) if names[one.name] > 1 else one.name: one for one in found}


def note_class(out: Path) -> None:
    """Remember the folder of a graded class, where it lies elsewhere. Raises OSError."""
    path = out.resolve()
    if os.environ.get("CLASS") or path.parent == home() or path in noted():
        return
    file = home() / CLASSES
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"{seen_from(home(), one)}\n" for one in (*filter(manifest, noted()), path))
    write(file, lines.encode("utf-8", "surrogateescape"))


def noted() -> list[Path]:
    """The folders that were remembered, whether they are still there or not."""
    if os.environ.get("CLASS"):
        return []
    try:
        text = (home() / CLASSES).read_text("utf-8", "surrogateescape")
    except OSError:
        return []
    return [(home() / line).resolve() for line in text.split("\n") if line.strip()]


def home() -> Path:
    """The folder in which classes are looked for."""
    return Path(os.environ.get("CLASS") or seeds_folder().resolve().parent).resolve()


def seen_from(folder: Path, other: Path) -> str:
    """A path as seen from a folder, so that both may be moved together."""
    try:
        return Path(os.path.relpath(other.absolute(), folder.absolute())).as_posix()
    except ValueError:  # another drive of Windows
        return other.absolute().as_posix()


def manifest(out: Path) -> dict[str, Any] | None:
    """What grading wrote of itself into a folder; None where it never did."""
    try:
        found = read_json((out / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and isinstance(found.get("files"), list) else None


def manifest_of(out: Path) -> dict[str, Any]:
    """The same; KitError where grading never wrote into the folder."""
    if (about := manifest(out)) is None:
        raise KitError(f"{out.name} is no folder of a graded class. Grade it first.")
    return about


def made_before(out: Path) -> set[str]:
    """The names in a folder that an earlier grading made."""
    about = manifest(out) if out.is_dir() else None
    return {str(name) for name in about["files"]} | {MANIFEST} if about else set()
