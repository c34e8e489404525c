"""Grading again: what changed is shown, what did not is left, and a killed run spoils nothing."""

import os
import shutil
import signal
import subprocess
import sys

import pytest
from attrs import evolve
from support import kills
from support.class_layouts import Placed, canvas, plain, put, write
from support.class_maker import SLUG, Maker, going_on
from support.grade_run import (
    LOCK,
    PYTHONESE,
    ROOT,
    Page,
    command,
    environment,
    grade,
    grade_apart,
    gradebook,
    mark_all,
    row_of,
    snapshot,
)

from helpers.exercises.exercise import LEVELS

MOVES = {"os.rename", "ctypes.dlopen"}  # the latter is how folders change places in one step
STEPS = MOVES | {"os.remove", "os.rmdir", "os.mkdir", "shutil.copyfile", "shutil.rmtree"}
# Ends this very process, as the system would, at the n-th step that moves, removes or writes files
# or, with “calls”, at the n-th call of any function after it began to write; without one to end at
# it prints its steps, or their number. “windows”: folders cannot change places in one step.
DYING = f"""import os, signal, sys
what, end, system = sys.argv[1], int(sys.argv[2]), sys.argv[3]
steps, calls = [], 0
def die():
    os.kill(os.getpid(), signal.SIGKILL)
def begin(event, arguments):
    if event == "os.mkdir" and str(arguments[0]).endswith(".new"):
        sys.setprofile(count)
def watch(event, arguments):
    if event in {STEPS} or (event == "open" and "w" in str(arguments[1])):
        steps.append(event)
        if len(steps) == end:
            die()
def count(frame, event, argument):
    global calls
    calls += 1
    if calls == end:
        die()
from helpers.__main__ import main
if system == "windows":
    import ctypes
    ctypes.CDLL = None
sys.addaudithook(watch if what == "steps" else begin)
code = main(sys.argv[4:])
sys.setprofile(None)
print(*steps) if what == "steps" else print(calls)
sys.exit(code)"""
killing = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")


@pytest.fixture
def graded(maker, grade_class):
    """The files of a small class that has been graded."""
    placed = list(map(canvas, maker.students(8)))
    grade_class(placed)
    return placed


# ------------------------------------------------------------------ what changed


@pytest.mark.long
@pytest.mark.slow
def test_the_same_class_graded_elsewhere_gives_the_same_bytes(graded, folder, out, tmp_path):
    shutil.copytree(folder, tmp_path / "moved" / "in")
    run = grade_apart(tmp_path / "moved" / "in", "--out", tmp_path / "moved" / "result")
    assert run.code == 0, run.said
    assert snapshot(tmp_path / "moved" / "result") == snapshot(out)


def test_a_student_who_hands_in_again_is_the_only_one_whose_files_change(
    graded, maker, grade_class, out
):
    before = snapshot(out / "feedback")
    new = canvas(maker.student(30), attempt=1)
    names = [one.path.split("_")[0] for one in graded]
    again = new.path.replace(new.path.split("_")[0], names[3])
    again = again.replace(new.id, graded[3].id).replace("5000301", "5000031")
    run = grade_class([evolve(new, path=again)])
    row = row_of(gradebook(out), graded[3])
    assert row["file"].endswith(again)
    assert {name: row[name] for name in new.student.cells} == new.student.cells
    after = snapshot(out / "feedback")
    assert before.keys() == after.keys()
    assert len([name for name in before if before[name] != after[name]]) == 1
    assert [name for name in names if name in run.said] == [names[3]]


def test_a_student_who_is_no_longer_there_leaves_no_page_and_no_row_behind(
    graded, grade_class, folder, out
):
    (folder / graded[2].path).unlink()
    grade_class()
    assert len(gradebook(out)) == len(list((out / "feedback").iterdir())) == len(graded) - 1
    name = graded[2].path.split("_")[0].encode()
    assert not [path for path, raw in snapshot(out).items() if name in raw or name in path.encode()]


def test_a_page_that_was_spoilt_by_hand_is_made_anew(graded, grade_class, out):
    before = snapshot(out)
    next((out / "feedback").iterdir()).write_bytes(b"spoilt")
    (out / "problems.csv").unlink()
    grade_class()
    assert snapshot(out) == before


@pytest.fixture(scope="module")
def corrected(tmp_path_factory):
    """Grade a class with a copy of the kit, correct its key there, and grade again.

    Returns students, results before and after, and what is said.
    """
    parent = tmp_path_factory.mktemp("corrected")
    kit, key = parent / "kit", parent / "kit" / "seeds" / SLUG / "key.yaml"
    for name in ("helpers", "seeds"):
        left = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, kit / name, ignore=left)
    placed = list(write(parent / "in", map(plain, Maker(seed=5).students(60))))
    first = grade_apart(parent / "in", "--out", parent / "out", kit=kit)
    assert first.code == 0, first.said
    shutil.copytree(parent / "out", parent / "before")
    old = "      outlet-first:\n        marks: 0\n        misconception: printer-is-speaker\n"
    text = key.read_text("utf-8")
    assert text.count(old) == 1
    key.write_text(text.replace(old, "      outlet-first:\n        marks: 1\n"), "utf-8")
    run = grade_apart(parent / "in", "--out", parent / "out", kit=kit)
    assert run.code == 0, run.said
    return [one.student for one in placed], parent / "before", parent / "out", run.said


def test_a_corrected_key_changes_the_marks_of_those_it_concerns_and_no_other(corrected):
    students, before, after, _ = corrected
    rows = {row["student"]: row for row in gradebook(before)}
    concerned = {
        one.name for one in students if one.chosen["headline-voices"].text == '"outlet-first"'
    }
    assert 3 <= len(concerned) <= 30
    for row in gradebook(after):
        old = rows[row["student"]]
        if row["student"] in concerned:
            assert (old["headline-voices"], row["headline-voices"]) == ("0", "1")
            assert int(row["so far"]) == int(old["so far"]) + 1
            old = old | {name: row[name] for name in ("headline-voices", "so far", "total")}
        assert row == old


def test_a_corrected_key_prints_before_and_after_for_exactly_those_it_concerns(corrected):
    students, before, _, said = corrected
    rows = {row["student"]: row for row in gradebook(before)}
    for one in students:
        lines = [line for line in said.splitlines() if one.name in line]
        assert bool(lines) == (one.chosen["headline-voices"].text == '"outlet-first"'), one.name
        if lines:
            marks = int(rows[one.name]["so far"])
            told = " ".join(lines).replace(one.name, "")
            assert str(marks) in told and str(marks + 1) in told, told


# ------------------------------------------------------------------ what the teacher owns


def test_what_the_teacher_keeps_among_the_results_survives_every_grading(
    graded, maker, grade_class, out
):
    names = ("notes.txt", "more/notes.txt", "feedback/for parents.docx", "diary.lock", "x/a.html")
    mine = [put(out / name, name.encode()) for name in names]
    for _ in range(2):
        grade_class([canvas(maker.student(40))])
    assert [path.read_bytes() for path in mine] == [name.encode() for name in names]


@pytest.fixture
def marked(maker, grade_class, out):
    """Grade a class in a plain folder whose written answers the teacher has marked."""
    names = ("Ana Lee", "Bo", "Chi", *map(str, range(9)))
    students = [maker.student(n, name=name, written=True) for n, name in enumerate(names)]
    grade_class(map(plain, students))
    mark_all(out, "=1+1 <b>well</b>")
    grade_class()
    return students


def is_marked(row, student):
    """Say whether a row holds the teacher's marks for all that a student wrote."""
    return all(row[name] == str(LEVELS["Emergent"]) for name in student.written)


def test_the_marks_of_the_teacher_make_a_total_final(marked, out):
    for one in marked:
        row = row_of(gradebook(out), plain(one))
        total = one.so_far + LEVELS["Emergent"] * one.waiting
        assert is_marked(row, one)
        assert row["so far"] == str(total)
        if "unreadable" not in one.cells.values():
            assert (row["total"], row["state"]) == (str(total), "final")
    assert any("unreadable" not in one.cells.values() for one in marked)


def test_a_comment_of_the_teacher_is_shown_to_its_student_and_is_not_alive(marked, out):
    for path in (out / "feedback").iterdir():
        page = Page.read(path)
        assert "=1+1 <b>well</b>" in "".join(page.text)
        assert page.alive == []


def test_no_mark_of_the_teacher_is_lost_or_given_to_a_new_text_when_a_student_hands_in_again(
    marked, maker, grade_class, folder, out
):
    kept = (out / "marks.json").read_bytes()
    again = going_on(marked[0], maker.student(50, written=True))
    put(folder / "00050-again.json", again.raw)
    run = grade_class()
    row = next(row for row in gradebook(out) if row["student"] == "Ana Lee")
    assert row["file"] == "00050-again.json"
    assert row["state"].startswith("not final") and not row["total"]
    assert (out / "marks.json").read_bytes() == kept
    assert "Ana Lee" in run.said and "Bo" not in run.said
    (folder / "00050-again.json").unlink()
    grade_class()
    assert is_marked(row_of(gradebook(out), plain(marked[0])), marked[0])


def test_who_types_the_name_of_another_takes_no_mark_of_the_teacher_away(
    marked, maker, grade_class, out
):
    liar = maker.student(60, name="Ana Lee", written=True)
    grade_class([Placed(liar, "00060-liar.json")])
    rows = gradebook(out)
    assert is_marked(row_of(rows, plain(marked[0])), marked[0])
    liar = next(row for row in rows if row["file"] == "00060-liar.json")
    assert liar["state"].startswith("not final")


# ------------------------------------------------------------------ killed


@pytest.fixture(scope="module")
def two(maker, tmp_path_factory):
    """Two classes that differ in one student, and their complete results."""
    parent = tmp_path_factory.mktemp("two")
    for name, numbers in (("first", range(8)), ("second", (*range(7), 500))):
        students = [maker.student(number) for number in numbers]
        list(write(parent / name / "in", map(canvas, students)))
        assert grade(parent / name / "in", "--out", parent / name / "out").code == 0
        put(parent / name / "out" / "mine.txt", b"the teacher's own")
    return parent


def die(two, home, what, end, system="this one"):
    """Let a grading of the second class over the result of the first die; return what it prints."""
    call = [sys.executable, "-c", DYING, what, str(end), system, "grade", str(two / "second/in")]
    call += ["--out", str(home / "out")]
    done = subprocess.run(call, cwd=ROOT, env=environment(), stdout=subprocess.PIPE)
    assert done.returncode == (-signal.SIGKILL if end else 0), (what, end)
    return done.stdout.decode().splitlines()[-1].split() if not end else []


def beginning(two, home):
    """Put the result of the first class where it is to be graded over."""
    shutil.copytree(two / "first" / "out", home / "out")
    return home


def rest(home):
    """Return what lies beside a result, but for the file that keeps two from writing it at once."""
    return [path.name for path in home.iterdir() if not LOCK.fullmatch(path.name)]


@pytest.mark.long
@pytest.mark.slow
@killing
def test_grading_that_is_killed_at_any_moment_leaves_a_complete_result(two, tmp_path):
    home = beginning(two, tmp_path / "whole")
    old = snapshot(home / "out")
    [calls] = map(int, die(two, home, "calls", 0))
    new = snapshot(home / "out")
    assert old != new
    home, spoilt, rounds = beginning(two, tmp_path / "killed"), [], kills(6)
    for number in range(1, rounds + 1):
        die(two, home, "calls", calls * number // (rounds + 1))
        if not (home / "out").is_dir() or snapshot(home / "out") not in (old, new):
            spoilt.append(number)
    assert spoilt == []
    run = grade(two / "second" / "in", "--out", home / "out")
    assert run.code == 0, run.said
    assert snapshot(home / "out") == new
    assert rest(home) == ["out"]


@pytest.mark.long
@pytest.mark.slow
@killing
@pytest.mark.parametrize("system", ["this one", "windows"])
def test_grading_that_dies_between_two_steps_leaves_a_complete_result(system, two, tmp_path):
    home = beginning(two, tmp_path / "whole")
    old = snapshot(home / "out")
    events = die(two, home, "steps", 0, system)
    new = snapshot(home / "out")
    assert new["mine.txt"] == b"the teacher's own"
    moves = [step for step, event in enumerate(events, 1) if event in MOVES]
    assert moves
    others = range(1, len(events) + 1, len(events) // 3) if system == "this one" else ()
    for step in sorted({step + more for step in moves[-2:] for more in (0, 1)} | set(others)):
        home, event = beginning(two, tmp_path / f"{step}"), events[step - 1]
        die(two, home, "steps", step, system)
        # Where folders cannot change places in one step there is none for a moment.
        between = system == "windows" and event == "os.rename"
        assert between or snapshot(home / "out") in (old, new), (step, event)
        # The next grading puts things right, and loses nothing of the teacher's.
        run = grade(two / "second" / "in", "--out", home / "out")
        assert run.code == 0, (step, event, run.said)
        assert snapshot(home / "out") == new, (step, event)
        assert rest(home) == ["out"], (step, event)


def test_two_gradings_at_once_leave_one_complete_result(two, tmp_path):
    shutil.copytree(two / "first" / "out", tmp_path / "out")
    results = [snapshot(two / name / "out") for name in ("first", "second")]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    calls = [command(two / name / "in", "--out", tmp_path / "out") for name in ("first", "second")]
    processes = [subprocess.Popen(one, cwd=ROOT, env=environment(), **pipes) for one in calls]
    said = [process.communicate(timeout=60)[0].decode("utf-8") for process in processes]
    assert {process.returncode for process in processes} <= {0, 2}, said
    assert not [one for one in said if PYTHONESE.search(one)]
    found = snapshot(tmp_path / "out")
    for one in (found, *results):
        one.pop("grading.json")  # it says from where it was graded
    assert found in results


def test_a_grading_that_fails_leaves_the_last_result(graded, folder, out):
    before = snapshot(out)
    for path in folder.iterdir():
        path.unlink()
    assert grade(folder, "--out", out).code == 2
    assert snapshot(out) == before


@pytest.mark.skipif(os.name != "posix", reason="a pipe that is closed early is POSIX's")
def test_whoever_stops_reading_along_sees_no_traceback(graded, folder, tmp_path):
    call = command(folder, "--out", tmp_path / "out")
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    process = subprocess.Popen(call, cwd=ROOT, env=environment(), **pipes)
    process.stdout.close()
    assert process.stderr.read() == b"" and process.wait(60) == 0
    process.stderr.close()
    assert (tmp_path / "out" / "gradebook.csv").is_file()
