"""One file that a student handed in: read as data, and trusted in nothing."""

from __future__ import annotations

import hashlib
import json
import marshal
from typing import Any

from attrs import frozen

from helpers.common.json_reader import is_time
from helpers.common.store import NotOurs
from helpers.common.text import shorten
from helpers.exercises.answer_file import newest, parse

LARGEST = 3_000_000  # bytes; all exercises with many attempts and essays are a tenth of that
# How files begin that are something else; the words come from what students hand in by mistake.
BEGINNINGS = {
    b"PK\x03\x04": "It is a ZIP file.",
    b"\x89PNG": "It is a picture.",
    b"\xff\xd8\xff": "It is a picture.",
    b"%PDF": "It is a PDF.",
    b"<!DOCTYPE html": "It is a web page, perhaps the report.",
}
FIRST, NEWEST = "first", "newest"


class Refused(ValueError):
    """A file that cannot be graded; `reason` is a sentence or two for the teacher."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


@frozen
class Submission:
    """What one file says: `answers` by exercise, and what it says of itself.

    `texts` are the answers as JSON. `opened` are the exercises whose answer was first given after
    the class code had opened the key. `last` is the time of its newest answer, and `handed_in`
    the time of handing in. All this, `student`, `copy` (of the kit in which it was made) and
    `assignment` are the file's own words: anybody could have written them. `fingerprint` is the
    same for the same answers given at the same times; `attempts` holds a number for each answer
    that was checked, the same for the same answer at the same time while this process runs.
    """

    answers: dict[str, Any]
    texts: dict[str, str]
    student: str
    copy: str
    assignment: str
    last: str
    handed_in: str
    opened: tuple[str, ...]
    fingerprint: str
    attempts: tuple[int, ...]


def read_submission(raw: bytes, lesson: str, article: str, count: str = NEWEST) -> Submission:
    """What a file of a lesson says; `article` is the SHA-256 of its text.

    `count` says which answer to an exercise counts: the newest one, or the first one handed in
    with Check (where there is none, the draft). Raises Refused for whatever cannot be graded,
    and nothing else.
    """
    if len(raw) > LARGEST:
        raise Refused(f"The file has more than {LARGEST:,} bytes, which no honest one has.")
    if not raw.strip():
        raise Refused("The file is empty.")
    beginning = next((words for start, words in BEGINNINGS.items() if raw.startswith(start)), "")
    if beginning:
        raise Refused(f"{beginning} The answers are in the file that “Hand in” writes.")
    try:
        data = parse(raw, lesson, article)
        answers = data["answers"]
        # Much quicker than JSON. Version 2 gives the same bytes for the same values.
        text = marshal.dumps([(name, answers[name]) for name in sorted(answers)], 2)
    except NotOurs as error:
        if b'"nbformat"' in raw:
            found = "It is a notebook. The answers are in the file that “Hand in” writes."
            raise Refused(found) from None
        why = f" What is wrong: {shorten(error.why)}." if error.why else ""
        raise Refused(f"{error.sentence}{why}") from None
    given = {name: counted(saved, count) for name, saved in data["answers"].items()}
    return Submission(
        {name: one["answer"] for name, one in given.items()},
        {name: json.dumps(one["answer"]) for name, one in given.items()},
        words(data.get("student")),
        words(data.get("copy")),
        words(data.get("assignment")),
        max((one["time"] for one in given.values()), default=""),
        data["handed_in"] if is_time(data.get("handed_in")) else "",
        tuple(
            words(name)
            for name, one in given.items()
            if is_after_the_code(one, data["answers"][name])
        ),
        hashlib.sha256(text).hexdigest() if given else "",
        tuple(
            hash(repr((name, one["time"], one["answer"])))
            for name, saved in data["answers"].items()
            for one in saved["attempts"]
        ),
    )


def counted(saved: dict[str, Any], count: str) -> dict[str, Any]:
    """The answer to an exercise that counts, with its time."""
    if count == FIRST and saved["attempts"]:
        return min(saved["attempts"], key=lambda one: one["time"])
    return newest(saved)


def is_after_the_code(one: dict[str, Any], saved: dict[str, Any]) -> bool:
    """Whether an answer was first given after the class code, by the file's own words."""
    return one.get("opened") is True and not any(
        earlier["answer"] == one["answer"] and earlier.get("opened") is not True
        for earlier in saved["attempts"]
    )


def words(value: Any) -> str:
    """What a file says of itself: a short text on one line, or nothing."""
    if not isinstance(value, str):
        return ""
    line = " ".join("".join(one if one.isprintable() else " " for one in value[:400]).split())
    return line[:100]
