"""Which files are by one student, and which of them counts; of all others it is said why not."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable

from helpers.grading.lms.platform import Export
from helpers.grading.submissions.store import OLDER, ClassStore, is_backup

NO_ANSWERS = "There is no file of answers, only: "
UNCLEAR = {
    "file": "Several files say that they are by this student, and come from different copies of "
    "the kit. Each has a row: find out whose is whose.",
    "folder": "The files in this folder name several students. Each has a row.",
}
LABEL = 40  # characters of what tells one of two apart


def settle(store: ClassStore, exports: Iterable[Export], now: str) -> None:
    """Find the file that counts of each student; all others become problems that are listed.

    Exports name their students, and tell who is missing. `now` (ISO 8601) bounds the times that
    files say of themselves.
    """
    lists = {one.kind: one for one in exports}
    for files in map(without_backups, store.files()):
        kind, id, name = files[0]["kind"], files[0]["student"], files[0]["name"]
        if kind in lists:
            id, name = listed(lists[kind], id, name)
        name = id if kind == "file" else name
        drafts = [one for one in files if one["is_draft"]]
        for one in drafts:
            store.problem(one["path"], name, one["reason"])
        if len(drafts) == len(files):
            store.add_student(id, kind, id, name)
            continue
        for label, part in split(kind, [one for one in files if not one["is_draft"]]):
            for one in part if label else ():
                store.problem(one["path"], name, UNCLEAR[kind])
            settle_one(store, kind, id, f" [{label}]" if label else "", name, part, now)
    for kind, export in lists.items():
        for id, name in export.names.items():
            if not store.has_student(kind, id):
                store.add_student(id, kind, id, name)


def without_backups(files: list[sqlite3.Row]) -> list[sqlite3.Row]:
    """The files of a student; the copies that the kit keeps only where nothing else can be read."""
    proper = [one for one in files if not is_backup(one["path"])]
    return proper if any(not one["reason"] for one in proper) else files


def settle_one(
    store: ClassStore,
    kind: str,
    id: str,
    label: str,
    name: str,
    files: list[sqlite3.Row],
    now: str,
) -> None:
    """Find the one of a student's files that counts; `label` tells two of one name apart."""
    valid = [one for one in files if not one["reason"]]
    tried = [one for one in files if one["may_be_answers"]]
    newest = max(
        valid or tried or files,
        key=lambda one: (
            one["number"],
            min(one["last"], now),  # a wrong clock gets nobody ahead
            one["last"],
            one["changed"],
            one["path"],
        ),
    )
    for one in tried if tried or kind != "file" else files:
        if one is not newest or one["reason"]:
            store.problem(one["path"], name + label, one["reason"] or OLDER)
    reason = "" if valid else newest["reason"]
    if not tried:
        if kind == "file":
            return  # a stray file, of nobody
        names = ", ".join(one["path"].rpartition("/")[2] for one in files[:5])
        reason = f"{NO_ANSWERS}{names}."
        store.problem(newest["path"], name + label, reason)
    store.add_student(id + label, kind, id, name + label, newest["rowid"], reason)


def listed(export: Export, id: str, name: str) -> tuple[str, str]:
    """Id and name of a student as the export has them, or else as they are given here.

    A platform may number groups, too: where the export calls that number by another name, the
    number is not the student's.
    """
    found = export.names.get(id, name)
    return (id, found) if export.platform.is_same(found, name) else (f"{name} {id}", name)


def split(kind: str, files: list[sqlite3.Row]) -> list[tuple[str, list[sqlite3.Row]]]:
    """The files of what seems one student, parted where they are by several, each with a label.

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


def typed_name(file: sqlite3.Row) -> str:
    """The name in a file, as names are compared."""
    return unicodedata.normalize("NFC", file["typed"]).casefold()
