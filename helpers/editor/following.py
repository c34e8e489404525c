"""What goes along when a cell of a row is changed: the cells that would else be wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from helpers.drafting.passages import in_brief
from helpers.drafting.quotations import letters_within, quotations
from helpers.editor.pointing import Pointer, passage_of
from helpers.editor.rows import EditedRow
from helpers.lesson.column_types import SEPARATORS
from helpers.lesson.dates import TimexError, read_timex
from helpers.lesson.tables import NARRATOR

Cells = Mapping[str, str]


def following(folder: Path, row: EditedRow, cells: Cells) -> dict[str, str]:
    """The cells of a row that go along with new ones, in a lesson; never one that is given."""
    found: dict[str, str] = {}
    if row.table == "events":
        found = precision(cells) | same_end(row, cells) | same_words(row, cells)
        found |= anchor(folder, row, cells)
    elif row.table == "statements":
        found = way(folder, row, cells)
    elif row.table == "places":
        found = point_of(folder, row, cells)
    return {name: value for name, value in found.items() if name not in cells}


def precision(cells: Cells) -> dict[str, str]:
    """How precise a date that is new is, where it can be read; nothing where none is."""
    if "start" not in cells:
        return {}
    try:
        return {"precision": read_timex(cells["start"]).precision if cells["start"] else ""}
    except TimexError:
        return {}


def same_end(row: EditedRow, cells: Cells) -> dict[str, str]:
    """The end of an event of one day, which goes with its start; nothing for a longer one."""
    was = row.cells
    if "start" not in cells or was.get("end", "") != was.get("start", ""):
        return {}
    return {"end": cells["start"]}


def same_words(row: EditedRow, cells: Cells) -> dict[str, str]:
    """What happens, where it was said in the words of the passage that is another now."""
    said, was = row.cells.get("what", ""), row.cells.get("quote", "")
    if "quote" not in cells or said != in_brief(was):
        return {}
    return {"what": in_brief(cells["quote"])}


def anchor(folder: Path, row: EditedRow, cells: Cells) -> dict[str, str]:
    """The day of the article, from which a date is counted that is resolved from now on."""
    if cells.get("basis") != "resolved" or row.cells.get("anchor"):
        return {}
    day = Pointer(folder).day
    return {"anchor": day} if day else {}


def way(folder: Path, row: EditedRow, cells: Cells) -> dict[str, str]:
    """How a statement is given, and whether its source is named, where the source is another."""
    source = cells.get("source", "")
    if not source or source == row.cells.get("source"):
        return {}
    if source == NARRATOR:
        return {"directness": "narrative", "cue": "", "named": "", "channel": ""}
    pointer = Pointer(folder)
    found = {"named": named(pointer, source)}
    passage = passage_of(pointer.article, row)
    if row.cells.get("directness") == "narrative" and passage is not None:
        quoted = quotations(pointer.article.text)
        marked = letters_within(quoted, passage.start, passage.end)
        whole = marked >= passage.end - passage.start
        found["directness"] = "direct" if whole else "mixed" if marked else "indirect"
    return found


def named(pointer: Pointer, actor: str) -> str:
    """Whether an actor is named: as all its statements have it, or else as its mentions show.

    By a title alone it is partly.
    """
    rows = [row.cells for row in pointer.rows_now if row.table == "statements"]
    said = {cells.get("named", "") for cells in rows if cells.get("source") == actor}
    if len(said) == 1:
        return said.pop()
    forms = {
        row.cells.get("form", "")
        for row in pointer.rows_now
        if row.table == "mentions" and actor in SEPARATORS.split(row.cells.get("actor", ""))
    }
    return "yes" if "name" in forms else "partly" if "title" in forms else "no" if forms else "yes"


def point_of(folder: Path, row: EditedRow, cells: Cells) -> dict[str, str]:
    """The point of a place of this name in the gazetteer, where it has none yet."""
    if "name" not in cells or row.cells.get("latitude") or row.cells.get("longitude"):
        return {}
    return Pointer(folder).point_of(cells["name"])
