"""One JSON file that two processes may write at once and nothing overwrites."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from math import inf
from pathlib import Path
from typing import Any, ClassVar

from attrs import define, field

from helpers.common.atomic_file import write
from helpers.common.errors import KitError
from helpers.common.json_reader import dump

PATIENCE = 10  # seconds to wait for another process that is writing

Stamp = tuple[int, int, int]


class NotOurs(ValueError):
    """A file that is not what a store keeps: a label for its name, a sentence, and why."""

    def __init__(self, label: str, sentence: str, why: str = "") -> None:
        """Keep all three."""
        super().__init__(sentence)
        self.label, self.sentence, self.why = label, sentence, why


class NotSaved(KitError):
    """Something could not be written: what happened, and what to do."""


@define
class Store(ABC):
    """A JSON object in the file `path`, with a lock beside it and a copy of an earlier state.

    A file that is not ours is set aside, never overwritten, and the work goes on from the copy;
    `notes` gathers sentences on that. Nothing is kept in memory that is not in the file.
    """

    path: Path
    lesson: str
    notes: list[str] = field(factory=list, kw_only=True)
    _seen: tuple[Stamp | None, dict[str, Any]] | None = field(default=None, init=False)
    _has_backup: bool = field(default=False, init=False)
    _is_lost: bool = field(default=False, init=False)

    # What is said where another process holds the lock, and where an OSError comes of it; the
    # latter names {file} and {why}.
    BUSY: ClassVar[str]
    UNWRITABLE: ClassVar[str]
    LARGEST: ClassVar[float] = inf  # bytes; a larger file is not written

    @abstractmethod
    def _parse(self, raw: bytes) -> dict[str, Any]:
        """What a file holds; NotOurs where it is another's, or damaged."""

    @abstractmethod
    def _empty(self) -> dict[str, Any]:
        """What a new file holds."""

    @abstractmethod
    def _in_words(self, data: dict[str, Any]) -> str:
        """How much a file holds, such as “3 answers”."""

    @property
    def backup(self) -> Path:
        """A copy of the file as it was when it was first read."""
        return self.path.with_name(f"{self.path.stem}.backup.json")

    @property
    def lock(self) -> Path:
        """The file by which one process at a time holds the store."""
        return self.path.with_name(f"{self.path.name}.lock")

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the file: until this ends no other process writes it.

        Raises NotSaved where another holds it for too long, or an OSError comes of it.
        """
        from filelock import FileLock, Timeout

        try:
            self.lock.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self.lock, timeout=PATIENCE, poll_interval=0.002):
                yield
        except Timeout:
            raise NotSaved(self.BUSY) from None
        except OSError as error:
            file = f"{self.path.absolute().parent.name}/{self.path.name}"
            why = (error.strerror or "unknown reason").rstrip(".")
            raise NotSaved(self.UNWRITABLE.format(file=file, why=why)) from None

    def _read(self) -> dict[str, Any]:
        """What the file holds, read where it changed; set aside first where it is not ours."""
        stamp = stamp_of(self.path)
        if stamp and self._seen and self._seen[0] == stamp:
            return self._seen[1]
        if stamp:
            raw = self.path.read_bytes()
            try:
                self._seen = stamp, self._parse(raw)
            except NotOurs as error:
                self.notes.append(f"{error.sentence} {set_aside(self.path, error.label)}")
                self._is_lost = True
            else:
                self._back_up(raw)
                return self._seen[1]
        self._seen = None, self._empty()
        if self._is_lost and self.backup.exists():  # who deletes a file wants it gone
            self._go_on_from_backup()
        return self._seen[1]

    def _write(self, data: dict[str, Any]) -> None:
        """Put this into the file; NotSaved and OSError leave it as it was."""
        raw = dump(data).encode("utf-8")
        if len(raw) > self.LARGEST:
            raise NotSaved(f"Not saved: the file would have more than {self.LARGEST:,} bytes.")
        write(self.path, raw)
        self._seen, self._is_lost = (stamp_of(self.path), data), False

    def _back_up(self, raw: bytes) -> None:
        if not self._has_backup:
            # Without room for a copy the file itself can still be read.
            with suppress(OSError):
                write(self.backup, raw)
                self._has_backup = True

    def _go_on_from_backup(self) -> None:
        with suppress(NotOurs):
            data = self._parse(self.backup.read_bytes())
            self._write(data)
            self.notes.append(f"You go on from a copy with {self._in_words(data)}.")


def set_aside(path: Path, label: str) -> str:
    """Give a file a name with a label and a number that is free; a sentence that names it."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.{label}-{number}{path.suffix}")).exists():
        number += 1
    path.rename(aside)
    return f"It is kept as {aside.parent.name}/{aside.name}."


def stamp_of(path: Path) -> Stamp | None:
    """What changes when a file is replaced: inode, time, size; None where there is no file."""
    try:
        stat = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def moment(after: str) -> str:
    """The time now (ISO 8601, UTC, microseconds), and never one before `after`."""
    now = datetime.now(UTC)
    text = now.isoformat(timespec="microseconds")
    if text > after:
        return text
    try:  # a clock that was set back must not hide a newer answer behind an older one
        later = datetime.fromisoformat(after) + timedelta(microseconds=1)
        return later.astimezone(UTC).isoformat(timespec="microseconds")
    except (ValueError, OverflowError):
        return text
