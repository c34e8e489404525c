"""Canvas: its ZIP of submissions, and the export of its gradebook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from helpers.common.errors import KitError
from helpers.grading.lms.exported_csv import ExportedTable, as_number
from helpers.grading.lms.platform import Export, Owner, Platform
from helpers.grading.option import Option

# The ZIP holds all files side by side: surnamefirst_USER_FILE_name.json, with LATE before the
# numbers of late work.
FILE = re.compile(
    r"(?P<name>.+?)(?P<late>_(?i:LATE))?_(?P<id>\d+)_((?P<file>\d+)_(?P<rest>.+)|(text|link)\.html)",
    re.DOTALL,
)
TWO_WAYS = re.compile(r"_\d+_\d+_")  # behind the numbers: whose numbers are they?
ONE_OF_TWO = "Its name can be read in two ways, so it is not certain whose it is."
ASSIGNMENT = re.compile(r"(?P<title>.*) \((?P<id>\d+)\)", re.DOTALL)  # a column of the export
POINTS = "points possible"
TEST_STUDENT = "student, test"  # there is one in every course


class Canvas(Platform):
    """Canvas, of Instructure."""

    title = "Canvas"
    upload = (
        "In the gradebook open the menu of the assignment, and choose “Re-Upload Submissions”. It "
        "is there once they were downloaded. Upload the ZIP as it is."
    )
    options = (
        Option(
            "canvas",
            "Canvas gradebook",
            "your export of the Canvas gradebook, filled in",
            is_path=True,
            metavar="CSV",
        ),
        Option(
            "column",
            "The assignment in it",
            "the title or number of the assignment in that export",
            needs="canvas",
        ),
    )

    def owner(self, parts: tuple[str, ...]) -> Owner | None:
        """Whose a file is, by its name; folders say nothing."""
        found = FILE.fullmatch(parts[0]) if len(parts) == 1 else None
        if found is None:
            return None
        return Owner(
            found["id"],
            found["name"],
            late=bool(found["late"]),
            # Files are numbered as they come: the higher number is the later one.
            number=int((found["file"] or "0")[:18]),
            problem=ONE_OF_TWO if TWO_WAYS.match(found["rest"] or "") else "",
        )

    def returned(self, name: str, number: str, file: str) -> str | None:
        """The name that Canvas gave the file, with another ending.

        Canvas splits it at each “_”, and takes the first two parts of nothing but figures for the
        numbers of the student and of the file that was handed in. So without a file, or where the
        name itself has such a part, it would ignore the page or give it to another.
        """
        # Above it may stand where it was collected, and below it what a student's ZIP holds.
        first = next(filter(FILE.fullmatch, file.split("/")), "")
        found = FILE.fullmatch(first)
        if found is None or not found["file"] or found["id"] != number:
            return None
        renamed = f"{first.rpartition('.')[0] or first}.html"
        figures = [part for part in renamed.split("_") if re.fullmatch("[0-9]+", part)]
        is_plain = figures[:2] == [number, found["file"]] and not TWO_WAYS.match(found["rest"])
        return renamed if is_plain else None

    def students_at(self, folders: tuple[str, ...]) -> int | None:
        """None: there are no folders of students."""
        return None

    def export(self, options: Mapping[str, Path | str], titles: Iterable[str]) -> Export | None:
        """The exported gradebook.

        The assignment is the one whose title or number is the option `column`; without it the one
        that has one of `titles`, or the only one there is. Raises KitError where none can be told.
        """
        if not options["canvas"]:
            return None
        path, column = Path(options["canvas"]), str(options["column"])
        table = ExportedTable.read(path)
        name, number = table.find("Student", "Student Name", "LastName"), table.find("ID")
        grade = assignment(table, column, [column] if column else titles)
        rows, names, points = {}, {}, None
        for row in range(1, len(table.rows)):
            student, id = table.cell(row, name).strip(), table.cell(row, number).strip()
            if student.casefold() == POINTS:
                points = as_number(table.cell(row, grade))
            elif (
                student.casefold() != TEST_STUDENT
                and id.isdecimal()
                and len(table.rows[row]) > grade
            ):
                rows[id], names[id] = row, student
        all_points = dict.fromkeys(rows, points) if points else {}
        return Export(self, path, table, rows, names, grade, None, all_points)


def assignment(table: ExportedTable, column: str, titles: Iterable[str]) -> int:
    """The column of the assignment with one of these titles; KitError where it is not just one."""
    found = {
        place: match
        for place, head in enumerate(table.head)
        if (match := ASSIGNMENT.fullmatch(head.strip()))
    }
    wanted = {one.strip().casefold() for one in titles}
    fits = [
        place
        for place, one in found.items()
        if wanted & {one["title"].casefold(), one["id"], one[0].casefold()}
    ]
    if not fits and not column:
        fits = list(found)
    if len(fits) != 1:
        there = "; ".join(one[0] for one in found.values()) or "none"
        raise KitError(
            f"Which assignment of {table.name} is this? Say it with --column and the title or the "
            f"number. There are: {there}."
        )
    return fits[0]


PLATFORM = Canvas()
