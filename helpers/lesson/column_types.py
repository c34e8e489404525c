"""Converters from CSV text to typed values; they raise CellError, or TimexError for a date."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from helpers.common.errors import ReadingError
from helpers.common.text import did_you_mean
from helpers.lesson.dates import Timex, read_timex, undo_spreadsheet

IDENTIFIER = re.compile(r"[^\s;,|\"'<>&]+")
SEPARATORS = re.compile(r"[\s;,|]+")


class CellError(ReadingError):
    """A cell that cannot be read as its column wants it."""


class Column(NamedTuple):
    """How one column is read.

    `read` makes a value of a cell's text, or raises ReadingError. A column that is not `required`
    may be missing from the file, and its cells may be empty; they then hold `default`. `to` names
    the table whose ids the cells refer to, and another word they may say: "actors or narrator".
    """

    read: Callable[[str], Any]
    required: bool
    default: Any
    to: str | None


def column(
    read: Callable[[str], Any], *, required: bool = True, default: Any = None, to: str | None = None
) -> Any:
    """Declare a column, to stand where a class says the type of its values."""
    return Column(read, required, default, to)


def text(cell: str) -> str:
    """The cell as it stands."""
    return cell


def event_kind(cell: str) -> str:
    """The kind of an event in small letters; every way to write a phone call is `call`."""
    plain = re.sub(r"[\W_]+", " ", cell.lower()).strip()
    return "call" if re.fullmatch(r"(tele)?(phone )?calls?|(tele)?phone", plain) else plain


def identifier(cell: str) -> str:
    """One id; CellError where it holds spaces, separators, quotation marks or markup."""
    if not IDENTIFIER.fullmatch(cell):
        suggestion = "-".join(re.findall(r"\w+", cell.lower())) or "an-id"
        raise CellError(f"“{cell}” is no id", f"write it in one word, for instance {suggestion}")
    return cell


def identifiers(cell: str) -> tuple[str, ...]:
    """Ids in the order they stand, parted by semicolons, commas, bars or spaces.

    Raises CellError for an id that is none, and for separators alone.
    """
    ids = tuple(identifier(part) for part in SEPARATORS.split(cell) if part)
    if not ids:
        raise CellError("the cell is empty but for separators", "write an id")
    return ids


def one_of(*choices: str, also: dict[str, str] | None = None) -> Callable[[str], str]:
    """A converter that takes one of `choices` in capitals or small letters, else CellError.

    `also` maps other spellings, in small letters, to them.
    """
    spellings = {choice.lower(): choice for choice in choices} | (also or {})

    def read(cell: str) -> str:
        found = spellings.get(cell.lower())
        if found is None:
            near = did_you_mean(cell.lower(), spellings)
            hint = f" (“{spellings[near]}”, perhaps)" if near else ""
            remedy = "write one of: " + ", ".join(choices)
            raise CellError(f"“{cell}” is none of the words used here{hint}", remedy)
        return found

    return read


def counting_number(cell: str) -> int:
    """A whole number from 1, else CellError; 2.0 and 2,0 count as 2."""
    match = re.fullmatch(r"([0-9]{1,6})([.,]0+)?", cell)
    if not match or int(match[1]) == 0:
        raise CellError(f"“{cell}” is no number from 1", "write 1, 2, 3, or leave the cell empty")
    return int(match[1])


def part(cell: str) -> str:
    """A part of the article: the number of a paragraph, or headline, byline, credit."""
    match = re.fullmatch(r"([0-9]{1,6})([.,]0+)?", cell)
    return str(int(match[1])) if match else cell.lower()


def degrees(limit: float) -> Callable[[str], float]:
    """A converter to decimal degrees from -limit to limit, else CellError; a comma is a point."""

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


def timex(cell: str) -> Timex:
    """A TIMEX3 value, else TimexError; dates that a spreadsheet turned round are turned back."""
    return read_timex(undo_spreadsheet(cell))
