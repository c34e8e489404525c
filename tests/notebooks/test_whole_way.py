"""From handing out to handing back: pack, unpack, answer, hand in, grade, read, and the code."""

import csv
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from support.browser import Browser, JupyterLab, NotebookPage, needs_browser
from support.own_exercises import EXERCISES, KEY

MATCH, ONE, LATER = "label-facts", "headline-voices", "hands-interest"
FIRST, LAST = "notebooks/00_read_the_article.ipynb", "notebooks/04_sourcing.ipynb"
BY_ID = {exercise.id: exercise for exercise in EXERCISES}
NAME = "Łucja O'Brien, Jr"

pytestmark = [needs_browser, pytest.mark.slow]


def run(kit: Path, *arguments: object) -> str:
    """Run the kit's command line, as a teacher does, and return what it says."""
    env = os.environ | {"PYTHONPATH": str(kit), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "helpers", *map(str, arguments)]
    done = subprocess.run(command, cwd=kit, env=env, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def answer(page, name):
    """Locate the form of an exercise."""
    return page.locator(f'.jp-OutputArea [data-exercise="{name}"]')


def check(form):
    """Press Check, and return what is said."""
    form.get_by_role("button", name="Check").click()
    shown = form.locator(".news-feedback:not(.news-old):not(:empty)")
    shown.wait_for()
    return shown


def looks_right_before_a_run(opened, asked, folds):
    """Assert that these questions stand there bare, and that each fold has a title and opens."""
    assert not opened.is_changed()
    bare = opened.panel.locator(".news-exercise", has_text="Run this cell to answer.")
    assert bare.locator("b").all_inner_texts() == [BY_ID[one].title for one in asked]
    folded = opened.panel.locator(".jp-OutputPlaceholder")
    assert folded.count() == folds
    assert all(re.fullmatch(r"[A-Z][^<>&0-9•]{5,70}", one) for one in folded.all_inner_texts())
    title = folded.first.inner_text()
    folded.first.click()
    shown = opened.outputs.filter(has_text=title)
    assert shown.inner_text().split("\n")[-1] == "Run this cell to see it."
    assert opened.blank_outputs() == []
    assert opened.broken_widgets() == []


@pytest.mark.long
def test_a_class_is_assigned_collected_graded_and_told(kit, tmp_path):
    for path in (kit / "notebooks").glob("*.ipynb"):  # as if another Python had saved them
        text = re.sub(r'"version": "3[.0-9]+"', '"version": "3.2.1"', path.read_text("utf-8"))
        path.write_text(text, "utf-8")
    chosen = ["--exercises", MATCH, ONE, LATER]
    said = run(kit, "pack", tmp_path / "for-7b.zip", "--graded", "--class=7B", *chosen)
    assert "Notebooks 0 and 4, with 3 exercises." in said
    code = re.search(r"Class code: (\S+)", said)[1]
    student = tmp_path / "student"
    with zipfile.ZipFile(tmp_path / "for-7b.zip") as pack:
        pack.extractall(student)
    assert code.encode() not in (tmp_path / "for-7b.zip").read_bytes()

    installed = tmp_path / "jupyter" / "jupyter_server_config.d"  # as the README's command has it
    installed.mkdir(parents=True)
    shutil.copy2(student / "helpers" / "student" / "jupyter" / "server_extension.json", installed)
    env = {"PYTHONPATH": str(student), "WORK": str(student / "work")}
    env["JUPYTER_CONFIG_PATH"] = str(installed.parent)
    with JupyterLab(student, env=env) as lab, Browser() as browser:
        page = browser.new_page()
        opened = NotebookPage.open(lab, page, FIRST)
        assert "7B" in opened.panel.inner_text()
        looks_right_before_a_run(opened, [MATCH, ONE], 5)
        opened.run_all()
        assert opened.blank_outputs() + opened.error_outputs() == []
        form = answer(page, MATCH)
        for name, select in zip(BY_ID[MATCH].rows, form.get_by_role("combobox").all(), strict=True):
            select.select_option(KEY[MATCH].rows[name].right[0])
        assert "Saved and complete." in check(form).inner_text()
        wrong = next(one for one, reply in KEY[ONE].options.items() if not reply.marks)
        answer(page, ONE).get_by_text(BY_ID[ONE].options[wrong], exact=True).click()
        check(answer(page, ONE))

        opened = opened.another(LAST)
        looks_right_before_a_run(opened, [LATER], 14)
        opened.run_all()
        assert opened.blank_outputs() + opened.error_outputs() == []
        answer(page, LATER).wait_for()
        panel = page.locator('.jp-OutputArea [data-panel="hand-in"]')
        panel.get_by_role("textbox").fill(NAME)
        panel.get_by_role("button", name="Hand in").click()
        panel.get_by_role("link").wait_for()
        [handed_in] = (student / "work").glob("*Łucja*.json")
        collected = tmp_path / "collected"
        collected.mkdir()
        shutil.copy2(handed_in, collected)

        out = tmp_path / "class-7b"
        said = run(kit, "grade", collected, "--out", out, "--pack", tmp_path / "for-7b.zip")
        assert "1 student" in said
        with (out / "gradebook.csv").open(encoding="utf-8-sig", newline="") as file:
            [row] = csv.DictReader(file)
        assert row["student"] == NAME
        assert (row[MATCH], row[ONE]) == (str(BY_ID[MATCH].marks), "0")
        assert row[LATER] == "missing" and "headline-words" not in row
        [feedback] = (out / "feedback").iterdir()
        told = browser.new_page()
        told.goto(feedback.as_uri())
        words = " ".join(told.locator("main").inner_text().split())
        assert NAME in words
        assert " ".join(KEY[MATCH].message.split()) in words
        assert " ".join(KEY[ONE].options[wrong].message.split()) in words
        told.close()

        opened = opened.another(FIRST)
        opened.run_all()
        unlocking = page.locator('.jp-OutputArea [data-panel="code"]')
        unlocking.get_by_role("textbox").fill(code.upper().replace("-", " "))
        unlocking.get_by_role("button", name="Open").click()
        unlocking.get_by_text("It is open.").wait_for()
        full = f"{BY_ID[MATCH].marks} of {BY_ID[MATCH].marks} marks."
        assert full in check(answer(page, MATCH)).inner_text()
        assert opened.error_outputs() == []
        assert [url for url in browser.outside if not url.startswith("file:")] == []
