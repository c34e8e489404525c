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

MATCH, ONE = "label-facts", "headline-voices"
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
    shown.wait_for(timeout=10_000)
    return shown


def test_a_class_is_assigned_collected_graded_and_told(kit, tmp_path):
    said = run(kit, "pack", tmp_path / "for-7b.zip", "--graded", "--notebooks", "00", "--class=7B")
    code = re.search(r"Class code: (\S+)", said)[1]
    student = tmp_path / "student"
    with zipfile.ZipFile(tmp_path / "for-7b.zip") as pack:
        pack.extractall(student)
    assert code.encode() not in (tmp_path / "for-7b.zip").read_bytes()

    notebook = "notebooks/00_read_the_article.ipynb"
    env = {"PYTHONPATH": str(student), "WORK": str(student / "work")}
    with JupyterLab(student, env=env) as lab, Browser() as browser:
        page = browser.new_page()
        opened = NotebookPage.open(lab, page, notebook)
        assert "7B" in opened.panel.inner_text()
        opened.run_all()
        form = answer(page, MATCH)
        for name, select in zip(BY_ID[MATCH].rows, form.get_by_role("combobox").all(), strict=True):
            select.select_option(KEY[MATCH].rows[name].right[0])
        assert "Saved and complete." in check(form).inner_text()
        wrong = next(one for one, reply in KEY[ONE].options.items() if not reply.marks)
        answer(page, ONE).get_by_text(BY_ID[ONE].options[wrong], exact=True).click()
        check(answer(page, ONE))

        panel = page.locator('.jp-OutputArea [data-panel="hand-in"]')
        panel.get_by_role("textbox").fill(NAME)
        panel.get_by_role("button", name="Hand in").click()
        panel.get_by_role("link").wait_for(timeout=10_000)
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
        assert [row[name] for name in ("headline-words", "words-before")] == ["missing"] * 2
        [feedback] = (out / "feedback").iterdir()
        told = browser.new_page()
        told.goto(feedback.as_uri())
        words = " ".join(told.locator("main").inner_text().split())
        assert NAME in words
        assert " ".join(KEY[MATCH].message.split()) in words
        assert " ".join(KEY[ONE].options[wrong].message.split()) in words
        told.close()

        unlocking = page.locator('.jp-OutputArea [data-panel="code"]')
        unlocking.get_by_role("textbox").fill(code.upper().replace("-", " "))
        unlocking.get_by_role("button", name="Open").click()
        unlocking.get_by_text("It is open.").wait_for(timeout=20_000)
        full = f"{BY_ID[MATCH].marks} of {BY_ID[MATCH].marks} marks."
        assert full in check(answer(page, MATCH)).inner_text()
        assert opened.error_outputs() == []
        assert [url for url in browser.outside if not url.startswith("file:")] == []
