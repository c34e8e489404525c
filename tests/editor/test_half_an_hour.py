"""From a text to a packed lesson, with a finished one in mind: at three seconds an action."""

import pytest
from support import ROOT, copied_kit
from support.browser import Browser, JupyterLab, NotebookPage, needs_browser
from support.correcting_teacher import CorrectingTeacher

from helpers.authoring.check import check
from helpers.common.errors import Findings
from helpers.editor.compare import compare
from helpers.exercises.asked import read_asked
from helpers.lesson.lesson import load
from helpers.lesson.metadata import FILE, read_facts

pytestmark = [needs_browser, pytest.mark.slow, pytest.mark.long]
FINISHED = ROOT / "tests" / "fixtures" / "stadtrat"
SECONDS, HALF_AN_HOUR = 3, 1800


def test_a_german_report_becomes_a_lesson_in_less_than_half_an_hour(tmp_path):
    kit = copied_kit(tmp_path / "kit")
    facts = read_facts(FINISHED / FILE, Findings())
    with JupyterLab(kit, env={"PYTHONPATH": str(kit)}) as lab, Browser(width=1366) as browser:
        page = browser.new_page()
        NotebookPage.open(lab, page, "notebooks/teacher/new_lesson.ipynb").run_all()
        teacher = CorrectingTeacher(page, kit / "seeds")
        teacher.box.wait_for()
        said = {
            "Who published it?": facts["publisher"],
            "Whose is the text": facts["rights"],
            "When was it published?": facts["datePublished"],
        }
        text = (FINISHED / "article.txt").read_text("utf-8")
        folder = teacher.begin(text, said, facts["layout"])
        teacher.correct(folder, FINISHED)
        teacher.ask(10)
        teacher.pack("7B")
        assert browser.errors == [] and browser.outside == []
    assert check(folder).problems == []
    lesson, _ = load(folder)
    assert len(read_asked(folder, lesson.slug, lesson.article).exercises) == 10
    assert (kit / "packs" / "7B.zip").is_file()
    # What was corrected says what the finished lesson says: nearly all of it, by another reader.
    found = compare(folder, FINISHED)
    for table in ("mentions", "toponyms", "statements"):
        assert found.tables[table].marked.f1 > 0.95, table
    assert teacher.done.total * SECONDS < HALF_AN_HOUR
