"""A table's CSV with a row changed, added or taken out: all else in the file stays as it is."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path

from helpers.common.atomic_file import write
from helpers.common.errors import Findings, KitError
from helpers.lesson.csv_reader import UTF_8, find_delimiter, read_rows, read_text
from helpers.lesson.tables import TABLES, columns

FIRST_LINE = re.compile(r"\Asep=.(\r?\n|\Z)", re.IGNORECASE)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class TableFile:
    """The lines of a table, to be changed and then saved.

    Order and names of columns, columns that are not the kit's, the delimiter and the ends of lines
    stay. A file that is not UTF-8 becomes so.
    """

    def __init__(self, folder: Path, table: str) -> None:
        """Read it; without a file it is empty, with the kit's columns. KitError where damaged."""
        self.path, self.names = folder / f"{table}.csv", [*columns(TABLES[table])]
        self.above, self.mark, self.delimiter, self.newline = "", b"", ",", "\n"
        if not self.path.exists():
            self.records, self.top = [self.names], 0
            return
        findings = Findings()
        found = read_rows(self.path, self.names, [], findings)
        if found is None or not found.whole or found.broken:
            raise KitError(f"{self.path.name} cannot be changed.\n{findings.problems[0]}")
        data = self.path.read_bytes()
        content, encoding = read_text(data)
        if encoding == UTF_8 and data.startswith(BYTE_ORDER_MARK):
            self.mark = BYTE_ORDER_MARK
        if above := FIRST_LINE.match(content):
            self.above, content = above.group(), content[above.end() :]
        self.delimiter = find_delimiter(content, self.names)
        self.records = [*csv.reader(io.StringIO(content, newline=""), delimiter=self.delimiter)]
        self.top = next(n for n, record in enumerate(self.records) if any(map(str.strip, record)))
        if re.search(r"\r\n", content):
            self.newline = "\r\n"

    @property
    def header(self) -> list[str]:
        """The names of the columns, as the kit knows them."""
        return [name.strip().lower() for name in self.records[self.top]]

    def find(self, cells: Mapping[str, str]) -> list[int]:
        """The places of rows that have these cells, and no others in the kit's columns."""
        names, found = self.header, []
        for place in range(self.top + 1, len(self.records)):
            row = dict(zip(names, map(str.strip, self.records[place]), strict=False))
            if all(row.get(name, "") == cells.get(name, "") for name in self.names):
                found.append(place)
        return found

    def column(self, name: str) -> list[str]:
        """What stands in a column, row by row; nothing where there is no such column."""
        if name not in self.header:
            return []
        at = self.header.index(name)
        return [row[at].strip() for row in self.records[self.top + 1 :] if len(row) > at]

    def change(self, place: int, cells: Mapping[str, str]) -> None:
        """Write cells into the kit's columns of a row."""
        for name in self.names:
            cell = cells.get(name, "")
            if name not in self.header:
                if not cell:
                    continue
                self.records[self.top].append(name)
            record, column = self.records[place], self.header.index(name)
            record += [""] * (column + 1 - len(record))
            if record[column].strip() != cell:
                record[column] = cell

    def add(self, cells: Mapping[str, str]) -> None:
        """Add a row at the end, unless one with the same cells is there."""
        if not self.find(cells):
            self.records.append([""] * len(self.records[self.top]))
            self.change(-1, cells)

    def remove(self, place: int) -> None:
        """Take a row out."""
        del self.records[place]

    def save(self) -> None:
        """Write the file, whole. Raises OSError."""
        stream = io.StringIO(newline="")
        writer = csv.writer(stream, delimiter=self.delimiter, lineterminator=self.newline)
        writer.writerows(self.records)
        write(self.path, self.mark + (self.above + stream.getvalue()).encode("utf-8"))
