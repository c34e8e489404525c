"""Saved work: one file a lesson, which two notebooks may write at once and nothing overwrites."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from helpers.problems import KitError
from helpers.whole_file import read_json, stamp_of, write

SCHEMA = 1
LARGEST = 50_000_000  # bytes; a class of essays is smaller
DEEPEST = 20  # lists and objects within each other; ours have two
PATIENCE = 10  # seconds to wait for another notebook that is writing


class NotSaved(KitError):
    """An answer could not be written: what happened, and what to do."""


class NotOurs(ValueError):
    """A file that is not this lesson's saved work: a label for its name, and a sentence."""

    def __init__(self, label: str, sentence: str) -> None:
        """Keep both."""
        super().__init__(sentence)
        self.label, self.sentence = label, sentence


@frozen
class Attempt:
    """An answer that was handed in with Check, and when (ISO 8601, UTC)."""

    time: str
    answer: Any


@frozen
class Entry:
    """What is saved of one exercise: the newest answer, and all attempts in their order."""

    answer: Any
    time: str
    attempts: tuple[Attempt, ...]

    @property
    def checked(self) -> bool:
        """Say whether the newest answer was handed in, or is still a draft."""
        return bool(self.attempts) and self.attempts[-1].time == self.time


@define
class SavedWork:
    """The answers of one student to one lesson, in the file `path`.

    `lesson` is the lesson's slug and `article` the SHA-256 of its text. `notes` gathers sentences
    on files that were set aside. Nothing is kept in memory that is not in the file.
    """

    path: Path
    lesson: str
    article: str
    notes: list[str] = field(factory=list)
    _seen: tuple[Any, dict] | None = None
    _has_backup: bool = False

    @property
    def backup(self) -> Path:
        """A copy of the file as it was when it was first read."""
        return self.path.with_name(f"{self.path.stem}.backup.json")

    def entries(self) -> dict[str, Entry]:
        """Return what is saved, by exercise. Raises NotSaved where the file cannot be opened."""
        with self._locked():
            return {name: entry(saved) for name, saved in self._read()["answers"].items()}

    def entry(self, exercise: str) -> Entry:
        """Return what is saved of one exercise. Raises NotSaved."""
        with self._locked():
            return entry(self._read()["answers"].get(exercise, {"attempts": []}))

    def keep(self, exercise: str, answer: Any) -> str:
        """Save an answer that is not handed in yet; return when. Raises NotSaved."""
        return self._add(exercise, answer, attempt=False)

    def attempt(self, exercise: str, answer: Any) -> str:
        """Save an answer that is handed in, beside all others; return when. Raises NotSaved."""
        return self._add(exercise, answer, attempt=True)

    def download(self) -> str:
        """Return the whole file as text. Raises NotSaved where it cannot be opened."""
        with self._locked():
            return dump(self._read())

    def restore(self, text: str) -> str:
        """Merge a downloaded file into this one, and return a sentence on what was done.

        A file that is damaged, or of another lesson, is refused; the sentence says why.
        Raises NotSaved where the result cannot be written.
        """
        try:
            other = self._parse(text.encode("utf-8", "surrogatepass"))
        except NotOurs as error:
            return f"Nothing was restored. {error.sentence}"
        with self._locked():
            mine = self._read()
            merged = merge(mine, other)
            new = count(merged) - count(mine)
            known = count(other) - new
            if new:
                self._write(merged)
        there = f"{answers(known)} {'was' if known == 1 else 'were'} here already"
        if not new:
            return f"Nothing was new: {there}."
        return f"Restored {answers(new)}; {there}. Nothing was overwritten."

    def _add(self, exercise: str, answer: Any, attempt: bool) -> str:
        if not can_be_kept(answer):
            raise NotSaved("Not saved: that answer is of a kind that cannot be kept.")
        with self._locked():
            data = self._read()
            saved = data["answers"].get(exercise, {"attempts": []})
            now = moment(entry(saved).time)
            new = {"time": now, "answer": deepcopy(answer)}
            if attempt:
                saved = saved | {"attempts": [*saved["attempts"], new], "draft": None}
            else:
                saved = saved | {"draft": new}
            self._write(data | {"answers": data["answers"] | {exercise: saved}})
        return now

    @contextmanager
    def _locked(self) -> Iterator[None]:
        from filelock import FileLock, Timeout

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self.path}.lock", timeout=PATIENCE, poll_interval=0.002):
                yield
        except Timeout:
            raise NotSaved(
                "Not saved: another notebook has held the file for too long. Close it, and try "
                "again."
            ) from None
        except OSError as error:
            why = (error.strerror or "unknown reason").rstrip(".")
            raise NotSaved(
                f"Not saved: {self.path.parent.name}/{self.path.name} cannot be written ({why}). "
                "Make room on the disk, or move the kit to a folder that you may write to. "
                "Leave this page open until then."
            ) from None

    def _read(self) -> dict[str, Any]:
        """Return what the file holds; set it aside first where it is not ours."""
        stamp = stamp_of(self.path)
        if self._seen and stamp and self._seen[0] == stamp:
            return self._seen[1]
        data = None
        if stamp:
            raw = self.path.read_bytes()
            try:
                data = self._parse(raw)
            except NotOurs as error:
                self._set_aside(error)
            else:
                self._back_up(raw)
        if data is None:
            return self._from_backup() or self._empty()
        self._seen = stamp, data
        return data

    def _empty(self) -> dict[str, Any]:
        about = {"schema": SCHEMA, "kit": kit_version(), "lesson": self.lesson}
        return about | {"article": self.article, "answers": {}}

    def _set_aside(self, error: NotOurs) -> None:
        number = 1
        while (
            aside := self.path.with_name(f"{self.path.stem}.{error.label}-{number}.json")
        ).exists():
            number += 1
        self.path.rename(aside)
        self.notes.append(f"{error.sentence} It is kept as {aside.parent.name}/{aside.name}.")

    def _back_up(self, raw: bytes) -> None:
        if not self._has_backup:
            # Without room for a copy the file itself can still be read.
            with suppress(OSError):
                write(self.backup, raw)
                self._has_backup = True

    def _from_backup(self) -> dict[str, Any] | None:
        """Return the copy of an earlier opening, where the file itself was just set aside."""
        if not self.notes or not self.backup.exists():
            return None
        try:
            data = self._parse(self.backup.read_bytes())
        except NotOurs:
            return None
        self.notes.append(f"You go on from a copy with {answers(count(data))}.")
        self._write(data)
        return data

    def _parse(self, raw: bytes) -> dict[str, Any]:
        """Return what saved work holds; NotOurs for anything else."""
        if len(raw) > LARGEST:
            raise NotOurs("too-large", f"The file has more than {LARGEST:,} bytes.")
        try:
            data = read_json(raw)
        except ValueError:
            raise NotOurs("damaged", "The file of saved answers is damaged.") from None
        if not isinstance(data, dict) or type(data.get("schema")) is not int:
            raise NotOurs("damaged", "The file is no file of saved answers, or is damaged.")
        if data["schema"] > SCHEMA:
            raise NotOurs("newer", "The file of saved answers is from a newer version of this kit.")
        if data.get("lesson") != self.lesson:
            raise NotOurs("other-lesson", "The file holds answers to another lesson.")
        if data.get("article") != self.article:
            sentence = "The file holds answers to another version of the article."
            raise NotOurs("other-article", sentence)
        if not is_sound(data.get("answers")):
            raise NotOurs("damaged", "The file of saved answers is damaged.")
        return data

    def _write(self, data: dict[str, Any]) -> None:
        raw = dump(data).encode("utf-8")
        if len(raw) > LARGEST:
            raise NotSaved(f"Not saved: the file would have more than {LARGEST:,} bytes.")
        write(self.path, raw)
        self._seen = stamp_of(self.path), data


def entry(saved: dict[str, Any]) -> Entry:
    """Return what is saved of one exercise."""
    # Copies: what a caller does with an answer must not come into the file.
    attempts = tuple(Attempt(one["time"], deepcopy(one["answer"])) for one in saved["attempts"])
    draft = saved.get("draft")
    newest = [*attempts, *([Attempt(draft["time"], deepcopy(draft["answer"]))] if draft else [])]
    last = max(newest, key=lambda one: one.time, default=Attempt("", None))
    return Entry(last.answer, last.time, attempts)


def merge(mine: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return saved work with the attempts of both, and the later draft of each exercise.

    The earlier of two drafts that differ becomes an attempt, so that nothing is lost.
    """
    merged = dict(mine["answers"])
    for name, theirs in other["answers"].items():
        ours = merged.get(name, {"attempts": []})
        attempts = {identity(one): one for one in (*ours["attempts"], *theirs["attempts"])}
        drafts = [one for one in (ours.get("draft"), theirs.get("draft")) if one]
        drafts = list({identity(one): one for one in sorted(drafts, key=when)}.values())
        attempts |= {identity(one): one for one in drafts[:-1]}
        merged[name] = theirs | ours | {"attempts": sorted(attempts.values(), key=when)}
        if drafts:
            merged[name]["draft"] = drafts[-1]
    return mine | {"answers": merged}


def when(one: dict[str, Any]) -> str:
    """Return when an answer was given."""
    return one["time"]


def identity(one: dict[str, Any]) -> tuple[str, str]:
    """Return what tells one answer from another: when it was given, and what it says."""
    return one["time"], json.dumps(one["answer"], sort_keys=True)


def count_of(saved: dict[str, Any]) -> int:
    """Return how many answers are saved of one exercise."""
    return len(saved["attempts"]) + bool(saved.get("draft"))


def count(data: dict[str, Any]) -> int:
    """Return how many answers are saved in all."""
    return sum(map(count_of, data["answers"].values()))


def answers(number: int) -> str:
    """Return how many answers, in words."""
    return f"{number} answer{'' if number == 1 else 's'}"


def is_sound(saved: Any) -> bool:
    """Say whether the answers of a file have the shape that they are written in."""

    def is_answer(one: Any) -> bool:
        return isinstance(one, dict) and "answer" in one and is_time(one.get("time"))

    return isinstance(saved, dict) and all(
        isinstance(one, dict)
        and isinstance(one.get("attempts"), list)
        and all(map(is_answer, one["attempts"]))
        and (one.get("draft") is None or is_answer(one["draft"]))
        for one in saved.values()
    )


def is_time(value: Any) -> bool:
    """Say whether a value is a time as this kit writes it: ISO 8601, with its zone."""
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def can_be_kept(answer: Any) -> bool:
    """Say whether an answer comes back from a file just as it is."""
    level = [answer]
    for _ in range(DEEPEST):
        level = [
            part
            for one in level
            if isinstance(one, (list, dict))
            for part in (one.values() if isinstance(one, dict) else one)
        ]
    if level:
        return False
    try:
        return read_json(dump(answer).encode()) == answer
    except (TypeError, ValueError):
        return False


def dump(data: Any) -> str:
    """Return a value as JSON text; lone surrogates are escaped, all else is as it was typed."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = json.dumps(data, separators=(",", ":"), allow_nan=False)
    return text + "\n"


def moment(after: str) -> str:
    """Return the time now (ISO 8601, UTC, microseconds), and never one before `after`."""
    now = datetime.now(UTC)
    text = now.isoformat(timespec="microseconds")
    if text > after:
        return text
    try:  # a clock that was set back must not hide a newer answer behind an older one
        later = datetime.fromisoformat(after) + timedelta(microseconds=1)
        return later.astimezone(UTC).isoformat(timespec="microseconds")
    except (ValueError, OverflowError):
        return text


def kit_version() -> str:
    """Return the version of this kit."""
    try:
        return version("read-the-news-closely")
    except PackageNotFoundError:  # run from its folder, without being installed
        return "unknown"
