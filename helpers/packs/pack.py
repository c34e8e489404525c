"""Packing: one ZIP file for a class, with what was chosen for it, and sealed for graded work."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Unpack

from helpers.common.atomic_file import write
from helpers.common.atomic_folder import replaced
from helpers.common.errors import Findings, KitError, LessonError
from helpers.exercises.asked import Asked, read_asked
from helpers.exercises.assignment import FILE as ASSIGNMENT
from helpers.exercises.assignment import Assignment
from helpers.exercises.exercise import Exercise
from helpers.lesson import seal
from helpers.lesson.article import Article
from helpers.lesson.lesson import open_article
from helpers.lesson.metadata import FILE as ABOUT
from helpers.lesson.metadata import read_facts
from helpers.packs.contents import (
    as_bytes,
    chosen_of,
    class_files,
    in_words,
    notebooks_of,
)
from helpers.packs.filled import filled
from helpers.packs.general_prompts import prompts_of
from helpers.packs.learning_resource import FILE as METADATA
from helpers.packs.learning_resource import learning_resource
from helpers.packs.lesson_files import chosen_files, sealed_files
from helpers.packs.online import Repository
from helpers.packs.other_lessons import of_others
from helpers.packs.records import Packed, read_record, record_of, record_text
from helpers.packs.short_lesson import short_lesson
from helpers.packs.substitute import substitute_beside, substitute_page
from helpers.packs.wanted import Wanted, assigned, chosen, lesson_to_pack

# A ZIP says of each file when it was changed, who may do what with it, and how it is packed. With
# all this fixed, and nothing compressed, the same files give the same bytes everywhere. The date is
# that of this version of the kit, and moves with it: JupyterLab shows students how old a file is.
CHANGED = (2026, 11, 1, 0, 0, 0)
UNIX, FILE_RIGHTS, PROGRAM_RIGHTS = 3, 0o100644, 0o100755
PROGRAMS = ("binder/postBuild", "start.command")


def pack(
    kit: Path,
    target: Path,
    *,
    graded: bool = False,
    code: str | None = None,
    online: Repository | None = None,
    **wanted: Unpack[Wanted],
) -> Packed:
    """Write the ZIP file `target` for a class, from a lesson of the kit.

    What was packed, and the class code of a graded pack, is noted in the kit, in packs/. Packed
    again as it was, the file has the same bytes. Packed with changes under the same name, it keeps
    its class code, which then opens what was packed before, too. Its README has the link that opens
    it on Binder, where `online` is the repository that it is put into.

    With `minutes` it is a lesson of 20, 45 or 90 minutes in one notebook; for whoever stands in for
    the teacher a page with the answers is written, too: see `substitute_beside`.

    Raises KitError with a sentence on each mistake, where the kit is a pack itself, and where
    something cannot be read or written; LessonError where the exercises have problems, and where
    the notebooks speak of another lesson.
    """
    kit = kit.resolve()
    lesson = lesson_to_pack(kit, graded, wanted.get("lesson"))
    record = record_of(kit, target)
    earlier = read_record(record)
    facts, article, asked = asked_in(lesson, with_key=wanted.get("minutes") is not None)
    books = notebooks_of(kit, str(facts["headline"]))
    choice, mistakes = chosen(kit, facts, asked, wanted)
    mistakes += mistakes_in_code(code, graded)
    mistakes += mistakes_in_target(target, earlier)
    if mistakes:
        raise KitError("\n".join(mistakes))
    contents = chosen_files(lesson, choice)
    assignment = assigned(kit, lesson, choice, choice.ids, wanted, graded)
    if choice.minutes:
        words = in_words(assignment, choice, {})
        like = next(iter(books.values()))
        books = short_lesson(like, facts, asked.exercises, choice, graded, words)
    else:
        books = filled(books, prompts_of(lesson, asked), choice.exercises)
    if problems := [*of_others(lesson, chosen_of(books, choice))]:
        raise LessonError(lesson.name, problems)
    code = code_for(assignment, code, earlier)
    handed = sealed_files(contents, code) if graded else contents
    handed[ASSIGNMENT] = as_bytes(assignment.to_json())
    handed[METADATA] = as_bytes(learning_resource(facts, choice.exercises, assignment.title))
    in_seeds = {f"seeds/{lesson.name}/{name}": data for name, data in handed.items()}
    raw = zipped(class_files(kit, books, assignment, choice, online) | in_seeds)
    packed = Packed(assignment, hashlib.sha256(raw).hexdigest(), code)
    # The record first: no graded pack is ever there without its code.
    save(record, record_text((*(one for one in earlier if one != packed), packed)))
    save(target, raw)
    if choice.minutes:
        page = substitute_page(assignment, facts, article, asked)
        save(substitute_beside(target), page.encode())
    return packed


def exercises_of(lesson: Path) -> tuple[Exercise, ...]:
    """The exercises of a lesson; LessonError where these or the article have problems."""
    _, article = facts_and_article(lesson)
    return read_asked(lesson, lesson.name, article, with_key=False).exercises


def asked_in(lesson: Path, *, with_key: bool) -> tuple[dict[str, Any], Article, Asked]:
    """The facts of a lesson, its article and what it asks; LessonError where one has problems."""
    facts, article = facts_and_article(lesson)
    return facts, article, read_asked(lesson, lesson.name, article, with_key=with_key)


def facts_and_article(lesson: Path) -> tuple[dict[str, Any], Article]:
    """The facts of a lesson and its article; LessonError where these have problems."""
    findings = Findings()
    facts = read_facts(lesson / ABOUT, findings)
    article = open_article(lesson, facts, findings)
    if facts is None or article is None or findings.problems:
        raise LessonError(lesson.name, findings.problems)
    return facts, article


def mistakes_in_code(code: str | None, graded: bool) -> Iterator[str]:
    """A sentence where a class code was given that cannot be one, or has no use."""
    if code is not None and not graded:
        yield "A class code opens what is sealed. Add --graded, or leave the code out."
    elif code is not None:
        try:
            seal.read_code(code)
        except KitError as error:
            yield str(error)


def mistakes_in_target(target: Path, earlier: Iterable[Packed]) -> Iterator[str]:
    """A sentence where the file is no ZIP, or is there and is not one that was packed."""
    if target.suffix.lower() != ".zip" or not target.stem.strip(". "):
        yield f"“{target.name}” is no name of a pack. Write one that ends in .zip."
    elif target.exists() or target.is_symlink():
        found, there = digest_of(target), f"{target.name} is there already"
        if found not in {one.sha256 for one in earlier}:
            why = "is no pack that was made here, or was changed since"
            yield f"{there}, and {why}. Name another file, or move that one away."


def digest_of(file: Path) -> str:
    """The SHA-256 of a file; nothing where there is none that can be read."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


def code_for(assignment: Assignment, code: str | None, earlier: Iterable[Packed]) -> str:
    """The class code: the one given, else one of an earlier pack, else a new one.

    Of the earlier ones of this lesson the same assignment goes first, then the newest: students may
    still have the first file, and a class has one code. Two texts under one code have two keys all
    the same.
    """
    if not assignment.graded:
        return ""
    if code is not None:
        return seal.read_code(code)
    by_use = sorted(earlier, key=lambda one: one.assignment == assignment)
    codes = [one.code for one in by_use if one.code and one.assignment.lesson == assignment.lesson]
    return codes[-1] if codes else seal.new_code()


def zipped(files: Mapping[str, bytes], how: int = zipfile.ZIP_STORED) -> bytes:
    """Files as a ZIP; stored, the same files give the same bytes everywhere."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, CHANGED)
            entry.create_system = UNIX
            entry.external_attr = (PROGRAM_RIGHTS if name in PROGRAMS else FILE_RIGHTS) << 16
            archive.writestr(entry, files[name], how)
    return raw.getvalue()


def save_folder(
    folder: Path, files: Mapping[str, bytes], is_ours: Callable[[Path], bool], remedy: str
) -> None:
    """Write files, by their paths, into a folder, all or none; what is not ours in it stays.

    Raises KitError, which ends with the `remedy`, where that fails.
    """
    try:
        with replaced(folder, is_ours) as new:
            for name, data in files.items():
                (new / name).parent.mkdir(exist_ok=True)
                (new / name).write_bytes(data)
    except OSError as error:
        why = error.strerror or "unknown reason"
        raise KitError(
            f"{folder.name} cannot be written ({why}). Make room on the disk, or {remedy}."
        ) from None


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
