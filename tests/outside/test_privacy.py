"""docs/privacy.md names every file that is made, and what is in it: sessions are run for that."""

import json
import re
import time
import zipfile

import pytest
from support import ROOT, SLUG, copied_kit
from support.class_maker import Maker
from support.grade_run import mark_all
from support.kernel import RunningNotebooks
from support.papers import prose

from helpers.cli.main import main
from helpers.desk.desk import Desk
from helpers.grading.feedback_zip import feedback_zip
from helpers.grading.folder import TO_RETURN
from helpers.grading.graded import overrule
from helpers.grading.lms.platform import platforms
from helpers.grading.records import read_records
from helpers.grading.workbook import gradebook_xlsx
from helpers.lesson.lesson import load
from helpers.packs.pack import pack
from helpers.student.hand_in import hand_in
from helpers.student.session import open_answering
from helpers.student.turns import DATABASE
from helpers.student.web_unlock import CODES

PAGE = prose(ROOT / "docs" / "privacy.md")
MEANS = {
    "LESSON": re.escape(SLUG),
    "NAME": r"[^/_]+",
    "TITLE": r"[^/]+",
    "WHY": r"[a-z-]+",
    "N": r"[0-9]+",
    "PACK": "monday",
    "CLASS": "class-7b",
}


def named(section):
    """The places that the table of a section names, each with the pattern of its files."""
    part = PAGE.partition(f"\n## {section}")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (.+?) \|", part, re.MULTILINE)
    places = [one for cell in cells for one in re.findall(r"`([^`]+)`", cell)]
    return {one: re.compile(as_pattern(one)) for one in places}


def as_pattern(place):
    """A place such as work/LESSON.json as a pattern of paths."""
    plain = re.escape(place).replace("\\-", "-").replace("\\*", ".+")
    return re.sub("[A-Z]+", lambda word: MEANS[word[0]], plain)


def files_in(folder):
    return {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}


def unnamed(made, places):
    """Those files that no place is the name of."""
    return {one for one in made if not any(place.fullmatch(one) for place in places.values())}


def unmade(made, places):
    """Those places of which there is no file."""
    return {name for name, place in places.items() if not any(map(place.fullmatch, made))}


@pytest.fixture
def teacher(tmp_path, monkeypatch):
    """A copy of the kit, in a folder of the teacher's; nothing is named in the environment."""
    for name in ("WORK", "LESSON", "CLASS"):
        monkeypatch.delenv(name, raising=False)
    return copied_kit(tmp_path / "teacher" / "kit")


@pytest.fixture
def student(teacher, tmp_path):
    """An unpacked pack of that teacher's, and the session of a student in it."""
    target = teacher.parent / "monday.zip"
    pack(teacher, target, minutes=45)
    folder = tmp_path / "student"
    with zipfile.ZipFile(target) as archive:
        archive.extractall(folder)
    lesson, _ = load(folder / "seeds" / SLUG)
    return folder, open_answering(lesson)


SVG = "<svg xmlns='http://www.w3.org/2000/svg'/>"


def a_session(answering):
    """Answer, change, draw, restore, meet a damaged file, and hand in; the text handed in."""
    exercises = answering.exercises
    answering.keep(exercises["who-speaks"], ["zhao"])
    answering.attempt(exercises["headline-voices"], "putin-twice")
    answering.attempt(exercises["headline-voices"], "state-person")
    answering.work.restore(answering.work.download())
    (answering.own_work.folder).mkdir(parents=True)
    (answering.own_work.folder / "My-chart.svg").write_text(SVG, "utf-8")
    assert answering.own_work.titles() == ["My chart"]
    _, text = hand_in(answering, "Ana Łuk")
    answering.work.path.write_text("damaged", "utf-8")
    assert answering.entries()  # from its copy; the damaged file is set aside
    return json.loads(text)


def test_a_session_makes_no_file_that_is_not_named_and_every_one_that_is(student):
    folder, answering = student
    before = files_in(folder)
    a_session(answering)
    made = files_in(folder) - before
    places = named("At the student: the installed kit")
    assert len(places) == 6
    assert unnamed(made, places) == set()
    assert unmade(made, places) == set()


@pytest.mark.slow
def test_a_notebook_that_is_run_makes_no_other_file_in_the_pack(student):
    folder, _ = student
    before = files_in(folder)
    [notebook] = (folder / "notebooks").glob("0*.ipynb")
    with RunningNotebooks([notebook], folder / "work", every=True):
        pass
    made = {one for one in files_in(folder) - before if "__pycache__" not in one}
    assert unnamed(made, named("At the student: the installed kit")) == set()
    assert notebook.read_bytes() and notebook.relative_to(folder).as_posix() in before


def test_the_file_that_is_handed_in_has_every_attempt_with_its_time(student):
    handed_in = a_session(student[1])
    attempts = handed_in["answers"]["headline-voices"]["attempts"]
    assert [one["answer"] for one in attempts] == ["putin-twice", "state-person"]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00", one["time"]) for one in attempts)
    assert handed_in["answers"]["who-speaks"]["draft"]["answer"] == ["zhao"]
    said = "Every answer that you check is kept with its time, and your teacher gets them all."
    assert said in (student[0] / "README.md").read_text("utf-8")


def test_it_has_the_fields_that_are_named_and_no_others(student):
    handed_in = a_session(student[1])
    sentence = re.search(r"has these fields, and no others: (.+?)\. ", PAGE)[1]
    assert set(re.findall(r"`(\w+)`", sentence)) == handed_in.keys()
    about = re.search(r"An answer has (.+?) where", PAGE)[1]
    fields = set(re.findall(r"`(\w+)`", about))
    given = [
        one
        for entry in handed_in["answers"].values()
        for one in [*entry["attempts"], entry["draft"]]
        if one
    ]
    assert len(given) == 3 and set().union(*given) <= fields == {"time", "answer", "opened"}
    assert {key for entry in handed_in["answers"].values() for key in entry} == {
        "attempts",
        "draft",
    }


def at_the_desk(raw):
    """Drop a file for the class, and grade with an export that is none."""
    desk = Desk(lambda *_: None)
    chosen = {"canvas": {"name": "export.csv", "piece": 0}}
    for message in (
        {"do": "take", "path": "late.json", "first": True},
        {"do": "collect"},
        {"do": "grade", "chosen": chosen},
    ):
        desk({"id": 1, "class": "7b", **message}, [raw])
        while desk.work.is_busy:
            time.sleep(0.01)


def test_a_pack_and_a_grading_make_no_file_that_is_not_named(teacher, student, monkeypatch):
    home = teacher.parent
    inbox = home / "handed in"
    inbox.mkdir()
    for one in Maker().students(6, written=True):
        (inbox / f"{SLUG}_{one.name}.json").write_bytes(one.raw)
    before = files_in(home) - {name for name in files_in(home) if "packs" in name.split("/")[1:2]}
    before -= {"monday-substitute.html"}
    monkeypatch.chdir(teacher)
    out = home / "class-7b"
    for _ in range(2):  # to mark, and to grade again
        assert main(["grade", str(inbox), "--out", str(out)]) == 0
        mark_all(out)
    mark_all(out, "Look again.")
    at_the_desk(next(inbox.iterdir()).read_bytes())
    record = next(read_records(out))
    for reason in ("You were ill.", "You were ill on that day."):
        overrule(out, record.student, "vote", 1, reason)
    feedback_zip(out, out / TO_RETURN)
    gradebook_xlsx(out)
    made = {one.removeprefix("kit/") for one in files_in(home) - before}
    places = named("At the teacher")
    assert unnamed(made, places) == set()
    given = {f"CLASS/{one.kind}.csv" for one in platforms() if one.options}
    assert unmade(made, places) == given == {"CLASS/canvas.csv", "CLASS/moodle.csv"}
    handed = {one for one in before if one.startswith("handed in/")}
    assert len(handed) == 6 and files_in(home) >= handed


def test_what_a_browser_keeps_bears_the_names_that_are_told():
    places = named("At the student: a link")
    reading = (ROOT / "helpers/student/form/reading.js").read_text("utf-8")
    worker = (ROOT / "helpers/site/web/service-worker.js").read_text("utf-8")
    assert DATABASE in places and f"`work/{CODES}`" in PAGE
    assert re.search(r'SETTINGS = "([\w-]+)"', reading)[1] in places
    assert re.search(r"SITE = `([\w-]+) ", worker)[1] in places
    texts = {one.name: one.read_text("utf-8") for one in (ROOT / "helpers").rglob("*.js")}
    assert len(texts) > 20

    def who(words):
        return {name for name, text in texts.items() if re.search(words, text)}

    assert who(r"\.cookie|sendBeacon") == set()
    assert who("localStorage") == {"reading.js"}  # under the one name above
    # For what is not saved yet, and for votes that are counted.
    assert who("sessionStorage") == {"elements.js", "slides.js"}


def test_it_is_one_page():
    for name in ("privacy", "accessibility", "standards"):
        assert len(prose(ROOT / "docs" / f"{name}.md").splitlines()) <= 120, name
