"""Grading as a whole: where the result may go, what is kept of the last one, and what is said."""

import json
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
from attrs import evolve
from support.class_layouts import put
from support.grade_run import gradebook
from support.small_lesson import EXERCISES, KEYS

from helpers.common.errors import KitError
from helpers.exercises.assignment import Assignment
from helpers.grading import run
from helpers.grading.gradebook import writer
from helpers.grading.job import Job, Summary
from helpers.grading.lms.exported_csv import ExportedTable
from helpers.grading.lms.platform import Export, Owner, platforms
from helpers.grading.run import (
    check_anybody,
    check_place,
    collect,
    grade,
    note_other_exercises,
    note_other_version,
    remember,
    write_manifest,
)
from helpers.grading.submissions.collect import Found
from helpers.grading.submissions.submission import Refused
from helpers.packs.lesson_files import version_of

VOICE, TICKS = "voice", "ticks"


@pytest.fixture
def job(lesson):
    """Two exercises of the lesson to be graded."""
    two = {one.id: one for one in EXERCISES if one.id in (VOICE, TICKS)}
    return Job(lesson, two, KEYS, again={"--show": "marks"})


def pack(version="data:1", exercises=(VOICE,)):
    """Return a pack that was handed out."""
    return Assignment("x", "", "", "", ("04",), exercises, "0", version, False)


def file(slug, article, **more):
    """Return a file of answers."""
    about = {"schema": 1, "lesson": slug, "article": article, "answers": {}}
    return json.dumps(about | more).encode()


@pytest.fixture
def answers(job):
    """Return a file of answers of somebody to the lesson: one answer, at a time."""

    def of(student, answer="ann", time="2026-03-01T08:00:00+00:00"):
        entries = {VOICE: {"attempts": [{"time": time, "answer": answer}]}}
        slug, article = job.lesson.slug, job.lesson.article.sha256
        return file(slug, article, student=student, copy=student, answers=entries)

    return of


# ------------------------------------------------------------------ where the result may go


def made(out, **more):
    """Make the folder of an earlier grading."""
    about = {"lesson": "belarus-2020", "files": []} | more
    return put(out / "grading.json", json.dumps(about).encode()).parent


def test_the_result_goes_into_a_new_folder_or_one_of_an_earlier_grading(job, tmp_path):
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    check_place(job, source, out)
    out.mkdir()
    check_place(job, source, out)
    check_place(job, source, made(out))


def test_what_was_handed_in_has_to_be_there(job, tmp_path):
    with pytest.raises(KitError, match="There is nothing called in"):
        check_place(job, tmp_path / "in", tmp_path / "out")


@pytest.mark.parametrize("out", [".", "in", "in/out", "in/deep/out"])
def test_neither_lies_in_the_other(job, tmp_path, out):
    (tmp_path / "in").mkdir()
    with pytest.raises(KitError, match="folders of their own, none in the other"):
        check_place(job, tmp_path / "in", tmp_path / out)


def test_a_folder_of_something_else_is_left_alone(job, tmp_path):
    source = put(tmp_path / "in" / "x.json", b"").parent
    put(tmp_path / "file", b"")
    put(tmp_path / "mine" / "thesis.txt", b"")
    for name, said in (
        ("file", "file is a file. Name a new folder"),
        ("mine", "mine holds other files, and no earlier grading"),
    ):
        with pytest.raises(KitError, match=said):
            check_place(job, source, tmp_path / name)
    with pytest.raises(KitError, match="a grading of another lesson"):
        check_place(job, source, made(tmp_path / "other", lesson="spring"))


def test_an_export_does_not_lie_where_the_filled_one_goes(job, tmp_path):
    (tmp_path / "in").mkdir()
    out, table = made(tmp_path / "out"), ExportedTable("x.csv", [])

    def with_export(path):
        export = Export(platforms()[0], path, table, {}, {}, 0, None, {})
        return evolve(job, exports=(export,))

    check_place(with_export(tmp_path / "x.csv"), tmp_path / "in", out)
    for name in ("x.csv", "deep/x.csv"):
        with pytest.raises(KitError, match="The export lies in out"):
            check_place(with_export(out / name), tmp_path / "in", out)


# ------------------------------------------------------------------ reading


def test_every_file_is_read_or_said_to_be_none_and_some_are_left_alone(job, handed_in, answers):
    def fails(error):
        def read():
            raise error

        return read

    nobody = Owner("", "")
    files = [
        Found("a", "file", Owner("a", "a"), lambda: answers("Ana")),
        Found("b", "file", Owner("b", "b"), lambda: b""),
        Found("c", "file", Owner("c", "c"), fails(PermissionError(13, "Permission denied"))),
        Found("d", "file", Owner("d", "d"), fails(Refused("It is so."))),
        Found("e", "file", Owner("e", "e"), fails(MemoryError())),
        Found("f", "file", Owner("f", "f"), fails(ZeroDivisionError()), problem="It is a link."),
        Found("g", "", nobody, fails(ZeroDivisionError()), is_left_alone=True),
        Found("h", "", nobody, fails(ZeroDivisionError()), is_left_alone=True),
    ]
    assert collect(job, handed_in.store, files) == 2
    rows = {row["path"]: row for all in handed_in.store.files() for row in all}
    assert rows["a"]["student"] == "Ana"
    assert {path: row["reason"] for path, row in rows.items()} == {
        "a": "",
        "b": "The file is empty.",
        "c": "It cannot be read (Permission denied).",
        "d": "It is so.",
        "e": run.CANNOT.format("MemoryError"),
        "f": "It is a link.",
    }


def test_which_answer_counts_is_the_teachers_choice(job, handed_in, answers):
    data = json.loads(answers("Ana"))
    later = {"time": "2026-03-02T08:00:00+00:00", "answer": "ben"}
    data["answers"][VOICE]["attempts"].append(later)
    raw = json.dumps(data).encode()
    for count, answer in (("newest", '"ben"'), ("first", '"ann"')):
        one = Found(count, "file", Owner(count, count), lambda: raw)
        collect(evolve(job, count=count), handed_in.store, [one])
        row = max(row["rowid"] for all in handed_in.store.files() for row in all)
        handed_in.store.add_student(count, "file", count, count, row)
        texts = {one.id: one.answers for one in handed_in.store.students()}
        assert texts[count] == {VOICE: answer}


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (3, 3), (10, 10), (11, 10)])
def test_where_nobody_can_be_graded_ten_reasons_are_said(handed_in, count, shown):
    for number in range(count):
        handed_in.store.problem(f"{number:02}.json", "", "It is empty.")
    with pytest.raises(KitError) as error:
        check_anybody(handed_in.store, Path("class/in"))
    head, *lines = str(error.value).split("\n")
    assert head == "in holds no answers that could be graded."
    assert lines == [f"  {number:02}.json: It is empty." for number in range(shown)]
    handed_in.store.add_student("7", "canvas", "7", "Ana")
    check_anybody(handed_in.store, Path("class/in"))


# ------------------------------------------------------------------ what is kept and said


def test_the_manifest_says_what_grading_made_and_how_to_grade_again(job, tmp_path):
    put(tmp_path / "out" / "b.csv", b"")
    put(tmp_path / "out" / "Łu" / "x.html", b"")
    write_manifest(evolve(job, assignment=pack()), tmp_path / "out")
    raw = (tmp_path / "out" / "grading.json").read_bytes()
    about = json.loads(raw)
    assert (about["schema"], about["lesson"]) == (1, "belarus-2020")
    assert about["article"] == job.lesson.article.sha256 and about["kit"]
    assert (about["assignment"], about["exercises"]) == (pack().id, [TICKS, VOICE])
    assert (about["again"], about["files"]) == ({"--show": "marks"}, ["b.csv", "Łu"])
    assert raw.endswith(b"\n}\n") and "Łu".encode() in raw and b"\r" not in raw
    assert raw.count(b"\n") > 10, "a line each, for people"
    write_manifest(job, tmp_path / "out")
    assert json.loads((tmp_path / "out" / "grading.json").read_bytes())["assignment"] == ""


def test_the_last_gradebook_is_kept_to_say_what_changes(handed_in, tmp_path):
    with writer(tmp_path / "gradebook.csv") as book:
        book.writerows([["student", "id"], ["Ana", "7"], ["Bo", "8"]])
    first, later = Summary(), Summary(is_first=False)
    remember(handed_in.store, tmp_path, first)
    assert not first.can_compare and handed_in.store.gone() == []
    remember(handed_in.store, tmp_path, later)
    assert later.can_compare and later.notes == []
    assert handed_in.store.gone() == ["Ana", "Bo"]


@pytest.mark.parametrize(
    "raw",
    [
        b"student;id\nAna;7\n",
        b"student,id\nZo\xeb,7\n",
        b"student,id\nAna,7\nBo\n",
        b"student,id\nA,7,8\n",
    ],
)
def test_a_gradebook_that_was_saved_in_another_way_is_not_compared(handed_in, tmp_path, raw):
    handed_in.store.remember("9", {"student": "Chi"})
    put(tmp_path / "gradebook.csv", raw)
    summary = Summary(is_first=False)
    remember(handed_in.store, tmp_path, summary)
    assert not summary.can_compare and handed_in.store.gone() == []
    assert "saved by another program" in summary.notes[0]


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (None, []),
        ([TICKS, VOICE], []),
        (
            [VOICE, "old"],
            [
                "No longer asked, of everybody: old",
                "Now asked besides, of everybody: ticks",
            ],
        ),
        (["old", "older", TICKS, VOICE], ["No longer asked, of everybody: old, older"]),
    ],
)
def test_other_exercises_than_before_are_said_once_and_first(job, tmp_path, before, said):
    if before is not None:
        made(tmp_path / "out", exercises=before)
    summary = Summary(changes=["Ana: new"])
    note_other_exercises(job, tmp_path / "out", summary)
    assert summary.changes == [*said, "Ana: new"]


def noted(whole, given):
    """Return what is said of the version of a pack."""
    summary = Summary()
    note_other_version(whole, evolve(whole, assignment=given), summary)
    return " ".join(summary.notes)


def test_a_lesson_that_is_no_longer_as_it_was_handed_out_is_said(job):
    same = version_of(job.lesson.folder, (VOICE,))
    assert noted(job, None) == noted(job, pack(same)) == ""
    assert noted(job, pack("data:1")).startswith("The exercises were changed after the pack")
    assert noted(job, pack("1")).startswith("The pack was made by an earlier version of the kit")
    gone = noted(job, pack(same, ("a", VOICE, "b")))
    assert gone == "No longer in the lesson, so nobody has marks for them: a, b."


# ------------------------------------------------------------------ all of it


def test_a_class_is_graded_again_and_what_the_teacher_keeps_among_the_results_stays(
    job, answers, tmp_path
):
    source, out = tmp_path / "in", tmp_path / "out"
    put(source / "x" / "x.json", answers("Ana"))
    put(source / "Thumbs.db", b"")
    put(source / "y" / "y.json", answers("Bo"))
    put(source / "y" / "y.png", b"")
    seen = []

    def progress(all, what):
        seen.append(what)
        return all

    first = grade(job, source, out, progress)
    assert (first.students, first.is_first, first.can_compare) == (2, True, False)
    assert first.left_alone == 2 and seen == ["Reading", "Grading"]
    assert (
        first.graded_by == "Graded by the whole lesson: 2 of 2 files come from no pack of this kit."
    )
    there = {one.name for one in out.iterdir()}
    assert there == {
        *("gradebook.csv", "problems.csv", "written.jsonl", "class.html", "class.csv"),
        *("feedback", "grading.json", "students.jsonl"),
    }
    mine = [put(out / name, b"mine") for name in ("x.txt", "feedback/x.txt", "more/x.html")]
    put(out / "feedback" / "old.html", b"of grading")
    again = grade(job, source, out)
    assert (again.is_first, again.can_compare, again.changes) == (False, True, [])
    assert all(path.read_bytes() == b"mine" for path in mine)
    assert not (out / "feedback" / "old.html").exists()


def test_a_class_that_nobody_of_is_there_any_more_is_another(job, answers, tmp_path):
    put(tmp_path / "7b" / "x" / "x.json", answers("Ana"))
    put(tmp_path / "8a" / "y" / "y.json", answers("Bo"))
    grade(job, tmp_path / "7b", tmp_path / "out")
    with pytest.raises(KitError, match="None of the students in out is in 8a"):
        grade(job, tmp_path / "8a", tmp_path / "out")


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (OSError(28, "No space left on device"), "No space left on device"),
        (sqlite3.OperationalError("x"), "the disk is full, or cannot be written"),
        (OSError(), "the disk is full, or cannot be written"),
    ],
)
def test_a_result_that_cannot_be_written_is_said_in_a_sentence(
    job, tmp_path, monkeypatch, error, why
):
    def fails(*_):
        raise error

    (tmp_path / "in").mkdir()
    monkeypatch.setattr(run, "written", fails)
    with pytest.raises(KitError) as said:
        grade(job, tmp_path / "in", tmp_path / "out")
    assert str(said.value).startswith(f"The result cannot be written to out ({why}).")


def test_no_time_of_a_file_is_after_now(job, answers, tmp_path, monkeypatch):
    """Of one student's ZIP the newest file counts, but none from the future."""
    source = tmp_path / "in"
    put(source / "eve_7_assignsubmission_file_" / "a.json", answers("Eve", "ann"))
    future = f"{datetime.now().year + 2}-01-01T00:00:00+00:00"
    put(source / "eve_7_assignsubmission_file_" / "b.json", answers("Eve", "ben", future))
    grade(job, source, tmp_path / "out")
    [row] = gradebook(tmp_path / "out")
    assert (row[VOICE], row["file"]) == ("1", "eve_7_assignsubmission_file_/a.json")
