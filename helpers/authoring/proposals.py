"""Rows that were drafted and that nobody has said yes to: they stand beside the tables.

The file holds one proposal a line, as JSON: its id, the table, the cells by column, the reason,
and for a column that may hold other ids, those.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from helpers.common.atomic_file import write
from helpers.common.errors import KitError
from helpers.common.record import Record
from helpers.lesson.tables import KEYS, TABLES

FILE = "proposals.jsonl"
EXCEPTIONS = "exceptions"  # the list in lesson.yaml; all other proposals are rows of a table


class Proposal(Record):
    """A row that is proposed for a table, with the reason; `choices` are other values by column."""

    id: str
    table: str
    cells: dict[str, str]
    reason: str
    choices: dict[str, list[str]]

    def with_cells(self, **cells: str) -> Proposal:
        """The same with other values in some cells."""
        return self.replace(cells=self.cells | cells)


def read_proposals(folder: Path) -> list[Proposal]:
    """The proposals of a lesson that are open, in the order they were made; none without a file.

    Raises KitError where the file cannot be read.
    """
    path = folder / FILE
    if not path.exists():
        return []
    try:
        lines = path.read_bytes().decode("utf-8").split("\n")
        return [read_line(line) for line in lines if line.strip()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise KitError(
            f"{FILE} of {folder.name} cannot be read. Put it back as it was, or delete it: what "
            "was accepted is in the tables, and what was not is then gone."
        ) from None


def read_line(line: str) -> Proposal:
    """One proposal; ValueError, KeyError or TypeError where the line holds none."""
    data: dict[str, Any] = json.loads(line)
    made = Proposal(
        id=str(data["id"]),
        table=str(data["table"]),
        cells={str(name): str(cell) for name, cell in data["cells"].items()},
        reason=str(data["reason"]),
        choices={name: [*map(str, some)] for name, some in data.get("choices", {}).items()},
    )
    if made.table not in (*TABLES, EXCEPTIONS):
        raise ValueError(made.table)
    if made.table in KEYS:
        made.cells[KEYS[made.table]]  # raises KeyError for somebody without an id
    return made


def as_bytes(proposals: Iterable[Proposal]) -> bytes:
    """The file of these proposals."""
    lines = (json.dumps(vars(one), ensure_ascii=False) + "\n" for one in proposals)
    return "".join(lines).encode()


def write_proposals(folder: Path, proposals: Iterable[Proposal]) -> None:
    """Save what is open, whole; without any the file goes. Raises OSError."""
    data = as_bytes(proposals)
    if data:
        write(folder / FILE, data)
    else:
        (folder / FILE).unlink(missing_ok=True)
