"""The teacher's desk in the lab of a site: from handing out to giving back, nothing installed."""

import csv
import io
import zipfile

import pytest
from support.browser import Browser, needs_browser
from support.class_layouts import moodle, moodle_worksheet, put, write, zipped
from support.class_maker import Maker
from support.doors import OPEN_TO_TESTS, run_all
from support.grade_run import grade_apart
from support.server import given_out
from support.teachers_desk import TeachersDesk

from helpers.common.errors import KitError
from helpers.packs.pack import pack
from helpers.site.site import write_site

pytestmark = [pytest.mark.slow, pytest.mark.long]


@pytest.fixture(scope="module")
def desk_site(kit, python):
    """The folder of a site with a desk in its lab; the page has one notebook alone."""
    folder = kit.parent / "for-teachers"
    write_site(kit, folder, python, desk=True, notebooks=["00"])
    return folder


class DeskInLab(TeachersDesk):
    """The desk in a browser, open."""

    def __init__(self, browser, address):
        """Open it by its address, and run its notebook."""
        super().__init__(browser.new_page())
        self.page.add_init_script(OPEN_TO_TESTS)
        self.page.goto(f"{address}lab/desk.html")
        self.run()

    def run(self):
        """Run the notebook."""
        self.page.get_by_text("Python (Pyodide) | Idle").wait_for()
        run_all(self.page)


def test_such_a_site_is_not_for_students_so_it_is_not_graded(kit, python, tmp_path):
    with pytest.raises(KitError, match="holds the key"):
        write_site(kit, tmp_path / "both", python, desk=True, graded=True)
    assert not (tmp_path / "both").exists()


def test_a_site_for_students_has_no_desk(site):
    assert not (site[0] / "lab" / "desk.html").exists()
    assert not (site[0] / "pyodide" / "the-desk.zip").exists()


@needs_browser
def test_a_class_from_handing_out_to_giving_back(desk_site, kit, tmp_path):
    maker = Maker(seed=11)
    students = list(maker.students(12))
    put(tmp_path / "sheet.csv", moodle_worksheet(students, {}, maker.out_of))
    assert len(list(write(tmp_path / "in", map(moodle, students)))) == 12
    zipped(tmp_path / "in", tmp_path / "in.zip")
    with given_out(desk_site) as address, Browser(height=1000) as browser:
        desk = DeskInLab(browser, address)
        desk.box.get_by_text("40 exercises, about").wait_for()  # of the whole lesson
        assert "A browser makes no link" in desk.box.inner_text()
        assert desk.step.get_by_label("Graded").is_disabled()
        assert desk.step.get_by_label("A link").count() == 0

        # What is handed out is what the command packs, byte for byte.
        desk.step.get_by_label("Class", exact=True).fill("8a")
        desk.press("Make it")
        made = desk.given("Download the file")
        pack(kit, tmp_path / "for-8a.zip", class_name="8a")
        assert files_of(made) == files_of((tmp_path / "for-8a.zip").read_bytes())

        desk.turn("Collect")
        desk.step.locator("input[type=file]").first.set_input_files(str(tmp_path / "in.zip"))
        desk.step.get_by_text("Collected so far").wait_for()
        desk.turn("Grade")
        desk.step.get_by_text("Choices", exact=True).click()
        sheet = desk.step.get_by_label("Moodle grading worksheet", exact=True)
        sheet.set_input_files(str(tmp_path / "sheet.csv"))
        desk.press("Grade")
        desk.step.locator(".news-cards").wait_for()
        assert desk.box.get_by_role("button", name="Stop").count() == 0
        assert desk.step.locator(".news-card b").all_inner_texts()[2:] == ["0", "0"]

        # It is what the command makes of the same files.
        desk.turn("Return")
        here = desk.given("Download gradebook.csv")
        given = [tmp_path / "in.zip", "--out", tmp_path / "out", "--moodle", tmp_path / "sheet.csv"]
        assert grade_apart(*given, kit=kit).code == 0
        assert rows(here) == rows((tmp_path / "out" / "gradebook.csv").read_bytes())

        desk.turn("Mark")
        waiting = desk.step.get_by_text("written answers wait").inner_text().split()[0]
        desk.press("Mark the written answers")
        desk.step.get_by_role("region", name="The answer", exact=True).click()
        desk.page.keyboard.press("e")
        desk.step.get_by_text("Saved ").wait_for()

        other = DeskInLab(browser, address)
        other.alarm.get_by_text("Your desk is open in another tab").wait_for()
        other.page.close()

        # All is there after the page was closed: the class, its marks, and what was chosen.
        desk.page.reload()
        desk.run()
        desk.box.get_by_text("40 exercises, about").wait_for()
        desk.turn("Mark")
        left = int(waiting) - 1
        desk.step.get_by_text(f"{left} written answers wait").wait_for()
        desk.turn("Return")
        desk.press("Make what goes back")
        desk.step.get_by_text("Moodle (12 pages)").wait_for()
        whole = files_of(desk.given("Take the class along"))
        there = {"class-8a/gradebook.csv", "class-8a/feedback.zip", "class-8a/marks.json"}
        assert there | {"class-8a-collected/moodle/in.zip"} <= whole.keys()
        assert browser.outside == [] and browser.errors == []


def files_of(archive):
    """The files of a ZIP by their path."""
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def rows(gradebook):
    """The rows of a gradebook, but for the places of the files."""
    found = list(csv.DictReader(io.StringIO(gradebook.decode("utf-8-sig"))))
    return [{name: cell for name, cell in row.items() if name != "file"} for row in found]
