"""Blind marking in JupyterLab, as a teacher does it: one key a level, and names at the end."""

import json
import re
import shutil
from pathlib import Path

import pytest
from support import ROOT
from support.browser import Browser, JupyterLab, NotebookPage, needs_browser
from support.marked_class import HOSTILE, QUESTIONS, SLUG, STUDENTS, TEXTS, write_class

from helpers.grading.manual.queue import open_class

NOTEBOOK = "mark.ipynb"
FORM = ".jp-OutputArea .news-marking"

pytestmark = [needs_browser, pytest.mark.slow, pytest.mark.long]


@pytest.fixture(scope="module")
def marking(tmp_path_factory):
    """A teacher's machine: the kit, its notebook, which is open, and a class that is graded."""
    kit = tmp_path_factory.mktemp("kit") / "kit"
    for part in ("helpers", "seeds"):
        shutil.copytree(ROOT / part, kit / part)
    shutil.copy(ROOT / "notebooks" / "teacher" / NOTEBOOK, kit)
    write_class(kit / "spring")
    env = {"CLASS": str(kit), "LESSON": SLUG, "PYTHONPATH": str(kit)}
    with JupyterLab(kit, env=env) as server, Browser() as browser:
        yield Marking(NotebookPage.open(server, browser.new_page(), NOTEBOOK))
        assert browser.errors == [] and browser.outside == []


class Marking:
    """The form on a teacher's page."""

    def __init__(self, notebook):
        """Locate the parts of the form in a notebook that is open."""
        self.notebook, self.page = notebook, notebook.page
        self.folder = Path(notebook.lab.root) / "spring"
        self.form = self.page.locator(FORM)
        self.answer = self.form.get_by_role("region", name="The answer", exact=True)
        self.status = self.form.get_by_role("status")

    def run(self):
        """Run all, and wait for the form."""
        self.notebook.run_all()
        self.answer.wait_for()

    def wait_for(self, words):
        """Wait until the form stands there and says these words."""
        self.answer.wait_for()
        self.form.get_by_text(words).first.wait_for()

    def press(self, key, said):
        """Press a key, and wait for what is said to it."""
        self.page.keyboard.press(key)
        self.status.get_by_text(re.compile(said)).wait_for()

    def marks(self):
        """Return every mark that the file holds: level and comment by student and exercise."""
        given = json.loads((self.folder / "marks.json").read_bytes())["marks"]
        return {
            (student, exercise): (marks[-1]["level"], marks[-1]["comment"])
            for student, answers in given.items()
            for exercise, marks in answers.items()
        }

    def names_on_the_page(self):
        """Return the names and ids of students that stand anywhere in the page's HTML."""
        html = self.page.content() + self.page.locator("body").inner_text()
        return [one for pair in STUDENTS.items() for one in pair if one in html]


def test_a_class_is_marked_by_keys_alone_and_names_come_last(marking):
    page, form = marking.page, marking.form
    assert "Nothing is graded yet." in form.inner_text()
    order = [one.student for one in open_class(marking.folder).answers]
    marking.run()
    before = marking.notebook.cells.count()
    form.get_by_text("Answer 1 of 3, 3 to go").first.wait_for()

    seen = [marking.answer.inner_text()]
    marking.answer.click()
    page.keyboard.press("c")
    page.keyboard.insert_text("Which ¶ says so?")
    page.keyboard.press("Escape")
    marking.press("p", r"^Saved \d\d:\d\d: Proficient\.")
    seen.append(marking.answer.inner_text())
    marking.press("Alt+Digit1", "^In the comment: Which")
    marking.press("e", "^Saved .* Emergent")
    seen.append(marking.answer.inner_text())
    assert any(text.startswith(HOSTILE[:20]) for text in seen)
    assert page.evaluate("window.hit") is None
    marking.press("0", "^Saved .* None of these. Another question")
    first = QUESTIONS[0]
    assert marking.marks() == {
        (order[0], first): ("Proficient", "Which ¶ says so?"),
        (order[1], first): ("Emergent", "Which ¶ says so?"),
        (order[2], first): ("None of these", ""),
    }
    assert marking.notebook.cells.count() == before  # no key went to JupyterLab
    assert marking.names_on_the_page() == []
    assert marking.notebook.violations() == []

    # Loaded anew, then closed and opened again, nothing saved and nothing run: the kernel goes on.
    anew = NotebookPage.open(marking.notebook.lab, page, NOTEBOOK)
    Marking(anew).wait_for("Answer 1 of 3, 3 to go")
    marking = Marking(anew.another(NOTEBOOK))
    marking.wait_for("Answer 1 of 3, 3 to go")
    marking.answer.focus()
    marking.press("k", "^Marked .* None of these")
    marking.press("b", "^Saved .* Basic")
    assert marking.marks()[order[2], first] == ("Basic", "")
    assert marking.names_on_the_page() == []
    marking.press("3", "Proficient")
    marking.press("3", "Answer 3 of 3")
    marking.press("3", "All answers are marked. The names are below.")
    table = marking.form.locator("tbody tr")
    table.nth(5).wait_for()
    rows = table.all_inner_texts()
    assert len(rows) == 6 and all(re.search(r"\((3|2|1)\)", row) for row in rows)
    assert len(set(marking.names_on_the_page())) == 2 * len(STUDENTS)
    assert marking.form.get_by_role("rowheader", name=STUDENTS["n-4713"]).count() == 2
    assert marking.notebook.violations() == []


def test_a_change_is_shown_and_trouble_is_said_by_mouse_in_the_dark_at_twice_the_size(marking):
    folder = marking.folder
    (folder / "marks.json").unlink(missing_ok=True)
    open_class(folder).marks.give("n-4713", QUESTIONS[0], "Before.", "Emergent", "Ask why.")
    write_class(folder, TEXTS, QUESTIONS[:1])
    marking = Marking(marking.notebook.another(NOTEBOOK))
    marking.notebook.darken_and_halve()
    marking.run()
    form = marking.form
    passed = 0
    while not form.get_by_text("This answer changed, so it is not yet marked.").count():
        passed += 1
        assert passed < 3
        form.get_by_role("button", name="Forward").click()
        marking.status.get_by_text(f"Answer {passed + 1} of 3").wait_for()
    earlier = form.get_by_role("region", name="The answer as you marked it")
    assert earlier.inner_text() == "Before."
    assert "Before, you gave it: Emergent. Ask why." in form.inner_text()
    assert marking.answer.inner_text() == "שלום. half \ufffd"
    assert form.get_by_role("button", pressed=True).count() == 0
    assert marking.notebook.violations() == []
    assert marking.notebook.beyond(FORM) == []

    aside = marking.folder.with_name("aside")
    marking.folder.rename(aside)
    form.get_by_role("button", name="Basic").click()
    form.get_by_role("alert").get_by_text("Not saved: spring/marks.json").wait_for()
    assert form.get_by_role("button", pressed=True).count() == 0
    aside.rename(marking.folder)
    form.get_by_role("button", name="Ask why.").click()
    form.get_by_role("button", name="Basic").click()
    marking.status.get_by_text(re.compile("^Saved .* Basic")).wait_for()
    assert marking.marks()["n-4713", QUESTIONS[0]] == ("Basic", "Ask why.")
    form.get_by_role("button", name="Show the names").click()
    form.get_by_role("rowheader", name="O'Brien, Jr").wait_for()
    assert form.locator("tbody tr").count() == 3
    assert marking.notebook.beyond(FORM) == []
    form.get_by_role("button", name="Hide the names").click()
    assert form.locator("tbody tr").count() == 0
