"""A teacher's own export of a gradebook: cells are filled in, and all else stays byte for byte."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Self

from attrs import define

from helpers.common.errors import KitError
from helpers.common.text import shorten

# A field as it stands in the file, with what ends it. Python's csv forgets how it was quoted.
FIELD = r'("(?:[^"]|"")*"|[^SEPARATOR\r\n"][^SEPARATOR\r\n]*|)(SEPARATOR|\r\n|\n|\r|\Z)'
BOM = "\ufeff"


@define
class ExportedTable:
    """The rows of a CSV file, each field as it stands with what ends it; the first is the head."""

    name: str
    rows: list[list[list[str]]]
    bom: str = ""

    @classmethod
    def read(cls, path: Path) -> Self:
        """The table in a file. Raises KitError where it is none."""
        again = "Export it again as CSV, and do not save it in a spreadsheet before."
        try:
            raw = path.read_bytes()
            text = raw.decode("utf-8")
        except OSError as error:
            raise KitError(f"{path.name} cannot be read ({error.strerror}).") from None
        except UnicodeDecodeError:
            raise KitError(f"{path.name} is not UTF-8. {again}") from None
        bom = BOM if text.startswith(BOM) else ""
        text = text.removeprefix(BOM)
        head = text.partition("\n")[0]
        separator = max(",;\t", key=head.count)
        field = re.compile(FIELD.replace("SEPARATOR", separator))
        rows: list[list[list[str]]] = []
        row: list[list[str]] = []
        at = 0
        while at < len(text):
            match = field.match(text, at)
            if match is None:
                line = text.count("\n", 0, at) + 1
                raise KitError(f"{path.name} is no CSV (line {line}). {again}")
            row.append(list(match.groups()))
            at = match.end()
            if match[2] != separator:
                rows.append(row)
                row = []
        if row:
            rows.append([*row, ["", ""]])
        if not rows:
            raise KitError(f"{path.name} is empty. {again}")
        return cls(path.name, rows, bom)

    @property
    def head(self) -> list[str]:
        """The names of the columns."""
        return [plain(field) for field, _ in self.rows[0]]

    def place(self, *names: str) -> int | None:
        """The place of the first column with one of these names, whatever its capitals."""
        head = [name.casefold().strip() for name in self.head]
        found = (head.index(name.casefold()) for name in names if name.casefold() in head)
        return next(found, None)

    def find(self, *names: str) -> int:
        """The same, where there has to be one; KitError without one."""
        if (found := self.place(*names)) is not None:
            return found
        there = shorten(", ".join(self.head), 400)
        raise KitError(f"{self.name} has no column “{names[0]}”. It has: {there}.")

    def cell(self, row: int, column: int) -> str:
        """What a cell says, or nothing where the row is short."""
        fields = self.rows[row]
        return plain(fields[column][0]) if column < len(fields) else ""

    def put(self, row: int, column: int, value: str) -> None:
        """Write into a cell, quoted where it was quoted or has to be; all else stays."""
        before = self.rows[row][column][0]
        needs = before.startswith('"') or re.search(r'[",;\t\r\n]', value)
        self.rows[row][column][0] = '"' + value.replace('"', '""') + '"' if needs else value

    def text(self) -> str:
        """The whole file."""
        return self.bom + "".join(field + end for row in self.rows for field, end in row)


def plain(field: str) -> str:
    """What a field says."""
    return field[1:-1].replace('""', '"') if field.startswith('"') else field


def as_number(text: str) -> float | None:
    """The number that a cell holds, with a point or a comma; None where it holds none."""
    match = re.fullmatch(r"\s*(\d{1,9})(?:[.,](\d{1,9}))?\s*", text)
    return float(f"{match[1]}.{match[2] or 0}") if match else None
