"""Pictures: the same every time, in words too, and harmless whatever a name holds."""

import json
import re
import xml.etree.ElementTree as Tree

import pytest
from support import ROOT
from support.hostile_names import HALVES, NAMED, trapped

from helpers.explore import charts, reader
from helpers.explore.figure import DARK, ORANGE
from helpers.explore.map import show as maps
from helpers.explore.page import show

DRAWINGS = [charts.when, charts.orders, charts.words, charts.chains]


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.__name__)
def test_a_chart_is_the_same_every_time_and_says_what_it_shows(lesson, drawing):
    figure = drawing(lesson)
    assert figure == drawing(lesson)
    assert Tree.fromstring(figure.svg).tag.endswith("svg")
    assert len(figure.alternative) > 100
    assert figure._repr_mimebundle_()["text/plain"].startswith(figure.title)


@pytest.mark.parametrize(
    ("drawing", "notebook"),
    [
        (maps.show, "02_geography"),
        (charts.when, "03_timeline"),
        (charts.orders, "03_timeline"),
        (charts.words, "04_sourcing"),
        (charts.chains, "04_sourcing"),
    ],
    ids=lambda one: getattr(one, "__name__", one),
)
def test_a_picture_is_the_one_that_is_saved_in_its_notebook(lesson, drawing, notebook):
    """As nbval has it; but here one sees at once which picture is another one."""
    text = (ROOT / "notebooks" / f"{notebook}.ipynb").read_text("utf-8")
    outputs = [out for cell in json.loads(text)["cells"] for out in cell.get("outputs", ())]
    saved = ["".join(out.get("data", {}).get("text/html", ())) for out in outputs]
    is_saved = drawing(lesson).html in saved
    assert is_saved  # without the texts, of which a message would be far too long


def test_each_colour_of_a_drawing_has_another_in_the_dark(lesson):
    """Orange apart, which can be seen on both."""
    for svg in (*(one(lesson).svg for one in DRAWINGS), maps.show(lesson).poster):
        used = set(re.findall(r"(?:fill|stroke)(?:: |=\")(#\w+)", svg.decode()))
        assert used - {ORANGE} <= set(DARK), "a colour that stays as it is"


def test_the_words_chart_names_every_source_with_its_words(lesson):
    figure = charts.words(lesson)
    assert "Zhao Lijian: 70 words, 13.3 percent, 14 in quotation marks" in figure.alternative


def test_the_map_is_the_same_every_time_and_says_what_it_shows(lesson):
    drawn = maps.show(lesson)
    assert drawn == maps.show(lesson)
    assert "Implied: Brussels." in drawn.alternative
    assert "Named: Belarus, Moscow, Minsk, Beijing." in drawn.alternative
    assert "Outside the first view: Beijing." in drawn.alternative
    assert any("takes a position" in line for line in drawn.legend)


def test_nothing_on_the_map_is_called_from_outside(lesson):
    page = maps.show(lesson).page
    asking = (
        r"<link|@import|import\(|fetch\(|XMLHttp|(?:src|href)=[\"']?(?!data:)\w|url\((?!data:|#)"
    )
    assert re.findall(asking, page) == []


@pytest.fixture(scope="module", params=HALVES, ids=["some", "others"])
def hostile(request, tmp_path_factory):
    return trapped(tmp_path_factory.mktemp("hostile"), request.param)


@pytest.fixture(scope="module")
def hostile_map(hostile):
    return maps.show(hostile)


def test_a_name_with_markup_never_becomes_markup(hostile, hostile_map):
    outputs = [drawing(hostile).html for drawing in DRAWINGS]
    outputs += [hostile_map.html, reader.read(hostile).html]
    outputs += [show(hostile.table("actors")).html, reader.mark_sources(hostile).html]
    for html in outputs:
        outside = re.sub(r"srcdoc='[^']*'", "", html)
        assert "<script" not in outside
        assert 'onerror="' not in outside
        assert "<img src=x" not in outside


def test_a_name_with_a_template_in_it_stays_as_it_is(hostile, hostile_map):
    for sign in ("${hit", "{{ 7*7", "49</", "`+hit", "</script><script>hit"):
        assert sign not in hostile_map.page


def test_a_name_like_an_id_stays_on_the_map(hostile, hostile_map):
    places = hostile.table("places").set_index("place")["name"]
    for name in places[NAMED["place"]]:
        if name.isalnum():
            assert f"\\u003e{name}\\u003c" in hostile_map.page
