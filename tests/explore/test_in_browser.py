"""The live map, charts and tables on a page of their own: what a browser shows of them."""

import io
from itertools import combinations

import pytest
from matplotlib.image import imread
from support.browser import Browser, needs_browser

from helpers.common.web import asset
from helpers.explore import charts, geography, overview
from helpers.explore.map import show as maps
from helpers.explore.page import show

pytestmark = [needs_browser, pytest.mark.slow]

PIN = ".leaflet-marker-icon .pin"
OFFICES = {"Russia", "Germany", "France"}  # on the map as ends of calls
# What each visible name, control and mark covers of the map, in pixels, and whose it is.
BOXES = """() => {
    const edge = document.querySelector('.folium-map').getBoundingClientRect();
    const boxes = (parts, whose) => [...document.querySelectorAll(parts)].filter(
        (one) => one.checkVisibility({visibilityProperty: true})).map((one) => {
            const {left, top, right, bottom} = one.getBoundingClientRect();
            return [whose(one), left - edge.left, top - edge.top, right - edge.left,
                bottom - edge.top];
        });
    const says = (one) => one.closest('.pin').dataset.says;
    return {
        names: boxes('.leaflet-marker-icon .name', says),
        marks: boxes('.leaflet-marker-icon .mark', says),
        controls: boxes('.folium-map .leaflet-control', (one) => one.className),
        map: ['map', 0, 0, edge.width, edge.height],
    };
}"""


def overlap(one, other):
    """Say whether two boxes share more than an edge."""
    _, left, top, right, bottom = one
    _, to_left, to_top, to_right, to_bottom = other
    return (
        min(right, to_right) - max(left, to_left) > 0.5
        and min(bottom, to_bottom) - max(top, to_top) > 0.5
    )


def covered(boxes):
    """Return each pair of a name and what it covers, or is covered by; and names cut off."""
    names = boxes["names"]
    marks = [(name, mark) for name in names for mark in boxes["marks"] if name[0] != mark[0]]
    controls = [(name, control) for name in names for control in boxes["controls"]]
    pairs = [*combinations(names, 2), *marks, *controls]
    _, _, _, wide, high = boxes["map"]
    cut = [
        (name, "edge")
        for name in names
        if name[1] < -0.5 or name[2] < -0.5 or name[3] > wide + 0.5 or name[4] > high + 0.5
    ]
    return [(one[0], other[0]) for one, other in pairs if overlap(one, other)] + cut


def shown_names(frame):
    return {name for name, *_ in frame.evaluate(BOXES)["names"]}


def zoomed(frame, ways):
    """Press zoom buttons, and return the boxes after each step."""
    press = "(document.querySelector(`.leaflet-control-zoom-${way}`).click(), boxes())"
    return frame.evaluate(
        f"ways => {{ const boxes = {BOXES}; return ways.map(way => {press}); }}", ways
    )


def resize(page, frame, width):
    """Give the page a width, and wait until the map has it."""
    page.set_viewport_size({"width": width, "height": 1100})
    frame.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")


@pytest.fixture(scope="module")
def browser():
    with Browser(width=820, height=1100) as chromium:
        yield chromium
        assert chromium.outside == []
        assert chromium.errors == []


@pytest.fixture(scope="module")
def page(browser):
    return browser.new_page()


@pytest.fixture(scope="module")
def file(lesson, tmp_path_factory):
    """Return a page with the map on it, as a notebook has it, and something to scroll to."""
    path = tmp_path_factory.mktemp("map") / "map.html"
    html = f'<!DOCTYPE html><html lang="en"><title>Map</title><main>{maps.show(lesson).html}</main>'
    path.write_text(html + "<div style='height: 2000px'></div>", "utf-8")
    return path.as_uri()


@pytest.fixture
def frame(page, file):
    """Return the frame of the live map in its first view, with all days."""
    page.set_viewport_size({"width": 820, "height": 1100})
    page.emulate_media(media="screen", color_scheme="light", reduced_motion="reduce")
    page.goto(file)
    page.frames[1].locator("body.alive").wait_for()
    return page.frames[1]


def test_no_name_covers_another_or_a_control_at_any_width_view_or_zoom(page, frame):
    ways = ["in"] * 5 + ["out"] * 9
    for width in (390, 620, 820, 1366):
        resize(page, frame, width)
        for view in ("All places", "First view"):
            frame.get_by_role("button", name=view).click()
            boxes = [frame.evaluate(BOXES), *zoomed(frame, ways)]
            marks = frame.locator(f"{PIN} .mark").count()
            for found in boxes:
                assert covered(found) == [], (width, view)
                assert len(found["marks"]) == marks
        names = {name.split(":")[0] for name, *_ in boxes[0]["names"]}
        assert {"Minsk", "Moscow", "Belarus", "Tue 18 Aug", "calls"} <= names


def test_all_places_shows_every_place_of_the_table_that_has_a_point(frame, lesson):
    table = geography.places(lesson)
    table = table[table["latitude"] != ""]
    wanted = set(table["name"])

    def marked():
        says = frame.locator(".leaflet-marker-icon").evaluate_all(
            "all => all.map(one => one.ariaLabel)"
        )
        return wanted & {one.removesuffix(" (implied)") for one in says}

    assert wanted - marked() == set(table[table["standing"] == "no scene"]["name"]) - OFFICES
    frame.get_by_role("button", name="All places").click()
    assert marked() == wanted
    assert not frame.get_by_text("outside this view").is_visible()
    width, height = frame.evaluate(BOXES)["map"][3:]
    for _, left, top, right, bottom in frame.evaluate(BOXES)["marks"]:
        assert left > 0 and top > 0 and right < width and bottom < height


def test_what_lies_outside_the_view_is_named(frame):
    frame.get_by_text("outside this view: Beijing").wait_for()


def test_each_button_of_a_line_says_who_and_when(frame, lesson):
    said = frame.locator(".leaflet-marker-icon:has(.line)").evaluate_all(
        "all => all.map(one => one.ariaLabel)"
    )
    assert len(set(said)) == len(said) == 6
    for row in geography.call_table(lesson).itertuples():
        assert sum(f"{row.who}, {row.when}" in one for one in said) == 1
    for row in geography.journeys(lesson).itertuples():
        assert sum(row.what in one for one in said) == 1


def test_a_name_without_room_shows_when_its_mark_is_pointed_at_or_focused(page, frame):
    resize(page, frame, 390)
    named = frame.locator(".leaflet-marker-icon:has(.name)").all()
    marker = next(one for one in named if not one.locator(".name").is_visible())
    name = marker.locator(".name")
    marker.locator(".mark").hover()
    assert name.is_visible()
    page.mouse.move(5, 600)
    assert not name.is_visible()
    frame.get_by_role("button", name="Moscow", exact=True).focus()
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if name.is_visible():
            break
    assert name.is_visible()


def test_a_popup_lies_above_the_controls(page, frame):
    resize(page, frame, 390)
    frame.locator(f"{PIN}.implied .mark").click()
    popup = frame.get_by_role("dialog", name="Brussels")
    popup.wait_for()
    (box, plus) = (one.bounding_box() for one in (popup, frame.locator(".leaflet-control-zoom-in")))
    assert box["x"] < plus["x"] + plus["width"] / 2 and box["y"] < plus["y"] + plus["height"] / 2
    on_top = """one => {
        const {left, top, width, height} = one.getBoundingClientRect();
        return document.elementFromPoint(left + width / 2, top + height / 2)
            .closest('.leaflet-popup') !== null;
    }"""
    assert frame.locator(".leaflet-control-zoom-in").evaluate(on_top)
    assert popup.locator("h2").evaluate(on_top)


def test_the_wheel_scrolls_the_page_and_zooms_with_ctrl_alone(page, frame):
    def scale():
        return frame.locator(".leaflet-control-scale-line").first.inner_text()

    before = scale()
    page.mouse.move(500, 200)
    page.mouse.wheel(0, 120)
    page.wait_for_function("scrollY > 0")
    assert scale() == before
    page.evaluate("scrollTo(0, 0)")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -600)
    frame.wait_for_function(
        f"document.querySelector('.leaflet-control-scale-line').innerText !== '{before}'"
    )
    page.keyboard.up("Control")
    assert page.evaluate("scrollY") == 0


def test_one_legend_is_shown_and_all_of_it(page, frame):
    """The picture and its words lie beneath the live page, and come out where there is none."""
    for width in (390, 820):
        resize(page, frame, width)
        for part in (".below", "html"):
            assert frame.locator(part).evaluate("one => one.scrollHeight <= one.clientHeight")
        live, words = (
            page.locator(one).bounding_box() for one in ("iframe.live-map", "figcaption")
        )
        assert live["y"] + live["height"] >= words["y"] + words["height"]
    assert frame.locator(".legend").get_by_text("takes a position").is_visible()
    page.emulate_media(media="print")
    assert not page.locator("iframe").is_visible()
    assert page.locator("figcaption").get_by_text("takes a position").is_visible()


def test_the_week_is_played_by_keyboard_map_and_list_together(page, frame):
    slider, said = frame.get_by_role("slider", name="Day"), frame.get_by_role("status")
    ways = frame.locator("path.way:visible")
    current = frame.locator(".days > li:has([aria-current]) button")
    names = shown_names(frame)
    assert (slider.get_attribute("aria-valuetext"), ways.count()) == ("All days", 6)

    slider.focus()
    page.keyboard.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == "Sun 9 Aug"
    assert said.inner_text() == "Sun 9 Aug: Presidential election in Belarus."
    assert current.all_inner_texts() == ["Sun 9 Aug"]
    assert ways.count() == 0
    assert shown_names(frame) == {"Belarus"}

    page.keyboard.press("End")
    assert said.inner_text().startswith("Wed 19 Aug: The plane stays in Belarus")
    assert current.all_inner_texts() == ["Wed 19 Aug"]
    assert ways.count() == 1
    assert {one.split(":")[0] for one in shown_names(frame)} == {
        *("Minsk", "Moscow", "Belarus", "Wed 19 Aug, morning")
    }
    # The lines of other days are not only out of sight.
    assert frame.get_by_role("button", name="calls").count() == 0

    frame.get_by_role("button", name="Sat 15 Aug").press("Enter")
    assert said.inner_text() == "Sat 15 Aug: Putin and Lukashenko speak by phone."
    assert ways.count() == 1

    slider.focus()
    page.keyboard.press("Home")
    assert said.inner_text() == "All days are shown."
    assert (ways.count(), current.count()) == (6, 0)
    assert shown_names(frame) == names


def test_the_week_plays_to_its_end_and_can_be_paused(page, file, browser):
    page = browser.new_page()
    page.clock.install()
    page.goto(file)
    frame = page.frames[1]
    frame.locator("body.alive").wait_for()
    slider = frame.get_by_role("slider", name="Day")

    def day():
        return slider.get_attribute("aria-valuetext")

    frame.get_by_role("button", name="Play").click()
    assert day() == "Sun 9 Aug"
    page.clock.run_for(2600)
    assert day() == "Sat 15 Aug"
    frame.get_by_role("button", name="Pause").click()
    page.clock.run_for(9000)
    assert day() == "Sat 15 Aug"
    frame.get_by_role("button", name="Play").click()
    page.clock.run_for(9000)
    assert day() == "Wed 19 Aug"
    frame.get_by_role("button", name="Play").click()
    assert day() == "Sun 9 Aug"
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_part_of_it_can_be_read_and_used(page, lesson, tmp_path, scheme):
    from axe_playwright_python.sync_playwright import Axe

    path = tmp_path / "live.html"
    path.write_text(maps.show(lesson).page, "utf-8")
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(path.as_uri())
    page.locator("body.alive").wait_for()
    paper = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") == (scheme == "light")
    page.get_by_role("button", name="Minsk", exact=True).press("Enter")
    page.get_by_role("slider", name="Day").press("ArrowRight")
    page.get_by_role("button", name="Belarus", exact=True).press("Enter")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("drawing", [charts.when, charts.chains], ids=["when", "chains"])
def test_a_chart_is_dark_on_light_or_light_on_dark(page, lesson, drawing):
    """As the reader's system is, where no theme of JupyterLab says anything else."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.set_content(drawing(lesson).html)
        is_drawn_in(scheme, page.locator("img").screenshot())


def is_drawn_in(scheme, png):
    """Assert that a picture is on paper of this kind, in ink that can be seen on it."""
    paper, ink = (1.0, 0.1) if scheme == "light" else (0.1, 0.9)
    picture = imread(io.BytesIO(png))[..., :3].mean(axis=2)
    assert abs(picture[3, 3] - paper) < 0.1
    shares = [(abs(picture - grey) < 0.15).mean() for grey in (paper, ink)]
    assert shares[0] > 0.5 and shares[1] > 0.005
    assert sum(shares) < 1


def in_theme(theme, html):
    """Return a page that holds an output, in a theme as JupyterLab names it, with its styles."""
    light = {"light": "true", "dark": "false"}[theme]
    body = f'<body data-jp-theme-light="{light}"><div class="jp-OutputArea">{html}</div>'
    return f"<!DOCTYPE html><style>{asset('form.css')}</style>{body}"


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_in_jupyterlab_a_chart_is_as_its_theme_is(page, lesson, system, theme):
    page.emulate_media(color_scheme=system)
    page.set_content(in_theme(theme, charts.when(lesson).html))
    is_drawn_in(theme, page.locator("img").screenshot())


def paper_of(page):
    """Return the ground of the live map that a page holds, once it is alive."""
    body = page.frame_locator("iframe.live-map").locator("body.alive")
    body.wait_for()
    return body.evaluate("body => getComputedStyle(body).backgroundColor")


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_live_map_is_as_the_theme_is_and_turns_with_it(page, lesson, system):
    page.emulate_media(color_scheme=system)
    page.set_content(in_theme("dark", maps.show(lesson).html))
    assert paper_of(page) == "rgb(21, 24, 27)"
    page.locator("body").evaluate("body => body.dataset.jpThemeLight = 'true'")
    page.wait_for_timeout(100)
    assert paper_of(page) == "rgb(255, 255, 255)"


@pytest.mark.parametrize(
    ("system", "paper"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(21, 24, 27)")]
)
def test_on_an_exported_page_the_live_map_is_as_the_system_is(page, lesson, system, paper):
    """That page says that its theme is light, whatever the reader's system is."""
    page.emulate_media(color_scheme=system)
    shown = maps.show(lesson).html
    page.set_content(f'<body class="jp-Notebook" data-jp-theme-light="true">{shown}</body>')
    assert paper_of(page) == paper


@pytest.mark.parametrize("table", [geography.places, overview.background])
def test_a_table_fits_a_tablet_and_gives_no_word_a_line_of_its_own(page, lesson, table):
    """Of a window of 820 pixels JupyterLab leaves an output 620."""
    style = "font: 13px sans-serif; width: 620px; overflow: auto"
    html = f"<div style='{style}'>{show(table(lesson)).html}</div>"
    page.set_content(f"<!DOCTYPE html><style>table {{ border-collapse: collapse }}</style>{html}")
    box = page.locator("div")
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
    rows = box.locator("tr").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert max(rows) < 80  # four lines and the space around them
