"""A short lesson in JupyterLab: looked at before and after a run, answered, and handed in."""

import json
import zipfile

import pytest
from support.browser import Browser, JupyterLab, NotebookPage, lacking

from helpers.packs.pack import pack

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(bool(lacking()), reason=lacking()),
]
PATH = "notebooks/00_a_lesson_of_45_minutes.ipynb"


@pytest.mark.parametrize("graded", [False, True])
def test_a_student_runs_answers_and_hands_in(whole, tmp_path, monkeypatch, graded):
    monkeypatch.undo()  # a kernel opens what is sealed in earnest
    for name in ("WORK", "LESSON"):
        monkeypatch.delenv(name, raising=False)
    packed = pack(whole, tmp_path / "monday.zip", minutes=45, graded=graded)
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(tmp_path / "monday.zip") as archive:
        archive.extractall(folder)
    with JupyterLab(folder, env={"PYTHONPATH": str(folder)}) as lab, Browser() as browser:
        page = browser.new_page()
        notebook = NotebookPage.open(lab, page, PATH)
        assert notebook.violations() == []
        assert page.get_by_text("Run this cell to answer.").count() == 8
        notebook.run_all()
        assert notebook.error_outputs() == [] and notebook.broken_widgets() == []
        assert notebook.violations() == []
        form = page.locator('[data-exercise="anchor-of-tuesday"]')
        form.get_by_role("radio").nth(2).check()
        form.get_by_role("button", name="Check").click()
        said = "Saved and complete." if graded else "1 of 1 mark."
        form.get_by_text(said).wait_for()
        page.get_by_text("Done: 1 of 8 exercises. Still open: 7.").wait_for()
        page.get_by_label("Your name or student number").fill("Ana")
        page.get_by_role("button", name="Hand in").click()
        page.get_by_text("This is the file for your teacher").wait_for()
        if graded:
            page.get_by_label("Class code").fill(packed.code)
            page.get_by_role("button", name="Open").click()
            page.get_by_text("choose Run, then Run All Cells.").wait_for()
            notebook.run_all()
            form.get_by_text("1 of 1 mark.").wait_for()
        assert browser.outside == []
        page.close()
    handed_in = json.loads((folder / "work" / "belarus-2020_Ana.json").read_text("utf-8"))
    assert handed_in["assignment"] == packed.assignment.id
    assert handed_in["answers"].keys() == {"anchor-of-tuesday"}
