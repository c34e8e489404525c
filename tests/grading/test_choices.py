"""Every choice of a teacher acts when a class is graded again, is remembered, and is said."""

import csv
import io
import os
import shutil
import subprocess
import sys

import pytest
from support.class_layouts import canvas, canvas_export, moodle_worksheet, put
from support.grade_run import ROOT, Page, environment, grade, gradebook, is_sentence

from helpers.common.errors import KitError
from helpers.grading.choices import choose, options, remembered


@pytest.fixture
def class_7b(maker, grade_class, tmp_path):
    """A class from Canvas, graded once, and its export of the gradebook."""
    students = [maker.student(number, written=False) for number in range(6)]
    grade_class(map(canvas, students))
    export = put(tmp_path / "export.csv", canvas_export(students, {}, maker.out_of))
    return students, export


def filled(out, name="canvas.csv"):
    """The cells of a filled export in the column of the assignment."""
    rows = list(csv.reader(io.StringIO((out / name).read_text("utf-8"))))
    return [row[6] for row in rows[3:-1]]


def test_an_export_named_when_a_class_is_graded_again_is_filled_in(class_7b, out):
    students, export = class_7b
    assert not (out / "canvas.csv").exists()
    run = grade("--out", out, "--canvas", export, "--column", "4711")
    assert run.code == 0, run.said
    totals = {row["student"]: row["total"] for row in gradebook(out)}
    assert sorted(filled(out)) == sorted(totals.values()) and len(totals) == len(students)
    assert "canvas.csv is your export with 6 final totals filled in." in run.said


def test_what_was_chosen_holds_until_it_is_taken_back(class_7b, folder, out):
    _, export = class_7b
    assert grade("--out", out, "--canvas", export, "--column", "4711", "--show", "marks").code == 0
    for arguments in (("--out", out), (folder, "--out", out)):
        (out / "canvas.csv").unlink()
        run = grade(*arguments)
        assert run.code == 0, run.said
        assert (out / "canvas.csv").exists()
        said = [line.split(maxsplit=1) for line in run.said.splitlines()]
        assert ["show", "marks"] in said and ["canvas", str(export)] in said
    assert grade("--out", out, "--canvas", "none").code == 0
    assert not (out / "canvas.csv").exists()
    run = grade("--out", out)
    assert run.code == 0 and not (out / "canvas.csv").exists()
    assert ["show", "marks"] in [line.split(maxsplit=1) for line in run.said.splitlines()]


def test_what_pages_tell_follows_the_choice_of_each_time(class_7b, out):
    def words():
        return sum(len("".join(Page.read(one).text)) for one in (out / "feedback").iterdir())

    of_messages = words()
    assert grade("--out", out, "--show", "answers").code == 0
    of_answers = words()
    assert grade("--out", out, "--show", "marks").code == 0
    assert words() < of_messages < of_answers


def test_which_answer_counts_follows_the_choice_of_each_time(maker, grade_class, out):
    """Older attempts of these students are other than the newest."""
    grade_class(map(canvas, maker.students(12)))
    newest = [row["so far"] for row in gradebook(out)]
    assert grade("--out", out, "--count", "first").code == 0
    assert [row["so far"] for row in gradebook(out)] != newest
    assert grade("--out", out).code == 0
    assert [row["so far"] for row in gradebook(out)] != newest
    assert grade("--out", out, "--count", "newest").code == 0
    assert [row["so far"] for row in gradebook(out)] == newest


def test_an_export_of_another_platform_is_said_to_be_of_no_use(class_7b, maker, out, tmp_path):
    students, _ = class_7b
    sheet = put(tmp_path / "sheet.csv", moodle_worksheet(students, {}, maker.out_of))
    run = grade("--out", out, "--moodle", sheet)
    assert run.code == 0
    assert "Moodle: no file is named as Moodle names them, so nothing was filled in." in run.said


def test_a_column_without_an_export_is_refused(class_7b, out):
    run = grade("--out", out, "--column", "Essay")
    assert is_sentence(run) and "column says nothing without canvas. Add it." in run.said


def test_what_was_remembered_and_is_gone_is_named_all_at_once(class_7b, folder, out):
    _, export = class_7b
    assert grade("--out", out, "--canvas", export, "--column", "4711").code == 0
    export.unlink()
    shutil.rmtree(folder)
    run = grade("--out", out)
    assert is_sentence(run)
    assert "canvas: export.csv is no longer where it was last time. Name it anew, or" in run.said
    assert "submissions: in is no longer where it was last time. Name it anew." in run.said
    assert "none" not in run.said.splitlines()[0], "there is no grading without submissions"


@pytest.mark.parametrize("name", [one.name for one in options() if not one.needs])
def test_every_choice_is_remembered(class_7b, folder, out, tmp_path, name):
    """Also one that is added some day: a path is remembered as seen from the result."""
    one = next(one for one in options() if one.name == name)
    value = one.values[-1] if one.values else put(tmp_path / "some file.zip", b"")
    chosen = choose(out, {"submissions": folder, name: value})
    assert chosen[name] == value
    if one.values:
        assert grade("--out", out, f"--{name}", value).code == 0
        assert remembered(out)[name] == value


def test_a_word_that_is_no_choice_is_refused(out, folder):
    with pytest.raises(KitError, match="show is marks or messages or answers, and not “all”"):
        choose(out, {"submissions": folder, "show": "all"})


def test_the_next_step_runs_as_it_is_printed(maker, grade_class, folder, tmp_path):
    """In the folder in which it is read, with whatever a folder may be called."""
    grade_class(map(canvas, maker.students(3, written=True)))
    out = tmp_path / "7b (it's new) & more"
    arguments = [sys.executable, "-m", "helpers", "grade", str(folder), "--out", str(out)]
    how = {"cwd": ROOT, "env": environment(), "capture_output": True, "text": True, "check": True}
    said = subprocess.run(arguments, **how).stdout
    [printed] = [line for line in said.splitlines() if " -m helpers grade " in line]
    again = subprocess.run(printed, shell=True, **how).stdout
    assert "Nothing has changed since the last grading." in again


@pytest.mark.skipif(os.name == "nt", reason="a link to a program needs rights there")
@pytest.mark.parametrize("place", [".venv/bin", "elsewhere"])
def test_it_names_the_python_of_this_environment(tmp_path, place):
    """Another `python` comes first in the path, as where no environment is active."""
    programs = tmp_path / "kit with spaces" / place
    programs.mkdir(parents=True)
    (programs / "python").symlink_to(sys.executable)
    (tmp_path / "other").mkdir()
    put(tmp_path / "other" / "python", b"#!/bin/sh\nexit 9\n").chmod(0o755)
    code = "from helpers.desk.this_python import to_type; print(to_type('-c', 'print(7)'))"
    places = os.pathsep.join([str(tmp_path / "other"), os.environ["PATH"]])
    here = tmp_path / "kit with spaces"
    how = {
        "cwd": here if place == ".venv/bin" else tmp_path / "other",
        "env": environment() | {"PATH": places},
        "capture_output": True,
        "text": True,
        "check": True,
    }
    printed = subprocess.run([programs / "python", "-c", code], **how).stdout.strip()
    assert subprocess.run(printed, shell=True, **how).stdout == "7\n", printed
    if place == ".venv/bin":
        assert printed.startswith(".venv/bin/python ")
