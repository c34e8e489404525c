"""A graded site: nothing in it tells an answer before the class code, and all of it after, in both
doors."""

import csv
import gzip
import io
import json
import re
import subprocess
import sys
import zipfile

import pytest
from support.browser import Browser, needs_browser, wait_for_promise
from support.doors import FIRST, alive, run_all
from support.secrets import plain, public_texts, readings, secret_texts, words_in_a_row
from support.server import given_out

from helpers.cli.main import main
from helpers.exercises.assignment import Assignment
from helpers.lesson import seal
from helpers.lesson.locked import NOTICE
from helpers.lesson.seal import new_code
from helpers.site.fetched import fetched
from helpers.site.page import covered, page
from helpers.site.site import write_site
from helpers.student.link import REFERENCE

SAVED = "Saved and complete."
FEEDBACK = "Counted 1 of 1 mark."


# -------------------------------------------------------------------------- what the page covers
GIVEN = Assignment("a-lesson", "", "", "", ("00",), ("one",), "1", "v", True)


def cell(source, *tags, id="x", title=""):
    outputs = [{"data": {"text/html": [f"{title}\n", "<p>Run it</p>"]}}] if title else []
    about = {"metadata": {"tags": list(tags)}, "outputs": outputs}
    return {"id": id, "cell_type": "code", "source": source} | about


def shown(one, html):
    books = {"00_read": {"cells": [one]}}
    outputs = {"x": [{"data": {"text/html": html}}]}
    return page(books, outputs, GIVEN, "Bells"), covered(books, outputs)


def test_reference_stands_covered_under_its_title_and_the_code_brings_all_of_it():
    one = cell("show(x)", "reference", title="What &amp; when")
    found, opened = shown(one, "What &amp; when\n<table><td>KATZE</td></table>")
    assert "KATZE" not in found
    fold = re.search(r'<details[^>]*data-sealed="x"[^>]*>(.*?)</details>', found, re.DOTALL)[1]
    assert "<summary>What &amp; when</summary>" in fold and NOTICE in fold
    assert set(opened) == {"x"} and "<td>KATZE</td>" in opened["x"]
    assert "<summary>What &amp; when</summary>" in opened["x"]


@pytest.mark.parametrize("tags", [(), ("reference",)], ids=str)
def test_what_has_no_title_that_may_be_told_has_none(tags):
    found, opened = shown(cell("show(x)", *tags), "<b>KATZE</b>\n<p>KATZE</p>")
    assert "KATZE" not in found and f'<p class="about" data-sealed="x">{NOTICE}</p>' in found
    assert "KATZE" in opened["x"]


@pytest.mark.parametrize("tags", [("article-only",), ("article-only", "reference")], ids=str)
def test_what_rests_on_the_article_alone_is_open(tags):
    found, opened = shown(cell("show(x)", *tags, title="Words"), "Words\n<p>KATZE</p>")
    assert "<p>KATZE</p>" in found and NOTICE not in found and opened == {}


def test_what_shows_nothing_leaves_no_notice():
    found, opened = shown(cell("x = 1"), "")
    assert NOTICE not in found and opened == {}


# ------------------------------------------------------------------------------ what lies in it
@pytest.fixture(scope="module")
def graded(kit, python):
    """The folder of a graded site, and what was packed for it."""
    folder = kit.parent / "test-7b"
    return folder, write_site(kit, folder, python, class_name="7B", graded=True)


@pytest.fixture(scope="module")
def files(graded, python):
    """All files of the site by their path, and what is in its ZIPs, but for what was fetched."""
    known = set(fetched(python, "page", "lab").values())
    found = {}
    for path in filter(lambda one: one.is_file(), graded[0].rglob("*")):
        name, data = path.relative_to(graded[0]).as_posix(), path.read_bytes()
        if data in known or name.startswith(("lab/build/", "lab/extensions/")):
            continue  # of Pyodide and JupyterLite
        found[name] = data
        if path.suffix == ".zip":
            with zipfile.ZipFile(io.BytesIO(data)) as held:
                found |= {f"{name} {one}": held.read(one) for one in held.namelist()}
    return found


@pytest.mark.slow
@pytest.mark.long
def test_no_file_of_a_graded_site_holds_an_answer(files, graded):
    secrets = secret_texts()
    closed = set().union(*map(words_in_a_row, secrets))
    closed -= set().union(*map(words_in_a_row, public_texts()))
    assert len(secrets) > 700 and len(closed) > 5_000
    seed = f"pyodide/the-kit.zip seeds/{graded[1].assignment.lesson}"
    assert {"index.html", "lab/files/04_sourcing.ipynb", f"{seed}/{seal.FILE}"} <= files.keys()
    assert not {f"{seed}/key.yaml", f"{seed}/events.csv"} & files.keys()
    found = []
    for name, data in files.items():
        assert graded[1].code.encode() not in data
        for text in readings(data):
            found += [f"{name}: {one}" for one in words_in_a_row(text) & closed]
            bare = plain(text)
            found += [f"{name}: {one}" for one in secrets if one in bare]
    assert not found


@pytest.mark.slow
@pytest.mark.long
def test_the_search_finds_what_a_site_for_practice_shows(site):
    closed = set().union(*map(words_in_a_row, secret_texts()))
    closed -= set().union(*map(words_in_a_row, public_texts()))
    assert words_in_a_row((site[0] / "index.html").read_text("utf-8")) & closed


@pytest.mark.slow
@pytest.mark.long
def test_what_is_covered_is_sealed_with_the_key_and_nothing_is_covered_without(files, graded):
    packed = graded[1]
    raw = files[f"pyodide/the-kit.zip seeds/{packed.assignment.lesson}/{seal.FILE}"]
    opened = json.loads(gzip.decompress(seal.unseal(raw, packed.code)[REFERENCE]))
    places = re.findall(r'data-sealed="([^"]+)"', files["index.html"].decode())
    assert sorted(places) == sorted(opened) and len(places) > 40
    assert "Told and happened" in opened["03-timeline-33"]


@pytest.mark.slow
@pytest.mark.long
def test_made_again_a_graded_site_is_the_same_and_keeps_its_code(graded, kit, python):
    folder, packed = graded
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert write_site(kit, folder, python, class_name="7B", graded=True) == packed
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


# ------------------------------------------------------------------------------------- in a browser
@pytest.fixture(scope="module")
def address(graded):
    """Where the site is given out."""
    with given_out(graded[0]) as address:
        yield address


@pytest.fixture
def browser():
    """A browser that has seen nothing yet."""
    with Browser(width=360, height=740) as browser:
        yield browser
        assert browser.outside == []


def opened(browser, address):
    page = browser.new_page()
    alive(page, address)
    return page


def form(page, exercise):
    return page.locator(f'[data-exercise="{exercise}"]')


def answer(page, exercise, option=0):
    form(page, exercise).get_by_role("radio").nth(option).check()
    form(page, exercise).get_by_role("button", name="Check").click()


def says(page, exercise, words):
    told = form(page, exercise).locator(".news-feedback:not(.news-old)").get_by_text(words)
    told.wait_for()


def type_code(page, code):
    panel = page.locator('[data-panel="code"]')
    panel.get_by_label("Class code").fill(code)
    panel.get_by_role("button", name="Open").click()
    return panel


def hand_in(page, folder):
    """Hand in on the page; return the file."""
    page.locator('nav a[href="#05"]').click()
    panel = page.locator('[data-panel="hand-in"]')
    panel.get_by_label("Your name or student number").fill("Łucja 李")
    panel.get_by_role("button", name="Hand in").click()
    with page.expect_download() as waiting:
        panel.get_by_role("link", name="Download").click()
    waiting.value.save_as(folder / waiting.value.suggested_filename)
    page.locator("nav a").first.click()
    return folder / waiting.value.suggested_filename


def attempts(path, exercise):
    return json.loads(path.read_bytes())["answers"][exercise]["attempts"]


@needs_browser
@pytest.mark.slow
@pytest.mark.long
def test_from_the_first_answer_to_the_code_and_back_after_a_reload(
    browser, address, graded, kit, tmp_path
):
    page = opened(browser, address)
    answer(page, "vote", 2)
    says(page, "vote", SAVED)
    assert FEEDBACK not in form(page, "vote").inner_text()
    before = hand_in(page, tmp_path / "before")
    panel = type_code(page, new_code())
    panel.get_by_text("This is not the code of this lesson.").wait_for()
    assert page.locator("[data-sealed]").count() > 40
    says(page, "vote", SAVED)
    type_code(page, f" {graded[1].code.upper()} ")
    panel.get_by_text("It is open: you see the reply to an answer at once.").wait_for()
    says(page, "vote", FEEDBACK)
    page.wait_for_function("!document.querySelector('[data-sealed]')")
    ready = "async () => (await navigator.serviceWorker.ready).active.state === 'activated'"
    wait_for_promise(page, ready)
    page.context.set_offline(True)
    page.reload()
    alive(page)
    says(page, "vote", FEEDBACK)
    assert NOTICE not in page.locator("main").inner_text()
    page.locator('nav a[href="#02"]').click()
    page.locator("summary").get_by_text("The places on a map").click()
    page.frame_locator("#\\30 2 details[open] iframe").first.get_by_role(
        "button", name="Play"
    ).wait_for()
    page.locator("nav a").first.click()
    answer(page, "byline-place")
    says(page, "byline-place", re.compile("mark"))
    page.context.set_offline(False)
    after = hand_in(page, tmp_path / "class")
    # Of what was answered after the code the file says so, and the grader reads it.
    assert [one.get("opened", False) for one in attempts(before, "vote")] == [False]
    assert [one.get("opened", False) for one in attempts(after, "vote")] == [False]
    assert [one.get("opened", False) for one in attempts(after, "byline-place")] == [True]
    assert json.loads(after.read_bytes())["assignment"] == graded[1].assignment.id
    out = tmp_path / "out"
    command = [sys.executable, "-m", "helpers", "grade", after.parent, "--out", out]
    told = subprocess.run(command, cwd=kit, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr
    [row] = csv.DictReader((out / "gradebook.csv").read_text("utf-8-sig").splitlines())
    assert row["student"] == "Łucja 李" and row["vote"] == "1"
    problems = (out / "problems.csv").read_text("utf-8-sig")
    after_code = "Given after the class code had opened the key, as the file says: byline-place."
    assert after_code in problems


@needs_browser
@pytest.mark.slow
@pytest.mark.long
def test_where_nothing_can_be_opened_a_sentence_says_why(browser, address, graded):
    page = opened(browser, address)
    [worker] = page.context.pages[-1].workers
    worker.evaluate("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    panel = type_code(page, graded[1].code)
    panel.get_by_text("browsers open what is sealed only where the address begins").wait_for()
    assert page.locator("[data-sealed]").count() > 40


def lab(browser, address):
    """The first notebook in the lab, run."""
    page = browser.new_page()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{address}lab/lab/index.html?path={FIRST}.ipynb")
    page.locator(".jp-RenderedMarkdown strong:visible").first.wait_for()
    page.locator("#jp-main-statusbar").get_by_text(re.compile(r"\| Idle$")).wait_for()
    run_all(page)
    form(page, "vote").locator("fieldset").wait_for()
    return page


@needs_browser
@pytest.mark.slow
@pytest.mark.long
def test_what_is_opened_in_one_door_is_open_in_the_other(browser, address, graded):
    page = opened(browser, address)
    answer(page, "vote", 2)
    says(page, "vote", SAVED)
    notebook = lab(browser, address)
    assert form(notebook, "vote").get_by_role("radio").nth(2).is_checked()
    says(notebook, "vote", SAVED)
    panel = type_code(notebook, graded[1].code)
    panel.get_by_text("It is open. To see what is said").wait_for()
    says(notebook, "vote", FEEDBACK)
    # The page was open all the time, and hears of it.
    page.bring_to_front()
    answer(page, "byline-place")
    says(page, "byline-place", re.compile("mark"))
    says(page, "vote", FEEDBACK)
    page.wait_for_function("!document.querySelector('[data-sealed]')")
    # A kernel that starts now opens the lesson before its first cell.
    notebook.close()
    notebook = lab(browser, address)
    says(notebook, "vote", FEEDBACK)
    panel = notebook.locator('[data-panel="code"]')
    panel.get_by_text("It is open: you see the reply").wait_for()


# ------------------------------------------------------------------------- what the teacher is told
@pytest.mark.slow
@pytest.mark.long
def test_the_teacher_is_told_the_code_and_what_the_address_must_be(
    kit, python, monkeypatch, capsys
):
    def with_what_is_fetched(_, folder, __, **choice):
        return write_site(kit, folder, python, **choice)

    monkeypatch.chdir(kit)
    monkeypatch.setattr("helpers.desk.hand_out.write_site", with_what_is_fetched)
    folder, code = kit.parent / "told-7c", new_code()
    assert main(["site", str(folder), "--graded", "--code", code.upper(), "--class", "7C"]) == 0
    told = capsys.readouterr().out
    assert f"Class code: {code}\n" in told and "begin with https" in told
    assert "for graded work" in told and "packs/told-7c.json" in told
    assert code in (kit / "packs" / "told-7c.json").read_text("utf-8")
    assert "earlier" not in told
    assert main(["site", str(folder), "--graded", "--class", "7D"]) == 0
    assert (
        f"Class code: {code}\nIt is the code of an earlier told-7c, too" in capsys.readouterr().out
    )
