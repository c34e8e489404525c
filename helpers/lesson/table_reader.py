"""The rows of a lesson's tables: read, placed in the article, and held against each other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpers.common.errors import Findings, Note, Problem, ReadingError
from helpers.common.text import did_you_mean
from helpers.lesson.article import Article, Passage, PassageError, occurrences
from helpers.lesson.column_types import Column
from helpers.lesson.csv_reader import read_rows
from helpers.lesson.tables import (
    KEYS,
    OPTIONAL,
    TABLES,
    Event,
    Quoting,
    Row,
    Statement,
    columns,
)


def read_table(
    folder: Path,
    name: str,
    article: Article | None,
    ids: dict[str, dict[str, int]],
    findings: Findings,
) -> tuple[Row, ...]:
    """Read the rows of one table; report those that cannot be read, or placed in the article.

    The ids found, with the row of each, go into `ids`: also those of rows with another problem,
    so that one mistake is reported once. Without an article nothing is placed.
    """
    file = f"{name}.csv"
    if name in OPTIONAL and not (folder / file).exists():
        return ()
    fields = columns(TABLES[name])
    required = [column for column, field in fields.items() if field.required]
    found = read_rows(folder / file, list(fields), required, findings)
    if found is None or not found.whole:
        findings.unread.add(name)
    rows: list[Row] = []
    seen = ids.setdefault(name, {})
    for number, cells in found.rows if found else ():
        values, problems = read_cells(file, number, cells, fields)
        problems += note_id(file, name, number, values, seen)
        row = TABLES[name](row=number, **values)
        if article is not None:
            row, misplaced = find_passages(file, row, article, findings)
            # A number that cannot be read leaves open which passage is meant: once is enough.
            known = {problem.column for problem in problems}
            problems += [] if known & {"at", "nth"} else misplaced
        findings.problems.extend(problems)
        (findings.rejected.setdefault(name, []) if problems else rows).append(row)
    for number, cells in found.broken if found else ():
        note_id(file, name, number, cells, seen)
    return tuple(rows)


def note_id(
    file: str, name: str, number: int, values: Mapping[str, Any], seen: dict[str, int]
) -> list[Problem]:
    """Remember the id of a row in `seen`; the problem where another row has it already."""
    key = KEYS.get(name)
    if key is None or not values.get(key):
        return []
    first = seen.setdefault(values[key], number)
    if first == number:
        return []
    found = f"“{values[key]}” is already the id of row {first}"
    return [Problem(file, found, "give one of the two another id", number, key)]


def read_cells(
    file: str, number: int, cells: Mapping[str, str], fields: Mapping[str, Column]
) -> tuple[dict[str, Any], list[Problem]]:
    """A row's values by column, None for each that cannot be read; and the problems."""
    values: dict[str, Any] = dict.fromkeys(fields)
    problems = []
    for name, field in fields.items():
        cell = cells.get(name, "")
        if not cell and not field.required:
            values[name] = field.default
        elif not cell:
            problems.append(Problem(file, "the cell is empty", "fill it in", number, name))
        else:
            try:
                values[name] = field.read(cell)
            except ReadingError as error:
                problems.append(Problem(file, error.found, error.remedy, number, name))
    return values, problems


def find_passages(
    file: str, row: Row, article: Article, findings: Findings
) -> tuple[Row, list[Problem]]:
    """The row with its passages found in the article, and the problems in finding them.

    A quotation that is not there is placed where the text is most like it: the row is rejected,
    but it still accounts for that stretch.
    """
    if not isinstance(row, Quoting | Statement) or not (row.at and row.quote):
        return row, []
    try:
        passage = article.find(row.at, row.quote, row.nth)
    except PassageError as error:
        quote = "content" if isinstance(row, Statement) else "quote"
        column = quote if error.column == "quote" else error.column
        problem = Problem(file, error.found, error.remedy, row.row, column, error.nearest)
        return row.replace(passage=error.near) if error.near else row, [problem]
    if row.nth and (word := article.inside_word(passage)):
        note = f"row {row.row}: “{row.quote}” number {row.nth} stands inside the word “{word}”"
        findings.notes.append(Note(file, note))
    if not isinstance(row, Event) or not row.expression:
        return row.replace(passage=passage), []
    expression = find_expression(row, passage, article)
    problems = [] if expression else [misplaced_expression(file, row, article)]
    return row.replace(passage=passage, expression_passage=expression), problems


def find_expression(event: Event, passage: Passage, article: Article) -> Passage | None:
    """Where the time expression stands once: in the quotation, or else in its part; or None."""
    for around in (passage, article.parts[event.at]):
        starts = list(occurrences(around.quote, event.expression))
        if len(starts) == 1:
            start = around.start + starts[0]
            return Passage(event.at, event.expression, start, start + len(event.expression))
    return None


def misplaced_expression(file: str, event: Event, article: Article) -> Problem:
    """The problem of a time expression that is not in its quotation, or twice."""
    near = article.nearest(event.at, event.expression)
    return Problem(
        file,
        f"“{event.expression}” does not stand once in the quotation",
        "copy the words that give the time, and lengthen the quotation to hold them",
        event.row,
        "expression",
        near.in_words if near else None,
    )


def check_references(
    tables: Mapping[str, tuple[Row, ...]],
    ids: Mapping[str, Mapping[str, int]],
    findings: Findings,
) -> None:
    """Report every id that names no row of the table it refers to; `ids` are those there are."""
    for name, row_class in TABLES.items():
        for column, field in columns(row_class).items():
            if field.to is None:
                continue
            target, *others = field.to.split(" or ")
            if target in findings.unread:
                continue  # a table that could not be read is one problem, not hundreds
            known = {*ids.get(target, ()), *others}
            for row in [*tables[name], *findings.rejected.get(name, ())]:
                value = getattr(row, column)
                for one in value if isinstance(value, tuple) else (value,):
                    if one and one not in known:
                        findings.problems.append(
                            Problem(
                                f"{name}.csv",
                                f"“{one}” is no id in {target}.csv",
                                "write an id that stands there, or add a row there",
                                row.row,
                                column,
                                did_you_mean(one, sorted(known)),
                            )
                        )
