"""The notebooks in JupyterLab, as a student sees them: before a run, after it, and exported."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from support import ROOT
from support.browser import Browser, JupyterLab, NotebookPage, needs_browser
from support.hostile_names import HALVES, trapped

from helpers.explore.map import show as maps

NOTEBOOKS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "notebooks").rglob("*.ipynb")
    if ".ipynb_checkpoints" not in path.parts
)
MAP = "notebooks/02_geography.ipynb"
MARK = ".leaflet-marker-icon .pin"
each = pytest.mark.parametrize("path", NOTEBOOKS)

pytestmark = [needs_browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def exports(tmp_path_factory):
    """Export every notebook with one command, with the reference: all pictures, and the map."""
    folder = tmp_path_factory.mktemp("exports")
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "html", *NOTEBOOKS]
    command += ["--StudentPage.with_reference=True", "--output-dir", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=120)
    with Browser() as chromium:
        yield folder, chromium


def pictures(path):
    """Return how many pictures the saved outputs of a notebook hold."""
    cells = nbformat.read(ROOT / path, 4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return sum("<img" in output.get("data", {}).get("text/html", "") for output in outputs)


@pytest.fixture(scope="module")
def lab():
    with JupyterLab(ROOT) as server:
        yield server


@pytest.fixture(scope="module")
def browser():
    with Browser() as chromium:
        yield chromium


@pytest.fixture
def page(browser):
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def first(lab, browser):
    """Return a notebook that is open, from which others are opened without loading all anew."""
    return NotebookPage.open(lab, browser.new_page(), NOTEBOOKS[0])


def sound(notebook, browser, path):
    """Assert what holds before a run and after it: nothing blank, broken or called from outside."""
    notebook.unfold()
    notebook.page.wait_for_timeout(500)
    assert notebook.blank_outputs() == []
    assert notebook.broken_widgets() == []
    assert notebook.error_outputs() == []
    shown = notebook.images()
    assert len(shown) == pictures(path)
    assert all(width > 0 and alternative not in ("", "Image") for alternative, width in shown)
    assert browser.outside == []


@each
def test_it_looks_right_before_and_after_a_run(first, browser, path):
    notebook = first.another(path)
    assert not notebook.is_changed()
    folded = notebook.panel.locator(".jp-OutputPlaceholder")
    saved = nbformat.read(ROOT / path, 4).cells
    answers = [c for c in saved if c.metadata.get("jupyter", {}).get("outputs_hidden")]
    assert folded.count() == len(answers)
    for title in folded.all_inner_texts():
        assert "<" not in title
    sound(notebook, browser, path)
    assert notebook.run_all()
    sound(notebook, browser, path)
    for frame in notebook.map_frames():
        frame.locator(".leaflet-marker-icon").first.wait_for(state="attached")
    assert notebook.violations() == []
    notebook.colour("dark")  # which changes colours, and nothing else
    assert notebook.violations("color-contrast") == []
    notebook.colour("light")


@pytest.fixture(scope="module")
def live_map(lab, first):
    """Return the frame of the map in a trusted notebook, which is live before anything is run."""
    lab.trust(MAP)
    notebook = first.another(MAP)
    notebook.unfold()
    shown = notebook.page.locator("iframe[title^=Map]")
    shown.scroll_into_view_if_needed()
    frame = shown.element_handle().content_frame()
    frame.locator(MARK).first.wait_for(state="attached")
    return frame


def test_the_map_tells_named_from_implied_by_shape_and_words(live_map, browser):
    assert live_map.locator(MARK + ".town").count() == 3
    assert live_map.locator(MARK + ".country").count() == 1
    assert live_map.locator(MARK + ".no-scene").count() == 0
    assert live_map.locator(MARK + ".implied").all_inner_texts() == ["Brussels (implied)"]
    assert live_map.locator(MARK + ".leg").count() == 2
    assert live_map.locator(MARK + ".call").count() == 4
    assert live_map.locator(".leaflet-control-scale-line").count() >= 1
    assert "takes a position" in live_map.locator(".legend").text_content()
    round_mark, turned_mark = (
        live_map.locator(f"{MARK}.{kind} .mark").first.evaluate(
            "mark => [getComputedStyle(mark).borderRadius, getComputedStyle(mark).transform]"
        )
        for kind in ("town", "implied")
    )
    assert round_mark[0] == "50%" and round_mark[1] == "none"
    assert turned_mark[1] != "none"
    assert browser.outside == []


def test_a_popup_opens_by_keyboard_and_gives_the_focus_back(live_map):
    marker = live_map.locator(".leaflet-marker-icon", has_text="Minsk")
    marker.focus()
    marker.press("Enter")
    popup = live_map.get_by_role("dialog", name="Minsk")
    popup.wait_for()
    assert "flew to Minsk on Tuesday" in popup.inner_text()
    popup.press("Escape")
    popup.wait_for(state="detached")
    assert marker.evaluate("marker => marker === document.activeElement")


def test_tab_reaches_every_mark_from_the_map_itself(live_map):
    live_map.locator(".folium-map").focus()
    reached = set()
    for _ in range(40):
        live_map.page.keyboard.press("Tab")
        text = live_map.evaluate("document.activeElement.innerText")
        reached.add(text.strip() if text else "")
    assert {"Minsk", "Moscow", "Brussels (implied)", "calls"} <= reached


def test_a_popup_opens_by_mouse(live_map):
    live_map.locator(f"{MARK}.implied .name").click()
    popup = live_map.get_by_role("dialog", name="Brussels")
    popup.wait_for()
    assert "the article never names it" in popup.inner_text()
    assert "video conference" in popup.inner_text()


def test_calls_are_a_layer_that_can_be_taken_away(live_map):
    live_map.get_by_label("Phone calls").uncheck()
    assert live_map.locator(MARK + ".call").count() == 0
    assert live_map.locator(MARK + ".leg").count() == 2
    live_map.get_by_role("button", name="All places").click()
    live_map.wait_for_timeout(800)
    left = live_map.locator(MARK + ".town", has_text="Beijing").evaluate(
        "pin => pin.getBoundingClientRect().left / innerWidth"
    )
    assert 0 < left < 1


@each
def test_an_export_is_one_page_that_asks_for_nothing(exports, path):
    """Opened as a file, as a teacher would."""
    folder, browser = exports
    page = browser.new_page()
    page.goto((folder / Path(path).with_suffix(".html").name).as_uri())
    page.wait_for_timeout(500)
    widths = page.locator("body img").evaluate_all("all => all.map(img => img.naturalWidth)")
    assert len(widths) == pictures(path)
    assert all(widths)
    if path == MAP:
        frame = page.frames[1]
        frame.locator(MARK).first.wait_for(state="attached")
        assert frame.locator(MARK + ".town").count() == 3
    page.close()
    assert [one for one in browser.outside if not one.startswith("file:")] == []
    assert browser.errors == []


@pytest.mark.parametrize("traps", HALVES, ids=["some", "others"])
def test_no_name_ever_runs(browser, page, tmp_path, traps):
    """A name is shown as it is written, whatever it would mean in HTML or in a template."""
    shown = maps.show(trapped(tmp_path, traps)).html
    page.add_init_script("window.hit = () => { top.wasHit = true; }")
    page.set_content(shown)
    frame = page.frames[1]
    frame.locator(MARK).first.wait_for(state="attached")
    names = frame.locator(f"{MARK} .name").all_text_contents()
    assert set(traps) <= {name.removesuffix(" (implied)") for name in names}
    assert page.evaluate("window.wasHit") is None
    assert browser.outside == []
