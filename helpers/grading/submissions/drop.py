"""Adding to what was collected of a class: files, folders or a ZIP, as a teacher has them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from helpers.common.errors import KitError
from helpers.common.text import plural
from helpers.grading.lms.platform import download_of, platforms
from helpers.grading.submissions.collect import find_files
from helpers.grading.submissions.collected import LOOSE, MARKER, OLDER

SCHEMA = 1


def add(dropped: Path, collected: Path, lesson: str) -> list[str]:
    """Sort all that lies in a folder into that of a class; return a sentence on each part.

    `dropped` is emptied. A download of a platform holds everybody's newest work, so it takes the
    place of an earlier one of that platform; all else is added, and nothing is overwritten.
    Raises KitError where there is nothing, or a file cannot be moved.
    """
    files = sorted(one for one in dropped.iterdir() if not one.name.startswith("."))
    if not files:
        raise KitError("There was nothing in it.")
    try:
        collected.mkdir(parents=True, exist_ok=True)
        about = json.dumps({"schema": SCHEMA, "lesson": lesson}) + "\n"
        (collected / MARKER).write_text(about, encoding="utf-8", newline="\n")
        return list(sorted_in(files, collected, lesson))
    except OSError as error:
        raise KitError(
            f"{collected.name} cannot be written ({error.strerror}). Make room on the disk, and "
            "give the files once more."
        ) from None


def sorted_in(files: list[Path], collected: Path, lesson: str) -> Iterator[str]:
    """Move files and folders to where they belong; yield a sentence on each part."""
    loose = []
    for name, parts in downloads(files, lesson):
        name = name or (of_a_class(parts[0], lesson) if len(files) == 1 else "")
        if name:
            yield replace(parts, collected, name)
        else:
            loose += parts
    if loose:
        yield added(loose, collected / LOOSE)


def downloads(files: Iterable[Path], lesson: str) -> Iterator[tuple[str, list[Path]]]:
    """Yield files with what the download that they are is called; "" where they are none."""
    found: dict[str, list[Path]] = {}
    for one in files:
        name = download_of(one.name) or platform_of(one, lesson)
        if name:
            found.setdefault(name, []).append(one)
        else:
            yield "", [one]
    for name, parts in found.items():
        # Of two ZIPs of a platform the newer has all of the older.
        newest = max(parts, key=lambda one: (one.stat().st_mtime, one.name))
        yield name, parts if download_of(parts[0].name) else [newest]


def platform_of(path: Path, lesson: str) -> str:
    """The kind of the platform that a ZIP or a folder was downloaded from; "" for others."""
    if not path.is_dir() and path.suffix.lower() != ".zip":
        return ""
    kinds = {one.kind for one in platforms()}
    with suppress(KitError):  # a damaged one is said to be so when it is graded
        return next((one.kind for one in find_files(path, lesson) if one.kind in kinds), "")
    return ""


def of_a_class(path: Path, lesson: str) -> str:
    """What a folder or a ZIP with a class in it is called; "" where it is one student's, or a file.

    One that was given by itself: a folder with a single file is of the student it is named after.
    """
    if not path.is_dir():
        return path.stem if path.suffix.lower() == ".zip" else ""
    answers = (one for one in find_files(path, lesson) if one.may_be_answers)
    return path.name if sum(not one.is_left_alone for one in answers) > 1 else ""


def replace(parts: list[Path], collected: Path, name: str) -> str:
    """Put a download in the place of an earlier one of its name; a sentence on it."""
    target = collected / name
    before = target.exists()
    if before:
        (collected / OLDER).mkdir(exist_ok=True)
        shutil.move(target, free(collected / OLDER / name))
    target.mkdir()
    for one in parts:
        for inner in sorted(one.iterdir()) if one.is_dir() else [one]:
            shutil.move(inner, target / inner.name)
    shown = ", ".join(one.name for one in parts)
    return f"{shown}: it takes the place of the one that was there." if before else f"{shown}."


def added(files: Iterable[Path], folder: Path) -> str:
    """Add single files and students' folders to those that are there; a sentence on them."""
    count = again = 0
    for top in files:
        inside = sorted(one for one in top.rglob("*") if one.is_file()) if top.is_dir() else [top]
        for one in inside:
            target = folder / one.relative_to(top.parent)
            if target.is_file() and target.read_bytes() == one.read_bytes():
                again += 1
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(one, free(target))
            count += 1
    words = f"{plural(count, 'file')} added"
    return f"{words}; {again} there already." if again else f"{words}."


def free(path: Path) -> Path:
    """A path at which nothing is yet: the one given, or one with a number behind it."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return found
