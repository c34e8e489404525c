"""The rows of a lesson's tables: read, placed in the article, and held against each other."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from helpers.common.errors import Findings, Note, Problem, ReadingError
from helpers.lesson.article import Article, Passage, PassageError, occurrences
from helpers.lesson.csv_reader import read_rows
from helpers.lesson.tables import KEYS, NARRATOR, OPTIONAL, TABLES, Event, Row, Statement, columns


def read_table(
    folder: Path,
    name: str,
    article: Article | None,
    ids: dict[str, dict[str, int]],
    findings: Findings,
) -> tuple[Row, ...]:
    """Return the rows of one table that could be read and placed; report the others.

    The ids found, with the row of each, go into `ids`: also those of rows with another problem,
    so that one mistake is reported once.
    """
    path = folder / f"{name}.csv"
    if name in OPTIONAL and not path.exists():
        return ()
    fields = columns(TABLES[name])
    required = [field.name for field in fields.values() if field.metadata["required"]]
    found = read_rows(path, list(fields), required, findings)
    if found is None or not found.whole:
        findings.unread.add(name)
    rows, seen = [], ids.setdefault(name, {})
    for number, cells in found.rows if found else ():
        values, problems = read_cells(path.name, number, cells, fields)
        problems += note_id(path.name, name, number, values, seen)
        row = TABLES[name](row=number, **values)
        if article is not None:
            row, misplaced = place(path.name, row, article, findings)
            # A number that cannot be read leaves open which passage is meant: once is enough.
            known = {problem.column for problem in problems}
            problems += [] if known & {"at", "nth"} else misplaced
        findings.problems.extend(problems)
        (findings.rejected.setdefault(name, []) if problems else rows).append(row)
    for number, cells in found.broken if found else ():
        note_id(path.name, name, number, cells, seen)
    return tuple(rows)


def note_id(
    file: str, name: str, number: int, values: Mapping[str, Any], seen: dict[str, int]
) -> list[Problem]:
    """Remember the id of a row, and return the problem of one that is there already."""
    key = KEYS.get(name)
    if key is None or not values.get(key):
        return []
    first = seen.setdefault(values[key], number)
    if first == number:
        return []
    found = f"“{values[key]}” is already the id of row {first}"
    return [Problem(file, found, "give one of the two another id", number, key)]


def read_cells(
    file: str, number: int, cells: Mapping[str, str], fields: Mapping[str, attrs.Attribute]
) -> tuple[dict[str, Any], list[Problem]]:
    """Return the values of a row's cells, None for each that cannot be read, and the problems."""
    values, problems = dict.fromkeys(fields), []
    for name, field in fields.items():
        cell = cells.get(name, "")
        if not cell and not field.metadata["required"]:
            values[name] = field.metadata["default"]
        elif not cell:
            problems.append(Problem(file, "the cell is empty", "fill it in", number, name))
        else:
            try:
                values[name] = field.metadata["read"](cell)
            except ReadingError as error:
                problems.append(Problem(file, error.found, error.remedy, number, name))
    return values, problems


def place(file: str, row: Row, article: Article, findings: Findings) -> tuple[Row, list[Problem]]:
    """Return the row with its passages found in the article, and the problems in finding them.

    A quotation that is not there is placed where the text is most like it: the row is rejected,
    but it still accounts for that stretch.
    """
    if not hasattr(row, "passage") or not (row.at and row.quote):
        return row, []
    problems: list[Problem] = []
    try:
        found = {"passage": article.find(row.at, row.quote, row.nth)}
    except PassageError as error:
        found = {"passage": error.near}
        quote = "content" if isinstance(row, Statement) else "quote"
        column = quote if error.column == "quote" else error.column
        problems.append(Problem(file, error.found, error.remedy, row.row, column, error.nearest))
    else:
        if row.nth and (word := article.inside_word(found["passage"])):
            note = f"row {row.row}: “{row.quote}” number {row.nth} stands inside the word “{word}”"
            findings.notes.append(Note(file, note))
        if isinstance(row, Event) and row.expression:
            expression = find_expression(row, found["passage"], article)
            found["expression_passage"] = expression
            if expression is None:
                problems.append(misplaced_expression(file, row, article))
    return attrs.evolve(row, **found), problems


def find_expression(event: Event, passage: Passage, article: Article) -> Passage | None:
    """Return where the time expression stands: in the quotation, or else once in its part."""
    for around in (passage, article.parts[event.at]):
        starts = list(occurrences(around.quote, event.expression))
        if len(starts) == 1:
            start = around.start + starts[0]
            return Passage(event.at, event.expression, start, start + len(event.expression))
    return None


def misplaced_expression(file: str, event: Event, article: Article) -> Problem:
    """Return the problem of a time expression that is not in its quotation, or twice."""
    near = article.nearest(event.at, event.expression)
    return Problem(
        file,
        f"“{event.expression}” does not stand once in the quotation",
        "copy the words that give the time, and lengthen the quotation to hold them",
        event.row,
        "expression",
        near and near.in_words,
    )


def check_references(
    tables: Mapping[str, tuple[Row, ...]],
    ids: Mapping[str, Mapping[str, int]],
    findings: Findings,
) -> None:
    """Report every id that names no row of the table it refers to."""
    for name, row_class in TABLES.items():
        for field in columns(row_class).values():
            target = field.metadata["to"]
            if target is None or target.split()[0] in findings.unread:
                continue  # a table that could not be read is one problem, not hundreds
            known = {*ids.get(target.split()[0], ()), *([NARRATOR] if "narrator" in target else [])}
            for row in [*tables[name], *findings.rejected.get(name, ())]:
                value = getattr(row, field.name)
                for one in value if isinstance(value, tuple) else (value or "",):
                    if one and one not in known:
                        near = difflib.get_close_matches(one, sorted(known), 1)
                        findings.problems.append(
                            Problem(
                                f"{name}.csv",
                                f"“{one}” is no id in {target.split()[0]}.csv",
                                "write an id that stands there, or add a row there",
                                row.row,
                                field.name,
                                near[0] if near else None,
                            )
                        )
