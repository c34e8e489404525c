"""Saved work: one file a lesson, which two notebooks may write at once and nothing overwrites."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from copy import deepcopy
from datetime import UTC, datetime
from glob import escape
from pathlib import Path
from typing import Any

from attrs import define

from helpers.common.atomic_file import patiently, write
from helpers.common.json_reader import dump, read_json
from helpers.common.store import NotOurs, NotSaved, Store, moment
from helpers.common.text import plural
from helpers.common.version import kit_version
from helpers.exercises.answer_file import (
    LARGEST,
    SCHEMA,
    Entry,
    can_be_kept,
    completed,
    count,
    entry,
    is_copy_id,
    merge,
    newest,
    parse,
)


@define
class SavedWork(Store):
    """The answers of one student to one lesson, in the file `path`.

    `lesson` is the lesson's slug and `article` the SHA-256 of its text; `assignment` is the id of
    the pack that the lesson came in, if it did. `keeper` says who keeps the file, where that is no
    folder that a student knows.
    """

    article: str
    assignment: str = ""
    keeper: str = ""

    LARGEST = LARGEST
    BUSY = "Not saved: another notebook has held the file for too long. Close it, and try again."
    UNWRITABLE = (
        "Not saved: {file} cannot be written ({why}). Make room on the disk, or move the kit to a "
        "folder that you may write to. Leave this page open until then."
    )

    UNSURE = (
        "Your answers are saved, but nobody can be sure that they stay: the folder that they are "
        "in lets two programs write at once, as some network folders do. Answer in one notebook "
        "at a time, on one computer; or move the kit to a folder of this computer."
    )

    def entries(self, exercises: Iterable[str] | None = None) -> dict[str, Entry]:
        """What is saved, by exercise; of these exercises, where they are named.

        Raises NotSaved where the file cannot be opened.
        """
        with self.held():
            saved = self._read()["answers"]
            names = saved if exercises is None else saved.keys() & set(exercises)
            return {name: entry(saved[name]) for name in names}

    def entry(self, exercise: str) -> Entry:
        """What is saved of one exercise. Raises NotSaved."""
        with self.held():
            return entry(self._read()["answers"].get(exercise, {"attempts": []}))

    def glance(self) -> tuple[dict[str, Entry], str]:
        """What is saved, by exercise, and what could not be read, in a sentence, or nothing.

        For who only looks, beside a notebook that is open: it waits for no other, writes nothing
        and sets nothing aside. A file is replaced as a whole, so that there is always one to read.
        """
        trouble = ""
        for path in (self.path, self.backup):
            try:
                saved = self._parse(patiently(path.read_bytes))["answers"]
            except FileNotFoundError:
                break
            except NotOurs as error:
                trouble = trouble or error.sentence
            except OSError as error:
                why = error.strerror or "unknown reason"
                trouble = trouble or f"The file of saved answers cannot be read ({why})."
            else:
                found = {name: entry(one) for name, one in saved.items()}
                older = "The answers below are those of its copy, and may not be the last."
                return found, f"{trouble} {older}" if trouble else ""
        return {}, trouble

    def keep(self, exercise: str, answer: Any, **about: Any) -> str:
        """Save an answer that is not handed in yet; return when. Raises NotSaved.

        `about` is kept beside the answer.
        """
        return self._add(exercise, answer, about, attempt=False)

    def attempt(self, exercise: str, answer: Any, **about: Any) -> str:
        """Save an answer that is handed in, beside all others; return when. Raises NotSaved."""
        return self._add(exercise, answer, about, attempt=True)

    def download(self) -> str:
        """The whole file as text. Raises NotSaved where it cannot be opened."""
        with self.held():
            return dump(self._read())

    def restore(self, text: str) -> str:
        """Merge a downloaded file into this one, and return a sentence on what was done.

        A file that is damaged, or of another lesson, is refused; the sentence says why.
        Raises NotSaved where the result cannot be written.
        """
        try:
            other = parse(text.encode("utf-8", "surrogatepass"), self.lesson, self.article)
        except NotOurs as error:
            return f"Nothing was restored. {error.sentence}"
        new = 0

        def add(mine: dict[str, Any]) -> dict[str, Any]:
            nonlocal new
            # Where there is nothing yet the work goes on here, and so does whose it is.
            merged = merge(mine if mine["answers"] else taken_over(mine, other), other)
            new = count(merged) - count(mine)
            return merged if new else mine

        with self.held():
            self._change(add)
        known = count(other) - new
        there = f"{plural(known, 'answer')} {'was' if known == 1 else 'were'} here already"
        if not new:
            return f"Nothing was new: {there}."
        return f"Restored {plural(new, 'answer')}; {there}. Nothing was overwritten."

    def copies(self) -> dict[str, tuple[int, str]]:
        """Files beside this one that hold answers which it lacks: by name, how many, and the text.

        A program that synchronises a folder makes such where two computers wrote at once, each
        with a name of its own kind. Raises NotSaved where the file cannot be opened.
        """
        with self.held():
            mine = self._read()
        found = {}
        for path in sorted(self.path.parent.glob(f"{escape(self.path.stem)}*.json")):
            if path in (self.path, self.backup):
                continue
            try:
                raw = path.read_bytes()
                other = self._parse(raw)
            except (OSError, NotOurs):
                continue
            if "handed_in" not in other and (new := count(merge(mine, other)) - count(mine)):
                found[path.name] = new, raw.decode("utf-8-sig", "surrogatepass")
        return found

    def add_copy(self, name: str) -> str:
        """Merge one of `copies` into this file, as `restore` does; the copy stays."""
        _, text = self.copies().get(name, (0, ""))
        return self.restore(text) if text else f"Nothing in {name} is missing here."

    def student(self) -> str:
        """The name or number that was given when handing in. Raises NotSaved."""
        with self.held():
            found = self._read().get("student")
            return found if isinstance(found, str) else ""

    def hand_in(self, student: str, path: Path) -> str:
        """Write what is saved to another file, with whose it is and when; return its text.

        The name is remembered. Raises NotSaved where that file cannot be written, or where it is
        there and was not handed in.
        """
        with self.held():
            said = {"student": student}
            if self.assignment:
                said["assignment"] = self.assignment
            self._change(lambda data: data | said)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            text = dump(self._read() | {"handed_in": now})
            where = f"{path.parent.name}/{path.name}"
            if path.exists() and not was_handed_in(path, self.lesson):
                raise NotSaved(
                    f"Not handed in: {where} is there already, and is something else. Rename it, "
                    "and press the button again."
                )
            try:
                write(path, text.encode())
            except OSError as error:
                raise NotSaved(
                    f"Not handed in: {where} cannot be written "
                    f"({error.strerror or 'unknown reason'}). Make room on the disk, or close the "
                    "file where it is open, and press the button again."
                ) from None
        return text

    def _add(self, exercise: str, answer: Any, about: dict[str, Any], attempt: bool) -> str:
        if not can_be_kept(answer):
            raise NotSaved("Not saved: that answer is of a kind that cannot be kept.")
        new: dict[str, Any] = {}

        def add(data: dict[str, Any]) -> dict[str, Any]:
            nonlocal new
            saved = data["answers"].get(exercise, {"attempts": []})
            if new:  # asked again, since another process wrote: that may have taken it over
                given = {"attempts": [new]} if attempt else {"attempts": [], "draft": new}
                return completed(data, {"answers": {exercise: given}})
            new = {"time": moment(newest(saved)["time"]), "answer": deepcopy(answer)} | about
            if attempt:
                saved = saved | {"attempts": [*saved["attempts"], new], "draft": None}
            else:
                saved = saved | {"draft": new}
            return data | {"answers": data["answers"] | {exercise: saved}}

        with self.held():
            self._change(add)
        return str(new["time"])

    def _parse(self, raw: bytes) -> dict[str, Any]:
        return parse(raw, self.lesson, self.article)

    def _empty(self) -> dict[str, Any]:
        about = {"schema": SCHEMA, "kit": kit_version(), "lesson": self.lesson}
        return about | {"article": self.article, "answers": {}}

    def _in_words(self, data: dict[str, Any]) -> str:
        return plural(count(data), "answer")

    def _completed(self, found: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
        return completed(found, known)

    def _write(self, data: dict[str, Any], is_last: bool = False) -> bool:
        if not is_copy_id(data.get("copy")):
            data = data | {"copy": secrets.token_hex(8)}
        if "assignment" not in data:
            data = data | {"assignment": self.assignment}
        return Store._write(self, data, is_last)


def taken_over(mine: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Saved work without answers as the work of the student whose file the other one is."""
    if is_copy_id(other.get("copy")):
        mine = mine | {"copy": other["copy"]}
    if isinstance(other.get("student"), str):
        mine = {"student": other["student"]} | mine
    return mine


def was_handed_in(path: Path, lesson: str) -> bool:
    """Whether a file is one that was handed in, which a new one may replace."""
    try:
        with path.open("rb") as file:
            found = read_json(file.read(LARGEST))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.get("lesson") == lesson and "handed_in" in found
