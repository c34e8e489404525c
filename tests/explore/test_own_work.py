"""What students draw themselves, with pandas and folium, as a notebook shows it."""

import io
import re

import folium
import matplotlib
import pytest
from matplotlib import pyplot
from matplotlib.image import imread
from pandas import DataFrame, Series
from support.browser import Browser, needs_browser

from helpers.explore.map.show import base
from helpers.explore.page import show

matplotlib.use("agg")
COUNT = Series({"Some other Western countries": 1, "Zhao Lijian": 4})


@pytest.mark.parametrize("kind", ["barh", "bar"])
def test_a_drawing_of_bars_is_shown_once_with_their_lengths_in_words(kind):
    drawn = show(getattr(COUNT.plot, kind)(), "By source")
    assert drawn.html.startswith("By source\n")
    assert "Some other Western countries 1, Zhao Lijian 4." in drawn.alternative
    assert pyplot.get_fignums() == []  # or the notebook would show it again


def test_a_long_name_beside_a_bar_is_not_cut_off():
    axes = COUNT.plot.barh(figsize=(4, 2))
    drawn = show(axes, "By source")
    [width] = re.findall(rb'viewBox="0 0 ([0-9.]+) ', drawn.svg)
    assert float(width) > 4 * 72  # wider than the axes asked for: the names have room
    assert b"Some other Western countries" in drawn.svg


def test_the_same_drawing_gives_the_same_picture():
    one, other = (show(COUNT.plot.barh(), "By source").svg for _ in range(2))
    assert one == other


def test_another_drawing_has_words_too():
    drawn = show(COUNT.plot.line(), "A line")
    assert drawn.alternative.startswith("A drawing under the title “A line”.")


def dark(drawn):
    """Say whether a drawing has other colours in the dark."""
    return b"prefers-color-scheme:dark" in drawn.svg


def test_a_drawing_in_the_usual_colours_is_dark_in_the_dark():
    many = DataFrame([range(1, 11)] * 2)
    assert all(dark(show(many.plot(kind=kind), "All ten")) for kind in ("bar", "line", "area"))


@pytest.mark.parametrize(
    "draw",
    [
        lambda: COUNT.plot.barh(color="navy"),
        lambda: COUNT.plot.barh().set_title("By source", color="darkgreen").axes,
        lambda: pyplot.subplots(facecolor="lightyellow")[1],
        lambda: pyplot.subplots(subplot_kw={"facecolor": "black"})[1],
    ],
    ids=["dark bars", "dark letters", "a ground of its own", "a black ground"],
)
def test_a_drawing_that_the_dark_would_hide_stays_on_white(draw):
    assert not dark(show(draw(), "A drawing"))


@needs_browser
@pytest.mark.long
@pytest.mark.slow
def test_in_the_dark_paper_ink_and_letters_change_and_bars_do_not():
    """Letters that stand in a bar have the dark around them."""
    axes = COUNT.plot.barh(color="yellow")
    axes.bar_label(axes.containers[0], label_type="center")
    drawn = show(axes, "By source").html
    with Browser() as browser:
        page = browser.new_page()
        found = {}
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.set_content(drawn)
            png = page.locator("img").screenshot()
            found[scheme] = (imread(io.BytesIO(png))[..., :3] * 255).round().astype(int)
    light, dark = found["light"], found["dark"]
    assert [*light[3, 3]] == [255, 255, 255]
    assert [*dark[3, 3]] == [21, 24, 27]
    bar = (light == [255, 255, 0]).all(axis=2)
    assert bar.mean() > 0.1
    kept = (dark == [255, 255, 0]).all(axis=2)
    assert 0.9 < (kept & bar).sum() / bar.sum() < 1  # but for what is around the letters
    assert ((dark > 230).all(axis=2)).mean() > 0.002  # ink


def shown(sheet):
    return sheet._repr_mimebundle_()["text/html"]


def test_a_map_of_ones_own_is_the_same_each_time_it_is_shown(lesson):
    sheet = base(lesson)
    folium.Marker([53.9, 27.57], popup="Minsk").add_to(sheet)
    assert shown(sheet) == shown(sheet)
    assert shown(sheet).count("Minsk") == 1


def test_a_map_of_ones_own_says_what_it_is_and_whose_borders_it_has(lesson):
    html = shown(base(lesson))
    assert html.startswith("A map of your own\n") and "disputed borders" in html


@needs_browser
@pytest.mark.long
@pytest.mark.slow
def test_folium_s_own_marker_line_and_popup_work_without_a_network(lesson, tmp_path):
    sheet = base(lesson)
    folium.Marker([53.9, 27.57], popup="A city").add_to(sheet)
    folium.PolyLine([[55.75, 37.62], [53.9, 27.57]], color="#cc0000").add_to(sheet)
    (tmp_path / "map.html").write_text(shown(sheet), "utf-8")
    with Browser() as browser:
        page = browser.new_page()
        page.goto((tmp_path / "map.html").as_uri())
        frame = page.frame_locator("iframe")
        needle = frame.locator(".leaflet-marker-icon")
        needle.click()
        frame.locator(".leaflet-popup", has_text="A city").wait_for()
        assert needle.evaluate("image => image.complete && image.naturalWidth > 0")
        assert frame.locator("path[stroke='#cc0000']").count() == 1
        assert browser.outside == browser.errors == []
