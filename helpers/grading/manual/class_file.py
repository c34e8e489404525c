"""What a teacher says of a graded class: one file in its folder, which grading never loses."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Any

from helpers.common.store import Store


class ClassFile(Store):
    """A store in the folder of a graded class, which every grading replaces."""

    BUSY = (
        "Not saved: another notebook, or grading, has held the marks for too long. Close it, and "
        "try again."
    )
    UNWRITABLE = (
        "Not saved: {file} cannot be read or written ({why}). Close other programs that use it, or "
        "make room on the disk. Then try again."
    )
    UNSURE = (
        "The marks are saved, but nobody can be sure that they stay: the folder that they are in "
        "lets two programs write at once, as some network folders do. Mark in one notebook at a "
        "time, on one computer; or move the class to a folder of this computer."
    )

    @property
    def lock(self) -> Path:
        """The lock lies beside the folder, which every grading replaces."""
        folder = self.path.parent.absolute()
        return folder.with_name(f".{folder.name}.{self.path.stem}.lock")

    def load(self) -> None:
        """Read the file where it changed. Raises NotSaved where it cannot be opened."""
        self._loaded()

    def _loaded(self) -> dict[str, Any]:
        # Without a file there is nothing to hold, and grading leaves no lock behind.
        with self.held() if self.path.exists() else nullcontext():
            return self._read()
