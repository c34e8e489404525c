"""The grid into which a teacher types answers from paper: how it is made, and how it is read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Self

from attrs import evolve, field, frozen

from helpers.common.errors import ReadingError
from helpers.common.text import did_you_mean, in_quotes, one_line, shorten
from helpers.exercises.answers import AnswerError
from helpers.exercises.exercise import Exercise
from helpers.lesson.csv_reader import DELIMITERS, SAVE_AS, WINDOWS, read_text
from helpers.paper.kind import read_cell, wanted
from helpers.paper.kinds import on_paper
from helpers.paper.lines import Lines
from helpers.paper.sheet import Sheet

ROWS = 35  # of a class; more may be added
NUMBER, NAME = "No.", "Name"
WHAT = "what to type"  # in the row under the head
# The head of the column of names: the lesson, and the id of the assignment.
MARK = re.compile(r"\(([a-z0-9]+(?:-[a-z0-9]+)*) ([0-9a-f]{10})\)")
COLUMN = re.compile(r"\s*[0-9]+\s+([a-z0-9-]+)\s*")
LONGEST_NAME = 100
TOP = 20  # lines in which its head is looked for
BOM = "\ufeff"
KEEP = "leave the two rows at the top of answers.csv as they are"
OLD_LETTERS = (
    "It was not saved as UTF-8, so that letters may have changed. Look at the names; where one is "
    f"wrong, mend it, and {SAVE_AS}."
)


@frozen
class GridRow:
    """What is typed of one student: answers by exercise, as a form would save them.

    `row` is its number, as a spreadsheet shows it. What cannot be read is an answer as it was
    typed, and stands in `problems`, too.
    """

    row: int
    name: str
    answers: dict[str, Any] = field(factory=dict)
    problems: tuple[str, ...] = ()


@frozen
class Grid:
    """A grid that was filled in: of which lesson and assignment it is, and its rows.

    `exercises` are those that have a column; `problems` are sentences on the grid as a whole.
    """

    lesson: str
    assignment: str
    rows: tuple[GridRow, ...]
    exercises: tuple[str, ...]
    problems: tuple[str, ...] = ()


def empty_grid(sheet: Sheet) -> bytes:
    """The grid of a workbook, without names and answers, as every spreadsheet opens it.

    A first line names what parts its cells, so that it opens alike where that is a comma and
    where it is a semicolon.
    """
    ids = f"({sheet.assignment.lesson} {sheet.assignment.id})"
    head = [NUMBER, f"{NAME} {ids}"]
    wants = ["", WHAT]
    for number, exercise in sheet.questions:
        head.append(f"{number} {exercise.id}")
        wants.append(wanted(on_paper(exercise), exercise))
    out = io.StringIO(newline="")
    out.write(f"{BOM}sep=;\r\n")
    writer = csv.writer(out, delimiter=";")
    writer.writerows([head, wants])
    writer.writerows([number, *[""] * (len(head) - 1)] for number in range(1, ROWS + 1))
    return out.getvalue().encode()


def is_grid(data: bytes) -> bool:
    """Say whether a file is a grid, filled in or not, however a spreadsheet has saved it."""
    try:
        return any(map(MARK.search, read_text(data)[0].splitlines()[:TOP]))
    except ReadingError:
        return False


def is_filled(data: bytes) -> bool:
    """Say whether anything was typed into a grid; of what cannot be read, that is assumed."""
    try:
        table = Table.of(data)
    except ReadingError:
        return True
    return any(table.typed(cells) for _, cells in table.rows)


def read_grid(data: bytes, exercises: Mapping[str, Exercise[Any]], lines: Lines) -> Grid:
    """What is typed into a grid, row by row; a row with nothing but its number is none.

    Raises ReadingError where it cannot be read at all.
    """
    table = Table.of(data)
    columns, problems = columns_of(table, exercises)
    if table.encoding == WINDOWS:
        problems.append(OLD_LETTERS)
    rows = [
        read_row(table, number, cells, columns, exercises, lines)
        for number, cells in table.rows
        if table.typed(cells)
    ]
    return Grid(
        table.mark[1], table.mark[2], tuple(with_namesakes(rows)), tuple(columns), tuple(problems)
    )


@frozen
class Table:
    """The cells of a grid: its head, and the rows under it with their numbers.

    Rows are counted as a spreadsheet shows them.
    """

    head: list[str]
    rows: list[tuple[int, list[str]]]
    mark: re.Match[str]
    names: int
    encoding: str

    @classmethod
    def of(cls, data: bytes) -> Self:
        """The table in a file; ReadingError where there is none."""
        text, encoding = read_text(data)
        text = re.sub(r"\Asep=.(\r?\n|\Z)", "", text, flags=re.IGNORECASE)
        line = next(filter(MARK.search, text.splitlines()), "")
        delimiter = max(DELIMITERS, key=line.count)
        try:
            rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            records = [[cell.strip() for cell in row] for row in rows]
        except csv.Error as error:
            found = f"its cells cannot be told apart ({error})"
            raise ReadingError(found, SAVE_AS) from None
        for number, head in enumerate(records, 1):
            for place, cell in enumerate(head):
                if mark := MARK.search(cell):
                    below = enumerate(records[number:], number + 1)
                    return cls(head, [*below], mark, place, encoding)
        raise ReadingError("it has no head that says of which lesson it is", KEEP)

    def typed(self, cells: list[str]) -> list[int]:
        """The places of the cells in which something is typed; none in the row under the head."""
        if WHAT in cells:
            return []
        number = self.head.index(NUMBER) if NUMBER in self.head else None
        return [place for place, cell in enumerate(cells) if cell and place != number]

    def titled(self, place: int) -> str:
        """The head of a column, or nothing where it has none."""
        return self.head[place] if place < len(self.head) else ""


def columns_of(
    table: Table, exercises: Mapping[str, Exercise[Any]]
) -> tuple[dict[str, int], list[str]]:
    """The places of columns by exercise, and what is to be said of others."""
    columns, problems = dict[str, int](), list[str]()
    for place, title in enumerate(table.head):
        found = COLUMN.fullmatch(title)
        name = found[1] if found else ""
        if not title or title == NUMBER or place == table.names:
            continue
        if name in columns:
            problems.append(f"The column {in_quotes(title)} is there twice. The first one counts.")
        elif name in exercises:
            columns[name] = place
        else:
            near = did_you_mean(title, exercises)
            hint = f" Write {in_quotes(near)} behind its number." if near else ""
            problems.append(f"The column {in_quotes(shorten(title))} was not read.{hint}")
    return columns, problems


def read_row(
    table: Table,
    number: int,
    cells: list[str],
    columns: Mapping[str, int],
    exercises: Mapping[str, Exercise[Any]],
    lines: Lines,
) -> GridRow:
    """A row. What cannot be read in it is kept as it was typed, and told."""
    answers, problems = dict[str, Any](), list[str]()
    typed = table.typed(cells)
    for name, place in columns.items():
        if place not in typed:
            continue
        exercise = exercises[name]
        kind = on_paper(exercise)
        try:
            answers[name] = read_cell(kind, exercise, cells[place], lines)
        except AnswerError as error:
            answers[name] = cells[place]
            here, typed_here = in_quotes(table.head[place]), in_quotes(shorten(cells[place], 60))
            problems.append(
                f"Column {here}, {typed_here}: {error.found} {error.remedy} Here goes: "
                f"{wanted(kind, exercise)}."
            )
    beside = [cells[place] for place in typed if not table.titled(place)]
    if beside:
        words = ", ".join(in_quotes(shorten(one, 60)) for one in beside[:3])
        problems.append(f"{words}: there is no question at the head of this column.")
    name = one_line(cells[table.names], LONGEST_NAME) if table.names < len(cells) else ""
    if not name:
        problems.append("There is no name in this row. Type it, and grade again.")
    return GridRow(number, name or f"Row {number}", answers, tuple(problems))


def with_namesakes(rows: Sequence[GridRow]) -> Iterator[GridRow]:
    """The rows; those that share a name with their numbers behind it, and a sentence on that."""
    same: dict[str, list[int]] = {}
    for one in rows:
        same.setdefault(one.name.casefold(), []).append(one.row)
    for one in rows:
        numbers = same[one.name.casefold()]
        if len(numbers) > 1:
            named = ", ".join(map(str, numbers))
            said = f"The rows {named} have the same name. Tell them apart by it, and grade again."
            one = evolve(one, name=f"{one.name} (row {one.row})", problems=(*one.problems, said))
        yield one
