"""What two readers have settled: a line for each difference that is to stay, in settled.jsonl.

What was settled by taking the second reader's row is no difference any more, and needs none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from helpers.common.atomic_file import write
from helpers.common.errors import KitError
from helpers.lesson.article import Passage
from helpers.lesson.lesson import Lesson

FILE = "settled.jsonl"
FIRST, SECOND, BOTH = CHOICES = ("first", "second", "both")


def key_of(table: str, *sides: Sequence[Mapping[str, str]]) -> str:
    """A table and the cells of rows of it, as text; empty cells make no difference."""
    rows = [[{name: cell for name, cell in row.items() if cell} for row in side] for side in sides]
    return as_key([table, *rows])


def as_key(difference: Sequence[Any]) -> str:
    """A difference as it stands in the file, as text that can be compared."""
    return json.dumps(difference, ensure_ascii=False, sort_keys=True)


def settled_keys(folder: Path, lesson: Lesson) -> frozenset[str]:
    """The keys of differences that are to stay; one with two readings, while its judgement stands.

    Raises KitError where the file cannot be read.
    """
    judged = {(row.table, row.at, row.quote, row.passage.start) for row in lesson.judgements}
    keys = set()
    for line in read_lines(folder):
        table = str(line["difference"][0])
        words = (table, line["at"], line["quote"], line["start"])
        if line["choice"] != BOTH or words in judged:
            keys.add(as_key(line["difference"]))
    return frozenset(keys)


def read_lines(folder: Path) -> list[dict[str, Any]]:
    """The lines of the file, none without one; KitError where it cannot be read."""
    path = folder / FILE
    if not path.exists():
        return []
    try:
        lines = path.read_bytes().decode("utf-8").split("\n")  # others may stand in a quotation
        found = [json.loads(line) for line in lines if line.strip()]
        if all({"choice", "difference", "at", "quote", "start"} <= {*line} for line in found):
            return [line for line in found if line["difference"]]
    except (OSError, ValueError, TypeError, RecursionError):
        pass
    raise KitError(
        f"{FILE} of {folder.name} cannot be read. Put it back as it was, or delete it: what you "
        "settled by leaving your row as it was then comes up again."
    )


def remember(folder: Path, key: str, choice: str, passage: Passage) -> None:
    """Write down that a difference is to stay. Raises KitError, and OSError from the disk."""
    lines = read_lines(folder)
    new = {
        "choice": choice,
        "at": passage.at,
        "quote": passage.quote,
        "start": passage.start,
        "difference": json.loads(key),
    }
    kept = [line for line in lines if as_key(line["difference"]) != key]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in [*kept, new])
    write(folder / FILE, text.encode("utf-8"))
