"""The desk does what the commands do, and says in words what cannot be done."""

import csv
import io
import json
import shutil
import zipfile

import pytest
from support import ROOT, copied_kit
from support.class_layouts import canvas, canvas_export, plain, put, write, zip_of
from support.class_maker import SLUG, Maker
from support.grade_run import grade, gradebook, mark_all, snapshot
from support.talking import Talking

from helpers.desk import desk
from helpers.desk.classes import school_class, school_classes
from helpers.desk.desk import Desk, inside


class Page(Talking):
    """A page at the desk: it asks, and waits for the answer as a browser does."""

    def __init__(self):
        """Open a desk."""
        super().__init__(Desk)
        self.desk = self.talk

    def give(self, name, files):
        """Drop files, by their paths, for a class."""
        for place, (path, raw) in enumerate(files.items()):
            for start in range(0, max(len(raw), 1), 100_000):
                piece = raw[start : start + 100_000]
                more = {"first": place == start == 0, "more": start > 0}
                assert "trouble" not in self.ask(
                    "take", [piece], **{"class": name}, path=path, **more
                )
        return self.ask("collect", **{"class": name})


@pytest.fixture
def page(tmp_path, monkeypatch):
    """A desk in a kit of its own, in which nothing is to be handed out."""
    for part in ("seeds", "notebooks"):
        shutil.copytree(ROOT / part, tmp_path / "kit" / part)
    return at_desk(tmp_path / "kit", monkeypatch)


@pytest.fixture
def whole(tmp_path, monkeypatch):
    """A desk in a copy of the whole kit."""
    return at_desk(copied_kit(tmp_path / "kit"), monkeypatch)


def at_desk(kit, monkeypatch):
    """A page at the desk of a kit."""
    monkeypatch.delenv("CLASS", raising=False)
    monkeypatch.chdir(kit)
    found = Page()
    found.kit = kit
    return found


@pytest.fixture(scope="module")
def students():
    """Six students of whom some wrote, and some did not."""
    return list(Maker(seed=11).students(6))


def zip_from(students, tmp_path):
    """The ZIP that Canvas gives of a class."""
    return zip_of({canvas(one).path: one.raw for one in students}, tmp_path / "x.zip").read_bytes()


def test_what_is_handed_out_is_what_the_command_packs(whole):
    made = whole.ask("open")
    assert made["headline"].startswith("Russia warns") and made["classes"] == []
    numbers = [one["number"] for one in made["notebooks"]]
    assert numbers == ["00", "01", "02", "03", "04", "05"]
    some = [one["id"] for one in made["notebooks"][1]["exercises"]][:3]
    choice = {"exercises": some, "notebooks": ["01"], "class_name": "7B", "graded": True}
    reply = whole.ask("hand out", what="pack", name="for 7B", choice=choice)
    assert reply["path"] == "for-7B.zip" and reply["code"].count("-") == 3
    assert not any(str(whole.kit) in line for line in reply["lines"])
    again = whole.ask("fetch", path=reply["path"])
    assert again["data"] == (whole.kit / "packs" / "for-7B.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(again["data"])) as archive:
        assigned = json.loads(archive.read(f"seeds/{SLUG}/assignment.json"))
    assert (assigned["class_name"], assigned["exercises"]) == ("7B", some)


def test_mistakes_in_a_choice_are_said_all_at_once(whole):
    choice = {"due": "tomorrow", "title": "x" * 200, "exercises": ["nobody"]}
    trouble = whole.ask("hand out", what="pack", name="7B", choice=choice)["trouble"]
    assert "“tomorrow” is no date" in trouble and "The title has 200 characters" in trouble
    assert "There is no exercise “nobody”" in trouble
    assert "Say for which class it is." in whole.ask("hand out", what="pack", name=" ")["trouble"]


def test_a_class_from_drop_to_gradebook_is_that_of_the_command(page, students, tmp_path):
    reply = page.give("7B", {"submissions.zip": zip_from(students, tmp_path)})
    assert reply["collected"] == [{"name": "submissions.zip", "files": 6, "others": 0}]
    reply = page.ask("grade", **{"class": "7B"})
    summary = reply["summary"]
    assert summary["students"] == 6
    assert summary["final"] + summary["unfinished"] == 6
    assert [one["student"] for one in reply["students"]] == [
        row["student"] for row in gradebook(page.kit / "class-7B")
    ]
    with_command = tmp_path / "by command"
    assert grade(page.kit / "class-7B-collected", "--out", with_command).code == 0
    mine, theirs = snapshot(page.kit / "class-7B"), snapshot(with_command)
    assert mine.keys() == theirs.keys()
    assert [name for name in mine if mine[name] != theirs[name]] == ["grading.json"]


def test_choices_act_are_remembered_and_are_taken_back(page, students, tmp_path):
    page.give("7B", {"submissions.zip": zip_from(students, tmp_path)})
    page.ask("grade", **{"class": "7B"})
    mark_all(page.kit / "class-7B")
    export = canvas_export(students, {}, 119)
    chosen = {"canvas": {"name": "export.csv", "piece": 0}, "column": "4711", "show": "marks"}
    reply = page.ask("grade", [export], **{"class": "7B"}, chosen=chosen)
    assert "trouble" not in reply, reply
    assert ["show", "marks"] in reply["in_force"] and "canvas.csv" in reply["files"]
    filled = page.ask("fetch", **{"class": "7B"}, path="canvas.csv")["data"].decode()
    rows = list(csv.reader(io.StringIO(filled)))[3:-1]
    final = [row for row in reply["students"] if row["state"] == "final"]
    assert sum(bool(row[6]) for row in rows) == len(final) > 0
    reply = page.ask("grade", **{"class": "7B"}, chosen={"canvas": "none"})
    assert "canvas.csv" not in reply["files"]
    assert [name for name, _ in reply["in_force"]] == ["submissions", "show", "count"]


def test_work_that_is_stopped_leaves_everything_as_it_was(page, tmp_path, monkeypatch):
    students = list(Maker(seed=11).students(40))
    page.give("7B", {"submissions.zip": zip_from(students[:20], tmp_path)})
    page.ask("grade", **{"class": "7B"})
    before = snapshot(page.kit / "class-7B")
    page.give("7B", {"submissions (1).zip": zip_from(students, tmp_path)})
    hear = page.hear

    def stop_soon(message, data):
        hear(message, data)
        if message.get("progress", {}).get("what") == "Grading":
            page.desk({"do": "stop"})

    page.desk.send = stop_soon
    assert page.ask("grade", **{"class": "7B"}).get("stopped") is True
    assert snapshot(page.kit / "class-7B") == before
    page.desk.send = hear
    assert page.ask("grade", **{"class": "7B"})["summary"]["students"] == 40


def test_two_things_do_not_run_at_once(page, students, tmp_path):
    page.give("7B", {"submissions.zip": zip_from(students, tmp_path)})
    page.desk({"do": "grade", "id": "first", "class": "7B"})
    page.desk({"do": "grade", "id": "second", "class": "7B"})
    answers = {one.get("id"): one for one, _ in page.told}
    assert "still running" in answers["second"]["trouble"]


def test_the_classes_of_a_teacher_are_listed_wherever_they_were_graded(page, students, tmp_path):
    list(write(tmp_path / "in", map(plain, students)))
    for out in (page.kit / "class-8a", tmp_path / "elsewhere" / "9 c"):
        assert grade(tmp_path / "in", "--out", out).code == 0
    page.give("7B", {"a.json": students[0].raw})
    assert page.ask("open")["classes"] == ["7B", "8a", "9 c"]
    reply = page.ask("show", **{"class": "9 c"})
    assert reply["is_graded"] and len(reply["students"]) == 6
    again = page.ask("grade", **{"class": "9 c"})
    assert again["summary"]["changes"] == ["Nothing has changed since the last grading."]
    shutil.rmtree(tmp_path / "elsewhere")
    assert page.ask("open")["classes"] == ["7B", "8a"]


def test_a_class_that_has_nothing_says_what_to_do(page):
    assert "Say what is to be graded" in page.ask("grade", **{"class": "7B"})["trouble"]
    assert "Choose a class" in page.ask("grade", **{"class": " "})["trouble"]
    assert "There was nothing in it." in page.ask("collect", **{"class": "7B"})["trouble"]
    assert "is not there" in page.ask("page", **{"class": "7B"}, page="")["trouble"]
    assert "is not there any more" in page.ask("fetch", path="gone.zip")["trouble"]


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("a.json", ["a.json"]),
        ("7B/Ana Lee/a.json", ["7B", "Ana Lee", "a.json"]),
        ("../../etc/passwd", ["etc", "passwd"]),
        ("/etc/passwd", ["etc", "passwd"]),
        ("C:\\x\\..\\a.json", ["C_", "x", "a.json"]),
        ("Łukasz_12_assignsubmission_file_/ж.json", ["Łukasz_12_assignsubmission_file_", "ж.json"]),
        ("a<b>:?.json", ["a_b___.json"]),
        ("x/\x00", ["x", "_"]),
        ("", ["file"]),
        ("...", ["file"]),
    ],
)
def test_a_path_of_the_page_stays_in_its_folder(path, parts):
    assert inside(path) == parts


@pytest.mark.parametrize("name", ["7B", "Łódź 8a", "../x", "class-7B", "CON", "a/b", "x" * 300])
def test_a_class_has_folders_that_the_kit_keeps_to_itself(page, name):
    one = school_class(name)
    for folder in (one.graded, one.collected):
        assert folder.parent == page.kit and folder.name.startswith("class-")
    page.give(name, {"a.json": b"{}"})
    assert [each.name for each in school_classes()] == [one.name]
    assert school_class(one.name) == one


@pytest.mark.parametrize("message", [None, [], "x", {}, {"do": None}, {"do": "fly", "id": 1}])
def test_what_is_no_message_is_left_alone(page, message):
    page.desk(message)
    assert page.told == []


def test_feedback_comes_as_one_zip_and_pages_one_by_one(page, students, tmp_path):
    page.give("7B", {"submissions.zip": zip_from(students, tmp_path)})
    page.ask("grade", **{"class": "7B"})
    reply = page.ask("fetch", **{"class": "7B"}, path="feedback")
    assert reply["name"] == "feedback.zip"
    pages = snapshot(page.kit / "class-7B" / "feedback")
    with zipfile.ZipFile(io.BytesIO(reply["data"])) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == pages
    name = next(iter(pages))
    assert page.ask("page", **{"class": "7B"}, page=name)["html"].encode() == pages[name]
    assert "What the class misread" in page.ask("page", **{"class": "7B"}, page="")["html"]


def test_what_goes_back_is_named_as_the_platform_takes_it(page, students, tmp_path):
    page.give("7B", {"submissions.zip": zip_from(students, tmp_path)})
    page.ask("grade", **{"class": "7B"})
    reply = page.ask("give back", **{"class": "7B"})
    assert reply["said"][0].startswith("Canvas (6 pages): ")
    assert {"feedback.zip", "gradebook.xlsx"} <= set(reply["files"])
    raw = page.ask("fetch", **{"class": "7B"}, path="feedback.zip")["data"]
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert sorted(archive.namelist()) == sorted(
            canvas(one).path.removesuffix(".json") + ".html" for one in students
        )


def test_a_mark_is_changed_with_a_reason_shown_before_and_after_and_taken_back(
    page, students, tmp_path
):
    page.give("7B", {"submissions.zip": zip_from(students, tmp_path)})
    first = page.ask("grade", **{"class": "7B"})["students"][0]
    sheet = page.ask("student", **{"class": "7B"}, student=first["id"])
    assert sheet["name"] == first["student"] and len(sheet["rows"]) == 53
    vote = next(row for row in sheet["rows"] if row["id"] == "vote")
    marks = 1 - int(vote["marks"] == "1")
    more = {"what": "overrule", "student": first["id"], "exercise": "vote"}
    reply = page.ask("change", **{"class": "7B"}, **more, marks=marks, reason="You said so aloud.")
    [changed] = reply["summary"]["changes"]
    assert changed.startswith(first["student"]) and f"vote {vote['marks']} → {marks}" in changed
    [one] = reply["overruled"]
    assert (one["marks"], one["reason"], one["is_current"]) == (marks, "You said so aloud.", True)
    again = page.ask("grade", **{"class": "7B"})
    assert again["summary"]["changes"] == ["Nothing has changed since the last grading."]
    html = page.ask("page", **{"class": "7B"}, page=sheet["page"])["html"]
    assert "You said so aloud." in html
    for wrong in ({"marks": 9, "reason": "x"}, {"marks": marks, "reason": " "}, {"reason": "x"}):
        assert "Not saved" in page.ask("change", **{"class": "7B"}, **more, **wrong)["trouble"]
    more["what"] = "take back overrule"
    reply = page.ask("change", **{"class": "7B"}, **more)
    assert f"vote {marks} → {vote['marks']}" in reply["summary"]["changes"][0]
    assert reply["overruled"] == []


def test_an_answer_is_accepted_for_all_and_taken_back(page, tmp_path):
    students = list(Maker(seed=11).students(40))
    key = page.kit / "seeds" / SLUG / "key.yaml"
    before = key.read_bytes()
    page.give("7B", {"submissions.zip": zip_from(students, tmp_path)})
    page.ask("grade", **{"class": "7B"})
    given = page.ask("answers", **{"class": "7B"}, exercise="headline-voices")["given"]
    wrong = next(one for one in given if not one["refused"])
    more = {"what": "accept", "exercise": "headline-voices", "reason": "It can be read so."}
    reply = page.ask("change", **{"class": "7B"}, **more, answer=wrong["answer"])
    concerned = [one for one in reply["summary"]["changes"] if "headline-voices 0 → 1" in one]
    assert len(concerned) == wrong["students"] > 0
    assert key.read_bytes() != before
    [one] = reply["accepted"]
    assert "It can be read so." in one["words"]
    more = {"what": "take back accept", "exercise": "headline-voices", "reason": one["words"]}
    reply = page.ask("change", **{"class": "7B"}, **more)
    assert len(reply["summary"]["changes"]) == wrong["students"] and reply["accepted"] == []
    assert key.read_bytes() == before


def test_grades_stand_beside_totals(page, students, tmp_path):
    page.give("7B", {"submissions.zip": zip_from(students, tmp_path)})
    page.ask("grade", **{"class": "7B"})
    mark_all(page.kit / "class-7B")
    reply = page.ask("grade", **{"class": "7B"}, chosen={"scale": "1-6"})
    final = [one for one in reply["students"] if one["state"] == "final"]
    limits = {92: "1", 81: "2", 67: "3", 50: "4", 30: "5", 0: "6"}
    for one in final:
        percent = int(100 * int(one["total"]) / int(one["out of"]) + 0.5)
        assert one["grade"] == next(grade for least, grade in limits.items() if percent >= least)
    assert final
    assert "scale" in page.ask("grade", **{"class": "7B"}, chosen={"scale": "5 6"})["trouble"]


def test_slides_of_a_class_name_nobody(page, tmp_path):
    students = list(Maker(seed=11).students(12, written=True))
    page.give("7B", {"submissions.zip": zip_from(students, tmp_path)})
    page.ask("grade", **{"class": "7B"})
    reply = page.ask("slides", **{"class": "7B"})
    html = page.ask("fetch", path=reply["files"][0][0])["data"].decode()
    assert not [one.name for one in students if one.name.split()[0] in html]


@pytest.mark.parametrize("way", ["paper", ".xml", ".zip"])
def test_each_way_to_hand_out_gives_files_that_can_be_taken_along(whole, way):
    assert way in [name for name, _, _ in whole.ask("open")["ways"]]
    reply = whole.ask("hand out", what=way, name="for 7B", choice={"minutes": 45})
    assert "trouble" not in reply, reply
    for path, words in reply["files"]:
        assert whole.ask("fetch", path=path)["data"] and words
    again = whole.ask("hand out", what=way, name="for 7B", choice={"minutes": 20})
    assert "trouble" not in again, again


def test_a_fault_of_ours_is_told_and_ends_nothing(page, monkeypatch):
    def fails(*_):
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(desk, "school_classes", fails)
    assert "That went wrong (ZeroDivisionError" in page.ask("open")["trouble"]
    monkeypatch.undo()


def test_exports_that_were_given_lie_beside_the_class_and_not_in_the_result(
    page, students, tmp_path
):
    page.give("7B", {"submissions.zip": zip_from(students, tmp_path)})
    put(tmp_path / "x.csv", b"no export")
    chosen = {"canvas": {"name": "../x.csv", "piece": 0}}
    reply = page.ask("grade", [b"no export"], **{"class": "7B"}, chosen=chosen)
    assert "x.csv has no column “Student”" in reply["trouble"]
    assert not (page.kit / "class-7B").exists()
