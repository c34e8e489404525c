"""Which files are by one student, and which of them counts; of all others it is said why not."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import Any

from helpers.grading.lms.platform import Export
from helpers.grading.submissions.store import OLDER, ClassStore, is_backup

NO_ANSWERS = "There is no file of answers, only: "
APART = (
    "Several files say that they are by this student, and come from different copies of the kit or "
    "do not hold what was checked in an earlier one. Each has a row: find out whose is whose."
)
GROUP = "The files in this folder name several students. Each has a row."
BY_PARTS = ("file", "folder")  # kinds of which only the files themselves tell whose they are
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
        for label, why, part in split(kind, [one for one in files if not one["is_draft"]], now):
            for one in part if label else ():
                store.problem(one["path"], name, why)
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
        key=lambda one: (kind in BY_PARTS and len(attempts(one)), *age(one, now)),
    )
    for one in tried if tried or kind != "file" else files:
        if one is not newest or one["reason"]:
            store.problem(one["path"], name + label, one["reason"] or OLDER)
    reason = newest["reason"]
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


def age(file: sqlite3.Row, now: str) -> tuple[Any, ...]:
    """What the later of two files of one student has more of; a wrong clock gets nobody ahead."""
    last = file["last"] if file["last"] <= now else ""
    return file["number"], last, file["changed"], file["path"]


def split(
    kind: str, files: list[sqlite3.Row], now: str
) -> list[tuple[str, str, list[sqlite3.Row]]]:
    """The files of what seems one student, parted where they may be by several.

    What a learning platform says is believed, and a ZIP is by one. Elsewhere anybody may write
    anybody's name into a file or a folder: a later file is by the same student if it holds what
    was checked in the earlier one, and counts for another if not, so that nobody can take the
    place of another. A folder in which files name several students is one of a group.

    Gives a label for each part, empty where there is one alone, why it is parted, and its files.
    """
    if kind not in BY_PARTS:
        return [("", "", files)]
    valid = [one for one in files if not one["reason"]]
    rest = [one for one in files if one["reason"]]
    named = by_name(valid) if kind == "folder" else {}
    parts = [
        (name[:LABEL], GROUP, part)
        for name, group in (named or {"": valid}).items()
        for part in continued(group, now)
    ]
    if len(parts) < 2:
        return [("", "", files)]
    if len({label for label, _, _ in parts}) < len(parts):
        copies = Counter(one["copy"] for one in valid)
        parts = [(label_of(part[0], copies), APART, part) for _, _, part in parts]
    label, why, part = parts[0]
    return [(label, why, part + rest), *parts[1:]]


def by_name(files: list[sqlite3.Row]) -> dict[str, list[sqlite3.Row]]:
    """The files of a student's folder by the names in them; none where they are of one student."""
    found: dict[str, list[sqlite3.Row]] = {}
    for one in files:
        found.setdefault(typed_name(one), []).append(one)
    nameless = found.pop("", [])  # by whoever the folder is named after
    copies = {one["copy"] for one in files}
    if len(found) < 2 or len(copies) == 1:  # who typed the name in two ways
        return {}
    first = next(iter(found))
    return found | {first: found[first] + nameless}


def continued(files: list[sqlite3.Row], now: str) -> list[list[sqlite3.Row]]:
    """Files in rows of which each holds what was checked in the one before it."""
    held = [(attempts(one), one) for one in files]
    rows: list[list[sqlite3.Row]] = []
    ends: list[tuple[set[int], sqlite3.Row]] = []  # the last of each row, with what it holds
    for one in sorted(held, key=lambda one: (len(one[0]), *age(one[1], now))):
        place = next((place for place, end in enumerate(ends) if continues(*end, *one)), None)
        if place is None:
            rows.append([one[1]])
            ends.append(one)
        else:
            rows[place].append(one[1])
            ends[place] = one
    return rows


def continues(before: set[int], earlier: sqlite3.Row, after: set[int], later: sqlite3.Row) -> bool:
    """Whether a file holds what was checked in an earlier one, if that has what tells."""
    if before:
        return before <= after
    return bool(earlier["copy"] == later["copy"] and earlier["student"] == later["student"])


def attempts(file: sqlite3.Row) -> set[int]:
    """The answers that were checked, as numbers."""
    return set(json.loads(file["attempts"]))


def label_of(file: sqlite3.Row, copies: Counter[str]) -> str:
    """What tells a file from the others: the copy of the kit it was made in, or else its path."""
    alone = copies[file["copy"]] == 1
    return str(file["copy"] or "?")[:LABEL] if alone else str(file["path"])[-LABEL:]


def typed_name(file: sqlite3.Row) -> str:
    """The name in a file, as names are compared."""
    return unicodedata.normalize("NFC", file["typed"]).casefold()
