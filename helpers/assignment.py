"""An assignment: what was handed out, to whom and until when. Packs and the kit carry it."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs
from attrs import frozen

from helpers.problems import KitError
from helpers.whole_file import read_json

FILE = "assignment.json"
SCHEMA = 1
RECORDS = "packs"  # the folder of the kit that says what was packed; it is never handed out
LARGEST = 100_000  # bytes of an assignment
LARGEST_PACK = 20_000_000  # bytes of a pack; this kit's are a tenth of it
IN_PACK = re.compile(rf"seeds/([^/]+)/{re.escape(FILE)}")
# What zipfile raises for damage, for encryption and for ways of packing that it does not know.
BAD_ZIP = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, ValueError, EOFError)


@frozen
class Assignment:
    """What a teacher handed out.

    `due` is a date (ISO 8601), and may be empty like `title` and `class_name`. `notebooks` are
    their numbers, such as 00, and `exercises` ids, both in the lesson's order. `version` is a
    digest of the article and the exercises that were handed out.
    """

    lesson: str
    title: str
    due: str
    class_name: str
    notebooks: tuple[str, ...]
    exercises: tuple[str, ...]
    kit: str
    version: str
    graded: bool

    @property
    def id(self) -> str:
        """A short digest of all of it."""
        text = json.dumps(attrs.asdict(self), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:10]

    @property
    def due_in_words(self) -> str:
        """The due date as “Tuesday 1 December 2026”, or nothing."""
        if not self.due:
            return ""
        day = date.fromisoformat(self.due)
        return f"{day:%A} {day.day} {day:%B} {day.year}"

    def to_json(self) -> dict[str, Any]:
        """Return what its file holds."""
        return {"schema": SCHEMA} | attrs.asdict(self)


def one_line(words: str, longest: int) -> str:
    """Return text on one line, cut to a length, without control signs and halves of letters."""
    kinds = {"Cc": " ", "Cs": ""}
    shown = "".join(kinds.get(unicodedata.category(one), one) for one in words)
    return " ".join(shown.split())[:longest].strip()


def parse(data: Any) -> Assignment:
    """Return the assignment that a JSON value holds; ValueError for all else."""
    if not isinstance(data, Mapping) or type(data.get("schema")) is not int:
        raise ValueError("it is no assignment")
    if data["schema"] != SCHEMA:
        raise ValueError("it is from another version of this kit")
    found = {name: data.get(name) for name in attrs.fields_dict(Assignment)}
    for name in ("notebooks", "exercises"):
        if not isinstance(found[name], (list, tuple)):
            raise ValueError(f"{name} is no list")
        found[name] = tuple(found[name])
    words = [found[name] for name in ("lesson", "title", "due", "class_name", "kit", "version")]
    if not all(isinstance(one, str) for one in (*words, *found["notebooks"], *found["exercises"])):
        raise ValueError("a text is missing")
    if type(found["graded"]) is not bool:
        raise ValueError("graded is neither true nor false")
    if found["due"] and date.fromisoformat(found["due"]).isoformat() != found["due"]:
        raise ValueError("the due date is none")
    return Assignment(**found)


def read_assignment(folder: Path) -> Assignment | None:
    """Return what a lesson's folder was handed out as; None where it is no part of a pack.

    Raises KitError where its file is damaged.
    """
    try:
        with (folder / FILE).open("rb") as file:
            return parse(read_json(file.read(LARGEST)))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        raise KitError(
            f"The file {FILE} in {folder.name} was changed or damaged. Unpack the pack of your "
            "teacher anew, into a new folder, and move your folder work there."
        ) from None


def assignment_of_pack(path: Path) -> Assignment:
    """Return the assignment in a pack. Nothing in the file is trusted.

    Raises KitError where the file cannot be read or is no pack.
    """
    try:
        if path.stat().st_size > LARGEST_PACK:
            raise ValueError("it is too large")
        with zipfile.ZipFile(path) as archive:
            [(entry, lesson)] = [
                (one, found[1])
                for one in archive.infolist()
                if (found := IN_PACK.fullmatch(one.filename))
            ]
            with archive.open(entry) as file:
                raw = file.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise ValueError("its assignment is too large")
        assignment = parse(read_json(raw))
        if assignment.lesson != lesson:
            raise ValueError("its lesson is another one")
    except FileNotFoundError:
        raise KitError(f"There is no file {path.name}.") from None
    except (*BAD_ZIP, NotImplementedError, OverflowError, MemoryError):
        raise KitError(
            f"{path.name} is no pack of this kit, or is damaged. Name the ZIP file that "
            "“python -m helpers pack” wrote."
        ) from None
    return assignment


@frozen
class Packed:
    """The teacher's own note of a pack: what it is, the SHA-256 of its file, and its class code."""

    assignment: Assignment
    sha256: str
    code: str = ""


def record_of(kit: Path, pack: Path) -> Path:
    """Return where a kit notes what was packed under a name."""
    return kit / RECORDS / f"{pack.stem}.json"


def read_record(path: Path) -> tuple[Packed, ...]:
    """Return what was packed under one name, the newest last; KitError where that is damaged."""
    try:
        data = read_json(path.read_bytes())
        found = [(parse(one["assignment"]), one["sha256"], one["code"]) for one in data["packed"]]
        if not all(isinstance(word, str) for one in found for word in one[1:]):
            raise ValueError("a text is missing")
        return tuple(Packed(*one) for one in found)
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except (OSError, ValueError, TypeError, KeyError):
        raise KitError(
            f"{RECORDS}/{path.name} cannot be read: it was changed or damaged. It holds class "
            "codes: copy them out of it, then move it away."
        ) from None


def record_text(packed: tuple[Packed, ...]) -> bytes:
    """Return the text of the file that `read_record` reads."""
    found = [
        {"assignment": one.assignment.to_json(), "sha256": one.sha256, "code": one.code}
        for one in packed
    ]
    return (json.dumps({"packed": found}, ensure_ascii=False, indent=1) + "\n").encode()


def recorded_assignments(kit: Path) -> list[Assignment]:
    """Return everything that was packed from a kit, by name and then in its order.

    Raises KitError where a record is damaged.
    """
    records = sorted((kit / RECORDS).glob("*.json"))
    found = [one.assignment for path in records for one in read_record(path)]
    return list(dict.fromkeys(found))
