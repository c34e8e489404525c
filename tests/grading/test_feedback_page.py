"""A student's feedback page, on the screen and on paper."""

import re

import pytest
from support.browser import Browser, needs_browser
from support.class_layouts import plain, write
from support.grade_run import Page, grade

pytestmark = [needs_browser, pytest.mark.slow]
SMALLEST = 8.5 * 96 / 72  # pixels of the smallest type on paper
SIZES = """() => [...document.querySelectorAll('main *')].filter(one => one.checkVisibility() &&
    [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())).map(one =>
    [one.outerHTML.slice(0, 80), parseFloat(getComputedStyle(one).fontSize)])"""


@pytest.fixture(scope="module")
def pages(maker, tmp_path_factory):
    """Return the feedback pages of a few students who answered the whole lesson."""
    folder, out = tmp_path_factory.mktemp("in"), tmp_path_factory.mktemp("graded") / "out"
    assert len(list(write(folder, map(plain, maker.students(3, written=True))))) == 3
    assert grade(folder, "--out", out, "--show", "answers").code == 0
    return sorted((out / "feedback").iterdir())


@pytest.fixture(scope="module")
def shown(pages):
    """Return a tab of a browser."""
    with Browser(width=900) as browser:
        yield browser.new_page()
        assert [one for one in browser.outside if not one.startswith("file:")] == []
        assert browser.errors == []


def test_it_takes_few_sheets_of_paper(pages, shown):
    for path in pages:
        shown.goto(path.as_uri())
        sheets = len(re.findall(rb"/Type\s*/Page\b", shown.pdf(prefer_css_page_size=True)))
        assert 3 <= sheets <= 9, "in one column, and in larger type, it is 13 to 19"


def test_print_is_small_but_can_be_read(pages, shown):
    shown.goto(pages[0].as_uri())
    shown.emulate_media(media="print")
    small = [one for one in shown.evaluate(SIZES) if one[1] < SMALLEST - 0.01]
    shown.emulate_media(media="screen")
    assert small == []


def test_on_paper_alone_a_right_answer_stands_without_its_question(pages, shown):
    shown.goto(pages[0].as_uri())
    right, other = shown.locator(".right .question"), shown.locator("section:not(.right) .question")
    heads = shown.get_by_role("heading", level=3).get_by_text(re.compile("^Right ·"))
    assert right.count() == heads.count() > 5 and other.count() > 5
    assert right.first.is_visible()
    shown.emulate_media(media="print")
    assert not right.first.is_visible() and other.first.is_visible()
    shown.emulate_media(media="screen")


def test_axe_finds_nothing_on_screen_or_paper(pages, shown):
    from axe_playwright_python.sync_playwright import Axe

    shown.goto(pages[0].as_uri())
    for media in ("screen", "print"):
        shown.emulate_media(media=media)
        assert Axe().run(shown).response["violations"] == []
    shown.emulate_media(media="screen")
    assert Page.read(pages[0]).alive == []
