"""Reading a CSV after a spreadsheet has been at it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from helpers.common.errors import Findings, Note, Problem, ReadingError
from helpers.common.text import did_you_mean

DELIMITERS = ",;\t|"
UTF_8, UTF_16, WINDOWS = "UTF-8", "UTF-16", "Windows-1252"
ENCODINGS = {UTF_8: "utf-8-sig", UTF_16: "utf-16", WINDOWS: "cp1252"}
SAVE_AS = "save it from the spreadsheet as “CSV UTF-8 (comma delimited)”"


class RawTable(NamedTuple):
    """What could be read of a table: rows with their numbers, and whether that is all of it.

    `broken` holds rows with too many cells, as far as they go. Rows are counted as a spreadsheet
    shows them; the header is row 1 where nothing stands above it.
    """

    rows: list[tuple[int, dict[str, str]]]
    broken: list[tuple[int, dict[str, str]]]
    whole: bool


def read_rows(
    path: Path, known: Sequence[str], required: Sequence[str], findings: Findings
) -> RawTable | None:
    """Read the rows of a CSV, each by column name; None where it cannot be read at all.

    `known` are the columns that the table may have, `required` those that it must have. Accepted
    are a byte-order mark, UTF-16, Windows-1252, commas, semicolons, tabs or bars, any line
    ending, and empty columns and rows. Whatever cannot be read goes into `findings`.
    """
    if not path.exists():
        remedy = f"make it, with the columns: {', '.join(required)}"
        findings.problems.append(Problem(path.name, "the file is not there", remedy))
        return None
    content = decode(path, findings)
    if content is None:
        return None
    # A line "sep=;" is how some spreadsheets name their delimiter; they do not show it.
    content = re.sub(r"\Asep=.(\r?\n|\Z)", "", content, flags=re.IGNORECASE)
    delimiter = find_delimiter(content, known)
    whole = quotation_marks_pair(path, content, delimiter, findings)
    if whole is None:
        return None
    records = [
        [cell.strip() for cell in record]
        for record in csv.reader(io.StringIO(content, newline=""), delimiter=delimiter)
    ]
    top = next((number for number, record in enumerate(records) if any(record)), None)
    if top is None:
        remedy = "write the column names into its first row"
        findings.problems.append(Problem(path.name, "the table is empty", remedy))
        return None
    header = [name.lower() for name in records[top]]
    if not check_header(path, header, known, required, findings, top + 1):
        return None
    raw = RawTable([], [], whole)
    body = [
        (number, cells) for number, cells in enumerate(records[top + 1 :], top + 2) if any(cells)
    ]
    # Empty columns at the right are a spreadsheet's; in one row alone they are a comma too many.
    width = max(len(header), min((len(cells) for _, cells in body), default=0))
    for number, cells in body:
        row = {
            name: cells[place] if place < len(cells) else ""
            for place, name in enumerate(header)
            if name
        }
        beside = [cell for name, cell in zip(header, cells, strict=False) if not name]
        if len(cells) <= width and not any(cells[len(header) :]) and not any(beside):
            raw.rows.append((number, row))
            continue
        raw.broken.append((number, row))
        findings.problems.append(
            Problem(
                path.name,
                f"the row has {len(cells)} cells, the table {sum(map(bool, header))} columns",
                "put quotation marks around a cell that holds a comma, and empty the rest",
                number,
            )
        )
    return raw


def decode(path: Path, findings: Findings) -> str | None:
    """The text of a file in UTF-8, UTF-16 or Windows-1252; None after reporting why there is none.

    A note says which encoding it was, where it was not UTF-8.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        findings.problems.append(
            Problem(
                path.name, f"the file cannot be read ({error.strerror})", "close other programs"
            )
        )
        return None
    try:
        content, encoding = read_text(data)
    except ReadingError as error:
        findings.problems.append(Problem(path.name, error.found, error.remedy))
        return None
    if encoding != UTF_8:
        findings.notes.append(Note(path.name, f"read as {encoding}; to be safe, {SAVE_AS}"))
    return content


def read_text(data: bytes) -> tuple[str, str]:
    """The text of a file in one of ENCODINGS, and which it is; ReadingError for any other."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise ReadingError("this is a workbook, not a CSV", SAVE_AS)
    in_two_bytes = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for name in (UTF_16,) if in_two_bytes else (UTF_8, WINDOWS):
        try:
            content = data.decode(ENCODINGS[name])
        except UnicodeDecodeError:
            continue
        if "\x00" in content:
            break
        return content, name
    raise ReadingError("its characters cannot be read", SAVE_AS)


def find_delimiter(content: str, known: Sequence[str]) -> str:
    """The delimiter under which the first line with text holds most `known` names."""
    header = next((line for line in content.splitlines() if line.strip(' ,;|\t"')), "")

    def names_known(delimiter: str) -> int:
        cells = next(csv.reader([header[:10_000]], delimiter=delimiter), [])
        return len({cell.strip().lower() for cell in cells} & set(known))

    return max(DELIMITERS, key=names_known)


def quotation_marks_pair(
    path: Path, content: str, delimiter: str, findings: Findings
) -> bool | None:
    """Say whether quotation marks pair; report the first place where they do not.

    Returns None where a cell is too long to be one: csv can then not read on.
    """
    number = 0
    try:
        for _ in csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True):
            number += 1
    except csv.Error as error:
        too_long = "limit" in str(error)
        found = "a quotation mark has no partner, here or further down"
        remedy = 'write a quotation mark inside a cell twice (""), and close the cell with one'
        if too_long:
            found = f"a cell is longer than {csv.field_size_limit():,} letters"
            remedy = "see whether a quotation mark is missing; a cell holds a passage, not a book"
        findings.problems.append(Problem(path.name, found, remedy, number + 1))
        return None if too_long else False
    return True


def check_header(
    path: Path,
    header: Sequence[str],
    known: Sequence[str],
    required: Sequence[str],
    findings: Findings,
    row: int,
) -> bool:
    """Report columns that are missing or there twice; say whether the rows can be read at all."""
    names = [name for name in header if name]
    before = len(findings.problems)
    for name in sorted({name for name in names if names.count(name) > 1}):
        findings.problems.append(
            Problem(path.name, "the column is there twice", "take one out", row, name)
        )
    for name in required:
        if name not in names:
            near = did_you_mean(name, [n for n in names if n not in known])
            findings.problems.append(
                Problem(
                    path.name,
                    "the column is missing; the table has: " + ", ".join(names),
                    f"rename “{near}” to {name}" if near else "add the column",
                    row,
                    name,
                )
            )
    for name in names:
        if name in known:
            continue
        missing = [one for one in known if one not in names and one not in required]
        near = did_you_mean(name, missing, 0.8)
        if near:
            found = f"“{name}” is no column of this table"
            findings.problems.append(
                Problem(path.name, found, f"rename “{name}” to {near}", row, name)
            )
        else:
            findings.notes.append(Note(path.name, f"the column “{name}” is not used"))
    return len(findings.problems) == before
