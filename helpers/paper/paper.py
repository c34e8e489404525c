"""Writes a lesson for paper: a workbook, the key beside it, and the grid for its answers."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Unpack

from attrs import frozen

from helpers.common.errors import KitError
from helpers.exercises.exercise import Exercise
from helpers.packs.pack import save, save_folder
from helpers.packs.records import Packed, read_record, record_of, record_text
from helpers.packs.wanted import Wanted, assigned, open_wanted
from helpers.paper.grid import empty_grid, is_filled
from helpers.paper.key_page import key_page
from helpers.paper.sheet import Sheet, parted
from helpers.paper.workbook import workbook

WORKBOOK, KEY, GRID = "workbook.html", "key.html", "answers.csv"
MARK = b'name="generator" content="read-the-news-closely: paper"'  # of a folder of ours


@frozen
class Paper:
    """What was made for paper: as what it is noted, and the exercises, asked and left out."""

    packed: Packed
    asked: tuple[Exercise[Any], ...]
    left_out: tuple[Exercise[Any], ...]


def write_paper(
    kit: Path,
    folder: Path,
    **wanted: Unpack[Wanted],
) -> Paper:
    """Write a workbook, its key and a grid into `folder`, for the lesson that the kit opens.

    What was made is noted in the kit, in packs/, so that the class is graded by it. Made again as
    it was, the files have the same bytes. A grid that was filled in stays, as “answers (earlier)”.

    Raises KitError with a sentence on each mistake, where nothing that was chosen can be asked on
    paper, and where the folder holds something else; LessonError where the lesson has problems.
    """
    kit, folder = kit.resolve(), folder.resolve()
    if folder.exists() and not is_ours(folder):
        raise KitError(f"{folder.name} holds something else. Name an empty folder, or a new one.")
    opened = open_wanted(kit, wanted)
    lesson, choice = opened.lesson, opened.choice
    asked, left_out = parted(choice.exercises)
    if not asked:
        raise KitError("None of these exercises can be asked on paper: each asks for code.")
    ids = tuple(one.id for one in asked)
    assignment = assigned(kit, lesson.folder, choice, ids, wanted)
    sheet = Sheet(lesson, assignment, asked, left_out)
    files = {
        WORKBOOK: workbook(sheet).encode(),
        KEY: key_page(sheet, opened.asked.keys).encode(),
        GRID: empty_grid(sheet),
    }
    packed = Packed(assignment, hashlib.sha256(files[GRID]).hexdigest())
    record = record_of(kit, folder)
    earlier = (one for one in read_record(record) if one != packed)
    # The record first: no grid is ever there that nobody knows.
    save(record, record_text((*earlier, packed)))
    put(folder, files)
    return Paper(packed, asked, left_out)


def is_ours(folder: Path) -> bool:
    """Say whether a folder is empty, or one that this module has written."""
    if not folder.is_dir():
        return False
    try:
        return MARK in (folder / WORKBOOK).read_bytes()
    except OSError:
        return not any(folder.iterdir())


def put(folder: Path, files: dict[str, bytes]) -> None:
    """Put the files into a folder, all or none; what else is in it stays.

    Raises KitError where that fails.
    """
    grid = folder / GRID
    kept = {GRID} if grid.is_file() and is_filled(grid.read_bytes()) else set()
    made = files.keys() - kept
    remedy = "name a folder that you may write to"
    save_folder(folder, files, lambda path: str(path) in made, remedy)
