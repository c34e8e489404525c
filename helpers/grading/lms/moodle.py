"""Moodle: its ZIP of submissions, and its grading worksheet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from helpers.grading.lms.exported_csv import ExportedTable, as_number
from helpers.grading.lms.platform import PAGE, Export, Owner, Platform
from helpers.grading.option import Option

# The ZIP holds a folder Full Name_ID_assignsubmission_file_ for each student, or, where it is told
# to make none, names that begin so.
STUDENT = re.compile(r"(?P<name>.+?)_(?P<id>\d+)_assignsubmission_[a-z].*", re.DOTALL)


class Moodle(Platform):
    """Moodle's activity “Assignment”."""

    title = "Moodle"
    upload = (
        "Open the assignment, “View all submissions”, and choose the grading action “Upload "
        "multiple feedback files in a zip”. Its settings need “Feedback files” for that."
    )
    options = (
        Option(
            "moodle",
            "Moodle grading worksheet",
            "your Moodle grading worksheet, filled in",
            is_path=True,
            metavar="CSV",
        ),
    )

    def owner(self, parts: tuple[str, ...]) -> Owner | None:
        """Whose a file is, by the first folder or name that says so."""
        for place, part in enumerate(parts):
            if found := STUDENT.fullmatch(part):
                return Owner(found["id"], found["name"], place)
        return None

    def returned(self, name: str, number: str, file: str) -> str | None:
        """A file in the folder of the participant, as Moodle calls it.

        Moodle splits the name of the folder at each “_”: the second part is the participant's
        number, and the next two say which plugin wrote it.
        """
        if not number.isdecimal():
            return None
        plain = re.sub(r'[\x00-\x1f/\\:*?"<>|_]+', " ", name).strip(" .") or "student"
        return f"{plain}_{number}_assignsubmission_file_/{PAGE}"

    def students_at(self, folders: tuple[str, ...]) -> int | None:
        """How many folders stand above that of a student."""
        return next((n for n, name in enumerate(folders) if STUDENT.fullmatch(name)), None)

    def export(self, options: Mapping[str, Path | str], titles: Iterable[str]) -> Export | None:
        """The grading worksheet. Raises KitError where a column is missing."""
        if not options["moodle"]:
            return None
        path = Path(options["moodle"])
        table = ExportedTable.read(path)
        number, grade = table.find("Identifier"), table.find("Grade")
        # With blind marking there are no names, and a site may have feedback turned off.
        name = table.place("Full name")
        feedback, most = table.place("Feedback comments"), table.place("Maximum grade")
        rows: dict[str, int] = {}
        names: dict[str, str] = {}
        points: dict[str, float] = {}
        for row in range(1, len(table.rows)):
            found = re.search(r"(\d+)\s*$", table.cell(row, number))
            if found and len(table.rows[row]) > max(grade, feedback or 0):
                rows[found[1]] = row
                names[found[1]] = table.cell(row, number if name is None else name).strip()
                worth = as_number(table.cell(row, most)) if most is not None else None
                if worth:
                    points[found[1]] = worth
        return Export(self, path, table, rows, names, grade, feedback, points)

    def is_same(self, listed: str, name: str) -> bool:
        """Whether both have the same letters: names of folders leave out signs.

        Groups are numbered, too, so a number alone does not tell a student.
        """
        return letters(listed) == letters(name)


def letters(name: str) -> str:
    """The letters and figures of a name, as they are compared."""
    plain = unicodedata.normalize("NFKC", name)
    return "".join(one for one in plain if one.isalnum()).casefold()


PLATFORM = Moodle()
