"""A student at work on a notebook: what is asked, what is saved, and what is said to it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from attrs import define, field

from helpers.common.errors import Findings
from helpers.common.text import plural
from helpers.common.where import IN_BROWSER
from helpers.exercises.answer_file import Entry
from helpers.exercises.asked import read_asked
from helpers.exercises.assignment import Assignment, read_assignment
from helpers.exercises.exercise import Exercise
from helpers.exercises.key import Key
from helpers.exercises.key_reader import read_key
from helpers.exercises.result import (
    MISSING,
    PARTLY,
    RIGHT,
    UNMARKED,
    UNREADABLE,
    WRONG,
    Result,
)
from helpers.exercises.scoring import score
from helpers.lesson.article import part_name
from helpers.lesson.lesson import Lesson
from helpers.lesson.locked import SealedLesson, is_sealed, was_opened
from helpers.lesson.unlock import unlock
from helpers.student.own_work import OwnWork
from helpers.student.saved_answers import SavedWork
from helpers.student.web_unlock import WebUnlock

NO_ENTRY = Entry(None, "", ())
HEADS = {
    MISSING: "No answer yet.",
    UNREADABLE: "This answer cannot be read.",
    UNMARKED: "Saved. This one is marked by a person.",
}
LATER = "You can still change it. What is said to it comes with the class code."


@define
class Answering:
    """The exercises of a lesson, with the student's saved work and, once it is there, the key.

    `unlock` opens a sealed lesson with its class code. `assignment` says what the lesson was
    handed out as, where it came in a pack.
    """

    lesson: Lesson | SealedLesson
    exercises: dict[str, Exercise]
    work: SavedWork
    unlock: Callable[[str], None]
    assignment: Assignment | None = None
    _keys: dict[str, Key] = field(factory=dict)

    @property
    def is_graded(self) -> bool:
        """Say whether the key is still sealed, so that nothing is said to an answer."""
        return is_sealed(self.lesson.folder)

    @property
    def own_work(self) -> OwnWork:
        """What the student made in code, and keeps for the report."""
        return OwnWork(self.work.path.parent / "made" / self.lesson.slug)

    @property
    def unsure(self) -> str:
        """Why nobody can be sure that what is saved stays, or nothing."""
        return self.work.UNSURE if self.work.is_unsure else ""

    def asked(self, notebook: str, place: str | None = None) -> list[Exercise]:
        """Return the exercises of a notebook, or of one place in it."""
        return [
            one
            for one in self.exercises.values()
            if one.notebook == notebook and place in (None, one.place)
        ]

    def score(self, exercise: Exercise, answer: Any) -> Result | None:
        """The result of an answer, or None where there is no key for it."""
        if not self._keys and not self.is_graded:
            findings = Findings()
            article = self.lesson.article
            found = read_key(self.lesson.folder, self.exercises.values(), article, findings)
            self._keys = found
        key = self._keys.get(exercise.id)
        return score(exercise, key, answer) if key else None

    def entries(self, exercises: Iterable[Exercise] | None = None) -> dict[str, Entry]:
        """Return what is saved, by exercise; of some exercises or of all. Raises NotSaved."""
        return self.work.entries(None if exercises is None else [one.id for one in exercises])

    def entry(self, exercise: Exercise) -> Entry:
        """Return what is saved of one exercise. Raises NotSaved."""
        return self.work.entry(exercise.id)

    def keep(self, exercise: Exercise, answer: Any) -> None:
        """Save a draft. Raises NotSaved."""
        self.work.keep(exercise.id, answer, **self.about_an_answer())

    def attempt(self, exercise: Exercise, answer: Any) -> None:
        """Save an answer that is handed in. Raises NotSaved."""
        self.work.attempt(exercise.id, answer, **self.about_an_answer())

    def about_an_answer(self) -> dict[str, Any]:
        """Return what is kept beside an answer: whether the class code had opened the key."""
        return {"opened": True} if was_opened(self.lesson.folder) else {}

    def feedback(
        self, exercise: Exercise, answer: Any, attempts: Iterable[Any] = ()
    ) -> dict[str, Any]:
        """Return what is said to an answer: state, head, message, and evidence (part, words).

        Where it is marked, also the `word` for its state; where parts of it are, what is said of
        these (id, state, word, message), and the `summary` that stands above them. `attempts` are
        all answers that were handed in.
        """
        found = self.score(exercise, answer)
        if found is None:
            missing = exercise.what_is_missing(answer)
            head = "Saved, and not complete yet." if missing else "Saved and complete."
            later = LATER if self.is_graded else "This lesson has no key for it."
            state = "open" if missing else "complete"
            return {"state": state, "head": head, "message": missing or later, "evidence": []}
        out_of = f"{found.marks} of {plural(found.out_of, 'mark')}."
        evidence = [[part_name(one.at).capitalize(), one.quote] for one in found.evidence]
        said = {
            "state": found.look.replace(" ", "-"),
            "head": HEADS.get(found.state, out_of),
            "message": found.message,
            "evidence": evidence,
        }
        wait = found.state == UNMARKED and exercise.wait([*attempts, answer])
        if wait and not was_opened(self.lesson.folder):
            said |= {"message": wait, "evidence": []}
        said["word"] = found.word
        if found.parts:
            parts = [[one.id, one.state, one.word, one.message] for one in found.parts]
            said |= {"parts": parts, "summary": found.summary}
        return said

    def state(self, exercise: Exercise, entry: Entry | None) -> dict[str, Any]:
        """Return an exercise as a form shows it, with the answer that is saved.

        `feedback` is there where the newest answer was handed in.
        """
        entry = entry or NO_ENTRY
        shown = {"id": exercise.id, "answer": entry.answer, "time": entry.time}
        shown |= {"attempts": len(entry.attempts), "drafted": not entry.checked}
        attempts = [one.answer for one in entry.attempts]
        said = self.feedback(exercise, entry.answer, attempts) if entry.checked else None
        return shown | {"feedback": said}


def open_answering(lesson: Lesson | SealedLesson) -> Answering:
    """Return a student's work on a lesson.

    It is saved in `work` beside `seeds`, or where the environment's WORK says. Raises LessonError
    where exercises cannot be read, and KitError where the file that says what was handed out is
    damaged.
    """
    asked = read_asked(lesson.folder, lesson.slug, lesson.article, with_key=False)
    folder = work_folder(lesson.folder)
    path = folder / f"{lesson.slug}.json"
    assignment = read_assignment(lesson.folder)
    pack = assignment.id if assignment else ""
    keeper = "this browser" if IN_BROWSER else ""
    work = SavedWork(path, lesson.slug, lesson.article.sha256, pack, keeper)
    opener = WebUnlock(lesson.folder, folder) if IN_BROWSER else partial(unlock, lesson.folder)
    return Answering(lesson, {one.id: one for one in asked.exercises}, work, opener, assignment)


def work_folder(lesson: Path) -> Path:
    """Where the work on a lesson, by its folder, is saved."""
    return Path(os.environ.get("WORK") or lesson.resolve().parent.parent / "work")


def progress(answering: Answering) -> list[list[str]]:
    """Return how far a student is: notebook, done, right, to mend, marks, minutes left.

    A row each, and a sum. Done is what was handed in and is no blank. Marks are those of done
    exercises; written answers wait for a reader. What is for the quick is counted beside the rest,
    and has no part in marks. In graded mode there are no marks yet. Raises NotSaved.
    """
    saved, rows = answering.entries(), []
    everywhere: Counter[str] = Counter()
    for notebook in sorted({one.notebook for one in answering.exercises.values()}):
        found: Counter[str] = Counter()
        for exercise in answering.asked(notebook):
            entry = saved.get(exercise.id, NO_ENTRY)
            done = entry.checked and not exercise.is_blank(entry.answer)
            if exercise.extra:
                found["for the quick"] += done
                continue
            found["all"] += 1
            found["done"] += done
            found["minutes"] += 0 if done else exercise.minutes
            given = answering.score(exercise, entry.answer) if done else None
            if given is not None:
                found["marks"] += given.marks or 0
                found["out of"] += 0 if given.state == UNMARKED else given.out_of
                found["waiting"] += given.state == UNMARKED
                found["right"] += given.state == RIGHT
                found["to mend"] += given.state in (PARTLY, WRONG, UNREADABLE)
        everywhere.update(found)
        rows.append([f"Notebook {int(notebook)}", *in_words(found)])
    return [*rows, ["All", *in_words(everywhere)]]


def in_words(found: Counter[str]) -> list[str]:
    """Return counts as a table shows them."""
    known, quick, waiting = found["out of"], found["for the quick"], found["waiting"]
    done = f"{found['done']} of {found['all']}" + (f", and {quick} for the quick" if quick else "")
    given = f"{found['marks']} of {known}" if known else "–"
    given += f", and {waiting} to be read" if waiting else ""
    told = [f"{found['right']}", f"{found['to mend']}"] if known else ["–", "–"]
    return [done, *told, given, f"{found['minutes']}"]
