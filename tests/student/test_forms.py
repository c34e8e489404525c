"""The exercises in JupyterLab, as a student meets them: by keyboard, by mouse, and coming back."""

import json
import re
from pathlib import Path

import pytest
from support import SLUG, key_answers
from support.answering import answer_by_keyboard, check_by_keyboard, run_by_keyboard
from support.browser import NotebookPage, needs_browser, until
from support.desk import NAME, open_desk
from support.own_exercises import EXERCISES, KEY

BY_ID = {exercise.id: exercise for exercise in EXERCISES}
CHOSEN = """headline-voices headline-words nameless-others words-before find-actors actor-forms
    city-of-leaders who-is-missing calls-tuesday decree-date happened-order"""
KINDS = {BY_ID[name].kind: name for name in CHOSEN.split()}

pytestmark = [needs_browser, pytest.mark.slow]
kinds = pytest.mark.parametrize("kind", KINDS)

# A notebook that asks one exercise of each kind, and has the panels: quick to open and to run.
CELLS = [
    "import ipywidgets",
    "from helpers import maps, open_exercises, open_lesson, overview, reader, show",
    "lesson = open_lesson()",
    "lengths = overview.paragraphs(lesson)",
    "zero, one, two, three, five = (open_exercises(lesson, f'0{n}') for n in (0, 1, 2, 3, 5))",
    "choice = ipywidgets.Dropdown(description='Which', options=['one', 'two'])",
    "said = ipywidgets.HTML('first')",
    "choice.observe(lambda change: setattr(said, 'value', f'now {change.new}'), 'value')",
    "box = ipywidgets.VBox([choice, said])",
]
ASKED = """zero('source') ¦ zero('headline') ¦ zero('count') ¦ zero.answer('count', lambda: None)
    ¦ one('finding')
    ¦ one('nameless') ¦ one('absent') ¦ two('implied') ¦ two('calls') ¦ three('undated')
    ¦ three('orders') ¦ five('report') ¦ zero.panel('saved') ¦ zero.panel('progress')
    ¦ five.panel('report') ¦ five.panel('hand-in') ¦ reader.read(lesson) ¦ show(box, 'A list')
    ¦ zero.keep(lengths.plot.bar(), 'My <b>bars</b>') ¦ zero.keep(maps.base(lesson), 'My map')"""
PROSE = "What “foreign attempts” are is not said in ¶1, and ¶99 is not there."
CODE = "zero.answer('count', lambda: lengths['words'].head(5).sum())"
COUNTED = sum(not one.extra for one in EXERCISES)
OF = f"to {COUNTED} exercises, and {len(EXERCISES) - COUNTED} for the quick"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    cells = ["\n".join(CELLS), *ASKED.split("¦")]
    with open_desk(tmp_path_factory.mktemp("desk"), cells, PROSE) as opened:
        yield opened


def answer_of(exercise):
    """Return a right answer, or for a written one a sample."""
    key = KEY[exercise.id]
    if exercise.kind == "written":
        return key.levels["Proficient"]
    return next(iter(key_answers.right(exercise, key))).answer


def own_code(desk):
    """Locate the cell that takes a line of code."""
    return desk.page.locator(".jp-CodeCell", has_text="zero.answer('count'")


def test_panels_follow_what_is_saved_and_leave_alone_what_is_typed(desk):
    saved, progress, hand_in = (desk.panel(one) for one in ("saved", "progress", "hand-in"))
    saved.get_by_text(f"Saved: 0 answers {OF}.").wait_for()
    desk.form("headline-voices").get_by_role("radio").first.check()
    saved.get_by_text(f"Saved: 1 answer {OF}.").wait_for()
    desk.form("my-report").get_by_role("textbox").fill("Mine.")
    desk.form("my-report").get_by_role("button", name="Check").click()
    desk.said("my-report")
    name = hand_in.get_by_label("Your name or student number")
    name.fill("Łucja")
    name.press("ArrowLeft")
    hand_in.get_by_text(f"Done: 1 of {COUNTED} exercises.").wait_for()
    assert name.input_value() == "Łucja"
    assert name.evaluate("one => one === document.activeElement && one.selectionStart") == 4
    name.fill("")
    # What was saved through another notebook is there as soon as a panel comes into sight.
    desk.form("headline-words").scroll_into_view_if_needed()
    desk.page.wait_for_timeout(100)
    progress.scroll_into_view_if_needed()
    progress.get_by_role("row", name=re.compile(f"^All 1 of {COUNTED} ")).wait_for()


@kinds
def test_each_kind_is_answered_by_keyboard_alone(desk, kind):
    exercise, key = BY_ID[KINDS[kind]], KEY[KINDS[kind]]
    shown, before = desk.form(exercise.id), desk.notebook.cells.count()
    if kind == "code":
        run_by_keyboard(own_code(desk), CODE)
    else:
        answer_by_keyboard(shown, exercise, answer_of(exercise))
        # A draft is saved, and nothing is said to it.
        shown.get_by_text(re.compile("^Saved ")).wait_for()
        assert shown.locator(".news-feedback").inner_text() == ""
        assert desk.saved()[exercise.id]["attempts"] == []
        check_by_keyboard(shown)
    words = desk.said(exercise.id)
    attempts = 1
    if kind == "written":
        # Other answers are shown after one revision.
        assert key.levels["Basic"] not in words and "Make one thing better" in words
        shown.get_by_role("textbox").focus()
        desk.page.keyboard.press("Control+End")
        desk.page.keyboard.insert_text(" That is one thing more.")
        check_by_keyboard(shown)
        shown.get_by_text("Attempt 2").wait_for()
        words, attempts = desk.said(exercise.id), 2
        message = key.levels["Basic"]
    else:
        message = next(iter(key_answers.right(exercise, key))).says
        assert f"{exercise.marks} of {exercise.marks} mark" in words
    assert " ".join(message.split()) in words
    assert len(desk.saved()[exercise.id]["attempts"]) == attempts
    assert desk.notebook.cells.count() == before
    assert kind == "code" or desk.notebook.panel.locator(".jp-mod-editMode .jp-Cell").count() == 0


def drag(page, text):
    """Select the first words of a text with the mouse."""
    text.scroll_into_view_if_needed()
    box = text.bounding_box()
    page.mouse.move(box["x"] + 12, box["y"] + 16)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 16, steps=8)
    page.mouse.up()


@kinds
def test_each_kind_is_answered_with_the_mouse(desk, kind):
    exercise, page = BY_ID[KINDS[kind]], desk.page
    shown = desk.form(exercise.id)
    shown.scroll_into_view_if_needed()
    if kind == "code":
        return own_mistakes(desk, exercise)
    if kind in ("one", "several"):
        shown.get_by_text(list(exercise.options.values())[-1], exact=True).click()
    elif kind == "match":
        shown.get_by_role("combobox").first.select_option(list(exercise.choices)[-1])
    elif kind == "order":
        shown.get_by_role("button", name=re.compile("^Down: ")).first.click()
    elif kind == "passage":
        drag(page, shown.get_by_role("textbox").first)
        quote = shown.locator(".news-marked q").inner_text()
        assert len(quote) > 5 and quote in exercise.texts["1"]
    elif kind == "highlight":
        mark = shown.get_by_role("button", name="Mark these words")
        for part in shown.get_by_role("textbox").all()[:2]:
            drag(page, part)
            mark.click()
        assert shown.locator("li").count() == 5
        said = shown.locator("span[aria-live=polite]")
        assert re.search("^Marked: .* 5 passages are marked.$", said.inner_text())
        shown.get_by_role("button", name=re.compile("^Remove: ")).first.click()
        assert re.search("^Removed: .* 4 passages are marked.$", said.inner_text())
        assert page.evaluate("document.activeElement.ariaLabel").startswith("Remove: ")
        mark.dispatch_event("click")  # nothing is selected any more
        assert said.inner_text() == "Select words first."
    else:
        words = {"date": "31 March 2019", "number": "7"}.get(kind, "Nobody at all")
        shown.get_by_role("textbox").first.click()
        shown.get_by_role("textbox").first.fill(words)
    shown.get_by_role("button", name="Check").click()
    attempts = 3 if kind == "written" else 2
    shown.get_by_text(f"Attempt {attempts}").wait_for()
    assert len(desk.saved()[exercise.id]["attempts"]) == attempts


def own_mistakes(desk, exercise):
    """A mistake in a student's own line gets a sentence, and no red text."""
    shown, cell = desk.form(exercise.id), own_code(desk)
    run_by_keyboard(cell, "zero.answer('count', lambda: wrods / 2)")
    shown.get_by_text("Your line stops with NameError").wait_for()
    shown.get_by_text("run the cells above, from the first one").wait_for()
    shown.get_by_text("This line gives no answer. What is saved stays.").wait_for()
    shown.get_by_text("Your saved answer: 129").wait_for()
    run_by_keyboard(cell, "zero.answer('count', lambda: lengths)")
    shown.get_by_text("Your code gives a DataFrame").wait_for()
    assert desk.notebook.error_outputs() == []
    run_by_keyboard(cell, "zero.answer('count', lambda: lengths")
    desk.page.locator(".jp-OutputArea").get_by_text("SyntaxError").first.wait_for()
    assert shown.get_by_text(exercise.question[:30]).is_visible()
    run_by_keyboard(cell, "zero.answer('count', lambda: None)")
    desk.page.get_by_text("Your line gives nothing yet.").last.wait_for()
    assert len(desk.saved()[exercise.id]["attempts"]) == 1


def words_of(shown):
    """Return the words of what is said of the parts of an answer, in the order of the page."""
    told = shown.locator(":is(.news-option, .news-row, li) > .news-told")
    return told.evaluate_all("all => all.map(one => (one.firstElementChild ?? one).textContent)")


def test_each_option_has_its_sign_and_word_and_why_under_it(desk):
    shown = desk.form("find-actors")
    key = KEY["find-actors"].options
    wrong = [name for name, one in key.items() if not one.right]
    for name, box in zip(key, shown.locator(".news-option input").all(), strict=True):
        box.set_checked(name in wrong[:2])
    shown.get_by_role("button", name="Check").click()
    assert desk.said("find-actors").startswith("Not right 0 of ")
    told = shown.locator(".news-option > .news-told")
    left = sum(one.right for one in key.values())
    assert sorted(words_of(shown)) == ["Left out"] * left + ["Not right"] * 2
    assert told.evaluate_all("all => all.map(one => one.open)") == [True, True] + [False] * left
    sign = "one => getComputedStyle(one.querySelector('summary'), '::before').content"
    assert len(set(told.evaluate_all(f"all => all.map({sign})"))) == 2
    box = shown.locator("input[aria-describedby]").first
    assert box.evaluate(
        "one => document.getElementById(one.getAttribute('aria-describedby'))?.open"
    )
    # One option is mended: what is said of the others stays.
    shown.locator(f'input[value="{wrong[0]}"]').uncheck()
    assert sorted(words_of(shown)) == ["Left out"] * left + ["Not right"]
    shown.get_by_text("You have changed your answer since this was said.").wait_for()


def test_a_bar_tells_how_many_are_done_and_how_many_to_mend(desk):
    shown = desk.form("find-actors")
    shown.get_by_role("button", name="Check").click()
    desk.said("find-actors")
    asked = sum(one.notebook == "01" and not one.extra for one in EXERCISES)
    bars = desk.page.locator(".news-bar", has_text=re.compile(f" of {asked} done .* to mend"))
    bars.first.wait_for()
    assert shown.locator(".news-pieces > span").count() == asked
    words = {
        desk.form(name).locator(".news-bar").inner_text()
        for name in ("find-actors", "who-is-missing")
    }
    assert len(words) == 1, "the bar of every form in a notebook follows"


def closes_and_opens_by_key(page, sign, opened):
    """What the pointer has opened closes when it goes; the focus opens it, and Escape closes it."""
    page.mouse.move(0, 0)
    opened.wait_for(state="detached")
    sign.focus()
    assert opened.count() == 1 and sign.get_attribute("aria-describedby")
    page.keyboard.press("Escape")
    assert opened.count() == 0


def test_a_paragraph_opens_where_it_is_named_with_the_quoted_words_marked(desk):
    page, opened = desk.page, desk.page.locator(".news-paragraph")
    prose = desk.notebook.panel.locator(".jp-MarkdownOutput")
    in_form = desk.form("find-actors").locator("label .news-para").nth(1)
    for sign in (in_form, prose.locator(".news-para")):
        sign.hover()
        opened.wait_for()
        number, quote = sign.inner_text(), "foreign attempts"
        assert opened.inner_text().startswith(number) and quote in opened.inner_text()
        assert opened.locator("mark").all_inner_texts() == [quote]
        closes_and_opens_by_key(page, sign, opened)
        assert sign.evaluate("one => one === document.activeElement")
    assert prose.inner_text().endswith("¶99 is not there.")


def test_a_number_out_of_sight_opens_nothing_and_takes_no_keys(desk):
    """As when the pointer rests on it for a moment, and the page is scrolled."""
    page, errors = desk.page, len(desk.browser.errors)
    sign = desk.form("find-actors").locator("label .news-para").first
    page.locator(".news-article p").last.scroll_into_view_if_needed()
    assert sign.evaluate("one => one.getBoundingClientRect().bottom") < 0
    sign.evaluate("one => one.focus({ preventScroll: true })")
    assert page.locator(".news-paragraph").count() == 0
    desk.form("find-actors").locator(".news-check").scroll_into_view_if_needed()
    page.wait_for_timeout(100)
    assert desk.browser.errors[errors:] == []
    desk.form("find-actors").get_by_role("checkbox").first.focus()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.classList.contains('jp-Cell')")


def test_a_hard_word_of_the_article_opens_in_plain_words_and_the_text_stays(desk):
    page, opened = desk.page, desk.page.locator(".news-paragraph")
    article = page.locator(".news-article")
    words = article.locator(".news-word")
    assert words.count() >= 40
    word = words.filter(has_text=re.compile("^decree$"))
    word.hover()
    opened.wait_for()
    assert opened.inner_text().startswith("decree: an official order")
    closes_and_opens_by_key(page, word, opened)
    told = " ".join(article.locator("p", has_text="¶10").inner_text().split())
    assert told.endswith(
        "He also signed a decree honoring about 300 police officers for their service."
    )
    # The same words stand under the paragraph that a ¶ opens.
    desk.form("decree-date").locator(".news-para").first.focus()
    assert "decree: an official order" in opened.inner_text()
    page.keyboard.press("Escape")


READER = """() => {
    window.spoken = [];
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    const voices = [{ lang: 'en-US', localService: false }, { lang: 'en_GB', localService: true }];
    Object.defineProperty(window, 'speechSynthesis', { configurable: true, value: {
        getVoices: () => window.voiceless ? voices.slice(0, 1) : voices, cancel() {},
        speak(one) {
            window.spoken.push([one.text, one.lang]);
            window.done = () => one.onend();
        },
    } });
}"""


def test_the_article_is_read_aloud_paragraph_by_paragraph_by_a_voice_of_the_browser_itself(desk):
    page, article = desk.page, desk.page.locator(".news-article")
    page.evaluate(READER)
    page.evaluate("window.voiceless = true")
    article.get_by_role("button", name="Read aloud").click()
    article.get_by_text("This browser has no voice of its own").wait_for()
    page.evaluate("window.voiceless = false")
    article.get_by_role("button", name="Read aloud").click()
    [[first, voice]] = page.evaluate("spoken")
    assert first.startswith("Russia warns") and voice == "en_GB"
    page.evaluate("done()")
    page.evaluate("done()")
    assert page.evaluate("spoken.at(-1)[0]").startswith("Russian President")
    assert article.locator(".news-read").inner_text().startswith("¶1")
    article.get_by_role("button", name="Stop reading").click()
    assert article.locator(".news-read").count() == 0
    article.get_by_role("button", name="Read aloud").click()
    assert page.evaluate("spoken.at(-1)[0]").startswith("Russian President")
    article.get_by_role("button", name="Stop reading").click()


def test_letters_grow_and_lines_widen_everywhere_and_the_browser_remembers(desk):
    article = desk.page.locator(".news-article")
    text = article.locator("p").nth(2)
    question = desk.form("calls-tuesday").locator(".news-question")
    size = "one => parseFloat(getComputedStyle(one).fontSize)"
    before = [one.evaluate(size) for one in (text, question)]
    larger = article.get_by_role("button", name="Larger letters")
    larger.click()
    larger.click()
    assert larger.is_disabled()
    after = [one.evaluate(size) for one in (text, question)]
    assert all(now > 1.4 * was for now, was in zip(after, before, strict=True))
    spacing = article.get_by_role("button", name="Wider spacing")
    spacing.click()
    assert spacing.get_attribute("aria-pressed") == "true"
    # WCAG 2.2, 1.4.12: lines 1.5, letters 0.12 and words 0.16 times the size of the letters.
    line, letter, word = text.evaluate("""one => {
        const look = getComputedStyle(one), share = x => parseFloat(x) / parseFloat(look.fontSize);
        return [look.lineHeight, look.letterSpacing, look.wordSpacing].map(share);
    }""")
    assert (line >= 1.5, round(letter, 2), round(word, 2)) == (True, 0.12, 0.16)
    assert desk.notebook.beyond(".news-exercise, .news-panel, .news-article") == []
    desk.page.evaluate("jupyterapp.commands.execute('docmanager:save')")
    other = desk.browser.new_page()
    NotebookPage.open(desk.lab, other, NAME)
    there = other.locator(".news-article p").nth(2)
    other.locator(".news-reading").wait_for()
    assert there.evaluate(size) == text.evaluate(size)
    other.close()
    spacing.click()
    for _ in range(2):
        article.get_by_role("button", name="Smaller letters").click()
    assert [one.evaluate(size) for one in (text, question)] == before


def test_a_control_of_ones_own_is_live(desk):
    control = desk.page.locator(".news-control")
    assert "first" in control.inner_text()
    control.get_by_role("combobox").select_option("two")
    control.get_by_text("now two").wait_for()


def test_what_is_made_in_code_goes_onto_the_report_and_out_again(desk, tmp_path):
    panel = desk.panel("report")
    panel.get_by_role("button", name="Make my report").click()
    panel.get_by_text("Ready.").wait_for()
    assert panel.get_by_text("On a second page: ").all_inner_texts() == [
        "On a second page: My b bars b Take it out",
        "On a second page: My map Take it out",
    ]
    with desk.page.expect_popup() as waiting:
        panel.get_by_role("link", name="Open the page").click()
    report = waiting.value
    report.wait_for_load_state()
    own = report.locator(".own-work section")
    assert own.locator("h2").all_inner_texts() == ["My b bars b", "My map"]
    drawn = "all => all.map(one => one.complete && one.naturalWidth > 100)"
    assert own.locator("img").evaluate_all(drawn) == [True, True]
    report.pdf(path=tmp_path / "report.pdf")
    pages = re.findall(rb"/Type\s*/Page\b", (tmp_path / "report.pdf").read_bytes())
    assert len(pages) == 2
    report.close()
    panel.get_by_role("button", name="Take it out").first.click()
    panel.get_by_text("My b bars b").wait_for(state="detached")
    panel.get_by_role("button", name="Take it out").click()
    panel.get_by_text("My map ").wait_for(state="detached")
    assert list((desk.work / "made" / SLUG).iterdir()) == []


def test_escape_and_shift_enter_leave_a_form_and_enter_checks_it(desk):
    page, box = desk.page, desk.form("calls-tuesday").get_by_role("textbox")
    at = "jupyterapp.shell.currentWidget.content.activeCellIndex"
    before = len(desk.saved()["calls-tuesday"]["attempts"])
    box.fill("41")
    page.keyboard.press("Enter")
    desk.form("calls-tuesday").get_by_text(f"Attempt {before + 1}").wait_for()
    here = page.evaluate(at)
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.classList.contains('jp-Cell')")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(at) == here + 1
    box.focus()
    page.keyboard.press("Shift+Enter")
    assert page.evaluate(at) == here + 1
    assert page.evaluate("jupyterapp.shell.currentWidget.content.mode") == "command"


def test_saving_by_key_works_in_a_form_too(desk):
    page, box = desk.page, desk.form("calls-tuesday").get_by_role("textbox")
    changed = "jupyterapp.shell.currentWidget.context.model.dirty"
    page.evaluate(f"{changed} = true")
    box.focus()
    page.keyboard.press("Control+s")
    page.wait_for_function(f"() => !{changed}")
    assert box.evaluate("one => one === document.activeElement")


def test_a_tick_takes_the_other_answer_away_and_brings_it_back(desk):
    shown = desk.form("decree-date")
    box, tick = shown.get_by_role("textbox"), shown.get_by_role("checkbox")
    box.fill("2020-08-17")
    assert not tick.is_checked()
    tick.check()
    assert box.input_value() == ""
    tick.uncheck()
    assert box.input_value() == "2020-08-17"
    tick.check()
    box.fill("2020-08-18")
    assert not tick.is_checked()


def test_every_control_has_a_name_and_every_form_is_a_group(desk):
    for name in KINDS.values():
        title = re.compile(re.escape(BY_ID[name].title))
        group = desk.form(name).get_by_role("group", name=title)
        assert group.count() == 1
        assert group.get_by_role("status").count() == 1
        for control in desk.form(name).locator("input, select, textarea, button").all():
            assert control.get_attribute("data-lm-suppress-shortcuts") == "true"
            assert control.evaluate("one => one.labels?.length || one.ariaLabel || one.textContent")


def test_axe_finds_nothing_in_forms_and_panels_with_answers(desk):
    for theme in ("dark", "light"):
        desk.notebook.colour(theme)
        assert desk.notebook.violations() == []


def test_the_report_is_a_page_that_needs_nothing_else(desk, tmp_path):
    hostile = '<img src=x onerror="window.hit = 1"> & Łucja'
    desk.form("my-report").get_by_role("textbox").fill(f"{hostile} says so. " * 3)
    desk.form("my-report").get_by_role("button", name="Check").click()
    desk.said("my-report")
    panel = desk.panel("report")
    panel.get_by_label("A headline of your own").fill(f"{hostile} again")
    panel.get_by_label(re.compile("^Your name")).fill(hostile)
    panel.get_by_role("button", name="Make my report").click()
    with desk.page.expect_popup() as waiting:
        panel.get_by_role("link", name="Open the page").click()
    report = waiting.value
    report.wait_for_load_state()
    words = report.locator("body").inner_text()
    assert report.locator("h1").inner_text() == f"{hostile} again"
    assert f"By {hostile}" in words
    assert words.count("says so.") == 3
    assert report.evaluate("window.hit") is None
    assert "My map" in words and "My timeline" in words
    assert "has no answer yet" in words  # nobody has placed the places
    assert re.findall(r"(?:src|href)=.https?:", report.content()) == []
    report.pdf(path=tmp_path / "report.pdf")
    pages = re.findall(rb"/Type\s*/Page\b", (tmp_path / "report.pdf").read_bytes())
    assert len(pages) == 1
    report.close()


def test_handing_in_writes_one_file_and_offers_the_same_as_a_download(desk, tmp_path):
    desk.form("city-of-leaders").get_by_role("textbox").fill("NATO")
    panel = desk.panel("hand-in")
    panel.get_by_role("button", name="Hand in").click()
    panel.get_by_text("Type your name or your student number first.").wait_for()
    panel.get_by_label("Your name or student number").fill("<b>Łucja</b> 李")
    panel.get_by_role("button", name="Hand in").focus()
    desk.page.keyboard.press("Enter")
    panel.get_by_role("status").get_by_text(f"work/{SLUG}_b-Łucja-b-李.json").wait_for()
    with desk.page.expect_download() as waiting:
        panel.get_by_role("link", name="Download").click()
    waiting.value.save_as(tmp_path / "mine.json")
    file = desk.work / f"{SLUG}_b-Łucja-b-李.json"
    assert waiting.value.suggested_filename == file.name
    assert (tmp_path / "mine.json").read_bytes() == file.read_bytes()
    found = json.loads(file.read_bytes())
    assert found["student"] == "<b>Łucja</b> 李"
    assert found["answers"]["city-of-leaders"]["draft"]["answer"] == "NATO"  # typed a moment ago
    file.unlink()


def test_a_download_is_restored_on_another_machine(desk, tmp_path):
    panel, file = desk.panel("saved"), desk.work / f"{SLUG}.json"
    with desk.page.expect_download() as waiting:
        panel.get_by_role("button", name="Download my answers").click()
    waiting.value.save_as(tmp_path / "mine.json")
    kept = json.loads(file.read_bytes())
    assert json.loads((tmp_path / "mine.json").read_bytes()) == kept
    file.unlink()
    panel.get_by_label("Restore from a file").set_input_files(tmp_path / "mine.json")
    panel.get_by_text(re.compile(r"Restored \d+ answers")).wait_for()
    desk.page.wait_for_timeout(1_500)  # what follows by itself leaves the rest as it is
    assert panel.get_by_role("status").inner_text().startswith("Restored ")
    assert json.loads(file.read_bytes())["answers"] == kept["answers"]
    (tmp_path / "cut.json").write_bytes((tmp_path / "mine.json").read_bytes()[:100])
    panel.get_by_label("Restore from a file").set_input_files(tmp_path / "cut.json")
    panel.get_by_text("Nothing was restored.").wait_for()
    assert json.loads(file.read_bytes())["answers"] == kept["answers"]


def test_a_copy_of_a_synchronised_folder_is_named_and_added_by_a_button(desk):
    panel, file = desk.panel("saved"), desk.work / f"{SLUG}.json"
    data, name = json.loads(file.read_bytes()), f"{SLUG} (conflicted copy).json"
    one = {"time": "2020-08-20T10:57:00.000000+00:00", "answer": []}
    (desk.work / name).write_text(
        json.dumps(data | {"answers": {"find-actors": {"attempts": [one]}}})
    )
    panel.get_by_label("Restore from a file").set_input_files(file)  # and so the panel looks again
    panel.get_by_text(f"{name} beside it holds 1 answer more.").wait_for()
    panel.get_by_role("button", name=f"Add what {name} holds").click()
    panel.get_by_role("status").get_by_text("Restored 1 answer;").wait_for()
    assert panel.get_by_text("beside it holds").count() == 0
    assert desk.saved()["find-actors"]["attempts"][0] == one
    (desk.work / name).unlink()


def test_a_folder_that_cannot_be_written_is_said_in_the_form_at_once(desk):
    shown, aside = desk.form("byline-place"), desk.work.with_name("aside")
    desk.work.rename(aside)
    desk.work.write_text("a file in the place of the folder", encoding="utf-8")
    try:
        shown.get_by_role("radio").first.check()
        alarm = shown.get_by_role("alert").get_by_text("Not saved: work/")
        alarm.wait_for()
        shown.get_by_role("button", name="Check").click()
        replied = "form => !form.newsLive.pending"  # the alarm stands there already
        desk.page.wait_for_function(replied, arg=shown.element_handle())
        assert alarm.is_visible()
        assert shown.locator(".news-feedback").inner_text() == ""
    finally:
        desk.work.unlink()
        aside.rename(desk.work)
    shown.get_by_role("button", name="Check").click()
    desk.said("byline-place")
    assert shown.locator(".news-alarm").inner_text() == ""
    assert len(desk.saved()["byline-place"]["attempts"]) == 1


def test_answers_are_there_after_a_reload_and_after_a_restart(desk):
    box = desk.form("city-of-leaders").get_by_role("textbox")
    box.fill("The one before")  # and not checked
    desk.form("city-of-leaders").get_by_text(re.compile("^Saved ")).wait_for()
    desk.notebook.page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^File$")).click()
    desk.page.locator('.lm-Menu-item[data-command="docmanager:save"]').first.click()
    desk.page.wait_for_timeout(1_000)
    saved = (Path(desk.lab.root) / NAME).read_text("utf-8")
    assert "Run this cell to answer." in saved
    assert "widget-view" not in saved
    desk.open()
    box.wait_for()  # the kernel goes on, so nothing has to be run
    assert box.input_value() == "The one before"
    assert desk.form("find-actors").get_by_role("checkbox", checked=True).count() >= 1
    desk.restart()
    box.wait_for()
    assert box.input_value() == "The one before"
    assert desk.form("who-is-missing").get_by_role("textbox").input_value() == "Nobody at all"
    assert "Attempt 3" in desk.said("calls-tuesday")


def test_two_tabs_on_one_notebook_show_the_same(desk):
    desk.page.evaluate("jupyterapp.commands.execute('docmanager:save')")
    other = desk.browser.new_page()
    NotebookPage.open(desk.lab, other, NAME)
    there = other.locator('.jp-OutputArea [data-exercise="calls-tuesday"]')
    box = there.get_by_role("textbox")
    box.fill("42")  # in the other one stands something else
    there.get_by_role("button", name="Check").click()
    here = desk.form("calls-tuesday")
    same = "value => document.querySelector('[data-exercise=calls-tuesday] input').value === value"
    desk.page.wait_for_function(same, arg="42")
    assert "Not right" in desk.said("calls-tuesday")
    here.get_by_role("textbox").fill("43")
    other.wait_for_function(same, arg="43")
    other.close()


def test_a_form_says_when_the_kernel_is_gone_and_run_all_takes_over_what_stood_in_it(desk):
    shown = desk.form("calls-tuesday")
    shown.get_by_role("textbox").fill("43")
    shown.get_by_text(re.compile("^Saved ")).wait_for()
    older = shown.evaluate_handle("one => one.newsLive")
    desk.notebook.run_all()
    desk.shut_down()
    shown.get_by_role("textbox").fill("44")
    older.evaluate("one => one.show(one.form)")  # what comes late, to a form that was before
    alarm = shown.get_by_role("alert").get_by_text("your answer is not saved")
    alarm.wait_for()
    desk.restart()
    shown.get_by_text(re.compile("^Saved ")).wait_for()
    assert shown.get_by_role("textbox").input_value() == "44"
    assert desk.saved()["calls-tuesday"]["draft"]["answer"] == "44"


def test_a_saved_notebook_opens_with_its_questions_and_no_broken_widget(desk):
    desk.shut_down()
    desk.open()
    assert "Run this cell to answer." in desk.notebook.panel.inner_text()
    assert desk.notebook.broken_widgets() == []
    assert desk.notebook.blank_outputs() == []


def test_the_forms_are_sound_in_the_dark_theme_and_at_twice_the_size(desk):
    """And saved answers may be odd."""
    file = desk.work / f"{SLUG}.json"
    found, odd = json.loads(file.read_bytes()), [{"at": "1"}, {"quote": "x"}, "x", 5, [[]]]
    names = ["find-actors", "headline-words", "actor-forms", "happened-order", "headline-voices"]
    for name, answer in zip(names, odd, strict=True):
        draft = {"time": "2099-01-01T00:00:00+00:00", "answer": answer}
        found["answers"][name] = {"attempts": [], "draft": draft}
    file.write_text(json.dumps(found), "utf-8")
    page, errors = desk.page, len(desk.browser.errors)
    desk.notebook.darken_and_halve()
    desk.restart()
    page.locator(".news-check").first.wait_for()
    assert page.locator(".news-check").count() == page.locator(".news-exercise").count() - 1
    assert desk.notebook.violations() == []
    assert desk.notebook.beyond(".news-exercise, .news-panel") == []
    for control in page.locator(".news-exercise select").all():
        assert control.bounding_box()["width"] >= 80
    assert desk.browser.errors[errors:] == []


def test_a_form_says_when_another_program_overwrote_what_was_saved(desk):
    shown, file = desk.form("city-of-leaders"), desk.work / f"{SLUG}.json"
    before, box = file.read_bytes(), shown.get_by_role("textbox")
    box.fill("One")
    until(desk.page, lambda: desk.saved()["city-of-leaders"]["draft"]["answer"] == "One")
    desk.page.wait_for_timeout(1_000)  # until the save is over, too
    file.write_bytes(before)
    box.fill("Two")
    shown.get_by_role("alert").get_by_text("Your answers are saved, but").wait_for()
    shown.get_by_text(re.compile("^Saved ")).wait_for()
    desk.page.wait_for_timeout(500)
    assert desk.saved()["city-of-leaders"]["draft"]["answer"] in ("One", "Two")
