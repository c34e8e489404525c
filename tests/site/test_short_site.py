"""A lesson of so many minutes as a site: its one notebook on the page and in the lab."""

import re

import pytest
from support.browser import Browser, lacking
from support.doors import alive, saved
from support.server import given_out

from helpers.packs.substitute import substitute_beside
from helpers.site.site import write_site

pytestmark = [pytest.mark.slow, pytest.mark.long]


@pytest.fixture(scope="module")
def short(kit, python):
    """The folder of a site for 45 minutes, and what was packed for it."""
    folder = kit.parent / "short"
    return folder, write_site(kit, folder, python, minutes=45, class_name="7B")


def test_the_page_says_nothing_of_what_is_not_there(short):
    folder, made = short
    assert made.assignment.minutes == 45
    page = (folder / "index.html").read_text("utf-8")
    words = re.sub(r"<[^>]+>", " ", page)
    assert "A lesson of 45 minutes, with 8 exercises." in words
    for absent in ("How a notebook works", "Download my answers", "0 ·", "Shift + Enter"):
        assert absent not in words
    assert page.count('<a href="#00">') == 1 and "<details" in page  # the reading of all chains
    assert "Reuters → China Daily" in words
    notebooks = [one.name for one in (folder / "lab" / "files").rglob("*.ipynb")]
    assert notebooks == ["00_a_lesson_of_45_minutes.ipynb"]


def test_the_page_with_the_answers_is_beside_the_folder_and_not_in_it(short):
    folder, _ = short
    assert substitute_beside(folder) == folder.parent / "short-substitute.html"
    assert "For whoever stands in" in substitute_beside(folder).read_text("utf-8")
    assert not [one for one in folder.rglob("*") if "substitute" in one.name]


def test_a_graded_one_covers_nothing_it_cannot_open(kit, python):
    folder = kit.parent / "short-graded"
    made = write_site(kit, folder, python, minutes=20, graded=True)
    page = (folder / "index.html").read_text("utf-8")
    assert made.code and "data-sealed" not in page and "Reuters → China Daily" not in page
    assert "class code" in page


@pytest.mark.skipif(bool(lacking()), reason=lacking())
def test_an_answer_is_scored_and_the_student_is_told_to_hand_in_before_leaving(short):
    with given_out(short[0]) as address, Browser() as browser:
        page = browser.new_page()
        alive(page, address)
        assert "Before you leave, press “Hand in”." in page.locator("#state").inner_text()
        form = page.locator('[data-exercise="anchor-of-tuesday"]')
        form.get_by_role("radio").nth(2).check()
        form.get_by_role("button", name="Check").click()
        form.get_by_text("1 of 1 mark.").wait_for()
        assert "anchor-of-tuesday" in saved(page)
        page.get_by_text("Done: 1 of 8 exercises. Still open: 7.").wait_for()
        page.close()
