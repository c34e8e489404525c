"""Taking what was read out of an article to another tool."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from helpers.annotations.formats import written
from helpers.annotations.rows import take
from helpers.authoring.proposals import read_proposals
from helpers.common.atomic_file import write
from helpers.common.errors import KitError


@frozen
class TakenTo:
    """A file that was made: its format, how many rows the lesson has, and why some are not there.

    `lost` has a sentence's end for a row, by the row's id; formats of places and of events have
    the rows of those tables only. `open` is the number of rows that are proposed: no file has them.
    """

    format: str
    rows: int
    lost: dict[str, str]
    open: int


def take_to(folder: Path, target: Path) -> TakenTo:
    """Write the rows of the lesson in a folder into the file `target`, whose ending says how.

    Raises KitError where the ending says no format, the file is there, the lesson has problems, or
    a file cannot be read or written.
    """
    form = written().get(target.suffix.lower())
    if form is None or not target.stem.strip(". "):
        endings = " or ".join(f"{end} ({one.NAME})" for end, one in written().items())
        raise KitError(f"“{target.name}” does not say where to. Write a name in {endings}.")
    if target.exists():
        raise KitError(f"{target.name} is there already. Name another file, or move that one away.")
    taken = take(folder)
    made = form.write(taken)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write(target, made.data)
    except OSError as error:
        why = error.strerror or "unknown reason"
        raise KitError(
            f"{target.name} cannot be written ({why}). Make room on the disk, or choose a folder "
            "that you may write to."
        ) from None
    return TakenTo(form.NAME, len(taken.rows), made.lost, len(read_proposals(folder)))
