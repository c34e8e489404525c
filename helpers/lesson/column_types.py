"""What may stand in a cell of a lesson's table, and what a cell is taken to say."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from typing import Any

import attrs

from helpers.common.errors import ReadingError
from helpers.lesson.dates import Timex, read_timex, undo_spreadsheet

IDENTIFIER = re.compile(r"[^\s;,|\"'<>&]+")
SEPARATORS = re.compile(r"[\s;,|]+")


class CellError(ReadingError):
    """A cell that cannot be read."""


def column(
    read: Callable[[str], Any], *, required: bool = True, default: Any = None, to: str | None = None
) -> Any:
    """Declare a column: how its cells are read, and which table's ids they refer `to`.

    A column that is not required may be missing from the file, and its cells may be empty; they
    then hold `default`.
    """
    return attrs.field(
        default=default, metadata={"read": read, "required": required, "default": default, "to": to}
    )


def text(cell: str) -> str:
    """Return the cell as it stands."""
    return cell


def event_kind(cell: str) -> str:
    """Return the kind of an event; every way to write a phone call is `call`."""
    plain = re.sub(r"[\W_]+", " ", cell.lower()).strip()
    return "call" if re.fullmatch(r"(tele)?(phone )?calls?|(tele)?phone", plain) else plain


def identifier(cell: str) -> str:
    """Return an id; CellError where it holds spaces, separators or quotation marks."""
    if not IDENTIFIER.fullmatch(cell):
        suggestion = "-".join(re.findall(r"\w+", cell.lower())) or "an-id"
        raise CellError(f"“{cell}” is no id", f"write it in one word, for instance {suggestion}")
    return cell


def identifiers(cell: str) -> tuple[str, ...]:
    """Return ids in the order they stand; semicolons, commas or spaces part them."""
    ids = tuple(identifier(part) for part in SEPARATORS.split(cell) if part)
    if not ids:
        raise CellError("the cell is empty but for separators", "write an id")
    return ids


def one_of(*choices: str, also: dict[str, str] | None = None) -> Callable[[str], str]:
    """Return a reader that takes one of `choices`; `also` maps other spellings to them."""
    spellings = {choice.lower(): choice for choice in choices} | (also or {})

    def read(cell: str) -> str:
        found = spellings.get(cell.lower())
        if found is None:
            near = difflib.get_close_matches(cell.lower(), spellings, 1)
            hint = f" (“{spellings[near[0]]}”, perhaps)" if near else ""
            raise CellError(f"“{cell}” is none of the words used here{hint}", any_of(choices))
        return found

    return read


def any_of(choices: tuple[str, ...]) -> str:
    """Return the sentence that names the choices."""
    return "write one of: " + ", ".join(choices)


def counting_number(cell: str) -> int:
    """Return a whole number from 1; 2.0 counts as 2."""
    match = re.fullmatch(r"([0-9]{1,6})([.,]0+)?", cell)
    if not match or int(match[1]) == 0:
        raise CellError(f"“{cell}” is no number from 1", "write 1, 2, 3, or leave the cell empty")
    return int(match[1])


def part(cell: str) -> str:
    """Return the name of a part of the article: a paragraph number, headline, byline, credit."""
    match = re.fullmatch(r"([0-9]{1,6})([.,]0+)?", cell)
    return str(int(match[1])) if match else cell.lower()


def degrees(limit: float) -> Callable[[str], float]:
    """Return a reader of decimal degrees from -limit to limit; a comma counts as a point."""

    def read(cell: str) -> float:
        if not re.fullmatch(r"[-+−]?[0-9]{1,3}([.,][0-9]+)?", cell):
            raise CellError(f"“{cell}” is no number of degrees", "write it like 53.9023")
        value = float(cell.replace(",", ".").replace("−", "-"))
        if abs(value) > limit:
            raise CellError(
                f"{cell} is outside -{limit:g} to {limit:g} degrees",
                "see whether latitude and longitude are swapped, or a decimal point is lost",
            )
        return value

    return read


def moment(cell: str) -> Timex:
    """Return a TIMEX3 value; dates that a spreadsheet turned round are turned back."""
    return read_timex(undo_spreadsheet(cell))
