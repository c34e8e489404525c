"""A lesson is made of a text in JupyterLab: by keyboard, by mouse and by touch, and seen by all."""

import csv
import re

import pytest
from support import ROOT, SLUG, copied_kit
from support.browser import Browser, JupyterLab, NotebookPage, needs_browser, violations
from support.correcting_teacher import CorrectingTeacher

pytestmark = [needs_browser, pytest.mark.slow, pytest.mark.long]
NOTEBOOK = "notebooks/teacher/new_lesson.ipynb"
TEXT = (ROOT / "tests/drafting/texts/stadtrat.txt").read_text("utf-8")
FACTS = {"Who published it?": "Lindenauer Bote", "Whose is the text": "Written for a test."}


@pytest.fixture(scope="module")
def teacher(tmp_path_factory):
    """A teacher's machine with a kit of its own, the page open, and a lesson begun on it."""
    kit = copied_kit(tmp_path_factory.mktemp("teacher") / "kit")
    with (
        JupyterLab(kit, env={"PYTHONPATH": str(kit)}) as lab,
        Browser(width=1366, height=1000) as browser,
    ):
        page = browser.new_page()
        notebook = NotebookPage.open(lab, page, NOTEBOOK)
        notebook.run_all()
        found = CorrectingTeacher(page, kit / "seeds")
        found.notebook = notebook
        found.box.wait_for()
        assert violations(page, within=".news-editor-place") == []
        found.folder = found.begin(TEXT, FACTS, {"headline": 1, "byline": 2, "credit": -1})
        yield found
        assert browser.errors == [] and browser.outside == []


def table(teacher, name):
    """Return the rows of a table."""
    with (teacher.folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def turn(teacher, step):
    """Go to a step by its name."""
    teacher.box.get_by_role("button", name=re.compile(rf"^\d {step}$")).click()
    teacher.wait()


def current(teacher):
    """Return the row that the card shows."""
    return teacher.row(teacher.card.get_attribute("data-row"))


def to_layer(teacher, name):
    """Go to a layer."""
    teacher.box.get_by_role("navigation", name="Layers").get_by_role(
        "button", name=re.compile(rf"^{name}( ·|$)")
    ).click()
    teacher.card.focus()


def paragraph(teacher, at):
    """Locate a paragraph of the article."""
    return teacher.box.locator(f'[data-at="{at}"]')


def chosen(teacher):
    """Return what is said to be selected."""
    return teacher.box.locator(".news-tools > span").inner_text()


def test_each_step_is_clean_to_those_who_cannot_see_it(teacher):
    for step in ("The text", "Correct the draft", "Share", "Questions", "Hand out"):
        turn(teacher, step)
        found = violations(teacher.page, within=".news-editor-place")
        assert found == [], (step, found)


def test_yes_no_another_choice_and_undo_are_a_key_each(teacher):
    turn(teacher, "Correct the draft")
    first = current(teacher)
    assert first.cells["name"] == "Katrin Albers"
    teacher.key("y")
    assert [row["name"] for row in table(teacher, "actors")] == ["Katrin Albers"]
    second = current(teacher)
    assert second.id != first.id
    teacher.key("3")  # organisation, as the chips have it
    assert current(teacher).cells["kind"] == "organisation"
    teacher.key("1")
    assert current(teacher).cells["kind"] == "person"
    teacher.key("n")
    assert second.id not in {row.id for row in rows(teacher)}
    teacher.key("u")
    teacher.key("u")
    teacher.key("u")
    assert teacher.row(second.id).cells == second.cells
    teacher.key("u")
    assert table(teacher, "actors") == []
    assert current(teacher).cells["name"] == "Katrin Albers"  # what was taken back is shown


def rows(teacher):
    """Return all rows as they are saved."""
    from helpers.editor.rows import rows_of

    return rows_of(teacher.folder)


def test_words_are_selected_and_named_by_the_keyboard_alone(teacher):
    turn(teacher, "Correct the draft")
    paragraph(teacher, "7").focus()
    text = paragraph(teacher, "7").inner_text()
    words = re.findall(r"[\w-]+", text)
    place = next(n for n, w in enumerate(words) if words[n : n + 2] == ["elf", "Bäder"])
    for _ in range(place + 1):
        teacher.page.keyboard.press("ArrowRight")
    assert "“elf” is" in chosen(teacher)
    teacher.page.keyboard.press("Shift+ArrowRight")
    assert "“elf Bäder” is" in chosen(teacher)
    teacher.key("a")
    assert current(teacher).cells["name"] == "Elf Bäder"
    teacher.key("y")
    assert [row["name"] for row in table(teacher, "actors")] == ["Elf Bäder"]
    for _ in range(3):
        teacher.key("u")
    assert table(teacher, "actors") == []


def test_a_drag_takes_whole_words_and_a_click_turns_to_a_row(teacher):
    turn(teacher, "Correct the draft")
    text = paragraph(teacher, "1").inner_text()
    start = text.index("ndenau")  # within “Lindenau”
    teacher.select("1", start, start + 2)
    assert "“Lindenau” is" in chosen(teacher)
    teacher.page.keyboard.press("Escape")
    paragraph(teacher, "4").locator("span", has_text="CDU").first.click()
    assert current(teacher).cells["quote"] == "CDU"


def test_a_finger_selects_too(teacher):
    turn(teacher, "Correct the draft")
    teacher.page.evaluate(
        """() => {
            const node = document.querySelector('.news-editor-place [data-at="11"]');
            const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
            let text = walk.nextNode();
            while (!text.data.includes("Haushalt")) text = walk.nextNode();
            const start = text.data.indexOf("Haushalt");
            getSelection().setBaseAndExtent(text, start, text, start + 8);
            node.dispatchEvent(new TouchEvent("touchend", { bubbles: true }));
        }"""
    )
    teacher.box.locator(".news-tools > span", has_text="“Haushalt” is").wait_for()


def test_what_check_says_stands_beside_the_row(teacher):
    turn(teacher, "Correct the draft")
    to_layer(teacher, "When")
    row = next(one for one in rows(teacher) if one.cells.get("expression") == "Mittwoch")
    teacher.box.locator(f'[data-line="{row.id}"]').click()
    start = teacher.card.locator('[data-field="start"]')
    start.fill("2026-03-10")
    start.press("Enter")
    start.blur()
    teacher.wait()
    teacher.card.get_by_text("cannot be 2026-03-10, a Tuesday").wait_for()
    teacher.card.focus()
    teacher.key("u")
    teacher.card.locator(".news-remark").wait_for(state="detached")


def test_what_was_done_is_there_when_the_page_is_opened_anew(teacher):
    turn(teacher, "Correct the draft")
    to_layer(teacher, "Who")
    teacher.key("y")
    count = len(table(teacher, "actors"))
    teacher.page.reload()
    teacher.notebook.idle.wait_for()
    teacher.notebook.run_all()
    teacher.box.get_by_label("The lesson that you work on").select_option(teacher.folder.name)
    teacher.card.wait_for()
    assert len(table(teacher, "actors")) == count == 1
    assert current(teacher).line is None


def test_another_reader_differs_in_one_row_and_that_is_settled(teacher, tmp_path):
    mine, teacher.folder = teacher.folder, teacher.seeds / SLUG
    teacher.box.get_by_label("The lesson that you work on").select_option(SLUG)
    teacher.wait()
    turn(teacher, "Share")
    with teacher.page.expect_download() as found:
        teacher.box.get_by_role("button", name="Download my tables").click()
    theirs = tmp_path / "theirs.zip"
    found.value.save_as(theirs)
    turn(teacher, "Correct the draft")
    to_layer(teacher, "Where")
    name = teacher.box.locator(".news-article .news-toponyms").first
    name.click()
    teacher.card.locator('[data-field="type-implied"]').wait_for()
    before = current(teacher).cells["type"]
    teacher.chip("type", "implied")
    turn(teacher, "Share")
    teacher.box.get_by_label("The tables of the other reader").set_input_files(str(theirs))
    teacher.box.get_by_role("button", name="Compare").click()
    line = teacher.box.locator(".news-questions li:visible", has_text="implied")
    line.wait_for()
    assert before in line.inner_text()
    line.get_by_role("button", name="The other's").click()
    teacher.box.get_by_text("You do not differ").wait_for()
    turn(teacher, "Correct the draft")
    teacher.card.focus()
    teacher.key("u")
    teacher.key("u")
    teacher.folder = mine
    teacher.box.get_by_label("The lesson that you work on").select_option(mine.name)
    teacher.wait()


def test_on_a_narrow_page_the_row_stands_below_the_article(teacher):
    turn(teacher, "Correct the draft")
    teacher.page.set_viewport_size({"width": 700, "height": 1000})
    article, card = (
        one.bounding_box() for one in (teacher.box.locator(".news-article"), teacher.card)
    )
    assert card["y"] >= article["y"] + article["height"] - 1
    assert violations(teacher.page, within=".news-editor-place") == []
    teacher.page.set_viewport_size({"width": 1366, "height": 1000})


def in_sight(teacher, node):
    """Return whether a node stands within what the window shows of the notebook."""
    seen = teacher.page.locator(".jp-WindowedPanel-outer:visible").bounding_box()
    box = node.bounding_box()
    ends = [one["y"] + one["height"] for one in (box, seen)]
    return seen["y"] <= box["y"] + 1 and ends[0] <= ends[1] + 1


def test_what_is_missing_is_said_where_the_lesson_is_made(teacher):
    turn(teacher, "The text")
    box = teacher.box
    box.get_by_label("Paste the text").fill("Ein Rat\n\nEin Rat tagt.\n\nEr stimmt ab.")
    box.get_by_role("button", name="Read it").click()
    asked = box.get_by_role("heading", name="Is each line what it says?")
    asked.wait_for()
    assert in_sight(teacher, asked)
    box.get_by_role("button", name="Make the lesson").click()
    wrong = box.get_by_text("Say first")
    wrong.wait_for()
    teacher.wait()
    assert in_sight(teacher, wrong)
    when = box.get_by_label("When was it published?")
    assert when.evaluate("one => one === document.activeElement") and in_sight(teacher, when)


def test_after_the_questions_are_written_the_next_step_is_at_hand(teacher):
    teacher.box.get_by_label("The lesson that you work on").select_option(SLUG)
    teacher.wait()
    turn(teacher, "Questions")
    teacher.box.get_by_role("button", name="Take all").click()
    teacher.box.get_by_role("button", name=re.compile(r"^Write \d+$")).click()
    teacher.box.get_by_text("questions now").wait_for()
    on = teacher.box.get_by_role("button", name="Hand it out")
    assert on.evaluate("one => one === document.activeElement") and in_sight(teacher, on)
