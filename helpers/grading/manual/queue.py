"""Blind marking: the written answers of a graded class, one at a time and without names."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from helpers.common.errors import KitError
from helpers.common.json_reader import read_json
from helpers.exercises.asked import read_asked
from helpers.exercises.exercise import Exercise
from helpers.exercises.key import Key
from helpers.exercises.result import UNMARKED
from helpers.grading.folder import MANIFEST, MARKS, WRITTEN
from helpers.grading.manual.marks import WORTH, TeacherMarks
from helpers.lesson.lesson import open_lesson

AGAIN = "Grade the class again."
GONE = "The class was graded again, and this answer is no longer there. Run the cell again."
NO_ANSWERS = "Nobody in this class has handed in a written answer."
CHANGED = f"{UNMARKED}: the answer changed"
HEAD = ("student", "id", "exercise", "level", "comment")
# Control characters, but for tabs and new lines, as the signs that Unicode has to show them.
SIGNS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {127: 0x2421}
# Halves of characters, which no page can be sent, and what makes words read backwards.
STRANGE = re.compile("[\ud800-\udfff\u202d\u202e]")


@frozen
class Written:
    """A written answer: whose it is, what it answers, and its text."""

    student: str
    name: str
    exercise: str
    text: str

    @property
    def rank(self) -> bytes:
        """What puts the answers to one question into an order that has nothing to do with names."""
        return sha256(f"{self.exercise}\n{self.student}".encode("utf-8", "surrogatepass")).digest()


@define
class Marking:
    """A teacher marking the class of a folder. The page is told of answers, never whose they are.

    `answers` stand question after question, as the lesson has them.
    """

    folder: Path
    exercises: Mapping[str, Exercise]
    keys: Mapping[str, Key]
    marks: TeacherMarks
    answers: list[Written] = field(factory=list)
    _places: dict[str, int] = field(factory=dict)
    _salt: str = field(factory=secrets.token_hex)

    def read(self) -> None:
        """Read the answers and the marks. Raises KitError where one of them cannot be read."""
        order = list(self.exercises)
        found = read_written(self.folder / WRITTEN, self.exercises)
        self.answers = sorted(found, key=lambda one: (order.index(one.exercise), one.rank))
        self._places = {self.ticket(one): place for place, one in enumerate(self.answers)}
        self.marks.load()

    def ticket(self, one: Written) -> str:
        """What stands for an answer on the page; whose it is cannot be told from it."""
        text = "\n".join((self._salt, one.exercise, one.student, one.text))
        return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def __call__(self, message: Any) -> dict[str, Any]:
        """The reply to a message of the page. What is wrong is said in it."""
        what = message.get("do") if isinstance(message, dict) else None
        reply = REPLIES.get(what) if isinstance(what, str) else None
        if reply is None:
            return {}
        try:
            return reply(self, message)
        except KitError as error:
            return {"trouble": str(error)}

    def open(self, _: dict[str, Any]) -> dict[str, Any]:
        """Show the first answer that is not yet marked."""
        self.read()
        if not self.answers:
            raise KitError(NO_ANSWERS)
        return self.view(self.next_to_mark(-1))

    def go(self, message: dict[str, Any]) -> dict[str, Any]:
        """Show the answer after, the one before, or the next that is not yet marked."""
        place, way = self.place(message), message.get("way")
        if way == "to mark":
            return self.view(self.next_to_mark(place))
        step = (way == "on") - (way == "back")
        return self.view(min(max(place + step, 0), len(self.answers) - 1))

    def mark(self, message: dict[str, Any]) -> dict[str, Any]:
        """Save a mark, and show the next answer to mark, or with `stay` the same one."""
        place = self.place(message)
        one, level, comment = self.answers[place], message.get("level"), message.get("comment")
        level, comment = (part if isinstance(part, str) else "" for part in (level, comment))
        given = self.marks.give(one.student, one.exercise, one.text, level, comment)
        following = place if message.get("stay") is True else self.next_to_mark(place)
        return self.view(following) | {"saved": {"level": level, "time": given.time}}

    def take_back(self, message: dict[str, Any]) -> dict[str, Any]:
        """Forget the mark of an answer."""
        place = self.place(message)
        one = self.answers[place]
        self.marks.take_back(one.student, one.exercise, one.text)
        return self.view(place) | {"taken_back": True}

    def names(self, _: dict[str, Any]) -> dict[str, Any]:
        """Show who wrote which answer, and what it was given."""
        order = list(self.exercises)
        by_name = sorted(
            self.answers,
            key=lambda one: (one.name.casefold(), one.student, order.index(one.exercise)),
        )
        return {"names": {"head": HEAD, "rows": [self.row(one) for one in by_name]}}

    def row(self, one: Written) -> list[str]:
        """The line of the table of names for one answer."""
        given = self.marks.of(one.student, one.exercise, one.text)
        level, comment = UNMARKED if given is None else CHANGED, ""
        if given and given.is_current:
            level, comment = f"{given.level} ({given.marks})", given.comment
        title = self.exercises[one.exercise].title
        return [shown(part) for part in (one.name, one.student, title, level, comment)]

    def place(self, message: dict[str, Any]) -> int:
        """The index of the answer that a message is about; KitError where it is gone."""
        ticket = message.get("answer")
        if not isinstance(ticket, str) or ticket not in self._places:
            raise KitError(GONE)
        return self._places[ticket]

    def to_mark(self) -> list[int]:
        """The indices of answers that have no mark as they are now."""
        return [
            place
            for place, one in enumerate(self.answers)
            if not (given := self.marks.of(one.student, one.exercise, one.text))
            or not given.is_current
        ]

    def next_to_mark(self, place: int) -> int:
        """The next index to mark, from the beginning again after the last; else `place`."""
        waiting = self.to_mark()
        after = [one for one in waiting if one > place]
        return (after or waiting or [max(place, 0)])[0]

    def view(self, place: int) -> dict[str, Any]:
        """What the page shows of one answer."""
        one, waiting = self.answers[place], self.to_mark()
        places = [n for n, other in enumerate(self.answers) if other.exercise == one.exercise]
        asked = list(dict.fromkeys(other.exercise for other in self.answers))
        return {
            "answer": self.ticket(one),
            "text": shown(one.text),
            "number": place - places[0] + 1,
            "of": len(places),
            "to_go": len(set(waiting) & set(places)),
            "all_to_go": len(waiting),
            "question": self.question(self.exercises[one.exercise]),
            "question_number": asked.index(one.exercise) + 1,
            "questions": len(asked),
            **self.given(one),
            "comments": [shown(line) for line in self.marks.comments(one.exercise)],
            "notes": self.marks.notes,
        }

    def given(self, one: Written) -> dict[str, Any]:
        """The mark of an answer as it is now, or the one that an earlier text was given."""
        found = self.marks.of(one.student, one.exercise, one.text)
        none = {"level": "", "comment": "", "time": ""}
        if found is None:
            return {"mark": none, "earlier": None}
        mark = {name: shown(getattr(found, name)) for name in none}
        if found.is_current:
            return {"mark": mark, "earlier": None}
        return {"mark": none, "earlier": mark | {"text": shown(found.answer)}}

    def question(self, exercise: Exercise) -> dict[str, Any]:
        """What stands beside an answer: the question, the levels, and what the key says."""
        key = self.keys.get(exercise.id)
        samples = key.levels if key else {}
        levels = [
            [level, worth, exercise.rubric.get(level, ""), samples.get(level, "")]
            for level, worth in WORTH.items()
        ]
        about = {"id": exercise.id, "title": exercise.title, "question": exercise.question}
        return about | {"levels": levels, "found": key.message if key else ""}


REPLIES: dict[str, Callable[[Marking, dict[str, Any]], dict[str, Any]]] = {
    "open": Marking.open,
    "go": Marking.go,
    "mark": Marking.mark,
    "take back": Marking.take_back,
    "names": Marking.names,
}


def open_class(folder: Path) -> Marking:
    """The marking of a graded class, with its answers read.

    Raises KitError where its files, and LessonError where the lesson's, cannot be read.
    """
    try:
        manifest = read_json((folder / MANIFEST).read_bytes())
        slug = manifest["lesson"]
    except (OSError, ValueError, TypeError, KeyError):
        raise KitError(f"{folder.name}/{MANIFEST} cannot be read. {AGAIN}") from None
    lesson = open_lesson(slug)
    asked = read_asked(lesson.folder, lesson.slug, lesson.article)
    written = {one.id: one for one in asked.exercises if one.marked_by_person}
    marking = Marking(folder, written, asked.keys, TeacherMarks(folder / MARKS, lesson.slug))
    marking.read()
    return marking


def read_written(path: Path, exercises: Mapping[str, Exercise]) -> Iterator[Written]:
    """Yield the written answers of a graded class; none where the file is not there.

    Raises KitError where a line is none, or answers what the lesson does not ask.
    """
    place = f"{path.parent.name}/{path.name}"
    try:
        lines = path.read_bytes().splitlines() if path.exists() else []
    except OSError as error:
        raise KitError(f"{place} cannot be read ({error.strerror}). {AGAIN}") from None
    for number, line in enumerate(lines, 1):
        try:
            found = read_json(line)
            parts = [found[name] for name in ("student", "name", "exercise", "answer")]
        except (ValueError, TypeError, KeyError):
            parts = []
        if not parts or not all(isinstance(part, str) for part in parts):
            raise KitError(f"{place}, line {number}, is damaged. {AGAIN}")
        if parts[2] not in exercises:
            found = f"{place}, line {number}, answers what the lesson does not ask"
            raise KitError(f"{found}: “{shown(parts[2])[:40]}”. {AGAIN}")
        yield Written(*parts)


def shown(text: str) -> str:
    """A text as a page can show it, with a sign for what would not be seen as it is."""
    return STRANGE.sub("\ufffd", text.replace("\r\n", "\n")).translate(SIGNS)
