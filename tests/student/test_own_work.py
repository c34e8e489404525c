"""What a student makes in code and keeps for the report."""

import re

import folium
import pytest

from helpers import maps, show
from helpers.common.errors import KitError
from helpers.explore.own_work import as_picture
from helpers.student.own_work import LARGEST, OwnWork


@pytest.fixture
def kept(tmp_path):
    return OwnWork(tmp_path / "made" / "a-lesson")


@pytest.fixture
def bars():
    import pandas

    return pandas.Series({"one": 1, "two": 2}).plot.bar()


def test_nothing_is_kept_before_something_is(kept):
    assert kept.titles() == [] and kept.on_a_page() == []
    kept.take_out("My bars")  # is no mistake


def test_a_drawing_and_a_map_are_kept_as_pictures(kept, bars, lesson):
    assert kept.keep(bars, "My bars") == "My bars"
    assert kept.keep(maps.base(lesson), "Šiauliai: 地図?") == "Šiauliai 地図"
    assert kept.titles() == ["My bars", "Šiauliai 地図"]
    names = sorted(path.name for path in kept.folder.iterdir())
    assert names == ["My-bars.svg", "Šiauliai-地図.svg"]
    for title, picture in kept.on_a_page():
        assert picture.startswith("<img ") and title in picture


def test_the_same_title_takes_the_place_of_the_earlier_one(kept, bars, lesson):
    kept.keep(bars, "Mine")
    kept.keep(maps.base(lesson), "Mine")
    [one] = kept.folder.iterdir()
    land = one.read_bytes()
    kept.keep(show(bars, "Mine"), "Mine")
    [one] = kept.folder.iterdir()
    assert one.name == "Mine.svg" and one.read_bytes() != land
    kept.take_out("Mine")
    assert list(kept.folder.iterdir()) == []


@pytest.mark.parametrize("value", [None, 5, "x", [1], object()])
def test_only_a_drawing_or_a_map_can_be_kept(kept, value):
    with pytest.raises(KitError, match="Only a drawing or a map of your own"):
        kept.keep(value, "Mine")
    assert not kept.folder.exists()


def test_a_map_that_asks_a_network_is_refused_with_the_way_out(kept):
    with pytest.raises(KitError, match=r"Begin it with maps\.base\(lesson\)"):
        kept.keep(folium.Map(), "Mine")


def test_what_is_too_large_for_a_page_is_not_kept(kept, monkeypatch, bars):
    monkeypatch.setattr("helpers.explore.own_work.as_picture", lambda *_: b"x" * LARGEST * 2)
    with pytest.raises(KitError, match="too large"):
        kept.keep(bars, "Mine")
    assert not kept.folder.exists()


def test_a_folder_that_cannot_be_made_is_said(tmp_path, bars):
    (tmp_path / "made").write_text("a file in the place of the folder")
    with pytest.raises(KitError, match="It cannot be kept"):
        OwnWork(tmp_path / "made" / "a-lesson").keep(bars, "Mine")


def test_what_folium_has_put_on_a_map_is_on_its_picture(lesson):
    sheet = maps.base(lesson)
    group = folium.FeatureGroup("mine").add_to(sheet)
    folium.Marker([53.9, 27.57], popup="Minsk & <b>more</b>").add_to(group)
    folium.Marker([0, 0], popup="Far away").add_to(sheet)
    folium.PolyLine([[55.75, 37.62], [53.9, 27.57]], color="#123456").add_to(sheet)
    folium.Circle([53.9, 27.57], radius=200_000, color="#654321").add_to(sheet)
    folium.CircleMarker([53.9, 27.57], radius=7, color="no colour").add_to(sheet)
    folium.Polygon([[50, 20], [52, 20], [52, 24]], color="#13579b").add_to(sheet)
    picture = as_picture(sheet, "Mine").decode()
    assert "Minsk &amp; more" in picture.replace("&amp;  ", "&amp; ").replace(
        "&amp;  more", "&amp; more"
    )
    assert "Far away" not in picture
    for colour in ("#123456", "#654321", "#13579b"):
        assert f"stroke: {colour}" in picture


def test_the_radius_of_a_circle_is_in_metres(lesson):
    """200 km are as long on the picture as from one place to another 200 km north of it."""
    from helpers.explore.map.projection import on_screen

    sheet = maps.base(lesson)
    folium.Circle([50, 30], radius=222_390, color="#654321").add_to(sheet)
    picture = as_picture(sheet, "Mine").decode()
    path = re.search(r'<path d="([^"]*)"[^>]*stroke: #654321', picture)[1]
    ys = [float(two) for _, two in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)]
    up = on_screen((30, 50), sheet.frame)[1] - on_screen((30, 52), sheet.frame)[1]
    assert (max(ys) - min(ys)) / 2 == pytest.approx(up, rel=0.02)
