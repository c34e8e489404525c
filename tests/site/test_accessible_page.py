"""The page of a link, by what docs/accessibility.md says of it: reflow, spacing, focus, targets."""

import pytest
from support.browser import Browser, lacking, violations
from support.doors import alive

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(bool(lacking()), reason=lacking()),
]
WIDER = """* {line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important} p {margin-bottom: 2em !important}"""
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"
CUT = """[...document.querySelectorAll('main *')].filter(one => {
    const look = getComputedStyle(one);
    return [look.overflowX, look.overflowY].includes('hidden') && one.clientHeight > 2
        && (one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2);
}).map(one => one.outerHTML.slice(0, 200))"""
FOCUS = """() => {
    const one = document.activeElement, look = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return {
        name: one.outerHTML.slice(0, 200),
        isBody: one === document.body,
        isSeen: look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 1,
        isFree: one.contains(top) || !!top?.contains(one) || !!top?.closest('label'),
    };
}"""


@pytest.fixture(scope="module")
def page(address):
    """The page, alive, at 320 pixels, which is 1,280 at four times the size."""
    with Browser() as browser:
        page = browser.new_page()
        page.set_viewport_size({"width": 320, "height": 640})
        alive(page, address)
        yield page
        page.close()


def chapters(page):
    """Show one chapter after the other."""
    for link in page.locator("nav a").all():
        link.click()
        yield link.inner_text()


def test_at_320_pixels_nothing_is_scrolled_sideways(page):
    assert [name for name in chapters(page) if page.evaluate(SIDEWAYS) > 0] == []


def test_targets_are_large_enough_and_labels_are_in_names(page):
    rules = ("target-size", "label-content-name-mismatch", "css-orientation-lock")
    assert [(name, found) for name in chapters(page) if (found := violations(page, *rules))] == []


def test_it_has_a_language_a_title_and_headings_in_order(page):
    assert page.evaluate("document.documentElement.lang") == "en"
    assert "Belarus" in page.title()
    rules = ("heading-order", "document-title", "html-has-lang", "bypass", "link-name", "label")
    assert [(name, found) for name in chapters(page) if (found := violations(page, *rules))] == []


def test_focus_is_seen_on_everything_that_takes_it_and_nothing_covers_it(page):
    page.locator("nav a").first.click()
    page.set_viewport_size({"width": 900, "height": 900})
    page.evaluate("document.activeElement.blur()")
    found = []
    for _ in range(60):
        page.keyboard.press("Tab")
        found.append(page.evaluate(FOCUS))
    page.set_viewport_size({"width": 320, "height": 640})
    reached = [one for one in found if not one["isBody"]]
    assert len(reached) > 40
    assert [one["name"] for one in reached if not one["isSeen"]] == []
    assert [one["name"] for one in reached if not one["isFree"]] == []


def test_wider_spacing_cuts_nothing_off(page):
    page.set_viewport_size({"width": 640, "height": 640})
    page.add_style_tag(content=WIDER)
    for name in chapters(page):
        assert page.evaluate(SIDEWAYS) <= 0, name
        assert page.evaluate(CUT) == [], name
