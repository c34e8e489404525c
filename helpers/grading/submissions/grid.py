"""A grid of answers from paper that was handed in: each of its rows is what one student gave."""

from __future__ import annotations

import json
from collections.abc import Iterator

from attrs import evolve

from helpers.common.errors import ReadingError
from helpers.common.text import visible
from helpers.grading.job import Job
from helpers.grading.lms.platform import Owner
from helpers.grading.submissions.collect import Found
from helpers.grading.submissions.submission import LARGEST, Refused, Submission
from helpers.paper.grid import Grid, GridRow, is_grid, read_grid
from helpers.paper.lines import Lines

ENDINGS = (".csv", ".txt", ".tsv")  # as which spreadsheets save one
EMPTY = "No answer is typed in this row: it counts as nothing handed in."


def grid_in(found: Found) -> bytes | None:
    """The bytes of a file that is a grid; None where it is none, or cannot be read."""
    if not found.path.lower().endswith(ENDINGS):
        return None
    try:
        data = found.read()
    except (OSError, Refused):
        return None
    return data if is_grid(data) else None


def open_grid(data: bytes, job: Job) -> Grid:
    """What is typed into a grid; Refused where it is of another lesson, or cannot be read."""
    if len(data) > LARGEST:
        raise Refused(f"The grid has more than {LARGEST:,} bytes. Take rows out into another one.")
    try:
        grid = read_grid(data, job.exercises, Lines(job.lesson.article))
    except ReadingError as error:
        said = error.found[:1].upper() + error.found[1:]
        raise Refused(f"{said}. What to do: {error.remedy}.") from None
    if grid.lesson != job.lesson.slug:
        raise Refused(f"It is the grid of another lesson, {grid.lesson}.")
    if not grid.rows:
        raise Refused("Nothing is typed into this grid.")
    return grid


def said_of(grid: Grid, job: Job) -> Iterator[str]:
    """Yield what is to be said of a grid as a whole."""
    yield from grid.problems
    given = next((one.exercises for one in job.packs if one.id == grid.assignment), ())
    if gone := [name for name in given if name not in grid.exercises and name in job.exercises]:
        yield f"The grid has no column any more for {', '.join(gone)}: nobody has answers there."


def handed_in(found: Found, grid: Grid, row: GridRow) -> tuple[Found, Submission | None]:
    """A row of a grid as if it were a student's file, and what that says; None of an empty one."""
    name, path = visible(row.name), f"{found.path}, row {row.row}"
    owner = Owner(name, name, is_draft=not row.answers)
    problem = "" if row.answers else EMPTY
    one = evolve(found, path=path, kind="file", owner=owner, problem=problem, is_row=True)
    if not row.answers:
        return one, None
    return one, Submission(
        answers=row.answers,
        texts={name: json.dumps(answer) for name, answer in row.answers.items()},
        student=name,
        copy=path,  # no two rows are versions of one another
        assignment=grid.assignment,
        last="",
        handed_in="",
        opened=(),
        fingerprint="",  # on paper nothing tells when an answer was given
        attempts=(),
    )
