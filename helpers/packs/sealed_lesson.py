"""Graded mode: a copy of the kit whose key and reference tables wait for the class code."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from helpers.common.atomic_file import write
from helpers.common.errors import KitError, ReadingError
from helpers.common.yaml_reader import compose
from helpers.exercises.exercise import FILE as EXERCISES
from helpers.exercises.key import FILE as KEY
from helpers.lesson import seal
from helpers.lesson.lesson import lesson_folders
from helpers.lesson.metadata import FILE as ABOUT
from helpers.lesson.tables import TABLES
from helpers.packs import yaml_excerpt
from helpers.packs.class_files import books_in
from helpers.packs.contents import student_files
from helpers.packs.student_readme import student_readme

# What may stand in lesson.yaml before the code: facts about the article, no reading of it.
OPEN_FACTS = "headline author publisher dateline datePublished inLanguage rights sha256 layout view"
OPEN_FACTS += " objectives"
ARTICLE = "article.txt"
CLOSED = (ABOUT, KEY, EXERCISES, *(f"{name}.csv" for name in TABLES))


def seal_kit(kit: Path, copy: Path) -> str:
    """Write a sealed copy of the kit into the folder `copy`; return its class code.

    Raises KitError where the folder is there already, is part of the kit's own, cannot be
    written, or where a lesson has no key.
    """
    if copy.exists() or copy.is_symlink():
        raise KitError(f"The folder {copy.name} is there already. Name a new one.")
    kit, copy = kit.resolve(), copy.resolve()
    lessons = lesson_folders(kit / "seeds")
    if kit in copy.parents:
        raise KitError(
            "The copy would lie inside the kit. Name a folder beside it: ../for-my-class"
        )
    for lesson in lessons:
        must_have_key(lesson)
    code = seal.new_code()
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        # Made elsewhere and then moved: what is broken off leaves nothing behind.
        with tempfile.TemporaryDirectory(dir=copy.parent, prefix=".sealing-") as folder:
            fill(kit, Path(folder) / "kit", lessons, code)
            (Path(folder) / "kit").rename(copy)
    except OSError as error:
        why = error.strerror or "unknown reason"
        raise KitError(
            f"The copy {copy.name} cannot be written ({why}). Name another folder."
        ) from None
    return code


def must_have_key(lesson: Path) -> None:
    """Raise KitError where a lesson has nothing to seal."""
    if not (lesson / KEY).exists():
        raise KitError(f"The lesson {lesson.name} has no {KEY}, so there is nothing to seal.")


def fill(kit: Path, copy: Path, lessons: list[Path], code: str) -> None:
    """Write what students get into a new folder."""
    files = student_files(kit)
    files |= student_readme(kit, books_in(files), graded=True)
    if (kit / "seeds" / "lesson.txt").is_file():
        files["seeds/lesson.txt"] = (kit / "seeds" / "lesson.txt").read_bytes()
    for name, data in files.items():
        target = copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    for lesson in lessons:
        seal_lesson(lesson, copy / "seeds" / lesson.name, code)


def lesson_files(lesson: Path) -> dict[str, bytes]:
    """Return the files of a lesson by name, and nothing that lies beside them."""
    names = sorted((ARTICLE, *CLOSED))
    return {name: (lesson / name).read_bytes() for name in names if (lesson / name).exists()}


def sealed_files(files: Mapping[str, bytes], code: str) -> dict[str, bytes]:
    """Return the files of a lesson, sealed but for the article and what is asked."""
    closed = {name: data for name, data in files.items() if name in CLOSED}
    found = {seal.FILE: seal.seal(closed, code), ABOUT: open_facts(files[ABOUT])}
    if ARTICLE in files:
        found[ARTICLE] = files[ARTICLE]
    if EXERCISES in files:
        found[EXERCISES] = without_remarks(files[EXERCISES])
    return found


def seal_lesson(lesson: Path, copy: Path, code: str) -> None:
    """Write a lesson into a new folder, sealed."""
    copy.mkdir(parents=True)
    for name, data in sealed_files(lesson_files(lesson), code).items():
        write(copy / name, data)


def open_facts(facts: bytes) -> bytes:
    """Return lesson.yaml with the facts that are no reading of the article, and nothing else."""
    import yaml

    found = compose(facts.decode("utf-8-sig"), "").value
    kept = {name: one for name, one in found.items() if name in OPEN_FACTS.split()}
    return yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=100).encode()


def without_remarks(exercises: bytes) -> bytes:
    """Return exercises.yaml without its remarks, which may tell answers; KitError if it is none."""
    try:
        return yaml_excerpt.without_remarks(exercises.decode("utf-8-sig")).encode()
    except (ReadingError, UnicodeDecodeError) as error:
        raise KitError(f"{EXERCISES} cannot be read: {error}.") from None
