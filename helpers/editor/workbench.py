"""A lesson that is being corrected: each change is saved at once, and can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import define, field

from helpers.authoring.proposals import read_proposals, write_proposals
from helpers.common.errors import Findings, KitError
from helpers.drafting.correcting import accept, change, ids_in, quote_column, refuse
from helpers.drafting.passages import article_of
from helpers.editor.fields import FIELDS
from helpers.editor.following import following
from helpers.editor.history import History
from helpers.editor.pointing import MARKED, Pointer, passage_of, point, words_at
from helpers.editor.rows import (
    EditedRow,
    add_claim,
    edit_row,
    merge,
    remove_row,
    rows_of,
)
from helpers.lesson.article import Article
from helpers.lesson.column_types import SEPARATORS
from helpers.lesson.metadata import FILE as ABOUT
from helpers.lesson.metadata import read_facts
from helpers.lesson.tables import KEYS

NEW = "+"  # chosen for somebody, or some place, that is not there yet


@define
class Workbench:
    """One lesson that is being corrected. Every method raises KitError with what is wrong."""

    folder: Path
    history: History = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Begin with nothing to undo."""
        self.history = History(self.folder)

    # ---- what there is

    def state(self) -> dict[str, Any]:
        """The article and all rows, as plain values, with where the words of each stand."""
        article, facts = article_of(self.folder), read_facts(self.folder / ABOUT, Findings()) or {}
        rows = rows_of(self.folder)
        return {
            "lesson": self.folder.resolve().name,
            "language": article.language,
            "parts": [[at, part.quote] for at, part in article.parts.items()],
            "rows": [as_plain(article, row) for row in in_reading_order(article, rows)],
            "claims": dict(facts.get("claims") or {}),
            "can_undo": bool(self.history.changes),
        }

    def row(self, id: str) -> EditedRow:
        """A row by its id."""
        for row in rows_of(self.folder):
            if row.id == id:
                return row
        raise KitError("This row is not there any more. Choose another.")

    # ---- what is done

    def accept(self, *ids: str) -> list[str]:
        """Say yes to proposals; the actors and places they name come along. The ids of all."""
        article = article_of(self.folder)
        for id in ids:
            row = self.row(id)
            words = row.cells.get(quote_column(row.table), "")
            if "at" in row.cells and passage_of(article, row) is None:
                raise KitError(f"“{words}” does not stand in the article. Point at the words.")
        with self.history.change():
            return accept(self.folder, *ids)

    def refuse(self, id: str) -> list[str]:
        """Say no to a proposal, or take a row out of its table; the ids of all that went."""
        row = self.row(id)
        with self.history.change():
            if row.line is None:
                return refuse(self.folder, id)
            remove_row(self.folder, row.table, row.line, row.cells)
            return [id]

    def change(self, id: str, cells: Mapping[str, str]) -> list[str]:
        """Write other values into a row; the ids of rows that are new by that."""
        row, wanted, new = self.row(id), as_written(cells), []
        with self.history.change():
            for name, value in [*wanted.items()]:
                if name == "claim" and value:
                    wanted[name] = add_claim(self.folder, value)
                if value == NEW:
                    new += self.somebody_new(row, name)
                    wanted[name] = self.row(new[-1]).cells[KEYS[self.row(new[-1]).table]]
            wanted |= following(self.folder, row, wanted)
            if row.line is None:
                change(self.folder, id, **wanted)
            else:
                edit_row(self.folder, row.table, row.line, row.cells, wanted)
            self.drop_orphans(row, wanted)
        return new

    def drop_orphans(self, row: EditedRow, cells: Mapping[str, str]) -> None:
        """Take away who came only with words that were pointed at, and is named no more."""
        for name in cells.keys() & {*KEYS.values()}:
            rows = rows_of(self.folder)
            gone = {*SEPARATORS.split(row.cells.get(name, ""))} - {*SEPARATORS.split(cells[name])}
            for one in rows:
                key = KEYS.get(one.table)
                if key != name or one.cells[key] not in gone or one.reason != MARKED:
                    continue
                here = (one.table, one.cells[key])
                if not any(here in ids_in(other.table, other.cells) for other in rows):
                    refuse(self.folder, one.id)

    def somebody_new(self, row: EditedRow, column: str) -> list[str]:
        """Propose the actor or the place whose words a row quotes as a new one; its id.

        For a column that names somebody else, the name is what the teacher writes next.
        """
        pointer = Pointer(self.folder)
        is_place = column in ("place", "origin")
        is_quoted = {"mentions": "actor", "toponyms": "place"}.get(row.table) == column
        words = row.cells.get("quote", "") if is_quoted else "A new place" if is_place else "New"
        if is_place:
            one = pointer.new_place(words, pointer.ids("places"))
        else:
            one = pointer.new_actor(words, pointer.ids("actors"))
        write_proposals(self.folder, [*read_proposals(self.folder), one])
        return [one.id]

    def point(self, what: str, at: str, start: int, end: int) -> list[str]:
        """Propose a row for words that were pointed at; the ids of what is new."""
        with self.history.change():
            return point(self.folder, what, at, start, end)

    def point_for(self, id: str, column: str, at: str, start: int, end: int) -> list[str]:
        """Let a column of a row hold the words that were pointed at."""
        row = self.row(id)
        if column == quote_column(row.table):
            cells = words_at(self.folder, at, start, end, column)
            cells.setdefault("nth", "")
        else:
            cells = {column: words_at(self.folder, at, start, end, column)[column]}
        if column == "expression":
            cells |= Pointer(self.folder).dated(at, start, end)
        return self.change(id, cells)

    def merge(self, id: str, into: str) -> None:
        """Let an actor, or a place, be the same as another, by the other's own id."""
        row = self.row(id)
        if row.table not in KEYS:
            raise KitError("Only somebody, or a place, can be the same as another.")
        with self.history.change():
            merge(self.folder, row.table, row.cells[KEYS[row.table]], into)

    def undo(self) -> bool:
        """Take back the last change; False where there is none."""
        return self.history.undo()


def as_written(cells: Mapping[str, str]) -> dict[str, str]:
    """Cells as they were typed, without spaces at their edges."""
    return {name: value.strip() for name, value in cells.items()}


def in_reading_order(article: Article, rows: Iterable[EditedRow]) -> list[EditedRow]:
    """Rows table by table, and within a table as their words stand in the article."""
    order = list(FIELDS)

    def place(row: EditedRow) -> tuple[int, int]:
        found = passage_of(article, row)
        return order.index(row.table), found.start if found else -1

    return sorted(rows, key=place)


def as_plain(article: Article, row: EditedRow) -> dict[str, Any]:
    """A row as plain values; `start` and `end` count code points from where its part begins."""
    found = passage_of(article, row)
    begins = article.parts[found.at].start if found else 0
    return {
        "id": row.id,
        "table": row.table,
        "open": row.line is None,
        "cells": row.cells,
        "reason": row.reason,
        "choices": dict(row.choices),
        "at": found.at if found else "",
        "start": found.start - begins if found else -1,
        "end": found.end - begins if found else -1,
    }
