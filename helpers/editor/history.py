"""What is undone: the files of a lesson as they were before each change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from attrs import define, field, frozen

from helpers.common.atomic_file import write
from helpers.common.errors import KitError
from helpers.drafting.correcting import not_saved

KINDS = ("*.csv", "*.yaml", "*.jsonl")
LONGEST = 500  # changes that can be undone
Files = dict[str, bytes]


@frozen
class Change:
    """The files that a change touched, before and after it; None for one that is not there."""

    before: dict[str, bytes | None]
    after: dict[str, bytes | None]


@define
class History:
    """The changes that were made to a lesson since it was opened."""

    folder: Path
    changes: list[Change] = field(factory=list)

    @contextmanager
    def change(self) -> Iterator[None]:
        """Note what is changed within; what is broken off is undone at once, where it can be."""
        before = files_of(self.folder)
        try:
            yield
        except BaseException:
            if self.note(before):
                with suppress(KitError):
                    self.undo()
            raise
        self.note(before)

    def note(self, before: Files) -> bool:
        """Note what has changed in the files since they were so; whether anything has."""
        after = files_of(self.folder)
        names = {name for name in {*before, *after} if before.get(name) != after.get(name)}
        if names:
            self.changes.append(
                Change({n: before.get(n) for n in names}, {n: after.get(n) for n in names})
            )
            del self.changes[:-LONGEST]
        return bool(names)

    def undo(self) -> bool:
        """Put the files back as they were before the last change; False where there is none.

        Raises KitError where another program has changed one of them since, and then leaves all.
        """
        if not self.changes:
            return False
        last, now = self.changes[-1], files_of(self.folder)
        for name, data in last.after.items():
            if now.get(name) != data:
                raise KitError(f"{name} was changed by another program since. Undo it there.")
        try:
            for name, was in last.before.items():
                if was is None:
                    (self.folder / name).unlink(missing_ok=True)
                else:
                    write(self.folder / name, was)
        except OSError as error:
            raise not_saved("A file", error) from None
        self.changes.pop()
        return True


def files_of(folder: Path) -> Files:
    """The files of a lesson that hold what its readers say, by name. Raises KitError."""
    try:
        return {
            path.name: path.read_bytes()
            for kind in KINDS
            for path in folder.glob(kind)
            if path.is_file()
        }
    except OSError as error:
        raise KitError(f"{folder.name} cannot be read ({error.strerror}).") from None
