"""Grades a class student by student: rows, pages and counts; nothing is held of the class."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from attrs import evolve
from markupsafe import Markup

from helpers.common.file_names import safe_name
from helpers.common.progress import Progress
from helpers.common.text import plural
from helpers.exercises.assignment import Assignment
from helpers.exercises.result import MARKED, MISSING, UNMARKED, UNREADABLE, Result
from helpers.grading import feedback_page, gradebook
from helpers.grading.folder import (
    CLASS_PAGE,
    CLASS_TABLE,
    FEEDBACK,
    GRADEBOOK,
    PROBLEMS,
    STUDENTS,
    WRITTEN,
)
from helpers.grading.job import Job, Summary
from helpers.grading.manual.marks import TeacherMarks
from helpers.grading.manual.overrules import Overrules
from helpers.grading.records import as_line
from helpers.grading.report import page as class_page
from helpers.grading.report.item_analysis import Tally
from helpers.grading.score_student import Marked, Scorer
from helpers.grading.submissions.store import ClassStore, Student, some
from helpers.grading.totals import PLAIN, shown

MOST_SHOWN = 30  # of what is to be said of files; the list in the result holds all
LONG_TEXT = 120  # characters; shorter texts may well be alike by chance
OTHER_PACK = "It comes from another pack of this lesson, with other exercises."
AFTER_CODE = "Given after the class code had opened the key, as the file says: {}."
HAND_IN_AGAIN = (
    "Hand it in again: open your last notebook, press Hand in, and give your teacher the file that "
    "this writes."
)
LATE = "late"
LATE_BY_FILE = "late, as the file says"
CANNOT = "It cannot be graded ({}). Nobody else is concerned. Please report it with this file."
NOT_LISTED = "{} does not list this student, so no total could be filled in."


class ClassWriter:
    """Writes the result of a class into a folder, a student at a time."""

    def __init__(
        self,
        job: Job,
        store: ClassStore,
        folder: Path,
        earlier: Path,
        marks: TeacherMarks,
        summary: Summary,
        overrules: Overrules | None = None,
    ) -> None:
        """Keep what is graded, where to, where it was before, and what is to be said of it."""
        self.job, self.store, self.summary = job, store, summary
        self.folder, self.earlier = folder, earlier
        marks.load()
        summary.notes += marks.notes
        # What the teacher overruled, by student and exercise; what is applied is taken out.
        self.overruled: dict[tuple[str, str], str] = {}
        if overrules:
            overrules.load()
            summary.notes += overrules.notes
            self.overruled = {(who, name): who for who, name, _ in overrules.all()}
        self.has_overruled = bool(self.overruled)
        # Those whose answers are not marked by a person, as the records of students have them.
        self.by_key = [one.id for one in job.exercises.values() if not one.marked_by_person]
        self.scorer = Scorer(
            job.exercises, job.keys, marks, job.show, overrules if self.overruled else None
        )
        self.tally = Tally(job.exercises.values(), job.keys)
        self.notebooks = [
            (f"Notebook {int(number)}", [one.id for one in group])
            for number, group in groupby(job.exercises.values(), key=lambda one: one.notebook)
        ]
        about = job.lesson.about
        title = job.assignment.title if job.assignment else ""
        self.title = title or f"Your reading of “{about['headline']}”"
        self.about = " · ".join([job.lesson.outlet_and_date, *assigned(job.assignment)])
        self.language = about.get("inLanguage", "en")
        self.notes = job.totals.notes(job.exercises)
        self.same_packs = job.same_packs
        self.other_packs = 0

    def __call__(self, progress: Progress) -> None:
        """Grade everybody, and write everything but the manifest."""
        (self.folder / FEEDBACK).mkdir()
        with (
            gradebook.writer(self.folder / GRADEBOOK) as book,
            (self.folder / WRITTEN).open("w", encoding="utf-8", newline="\n") as self.written,
            (self.folder / STUDENTS).open("w", encoding="utf-8", newline="\n") as self.records,
        ):
            head = gradebook.head(self.job.exercises, self.job.totals, self.has_overruled)
            book.writerow(head)
            for student in progress(self.store.students(), "Grading"):
                row, is_other_page = self.student(student)
                book.writerow(row)
                self.compare(student, dict(zip(head, map(str, row), strict=True)), is_other_page)
        self.summary.changes += [f"{name}: no longer there" for name in self.store.gone()]
        self.store.note_same_texts()
        self.note_not_applied()
        self.write_problems()
        self.write_class()
        for export in self.job.exports:
            (self.folder / f"{export.kind}.csv").write_bytes(export.table.text().encode())
        if self.other_packs:
            count = plural(self.other_packs, "file")
            comes, them = ("comes", "it") if self.other_packs == 1 else ("come", "them")
            self.summary.notes.append(
                f"{count} {comes} from another pack of this lesson. {PROBLEMS} names {them}."
            )

    def student(self, student: Student) -> tuple[list[Any], bool]:
        """Grade one student; return the row of the gradebook, and whether the page is another."""
        try:
            found, late = self.scorer.all(student.id, student.answers), self.late(student)
            html = self.page(student, found, late)
        except Exception as error:  # of one student, and so not the end of the class
            student = evolve(student, answers=None, reason=CANNOT.format(type(error).__name__))
            found, late = self.scorer.all(student.id, None), ""
            html = self.page(student, found, late)
            self.store.problem(student.path, student.name, student.reason)
        results = {name: one.result for name, one in found.items()}
        overruled = [name for name, one in found.items() if one.overrule]
        has_answers = student.answers is not None or bool(overruled)
        row = gradebook.row(
            *(student.name, student.id, late, student.path, student.reason, results, has_answers),
            totals=self.job.totals,
            overruled=overruled if self.has_overruled else None,
        )
        self.count(student, results, has_answers)
        self.count_overruled(student, overruled)
        self.summary.late += bool(late)
        if has_answers:
            self.tally.add(results, {name: one.counts for name, one in found.items()})
            self.note_written(student, results)
            if not gradebook.count(results, UNMARKED):
                self.fill(student, results, self.total_of(results))
        else:
            self.tally.leave_out(UNREADABLE if student.reason else MISSING)
        page, is_other = self.write_page(student, html) if html else ("", False)
        self.record(student, page)
        return row, is_other

    def record(self, student: Student, page: str) -> None:
        """Keep what is asked later of a student: answers, and what the feedback page is called."""
        about = {"student": student.id, "name": student.name, "kind": student.kind}
        about |= {"number": student.number, "file": student.path, "page": page}
        self.records.write(as_line(about, student.answers, self.by_key))

    def count_overruled(self, student: Student, applied: Iterable[str]) -> None:
        """Count what the teacher overruled; what is not applied is kept with the student's name."""
        for name in applied:
            self.summary.overruled += 1
            del self.overruled[student.id, name]
        for (who, name), _ in self.overruled.items() if self.overruled else ():
            if who == student.id:
                self.overruled[who, name] = student.name

    def note_not_applied(self) -> None:
        """Say which marks that the teacher overruled are not applied, and of whom."""
        if self.overruled:
            names = [f"{who}: {name}" for (_, name), who in self.overruled.items()]
            self.summary.notes.append(
                "Marks that you overruled and that are not applied, since the answer is another "
                f"one now, or no longer there: {some(names)}. What they have is the key's."
            )

    def late(self, student: Student) -> str:
        """Whether work came late: by the platform's word, or else by the file's own."""
        if student.late:
            return LATE
        due = self.job.assignment.due if self.job.assignment else ""
        if not due or not student.handed_in:
            return ""
        day = datetime.fromisoformat(student.handed_in).astimezone().date()
        return LATE_BY_FILE if day.isoformat() > due else ""

    def count(self, student: Student, results: Mapping[str, Result], has_answers: bool) -> None:
        """Count a student for the summary."""
        self.summary.students += 1
        if not self.summary.marks:  # the same of everybody
            self.summary.out_of = self.job.totals.out_of(results)
            self.summary.marks = int(PLAIN.out_of(results))
        if student.path:
            self.summary.of_kind[student.kind] += 1
        waiting = gradebook.count(results, UNMARKED)
        self.summary.waiting += waiting
        if not has_answers:
            self.summary.unreadable += bool(student.reason)
            self.summary.missing += not student.reason
        else:
            self.summary.unreadable_answers += gradebook.count(results, UNREADABLE)
            self.summary.unfinished += bool(waiting)
            self.summary.final += not waiting
        for export in self.job.exports:
            if export.kind == student.kind and student.number not in export.rows:
                reason = NOT_LISTED.format(export.table.name)
                self.store.problem(student.path, student.name, reason)
        if student.opened:
            self.store.problem(student.path, student.name, AFTER_CODE.format(student.opened))
        if self.same_packs and student.assignment and student.assignment not in self.same_packs:
            self.other_packs += 1
            self.store.problem(student.path, student.name, OTHER_PACK)

    def note_written(self, student: Student, results: Mapping[str, Result]) -> None:
        """Keep the written answers for the one who marks them."""
        for name, result in results.items():
            is_text = isinstance(result.answer, str)
            if not self.job.exercises[name].marked_by_person or not is_text:
                continue
            if result.state in (MISSING, UNREADABLE):
                continue
            line = {"student": student.id, "name": student.name, "exercise": name}
            line["answer"] = result.answer
            self.written.write(json.dumps(line) + "\n")
            text = " ".join(result.answer.split())
            if len(text) >= LONG_TEXT:
                fingerprint = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
                self.store.note_text(fingerprint, name, student.name)

    def page(self, student: Student, found: Mapping[str, Marked], late: str) -> str:
        """The feedback page of a student; none of one who handed in nothing."""
        is_overruled = any(one.overrule for one in found.values())
        if student.answers is None and not student.reason and not is_overruled:
            return ""
        head = feedback_page.Head(self.title, self.about, student.name, self.language)
        notes = ["Handed in late."] if late else []
        if student.answers is None and student.reason:
            notes += [student.reason] if is_overruled else [student.reason, HAND_IN_AGAIN]
        if student.answers is None and not is_overruled:
            return feedback_page.page(head, "Your file could not be read.", notes)
        total = self.total_of({name: one.result for name, one in found.items()})
        parts = [self.part(title, names, found) for title, names in self.notebooks]
        return feedback_page.page(head, total, [*notes, *self.notes], parts)

    def total_of(self, results: Mapping[str, Result]) -> str:
        """A student's total in words."""
        totals = self.job.totals
        bare = f"{PLAIN.so_far(results)} of {PLAIN.out_of(results)}" if totals.weights else ""
        return feedback_page.total_in_words(
            shown(totals.so_far(results)),
            shown(totals.out_of(results)),
            gradebook.count(results, UNMARKED),
            bare,
            totals.grade(results),
        )

    def write_page(self, student: Student, html: str) -> tuple[str, bool]:
        """Write a feedback page; return its name, and whether it is another than before."""
        names = dict.fromkeys((safe_name(student.name), safe_name(student.id)))
        path = Path(FEEDBACK) / f"{self.store.page_name('_'.join(names))}.html"
        data = html.encode("utf-8", "replace")
        (self.folder / path).write_bytes(data)
        before = self.earlier / path
        return path.name, before.is_file() and before.read_bytes() != data

    def part(
        self, title: str, names: Iterable[str], found: Mapping[str, Marked]
    ) -> feedback_page.Part:
        """A notebook as it stands on a student's page."""
        results = {name: found[name].result for name in names}
        marks = f"{PLAIN.so_far(results)} of {PLAIN.out_of(results)} marks"
        if gradebook.count(results, UNMARKED):
            marks += " so far"
        again = [
            self.job.exercises[name]
            for name, one in results.items()
            if one.state not in ("right", UNMARKED, MARKED)
        ]
        sections = Markup("".join(found[name].html for name in names))
        return feedback_page.Part(title, marks, sections, again)

    def fill(self, student: Student, results: Mapping[str, Result], total: str) -> None:
        """Write a final total into the exports of the platform that knows the student."""
        text = ""
        for export in self.job.exports:
            if export.kind == student.kind and student.number in export.rows:
                if export.feedback is not None:
                    text = text or feedback_page.as_text(self.job.exercises, results, total)
                marks, most = self.job.totals.so_far(results), self.job.totals.out_of(results)
                export.fill(student.number, marks, most, text)
                self.summary.filled[export.kind] += 1

    def compare(self, student: Student, row: dict[str, str], is_other_page: bool) -> None:
        """Note what changed since the last grading."""
        before = self.store.earlier(student.id)
        if not self.summary.can_compare:
            return
        found = gradebook.changes(before, row) if before else ["new"]
        if found:
            self.summary.changes.append(f"{student.name}: {', '.join(found)}")
        self.summary.pages += is_other_page and not found

    def write_problems(self) -> None:
        """Write what is to be said of files, and keep it for the summary."""
        with gradebook.writer(self.folder / PROBLEMS) as table:
            table.writerow(["file", "student", "reason"])
            for problem in self.store.problems():
                table.writerow(map(gradebook.harmless, problem))
                self.summary.problem_count += 1
        self.summary.problems = self.store.worst_problems(MOST_SHOWN)

    def write_class(self) -> None:
        """Write what the class misread, as a page and as a table."""
        exercises = self.job.exercises.values()
        given = self.job.assignment
        title = " · ".join(given.about if given else [])
        html = class_page.page(self.job.lesson, self.tally, exercises, self.job.keys, title)
        (self.folder / CLASS_PAGE).write_bytes(html.encode())
        with gradebook.writer(self.folder / CLASS_TABLE) as table:
            table.writerows(class_page.table(self.tally, exercises))


def assigned(assignment: Assignment | None) -> list[str]:
    """For whom something was assigned and until when, as far as that is known."""
    return assignment.for_whom if assignment else []
