"""An assignment: what was handed out, to whom and until when. Packs and the kit carry it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs
from attrs import frozen

from helpers.common.errors import KitError
from helpers.common.json_reader import read_json

FILE = "assignment.json"
SCHEMA = 1
LARGEST = 100_000  # bytes of an assignment


@frozen
class Assignment:
    """What a teacher handed out.

    `due` is a date (ISO 8601), and may be empty like `title` and `class_name`. `notebooks` are
    their numbers, such as 00, and `exercises` ids, both in the lesson's order. `version` is a
    digest of the article and the exercises that were handed out. `minutes` are those of a lesson
    that is one notebook of its own, or 0.
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
    minutes: int = 0

    @property
    def id(self) -> str:
        """A short digest of all of it."""
        text = json.dumps(self.fields, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:10]

    @property
    def due_in_words(self) -> str:
        """The due date as “Tuesday 1 December 2026”, or nothing."""
        if not self.due:
            return ""
        day = date.fromisoformat(self.due)
        return f"{day:%A} {day.day} {day:%B} {day.year}"

    @property
    def for_whom(self) -> list[str]:
        """Its class, and until when it is due, as far as it says so."""
        due = f"due {self.due_in_words}" if self.due else ""
        return [one for one in (self.class_name, due) if one]

    @property
    def about(self) -> list[str]:
        """Its title, its class, and until when it is due, as far as it says so."""
        return [*filter(None, [self.title]), *self.for_whom]

    @property
    def fields(self) -> dict[str, Any]:
        """All that it says, by name; packs were made, and got their ids, before minutes were."""
        found = attrs.asdict(self)
        return found if self.minutes else {name: found[name] for name in found if name != "minutes"}

    def to_json(self) -> dict[str, Any]:
        """What its file holds."""
        return {"schema": SCHEMA} | self.fields


def parse(data: Any) -> Assignment:
    """The assignment that a JSON value holds; ValueError where it holds none."""
    if not isinstance(data, Mapping) or type(data.get("schema")) is not int:
        raise ValueError("it is no assignment")
    if data["schema"] != SCHEMA:
        raise ValueError("it is from another version of this kit")
    found: dict[str, Any] = {name: data.get(name) for name in attrs.fields_dict(Assignment)}
    found["minutes"] = data.get("minutes", 0)
    for name in ("notebooks", "exercises"):
        if not isinstance(found[name], (list, tuple)):
            raise ValueError(f"{name} is no list")
        found[name] = tuple(found[name])
    words = [found[name] for name in ("lesson", "title", "due", "class_name", "kit", "version")]
    if not all(isinstance(one, str) for one in (*words, *found["notebooks"], *found["exercises"])):
        raise ValueError("a text is missing")
    if type(found["graded"]) is not bool:
        raise ValueError("graded is neither true nor false")
    if type(found["minutes"]) is not int or not 0 <= found["minutes"] < 1000:
        raise ValueError("the minutes are no number of minutes")
    if found["due"] and date.fromisoformat(found["due"]).isoformat() != found["due"]:
        raise ValueError("the due date is none")
    return Assignment(**found)


def read_assignment(folder: Path) -> Assignment | None:
    """What a lesson's folder was handed out as; None where it is no part of a pack.

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
