"""The gradebook as a workbook for Excel and LibreOffice, made of what grading wrote."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from helpers.common.atomic_file import replace
from helpers.common.errors import KitError
from helpers.common.version import kit_version
from helpers.exercises.result import MISSING, UNMARKED, UNREADABLE
from helpers.grading.choices import in_force, remembered, scale_of
from helpers.grading.folder import GRADEBOOK, WORKBOOK, manifest_of
from helpers.grading.gradebook import AS_TEXT, FINAL, OVERRULED, UNWEIGHTED, as_it_was

NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,4})?")
WIDTHS = {"student": 28, "id": 16, "state": 26, "file": 40, OVERRULED: 24}
WIDTH, LONGEST = 12, 32_000  # characters; a cell of Excel holds 32,767
STATES = {
    FINAL: "All answers that count have their marks: there is a total.",
    f"not final: … {UNMARKED}": "Written answers wait for your marks, so there is no total yet.",
    MISSING: "Nothing was answered, or handed in. It has no marks, which is not the same as 0.",
    UNREADABLE: "It was handed in and cannot be read. The feedback page says why.",
    UNMARKED: "A written answer that you have not marked yet.",
    "0": "An answer that earned no marks.",
}
COLUMNS = {
    "so far": "The sum of the marks that are there.",
    "total": "The same, where it is final.",
    "out of": "The most that can be had.",
    UNWEIGHTED: "The sum of the marks that are there, each counted once.",
    "grade": "The grade of the total, by your scale.",
    OVERRULED: "The exercises of which you gave the marks in place of the key's.",
}
NOT_INSTALLED = (
    "The workbook needs XlsxWriter, which is not installed here (as on Binder). gradebook.csv has "
    "the same rows."
)


class NotInstalled(KitError):
    """What writes workbooks is not there."""


def gradebook_xlsx(out: Path) -> Path:
    """Write gradebook.xlsx beside the gradebook.csv of a graded class; return its path.

    Numbers are numbers, all else is text, and nothing runs. The same gradebook gives the same
    bytes. Raises NotInstalled without XlsxWriter, and KitError where the gradebook cannot be read
    or the file cannot be written.
    """
    about = manifest_of(out)
    path, part = out / WORKBOOK, out / f".{WORKBOOK}.part"
    try:
        write_book(part, out, about)
        replace(part, path)
    except ImportError:
        raise NotInstalled(NOT_INSTALLED) from None
    except (UnicodeDecodeError, csv.Error, StopIteration):
        raise KitError(f"{out.name}/{GRADEBOOK} is damaged. Grade the class again.") from None
    except OSError as error:
        raise KitError(
            f"{out.name}/{WORKBOOK} cannot be written ({error.strerror}). Close it in Excel or "
            "LibreOffice, or make room. Then try again."
        ) from None
    finally:
        with suppress(OSError):
            part.unlink()  # gone already where all went well
    return path


def write_book(path: Path, out: Path, about: Mapping[str, Any]) -> None:
    """Write the workbook, a row at a time: memory does not grow with the class."""
    import datetime

    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent)})
    # The date of grading is none of its own: the same gradebook gives the same bytes.
    book.set_properties({"created": datetime.datetime(1980, 1, 1)})
    bold = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("Gradebook")
    with (out / GRADEBOOK).open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        head = next(rows)
        for column, name in enumerate(head):
            sheet.set_column(column, column, WIDTHS.get(name, WIDTH))
            sheet.write_string(0, column, name, bold)
        sheet.freeze_panes(1, 1)
        place = 0
        for place, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if head[column] not in AS_TEXT and NUMBER.fullmatch(cell):
                    sheet.write_number(place, column, float(cell))
                elif cell:
                    sheet.write_string(place, column, as_it_was(cell)[:LONGEST])
        sheet.autofilter(0, 0, place, len(head) - 1)
    notes = book.add_worksheet("About")
    notes.set_column(0, 0, 30)
    notes.set_column(1, 1, 90)
    for place, (name, words) in enumerate(about_lines(out, about, head)):
        notes.write_string(place, 0, name, bold)
        notes.write_string(place, 1, words[:LONGEST], wrapped)
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(*error.args[0].args) from None


def about_lines(out: Path, about: Mapping[str, Any], head: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what stands on the sheet “About”: names and words."""
    yield "lesson", str(about.get("lesson", ""))
    yield "kit", kit_version()
    chosen = remembered(out)
    if scale := scale_of(chosen):
        yield "scale", scale.in_words
    for name, value in in_force(chosen):
        if name in ("count", "weights", "rounding"):
            yield name, value
    yield from ((name, words) for name, words in COLUMNS.items() if name in head)
    yield from STATES.items()
