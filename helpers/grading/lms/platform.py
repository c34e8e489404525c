"""What Canvas and Moodle export and read: whose row is whose, and where grade and feedback go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import define

from helpers.common.errors import KitError
from helpers.grading.lms.exported_csv import ExportedTable

ASSIGNMENT = re.compile(r"(?P<title>.*) \((?P<id>\d+)\)", re.DOTALL)
POINTS = "points possible"
TEST_STUDENT = "student, test"  # Canvas has one in every course


@define
class Platform:
    """A teacher's export that is filled in.

    `rows` maps the number by which the platform knows a student to a row; `points` is what its
    assignment is worth, by row, where the export says so.
    """

    kind: str
    table: ExportedTable
    rows: dict[str, int]
    names: dict[str, str]
    grade: int
    feedback: int | None
    points: dict[str, float]

    def students(self) -> Iterator[tuple[str, str]]:
        """Yield number and name of every student in the export."""
        yield from self.names.items()

    def fill(self, number: str, total: int, out_of: int, feedback: str) -> None:
        """Write a final total, in the points of the assignment, and feedback where it has a place.

        A cell that says the same already is left as it is.
        """
        row = self.rows[number]
        there = self.table.cell(row, self.grade).strip()
        if re.fullmatch(r"[^\W\d_][\w/ ]*", there):  # EX, N/A: the teacher's word stands
            return
        points = self.points.get(number, 0)
        grade = round(total / out_of * points, 2) if points and out_of else total
        if as_number(self.table.cell(row, self.grade)) != grade:
            self.table.put(row, self.grade, f"{grade:.2f}".rstrip("0").rstrip("."))
        if self.feedback is not None and self.table.cell(row, self.feedback) != feedback:
            self.table.put(row, self.feedback, feedback)

    def scaled(self, out_of: int) -> float | None:
        """Return what the assignment is worth on the platform, where that is not `out_of`."""
        found = next(iter(self.points.values()), None)
        return found if found and found != out_of else None


def canvas(path: Path, column: str = "", titles: Iterable[str] = ()) -> Platform:
    """Return the export of a Canvas gradebook.

    `column` is the title or the number of the assignment to be filled; without it, it is the one
    that has one of `titles`, or the only one there is. Raises KitError where it cannot be told.
    """
    table = ExportedTable.read(path)
    name, number = table.find("Student", "Student Name", "LastName"), table.find("ID")
    found = {
        place: match
        for place, head in enumerate(table.head)
        if (match := ASSIGNMENT.fullmatch(head.strip()))
    }
    names = [column] if column else titles
    wanted = {one.strip().casefold() for one in names if one.strip()}
    fits = [
        place
        for place, one in found.items()
        if wanted & {one["title"].casefold(), one["id"], one[0].casefold()}
    ]
    if not fits and not column and len(found) == 1:
        fits = list(found)
    if len(fits) != 1:
        there = "; ".join(one[0] for one in found.values()) or "none"
        raise KitError(
            f"Which assignment of {path.name} is this? Say it with --column and the title or the "
            f"number. There are: {there}."
        )
    [grade] = fits
    rows, names, points = {}, {}, None
    for row in range(1, len(table.rows)):
        student, id = table.cell(row, name).strip(), table.cell(row, number).strip()
        if student.casefold() == POINTS:
            points = as_number(table.cell(row, grade))
        elif student.casefold() == TEST_STUDENT:
            continue
        elif id.isdecimal() and len(table.rows[row]) > grade:
            rows[id], names[id] = row, student
    all_points = dict.fromkeys(rows, points) if points else {}
    return Platform("canvas", table, rows, names, grade, None, all_points)


def moodle(path: Path) -> Platform:
    """Return a Moodle grading worksheet. Raises KitError where a column is missing."""
    table = ExportedTable.read(path)
    number, grade = table.find("Identifier"), table.find("Grade")
    head = [one.casefold().strip() for one in table.head]
    # With blind marking there are no names, and a site may have feedback turned off.
    name = head.index("full name") if "full name" in head else number
    feedback = head.index("feedback comments") if "feedback comments" in head else None
    most = head.index("maximum grade") if "maximum grade" in head else None
    rows, names, points = {}, {}, {}
    for row in range(1, len(table.rows)):
        match = re.search(r"(\d+)\s*$", table.cell(row, number))
        if match and len(table.rows[row]) > max(grade, feedback or 0):
            id = match[1]
            rows[id], names[id] = row, table.cell(row, name).strip()
            worth = as_number(table.cell(row, most)) if most is not None else None
            if worth:
                points[id] = worth
    return Platform("moodle", table, rows, names, grade, feedback, points)


def as_number(text: str) -> float | None:
    """Return the number that a cell holds, with a point or a comma; None where it is none."""
    match = re.fullmatch(r"\s*(\d{1,9})(?:[.,](\d{1,9}))?\s*", text)
    return float(f"{match[1]}.{match[2] or 0}") if match else None
