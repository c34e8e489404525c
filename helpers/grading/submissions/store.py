"""A class while it is graded: on disk, so that memory does not grow with the class.

Grading 1,000, 10,000 and 100,000 submissions took 41, 42 and 44 MB at the most. With a small
record a file in memory, and each student's file read a second time, it took 39, 57 and 244 MB, and
1.2 to 1.7 times the processor's time.
"""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Iterator
from itertools import chain, count, groupby, islice
from pathlib import Path
from typing import Any, Self

from attrs import frozen

from helpers.grading.submissions.collect import Found
from helpers.grading.submissions.submission import Submission

SCHEMA = """
create table files (kind, who, student, name, path, late, reason, is_draft, may_be_answers, number,
    last, changed, typed, copy, assignment, handed_in, opened, fingerprint, attempts, answers);
create table students (sort, id unique, kind, number, name, file, reason);
create table problems (path, student, reason);
create table earlier (id primary key, cells, seen);
create table pages (name unique);
create table texts (fingerprint, exercise, name);
create index by_student on files (kind, who);
create index by_number on students (kind, number);
create view counted as select students.name, path, assignment, fingerprint
    from students join files on files.rowid = students.file where students.reason = '';
"""
MOST_NAMES = 5  # of those who have the same as somebody
OLDER = "It was not counted: a later file of the same student was."
UNCOUNTED = "It was not counted. Please report this with the file."
SAME_TEXT = "They have the same text for {}, word for word."
SAME_ANSWERS = "The same answers, given at the same times, are in the file of {}."


@frozen
class Student:
    """One student: what they are called, the file that counts, and its answers as JSON texts.

    `number` is what the kind of file knows them by. `answers` is None where there is no file, or
    where none can be read; `reason` says why then.
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

    def __init__(self, path: Path) -> None:
        """Make the database."""
        self._data = sqlite3.connect(path)
        self._data.executescript("pragma journal_mode = off; pragma synchronous = off;" + SCHEMA)

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the database."""
        self._data.close()

    def add(self, found: Found, submission: Submission | None, reason: str) -> None:
        """Keep a file, with what it says or with the reason why it says nothing."""
        owner, said = found.owner, submission
        typed = said.student if said else ""
        student = typed if typed and found.kind == "file" else owner.student
        student = unicodedata.normalize("NFC", student)
        row = (
            *(found.kind, student.casefold(), student, owner.name, found.path, owner.late, reason),
            *(owner.is_draft, found.may_be_answers, owner.number, said.last if said else ""),
            *(found.changed, typed, said.copy if said else "", said.assignment if said else ""),
            *(said.handed_in if said else "", "; ".join(said.opened) if said else ""),
            *(said.fingerprint if said else "", json.dumps(said.attempts) if said else "[]"),
            json.dumps(said.texts) if said else None,
        )
        self._data.execute(f"insert into files values ({', '.join('?' * len(row))})", row)

    def files(self) -> Iterator[list[sqlite3.Row]]:
        """Yield the files of each student, as far as their names and folders tell, by path.

        Rows have all columns of the table but the answers, and `rowid`.
        """
        read = self._data.cursor()
        read.row_factory = sqlite3.Row
        rows = read.execute(
            "select rowid, kind, who, student, name, path, reason, is_draft, may_be_answers, "
            "number, last, changed, typed, copy, attempts from files order by kind, who, path"
        )
        for _, group in groupby(rows, key=lambda one: (one["kind"], one["who"])):
            yield list(group)

    def add_student(
        self, id: str, kind: str, number: str, name: str, file: int | None = None, reason: str = ""
    ) -> None:
        """Keep a student, under an id that no other has; `file` is the row that counts, if any."""
        place, wanted = 1, id
        while self._data.execute("select 1 from students where id = ?", (id,)).fetchone():
            place += 1
            id = f"{wanted} ({place})"
        row = (name.casefold(), id, kind, number, name, file, reason)
        self._data.execute("insert into students values (?, ?, ?, ?, ?, ?, ?)", row)

    def has_student(self, kind: str, number: str) -> bool:
        """Whether a student is there."""
        query = "select 1 from students where kind = ? and number = ?"
        return self._data.execute(query, (kind, number)).fetchone() is not None

    def assignments(self) -> dict[str, int]:
        """How many students' files come from each pack, by its id; "" stands for none."""
        rows = self._data.execute(
            "select assignment, count(*) from counted group by assignment order by 1"
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

    def note_uncounted(self) -> int:
        """Keep a problem for each file that may be answers and of which nothing is said so far.

        So none vanishes. Return how many others there are beside answers: of other kinds, and the
        copies that the kit keeps.
        """
        rows = self._data.execute(
            "select path, name, may_be_answers from files where path not in (select path from "
            "problems) and rowid not in (select file from students where file is not null)"
        ).fetchall()
        lost = [(path, name) for path, name, may_be in rows if may_be and not is_backup(path)]
        for path, name in lost:
            self.problem(path, name, UNCOUNTED)
        return len(rows) - len(lost)

    def problems(self) -> Iterator[tuple[str, str, str]]:
        """Yield what is to be said of files: file, student, reason."""
        yield from self._data.execute(
            "select distinct path, student, reason from problems order by path, student, reason"
        )

    def worst_problems(self, most: int) -> list[tuple[str, str, str]]:
        """Problems for those who read few: the worst of each student first, as in `problems`.

        Worst is a student without any answers that could be graded, least a file that a later one
        took the place of.
        """
        found = self._data.execute(
            "select path, student, reason from (select *, row_number() over "
            "(partition by student order by rank, path, reason) as place from "
            "(select distinct path, student, reason, case when reason = ? then 2 when student in "
            "(select name from students where reason != '') then 0 else 1 end as rank "
            "from problems)) order by place, rank, path, student, reason limit ?",
            (OLDER, most),
        )
        return found.fetchall()

    def note_copies(self) -> None:
        """Keep a problem for files with the same answers at the same times under two names."""
        rows = self._data.cursor().execute(
            "select fingerprint, path, name from counted where fingerprint in (select fingerprint "
            "from counted where fingerprint != '' group by fingerprint having count(*) > 1) "
            "order by fingerprint, path"
        )
        for _, group in groupby(rows, key=lambda one: one[0]):
            # Enough to name others by: a whole class may have handed in one file.
            first = list(islice(group, MOST_NAMES + 2))
            for _, path, name in chain(first, group):
                others = [other for _, other_path, other in first if other_path != path]
                self.problem(path, name, SAME_ANSWERS.format(some(others)))

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
        """A name for a file that no other has, also where capitals make no difference."""
        for number in count(1):
            found = f"{name}-{number}" if number > 1 else name
            folded = unicodedata.normalize("NFC", found.casefold())
            row = self._data.execute("insert or ignore into pages values (?)", (folded,))
            if row.rowcount:
                return found
        raise AssertionError("numbers do not end")

    def has_nobody_of_before(self) -> bool:
        """Whether there was a gradebook before, and none of its students is there now."""
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
        """The row of a student in the gradebook that was there before; they are not gone."""
        found = self._data.execute("select cells from earlier where id = ?", (id,)).fetchone()
        self._data.execute("update earlier set seen = 1 where id = ?", (id,))
        return json.loads(found[0]) if found else None

    def gone(self) -> list[str]:
        """The names of those who were in the gradebook before, and are not now."""
        rows = self._data.execute("select cells from earlier where not seen order by id")
        return [json.loads(cells).get("student", "") for (cells,) in rows]


def is_backup(path: str) -> bool:
    """Whether a file is the copy that the kit keeps beside the answers."""
    return path.endswith(".backup.json")


def some(names: list[str]) -> str:
    """Names in a row, and not more than can be read."""
    return "; ".join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")
