"""A site as it is handed out: its files, and the page in a browser from first text to hand-in."""

import csv
import json
import re
import subprocess
import sys
import zipfile

import pytest
from support import ROOT
from support.browser import Browser, needs_browser, wait_for_promise
from support.doors import alive

from helpers.common.errors import KitError
from helpers.site.site import write_site

pytestmark = [pytest.mark.slow, pytest.mark.long]


def test_a_site_has_all_it_needs_and_nothing_of_the_teacher(site):
    folder = site[0]
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {"index.html", "page.js", "worker.js", "form.js", "form.css"} <= names
    assert {"pyodide/pyodide.mjs", "pyodide/python_stdlib.zip", "lab/lab/index.html"} <= names
    held = {}
    for name in ("the-kit", "the-kit-drawing"):
        with zipfile.ZipFile(folder / "pyodide" / f"{name}.zip") as archive:
            held[name] = archive.namelist()
    rooms = {
        name: {one.split("/")[1] for one in held[name] if one[:8] == "helpers/"} for name in held
    }
    assert rooms["the-kit"] == {"__init__.py", "common", "lesson", "exercises", "student"}
    assert rooms["the-kit-drawing"] == {"explore"}
    for name in held:
        assert [one for one in held[name] if "license" in one.lower()], name
    notebooks = {path.name for path in (folder / "lab" / "files").iterdir()}
    assert notebooks == {path.name for path in (ROOT / "notebooks").glob("0*.ipynb")}


def test_a_line_of_code_is_asked_for_in_the_lab_and_the_page_leads_there(site):
    folder, packed = site
    page = (folder / "index.html").read_text("utf-8")
    assert "words-before" in packed.assignment.exercises
    assert "news-is-words-before" not in page and "news-is-vote" in page
    assert "lambda" not in page and "in place of <code>None" not in page
    led = re.findall(r'href="(lab/lab/index\.html)\?path=([^"]+)"', page)
    assert led
    for where, notebook in led:
        assert (folder / where).is_file()
        asked = (folder / "lab" / "files" / notebook).read_text("utf-8")
        assert '"notebook-only"' in asked


def test_what_the_page_needs_is_kept_at_once_and_what_only_the_lab_needs_is_not(site):
    folder = site[0]
    worker = (folder / "service-worker.js").read_text("utf-8")
    page, lab = (
        json.loads(re.search(rf"^const {name} = (\[.*\]);$", worker, re.MULTILINE)[1])
        for name in ("PAGE", "LAB")
    )
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {*page, *lab} | {"index.html", "service-worker.js"} == files | {"./"}
    assert not {*page} & {*lab}
    page[page.index("./")] = "index.html"
    assert sum((folder / name).stat().st_size for name in page) < 15 * 2**20


def test_nothing_on_the_page_asks_for_anything_outside(site):
    folder = site[0]
    for path in (*folder.glob("*.html"), *folder.glob("*.js"), *folder.glob("*.css")):
        text = path.read_text("utf-8")
        asks = r"""(?:src=|href=|url\(|from|import\()\s*["']?(https?://[^"' )]+)"""
        found = re.findall(asks, text)
        # The sources of the background are links that a reader may follow.
        assert [one for one in found if f'<a href="{one}' not in text] == [], path.name


def test_made_again_it_is_the_same_and_another_folder_is_left_alone(site, kit, python, tmp_path):
    folder, packed = site
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    again = write_site(kit, folder, python, class_name="7B", due="2026-12-01")
    assert again == packed
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(KitError, match="holds something else"):
        write_site(kit, tmp_path, python)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


# ------------------------------------------------------------------------------------- in a browser


@pytest.fixture(scope="module")
def browser():
    with Browser() as browser:
        yield browser
        assert browser.outside == []


@pytest.fixture(scope="module")
def page(browser, address):
    """The page, alive."""
    page = browser.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    alive(page, address)
    return page


def form(page, exercise):
    return page.locator(f'[data-exercise="{exercise}"]')


def said(page, exercise):
    shown = form(page, exercise).locator(".news-feedback:not(.news-old):not(:empty)")
    shown.wait_for()
    return " ".join(shown.inner_text().split())


def saved(page, exercise):
    form(page, exercise).get_by_text(re.compile("^Saved ")).wait_for()


@needs_browser
def test_before_python_is_there_everything_can_be_read(browser, address):
    page = browser.new_page()
    page.route("**/worker.js", lambda route: route.abort())
    page.goto(address)
    assert page.locator("h1").first.is_visible()
    assert "Was the head of the FSB on that plane?" in page.locator("main").inner_text()
    page.locator("#state.trouble").wait_for()
    page.close()


def vote(page):
    form(page, "vote").get_by_role("radio").nth(2).check()
    form(page, "vote").get_by_role("button", name="Check").click()


@needs_browser
def test_an_answer_is_scored(page):
    vote(page)
    assert said(page, "vote").startswith("Counted 1 of 1 mark. Your vote is kept.")


@needs_browser
def test_one_chapter_stands_at_a_time_and_each_has_its_address(page, address):
    assert page.locator("main > section:visible").count() == 1
    page.get_by_role("link", name="3 · Timeline").click()
    assert page.locator("main > section:visible").get_attribute("id") == "03"
    assert page.get_by_role("link", name="3 · Timeline").get_attribute("aria-current")
    page.go_back()
    assert page.locator("main > section:visible").get_attribute("id") == "00"


@needs_browser
def test_nothing_is_wider_than_a_small_phone(page):
    for link in page.locator("nav a").all():
        link.click()
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, link.inner_text()
    page.locator("nav a").first.click()


@needs_browser
def test_two_tabs_share_the_answers_and_without_a_network_they_are_there_after_a_reload(
    page, address
):
    vote(page)
    saved(page, "vote")
    other = page.context.new_page()
    alive(other, address)
    form(other, "byline-place").get_by_role("radio").first.check()
    saved(other, "byline-place")
    other.close()
    form(page, "headline-voices").get_by_role("radio").first.check()
    saved(page, "headline-voices")
    ready = "async () => (await navigator.serviceWorker.ready).active.state === 'activated'"
    wait_for_promise(page, ready)
    page.context.set_offline(True)
    try:
        page.reload()
        alive(page)
        assert form(page, "vote").get_by_role("radio").nth(2).is_checked()
        assert "Your vote is kept." in said(page, "vote")
        assert form(page, "byline-place").get_by_role("radio").first.is_checked()
        assert form(page, "headline-voices").get_by_role("radio").first.is_checked()
        form(page, "byline-place").get_by_role("button", name="Check").click()
        assert "mark" in said(page, "byline-place")
    finally:
        page.context.set_offline(False)


@needs_browser
def test_before_the_first_answer_the_page_says_that_the_browser_may_clear_them(page):
    said = page.locator("#state").inner_text()
    assert "some do so after a week" in said and "a private window" in said
    page.get_by_role("link", name="Take me there").click()
    page.locator('[data-panel="saved"]').get_by_role("button").first.wait_for()


@needs_browser
def test_where_the_browser_keeps_nothing_the_form_says_so(page, browser, address):
    blind = browser.new_page()
    alive(blind, address)
    [worker] = blind.workers
    full = "throw new DOMException('full', 'QuotaExceededError')"
    worker.evaluate(f"() => {{ IDBObjectStore.prototype.put = () => {{ {full}; }}; }}")
    form(blind, "vote").get_by_role("radio").first.check()
    alarm = form(blind, "vote").get_by_role("alert")
    alarm.get_by_text("Not saved: this browser has no room").wait_for()
    blind.close()


@needs_browser
def test_the_report_and_the_file_that_is_handed_in(page, site, tmp_path):
    page.locator("nav a").first.click()
    vote(page)
    saved(page, "vote")
    page.get_by_role("link", name="5 · Your report").click()
    form(page, "my-claim").get_by_role("radio").first.check()
    form(page, "my-claim").get_by_role("button", name="Check").click()
    said(page, "my-claim")
    panel = page.locator('[data-panel="report"]')
    panel.get_by_role("button", name="Make my report").click()
    with page.expect_popup() as waiting:
        panel.get_by_role("link", name="Open the page").click()
    report = waiting.value.inner_text("body")
    assert "My map" in report and "has no answer yet" in report
    waiting.value.close()
    panel = page.locator('[data-panel="hand-in"]')
    panel.get_by_label("Your name or student number").fill("Łucja 李")
    panel.get_by_role("button", name="Hand in").click()
    with page.expect_download() as waiting:
        panel.get_by_role("link", name="Download").click()
    handed_in = tmp_path / "class" / waiting.value.suggested_filename
    waiting.value.save_as(handed_in)
    found = json.loads(handed_in.read_bytes())
    assert found["student"] == "Łucja 李" and found["answers"]["vote"]["attempts"]
    # It is graded like any other, by what the site was packed as.
    out = tmp_path / "out"
    command = [sys.executable, "-m", "helpers", "grade", handed_in.parent, "--out", out]
    told = subprocess.run(command, cwd=site[0].parent / "kit", capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr
    [row] = csv.DictReader((out / "gradebook.csv").read_text("utf-8-sig").splitlines())
    assert row["student"] == "Łucja 李" and row["vote"] == "1"
