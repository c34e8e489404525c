"""A teacher at the desk, in JupyterLab: no terminal, two classes, and everything in one sitting."""

import csv
import io
import re
from pathlib import Path

import pandas
import pytest
from support import copied_kit
from support.browser import Browser, JupyterLab, NotebookPage, needs_browser, violations
from support.class_layouts import (
    canvas,
    canvas_export,
    moodle,
    moodle_worksheet,
    put,
    write,
    zipped,
)
from support.class_maker import Maker
from support.grade_run import gradebook, snapshot
from support.teachers_desk import TeachersDesk

pytestmark = [needs_browser, pytest.mark.slow, pytest.mark.long]
NOTEBOOK = "notebooks/teacher/desk.ipynb"
STATES = ("final", "waiting", "unreadable", "missing")


class Desk(TeachersDesk):
    """The desk on the page of a teacher who has a kit."""

    def __init__(self, notebook, kit):
        """Run the notebook, and wait for the desk."""
        super().__init__(notebook.page)
        self.kit = kit
        notebook.run_all()
        self.wait()

    @property
    def classes(self):
        """The list of classes."""
        return self.box.locator(".news-class select")

    def new_class(self, name):
        """Begin with a class that is not there yet."""
        self.turn("Collect")
        typed = self.box.get_by_label("What the new class is called")
        if not typed.is_visible():
            self.classes.select_option("A new class …")
        typed.fill(name)

    def give(self, *paths):
        """Choose files that were handed in, as a teacher does who drops none."""
        self.step.locator("input[type=file]").first.set_input_files([str(one) for one in paths])

    def collect(self, *paths):
        """Choose files, and wait until they are collected."""
        self.give(*paths)
        self.step.get_by_role("status").locator("li").first.wait_for()
        assert self.step.get_by_text("Collected so far").count() == 1

    def choose(self, **files):
        """Give a file, or words, for each of these choices."""
        self.turn("Grade")
        choices = self.step.get_by_text("Choices", exact=True)
        if files:
            choices.click()
        for label, value in files.items():
            control = self.step.get_by_label(label.replace("_", " "), exact=True)
            if isinstance(value, Path):
                control.set_input_files(str(value))
            else:
                control.fill(value)

    def grade(self, **files):
        """Grade by these choices; what came of it."""
        self.choose(**files)
        self.press("Grade")
        self.step.locator(".news-cards").wait_for()
        assert not (said := self.alarm.text_content()), said
        counts = self.step.locator(".news-card b").all_inner_texts()
        return dict(
            zip(("final", "waiting", "unreadable", "missing"), map(int, counts), strict=True)
        )

    def download(self, name):
        """Download a file under “Return”."""
        self.turn("Return")
        return self.given(f"Download {name}")


@pytest.fixture(scope="module")
def teacher(tmp_path_factory):
    """A teacher's machine with a kit of its own, and the desk open in it."""
    kit = copied_kit(tmp_path_factory.mktemp("teacher") / "kit")
    env = {"CLASS": str(kit), "PYTHONPATH": str(kit)}
    with JupyterLab(kit, env=env) as lab, Browser(width=1280, height=1000) as browser:
        yield Desk(NotebookPage.open(lab, browser.new_page(), NOTEBOOK), kit)
        assert browser.errors == [] and browser.outside == []


@pytest.fixture(scope="module")
def maker():
    """Makes students."""
    return Maker(seed=11)


def download_of(layout, students, folder, damaged=()):
    """The ZIP that a platform gives of students; the files of some are damaged."""
    for one in write(folder / "in", map(layout, students)):
        if one.student.number in damaged:
            put(folder / "in" / one.path, one.student.raw[:200])
    return zipped(folder / "in", folder / "submissions.zip")


def test_it_is_clean_to_those_who_cannot_see_it(teacher):
    for step in ("Hand out", "Collect", "Grade", "Mark", "Return", "Discuss"):
        teacher.turn(step)
        found = violations(teacher.page, within=".news-desk-place")
        assert found == [], (step, found)


def test_a_class_is_handed_a_graded_pack_and_its_code_stands_large(teacher):
    teacher.turn("Hand out")
    teacher.step.get_by_label("Class", exact=True).fill("7B")
    teacher.step.get_by_label("Due").fill("2026-12-01")
    teacher.step.get_by_label("Graded").check()
    for title in ("0 · Read the article", "2 · Geography", "5 · Your report"):
        teacher.step.get_by_label(title).uncheck()
    teacher.step.get_by_text(re.compile(r"^\d+ exercises, about \d+ minutes")).wait_for()
    teacher.press("Make it")
    code = teacher.step.locator(".news-code b")
    code.wait_for()
    assert re.fullmatch(r"[a-z]{5}(-[a-z]{5}){3}", code.inner_text())
    size = code.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert size >= 28
    made = teacher.kit / "packs" / "for-7B.zip"
    assert teacher.given("Download the file") == made.read_bytes()
    said = teacher.step.inner_text()
    assert "Notebooks 1, 3 and 4" in said and "7B, due Tuesday 1 December 2026" in said


def test_twelve_students_from_canvas_with_damaged_files(teacher, maker, tmp_path):
    students = list(maker.students(12))
    teacher.new_class("8a")
    teacher.collect(download_of(canvas, students, tmp_path, damaged={3}))
    export = put(tmp_path / "export.csv", canvas_export(students, {}, maker.out_of))
    came = teacher.grade(Canvas_gradebook=export, The_assignment_in_it="4711")
    assert came["unreadable"] == 1 and sum(came.values()) == 12
    rows = teacher.step.get_by_role("table", name="What is to be said of files")
    assert students[3].name.split()[0] in rows.inner_text()
    assert rows.get_by_role("row").filter(has_text="damaged").count() == 1
    with_canvas = pandas.read_csv(io.BytesIO(teacher.download("canvas.csv")), dtype=str)
    totals = {row["id"]: row["total"] for row in gradebook(teacher.kit / "class-8a")}
    column = with_canvas["Read the news closely (4711)"]
    filled = dict(zip(with_canvas["ID"], column.fillna(""), strict=True))
    assert {id: filled[id] for id in totals} == totals and any(totals.values())


def test_written_answers_are_marked_at_the_desk_and_the_total_is_final(teacher):
    teacher.turn("Mark")
    teacher.press("Mark the written answers")
    answer = teacher.step.get_by_role("region", name="The answer", exact=True)
    answer.click()
    status = teacher.step.locator(".news-marking").get_by_role("status")
    for _ in range(200):
        before = status.inner_text()
        if "All answers are marked" in before:
            break
        teacher.page.keyboard.press("e")
        teacher.page.wait_for_function(
            "([one, before]) => one.innerText !== before", arg=[status.element_handle(), before]
        )
    came = teacher.grade()
    assert came["waiting"] == 0 and came["final"] == 11
    assert "Since the last grading" in teacher.step.inner_text()


def test_three_hundred_students_from_moodle_are_another_class(teacher, maker, tmp_path):
    before = snapshot(teacher.kit / "class-8a")
    students = list(maker.students(300, start=1000, written=False))
    sheet = put(tmp_path / "sheet.csv", moodle_worksheet(students, {}, maker.out_of))
    teacher.new_class("year 9")
    teacher.give(download_of(moodle, students, tmp_path))
    # A choice that is made while the files still come in holds when they are there.
    teacher.choose(Moodle_grading_worksheet=sheet)
    teacher.box.get_by_role("button", name="Stop").wait_for(state="hidden")
    came = teacher.grade()
    assert sum(came.values()) == 300
    rows = list(csv.DictReader(io.StringIO(teacher.download("moodle.csv").decode())))
    graded = {row["id"]: row for row in gradebook(teacher.kit / "class-year-9")}
    for row in rows:
        assert row["Grade"] == graded[row["Identifier"].removeprefix("Participant ")]["total"]
    assert snapshot(teacher.kit / "class-8a") == before


def test_grading_is_stopped_and_nothing_is_changed(teacher):
    before = snapshot(teacher.kit / "class-year-9")
    teacher.turn("Grade")
    teacher.press("Grade")
    teacher.press("Grade")
    assert "Something is still running" in teacher.alarm.text_content()
    teacher.box.get_by_role("button", name="Stop").click()
    teacher.box.get_by_text("Stopped. Nothing of it was kept.").wait_for()
    assert snapshot(teacher.kit / "class-year-9") == before


def test_the_class_page_is_shown_and_names_nobody(teacher, maker):
    teacher.turn("Discuss")
    teacher.press("Show the class page")
    page = teacher.step.frame_locator("iframe")
    page.get_by_role("heading", name="What the class misread").wait_for()
    text = page.locator("body").inner_text()
    assert "Three things to talk about tomorrow" in text
    assert not [one.name for one in maker.students(300, start=1000) if one.name in text]


def test_all_is_there_after_the_page_was_closed(teacher):
    page = teacher.page
    page.reload()
    page.locator(".jp-CodeCell").first.wait_for()
    page.locator("#jp-main-statusbar").get_by_text(re.compile(r"\| Idle$")).wait_for()
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
    page.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click()
    teacher.wait()
    teacher.turn("Collect")
    names = teacher.classes.locator("option").all_inner_texts()
    assert names == ["8a", "year-9", "A new class …"]
    teacher.turn("Return")
    teacher.step.get_by_text("The gradebook, for any spreadsheet").wait_for()
