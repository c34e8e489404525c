"""Packing: one ZIP file for a class, with what was chosen for it, and sealed for graded work."""

from __future__ import annotations

import hashlib
import io
import re
import tomllib
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from helpers.common.atomic_file import write
from helpers.common.errors import Findings, KitError, LessonError, ReadingError
from helpers.common.text import one_line
from helpers.common.version import kit_version
from helpers.exercises.assignment import FILE as ASSIGNMENT
from helpers.exercises.assignment import Assignment
from helpers.exercises.exercise import FILE as EXERCISES
from helpers.exercises.exercise import Exercise, read_exercises
from helpers.lesson import seal
from helpers.lesson.lesson import lesson_folder, open_article
from helpers.lesson.locked import is_sealed
from helpers.lesson.metadata import FILE as ABOUT
from helpers.lesson.metadata import read_facts
from helpers.packs.class_files import class_files, notebooks_in
from helpers.packs.contents import as_bytes, student_files
from helpers.packs.records import Packed, read_record, record_of, record_text
from helpers.packs.sealed_lesson import (
    ARTICLE,
    KEY,
    lesson_files,
    must_have_key,
    sealed_files,
    without_remarks,
)
from helpers.packs.selection import Choice, choose, number_of
from helpers.packs.yaml_excerpt import keep_entries

LONGEST = {"title": 120, "class": 60}
# A ZIP says of each file when it was changed, who may do what with it, and how it is packed. With
# all this fixed, and nothing compressed, the same files give the same bytes everywhere. The date is
# that of this version of the kit, and moves with it: JupyterLab shows students how old a file is.
CHANGED = (2026, 11, 1, 0, 0, 0)
UNIX, FILE_RIGHTS, PROGRAM_RIGHTS = 3, 0o100644, 0o100755
PROGRAMS = ("binder/postBuild",)


def pack(
    kit: Path,
    target: Path,
    *,
    notebooks: Iterable[str] | None = None,
    exercises: Iterable[str] | None = None,
    without: Iterable[str] = (),
    title: str = "",
    due: str = "",
    class_name: str = "",
    graded: bool = False,
    code: str | None = None,
) -> Packed:
    """Write the ZIP file `target` for a class, from the lesson that the kit's notebooks open.

    What was packed, and the class code of a graded pack, is noted in the kit, in packs/. Packed
    again as it was, the file has the same bytes. Packed with changes under the same name, it keeps
    its class code, which then opens what was packed before, too.

    Raises KitError with a sentence on each mistake, where the kit is a pack itself, and where
    something cannot be read or written; LessonError where the exercises have problems.
    """
    kit = kit.resolve()
    lesson = lesson_to_pack(kit, graded)
    record = record_of(kit, target)
    earlier, files = read_record(record), student_files(kit)
    there = [*dict.fromkeys(map(number_of, notebooks_in(files)))]
    choice, mistakes = choose(there, exercises_of(lesson), notebooks, exercises, without)
    mistakes += mistakes_in_words(title, class_name, due)
    mistakes += mistakes_in_code(code, graded) + mistakes_in_target(target, earlier)
    if mistakes:
        raise KitError("\n".join(mistakes))
    contents = chosen_lesson(lesson, choice)
    assignment = Assignment(
        lesson=lesson.name,
        title=one_line(title, LONGEST["title"]),
        due=due.strip(),
        class_name=one_line(class_name, LONGEST["class"]),
        notebooks=choice.notebooks,
        exercises=choice.ids,
        kit=version_of_kit(kit),
        version=version_of(contents),
        graded=graded,
    )
    code = code_for(assignment, code, earlier)
    handed = sealed_files(contents, code) if graded else contents
    handed[ASSIGNMENT] = as_bytes(assignment.to_json())
    in_seeds = {f"seeds/{lesson.name}/{name}": data for name, data in handed.items()}
    raw = zipped(class_files(kit, files, assignment, choice) | in_seeds)
    packed = Packed(assignment, hashlib.sha256(raw).hexdigest(), code)
    # The record first: no graded pack is ever there without its code.
    save(record, record_text((*(one for one in earlier if one != packed), packed)))
    save(target, raw)
    return packed


def lesson_to_pack(kit: Path, graded: bool) -> Path:
    """Return the folder of the lesson; KitError where it cannot be handed out."""
    lesson = lesson_folder(kit / "seeds")
    if (lesson / ASSIGNMENT).exists():
        raise KitError("This folder is a pack itself. Pack from the kit that it was made from.")
    if is_sealed(lesson):
        raise KitError(f"The lesson {lesson.name} is sealed. Pack from the kit it was made from.")
    if graded:
        must_have_key(lesson)
    return lesson


def exercises_of(lesson: Path) -> tuple[Exercise, ...]:
    """Return the exercises of a lesson; LessonError where they have problems."""
    findings = Findings()
    article = open_article(lesson, read_facts(lesson / ABOUT, findings), findings)
    found = read_exercises(lesson, article, findings) if article else ()
    if findings.problems:
        raise LessonError(lesson.name, findings.problems)
    return found


def mistakes_in_words(title: str, class_name: str, due: str) -> list[str]:
    """Return a sentence on each of the words that cannot be printed as they are."""
    mistakes = [
        f"The {name} has {len(words):,} characters. Keep it under {LONGEST[name]}."
        for name, words in (("title", title), ("class", class_name))
        if len(words) > LONGEST[name]
    ]
    if due.strip():
        try:
            date.fromisoformat(due.strip() if re.fullmatch(r"\s*[-0-9]{10}\s*", due) else "")
        except ValueError:
            mistakes.append(
                f"“{due}” is no date. Write year, month and day of the due date, like 2026-12-01."
            )
    return mistakes


def mistakes_in_code(code: str | None, graded: bool) -> list[str]:
    """Return a sentence where a class code was given that cannot be one, or has no use."""
    if code is None:
        return []
    if not graded:
        return ["A class code opens what is sealed. Add --graded, or leave the code out."]
    try:
        seal.read_code(code)
    except seal.CodeError as error:
        return [str(error)]
    return []


def mistakes_in_target(target: Path, earlier: Iterable[Packed]) -> list[str]:
    """Return a sentence where the file is no ZIP, or is there and is not one that was packed."""
    if target.suffix.lower() != ".zip" or not target.stem.strip(". "):
        return [f"“{target.name}” is no name of a pack. Write one that ends in .zip."]
    if not target.exists() and not target.is_symlink():
        return []
    try:
        found = hashlib.sha256(target.read_bytes()).hexdigest()
    except OSError:
        found = ""
    if found in {one.sha256 for one in earlier}:
        return []
    return [f"{target.name} is there already, and is not as it was packed here. Name another file."]


def chosen_lesson(lesson: Path, choice: Choice) -> dict[str, bytes]:
    """Return the files of a lesson by name, with the entries of chosen exercises only."""
    files = lesson_files(lesson)
    for file, entries in ((EXERCISES, "exercises"), (KEY, "key")):
        if file in files and not choice.is_all:
            try:
                text = keep_entries(files[file].decode("utf-8-sig"), entries, choice.ids)
            except (ReadingError, UnicodeDecodeError) as error:
                remedy = getattr(error, "remedy", "save it as UTF-8 text")
                raise KitError(f"{file} cannot be cut: {error}. What to do: {remedy}.") from None
            files[file] = text.encode()
    return files


def version_of(files: Mapping[str, bytes]) -> str:
    """Return a digest of what students read and are asked; remarks make no other version."""
    asked = without_remarks(files[EXERCISES]) if EXERCISES in files else b""
    parts = (hashlib.sha256(one).digest() for one in (files.get(ARTICLE, b""), asked))
    return hashlib.sha256(b"".join(parts)).hexdigest()[:12]


def code_for(assignment: Assignment, code: str | None, earlier: Iterable[Packed]) -> str:
    """Return the class code: the one given, else one of an earlier pack, else a new one.

    Of the earlier ones the same assignment goes first, then the newest: students may still have the
    first file, and a class has one code. Two texts under one code have two keys all the same.
    """
    if not assignment.graded:
        return ""
    if code is not None:
        return seal.read_code(code)
    by_use = sorted(earlier, key=lambda one: one.assignment == assignment)
    codes = [one.code for one in by_use if one.code]
    return codes[-1] if codes else seal.new_code()


def version_of_kit(kit: Path) -> str:
    """Return the version of the kit that is packed."""
    try:
        return str(tomllib.loads((kit / "pyproject.toml").read_text("utf-8"))["project"]["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return kit_version()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files as a ZIP; the same files give the same bytes."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, CHANGED)
            entry.create_system = UNIX
            entry.external_attr = (PROGRAM_RIGHTS if name in PROGRAMS else FILE_RIGHTS) << 16
            archive.writestr(entry, files[name])
    return raw.getvalue()


def save(path: Path, data: bytes) -> None:
    """Write a file whole, with the folders it lies in; KitError where that fails."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, data)
    except OSError as error:
        why = error.strerror or "unknown reason"
        raise KitError(
            f"{path.parent.name}/{path.name} cannot be written ({why}). Make room on the disk, or "
            "choose a folder that you may write to."
        ) from None
