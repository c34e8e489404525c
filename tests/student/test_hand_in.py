"""Handing in: one file that says whose it is, and never takes the place of anything else."""

import json
import re
import shutil
import subprocess
import sys
import unicodedata

import pytest
from support import ROOT

from helpers.common import atomic_file
from helpers.common.store import NotSaved
from helpers.exercises.assignment import Assignment
from helpers.student import saved_answers
from helpers.student.form.widget import open_exercises
from helpers.student.hand_in import file_name
from helpers.student.receiver import Receiver
from helpers.student.saved_answers import SavedWork
from helpers.student.session import open_answering

SLUG = "belarus-2020"
TAKEN = r'[<>:"/\\|?*\x00-\x1f]'  # what Windows does not allow in a file's name
NAMES = ["O'Brien, Jr", "=1+1", "Łukasz Żółć", "Святлана", "李雷", "محمد علي", "नमस्ते", "2019/123-4"]


@pytest.fixture(autouse=True)
def work(monkeypatch, tmp_path):
    """Return the folder of answers, which is nobody's own."""
    monkeypatch.setenv("WORK", str(tmp_path / "work"))
    return tmp_path / "work"


@pytest.fixture
def ask(lesson):
    """Ask something of the panel, and return its reply."""
    receiver = Receiver(open_answering(lesson), "05")

    def run(name=None, **more):
        message = {"do": "panel", "panel": "hand-in"} | more
        return receiver(message | ({"hand_in": True, "name": name} if name is not None else {}))

    run.receiver = receiver
    return run


def answer(ask, exercise, given, do="check"):
    ask.receiver({"do": do, "exercise": exercise, "answer": given})


def saved(work):
    return json.loads((work / f"{SLUG}.json").read_text("utf-8"))


def handed_in(work):
    return sorted(path.name for path in work.glob(f"{SLUG}_*"))


# -------------------------------------------------------------------------- what is handed in
def test_one_file_holds_the_saved_work_whose_it_is_and_when(ask, work):
    answer(ask, "calls-tuesday", "4")
    answer(ask, "my-report", "A draft", "keep")
    reply = ask("Anna Maria Kowalska")
    assert handed_in(work) == [f"{SLUG}_Anna-Maria-Kowalska.json"]
    path = work / reply["file"]
    assert path.read_bytes() == reply["text"].encode()
    found = json.loads(path.read_bytes())
    assert found.pop("handed_in").endswith("+00:00")
    assert found == saved(work)
    assert found["student"] == "Anna Maria Kowalska" and found["schema"] == 1
    assert found["answers"]["my-report"]["draft"]["answer"] == "A draft"
    assert reply["status"] == f"This is the file for your teacher: work/{path.name}."


def test_handing_in_again_replaces_the_file(ask, work):
    ask("Anna")
    answer(ask, "calls-tuesday", "4")
    reply = ask("Anna")
    assert handed_in(work) == [f"{SLUG}_Anna.json"]
    assert "calls-tuesday" in json.loads(reply["text"])["answers"]
    assert (work / reply["file"]).read_text("utf-8") == reply["text"]


def test_the_name_is_remembered(ask, lesson):
    assert ask()["name"] == ""
    ask("  Anna \t Kowalska ")
    assert ask()["name"] == "Anna Kowalska"
    again = Receiver(open_answering(lesson), "05")
    assert again({"do": "panel", "panel": "hand-in"})["name"] == "Anna Kowalska"


@pytest.mark.parametrize("name", ["", "   ", "\0\x1f\n", "\ud83d", None, 5, True, ["Anna"], {}])
def test_without_a_name_nothing_is_handed_in(ask, work, name):
    reply = ask(**{"hand_in": True, "name": name})
    assert reply["status"] == "Type your name or your student number first."
    assert "text" not in reply and handed_in(work) == []


@pytest.mark.parametrize("asked", [{}, {"hand_in": 1}, {"hand_in": "yes"}], ids=str)
def test_nothing_is_written_before_the_button_is_pressed(ask, work, asked):
    message = {"do": "panel", "panel": "hand-in", "name": "Anna"}
    assert "text" not in ask.receiver(message | asked)
    assert handed_in(work) == []


def test_what_is_done_and_what_is_open_is_one_line_by_notebook(ask):
    reply = ask()
    assert reply["line"].startswith("Done: 0 of 40 exercises. Still open: 7 in notebook 0, ")
    assert "7 in notebook 0, 7 in notebook 1, 7 in notebook 2," in reply["line"]
    answer(ask, "calls-tuesday", "4")
    answer(ask, "city-of-leaders", "Oslo", "keep")  # not handed in with Check
    answer(ask, "words-before", None)
    assert ask()["line"].startswith("Done: 1 of 40")
    assert "7 in notebook 0, 7 in notebook 1, 6 in notebook 2" in ask("Anna")["line"]


def test_a_reply_that_nobody_asked_for_says_so(ask, work):
    assert ask()["quiet"] is False
    reply = ask.receiver({"do": "panel", "panel": "hand-in", "quiet": True})
    assert reply["quiet"] is True and reply["line"].startswith("Done: 0 of 40")
    assert "status" not in reply and handed_in(work) == []


def test_when_all_is_done_nothing_is_open(ask, monkeypatch):
    answer(ask, "calls-tuesday", "4")
    only = {"calls-tuesday": ask.receiver.answering.exercises["calls-tuesday"]}
    monkeypatch.setattr(ask.receiver.answering, "exercises", only)
    assert ask()["line"] == "Done: 1 of 1 exercises. Nothing is open."


def test_the_assignment_is_shown_and_named_in_the_file(ask, work, lesson, tmp_path, monkeypatch):
    assert ask()["about"] == ""
    folder = shutil.copytree(lesson.folder, tmp_path / SLUG)
    words = ("Homework <3>", "2026-12-01", "7B")
    told = Assignment(SLUG, *words, ("05",), ("my-report",), "1", "0", False)
    (folder / "assignment.json").write_text(json.dumps(told.to_json()), "utf-8")
    monkeypatch.setattr(lesson, "folder", folder)
    answer(ask, "calls-tuesday", "4")
    assert saved(work)["assignment"] == ""  # made before the pack was there
    receiver = Receiver(open_answering(lesson), "05")
    reply = receiver({"do": "panel", "panel": "hand-in", "hand_in": True, "name": "Anna"})
    assert reply["about"] == "Homework <3> · 7B · due Tuesday 1 December 2026"
    assert json.loads(reply["text"])["assignment"] == saved(work)["assignment"] == told.id


# ---------------------------------------------------------------------------- names of files
@pytest.mark.parametrize("name", NAMES)
def test_letters_of_any_script_stay_in_the_name(ask, work, name):
    reply = ask(name)
    assert json.loads(reply["text"])["student"] == name
    kept = [one for one in reply["file"] if one.isalpha() or unicodedata.category(one)[0] == "M"]
    letters = [one for one in name if one.isalpha() or unicodedata.category(one)[0] == "M"]
    assert kept[len([one for one in SLUG if one.isalpha()]) : -len("json")] == letters
    assert handed_in(work) == [reply["file"]]


WORDS = r"CON nul LPT1.txt a. ... .. ../../x a/b a\b C:\x a:b *? 🙂 _ a_12_34_b - ~$a %2e%2e"
HARD = ["\u202egnp.exe", "a\0b", "a\nb", "x" * 80, "李" * 80, "𠮷" * 80, " . ", "e\u0301"]
HARD += ["<img src=x onerror=alert(1)>", "a\u200bb", "\ufeffa", "\ud83d x", *WORDS.split()]


@pytest.mark.parametrize("name", HARD, ids=ascii)
def test_no_name_leaves_the_folder_or_is_forbidden_anywhere(ask, work, name):
    reply = ask(name)
    file = reply["file"]
    assert handed_in(work) == [file] and (work / file).is_file()
    assert {one.name for one in work.parent.iterdir()} == {"work"}
    assert not re.search(TAKEN, file) and file.isprintable()
    assert re.fullmatch(rf"{SLUG}_[^_.]+\.json", file)
    assert len(file.encode()) + len(".part") < 255
    json.loads((work / file).read_bytes())


def test_names_that_differ_in_spelling_of_the_same_letters_are_one_file():
    assert file_name("a", "e\u0301") == file_name("a", "\u00e9")


# --------------------------------------------------------------------------------- troubles
ANSWERS = b'{"lesson": "belarus-2020", "answers": {}}'


@pytest.mark.parametrize("there", [b"my own notes", b"", b"{}", ANSWERS, b'{"handed_in": 1}'])
def test_what_is_something_else_is_not_replaced(ask, work, there):
    """A lesson whose folder is called belarus-2020_Anna saves its answers there."""
    work.mkdir()
    (work / f"{SLUG}_Anna.json").write_bytes(there)
    reply = ask("Anna")
    assert reply["status"].startswith(f"Not handed in: work/{SLUG}_Anna.json is there already")
    assert "text" not in reply and reply["name"] == "Anna"
    assert (work / f"{SLUG}_Anna.json").read_bytes() == there


def test_a_lesson_of_such_a_name_keeps_its_answers(ask, work):
    other = SavedWork(work / f"{SLUG}_Anna.json", f"{SLUG}_Anna", "0")
    other.attempt("a", "mine")
    assert "Not handed in" in ask("Anna")["status"]
    assert other.entries()["a"].answer == "mine"


def test_saved_work_takes_a_handed_in_file_for_nothing(ask, work):
    answer(ask, "calls-tuesday", "4")
    for name in ("Anna", "backup", "damaged-1", "json", "lock"):
        ask(name)
    before = saved(work)
    again = SavedWork(work / f"{SLUG}.json", SLUG, ask.receiver.answering.lesson.article.sha256)
    assert set(again.entries()) == {"calls-tuesday"} and again.notes == []
    assert saved(work) == before
    assert len(handed_in(work)) == 5


@pytest.mark.parametrize("step", ["folder", "lock", "file", "rename"])
def test_where_nothing_can_be_written_a_sentence_says_so(ask, work, monkeypatch, step):
    def refuse(module, function, place):
        done = getattr(module, function)

        def run(*arguments):
            if arguments[place].name != f"{SLUG}.json":
                raise PermissionError(13, "Permission denied")
            return done(*arguments)

        monkeypatch.setattr(module, function, run)

    if step == "folder":
        work.write_text("a file in its place")
    elif step == "lock":
        (work / f"{SLUG}.json.lock").mkdir(parents=True)
    elif step == "file":
        refuse(saved_answers, "write", 0)
    else:
        refuse(atomic_file, "replace", 1)
    reply = ask("Anna")
    said = r"Not (saved|handed in): work/.* cannot be written \(.+\)\. .*\."
    assert re.fullmatch(said, reply["status"])
    assert "text" not in reply
    assert step == "folder" or handed_in(work) == []


def test_a_notebook_shows_the_panel_before_it_is_run(lesson):
    shown = open_exercises(lesson, "05").panel("hand-in")._repr_mimebundle_()
    assert 'class="news-panel news-is-hand-in news-of-05"' in shown["text/html"]
    assert shown["text/plain"] == "Hand in. Run this cell to see it."


def test_handing_in_needs_no_widget_and_no_table():
    heavy = "{'pandas', 'numpy', 'ipywidgets', 'anywidget', 'IPython', 'yaml'} & set(sys.modules)"
    code = "import sys, helpers.exercises.assignment, helpers.student.saved_answers\n"
    code += f"sys.exit(str({heavy} or ''))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stderr.strip() == ""


# ------------------------------------------------------------------------- the id of a copy
@pytest.fixture
def two(tmp_path):
    """The work of a student, and the same lesson on another machine."""
    return [SavedWork(tmp_path / name / f"{SLUG}.json", SLUG, "0", name) for name in "ab"]


def copy_of(one):
    return json.loads(one.path.read_text("utf-8"))["copy"]


def test_a_file_gets_a_random_id_when_it_is_made_and_keeps_it(two):
    for one in two:
        one.keep("a", "1")
        first = copy_of(one)
        one.attempt("a", "2")
        SavedWork(one.path, SLUG, "0").attempt("b", "3")
        assert re.fullmatch("[0-9a-f]{16}", first) and copy_of(one) == first
    assert copy_of(two[0]) != copy_of(two[1])
    assert json.loads(two[1].path.read_text("utf-8"))["assignment"] == "b"


def test_a_restored_file_goes_on_as_the_same_copy_only_where_nothing_was_answered(two, tmp_path):
    mine, other = two
    answered = SavedWork(tmp_path / "c.json", SLUG, "0")
    answered.attempt("b", "2")
    before = copy_of(answered)
    mine.attempt("a", "1")
    mine.hand_in("Anna", mine.path.with_name("x.json"))
    other.restore(mine.path.with_name("x.json").read_text("utf-8"))
    answered.restore(mine.download())
    assert copy_of(other) == copy_of(mine) and copy_of(answered) == before
    found = json.loads(other.path.read_text("utf-8"))
    assert (found["student"], found["assignment"]) == ("Anna", "b")
    assert "handed_in" not in found and answered.student() == ""


@pytest.mark.parametrize("strange", [None, 5, True, "", "x" * 16, "0" * 17, ["0" * 16], "A" * 16])
def test_a_strange_id_is_taken_over_from_nobody(two, strange):
    mine, other = two
    mine.attempt("a", "1")
    text = json.dumps(json.loads(mine.download()) | {"copy": strange, "student": strange})
    other.restore(text)
    assert re.fullmatch("[0-9a-f]{16}", copy_of(other)) and copy_of(other) != strange
    assert isinstance(other.student(), str)


def test_a_file_from_before_keeps_what_nobody_knows_and_gets_an_id(two):
    one = two[0]
    one.path.parent.mkdir()
    old = {"schema": 1, "kit": "0", "lesson": SLUG, "article": "0", "answers": {}, "more": [1]}
    one.path.write_text(json.dumps(old))
    assert one.entries() == {}
    assert json.loads(one.path.read_text()) == old  # reading writes nothing
    one.attempt("a", "1")
    found = json.loads(one.path.read_text())
    assert found["more"] == [1] and re.fullmatch("[0-9a-f]{16}", found["copy"])


def test_handing_in_is_refused_where_the_work_cannot_be_opened(two, tmp_path):
    (tmp_path / "a").write_text("a file")
    with pytest.raises(NotSaved):
        two[0].hand_in("Anna", two[0].path.with_name("x.json"))
