"""What a student makes in code and keeps for the report."""

import re

import folium
import pytest

from helpers import maps, show
from helpers.common.errors import KitError
from helpers.explore.own_work import as_file
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


def test_a_drawing_is_kept_as_a_picture_and_a_map_as_a_page_of_its_own(kept, bars, lesson):
    assert kept.keep(bars, "My bars") == "My bars"
    assert kept.keep(maps.base(lesson), "Šiauliai: 地図?") == "Šiauliai 地図"
    assert kept.titles() == ["My bars", "Šiauliai 地図"]
    names = sorted(path.name for path in kept.folder.iterdir())
    assert names == ["My-bars.svg", "Šiauliai-地図.html"]
    (_, picture), (_, page) = kept.on_a_page()
    assert picture.startswith("<img ") and "My bars" in picture
    assert page.startswith("<iframe ") and 'sandbox="allow-scripts"' in page
    asks = re.compile(r"""(?:src|href)=["']?https?:|url\(["']?https?:""")
    assert not asks.search((kept.folder / names[1]).read_text("utf-8"))


def test_the_same_title_takes_the_place_of_the_earlier_one(kept, bars, lesson):
    kept.keep(bars, "Mine")
    kept.keep(maps.base(lesson), "Mine")
    assert [path.name for path in kept.folder.iterdir()] == ["Mine.html"]
    kept.keep(show(bars, "Mine"), "Mine")
    assert [path.name for path in kept.folder.iterdir()] == ["Mine.svg"]
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
    monkeypatch.setattr("helpers.explore.own_work.as_file", lambda *_: (".svg", b"x" * LARGEST * 2))
    with pytest.raises(KitError, match="too large"):
        kept.keep(bars, "Mine")
    assert not kept.folder.exists()


def test_a_folder_that_cannot_be_made_is_said(tmp_path, bars):
    (tmp_path / "made").write_text("a file in the place of the folder")
    with pytest.raises(KitError, match="It cannot be kept"):
        OwnWork(tmp_path / "made" / "a-lesson").keep(bars, "Mine")


def test_whatever_stands_in_a_kept_page_stays_within_its_frame(kept):
    kept.folder.mkdir(parents=True)
    (kept.folder / "a.html").write_bytes(b'"></iframe><script>hit()</script>\xff')
    [(_, page)] = kept.on_a_page()
    assert "<script>" not in page and page.count("<") == 2


def test_the_drawing_of_a_map_shows_what_was_added_to_it(lesson):
    sheet = maps.base(lesson)
    folium.Marker([53.9, 27.57], popup="Only mine").add_to(sheet)
    ending, data = as_file(sheet, "Mine")
    assert ending == ".html" and b"Only mine" in data
