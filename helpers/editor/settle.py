"""Settling a difference between two readers: the tables are saved at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from helpers.common.errors import KitError
from helpers.drafting.correcting import not_saved
from helpers.drafting.passages import article_of, nth_of
from helpers.drafting.table_file import TableFile
from helpers.editor.difference import Pair
from helpers.editor.settled import BOTH, CHOICES, FILE, SECOND, remember
from helpers.lesson.tables import KEYS

JUDGEMENTS = "judgements"


def settle(folder: Path, difference: Pair, choice: str, reason: str = "") -> tuple[str, ...]:
    """Settle a difference in the first reader's tables; gives the names of the files written.

    `first` leaves the first's row as it is, or a row that only the second has out. `second` takes
    the other's cells in the first's ids, and before them the actors and places that only the other
    has; where the second has no row, the first's goes. `both` leaves the first's row, and writes
    both readings into judgements.csv, with the `reason` for them.

    Raises KitError, and then nothing of the tables has changed, where there is no such choice,
    `both` has no reason, the tables have changed since they were compared, or a file cannot be
    written.
    """
    if choice not in CHOICES:
        raise KitError(f"There is no choice “{choice}”. Write one of: {', '.join(CHOICES)}.")
    try:
        if choice == SECOND:
            return take_second(folder, difference)
        written: tuple[str, ...] = ()
        if choice == BOTH:
            written = write_judgement(folder, difference, reason.strip())
        remember(folder, difference.key, choice, difference.passage)
        return (*written, FILE)
    except OSError as error:
        raise not_saved(f"A file of {folder.name}", error) from None


def take_second(folder: Path, difference: Pair) -> tuple[str, ...]:
    """Put the second's rows in the place of the first's; the names of the files written."""
    table = TableFile(folder, difference.table)
    old = difference.first.cells if difference.first else ()
    found = [places_of(table, row) for row in old]
    places = [first for first, *_ in found]
    new = difference.translated
    for place, row in zip(places, new, strict=False):
        table.change(place, row)
    # A row that stands there twice is one row, and goes as one.
    gone = [*places[len(new) :], *(one for _, *more in found for one in more)]
    for row in new[len(places) :]:
        table.add(row)
    for place in sorted(gone, reverse=True):
        table.remove(place)
    others: dict[str, TableFile] = {}
    for name, row in difference.brings:
        bring(others.setdefault(name, TableFile(folder, name)), KEYS[name], row)
    # What is named is written first: where the process ends between, every id has its row.
    for one in [*others.values(), table]:
        one.save()
    return tuple(one.path.name for one in [*others.values(), table])


def places_of(table: TableFile, row: Mapping[str, str]) -> list[int]:
    """Where a row stands in its table; KitError where it is not as it was."""
    places = table.find(row)
    if not places:
        raise KitError(f"{table.path.name} has changed since. Compare the two readings again.")
    return places


def bring(table: TableFile, key: str, row: Mapping[str, str]) -> None:
    """Add an actor or a place that is not there; KitError where its id means another by now."""
    if not table.find(row) and row[key] in table.column(key):
        raise KitError(f"{table.path.name} has changed since. Compare the two readings again.")
    table.add(row)


def write_judgement(folder: Path, difference: Pair, reason: str) -> tuple[str, ...]:
    """Write both readings and the reason into judgements.csv; the name of the file written."""
    if not reason:
        raise KitError("Say in a sentence why both readings can stand.")
    article = article_of(folder)
    at, quote, start = (getattr(difference.passage, name) for name in ("at", "quote", "start"))
    reading, other = difference.readings
    table = TableFile(folder, JUDGEMENTS)
    table.add(
        {
            "at": at,
            "quote": quote,
            "nth": nth_of(article, at, start, quote),
            "table": difference.table,
            "reading": reading,
            "other": other,
            "reason": reason,
        }
    )
    table.save()
    return (table.path.name,)
