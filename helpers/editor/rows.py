"""The rows of a lesson as they are corrected: those in its tables, and those only proposed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from attrs import frozen

from helpers.authoring.proposals import Proposal, read_proposals
from helpers.common.errors import Findings, KitError
from helpers.common.text import plural
from helpers.drafting.about_file import add_under
from helpers.drafting.correcting import (
    cell_that_cannot_stand,
    first_nth,
    ids_in,
    not_saved,
    quote_column,
    references,
    renamed,
    save,
)
from helpers.drafting.table_file import TableFile
from helpers.lesson.column_types import SEPARATORS
from helpers.lesson.csv_reader import read_rows
from helpers.lesson.metadata import FILE as ABOUT
from helpers.lesson.metadata import read_facts
from helpers.lesson.tables import KEYS, NARRATOR, TABLES, columns

Cells = dict[str, str]
Numbered = list[tuple[int, Cells]]


@frozen
class EditedRow:
    """A row: its table, its cells, and the line of the CSV, or none where it is only proposed.

    `id` is that of the proposal, or the table with the line. `reason` and `choices` are those of a
    proposal.
    """

    id: str
    table: str
    cells: Cells
    line: int | None = None
    reason: str = ""
    choices: Mapping[str, list[str]] = {}


def rows_of(folder: Path) -> list[EditedRow]:
    """All rows, table by table: first those that count as read, then those proposed.

    Raises KitError where a table or the proposals cannot be read.
    """
    found = [
        EditedRow(f"{table}:{line}", table, cells, line)
        for table in TABLES
        if table != "background"
        for line, cells in read_table(folder, table)
    ]
    found += [
        EditedRow(one.id, one.table, one.cells, None, one.reason, one.choices)
        for one in read_proposals(folder)
        if one.table != "background"
    ]
    return found


def read_table(folder: Path, table: str) -> Numbered:
    """The rows of a table by line; none without a file. Raises KitError where it is damaged."""
    path, fields = folder / f"{table}.csv", columns(TABLES[table])
    if not path.exists():
        return []
    findings = Findings()
    required = [name for name, field in fields.items() if field.required]
    found = read_rows(path, list(fields), required, findings)
    if found is None or not found.whole or found.broken:
        raise KitError("\n".join(map(str, findings.problems)))
    return found.rows


def edit_row(folder: Path, table: str, line: int, was: Cells, cells: Mapping[str, str]) -> None:
    """Write other values into cells of a row that stands in its table.

    Where the quotation or its part changes, `nth` is counted anew, unless it is given. Raises
    KitError, and then nothing has changed, where the row is another by now or a cell cannot stand.
    """
    new = was | dict(cells)
    quote = quote_column(table)
    if quote in columns(TABLES[table]) and {"at", quote} & cells.keys() and "nth" not in cells:
        new["nth"] = first_nth(folder, new["at"], new[quote])
    if wrong := cell_that_cannot_stand(table, new):
        raise KitError(wrong)
    replace_row(folder, table, line, was, new)


def remove_row(folder: Path, table: str, line: int, was: Cells) -> None:
    """Take a row out of its table. Raises KitError where it is another by now, or is named."""
    key = KEYS.get(table)
    twins = [cells for _, cells in read_table(folder, table) if key and cells[key] == was[key]]
    if key and len(twins) == 1 and (places := [*named_in(folder, table, was[key])]):
        raise KitError(
            f"{was.get('name', was[key])} is named in {', '.join(places)}. Say who or what is "
            "meant there first, or say that it is the same as another."
        )
    replace_row(folder, table, line, was, None)


def replace_row(folder: Path, table: str, line: int, was: Cells, new: Cells | None) -> None:
    """Put another row, or none, in the place of one. Raises KitError."""
    rows, file = read_table(folder, table), TableFile(folder, table)
    if (line, was) not in rows:
        raise KitError(f"{table}.csv was changed by another program. Look at the row again.")
    before = [number for number, cells in rows if cells == was and number < line]
    place = file.find(was)[len(before)]
    if new is None:
        file.remove(place)
    else:
        file.change(place, new)
    save_table(file)


def save_table(file: TableFile) -> None:
    """Write a table. Raises KitError where it cannot be written."""
    try:
        file.save()
    except OSError as error:
        raise not_saved(file.path.name, error) from None


def named_in(folder: Path, table: str, id: str) -> Iterator[str]:
    """Where an id of a table is named in other rows that count as read: how many, and of what."""
    for other in TABLES:
        if table not in {target for _, target in references(other)}:
            continue
        count = sum((table, id) in ids_in(other, cells) for _, cells in read_table(folder, other))
        if count:
            yield f"{plural(count, 'row')} of {other}"


def merge(folder: Path, table: str, id: str, into: str) -> None:
    """Let an actor or a place be the same as another: all that names it names the other.

    Its own rows go. Raises KitError where the other is not there.
    """
    key = KEYS[table]
    proposals, standing = read_proposals(folder), read_table(folder, table)
    known = {one.cells[key] for one in proposals if one.table == table}
    known |= {cells[key] for _, cells in standing}
    if into not in known or into == id:
        raise KitError(f"There is no “{into}” to be the same as.")
    for other in TABLES:
        if other in OTHERS and not (folder / f"{other}.csv").exists():
            continue
        file, is_changed = TableFile(folder, other), False
        for _, cells in read_table(folder, other):
            new = named_anew(other, cells, table, id, into)
            if other == table and cells[key] == id:
                file.remove(file.find(cells)[0])
            elif new != cells:
                file.change(file.find(cells)[0], new)
            else:
                continue
            is_changed = True
        if is_changed:
            save_table(file)
    rest = [
        renamed(one, table, id, into)
        for one in proposals
        if not (one.table == table and one.cells[key] == id)
    ]
    save(folder, rest)


OTHERS = ("judgements", "background")


def named_anew(table: str, cells: Cells, of: str, id: str, into: str) -> Cells:
    """A row that names another id where it named one; twice in a cell is once."""
    row = Proposal(id="", table=table, cells=cells, reason="", choices={})
    new = renamed(row, of, id, into).cells
    for column, target in references(table):
        if target == of and new.get(column) != cells.get(column):
            ids = dict.fromkeys(SEPARATORS.split(new[column]))
            new[column] = "; ".join(one for one in ids if one)
    return new


def add_claim(folder: Path, words: str) -> str:
    """The id of a claim in words; one that lesson.yaml does not list is added. Raises KitError."""
    facts = read_facts(folder / ABOUT, Findings()) or {}
    claims: dict[str, str] = facts.get("claims") or {}
    words = " ".join(words.split())
    for id, text in claims.items():
        if words in (id, text):
            return id
    id = free_id(words, claims)
    try:
        add_under(folder, "claims", {id: words}, "What more than one source speaks of.")
    except OSError as error:
        raise KitError(f"{ABOUT} could not be written ({error.strerror}).") from None
    return id


def free_id(words: str, taken: Collection[str]) -> str:
    """An id of at most four words that is not taken, in letters, digits and hyphens."""
    plain = "".join(
        one
        for one in unicodedata.normalize("NFKC", words).casefold()
        if one.isalnum() or unicodedata.combining(one) or not one.strip() or one in "-_"
    )
    slug = "-".join(re.findall(r"[^\W_]+", plain)[:4]) or "one"
    name, number = slug, 2
    while name in taken or name == NARRATOR:
        name, number = f"{slug}-{number}", number + 1
    return name
