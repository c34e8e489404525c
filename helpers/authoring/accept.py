"""A teacher accepts an answer: it becomes part of the key, with all the marks, and a reason."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from attrs import frozen

from helpers.authoring.check import check
from helpers.authoring.key_file import Entry, KeyFile
from helpers.common.atomic_file import write
from helpers.common.errors import KitError, ReadingError
from helpers.common.text import did_you_mean
from helpers.exercises.asked import Asked, read_asked
from helpers.exercises.exercise import Exercise
from helpers.exercises.given import is_right
from helpers.exercises.key import FILE
from helpers.exercises.scoring import score
from helpers.lesson.lesson import load

LONGEST = 500  # characters of a reason
MOST_PROBLEMS = 3  # that are said of a key which would not hold together


@frozen
class Accepted:
    """An answer that a teacher accepted for an exercise: its entry in the key, and its lines.

    `words` are the answer in words; `lines` are those that were added to key.yaml.
    """

    exercise: str
    entry: Entry
    lines: str = ""
    words: str = ""

    @property
    def reason(self) -> str:
        """Why it was accepted."""
        return str(self.entry.get("message", ""))


def accept(lesson: Path, exercise: str, answer: Any, reason: str) -> Accepted:
    """Accept an answer to an exercise for all; return what was added to the key of the lesson.

    `answer` is one that `answers_given` lists. Students who gave it have all its marks once they
    are graded again, and read the reason where the key has a place for it. Raises KitError with
    what is wrong; then nothing is written.
    """
    reason = " ".join(reason.split())
    if not reason or len(reason) > LONGEST:
        raise KitError(f"Write a reason of at most {LONGEST} characters. Students may read it.")
    asked = asked_in(lesson)
    one = named(asked, exercise)
    if is_right(one, score(one, asked.keys[exercise], answer)):
        raise KitError(f"{exercise}: this answer is right already.")
    try:
        if len(one.parts_given(answer)) != 1:
            raise ReadingError("it has several parts", "accept each by itself")
        entry = {**one.to_accept(asked.keys[exercise], answer), "message": reason}
    except ReadingError as error:
        found = f"{error.found.rstrip('.')}. What to do: {error.remedy.rstrip('.')}"
        raise KitError(f"{exercise}: this answer cannot be accepted: {found}.") from None
    lines = changed(lesson, lambda file: file.add(exercise, entry), (one, answer))
    return Accepted(exercise, entry, lines, one.part_in_words(answer))


def accepted(lesson: Path, exercise: str = "") -> list[Accepted]:
    """The answers that were accepted for an exercise, or for all. Raises KitError."""
    file = KeyFile.of((lesson / FILE).read_bytes())
    if exercise:
        return [Accepted(exercise, entry) for entry in file.accepted(exercise)]
    return [Accepted(name, entry) for name, entry in file.every_accepted()]


def take_back(lesson: Path, one: Accepted) -> None:
    """Take an accepted answer out of the key again. Raises KitError; then nothing is written."""
    changed(lesson, lambda file: file.take_out(one.exercise, one.entry))


def changed(
    lesson: Path,
    change: Callable[[KeyFile], str | None],
    is_to_be_right: tuple[Exercise, Any] | None = None,
) -> str:
    """Change the key of a lesson where it then still holds together; return what `change` does.

    With an exercise and an answer, this answer has to be right by the new key.
    """
    try:
        raw = (lesson / FILE).read_bytes()
        file = KeyFile.of(raw)
        lines = change(file) or ""
        with tempfile.TemporaryDirectory() as parent:
            tried = Path(parent) / lesson.resolve().name
            shutil.copytree(lesson, tried)
            (tried / FILE).write_bytes(file.raw)
            check_key(tried, is_to_be_right)
        if not write(lesson / FILE, file.raw, lambda: (lesson / FILE).read_bytes() == raw):
            raise KitError(f"{FILE} was changed by another program in the meantime. Try again.")
    except UnicodeEncodeError:
        said = "The answer or the reason holds half a character. Nothing is written."
        raise KitError(said) from None
    except OSError as error:
        raise KitError(f"{FILE} cannot be read or written ({error.strerror}).") from None
    return lines


def check_key(lesson: Path, is_to_be_right: tuple[Exercise, Any] | None) -> None:
    """Raise KitError where a lesson has problems, or an answer to an exercise is not right."""
    problems = [str(one) for one in check(lesson).problems]
    if problems:
        more = len(problems) - MOST_PROBLEMS
        said = [*problems[:MOST_PROBLEMS], *([f"and {more} more"] if more > 0 else [])]
        raise KitError(
            "Nothing is written, since the lesson would have problems:\n  " + "\n  ".join(said)
        )
    if is_to_be_right:
        exercise, answer = is_to_be_right
        asked = asked_in(lesson)
        one = named(asked, exercise.id)
        if not is_right(one, score(one, asked.keys[one.id], answer)):
            raise KitError(
                f"Nothing is written: {one.id} has another answer in its key that comes first. "
                f"Change {FILE} by hand."
            )


def asked_in(lesson: Path) -> Asked:
    """What a lesson asks. Raises KitError where it has problems."""
    found, findings = load(lesson)
    if found is None:
        raise KitError("\n".join(map(str, findings.problems)))
    return read_asked(lesson, found.slug, found.article)


def named(asked: Asked, exercise: str) -> Exercise:
    """The exercise of a name, which has a key; KitError without one."""
    found = {one.id: one for one in asked.exercises if one.id in asked.keys}
    if exercise not in found:
        near = did_you_mean(exercise, found)
        raise KitError(
            f"There is no exercise “{exercise}” with a key."
            + (f" Did you mean {near}?" if near else "")
        )
    return found[exercise]
