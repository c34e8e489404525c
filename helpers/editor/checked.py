"""What `check` would say if every proposal were accepted as it is, beside the rows it is about."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePath

from attrs import frozen

from helpers.authoring.check import check
from helpers.authoring.proposals import read_proposals, write_proposals
from helpers.common.errors import Problem
from helpers.drafting.correcting import accept, cell_that_cannot_stand
from helpers.drafting.passages import article_of
from helpers.editor.fields import FIELDS
from helpers.editor.history import files_of
from helpers.editor.rows import EditedRow, rows_of

COPIED = ("article.txt",)


@frozen
class Remark:
    """What is wrong, in a sentence, and the id of the row it is about, if it is about one."""

    row: str
    text: str


def remarks(folder: Path) -> list[Remark]:
    """What would be wrong with a lesson if all that is proposed were accepted.

    A proposal that cannot be accepted as it is, is said for itself. Nothing is written into the
    lesson. Raises KitError where it cannot be read.
    """
    found: list[Remark] = []
    article_of(folder)  # or say why it cannot be read
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / folder.resolve().name
        copy.mkdir()
        for name, data in files_of(folder).items():
            (copy / name).write_bytes(data)
        for name in COPIED:
            shutil.copyfile(folder / name, copy / name)
        good = []
        for one in read_proposals(copy):
            if wrong := cell_that_cannot_stand(one.table, one.cells):
                found.append(Remark(one.id, wrong))
            else:
                good.append(one)
        write_proposals(copy, good)
        accept(copy, *(one.id for one in good))
        lines = lines_of(rows_of(copy), rows_of(folder))
        for problem in check(copy).problems:
            row = lines.get((problem.file, problem.line or 0), "")
            found.append(Remark(row, in_words(problem, bool(row))))
    return found


def lines_of(in_copy: Iterable[EditedRow], rows: Iterable[EditedRow]) -> dict[tuple[str, int], str]:
    """The id of a row by the file and the line that it has where all is accepted."""
    ids = {(row.table, *sorted(full(row))): row.id for row in rows}
    return {
        (f"{row.table}.csv", row.line or 0): ids.get((row.table, *sorted(full(row))), "")
        for row in in_copy
    }


def full(row: EditedRow) -> list[tuple[str, str]]:
    """The cells of a row that have something in them."""
    return [(name, cell) for name, cell in row.cells.items() if cell]


def in_words(problem: Problem, is_beside_row: bool) -> str:
    """A problem in a sentence or two; beside its row, the row is not named."""
    table = PurePath(problem.file).stem
    labels = {one.name: one.label for one in FIELDS.get(table, ())}
    place = labels.get(problem.column or "", problem.column) if is_beside_row else problem.file
    start = f"{place}: " if place else ""
    return f"{start}{problem.found}. {problem.remedy[:1].upper()}{problem.remedy[1:]}."
