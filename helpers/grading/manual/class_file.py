"""What a teacher says of a graded class: one file in its folder, which grading never loses."""

from __future__ import annotations

from abc import abstractmethod
from contextlib import nullcontext
from pathlib import Path
from typing import Any, ClassVar

from helpers.common.json_reader import read_json
from helpers.common.store import NotOurs, Store
from helpers.common.text import plural
from helpers.common.version import kit_version

Given = dict[str, dict[str, list[dict[str, Any]]]]  # by student and exercise


class ClassFile(Store):
    """A store in the folder of a graded class, which every grading replaces.

    It holds, for each student and exercise, what the teacher gave to one answer or several, under
    the name FIELD; WHAT is what one of these is called.
    """

    SCHEMA: ClassVar[int] = 1
    FIELD: ClassVar[str]
    WHAT: ClassVar[str]
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

    @staticmethod
    @abstractmethod
    def is_sound(one: Any) -> bool:
        """Whether something has the shape of what is given to one answer."""

    @property
    def _entries(self) -> Given:
        data = self._seen[1] if self._seen else self._loaded()
        found: Given = data[self.FIELD]
        return found

    def _loaded(self) -> dict[str, Any]:
        # Without a file there is nothing to hold, and grading leaves no lock behind.
        with self.held() if self.path.exists() else nullcontext():
            return self._read()

    def _parse(self, raw: bytes) -> dict[str, Any]:
        file = f"The file of {self.WHAT}s is"
        try:
            data = read_json(raw)
        except ValueError:
            data = None
        if not isinstance(data, dict) or type(data.get("schema")) is not int:
            raise NotOurs("damaged", f"{file} damaged.")
        if data["schema"] > self.SCHEMA:
            raise NotOurs("newer", f"{file} from a newer version of this kit.")
        if data.get("lesson") != self.lesson:
            raise NotOurs("other-lesson", f"{file} of another lesson.")
        if not self._is_sound(data.get(self.FIELD)):
            raise NotOurs("damaged", f"{file} damaged.")
        return data

    def _is_sound(self, given: Any) -> bool:
        return isinstance(given, dict) and all(
            isinstance(answers, dict)
            and all(
                isinstance(some, list) and all(map(self.is_sound, some))
                for some in answers.values()
            )
            for answers in given.values()
        )

    def _empty(self) -> dict[str, Any]:
        about = {"schema": self.SCHEMA, "kit": kit_version(), "lesson": self.lesson}
        return about | {self.FIELD: {}}

    def _in_words(self, data: dict[str, Any]) -> str:
        count = sum(len(some) for one in data[self.FIELD].values() for some in one.values())
        return plural(count, self.WHAT)
