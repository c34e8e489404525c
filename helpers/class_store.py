"""A class while it is graded: on disk, so that memory does not grow with the class."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import count, groupby
from pathlib import Path
from typing import Any, Self

from attrs import frozen

from helpers.collecting import Found
from helpers.submission import Submission

SCHEMA = """
create table files (kind, student, name, path, late, reason, may_be_answers, number, last, changed,
    typed, copy, assignment, fingerprint, answers);
create table students (sort, id unique, kind, number, name, file, reason);
create table problems (path, student, reason);
create table earlier (id primary key, cells, seen);
create table pages (name unique);
create table texts (fingerprint, exercise, name);
create index by_student on files (kind, student);
create index by_number on students (kind, number);
"""
OLDER = "It was not counted: a later file of the same student was."
LABEL = 40  # characters of a name that tells one of two apart
COPY_LABEL = 8  # and of the mark of a copy of the kit
NO_ANSWERS = "There is no file of answers, only: "
UNCLEAR = "Several files say that they are by {}, and come from different copies of the kit."


@frozen
class Student:
    """One student: what they are called, the file that counts, and its answers as JSON texts.

    `answers` is None where there is no file, or where none can be read; `reason` says why then.
    """

    id: str
    kind: str
    number: str
    name: str
    path: str
    late: bool
    reason: str
    answers: dict[str, str] | None
    typed: str
    assignment: str


class ClassStore:
    """Every file that was handed in, and every student, in a database file of its own."""

    def __init__(self, path: Path, now: str) -> None:
        """Make the database. `now` (ISO 8601) bounds the times that files say of themselves."""
        self._now = now
        self._data = sqlite3.connect(path)
        self._data.executescript("pragma journal_mode = off; pragma synchronous = off;" + SCHEMA)

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the database."""
        self._data.close()

    def add(self, found: Found, submission: Submission | None, reason: str) -> None:
        """Keep a file, with what it says or with the reason why it says nothing."""
        student = found.student
        typed = copy = assignment = last = fingerprint = ""
        answers = None
        if submission:
            typed, copy, last = submission.student, submission.copy, submission.last
            assignment, fingerprint = submission.assignment, submission.fingerprint
            answers = json.dumps(submission.texts)
            if found.kind == "file" and typed:
                student = typed
        row = (found.kind, student, found.name, found.path, found.late, reason)
        row += (found.may_be_answers, found.number, min(last, self._now), found.changed)
        row += (typed, copy, assignment, fingerprint, answers)
        self._data.execute(f"insert into files values ({', '.join('?' * len(row))})", row)

    def settle(self) -> None:
        """Find the file that counts of each student; all others become problems that are listed."""
        fields = "rowid, kind, student, name, path, reason, may_be_answers, number, last, changed,"
        fields += " typed, copy"
        read = self._data.cursor()
        read.row_factory = sqlite3.Row
        rows = read.execute(f"select {fields} from files order by kind, student, path")
        for (kind, student), group in groupby(rows, key=lambda one: (one["kind"], one["student"])):
            files = list(group)
            for label, part in split(kind, files):
                name = student if kind == "file" else files[0]["name"]
                if label and kind == "file":
                    for one in part:
                        self.problem(one["path"], student, UNCLEAR.format(student))
                self._settle_one(kind, student, label, name, part)

    def _settle_one(
        self, kind: str, student: str, label: str, name: str, files: list[sqlite3.Row]
    ) -> None:
        label = f" [{label}]" if label else ""
        valid = [one for one in files if not one["reason"]]
        tried = [one for one in files if one["may_be_answers"]]
        newest = max(
            valid or tried or files,
            key=lambda one: (one["number"], one["last"], one["changed"], one["path"]),
        )
        for one in tried if tried or kind != "file" else files:
            if one is not newest or one["reason"]:
                self.problem(one["path"], name + label, one["reason"] or OLDER)
        reason = "" if valid else newest["reason"]
        if not tried:
            if kind == "file":
                return  # a stray file, of nobody
            names = ", ".join(one["path"].rpartition("/")[2] for one in files[:5])
            reason = NO_ANSWERS + names
            self.problem(newest["path"], name + label, reason)
        self._student(student + label, kind, student, name + label, newest["rowid"], reason)

    def enrol(self, kind: str, students: Iterable[tuple[str, str]]) -> None:
        """Name the students of a list (number, name), and add those who handed nothing in."""
        for number, name in students:
            known = self._data.execute(
                "update students set name = ?, sort = ? where kind = ? and number = ?",
                (name, name.casefold(), kind, number),
            )
            if not known.rowcount:
                self._student(number, kind, number, name, None, "")

    def _student(
        self, id: str, kind: str, number: str, name: str, file: int | None, reason: str
    ) -> None:
        place, wanted = 1, id
        while self._data.execute("select 1 from students where id = ?", (id,)).fetchone():
            place += 1
            id = f"{wanted} ({place})"
        row = (name.casefold(), id, kind, number, name, file, reason)
        self._data.execute("insert into students values (?, ?, ?, ?, ?, ?, ?)", row)

    def has_anybody(self) -> bool:
        """Say whether there is a student, or a file of which something is to be said."""
        found = "select exists (select 1 from students) or exists (select 1 from problems)"
        return bool(self._data.execute(found).fetchone()[0])

    def problem(self, path: str, student: str, reason: str) -> None:
        """Keep something to be said of a file."""
        self._data.execute("insert into problems values (?, ?, ?)", (path, student, reason))

    def students(self) -> Iterator[Student]:
        """Yield the students by name."""
        rows = self._data.cursor().execute(
            "select id, students.kind, students.number, students.name, path, late, "
            "students.reason, answers, typed, assignment from students "
            "left join files on files.rowid = students.file order by sort, id"
        )
        for row in rows:
            answers = json.loads(row[7]) if row[7] and not row[6] else None
            yield Student(
                *row[:4], row[4] or "", bool(row[5]), row[6], answers, row[8] or "", row[9] or ""
            )

    def problems(self) -> Iterator[tuple[str, str, str]]:
        """Yield what is to be said of files: file, student, reason."""
        yield from self._data.execute(
            "select distinct path, student, reason from problems order by path, student, reason"
        )

    def note_copies(self) -> None:
        """Keep a problem for files with the same answers at the same times under two names."""
        rows = self._data.cursor().execute(
            "select fingerprint, path, students.name from students join files "
            "on files.rowid = students.file where students.reason = '' and fingerprint in ("
            "select fingerprint from students join files on files.rowid = students.file "
            "where students.reason = '' and fingerprint != '' group by fingerprint "
            "having count(*) > 1) order by fingerprint, path"
        )
        for _, group in groupby(rows, key=lambda one: one[0]):
            files = list(group)
            for _, path, name in files:
                others = ", ".join(other for _, other_path, other in files if other_path != path)
                reason = f"The same answers, given at the same times, are in the file of {others}."
                self.problem(path, name, reason)

    def note_text(self, fingerprint: str, exercise: str, name: str) -> None:
        """Remember a long written answer, to find it again under another name."""
        self._data.execute("insert into texts values (?, ?, ?)", (fingerprint, exercise, name))

    def note_same_texts(self) -> None:
        """Keep a problem for each written answer that stands under several names."""
        rows = self._data.cursor().execute(
            "select fingerprint, exercise, name from texts where fingerprint in (select "
            "fingerprint from texts group by fingerprint, exercise having count(*) > 1) "
            "order by exercise, fingerprint, name"
        )
        for (exercise, _), group in groupby(rows, key=lambda one: (one[1], one[0])):
            names = [name for _, _, name in group]
            if len(names) > 1:
                reason = f"The same text for {exercise}, word for word, is by: {', '.join(names)}."
                self.problem("", "", reason)

    def page_name(self, name: str) -> str:
        """Return a name for a file that no other has, also where capitals make no difference."""
        for number in count(1):
            found = f"{name}-{number}" if number > 1 else name
            folded = unicodedata.normalize("NFC", found.casefold())
            row = self._data.execute("insert or ignore into pages values (?)", (folded,))
            if row.rowcount:
                return found
        raise AssertionError("numbers do not end")

    def remember(self, id: str, cells: dict[str, Any]) -> None:
        """Keep a row of the gradebook that was there before."""
        row = (id, json.dumps(cells))
        self._data.execute("insert or replace into earlier values (?, ?, 0)", row)

    def earlier(self, id: str) -> dict[str, Any] | None:
        """Return the row of a student in the gradebook that was there before, once."""
        found = self._data.execute("select cells from earlier where id = ?", (id,)).fetchone()
        self._data.execute("update earlier set seen = 1 where id = ?", (id,))
        return json.loads(found[0]) if found else None

    def gone(self) -> list[str]:
        """Return the names of those who were in the gradebook before, and are not now."""
        rows = self._data.execute("select cells from earlier where not seen order by id")
        return [json.loads(cells).get("student", "") for (cells,) in rows]


def split(kind: str, files: list[sqlite3.Row]) -> list[tuple[str, list[sqlite3.Row]]]:
    """Return the files of what seems one student, parted where they are by several.

    What a learning platform or a folder of their own says is believed. In a plain folder anybody
    may write anybody's name into a file: two files from different copies of the kit then count
    for two, so that nobody can take the place of another. A folder in which files name several
    students is a folder of a group.
    """
    mark = {"file": "copy", "folder": "typed"}.get(kind)
    by: dict[str, list[sqlite3.Row]] = {}
    for one in files:
        if mark and not one["reason"]:
            by.setdefault(one[mark], []).append(one)
    if kind == "folder":
        by.pop("", None)  # a file without a name in it is by whoever the folder is named after
    if len(by) < 2:
        return [("", files)]
    placed = {one["path"] for part in by.values() for one in part}
    rest = [one for one in files if one["path"] not in placed]
    longest = COPY_LABEL if kind == "file" else LABEL
    parts = [(name[:longest] or "?", part) for name, part in by.items()]
    return [(parts[0][0], parts[0][1] + rest), *parts[1:]]
