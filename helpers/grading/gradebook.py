"""The gradebook: a row a student, a column an exercise, as every spreadsheet opens it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from helpers.exercises.result import MISSING, UNMARKED, UNREADABLE, Result
from helpers.grading.totals import PLAIN, Totals, shown

FINAL = "final"
BEFORE = ["student", "id", "late"]
OVERRULED = "overruled"  # the exercises of which the teacher gave the marks
AS_TEXT = {*BEFORE, "overruled", "state", "file"}  # whatever a cell looks like
UNWEIGHTED = "marks"  # so far, as if each counted once
# Before what a spreadsheet runs: what begins so (OWASP, “CSV Injection”; full-width signs count,
# too) or after blank signs, also behind a semicolon, a tab or a line break, which may part the
# cells there.
SIGNS = r"=+\-@＝＋－＠"
RUNS = re.compile(rf"^(?=\s*[{SIGNS}\t\r\n])|(?<=[;\t\r\n])(?=\s*[{SIGNS}])")
GUARD = re.compile(rf"(?:^|(?<=[;\t\r\n]))'(?=\s*[{SIGNS}\t\r\n])")


@contextmanager
def writer(path: Path) -> Iterator[Any]:
    """Yield a csv writer to a file that Excel, LibreOffice and Python open with every letter."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        yield csv.writer(file)


def head(
    exercises: Iterable[str], totals: Totals = PLAIN, has_overruled: bool = False
) -> list[str]:
    """The names of the columns; some are there only where the teacher chose what needs them."""
    overruled = [OVERRULED] if has_overruled else []
    marks = [UNWEIGHTED] if totals.weights else []
    grade = ["grade"] if totals.scale else []
    after = [*overruled, *marks, "so far", "total", *grade, "out of", "state", "file"]
    return [*BEFORE, *exercises, *after]


def row(
    name: str,
    id: str,
    late: str,
    path: str,
    reason: str,
    results: Mapping[str, Result],
    has_answers: bool,
    totals: Totals = PLAIN,
    overruled: Sequence[str] | None = None,
) -> list[Any]:
    """A student's row; `late` says so in a word, or is empty.

    Missing, unreadable, not yet marked and 0 are four different things, in words but for the 0.
    There is a total only where it is final. Where no file can be read, `reason` says why.
    `overruled` are the exercises of which the teacher gave the marks, None where of nobody.
    """
    start, path = [harmless(name), harmless(id), late], harmless(path)
    most = shown(totals.out_of(results))
    said = [] if overruled is None else [" ".join(overruled)]
    if not has_answers:
        word, state = (UNREADABLE, f"{UNREADABLE}: {reason}") if reason else (MISSING, MISSING)
        none = [*said, *[""] * (bool(totals.weights) + 2 + bool(totals.scale))]
        return [*start, *[word] * len(results), *none, most, harmless(state), path]
    marks = shown(totals.so_far(results))
    waiting = count(results, UNMARKED)
    total, state = ("", f"not final: {waiting} {UNMARKED}") if waiting else (marks, FINAL)
    cells = [one.state if one.marks is None else one.marks for one in results.values()]
    bare = [shown(PLAIN.so_far(results))] if totals.weights else []
    grade = [harmless("" if waiting else totals.grade(results))] if totals.scale else []
    return [*start, *cells, *said, *bare, marks, total, *grade, most, state, path]


def count(results: Mapping[str, Result], state: str) -> int:
    """How many exercises that count are in a state."""
    return sum(one.state == state and one.counts for one in results.values())


def harmless(text: str) -> str:
    """A text that a spreadsheet shows and does not run: with an apostrophe before what it would."""
    return RUNS.sub("'", text)


def as_it_was(text: str) -> str:
    """What a text was before it was made harmless."""
    found = GUARD.sub("", text)
    return found if harmless(found) == text else text


def read(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield id and row of each student in a gradebook that grading wrote; none without a file.

    Raises KeyError, ValueError or csv.Error where another program has saved it in its own way.
    """
    if not path.is_file():
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if None in (*row, *row.values()):
                raise ValueError("a row has more cells than the head, or fewer")
            yield as_it_was(row["id"]), row


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """What changed between two rows of a student: `name before → after`.

    A column that only one of them has is left out: it concerns everybody.
    """
    names = [name for name in after if name in before and name not in ("student", "id", "file")]
    return [
        f"{name} {before[name] or 'none'} → {after[name] or 'none'}"
        for name in names
        if before[name] != after[name]
    ]
