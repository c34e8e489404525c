"""What was packed: the teacher's own notes of it, and what a pack itself says."""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from pathlib import Path

from attrs import frozen

from helpers.common.errors import KitError
from helpers.common.json_reader import read_json
from helpers.exercises.assignment import FILE, LARGEST, Assignment, parse

RECORDS = "packs"  # the folder of the kit that says what was packed; it is never handed out
LARGEST_PACK = 20_000_000  # bytes of a pack; this kit's are a tenth of it
IN_PACK = re.compile(rf"seeds/([^/]+)/{re.escape(FILE)}")
# What zipfile raises for damage, for encryption and for ways of packing that it does not know.
BAD_ZIP = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, ValueError, EOFError)


def assignment_of_pack(path: Path) -> Assignment:
    """The assignment in a pack. Nothing in the file is trusted.

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
            "your class was given."
        ) from None
    return assignment


@frozen
class Packed:
    """The teacher's own note of a pack: what it is, the SHA-256 of its file, and its class code."""

    assignment: Assignment
    sha256: str
    code: str = ""


def record_of(kit: Path, pack: Path) -> Path:
    """The file in which a kit notes what was packed under a name."""
    return kit / RECORDS / f"{pack.stem}.json"


def read_record(path: Path) -> tuple[Packed, ...]:
    """What was packed under one name, the newest last; KitError where that is damaged."""
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
    """The text of the file that `read_record` reads."""
    found = [
        {"assignment": one.assignment.to_json(), "sha256": one.sha256, "code": one.code}
        for one in packed
    ]
    return (json.dumps({"packed": found}, ensure_ascii=False, indent=1) + "\n").encode()


def recorded_assignments(kit: Path) -> list[Assignment]:
    """Everything that was packed from a kit, by name and then in its order.

    Raises KitError where a record is damaged.
    """
    records = sorted((kit / RECORDS).glob("*.json"))
    found = [one.assignment for path in records for one in read_record(path)]
    return list(dict.fromkeys(found))
