"""Writing the result of a class: rows, pages, what is said of whom, and what comes late."""

import json
import time
from pathlib import Path

import pytest
from attrs import evolve
from support.class_layouts import put
from support.grade_run import Page, gradebook, problems, table
from support.small_lesson import KEYS, TICKS, VOICE, exercise

from helpers.exercises.assignment import Assignment
from helpers.exercises.key import LevelsKey
from helpers.grading.job import Job, Summary
from helpers.grading.lms.exported_csv import ExportedTable
from helpers.grading.lms.platform import Export, platforms
from helpers.grading.manual.marks import TeacherMarks
from helpers.grading.submissions.settle import settle
from helpers.grading.submissions.store import Student
from helpers.grading.writer import CANNOT, LONG_TEXT, ClassWriter, assigned

NOW = "2026-12-24T12:00:00+00:00"
LEVELS = {"Proficient": "She said: no.", "Emergent": "She spoke.", "Basic": "She."}
ESSAY = exercise("essay", "written", 3, "05", words=2, rubric=LEVELS)
LETTER = exercise("letter", "written", 3, "05", words=2, rubric=LEVELS)
EXERCISES = {one.id: one for one in (TICKS, VOICE, ESSAY, LETTER)}
WRITTEN = {one: LevelsKey(id=one, message="", levels=LEVELS) for one in ("essay", "letter")}
PACK = Assignment("x", "Read closely", "2026-12-01", "7B", ("04",), ("voice",), "0", "v", False)


class Grading:
    """A class to be graded: its writer, and where it writes."""

    def __init__(self, lesson, handed_in, folder, **job):
        """Take a job by its fields."""
        self.handed_in, self.store = handed_in, handed_in.store
        self.out, self.earlier = folder / "new", folder / "old"
        self.out.mkdir()
        self.job = Job(lesson, EXERCISES, KEYS | WRITTEN, **job)
        self.marks = TeacherMarks(self.earlier / "marks.json", "x")
        self.summary = Summary()

    @property
    def writer(self):
        """The writer of the class."""
        of = (self.job, self.store, self.out, self.earlier, self.marks, self.summary)
        return ClassWriter(*of)

    def hand_in(self, who, kind="folder", reason="", answers=None, **more):
        """Hand in a file of somebody with answers."""
        texts = {name: json.dumps(one) for name, one in (answers or {}).items()}
        self.handed_in.hand_in(f"{who}/x.json", kind, who, reason, texts=texts, **more)

    def run(self):
        """Grade the class; return the rows of the gradebook by student."""
        settle(self.store, self.job.exports, NOW)
        self.writer(lambda all, _: all)
        return {row["student"]: row for row in gradebook(self.out)}

    def pages(self):
        """Return the text of each feedback page, by the name of its file."""
        files = (self.out / "feedback").iterdir()
        return {one.name: " ".join(" ".join(Page.read(one).text).split()) for one in files}


@pytest.fixture
def grading(lesson, handed_in, tmp_path):
    """Make a class to be graded, of a job with these fields."""
    return lambda **job: Grading(lesson, handed_in, tmp_path, **job)


# ------------------------------------------------------------------ what comes late

NEW_YORK, KIRITIMATI = "EST5EDT,M3.2.0,M11.1.0", "<+14>-14"


@pytest.fixture
def zone(monkeypatch):
    """Set the time zone of the teacher's computer."""

    def run(name):
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield run
    monkeypatch.undo()
    time.tzset()


def student(handed_in, late=False):
    """Return who handed in at this time."""
    return Student("7", "file", "7", "Ana", "x", late, "", {}, "", handed_in, "")


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has no zone for one program")
@pytest.mark.parametrize(
    ("where", "at", "late"),
    [
        ("UTC0", "2026-12-01T00:00:00+00:00", ""),
        ("UTC0", "2026-12-01T23:59:59+00:00", ""),  # all of the due day is in time
        ("UTC0", "2026-12-02T00:00:00+00:00", "late, as the file says"),
        ("UTC0", "2026-11-30T23:00:00+00:00", ""),
        (NEW_YORK, "2026-12-02T04:59:59+00:00", ""),  # a minute before midnight there
        (NEW_YORK, "2026-12-02T05:00:00+00:00", "late, as the file says"),
        (KIRITIMATI, "2026-12-01T09:59:59+00:00", ""),
        (KIRITIMATI, "2026-12-01T10:00:00+00:00", "late, as the file says"),
        (NEW_YORK, "2026-12-02T08:00:00+14:00", ""),  # on the computer of the student it was later
    ],
)
def test_late_is_what_was_handed_in_after_the_due_day_where_the_teacher_is(
    grading, zone, where, at, late
):
    zone(where)
    assert grading(assignment=PACK).writer.late(student(at)) == late


def test_without_a_due_date_or_a_time_nothing_is_late_but_what_the_platform_says_is(grading):
    due = grading(assignment=PACK).writer
    assert due.late(student("")) == "" and due.late(student("", late=True)) == "late"
    assert due.late(student("2026-12-09T12:00:00+00:00", late=True)) == "late"


@pytest.mark.parametrize("job", [{}, {"assignment": evolve(PACK, due="")}])
def test_without_a_due_date_nothing_is_late(grading, job):
    assert grading(**job).writer.late(student("2099-01-01T00:00:00+00:00")) == ""


# ------------------------------------------------------------------ rows and numbers


def test_a_class_has_its_rows_and_the_summary_its_numbers(grading):
    class_7b = grading(assignment=PACK)
    class_7b.hand_in("Ana", answers={"voice": "ann", "ticks": ["a", "b"]})
    class_7b.hand_in(
        "Bo", answers={"voice": "ben", "essay": "My words.", "letter": "No."}, late=True
    )
    class_7b.hand_in("Chi", reason="It is empty.")
    class_7b.hand_in("Dan", "moodle", "It was not handed in.", is_draft=True)
    class_7b.hand_in("Eve", answers={"voice": ["x"], "ticks": 3})
    rows = class_7b.run()
    cells = {
        name: [row[one] for one in (*EXERCISES, "so far", "total")] for name, row in rows.items()
    }
    assert cells == {
        "Ana": ["2", "1", "missing", "missing", "3", "3"],
        "Bo": ["missing", "0", "not yet marked", "not yet marked", "0", ""],
        "Chi": ["unreadable"] * 4 + ["", ""],
        "Dan": ["missing"] * 4 + ["", ""],
        "Eve": ["unreadable"] * 2 + ["missing"] * 2 + ["0", "0"],
    }
    assert [row["late"] for row in rows.values()] == ["", "late", "", "", ""]
    found = class_7b.summary
    assert (found.students, found.final, found.unfinished, found.waiting) == (5, 2, 1, 2)
    assert (found.unreadable, found.missing, found.unreadable_answers) == (1, 1, 2)
    assert (found.late, found.out_of, dict(found.of_kind)) == (1, 9, {"folder": 4})
    assert (found.problem_count, found.changes, found.notes) == (2, [], [])
    tally = {row["exercise"]: row for row in table(class_7b.out / "class.csv")}
    assert list(tally) == list(EXERCISES) and "not shown" in tally["voice"]["note"]
    glance = " ".join(" ".join(Page.read(class_7b.out / "class.html").text).split())
    assert "3 handed in 1 or 2 handed in nothing 1 or 2 handed in what cannot be read" in glance


def test_pages_say_what_there_is_to_say_and_who_handed_in_nothing_has_none(grading):
    class_7b = grading(assignment=PACK)
    class_7b.hand_in(
        "Ana", answers={"voice": "ann", "ticks": ["a"], "essay": "My words."}, late=True
    )
    class_7b.hand_in("Bo", reason="It is empty.", name="Bo Lee")
    class_7b.hand_in("Dan", "moodle", "It was not handed in.", is_draft=True)
    class_7b.run()
    pages = class_7b.pages()
    assert pages.keys() == {"Ana.html", "Bo-Lee_Bo.html"}
    ana = pages["Ana.html"]
    assert "Read closely" in ana and "7B · due Tuesday 1 December 2026" in ana
    assert "Ana So far 2 of 9 marks. Not final: 1 written answer is not marked yet." in ana
    assert "Handed in late. Look at these again: The ticks The letter Notebook 1" in ana
    assert "Notebook 1 1 of 2 marks The ticks Partly right" in ana
    assert "Notebook 4 1 of 1 marks The voice Right" in ana
    assert "Notebook 5 0 of 6 marks so far The essay Not marked yet" in ana
    bo = pages["Bo-Lee_Bo.html"]
    assert "Bo Lee Your file could not be read. It is empty. Hand it in again: open" in bo
    assert "late" not in bo and "Notebook" not in bo.partition("It is empty.")[0]


def test_what_the_teacher_marked_is_no_more_to_be_looked_at_again(grading):
    class_7b = grading()
    class_7b.earlier.mkdir()
    class_7b.marks.give("Ana", "essay", "My words.", "Basic", "Go on.")
    class_7b.hand_in(
        "Ana", answers={"voice": "ann", "ticks": ["a", "b"], "essay": "My words.", "letter": "No."}
    )
    rows = class_7b.run()
    assert (rows["Ana"]["essay"], rows["Ana"]["letter"]) == ("1", "not yet marked")
    [page] = class_7b.pages().values()
    assert "Go on." in page and "Look at these again" not in page


def test_marks_that_cannot_be_read_are_said(grading):
    class_7b = grading()
    put(class_7b.earlier / "marks.json", b"{")
    class_7b.run()
    [note] = class_7b.summary.notes
    assert note.startswith("The file of marks is damaged.")


def test_a_page_is_about_the_lesson_where_no_pack_was_given(grading, lesson):
    class_7b = grading()
    class_7b.hand_in("Ana")
    class_7b.run()
    [page] = class_7b.pages().values()
    assert f"Your reading of “{lesson.about['headline']}”" in page
    facts = f"{lesson.about['publisher']}, Thu 20 Aug 2020"
    assert facts in page and "due" not in page.partition("Notebook")[0]


@pytest.mark.parametrize(
    ("pack", "words"),
    [
        (None, []),
        (PACK, ["7B", "due Tuesday 1 December 2026"]),
        (evolve(PACK, class_name=""), ["due Tuesday 1 December 2026"]),
        (evolve(PACK, due=""), ["7B"]),
    ],
)
def test_for_whom_and_until_when_is_said_as_far_as_it_is_known(grading, pack, words):
    assert assigned(pack) == words
    class_7b = grading(assignment=pack)
    class_7b.run()
    html = (class_7b.out / "class.html").read_text("utf-8")
    head = ": " + " · ".join([pack.title, *words]) if pack else ""
    assert f"<title>What the class misread{head}</title>" in html


def test_a_fault_with_one_student_is_in_that_row_alone(grading, monkeypatch):
    class_7b = grading()
    for name in ("Ana", "Bo"):
        class_7b.hand_in(name, answers={"voice": "ann"}, late=True)
    page = ClassWriter.page

    def fails(self, student, *more):
        if student.name == "Ana" and student.answers is not None:
            raise MemoryError
        return page(self, student, *more)

    monkeypatch.setattr(ClassWriter, "page", fails)
    rows = class_7b.run()
    why = CANNOT.format("MemoryError")
    assert rows["Ana"]["state"] == f"unreadable: {why}" and rows["Ana"]["late"] == ""
    assert (rows["Bo"]["voice"], rows["Bo"]["late"]) == ("1", "late")
    assert problems(class_7b.out) == [{"file": "Ana/x.json", "student": "Ana", "reason": why}]
    assert (class_7b.summary.unreadable, class_7b.summary.late) == (1, 1)


# ------------------------------------------------------------------ written answers


def test_written_answers_are_kept_for_the_teacher_and_nothing_else_is(grading):
    class_7b = grading()
    class_7b.hand_in("Ana", answers={"voice": "ann", "essay": "My words.", "letter": " \n"})
    class_7b.hand_in("Bo", answers={"essay": ["no text"], "letter": "x" * 20_001})
    class_7b.hand_in("Chi", answers={"letter": "Half \ud800."})
    class_7b.run()
    lines = (class_7b.out / "written.jsonl").read_text("utf-8").splitlines()
    assert list(map(json.loads, lines)) == [
        {"student": "Ana", "name": "Ana", "exercise": "essay", "answer": "My words."},
        {"student": "Chi", "name": "Chi", "exercise": "letter", "answer": "Half \ud800."},
    ]


def test_a_long_text_that_two_wrote_alike_is_pointed_out_whatever_its_lines(grading):
    assert LONG_TEXT == 120
    class_7b = grading()
    long, short = "word " * 24 + ".", "x" * 119  # 121 signs, 119
    for name, text in (
        ("Ana", long),
        ("Bo", long.replace(" ", " \n")),
        ("Chi", short),
        ("Dan", short),
    ):
        class_7b.hand_in(name, answers={"essay": text})
    class_7b.hand_in("Eve", answers={"letter": long})
    class_7b.hand_in("Fay", answers={"essay": "y" * 120})
    class_7b.hand_in("Guy", answers={"essay": "y" * 120})
    class_7b.run()
    said = "They have the same text for essay, word for word."
    expected = [{"file": "", "student": names, "reason": said} for names in ("Ana; Bo", "Fay; Guy")]
    assert problems(class_7b.out) == expected


# ------------------------------------------------------------------ what is said of files


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, []),
        (1, ["1 file comes from another pack of this lesson. problems.csv names it."]),
        (2, ["2 files come from another pack of this lesson. problems.csv names them."]),
    ],
)
def test_a_file_of_another_pack_is_pointed_out_and_counted(grading, count, said):
    same = evolve(PACK, class_name="8A")
    class_7b = grading(assignment=PACK, packs=(same,))
    class_7b.hand_in("Ana", answers={}, assignment=PACK.id)
    class_7b.hand_in("Bo", answers={}, assignment=same.id)
    class_7b.hand_in("Chi", answers={})
    for number in range(count):
        class_7b.hand_in(f"x{number}", answers={}, assignment="unknown")
    class_7b.run()
    assert class_7b.summary.notes == said
    assert [row["file"] for row in problems(class_7b.out)] == ["x0/x.json", "x1/x.json"][:count]


def test_by_the_whole_lesson_no_pack_is_another(grading):
    class_7b = grading(packs=(PACK,))
    class_7b.hand_in("Ana", answers={}, assignment="unknown")
    class_7b.run()
    assert class_7b.summary.notes == [] and problems(class_7b.out) == []


def test_answers_after_the_code_are_pointed_out_and_names_are_made_harmless(grading):
    class_7b = grading()
    class_7b.hand_in("=1", answers={}, opened=("voice", "ticks"))
    class_7b.run()
    assert problems(class_7b.out) == [
        {
            "file": "'=1/x.json",
            "student": "'=1",
            "reason": "Given after the class code had opened the key, as the file says: "
            "voice; ticks.",
        }
    ]
    assert class_7b.summary.problems[0][0] == "=1/x.json"


def test_on_the_screen_thirty_problems_are_shown_and_all_are_counted(grading):
    class_7b = grading()
    for number in range(31):
        class_7b.hand_in(f"n{number:02}", reason="It is empty.")
    class_7b.run()
    assert (len(class_7b.summary.problems), class_7b.summary.problem_count) == (30, 31)


# ------------------------------------------------------------------ exports


def export(kind, feedback=None):
    """Return the export of a platform in which student 7 has a row of 10 points."""
    platform = next(one for one in platforms() if one.kind == kind)
    rows = [[["Grade", ","], ["Feedback", "\n"]], [["", ","], ["", "\n"]]]
    made = ExportedTable("mine.csv", rows)
    return Export(
        platform, Path("mine.csv"), made, {"7": 1}, {"7": "Ana"}, 0, feedback, {"7": 10.0}
    )


def test_a_final_total_goes_into_the_export_of_the_platform_that_knows_the_student(grading):
    class_7b = grading(exports=(export("canvas"), export("moodle", 1)))
    class_7b.hand_in("7", "moodle", answers={"voice": "ann", "ticks": ["a"]}, name="Ana")
    class_7b.hand_in("8", "moodle", answers={"voice": "ann"})
    class_7b.hand_in("9", answers={"voice": "ann"})
    class_7b.run()
    assert (class_7b.out / "canvas.csv").read_text("utf-8") == "Grade,Feedback\n,\n"
    filled = (class_7b.out / "moodle.csv").read_text("utf-8")
    assert filled.startswith('Grade,Feedback\n2.22,"2 of 9 marks\nThe ticks: 1 of 2\n')
    assert dict(class_7b.summary.filled) == {"moodle": 1}
    said = [(row["file"], row["reason"]) for row in problems(class_7b.out)]
    why = "mine.csv does not list this student, so no total could be filled in."
    assert said == [("8/x.json", why)]


def test_what_is_not_final_is_not_filled_in(grading):
    class_7b = grading(exports=(export("canvas"),))
    class_7b.hand_in("7", "canvas", answers={"voice": "ann", "essay": "My words."})
    class_7b.run()
    assert (class_7b.out / "canvas.csv").read_text("utf-8") == "Grade,Feedback\n,\n"
    assert dict(class_7b.summary.filled) == {}


# ------------------------------------------------------------------ what changed


def test_what_changed_since_the_last_grading_is_told_of_each_student(grading):
    class_7b = grading()
    class_7b.summary.can_compare = True
    for name, answer in (("Ana", "ann"), ("Bo", "ben"), ("Chi", "ann")):
        class_7b.hand_in(name, answers={"voice": answer})
    same = {"voice": "1", "so far": "1", "total": "1", "state": "final"}
    class_7b.store.remember("Ana", {"student": "Ana", **same})
    class_7b.store.remember("Bo", {"student": "Bo", **same})
    class_7b.store.remember("Zoe", {"student": "Zoe"})
    for name in ("Ana", "Bo"):  # another page than before, of which the row of one says so
        put(class_7b.earlier / "feedback" / f"{name}.html", b"as before")
    class_7b.run()
    assert class_7b.summary.changes == [
        "Bo: voice 1 → 0, so far 1 → 0, total 1 → 0",
        "Chi: new",
        "Zoe: no longer there",
    ]
    assert class_7b.summary.pages == 1


def test_a_page_that_is_as_before_is_no_change(grading):
    class_7b = grading()
    class_7b.hand_in("Ana", answers={"voice": "ann"})
    class_7b.run()
    class_7b.out.rename(class_7b.earlier)
    class_7b.out.mkdir()
    class_7b.summary = Summary(can_compare=True)
    class_7b.store.remember("Ana", {"student": "Ana"})
    class_7b.store._data.execute("delete from pages")
    class_7b.writer(lambda all, _: all)
    assert (class_7b.summary.changes, class_7b.summary.pages) == ([], 0)


def test_where_nothing_can_be_compared_nothing_is_new(grading):
    class_7b = grading()
    class_7b.hand_in("Ana")
    class_7b.run()
    assert (class_7b.summary.changes, class_7b.summary.pages) == ([], 0)
