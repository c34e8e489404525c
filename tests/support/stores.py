"""The kinds of store, so that what holds of one can be asked of the other."""

import re
from collections.abc import Callable
from pathlib import Path

from attrs import frozen

from helpers.common.store import Store
from helpers.grading.manual.marks import TeacherMarks
from helpers.grading.manual.overrules import Overrules
from helpers.student.saved_answers import SavedWork
from support.small_lesson import VOICE

SENTENCE = re.compile(r"[A-ZŁ“].*[.!?]$", re.DOTALL)
PYTHONESE = re.compile(r"Errno|Traceback|\bdict\b|NoneType|Error\b|Exception|object at")


def aside(path: Path) -> list[Path]:
    """Return the set-aside forms of a store's file, and no lock or backup."""
    return sorted(path.parent.glob(f"{path.stem}.*-[0-9]*.json"))


def is_sentence(words: str) -> bool:
    """Say whether a student or a teacher can read this."""
    return bool(SENTENCE.match(words)) and not PYTHONESE.search(words) and len(words) < 1000


@frozen
class Kept:
    """A kind of store: its file, how it is opened, how a text is saved, and which are there.

    `what` is as messages call what is counted.
    """

    file: str
    what: str
    open: Callable[[Path], Store]
    save: Callable[[Store, str], object]
    texts: Callable[[Store], list[str]]


def open_answers(path: Path) -> SavedWork:
    """Open saved work of a lesson."""
    return SavedWork(path, "a-lesson", "0" * 64)


KINDS = {
    "answers": Kept(
        "work/a-lesson.json",
        "answer",
        open_answers,
        lambda work, text: work.attempt("calls", text),
        lambda work: [one.answer for one in work.entry("calls").attempts],
    ),
    "drafts": Kept(
        "work/a-lesson.json",
        "answer",
        open_answers,
        lambda work, text: work.keep(text, text),
        lambda work: list(work.entries()),
    ),
    "marks": Kept(
        "class-7b/marks.json",
        "mark",
        lambda path: TeacherMarks(path, "a-lesson"),
        lambda marks, text: marks.give(text, "essay", text, "Basic", text),
        lambda marks: (marks.load(), marks.comments())[1],
    ),
    "overruled marks": Kept(
        "class-7b/overrules.json",
        "overruled mark",
        lambda path: Overrules(path, "a-lesson"),
        lambda marks, text: marks.give(text, VOICE, "ann", 1, text),
        lambda marks: (marks.load(), [one.reason for *_, one in marks.all()])[1],
    ),
}
