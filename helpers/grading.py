"""Grading: what was handed in goes in; gradebook, feedback pages and the class page come out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from helpers import class_page, feedback, gradebook
from helpers.assignment import Assignment
from helpers.class_store import ClassStore, Student
from helpers.collecting import find_files
from helpers.exercises import Exercise
from helpers.file_names import safe_name
from helpers.graded_class import (
    CLASS_PAGE,
    CLASS_TABLE,
    FEEDBACK,
    GRADEBOOK,
    MANIFEST,
    MARKS,
    PROBLEMS,
    WRITTEN,
)
from helpers.item_statistics import Tally
from helpers.key import Key
from helpers.learning_platform import Platform
from helpers.lesson import Lesson
from helpers.marker import Marked, Marker
from helpers.outcome import MARKED, MISSING, UNMARKED, UNREADABLE, Outcome
from helpers.problems import KitError
from helpers.saved_work import kit_version
from helpers.submission import Refused, read_submission
from helpers.teacher_marks import TeacherMarks
from helpers.timex import in_words
from helpers.whole_file import read_json
from helpers.whole_folder import replaced

SCHEMA = 1
STORE = "class.db"  # while it is graded
MOST_REASONS = 10  # where nothing at all could be graded
LONG_TEXT = 120  # characters; shorter texts may well be alike by chance
OTHER_PACK = "It was made with another pack of this lesson; it is graded by the one named here."
NOT_LISTED = "{} does not list this student, so no total could be filled in."


@frozen
class Course:
    """What a class is graded by: the lesson, its exercises and keys, and the teacher's choices.

    `show` is how much of the key the feedback pages tell (see feedback.SHOW); `count` is which
    answer counts (see submission.read_submission).
    """

    lesson: Lesson
    exercises: Mapping[str, Exercise]
    keys: Mapping[str, Key]
    assignment: Assignment | None = None
    platforms: tuple[Platform, ...] = ()
    show: str = "messages"
    count: str = "newest"


@define
class Summary:
    """What came of it, for the teacher: numbers of students, sentences, and what has changed."""

    students: int = 0
    final: int = 0
    unfinished: int = 0
    waiting: int = 0
    unreadable: int = 0
    missing: int = 0
    problems: list[tuple[str, str, str]] = field(factory=list)
    changes: list[str] = field(factory=list)
    notes: list[str] = field(factory=list)
    is_first: bool = True


def grade(
    course: Course,
    submissions: Path,
    out: Path,
    progress: Callable[[Iterable[Any], str], Iterable[Any]] = lambda all, _: all,
) -> Summary:
    """Grade a folder or a ZIP of submissions into the folder `out`; return what came of it.

    No file of a student is run, unpacked or trusted. `out` is as it was or whole, whatever
    happens; files in it that grading did not make stay. Raises KitError where `submissions`
    cannot be read, or `out` is a folder of something else.
    """
    check_place(course, submissions, out)
    now = datetime.now(UTC).isoformat()
    marks = TeacherMarks(out / MARKS, course.lesson.slug)
    # Marks are held from before the folder is replaced until after, so that none falls between.
    with ExitStack() as held, replaced(out, lambda path: path.name in before) as folder:
        check_place(course, submissions, out)  # what was broken off is put back by now
        before = made_before(out)
        with ClassStore(folder / STORE, now) as store:
            collect(course, store, progress(find_files(submissions), "Reading"))
            check_anybody(store, submissions)
            summary = Summary(is_first=not before)
            for row in gradebook.read(out / GRADEBOOK):
                store.remember(row.get("id") or "", row)
            Grader(course, store, folder, marks, summary)(progress)
        (folder / STORE).unlink()
        write_manifest(course, folder)
        held.enter_context(marks.held())
    return summary


def check_place(course: Course, submissions: Path, out: Path) -> None:
    """Raise KitError where the result must not be written to a folder."""
    if not submissions.exists():
        raise KitError(
            f"There is nothing called {submissions.name}. Name the folder or the ZIP with what "
            "was handed in; you can drag it into the terminal."
        )
    if out.exists() and not out.is_dir():
        raise KitError(f"{out.name} is a file. Name a new folder for the result.")
    here, source = out.resolve(), submissions.resolve()
    if here == source or here in source.parents or source in here.parents:
        raise KitError(
            "The result and what was handed in need folders of their own, none in the other. "
            "Name another one after --out."
        )
    if out.is_dir() and any(out.iterdir()):
        about = manifest(out)
        if about is None:
            raise KitError(
                f"{out.name} holds other files, and no earlier grading. Name a new folder."
            )
        if about.get("lesson") != course.lesson.slug:
            raise KitError(f"{out.name} holds a grading of another lesson. Name a new folder.")


def check_anybody(store: ClassStore, submissions: Path) -> None:
    """Raise KitError where there is no student at all, with what is to be said of files."""
    if next(store.students(), None) is None:
        found = [f"{path}: {reason}" for path, _, reason in store.problems()][:MOST_REASONS]
        head = f"{submissions.name} holds no answers that could be graded."
        raise KitError("\n  ".join([head, *found]))


def manifest(out: Path) -> dict[str, Any] | None:
    """Return what grading wrote of itself into a folder; None where it never did."""
    try:
        found = read_json((out / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and isinstance(found.get("files"), list) else None


def made_before(out: Path) -> set[str]:
    """Return the names in a folder that an earlier grading made."""
    about = manifest(out) if out.is_dir() else None
    return {str(name) for name in about["files"]} | {MANIFEST} if about else set()


def write_manifest(course: Course, folder: Path) -> None:
    """Write what the folder is, and what grading made in it."""
    about = {
        "schema": SCHEMA,
        "kit": kit_version(),
        "lesson": course.lesson.slug,
        "article": course.lesson.article.sha256,
        "assignment": course.assignment.id if course.assignment else "",
        "exercises": list(course.exercises),
        "files": sorted(path.name for path in folder.iterdir()),
    }
    text = json.dumps(about, ensure_ascii=False, indent=1) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")


def collect(course: Course, store: ClassStore, files: Iterable[Any]) -> None:
    """Read every file into the store, and find the one of each student that counts."""
    lesson, article = course.lesson.slug, course.lesson.article.sha256
    for found in files:
        submission, reason = None, found.problem
        if not reason:
            try:
                submission = read_submission(found.read(), lesson, article, course.count)
            except Refused as refused:
                reason = refused.reason
            except OSError as error:
                reason = f"It cannot be read ({error.strerror})."
        store.add(found, submission, reason)
    store.settle()
    for platform in course.platforms:
        store.enrol(platform.kind, platform.students())
    store.note_copies()


class Grader:
    """Writes the result of a class into a folder, a student at a time."""

    def __init__(
        self,
        course: Course,
        store: ClassStore,
        folder: Path,
        marks: TeacherMarks,
        summary: Summary,
    ) -> None:
        """Keep what is graded, where to, and what is to be said of it."""
        self.course, self.store, self.folder, self.summary = course, store, folder, summary
        marks.load()
        summary.notes += marks.notes
        self.marker = Marker(course.exercises, course.keys, marks, course.show)
        self.tally = Tally(course.exercises.values(), course.keys)
        self.notebooks = [
            (f"Notebook {int(number)}", [one.id for one in group])
            for number, group in groupby(course.exercises.values(), key=lambda one: one.notebook)
        ]
        about = course.lesson.about
        facts = [about.get("publisher", ""), in_words(course.lesson.published)]
        title = course.assignment.title if course.assignment else ""
        self.title = title or f"Your reading of “{about['headline']}”"
        self.about = ", ".join(filter(None, facts))
        self.language = about.get("inLanguage", "en")
        self.other_packs = 0
        self.filled: set[str] = set()

    def __call__(self, progress: Callable[[Iterable[Any], str], Iterable[Any]]) -> None:
        """Grade everybody, and write everything but the manifest."""
        (self.folder / FEEDBACK).mkdir()
        with (
            gradebook.writer(self.folder / GRADEBOOK) as book,
            (self.folder / WRITTEN).open("w", encoding="utf-8", newline="\n") as self.written,
        ):
            head = gradebook.head(self.course.exercises)
            book.writerow(head)
            for student in progress(self.store.students(), "Grading"):
                row = self.student(student)
                book.writerow(row)
                self.compare(student, dict(zip(head, map(str, row), strict=True)))
        self.summary.changes += [f"{name}: no longer there" for name in self.store.gone()]
        self.store.note_same_texts()
        self.write_problems()
        self.write_class()
        self.write_exports()
        self.note_packs()

    def student(self, student: Student) -> list[Any]:
        """Grade one student: write the page, and return the row of the gradebook."""
        # Somebody else's file may have come under the same name, and given both a longer one.
        names = tuple(dict.fromkeys((student.id, student.number)))
        found = self.marker.all(names, student.answers)
        outcomes = {name: one.outcome for name, one in found.items()}
        has_answers = student.answers is not None
        start = (student.name, student.id, student.path, student.late)
        row = gradebook.row(start, student.reason, outcomes, has_answers)
        self.count(student, outcomes)
        waiting = gradebook.count(outcomes, UNMARKED)
        total = feedback.total_in_words(
            gradebook.so_far(outcomes), gradebook.out_of(outcomes), waiting
        )
        if has_answers:
            self.tally.add(outcomes)
            self.note_written(student, outcomes)
            if not waiting:
                self.fill(student, outcomes, total)
        else:
            self.tally.leave_out(UNREADABLE if student.reason else MISSING)
        if has_answers or student.reason:
            self.write_page(student, total, found)
        return row

    def count(self, student: Student, outcomes: Mapping[str, Outcome]) -> None:
        """Count a student for the summary."""
        self.summary.students += 1
        waiting = gradebook.count(outcomes, UNMARKED)
        self.summary.waiting += waiting
        if student.answers is None:
            self.summary.unreadable += bool(student.reason)
            self.summary.missing += not student.reason
        else:
            self.summary.unfinished += bool(waiting)
            self.summary.final += not waiting
        for platform in self.course.platforms:
            if platform.kind == student.kind and student.number not in platform.rows:
                reason = NOT_LISTED.format(platform.table.name)
                self.store.problem(student.path, student.name, reason)
        expected = self.course.assignment
        if student.assignment and expected and student.assignment != expected.id:
            self.other_packs += 1
            self.store.problem(student.path, student.name, OTHER_PACK)

    def note_written(self, student: Student, outcomes: Mapping[str, Outcome]) -> None:
        """Keep the written answers for the one who marks them."""
        for name, outcome in outcomes.items():
            is_text = isinstance(outcome.answer, str)
            if self.course.exercises[name].kind != "written" or not is_text:
                continue
            if outcome.state in (MISSING, UNREADABLE):
                continue
            line = {"student": student.id, "name": student.name, "exercise": name}
            line["answer"] = outcome.answer
            self.written.write(json.dumps(line) + "\n")
            text = " ".join(outcome.answer.split())
            if len(text) >= LONG_TEXT:
                fingerprint = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
                self.store.note_text(fingerprint, name, student.name)

    def write_page(self, student: Student, total: str, found: Mapping[str, Marked]) -> None:
        """Write the feedback page of a student."""
        head = feedback.Head(self.title, self.about, student.name, self.language)
        notes = ["Handed in late."] if student.late else []
        if student.answers is None:
            total, parts = "Your file could not be read.", []
            notes.append(f"{student.reason} Hand it in again, or ask your teacher.")
        else:
            parts = [self.part(title, names, found) for title, names in self.notebooks]
        html = feedback.page(head, total, notes, parts)
        names = dict.fromkeys((safe_name(student.name), safe_name(student.id)))
        name = self.store.page_name("_".join(names))
        (self.folder / FEEDBACK / f"{name}.html").write_bytes(html.encode("utf-8", "replace"))

    def part(self, title: str, names: Iterable[str], found: Mapping[str, Marked]) -> feedback.Part:
        """Return a notebook as it stands on a student's page."""
        outcomes = {name: found[name].outcome for name in names}
        marks = f"{gradebook.so_far(outcomes)} of {gradebook.out_of(outcomes)} marks"
        again = [
            self.course.exercises[name]
            for name, one in outcomes.items()
            if one.state not in ("right", UNMARKED, MARKED)
        ]
        return feedback.Part(title, marks, [found[name].html for name in names], again)

    def fill(self, student: Student, outcomes: Mapping[str, Outcome], total: str) -> None:
        """Write a final total into the exports of the platform that knows the student."""
        text = ""
        for platform in self.course.platforms:
            if platform.kind == student.kind and student.number in platform.rows:
                self.filled.add(platform.kind)
                if platform.feedback is not None:
                    text = text or feedback.as_text(self.course.exercises, outcomes, total)
                marks, most = gradebook.so_far(outcomes), gradebook.out_of(outcomes)
                platform.fill(student.number, marks, most, text)

    def compare(self, student: Student, row: dict[str, str]) -> None:
        """Note what changed since the last grading."""
        before = self.store.earlier(row["id"])
        if self.summary.is_first:
            return
        found = gradebook.changes(before, row) if before else ["new"]
        if found:
            self.summary.changes.append(f"{student.name}: {', '.join(found)}")

    def write_problems(self) -> None:
        """Write what is to be said of files, and keep it for the summary."""
        with gradebook.writer(self.folder / PROBLEMS) as table:
            table.writerow(["file", "student", "reason"])
            for problem in self.store.problems():
                table.writerow(map(gradebook.harmless, problem))
                if len(self.summary.problems) < 1_000:  # enough to read; the file holds all
                    self.summary.problems.append(problem)

    def write_class(self) -> None:
        """Write what the class misread, as a page and as a table."""
        exercises = self.course.exercises.values()
        title = self.course.assignment.title if self.course.assignment else ""
        html = class_page.page(self.course.lesson, self.tally, exercises, self.course.keys, title)
        (self.folder / CLASS_PAGE).write_bytes(html.encode())
        with gradebook.writer(self.folder / CLASS_TABLE) as table:
            table.writerows(class_page.table(self.tally, exercises))

    def write_exports(self) -> None:
        """Write the teacher's exports, filled in."""
        for platform in self.course.platforms:
            (self.folder / f"{platform.kind}.csv").write_bytes(platform.table.text().encode())

    def note_packs(self) -> None:
        """Say how many files come from another pack than the one that is graded."""
        if self.other_packs:
            number = self.other_packs
            self.summary.notes.append(
                f"{number} file{' was' if number == 1 else 's were'} made with another pack of "
                f"this lesson. {PROBLEMS} names them. If most were, name that pack with --pack."
            )


def problems_in_words(summary: Summary, most: int) -> Iterator[str]:
    """Yield a line for each file of which there is something to say, and one for those left out."""
    for path, student, reason in summary.problems[:most]:
        yield f"  {path or student}: {reason}"
    left = len(summary.problems) - most
    if left > 0:
        yield f"  … and {left} more, in {PROBLEMS}."
