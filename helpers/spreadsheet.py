"""Reading a CSV after a spreadsheet has been at it."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Sequence
from pathlib import Path

from helpers.problems import Findings, Note, Problem

DELIMITERS = ",;\t|"
SAVE_AS = "save it from the spreadsheet as “CSV UTF-8 (comma delimited)”"


def read_rows(
    path: Path, known: Sequence[str], required: Sequence[str], findings: Findings
) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a CSV, each with the row number a spreadsheet shows (the header is row 1).

    Accepts a byte-order mark, UTF-16, Windows-1252, commas, semicolons, tabs or bars, any line
    ending, and empty columns and rows. Whatever cannot be read goes into `findings`.
    """
    content = decode(path, findings)
    if content is None:
        return []
    delimiter = find_delimiter(content, known)
    check_quotation_marks(path, content, delimiter, findings)
    try:
        records = list(csv.reader(io.StringIO(content, newline=""), delimiter=delimiter))
    except csv.Error:  # one cell of more than 131,072 characters; reported just above
        return []
    # A line "sep=;" is how some spreadsheets name their delimiter.
    first = 1 if records and records[0][:1] and records[0][0].lower().startswith("sep=") else 0
    if len(records) <= first or not any(cell.strip() for cell in records[first]):
        findings.problems.append(
            Problem(path.name, "the table is empty", "write the column names into its first row")
        )
        return []
    header = [name.strip().lower() for name in records[first]]
    if not check_header(path, header, known, required, findings):
        return []
    rows = []
    for number, record in enumerate(records[first + 1 :], first + 2):
        cells = [cell.strip() for cell in record]
        if not any(cells):
            continue
        if any(cells[len(header) :]) or any(
            cell for name, cell in zip(header, cells, strict=False) if not name
        ):
            findings.problems.append(
                Problem(
                    path.name,
                    f"the row has {len(record)} cells, the table {sum(map(bool, header))} columns",
                    "put quotation marks around a cell that holds a comma, and empty the rest",
                    number,
                )
            )
            continue
        cells += [""] * (len(header) - len(cells))
        rows.append((number, {name: cells[header.index(name)] for name in header if name}))
    return rows


def decode(path: Path, findings: Findings) -> str | None:
    """Return the text of the file, or None after saying why it cannot be read."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        findings.problems.append(Problem(path.name, "the file is not there", "put it back"))
        return None
    except OSError as error:
        findings.problems.append(
            Problem(
                path.name, f"the file cannot be read ({error.strerror})", "close other programs"
            )
        )
        return None
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        findings.problems.append(Problem(path.name, "this is a workbook, not a CSV", SAVE_AS))
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            content = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in content:
            break
        if encoding != "utf-8-sig":
            name = {"cp1252": "Windows-1252", "utf-16": "UTF-16"}[encoding]
            findings.notes.append(Note(path.name, f"read as {name}; to be safe, {SAVE_AS}"))
        return content
    findings.problems.append(Problem(path.name, "its characters cannot be read", SAVE_AS))
    return None


def find_delimiter(content: str, known: Sequence[str]) -> str:
    """Return the delimiter under which the header holds most of the `known` names."""
    lines = [line for line in content.splitlines()[:2] if not line.lower().startswith("sep=")]
    header = lines[0] if lines else ""

    def names_known(delimiter: str) -> int:
        cells = next(csv.reader([header], delimiter=delimiter), [])
        return len({cell.strip().lower() for cell in cells} & set(known))

    return max(DELIMITERS, key=names_known)


def check_quotation_marks(path: Path, content: str, delimiter: str, findings: Findings) -> None:
    """Report the first place where quotation marks do not pair; csv reads on in silence."""
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, _ in enumerate(reader, 1):  # noqa: B007
            pass
    except csv.Error:
        findings.problems.append(
            Problem(
                path.name,
                "a quotation mark has no partner, here or further down",
                'write a quotation mark inside a cell twice (""), and close the cell with one',
                number + 1,
            )
        )


def check_header(
    path: Path,
    header: Sequence[str],
    known: Sequence[str],
    required: Sequence[str],
    findings: Findings,
) -> bool:
    """Report columns that are missing or there twice; say whether the rows can be read at all."""
    names = [name for name in header if name]
    before = len(findings.problems)
    for name in sorted({name for name in names if names.count(name) > 1}):
        findings.problems.append(
            Problem(path.name, "the column is there twice", "take one out", 1, name)
        )
    for name in required:
        if name not in names:
            near = difflib.get_close_matches(name, [n for n in names if n not in known], 1)
            findings.problems.append(
                Problem(
                    path.name,
                    "the column is missing; the table has: " + ", ".join(names),
                    f"rename “{near[0]}” to {name}" if near else "add the column",
                    1,
                    name,
                )
            )
    for name in names:
        if name not in known:
            findings.notes.append(Note(path.name, f"the column “{name}” is not used"))
    return len(findings.problems) == before
