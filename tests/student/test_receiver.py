"""What the page sends: whatever it is, there is a reply, and nothing is raised."""

import contextlib
import json

import filelock
import pytest
from support import ROOT, key_answers
from support.own_exercises import EXERCISES, KEY

from helpers.exercises.stand_in import PANELS
from helpers.lesson.lesson import load
from helpers.student.receiver import Receiver
from helpers.student.session import open_answering

DEEP = []
for _ in range(5_000):
    DEEP = [DEEP]
ODD = [[], {}, [[]], {"a": []}, None, 1, True, 1.5, "x", "\ud800", DEEP, {"not_said": []}]
ODD += [{"at": {}, "start": [], "end": {}, "quote": []}]
ASKED = ("restore", "merge", "download", "code", "make", "name", "hand_in", "quiet")
BY_ID = {one.id: one for one in EXERCISES}
DRAWN = [one for one in EXERCISES if one.draws]


@pytest.fixture
def receiver(tmp_path, monkeypatch):
    """What receives the messages of the page."""
    monkeypatch.setenv("WORK", str(tmp_path / "work"))
    return Receiver(open_answering(load(ROOT / "seeds" / "belarus-2020")[0]), DRAWN[0].notebook)


def test_an_odd_message_is_no_error(receiver):
    assert receiver({"do": [], "exercise": {}, "panel": []}) == {}
    for one in ODD:
        assert receiver(one) == receiver({"do": one}) == {}
        assert receiver({"do": "keep", "exercise": one}) == {}
        assert receiver({"do": "panel", "panel": one}) == {}


@pytest.mark.parametrize("panel", PANELS)
def test_a_panel_that_is_asked_oddly_shows_something(receiver, panel):
    for name in ASKED:
        for one in ODD:
            message = {"do": "panel", "panel": panel, "make": True, "hand_in": True}
            assert receiver(message | {name: one})["panel"] == panel


@pytest.mark.slow
@pytest.mark.parametrize("one", ODD, ids=range(len(ODD)))
def test_after_odd_answers_the_report_opens(receiver, one):
    shapes = (
        lambda rows: one,
        lambda rows: dict.fromkeys(rows, one),
        lambda rows: [[row, one] for row in rows],
    )
    for shape in shapes:
        for exercise in DRAWN:
            sent = {"do": "check", "exercise": exercise.id, "answer": shape(exercise.rows)}
            assert receiver(sent)["form"]
        assert receiver({"do": "panel", "panel": "report", "make": True})["status"] == "Ready."


def test_a_form_says_where_nobody_can_be_sure_and_the_answer_is_saved(receiver, monkeypatch):
    name = DRAWN[0].id
    sent = {"do": "keep", "exercise": name, "answer": {}}
    assert receiver(sent)["form"]["unsure"] == ""
    monkeypatch.setattr(filelock, "FileLock", lambda *_, **__: contextlib.nullcontext())
    again = Receiver(open_answering(receiver.answering.lesson), DRAWN[0].notebook)
    form = again(sent)["form"]
    assert form["unsure"].startswith("Your answers are saved, but") and form["trouble"] == ""
    assert form["unsure"] in again({"do": "panel", "panel": "saved"})["notes"]


def test_a_look_brings_back_what_was_overwritten_and_says_so_once(receiver):
    sent, path = {"do": "check", "exercise": DRAWN[0].id}, receiver.answering.work.path
    receiver(sent | {"answer": {"a": "b"}})
    before = path.read_bytes()
    receiver(sent | {"answer": {"a": "c"}})
    look = {"do": "look", "exercise": DRAWN[0].id}
    assert receiver(look) == {}
    path.write_bytes(before)
    assert receiver(look)["form"]["unsure"].startswith("Your answers are saved, but")
    saved = json.loads(path.read_bytes())["answers"][DRAWN[0].id]["attempts"]
    assert [one["answer"] for one in saved] == [{"a": "b"}, {"a": "c"}]
    assert receiver(look) == {}


def test_progress_tells_what_is_right_and_what_is_to_mend(receiver):
    names = [one.id for one in EXERCISES if one.notebook == "01" and one.kind == "several"]
    for name, answers in zip(names, ("right", "wrong"), strict=True):
        case = next(iter(getattr(key_answers, answers)(BY_ID[name], KEY[name])))
        receiver({"do": "check", "exercise": name, "answer": case.answer})
    shown = receiver({"do": "panel", "panel": "progress"})
    [row] = [row for row in shown["rows"] if row[0] == "Notebook 1"]
    told = dict(zip(shown["head"], row, strict=True))
    assert told["done"].startswith("2 of ")
    assert (told["right"], told["to mend"]) == ("1", "1")


def test_other_answers_are_told_to_a_written_one_that_was_revised(receiver):
    one = next(one for one in EXERCISES if one.kind == "written")
    sent = {"do": "check", "exercise": one.id}
    sample = KEY[one.id].levels["Basic"]
    for words, told in (("word " * one.words, False), ("other " * one.words, True)):
        said = receiver(sent | {"answer": words})["form"]["feedback"]
        assert (sample in said["message"]) == told
        assert bool(said["evidence"]) == (told and KEY[one.id].evidence is not None)


def test_the_form_that_saved_an_answer_is_named_in_the_reply(receiver):
    sent = {"do": "keep", "exercise": DRAWN[0].id, "answer": {}}
    assert receiver(sent | {"from": "a-form"})["from"] == "a-form"
    assert receiver(sent | {"from": []})["from"] == ""


def test_a_panel_names_a_copy_and_adds_what_it_holds(receiver):
    sent, path = {"do": "check", "exercise": DRAWN[0].id}, receiver.answering.work.path
    receiver(sent | {"answer": {"a": "b"}})
    copy = path.with_name(f"{path.stem} (conflicted copy).json")
    copy.write_bytes(path.read_bytes())
    other = Receiver(open_answering(receiver.answering.lesson), DRAWN[0].notebook)
    other.answering.work.path = copy
    other(sent | {"answer": {"a": "c"}})
    saved = {"do": "panel", "panel": "saved"}
    [(name, words)] = [one for one in receiver(saved)["copies"] if one[0] == copy.name]
    assert words.startswith(f"{name} beside it holds 1 answer more.")
    shown = receiver(saved | {"merge": name})
    assert shown["status"].startswith("Restored 1 answer;")
    assert shown["anew"][DRAWN[0].id]["attempts"] == 2
    assert name not in dict(receiver(saved)["copies"])
