"""What a teacher does with a draft: accept a row, change it, refuse it; each is saved at once.

A row that is accepted moves from the proposals into its table. The table is written first: where
the process ends between the two, the row is in its table and still proposed, and accepting it
again adds nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from helpers.authoring.proposals import EXCEPTIONS, Proposal, read_proposals, write_proposals
from helpers.common.errors import KitError
from helpers.common.text import did_you_mean
from helpers.drafting.about_file import add_under
from helpers.drafting.passages import article_of, nth_of
from helpers.drafting.table_file import TableFile
from helpers.lesson.column_types import SEPARATORS
from helpers.lesson.table_reader import read_cells
from helpers.lesson.tables import KEYS, NARRATOR, TABLES, columns


def proposals(folder: Path, table: str | None = None) -> list[Proposal]:
    """What is open in a lesson, in order: all of it, or of one table. Raises KitError."""
    return [one for one in read_proposals(folder) if table in (None, one.table)]


def what_is_open(folder: Path) -> dict[str, int]:
    """How many proposals are open, by table. Raises KitError."""
    counts: dict[str, int] = {}
    for one in read_proposals(folder):
        counts[one.table] = counts.get(one.table, 0) + 1
    return counts


def accept(folder: Path, *ids: str) -> list[str]:
    """Move proposals into their tables, and before them the actors and places they name.

    Gives the ids of all that were accepted, in order. Raises KitError, and then nothing has
    changed, where there is no such proposal, a cell cannot stand as it is, or a file cannot be
    written.
    """
    open_ones = read_proposals(folder)
    wanted = needed(open_ones, [known(open_ones, one) for one in ids])
    for one in wanted:
        if wrong := cell_that_cannot_stand(one.table, one.cells):
            raise KitError(f"The row “{one.id}” cannot be accepted as it is. {wrong}")
    try:
        for table in dict.fromkeys(one.table for one in wanted):
            rows = [one.cells for one in wanted if one.table == table]
            (add_exceptions if table == EXCEPTIONS else add_rows)(folder, table, rows)
        gone = {one.id for one in wanted}
        write_proposals(folder, [one for one in open_ones if one.id not in gone])
    except OSError as error:
        raise not_saved(f"A file of {folder.name}", error) from None
    return [one.id for one in wanted]


def change(folder: Path, id: str, **cells: str) -> Proposal:
    """Write other values into cells of a proposal, which stays open; gives it as it now is.

    Where the quotation or its part changes, `nth` is counted anew. A new id of an actor or a place
    is written wherever the proposals name the old one. Raises KitError.
    """
    open_ones = read_proposals(folder)
    old = known(open_ones, id)
    own = ("at", "quote", "nth", "reason")
    names = own if old.table == EXCEPTIONS else [*columns(TABLES[old.table])]
    for name in cells:
        if name not in names:
            raise KitError(f"“{name}” is no column of {old.table}. It has: {', '.join(names)}.")
    new = old.with_cells(**cells)
    quote = quote_column(old.table)
    if quote in new.cells and {"at", quote} & cells.keys() and "nth" not in cells:
        new = new.with_cells(nth=first_nth(folder, new.cells["at"], new.cells[quote]))
    key = KEYS.get(old.table)
    rest = [new if one.id == id else one for one in open_ones]
    if key and new.cells[key] != old.cells[key]:
        rest = [renamed(one, old.table, old.cells[key], new.cells[key]) for one in rest]
    save(folder, rest)
    return new


def refuse(folder: Path, *ids: str) -> list[str]:
    """Take proposals away; with an actor or a place, its mentions and place names go too.

    Elsewhere the id is taken out, and the cell waits for another. Gives the ids of all that went.
    Raises KitError.
    """
    open_ones = read_proposals(folder)
    gone = {known(open_ones, one).id for one in ids}
    taken = [one for one in open_ones if one.id in gone]
    for one in taken:
        key = KEYS.get(one.table)
        if key is None:
            continue
        # One that is proposed twice, or stands in its table already, may still be named.
        left = []
        for other in open_ones:
            if other.id in gone:
                continue
            without = renamed(other, one.table, one.cells[key], "")
            mention = {"mentions": "actor", "toponyms": "place"}.get(other.table, "")
            if mention and not without.cells[mention] and other.cells[mention]:
                if without.choices.get(mention):  # a pronoun may stand for somebody else
                    left.append(without.with_cells(**{mention: without.choices[mention][0]}))
                    continue
                gone.add(other.id)
            else:
                left.append(without)
        open_ones = left
    kept = [one for one in open_ones if one.id not in gone]
    before = read_proposals(folder)
    save(folder, kept)
    return [one.id for one in before if one.id in gone]


def known(open_ones: Sequence[Proposal], id: str) -> Proposal:
    """The proposal with an id; KitError where none has it."""
    for one in open_ones:
        if one.id == id:
            return one
    near = did_you_mean(id, [one.id for one in open_ones])
    hint = f" Did you mean “{near}”?" if near else ""
    raise KitError(f"There is no open proposal “{id}”.{hint}")


def needed(open_ones: Sequence[Proposal], wanted: Sequence[Proposal]) -> list[Proposal]:
    """What is wanted, and before it the proposed actors and places whose ids it names."""
    keyed = {(one.table, one.cells[KEYS[one.table]]): one for one in open_ones if one.table in KEYS}
    found: dict[str, Proposal] = {}

    def take(one: Proposal) -> None:
        if one.id in found:
            return
        found[one.id] = one
        for table, name in ids_in(one.table, one.cells):
            if (table, name) in keyed:
                take(keyed[table, name])

    for one in wanted:
        take(one)
    order = {one.id: place for place, one in enumerate(open_ones)}
    return sorted(found.values(), key=lambda one: (one.table not in KEYS, order[one.id]))


def ids_in(table: str, cells: Mapping[str, str]) -> list[tuple[str, str]]:
    """The ids that a row of a table names, each with the table it is of."""
    return [
        (target, name)
        for column, target in references(table)
        for name in SEPARATORS.split(cells.get(column, ""))
        if name and name != NARRATOR
    ]


def references(table: str) -> list[tuple[str, str]]:
    """The columns of a table that hold ids, and the table that each refers to."""
    if table not in TABLES:
        return []
    fields = columns(TABLES[table]).items()
    return [(name, field.to.split(" or ")[0]) for name, field in fields if field.to]


def renamed(one: Proposal, table: str, old: str, new: str) -> Proposal:
    """A proposal that names another id of a table, or none, where it named the old one."""
    cells, choices = dict(one.cells), dict(one.choices)
    for column, target in references(one.table):
        ids = SEPARATORS.split(cells.get(column, ""))
        if target == table and old in ids:
            kept = [new if name == old else name for name in ids]
            cells[column] = "; ".join(name for name in kept if name)
        if target == table and old in choices.get(column, ()):
            kept = [new if name == old else name for name in choices[column]]
            choices[column] = [name for name in kept if name]
    return one.replace(cells=cells, choices=choices)


def cell_that_cannot_stand(table: str, cells: Mapping[str, str]) -> str:
    """What is wrong with the first cell that cannot stand in a table; nothing where all can."""
    if table == EXCEPTIONS:
        return ""
    _, problems = read_cells(f"{table}.csv", 0, cells, columns(TABLES[table]))
    said = (f"{one.column}: {one.found}. What to do: {one.remedy}." for one in problems)
    return next(said, "")


def add_rows(folder: Path, table: str, rows: Sequence[Mapping[str, str]]) -> None:
    """Add rows to a table, which keeps its columns; one that stands there already is not doubled.

    Raises KitError where the table cannot be read, and OSError where it cannot be written.
    """
    file = TableFile(folder, table)
    for row in rows:
        file.add(row)
    file.save()


def add_exceptions(folder: Path, _: str, rows: Sequence[Mapping[str, str]]) -> None:
    """Add words for time that no event accounts for to the list in lesson.yaml."""
    entries = [{name: cell for name, cell in row.items() if cell} for row in rows]
    add_under(folder, EXCEPTIONS, entries, "Time words that no event accounts for.")


def quote_column(table: str) -> str:
    """The column of a table that quotes the article."""
    return "content" if table == "statements" else "quote"


def first_nth(folder: Path, at: str, quote: str) -> str:
    """Nothing where the words stand once in their part, else 1; KitError where they do not."""
    article = article_of(folder)
    if at not in article.parts or not quote.strip() or quote not in article.parts[at].quote:
        raise KitError(f"“{quote}” does not stand in the part “{at}”. Copy it from the article.")
    start = article.parts[at].start + article.parts[at].quote.index(quote)
    return nth_of(article, at, start, quote)


def save(folder: Path, rest: Sequence[Proposal]) -> None:
    """Save what is open; KitError where it cannot be."""
    try:
        write_proposals(folder, rest)
    except OSError as error:
        raise not_saved(f"A file of {folder.name}", error) from None


def not_saved(what: str, error: OSError) -> KitError:
    """What to say where a file could not be written; `what` it is called there."""
    return KitError(
        f"{what} could not be written ({error.strerror}). Close it in other programs, and do this "
        "again."
    )
