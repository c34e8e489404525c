"""The rows of a lesson as its files have them, cell for cell: what is taken, and brought back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrs import frozen

from helpers.common.errors import Findings, KitError
from helpers.lesson.article import Passage
from helpers.lesson.csv_reader import decode, find_delimiter, read_rows
from helpers.lesson.lesson import Lesson, load
from helpers.lesson.metadata import FILE as ABOUT
from helpers.lesson.tables import TABLES, columns


@frozen
class TakenRow:
    """A row of a table: its number in the file, its cells, and the passage it rests on.

    `words` is where the article gives the time, for an event that quotes these words.
    """

    table: str
    number: int
    cells: Mapping[str, str]
    passage: Passage | None = None
    words: Passage | None = None

    @property
    def id(self) -> str:
        """A name for the row, for instance mentions-2."""
        return f"{self.table}-{self.number}"


@frozen
class Taken:
    """A lesson to be taken elsewhere: as it was read, lesson.yaml as it is written, and all rows.

    `columns` has the columns of each table that is there, in their order.
    """

    lesson: Lesson
    about: str
    columns: Mapping[str, Sequence[str]]
    rows: Sequence[TakenRow]

    def table(self, name: str) -> Iterator[TakenRow]:
        """The rows of one table, in their order."""
        return (row for row in self.rows if row.table == name)


@frozen
class Tables:
    """Article, lesson.yaml and tables of a lesson that were read out of a file of this kit."""

    slug: str
    article: str
    about: str
    columns: Mapping[str, Sequence[str]]
    rows: Mapping[str, Sequence[Mapping[str, str]]]


def take(folder: Path) -> Taken:
    """The lesson in a folder; KitError with its first problem where it cannot be read whole."""
    lesson, findings = load(folder)
    if lesson is None or findings.problems:
        first = f" {findings.problems[0]}" if findings.problems else ""
        raise KitError(f"Mend the tables first; the command “check” says all of it.{first}")
    names, taken = {}, []
    for table in TABLES:
        if not (folder / f"{table}.csv").exists():
            continue
        names[table], cells_of = raw_rows(folder, table)
        for row, cells in zip(getattr(lesson, table), cells_of, strict=True):
            places = (getattr(row, "passage", None), getattr(row, "expression_passage", None))
            taken.append(TakenRow(table, row.row, cells, *places))
    about = (folder / ABOUT).read_bytes().decode("utf-8-sig")
    return Taken(lesson, about, names, tuple(taken))


def raw_rows(folder: Path, table: str) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    """The columns of a table, and its cells row by row; none where the file is not there.

    Raises KitError where it cannot be read to its end.
    """
    path, known = folder / f"{table}.csv", [*columns(TABLES[table])]
    if not path.exists():
        return (), []
    findings = Findings()
    raw = read_rows(path, known, [], findings)
    if raw is None or not raw.whole or raw.broken:
        raise KitError(f"{path.name} cannot be read.\n{findings.problems[0]}")
    if raw.rows:
        return tuple(raw.rows[0][1]), [cells for _, cells in raw.rows]
    text = decode(path, Findings()) or ""
    first = next((line for line in text.splitlines() if line.strip()), "")
    cells = next(csv.reader([first], delimiter=find_delimiter(text, known)), [])
    return tuple(cell.strip().lower() for cell in cells if cell.strip()), []


def as_csv(names: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    """A table as CSV; columns that only its rows have stand behind the others."""
    known = list(dict.fromkeys([*names, *(name for row in rows for name in row)]))
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, known, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()
