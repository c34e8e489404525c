"""A class while it is graded: on disk, so that memory does not grow with the class."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain, count, groupby, islice
from pathlib import Path
from typing import Any, Self

from attrs import frozen

from helpers.grading.lms.platform import Export
from helpers.grading.submissions.collect import Found
from helpers.grading.submissions.submission import Submission

SCHEMA = """
create table files (kind, who, student, name, path, late, reason, is_draft, may_be_answers, number,
    last, changed, typed, copy, assignment, handed_in, opened, fingerprint, answers);
create table students (sort, id unique, kind, number, name, file, reason);
create table problems (path, student, reason);
create table earlier (id primary key, cells, seen);
create table pages (name unique);
create table texts (fingerprint, exercise, name);
create index by_student on files (kind, who);
create index by_number on students (kind, number);
"""
OLDER = "It was not counted: a later file of the same student was."
LABEL = 40  # characters of what tells one of two apart
MOST_NAMES = 5  # of those who have the same as somebody
SAME_TEXT = "They have the same text for {}, word for word."
NO_ANSWERS = "There is no file of answers, only: "
UNCLEAR = {
    "file": "Several files say that they are by this student, and come from different copies of "
    "the kit. Each has a row: find out whose is whose.",
    "folder": "The files in this folder name several students. Each has a row.",
}


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
    assignment: str
    handed_in: str
    opened: str


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
        owner = found.owner
        student = owner.student
        typed = copy = assignment = last = handed_in = opened = fingerprint = ""
        answers = None
        if submission:
            typed, copy, last = submission.student, submission.copy, submission.last
            assignment, fingerprint = submission.assignment, submission.fingerprint
            handed_in, opened = submission.handed_in, "; ".join(submission.opened)
            answers = json.dumps(submission.texts)
            if found.kind == "file" and typed:
                student = typed
        student = unicodedata.normalize("NFC", student)
        row = (
            *(found.kind, student.casefold(), student, owner.name, found.path, owner.late, reason),
            *(owner.is_draft, found.may_be_answers, owner.number, last, found.changed),
            *(typed, copy, assignment, handed_in, opened, fingerprint, answers),
        )
        self._data.execute(f"insert into files values ({', '.join('?' * len(row))})", row)

    def settle(self, exports: Iterable[Export] = ()) -> None:
        """Find the file that counts of each student; all others become problems that are listed.

        Exports name their students, and tell who is missing.
        """
        lists = {one.kind: one for one in exports}
        fields = "rowid, kind, who, student, name, path, reason, is_draft, may_be_answers, number, "
        fields += "last, changed, typed, copy"
        read = self._data.cursor()
        read.row_factory = sqlite3.Row
        rows = read.execute(f"select {fields} from files order by kind, who, path")
        for (kind, _), group in groupby(rows, key=lambda one: (one["kind"], one["who"])):
            files = list(group)
            student, name = files[0]["student"], files[0]["name"]
            if kind in lists:
                student, name = listed(lists[kind], student, name)
            name = student if kind == "file" else name
            for one in files:
                if one["is_draft"]:
                    self.problem(one["path"], name, one["reason"])
            files = [one for one in files if not one["is_draft"]]
            if not files:
                self._student(student, kind, student, name, None, "")
                continue
            for label, part in split(kind, files):
                for one in part if label else ():
                    self.problem(one["path"], name, UNCLEAR[kind])
                self._settle_one(kind, student, label, name, part)
        for kind, export in lists.items():
            for number, name in export.names.items():
                query = "select 1 from students where kind = ? and number = ?"
                if not self._data.execute(query, (kind, number)).fetchone():
                    self._student(number, kind, number, name, None, "")

    def _settle_one(
        self, kind: str, student: str, label: str, name: str, files: list[sqlite3.Row]
    ) -> None:
        label = f" [{label}]" if label else ""
        valid = [one for one in files if not one["reason"]]
        tried = [one for one in files if one["may_be_answers"]]
        newest = max(
            valid or tried or files,
            key=lambda one: (
                one["number"],
                min(one["last"], self._now),  # a wrong clock gets nobody ahead
                one["last"],
                one["changed"],
                one["path"],
            ),
        )
        for one in tried if tried or kind != "file" else files:
            if one is not newest or one["reason"]:
                self.problem(one["path"], name + label, one["reason"] or OLDER)
        reason = "" if valid else newest["reason"]
        if not tried:
            if kind == "file":
                return  # a stray file, of nobody
            names = ", ".join(one["path"].rpartition("/")[2] for one in files[:5])
            reason = f"{NO_ANSWERS}{names}."
            self.problem(newest["path"], name + label, reason)
        self._student(student + label, kind, student, name + label, newest["rowid"], reason)

    def _student(
        self, id: str, kind: str, number: str, name: str, file: int | None, reason: str
    ) -> None:
        place, wanted = 1, id
        while self._data.execute("select 1 from students where id = ?", (id,)).fetchone():
            place += 1
            id = f"{wanted} ({place})"
        row = (name.casefold(), id, kind, number, name, file, reason)
        self._data.execute("insert into students values (?, ?, ?, ?, ?, ?, ?)", row)

    def assignments(self) -> dict[str, int]:
        """Return how many students' files come from each pack, by its id; files of none are out."""
        rows = self._data.execute(
            "select assignment, count(*) from students join files on files.rowid = students.file "
            "where students.reason = '' and assignment != '' group by assignment order by 1"
        )
        return dict(rows.fetchall())

    def problem(self, path: str, student: str, reason: str) -> None:
        """Keep something to be said of a file."""
        self._data.execute("insert into problems values (?, ?, ?)", (path, student, reason))

    def students(self) -> Iterator[Student]:
        """Yield the students by name."""
        rows = self._data.cursor().execute(
            "select id, students.kind, students.number, students.name, path, late, "
            "students.reason, answers, assignment, handed_in, opened from students "
            "left join files on files.rowid = students.file order by sort, id"
        )
        for id, kind, number, name, path, late, reason, answers, *said in rows:
            texts = json.loads(answers) if answers and not reason else None
            about = (one or "" for one in said)
            yield Student(id, kind, number, name, path or "", bool(late), reason, texts, *about)

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
            # Enough to name others by: a whole class may have handed in one file.
            first = list(islice(group, MOST_NAMES + 2))
            for _, path, name in chain(first, group):
                others = some([other for _, other_path, other in first if other_path != path])
                reason = f"The same answers, given at the same times, are in the file of {others}."
                self.problem(path, name, reason)

    def note_text(self, fingerprint: str, exercise: str, name: str) -> None:
        """Remember a long written answer, to find it again under another name."""
        self._data.execute("insert into texts values (?, ?, ?)", (fingerprint, exercise, name))

    def note_same_texts(self) -> None:
        """Keep a problem for each written answer that stands under several names."""
        rows = self._data.cursor().execute(
            "select fingerprint, exercise, name from texts where (fingerprint, exercise) in "
            "(select fingerprint, exercise from texts group by fingerprint, exercise "
            "having count(*) > 1) order by exercise, fingerprint, name"
        )
        for (exercise, _), group in groupby(rows, key=lambda one: (one[1], one[0])):
            names = [name for _, _, name in group]
            self.problem("", some(names), SAME_TEXT.format(exercise))

    def page_name(self, name: str) -> str:
        """Return a name for a file that no other has, also where capitals make no difference."""
        for number in count(1):
            found = f"{name}-{number}" if number > 1 else name
            folded = unicodedata.normalize("NFC", found.casefold())
            row = self._data.execute("insert or ignore into pages values (?)", (folded,))
            if row.rowcount:
                return found
        raise AssertionError("numbers do not end")

    def has_nobody_of_before(self) -> bool:
        """Say whether there was a gradebook before, and none of its students is there now."""
        found = self._data.execute(
            "select exists (select 1 from earlier) and not exists "
            "(select 1 from earlier join students on students.id = earlier.id)"
        )
        return bool(found.fetchone()[0])

    def remember(self, id: str, cells: dict[str, Any]) -> None:
        """Keep a row of the gradebook that was there before."""
        row = (id, json.dumps(cells))
        self._data.execute("insert or replace into earlier values (?, ?, 0)", row)

    def forget(self) -> None:
        """Forget the gradebook that was there before."""
        self._data.execute("delete from earlier")

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
    read = {"file": lambda one: one["copy"], "folder": typed_name}.get(kind)
    by: dict[str, list[sqlite3.Row]] = {}
    for one in files:
        if read and not one["reason"]:
            by.setdefault(read(one), []).append(one)
    if kind == "folder":
        by.pop("", None)  # a file without a name in it is by whoever the folder is named after
        if len({one["copy"] for part in by.values() for one in part}) == 1:
            return [("", files)]  # one student, who typed the name in two ways
    if len(by) < 2:
        return [("", files)]
    placed = {one["path"] for part in by.values() for one in part}
    rest = [one for one in files if one["path"] not in placed]
    parts = [(name[:LABEL] or "?", part) for name, part in by.items()]
    return [(parts[0][0], parts[0][1] + rest), *parts[1:]]


def some(names: list[str]) -> str:
    """Return names in a row, and not more than can be read."""
    return "; ".join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")


def typed_name(file: sqlite3.Row) -> str:
    """Return the name in a file, as names are compared."""
    return unicodedata.normalize("NFC", file["typed"]).casefold()


def listed(export: Export, number: str, name: str) -> tuple[str, str]:
    """Number and name of a student as the export has them, or else as they are given here.

    A platform may number groups, too: where the export calls that number by another name, the
    number is not the student's.
    """
    found = export.names.get(number, name)
    if not export.platform.is_same(found, name):
        return f"{name} {number}", name
    return number, found
