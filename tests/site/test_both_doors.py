"""Both doors of a site in a browser: every kind of exercise answered, and one store of answers.

One kind after the other is answered wrong and right, on the page with a finger and in the lab with
the mouse, in every run. With ROUNDS set to 4 in the environment it is every exercise, on the page
by keyboard and mouse, too; all notebooks of the lab run, and the page is looked over in all sizes.
"""

import os

import pytest
from support.browser import Browser, needs_browser, violations, wait_for_promise
from support.doors import FIRST, IS_KEPT, LabDoor, PageDoor, saved
from support.own_exercises import EXERCISES
from support.rounds import Round, cells, check_reply, check_saved, expected, give

pytestmark = [needs_browser, pytest.mark.slow, pytest.mark.long]

ALL = int(os.environ.get("ROUNDS", "1")) > 1
OF_EACH_KIND = list({one.kind: one for one in reversed(EXERCISES)}.values())[::-1]
ASKED = EXERCISES if ALL else OF_EACH_KIND
PHONE_ROUNDS = [Round(1, "touch", 360), Round(2, "touch", 360)]
# On a computer, which keeps one store of answers for the page and the lab.
PAGE_ROUNDS = [
    Round(1, "keyboard", 820, "dark"),
    Round(2, "keyboard", 820, "dark"),
    Round(3, "mouse", 1366),
    Round(4, "mouse", 1366),
][: 4 if ALL else 0]
LAB_ROUNDS = [Round(len(PAGE_ROUNDS) + more, "mouse", 1366) for more in (1, 2)]
OTHERS = ["01_actors", "02_geography", "03_timeline", "04_sourcing", "05_your_report"]
NOTEBOOKS = [FIRST, *OTHERS][: 6 if ALL else 1]
CHAPTERS = [name[:2] for name in NOTEBOOKS]
LOOKS = [("light", 360), ("light", 1366), ("dark", 360), ("dark", 1366)][: 4 if ALL else 1]
# At the end of a notebook: what is asked, what is saved, a drawing to keep, and a cell for a line.
MORE = ["ask00.panel('saved')", "from helpers import maps\nsheet = maps.base(lesson)", "0"]
KEPT = "made/belarus-2020/My-own-map.svg"


@pytest.fixture(scope="module")
def phone(address):
    with Browser(is_phone=True, keeps_sites=False) as browser:
        yield PageDoor(browser, address)
        assert (browser.outside, browser.errors) == ([], [])


@pytest.fixture(scope="module")
def browser():
    with Browser(keeps_sites=False) as browser:
        yield browser
        assert (browser.outside, browser.errors) == ([], [])


@pytest.fixture(scope="module")
def page(browser, address):
    return PageDoor(browser, address)


@pytest.fixture(scope="module")
def lab(browser, address):
    return LabDoor(browser, address, FIRST)


@pytest.fixture(scope="module")
def mine(lab):
    """The lab, with all that is to be answered at the end of its notebook."""
    lab.add([*cells(ASKED), *MORE])
    return lab


@pytest.fixture(scope="module")
def beside(mine, browser, address):
    """The page, opened while the lab is open."""
    return PageDoor(browser, address)


@pytest.fixture(scope="module", params=[*PHONE_ROUNDS, *PAGE_ROUNDS], ids=str)
def turn(request):
    """One round on the page, with the page it is on."""
    door = request.getfixturevalue("phone" if request.param.by == "touch" else "page")
    door.page.set_viewport_size({"width": request.param.width, "height": 780})
    door.page.emulate_media(color_scheme=request.param.theme)
    return request.param, door


def answered(door, exercise, turn):
    """Answer an exercise, and see what is said to it and saved."""
    form, wanted = door.form(exercise.id), expected(exercise, turn)
    before = saved(door.page).get(exercise.id, {"attempts": []})["attempts"]
    give(form, exercise, wanted.answer, turn.by)
    if before:  # or what was said before could be taken for it
        form.get_by_text(f"Attempt {len(before) + 1}", exact=True).wait_for()
    check_reply(form, exercise, wanted, turn)
    entry = saved(door.page)[exercise.id]
    assert (len(entry["attempts"]), entry["draft"]) == (len(before) + 1, None)
    check_saved(entry["attempts"], exercise, wanted)


# ----------------------------------------------------------------------------------------- the page


@pytest.mark.parametrize("exercise", ASKED, ids=lambda one: one.id)
def test_on_the_page_each_is_told_what_the_key_has_for_that_very_answer(turn, exercise):
    turn, door = turn
    if exercise.from_code:
        assert door.form(exercise.id).get_by_role("button", name="Check").count() == 0
        return
    door.turn_to(exercise.notebook)
    answered(door, exercise, turn)
    assert door.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("theme, width", LOOKS)
def test_nothing_is_amiss_on_the_page_with_all_answered(phone, theme, width):
    phone.page.emulate_media(color_scheme=theme)
    phone.page.set_viewport_size({"width": width, "height": 780})
    for chapter in CHAPTERS:
        phone.turn_to(chapter)
        assert violations(phone.page) == [], chapter


# ------------------------------------------------------------------------------------------ the lab


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_in_the_lab_a_notebook_runs_clean(lab, name):
    if name != FIRST:
        lab.another(name)
    lab.notebook.run_all()
    assert lab.trouble() == []
    assert lab.notebook.broken_widgets() == []
    assert lab.notebook.blank_outputs() == []


@pytest.mark.parametrize("turn", LAB_ROUNDS, ids=str)
@pytest.mark.parametrize("exercise", ASKED, ids=lambda one: one.id)
def test_in_the_lab_each_is_told_what_the_key_has_for_that_very_answer(mine, turn, exercise):
    answered(mine, exercise, turn)


def test_nothing_is_amiss_with_the_forms_of_the_lab(mine):
    assert mine.trouble() == []
    assert mine.notebook.violations() == []


# ------------------------------------------------------------------------- one store for both doors


def test_what_is_answered_in_the_lab_stands_on_the_page(beside):
    for exercise in ASKED:
        if not beside.form(exercise.id).count():  # its line of code is asked for in the lab alone
            assert exercise.from_code
            continue
        beside.turn_to(exercise.notebook)
        wanted = expected(exercise, LAB_ROUNDS[-1])
        check_reply(beside.form(exercise.id), exercise, wanted, LAB_ROUNDS[-1])


def test_what_is_answered_on_the_page_stands_in_the_lab_when_its_cell_is_run_again(mine, beside):
    beside.turn_to("00")
    beside.form("vote").get_by_role("radio").nth(2).check()
    beside.form("vote").get_by_role("button", name="Check").click()
    beside.form("vote").get_by_text("Your vote is kept").wait_for()
    mine.run("ask00('vote')")
    mine.form("vote").get_by_text("Your vote is kept").wait_for()
    assert mine.form("vote").get_by_role("radio").nth(2).is_checked()


def test_a_drawing_that_is_kept_in_the_lab_is_in_the_report_of_the_page(mine, beside):
    mine.run("ask00.keep(sheet, 'My own map')")
    wait_for_promise(mine.page, IS_KEPT, KEPT)
    beside.turn_to("05")
    report = beside.panel("report")
    report.get_by_role("button", name="Make my report").click()
    with beside.page.expect_popup() as waiting:
        report.get_by_role("link", name="Open the page").click()
    drawing = waiting.value.get_by_role("img", name="My own map")
    assert drawing.evaluate("one => one.naturalWidth") > 0
    waiting.value.close()


def test_the_file_of_the_lab_restores_on_the_page_of_another_device(mine, phone, tmp_path):
    with mine.page.expect_download() as waiting:
        mine.panel("saved").get_by_role("button", name="Download my answers").click()
    waiting.value.save_as(tmp_path / "answers.json")
    phone.turn_to("00")
    phone.panel("saved").get_by_label("Restore from a file").set_input_files(
        tmp_path / "answers.json"
    )
    phone.form("vote").get_by_text("Your vote is kept").wait_for()
    there = saved(phone.page)
    for exercise, entry in saved(mine.page).items():
        assert all(one in there[exercise]["attempts"] for one in entry["attempts"]), exercise
