"""One JSON file that two processes may write at once and nothing overwrites."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from math import inf
from pathlib import Path
from typing import Any, ClassVar

from attrs import define, field

from helpers.common.atomic_file import clear_away, patiently, write
from helpers.common.errors import KitError
from helpers.common.file_lock import Busy, exclusive
from helpers.common.json_reader import dump
from helpers.common.where import IN_BROWSER

PATIENCE = 15  # seconds to wait for another process, which may itself wait ten for a scanner
TRIES = 20  # to write a file that others write although we hold it

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
    """A JSON object in the file `path`, with a lock and a copy beside it.

    A file that is not ours is set aside, never overwritten, and the work goes on from the copy and
    from what is known to have stood in the file; `notes` gathers sentences on that. On some shares
    a lock keeps nobody out: so each writes to a file of its own, looks whether it may take the
    place of the other, and reads it back. `is_unsure` says that this was seen.
    """

    path: Path
    lesson: str
    notes: list[str] = field(factory=list, kw_only=True)
    is_unsure: bool = field(default=False, init=False)
    _seen: tuple[Stamp | None, dict[str, Any]] | None = field(default=None, init=False)
    _is_lost: bool = field(default=False, init=False)
    _is_tried: bool = field(default=False, init=False)

    # What is said where another process holds the lock; where an OSError comes of it, which names
    # {file} and {why}; and where others can write although this process holds the lock.
    BUSY: ClassVar[str]
    UNWRITABLE: ClassVar[str]
    UNSURE: ClassVar[str]
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

    def _completed(self, found: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
        """What a file holds, and what is `known` to have stood in it and can only be lost.

        `found` itself, where nothing is missing.
        """
        return found

    @property
    def backup(self) -> Path:
        """A copy of the file as it was when it was first read here, or last written."""
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
        try:
            self.lock.parent.mkdir(parents=True, exist_ok=True)
            with exclusive(self.lock, PATIENCE):
                self._try_lock()
                yield
        except Busy:
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
        known = self._seen[1] if self._seen else self._empty()
        if stamp:
            raw = self.path.read_bytes()
            try:
                found = self._parse(raw)
            except NotOurs as error:
                self.notes.append(f"{error.sentence} {set_aside(self.path, error.label)}")
                self._is_lost = True
            else:
                if self._seen is None:
                    clear_away(self.path)
                    self._back_up(raw)
                self._seen = stamp, found
                return self._put_back(self._completed(found, known))
        if self._is_lost:
            return self._go_on(known)
        self._seen = None, self._empty()  # who deletes a file wants it gone
        return self._seen[1]

    def _change(self, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        """Write what `change` makes of what the file holds; nothing, where that is the same object.

        `change` is asked again where another process wrote in the meantime. Raises NotSaved, and
        OSError; the file is then as it was.
        """
        for left in reversed(range(TRIES)):
            data = self._read()
            new = change(data)
            if new is data or self._write(new, is_last=not left):
                return
        raise NotSaved(self.BUSY)

    def _write(self, data: dict[str, Any], is_last: bool = False) -> bool:
        """Put this in the place of what was read; whether it stands there now.

        It does not where another process wrote in the meantime; `is_last` overwrites that.
        NotSaved and OSError leave the file as it was.
        """
        raw = dump(data).encode("utf-8")
        if len(raw) > self.LARGEST:
            raise NotSaved(f"Not saved: the file would have more than {self.LARGEST:,} bytes.")
        read = self._seen[0] if self._seen else None
        is_due = write(self.path, raw, lambda: is_last or stamp_of(self.path) == read)
        stamp = stamp_of(self.path)
        if not is_due or stamp is None or patiently(self.path.read_bytes) != raw:
            self._doubt()
            return False
        self._seen, self._is_lost = (stamp, data), False
        self._back_up(raw)
        return True

    def _put_back(self, whole: dict[str, Any]) -> dict[str, Any]:
        """Write what another process overwrote; where that fails it is tried again next time."""
        if self._seen and whole is not self._seen[1]:
            self._doubt()
            with suppress(OSError, NotSaved):
                if self._write(whole):
                    return whole
            self._seen = None, whole
        return whole

    def _go_on(self, known: dict[str, Any]) -> dict[str, Any]:
        """Go on from the copy, and from what is known to have stood in the file."""
        with suppress(FileNotFoundError, NotOurs):
            known = self._completed(self._parse(self.backup.read_bytes()), known)
        self._seen = None, known
        if known != self._empty() and self._write(known):
            self.notes.append(f"You go on from a copy with {self._in_words(known)}.")
        return known

    def _back_up(self, raw: bytes) -> None:
        # Without room for a copy the file itself can still be read.
        with suppress(OSError):
            write(self.backup, raw, is_lasting=False)

    def _try_lock(self) -> None:
        """See once whether the lock that is held keeps others out."""
        if not self._is_tried and not IN_BROWSER:
            self._is_tried = True
            with suppress(Busy), exclusive(self.lock, 0):
                self._doubt()

    def _doubt(self) -> None:
        if not self.is_unsure:
            self.is_unsure = True
            self.notes.append(self.UNSURE)


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
