"""The folder of a graded class: what grading writes there, and where notebooks find it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from helpers.common.errors import KitError
from helpers.common.json_reader import read_json
from helpers.lesson.lesson import seeds_folder

MANIFEST = "grading.json"  # by this file a folder is known for one that grading made
GRADEBOOK = "gradebook.csv"
PROBLEMS = "problems.csv"
FEEDBACK = "feedback"
WRITTEN = "written.jsonl"
MARKS = "marks.json"
CLASS_PAGE = "class.html"
CLASS_TABLE = "class.csv"


def graded_folder(name: str = "") -> Path | None:
    """The folder of a graded class: the one named, or the only one that is there.

    Names are looked for in the kit's own folder, or in what the environment calls CLASS. None
    where nothing is graded yet. Raises KitError where the name is of no graded class, or where
    there are several to choose from.
    """
    root = Path(os.environ.get("CLASS") or seeds_folder().resolve().parent)
    if name:
        if not (root / name / MANIFEST).is_file():
            raise KitError(f"“{name}” is no folder of a graded class. Grade it first.")
        return root / name
    # Hidden ones are half made, or about to be cleared away.
    found = sorted(path.parent for path in root.glob(f"[!.]*/{MANIFEST}"))
    if len(found) > 1:
        names = " or ".join(f'("{path.name}")' for path in found)
        raise KitError(
            "Several classes are graded. Write the name of one into the brackets of this cell, "
            f"with its quotation marks, and run it again: {names}."
        )
    return found[0] if found else None


def manifest(out: Path) -> dict[str, Any] | None:
    """What grading wrote of itself into a folder; None where it never did."""
    try:
        found = read_json((out / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and isinstance(found.get("files"), list) else None


def made_before(out: Path) -> set[str]:
    """The names in a folder that an earlier grading made."""
    about = manifest(out) if out.is_dir() else None
    return {str(name) for name in about["files"]} | {MANIFEST} if about else set()
