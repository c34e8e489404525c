"""The teacher's marks of written answers: one file a graded class, which grading never loses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from helpers.common.atomic_file import set_aside, stamp_of, write
from helpers.common.json_reader import dump, is_time, read_json
from helpers.common.store import PATIENCE, NotOurs, NotSaved, moment
from helpers.common.version import kit_version
from helpers.exercises.exercise import LEVELS

SCHEMA = 1
NONE = "None of these"
WORTH = LEVELS | {NONE: 0}  # a level and its marks, the best first
LONGEST = 2_000  # characters of a comment


@frozen
class WrittenMark:
    """What the teacher gave a written answer, with the text that was marked, and when.

    `is_current` says whether that is the text which was asked about, or one handed in earlier.
    """

    level: str
    comment: str
    answer: str
    time: str
    is_current: bool

    @property
    def marks(self) -> int:
        """What the level is worth."""
        return WORTH[self.level]


@define
class TeacherMarks:
    """The marks of one graded class in one lesson (its slug), in the file `path`.

    Each text that a student handed in keeps the mark it was given. `notes` gathers sentences on
    files that were set aside.
    """

    path: Path
    lesson: str
    notes: list[str] = field(factory=list)
    _data: dict[str, Any] | None = None
    _stamp: tuple[int, int, int] | None = None
    _has_backup: bool = False
    _texts: tuple[Any, dict] | None = None

    @property
    def backup(self) -> Path:
        """A copy of the file as it was when it was first read."""
        return self.path.with_name(f"{self.path.stem}.backup.json")

    def load(self) -> None:
        """Read the file where it changed. Raises NotSaved where it cannot be opened."""
        with self.held() if self.path.exists() else nullcontext():
            self._read()

    def of(self, student: str, exercise: str, answer: Any) -> WrittenMark | None:
        """Return the mark of this very answer, else the newest of an earlier one, else None.

        White space makes no difference. A mark is one of a text: where a student is known by
        another name than before, or two wrote the same, it is found all the same. The file is
        read once; see `load`.
        """
        given = self._given(student, exercise)
        for one in reversed(given):
            if is_same(one["answer"], answer):
                return as_mark(one, True)
        if isinstance(answer, str) and (found := self._by_text.get(key_of(exercise, answer))):
            return as_mark(found, True)
        return as_mark(given[-1], False) if given else None

    def give(
        self, student: str, exercise: str, answer: str, level: str, comment: str = ""
    ) -> WrittenMark:
        """Save and return the mark of an answer, in place of one that the same text had.

        Raises NotSaved, also for a level that is none and a comment that is too long.
        """
        if level not in WORTH:
            raise NotSaved(f"Not saved: the levels are {', '.join(WORTH)}.")
        if len(comment) > LONGEST:
            raise NotSaved(f"Not saved: a comment has at most {LONGEST:,} characters.")
        new = {"level": level, "comment": comment.strip(), "answer": answer}
        with self.held():
            self._read()
            others = self._others(student, exercise, answer)
            new["time"] = moment(max((one["time"] for one in others), default=""))
            self._put(student, exercise, [*others, new])
        return as_mark(new, True)

    def take_back(self, student: str, exercise: str, answer: str) -> None:
        """Forget the mark of this very answer; those of earlier ones stay. Raises NotSaved."""
        with self.held():
            self._read()
            self._put(student, exercise, self._others(student, exercise, answer))

    def comments(self, exercise: str = "") -> list[str]:
        """Return each line that comments have, those to `exercise` first, in order of first use.

        A comment that is mended or taken back is gone from here too.
        """
        given = sorted(
            (name != exercise, one["time"], one["comment"])
            for answers in self._marks.values()
            for name, marks in answers.items()
            for one in marks
        )
        lines = (line.strip() for *_, comment in given for line in comment.splitlines())
        return list(dict.fromkeys(filter(None, lines)))

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the file: until this ends nobody else writes a mark, and grading swaps no folder.

        The lock lies beside the folder, so that the folder itself can be put in another's place.
        Raises NotSaved where it is held by another for too long, or an OSError comes of it.
        """
        from filelock import FileLock, Timeout

        folder = self.path.parent.absolute()
        lock = folder.with_name(f".{folder.name}.{self.path.stem}.lock")
        try:
            with FileLock(lock, timeout=PATIENCE, poll_interval=0.002):
                yield
        except Timeout:
            raise NotSaved(
                "Not saved: another notebook, or grading, has held the marks for too long. Close "
                "it, and try again."
            ) from None
        except OSError as error:
            why = (error.strerror or "unknown reason").rstrip(".")
            raise NotSaved(
                f"Not saved: {folder.name}/{self.path.name} cannot be read or written ({why}). "
                "Close other programs that use it, or make room on the disk. Then try again."
            ) from None

    @property
    def _marks(self) -> dict[str, dict[str, list[dict[str, Any]]]]:
        if self._data is None:
            self.load()
        return self._data["marks"]

    @property
    def _by_text(self) -> dict[tuple[str, str], dict[str, Any]]:
        """The newest mark of each text, by exercise and text."""
        marks = self._marks
        if self._texts is None or self._texts[0] is not marks:
            newest = [
                (name, one)
                for answers in marks.values()
                for name, given in answers.items()
                for one in given
            ]
            newest.sort(key=lambda pair: pair[1]["time"])
            self._texts = marks, {key_of(name, one["answer"]): one for name, one in newest}
        return self._texts[1]

    def _given(self, student: str, exercise: str) -> list[dict[str, Any]]:
        return self._marks.get(student, {}).get(exercise, [])

    def _others(self, student: str, exercise: str, answer: str) -> list[dict[str, Any]]:
        given = self._given(student, exercise)
        return [one for one in given if not is_same(one["answer"], answer)]

    def _put(self, student: str, exercise: str, given: list[dict[str, Any]]) -> None:
        mine = self._marks.get(student, {}) | {exercise: given}
        self._write(self._data | {"marks": self._marks | {student: mine}})

    def _read(self) -> None:
        """Read what the file holds; set it aside first where it is none of ours."""
        stamp = stamp_of(self.path)
        if self._data is not None and stamp == self._stamp:
            return
        if stamp is None:
            self._data, self._stamp = self._empty(), None
            return
        raw = self.path.read_bytes()
        try:
            self._data, self._stamp = parse(raw, self.lesson), stamp
        except NotOurs as error:
            self.notes.append(f"{error.sentence} {set_aside(self.path, error.label)}")
            self._data, self._stamp = self._empty(), None
            self._go_on_from_backup()
        else:
            self._back_up(raw)

    def _empty(self) -> dict[str, Any]:
        return {"schema": SCHEMA, "kit": kit_version(), "lesson": self.lesson, "marks": {}}

    def _back_up(self, raw: bytes) -> None:
        if not self._has_backup:
            # Without room for a copy the file itself can still be read.
            with suppress(OSError):
                write(self.backup, raw)
                self._has_backup = True

    def _go_on_from_backup(self) -> None:
        with suppress(FileNotFoundError, NotOurs):
            data = parse(self.backup.read_bytes(), self.lesson)
            self._write(data)
            count = sum(len(given) for one in data["marks"].values() for given in one.values())
            marks = f"{count} mark{'' if count == 1 else 's'}"
            self.notes.append(f"You go on from a copy with {marks}.")

    def _write(self, data: dict[str, Any]) -> None:
        write(self.path, dump(data).encode("utf-8"))
        self._data, self._stamp = data, stamp_of(self.path)


def as_mark(given: dict[str, Any], is_current: bool) -> WrittenMark:
    """Return a mark as the file holds it, for one who asks."""
    known = {name: given[name] for name in ("level", "comment", "answer", "time")}
    return WrittenMark(**known, is_current=is_current)


def key_of(exercise: str, answer: str) -> tuple[str, str]:
    """Return by what a marked text is found again: its exercise, and its words."""
    return exercise, " ".join(answer.split())


def is_same(text: str, answer: Any) -> bool:
    """Say whether an answer is a text, but for white space."""
    if type(answer) is not str:
        return False
    return text == answer or text.split() == answer.split()


def parse(raw: bytes, lesson: str) -> dict[str, Any]:
    """Return what a file of a lesson's marks holds; NotOurs for all else."""
    try:
        data = read_json(raw)
    except ValueError:
        data = None
    if not isinstance(data, dict) or type(data.get("schema")) is not int:
        raise NotOurs("damaged", "The file of marks is damaged.")
    if data["schema"] > SCHEMA:
        raise NotOurs("newer", "The file of marks is from a newer version of this kit.")
    if data.get("lesson") != lesson:
        raise NotOurs("other-lesson", "The file of marks is of another lesson.")
    if not is_sound(data.get("marks")):
        raise NotOurs("damaged", "The file of marks is damaged.")
    return data


def is_sound(marks: Any) -> bool:
    """Say whether marks have the shape that they are written in."""

    def is_mark(one: Any) -> bool:
        return (
            isinstance(one, dict)
            and all(isinstance(one.get(name), str) for name in ("level", "comment", "answer"))
            and one["level"] in WORTH
            and is_time(one.get("time"))
        )

    return isinstance(marks, dict) and all(
        isinstance(answers, dict)
        and all(isinstance(given, list) and all(map(is_mark, given)) for given in answers.values())
        for answers in marks.values()
    )
