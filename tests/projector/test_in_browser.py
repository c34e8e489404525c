"""The slides in a browser: all of every screen is seen, in large letters, by clicks and by keys."""

import pytest
from support import ROOT
from support.browser import Browser, needs_browser, violations
from support.foreign_lesson import write_kit
from support.prompted_class import write_class

from helpers.projector.slides import write_slides

pytestmark = [pytest.mark.slow, pytest.mark.long, needs_browser]

# Of each screen and page: what is not all seen, and the letters that are smaller than `least`.
MEASURE = """least => screens.flatMap((screen, number) => {
    const found = [], body = screen.querySelector('.body'), root = document.documentElement;
    show(number);
    for (let at = 0; at < pages; at++) {
        show(number, at);
        const said = (what) => found.push([screen.id, at, what]);
        if (body.scrollHeight > body.clientHeight) said('too high');
        if (body.scrollWidth > body.clientWidth) said('too wide');
        if (root.scrollHeight > innerHeight || root.scrollWidth > innerWidth) said('beyond');
        const below = screen.getBoundingClientRect().bottom;
        for (const one of screen.querySelectorAll('p, li, th, td, h1, blockquote, .words')) {
            if (!one.checkVisibility() || !one.textContent.trim()) continue;
            if (parseFloat(getComputedStyle(one).fontSize) < least) said('small letters');
            if (one.getBoundingClientRect().bottom > below + 1) said('below');
        }
    }
    return found;
})"""
SIZES = """screens.filter(one => one.matches('.vote, .ask')).map(one => {
    show(screens.indexOf(one));
    return parseFloat(getComputedStyle(one.querySelector('.question')).fontSize);
})"""
TOP = "screens.map(one => one.id)"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The slides of the lesson that is handed out, of a class, and of an invented lesson."""
    folder = tmp_path_factory.mktemp("slides")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("LESSON", raising=False)
        write_slides(ROOT, folder / "lesson.html")
        texts = [
            "Nobody asked the police.",
            "שלום <b>עולם</b>.",
            "One\n\nTwo",
            "x" * 900,
            "Long. " * 900,
        ]
        given = [(n, "who-is-missing", text) for n, text in enumerate(texts)]
        write_class(folder / "7b", given)
        write_slides(
            ROOT,
            folder / "class.html",
            exercises=["who-is-missing"],
            class_folder=folder / "7b",
        )
        write_slides(write_kit(folder / "kit"), folder / "foreign.html")
    return folder


@pytest.fixture(scope="module")
def browser():
    with Browser(width=1280, height=720) as opened:
        yield opened


@pytest.fixture
def page(browser, files):
    """The slides of the lesson, as they open by a double click."""
    found = browser.new_page()
    found.goto((files / "lesson.html").as_uri())
    yield found
    assert not browser.outside and not browser.errors
    found.context.pages[-1].close()


def where(page):
    return page.evaluate("screens[at].id")


@pytest.mark.parametrize("name", ["lesson", "foreign", "class"])
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (1024, 768)])
def test_all_of_every_screen_is_seen_and_legible(browser, files, name, width, height):
    page = browser.new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.goto((files / f"{name}.html").as_uri())
    least = 27.9 * min(width / 1280, height / 720)
    assert page.evaluate(MEASURE, least) == []
    if name == "lesson":
        sizes = page.evaluate(SIZES)
        large = sum(size >= 40 * least / 28 for size in sizes)
        assert large > 0.85 * len(sizes)
    page.close()


def test_keys_and_a_clicker_go_through_a_question(page):
    for key, there in (
        *(("ArrowRight", "vote.vote"), ("PageDown", "vote.talk"), ("PageDown", "vote.again")),
        *(("ArrowLeft", "vote.talk"), ("PageUp", "vote.vote"), ("PageUp", "start")),
        ("PageUp", "start"),
    ):
        page.keyboard.press(key)
        assert where(page) == there
    page.get_by_role("button", name="Next").click()
    assert where(page) == "vote.vote"
    assert page.evaluate("document.activeElement.tagName") != "BODY"


def test_counts_are_typed_and_clicked_hidden_until_shown_and_kept_in_the_tab(page):
    page.keyboard.press("PageDown")
    first = page.get_by_label("Hands for A").locator("visible=true")
    hidden = "one => getComputedStyle(one).webkitTextSecurity"
    first.fill("7")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.letter") == "B"
    page.keyboard.type("12")
    page.get_by_label("One hand more for C").locator("visible=true").click()
    page.get_by_label("One hand less for D").locator("visible=true").click()
    assert [one.input_value() for one in page.locator("#vote\\.vote input").all()] == [
        *("8", "12", "1", "0")
    ]
    assert first.evaluate(hidden) == "disc"
    page.get_by_role("button", name="Show the count").click()
    assert first.evaluate(hidden) == "none"
    page.keyboard.press("PageDown")  # from the button, and so from wherever the focus is
    page.keyboard.press("PageDown")
    page.get_by_label("Hands for B").locator("visible=true").fill("21")
    page.keyboard.press("PageDown")
    rows = page.locator("#vote\\.both tbody tr").all_inner_texts()
    assert [row.split("\t")[1:] for row in rows] == [
        ["8", "–"],
        ["12", "21"],
        ["1", "–"],
        ["0", "–"],
    ]
    bars = page.locator("#vote\\.both .bar").evaluate_all("all => all.map(one => one.offsetWidth)")
    assert bars[0] == pytest.approx(bars[2] * 8 / 21, abs=2)  # A first, B second
    page.reload()
    assert where(page) == "vote.both"
    assert page.locator("#vote\\.both tbody tr").first.inner_text().split("\t")[1] == "8"


def test_no_count_is_written_to_the_disk(page, files):
    before = {one: one.read_bytes() for one in files.glob("*.html")}
    page.keyboard.press("PageDown")
    page.get_by_label("Hands for A").locator("visible=true").fill("7")
    assert page.evaluate("[localStorage.length, document.cookie]") == [0, ""]
    assert {one: one.read_bytes() for one in files.glob("*.html")} == before


def test_the_list_jumps_to_any_question_and_can_leave_the_answers_out(page):
    page.keyboard.press("l")
    page.get_by_label("Leave the answers out").check()
    page.get_by_role("link", name="“He”, in ¶10").click()
    assert where(page) == "who-is-meant-2.vote"
    for there in ("talk", "again", "both"):
        page.keyboard.press("PageDown")
        assert where(page) == f"who-is-meant-2.{there}"
    page.keyboard.press("PageDown")
    assert where(page) == "who-is-meant-3.vote"
    page.keyboard.press("PageUp")
    page.keyboard.press("a")
    assert where(page) == "who-is-meant-2.settled"
    assert "Lukashenko" in page.locator("#who-is-meant-2\\.settled").inner_text()


def test_the_paragraph_that_a_question_names_is_shown_large(page):
    page.keyboard.press("PageDown")
    page.keyboard.press("p")
    shown = page.locator("#article .part:visible")
    assert shown.inner_text().startswith("¶17 A Russian government plane")
    assert shown.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= 36
    page.keyboard.press("PageDown")
    assert shown.inner_text().startswith("¶18")
    assert where(page) == "vote.vote"
    page.keyboard.press("Escape")
    page.keyboard.press("PageDown")
    assert where(page) == "vote.talk"


def test_every_paragraph_fits_on_the_screen(page):
    page.keyboard.press("p")
    assert (
        page.evaluate("""parts.flatMap((one, number) => {
        showPart(number);
        const all = [one, article];
        return all.some(box => box.scrollHeight > box.clientHeight) ? [one.dataset.at] : [];
    })""")
        == []
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_screen(page, scheme):
    page.emulate_media(color_scheme=scheme)
    seen = set()
    for number, name in enumerate(page.evaluate(TOP)):
        step = name.rpartition(".")[2]
        if step not in seen:
            seen.add(step)
            page.evaluate("number => show(number)", number)
            assert violations(page) == [], name
    assert seen == {"start", "vote", "talk", "again", "both", "settled", "ask"}
    for key in "lp":
        page.keyboard.press(key)
        assert violations(page) == []
        page.keyboard.press("Escape")


def test_an_answer_of_a_class_is_a_screen_and_stays_text(browser, files):
    page = browser.new_page()
    page.goto((files / "class.html").as_uri())
    names = page.evaluate("screens.filter(one => one.matches('.answer')).map(one => one.id)")
    assert len(names) == 5
    said = set()
    for name in names:
        page.evaluate("id => goTo(id)", name)
        assert violations(page) == []
        said.add(page.locator(f"[id='{name}'] .said").first.inner_text())
    assert {"Nobody asked the police.", "שלום <b>עולם</b>.", "One"} < said
    page.close()


def test_light_turns_dark_and_back_by_a_key(page):
    colour = "getComputedStyle(document.body).backgroundColor"
    page.emulate_media(color_scheme="light")
    before = page.evaluate(colour)
    page.keyboard.press("d")
    assert page.evaluate(colour) == "rgb(18, 20, 23)"
    page.keyboard.press("d")
    assert page.evaluate(colour) == before


def test_printed_it_is_a_question_a_page_without_answers(browser, files):
    page = browser.new_page()
    page.goto((files / "foreign.html").as_uri())
    page.emulate_media(media="print")
    seen = page.evaluate("screens.filter(one => one.checkVisibility()).map(one => one.id)")
    # Five votes, and seven questions that are talked about.
    assert len(seen) == 12 and all(one.endswith((".vote", ".ask")) for one in seen)
    assert page.locator("mark:visible").count() == 0
    page.close()
