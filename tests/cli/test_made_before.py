"""What is in students' and teachers' hands, made by earlier versions, is read as before."""

import csv
import io
import json
import shutil
import zipfile

import pytest
from attrs import evolve
from support import ROOT
from support.class_maker import SLUG
from support.grade_run import PYTHONESE, grade, gradebook, snapshot, written

from helpers.common.errors import Findings
from helpers.exercises.answer_file import newest
from helpers.exercises.assignment import read_assignment
from helpers.grading.manual.marks import TeacherMarks
from helpers.grading.submissions.submission import read_submission
from helpers.lesson import seal
from helpers.lesson.lesson import load, load_public
from helpers.lesson.locked import is_sealed
from helpers.lesson.unlock import unlock
from helpers.packs.lesson_files import version_of
from helpers.packs.records import assignment_of_pack, read_record, recorded_assignments
from helpers.student.receiver import Receiver
from helpers.student.saved_answers import SavedWork
from helpers.student.session import open_answering

MADE = ROOT / "tests" / "fixtures" / "made-before"
ARTICLE = "e2af40e43d5d3993e74f2b2cfed18f19fbd880e29ca493df6b90bae779161489"
CODE = "bahaf-basah-bihak-bisuf"
EARLIER = "The pack was made by an earlier version of the kit, so it cannot be told whether "
EARLIER += "questions were changed since."
NAMES = {"Łukasz-Żak": "Łukasz Żak", "1-1": "=1+1", "李雷": "李雷"}


def unpacked(name, folder):
    with zipfile.ZipFile(MADE / "packs" / f"{name}.zip") as archive:
        archive.extractall(folder)
    return folder / "seeds" / SLUG


def is_what(entry, saved):
    """Say whether an entry is what the file itself says of an exercise."""
    last = newest(saved)
    attempts = [(one["time"], one["answer"]) for one in saved["attempts"]]
    assert [(one.time, one.answer) for one in entry.attempts] == attempts
    return (entry.time, entry.answer) == (last["time"], last["answer"])


@pytest.fixture
def path(tmp_path):
    """The saved work of a student, who goes on with it."""
    return shutil.copytree(MADE / "work", tmp_path / "work") / f"{SLUG}.json"


def test_saved_work_is_read_and_gone_on_with(path):
    before = json.loads(path.read_bytes())
    work = SavedWork(path, SLUG, ARTICLE)
    entries = work.entries()
    assert entries.keys() == before["answers"].keys() and work.notes == []
    assert all(is_what(entries[name], saved) for name, saved in before["answers"].items())
    assert [one.answer for one in entries["calls-tuesday"].attempts][-2:] == ["3", "4"]
    assert entries["who-is-missing"].answer == "A draft, half wri"
    assert not entries["who-is-missing"].checked
    work.attempt("decree-date", "2020-08-19")
    after = json.loads(path.read_bytes())
    assert after["copy"] == before["copy"] and after["assignment"] == before["assignment"]
    del after["answers"]["decree-date"]["attempts"][-1]
    attempts, others = after["answers"].pop("decree-date")["attempts"], after["answers"]
    assert attempts == before["answers"].pop("decree-date")["attempts"]
    assert others == before["answers"]


def test_after_damage_the_work_goes_on_from_a_copy_made_before(path):
    copied = json.loads((MADE / "work" / f"{SLUG}.backup.json").read_bytes())["answers"]
    path.write_bytes(path.read_bytes()[:-9])
    entries = SavedWork(path, SLUG, ARTICLE).entries()
    assert all(is_what(entries[name], saved) for name, saved in copied.items())


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_was_handed_in_says_what_it_said_and_can_be_restored(tmp_path, name):
    raw = (MADE / "hand-in" / f"{SLUG}_{name}.json").read_bytes()
    said, found = json.loads(raw), read_submission(raw, SLUG, ARTICLE)
    assert found.student == said["student"] == NAMES[name]
    assert (found.copy, found.handed_in) == (said["copy"], said["handed_in"])
    assert found.assignment == said.get("assignment", "")
    assert found.answers == {one: newest(saved)["answer"] for one, saved in said["answers"].items()}
    assert found.opened == (("decree-date",) if "李" in name else ())
    work = SavedWork(tmp_path / f"{SLUG}.json", SLUG, ARTICLE)
    assert work.restore(raw.decode()).endswith("Nothing was overwritten.")
    entries = work.entries()
    assert all(is_what(entries[one], saved) for one, saved in said["answers"].items())
    assert work.student() == NAMES[name]


@pytest.mark.parametrize("name", ["homework", "test"])
def test_a_pack_and_the_note_of_it_say_what_was_handed_out(tmp_path, name):
    seed = unpacked(name, tmp_path)
    [packed] = read_record(MADE / "packs" / f"{name}.json")
    assignment = assignment_of_pack(MADE / "packs" / f"{name}.zip")
    assert packed.assignment == assignment == read_assignment(seed)
    assert packed.code == (CODE if assignment.graded else "")
    assert assignment in recorded_assignments(MADE)
    lesson = load_public(seed, Findings()) if is_sealed(seed) else load(seed)[0]
    answering = open_answering(lesson)
    assert tuple(answering.exercises) == assignment.exercises
    handed_in = next(iter((MADE / "class" / "submissions").glob("*Ana*")))
    is_theirs = json.loads(handed_in.read_bytes())["assignment"] == answering.work.assignment
    assert is_theirs is assignment.graded


def test_a_graded_pack_opens_with_its_code_and_says_what_there_is_to_earlier_answers(
    tmp_path, monkeypatch
):
    seed = unpacked("test", tmp_path)
    unlock(seed, CODE)
    with zipfile.ZipFile(MADE / "packs" / "homework.zip") as practice:
        for path in (one for one in seed.iterdir() if one.suffix != ".json"):
            assert path.read_bytes() == practice.read(f"seeds/{SLUG}/{path.name}")
    (tmp_path / "work").mkdir()
    shutil.copy(MADE / "hand-in" / "belarus-2020_李雷.json", tmp_path / "work" / f"{SLUG}.json")
    monkeypatch.setenv("WORK", str(tmp_path / "work"))
    receiver = Receiver(open_answering(load(seed)[0]), "03")
    form = receiver.forms()["decree-date"]
    assert form["answer"] == "2020-08-19" and form["feedback"]["state"] == "wrong"


def test_a_pack_is_sealed_as_it_was(tmp_path):
    raw = (unpacked("test", tmp_path) / seal.FILE).read_bytes()
    assert seal.seal(seal.unseal(raw, CODE), CODE) == raw


@pytest.fixture
def graded_before(tmp_path, monkeypatch):
    """Return the result of a class, graded before; we stand in the kit of that time."""
    seed = unpacked("homework", tmp_path / "kit")
    (seed / "assignment.json").unlink()  # a kit of a teacher is no pack
    shutil.copytree(MADE / "packs", tmp_path / "kit" / "packs")
    shutil.copytree(MADE / "class", tmp_path / "class")
    monkeypatch.chdir(tmp_path / "kit")
    return tmp_path / "class" / "result"


def without_shares(raw):
    """The rows of class.csv but for the shares, which were the middle of a range before."""
    rows = csv.DictReader(io.StringIO(raw.decode("utf-8-sig")))
    return [{name: cell for name, cell in row.items() if "share" not in name} for row in rows]


@pytest.mark.parametrize("named", [True, False])
def test_grading_a_class_again_changes_no_mark_and_says_what_cannot_be_told(graded_before, named):
    before = snapshot(graded_before)
    pack = ("--pack", MADE / "packs" / "test.zip", graded_before.parent / "submissions")
    run = grade("--out", graded_before, *(pack if named else ()))
    assert run.code == 0 and not PYTHONESE.search(run.said), run.said
    assert EARLIER in run.said and "None of" not in run.said
    assert "→" not in run.said.replace("before → after", "")
    for name in ("gradebook.csv", "marks.json", "written.jsonl", "problems.csv"):
        assert (graded_before / name).read_bytes() == before[name]
    assert without_shares(before["class.csv"]) == without_shares(
        (graded_before / "class.csv").read_bytes()
    )
    assert snapshot(graded_before).keys() == before.keys() | {"students.jsonl"}


def test_what_the_teacher_marks_since_is_all_that_changes(graded_before):
    before = {row["student"]: row for row in gradebook(graded_before)}
    marks = TeacherMarks(graded_before / "marks.json", SLUG)
    theirs = [one for one in written(graded_before) if one["student"] == "ليلى حداد"]
    given = [(one["student"], one["exercise"], one["answer"]) for one in theirs]
    [waiting] = [one for one in given if not marks.of(*one)]
    marks.give(*waiting, "Proficient")
    run = grade("--out", graded_before)
    [line] = [one for one in run.said.splitlines() if "ليلى حداد" in one]
    assert "not yet marked → 3" in line and "so far 22 → 25" in line
    after = {row["student"]: row for row in gradebook(graded_before)}
    assert {name for name in after if after[name] != before[name]} == {"ليلى حداد"}
    assert (after["ليلى حداد"]["total"], after["ليلى حداد"]["state"]) == ("25", "final")


def test_of_a_pack_made_now_it_is_told_whether_questions_were_changed_since(
    graded_before, tmp_path
):
    seed, submissions = tmp_path / "kit" / "seeds" / SLUG, tmp_path / "class" / "submissions"
    given = assignment_of_pack(MADE / "packs" / "test.zip")
    given = evolve(given, version=version_of(seed, given.exercises))
    with zipfile.ZipFile(tmp_path / "now.zip", "w") as archive:
        archive.writestr(f"seeds/{SLUG}/assignment.json", json.dumps(given.to_json()))
    path, changed = seed / "exercises.yaml", "The exercises were changed after the pack was made."
    changes = ("kind: one", "kind: 'one'", False), ("title: ", "title: Now ", True)
    for old, new, is_changed in changes:
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        run = grade(submissions, "--out", graded_before, "--pack", tmp_path / "now.zip")
        assert run.code == 0 and EARLIER not in run.said
        assert (changed in run.said) is is_changed


def test_the_fixtures_are_small():
    files = [path for path in MADE.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 300_000
