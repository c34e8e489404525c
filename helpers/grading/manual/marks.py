"""The teacher's marks of written answers: one file a graded class, which grading never loses."""

from __future__ import annotations

from typing import Any

from attrs import define, frozen

from helpers.common.json_reader import is_time
from helpers.common.store import NotSaved, moment
from helpers.exercises.exercise import LEVELS
from helpers.grading.manual.class_file import ClassFile

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
class TeacherMarks(ClassFile):
    """The marks of one graded class in one lesson (its slug), in the file `path`.

    Each text that a student handed in keeps the mark it was given.
    """

    FIELD = "marks"
    WHAT = "mark"
    _texts: tuple[Any, dict[tuple[str, str], dict[str, Any]]] | None = None

    @staticmethod
    def is_sound(one: Any) -> bool:
        """Whether something has the shape of a mark."""
        return (
            isinstance(one, dict)
            and all(isinstance(one.get(name), str) for name in ("level", "comment", "answer"))
            and one["level"] in WORTH
            and is_time(one.get("time"))
        )

    def of(self, student: str, exercise: str, answer: Any) -> WrittenMark | None:
        """The mark of this very answer, else the newest of an earlier one, else None.

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

        def give(data: dict[str, Any]) -> dict[str, Any]:
            others = self._others(student, exercise, answer)
            new["time"] = moment(max((one["time"] for one in others), default=""))
            return self._with(data, student, exercise, [*others, new])

        with self.held():
            self._change(give)
        return as_mark(new, True)

    def take_back(self, student: str, exercise: str, answer: str) -> None:
        """Forget the mark of this very answer; those of earlier ones stay. Raises NotSaved."""

        def take(data: dict[str, Any]) -> dict[str, Any]:
            return self._with(data, student, exercise, self._others(student, exercise, answer))

        with self.held():
            self._change(take)

    def comments(self, exercise: str = "") -> list[str]:
        """Each line that comments have, those to `exercise` first, in order of first use.

        A comment that is mended or taken back is gone from here too.
        """
        given = sorted(
            (name != exercise, one["time"], one["comment"])
            for answers in self._entries.values()
            for name, marks in answers.items()
            for one in marks
        )
        lines = (line.strip() for *_, comment in given for line in comment.splitlines())
        return list(dict.fromkeys(filter(None, lines)))

    @property
    def _by_text(self) -> dict[tuple[str, str], dict[str, Any]]:
        """The newest mark of each text, by exercise and text."""
        marks = self._entries
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
        return self._entries.get(student, {}).get(exercise, [])

    def _others(self, student: str, exercise: str, answer: str) -> list[dict[str, Any]]:
        given = self._given(student, exercise)
        return [one for one in given if not is_same(one["answer"], answer)]

    def _with(
        self, data: dict[str, Any], student: str, exercise: str, given: list[dict[str, Any]]
    ) -> dict[str, Any]:
        mine = data["marks"].get(student, {}) | {exercise: given}
        return data | {"marks": data["marks"] | {student: mine}}


def as_mark(given: dict[str, Any], is_current: bool) -> WrittenMark:
    """A mark, from what the file holds of it."""
    known = {name: given[name] for name in ("level", "comment", "answer", "time")}
    return WrittenMark(**known, is_current=is_current)


def key_of(exercise: str, answer: str) -> tuple[str, str]:
    """The exercise and the words of a text, by which its mark is found again."""
    return exercise, " ".join(answer.split())


def is_same(text: str, answer: Any) -> bool:
    """Whether an answer is a text, but for white space."""
    return type(answer) is str and text.split() == answer.split()
