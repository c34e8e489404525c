"""Google Classroom and Microsoft Teams: folders of Drive and SharePoint, or their ZIPs.

Neither has an export that could be filled in: the totals are in the gradebook.

- Classroom keeps what was handed in side by side in one folder of Drive for each assignment, under
  the names that students gave. So a file itself says whose it is, as in any plain folder. Drive
  downloads a folder as one or several ZIPs, Reading-20261124T120000Z-001.zip and so on, each with
  that folder in it.
- Teams keeps in the library “Student Work” of its SharePoint site:
  Submitted files/STUDENT/ASSIGNMENT/Version 1/x.json, a new version each time that somebody turns
  in again, and Working files/STUDENT/ASSIGNMENT/x.json, which was not turned in.
  The names of these folders are in the language of the site; known here are those in English,
  German and Japanese.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from helpers.common.file_names import safe_name
from helpers.grading.lms.platform import PAGE, Export, Owner, Platform
from helpers.grading.option import Option

SUBMITTED = {"Submitted files", "Gesendete Dateien", "提出済みのファイル"}
WORKING = {"Working files"}
VERSION = re.compile(r"(?:Version|バージョン) ?(\d{1,9})")
ZIP = re.compile(r"(.+-\d{8}T\d{6}Z)(?:-\d+)?-\d{3}(?: \(\d+\))?\.zip")
NOT_HANDED_IN = "It is a working file, and was not handed in."


class Classroom(Platform):
    """Google Classroom and Microsoft Teams."""

    title = "Google Classroom, Microsoft Teams"
    options: tuple[Option, ...] = ()
    upload = (
        "Neither takes a ZIP: unpack it, and give each student the page in the folder of that name."
    )

    def owner(self, parts: tuple[str, ...]) -> Owner | None:
        """Whose a file of Teams is, by its folders; Classroom has none."""
        place = int(parts[0] in SUBMITTED | WORKING)
        folders = parts[place:-1]  # student, assignment, version
        version = VERSION.fullmatch(folders[2]) if len(folders) > 2 else None
        if not folders or not (place or version):
            return None
        if parts[0] in WORKING:
            return Owner(folders[0], folders[0], place, problem=NOT_HANDED_IN, is_draft=True)
        return Owner(folders[0], folders[0], place, number=int(version[1]) if version else 0)

    def returned(self, name: str, number: str, file: str) -> str | None:
        """A file in a folder of the student's name."""
        return f"{safe_name(name)}/{PAGE}"

    def students_at(self, folders: tuple[str, ...]) -> int | None:
        """How many folders stand above “Submitted files” or “Working files”."""
        names = SUBMITTED | WORKING
        return next((place for place, name in enumerate(folders) if name in names), None)

    def export(self, options: Mapping[str, Path | str], titles: Iterable[str]) -> Export | None:
        """None: there is no export that could be filled in."""
        return None

    def download_of(self, name: str) -> str | None:
        """What Drive calls a download, without the number of its part."""
        found = ZIP.fullmatch(name)
        return found[1] if found else None


PLATFORM = Classroom()
