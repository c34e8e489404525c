"""The files for other tools: valid where those have a schema, and saying what the tables say."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from support import odd_lesson

from helpers.annotations.take import take_to
from helpers.common.errors import KitError

HERE = Path(__file__).parent
TEI = {"t": "http://www.tei-c.org/ns/1.0"}
# What the Web Annotation Data Model (2017) asks of a collection in 3.1, 3.2, 4.2, 5.1 and 5.2.
SELECTORS = {
    "type": "array",
    "minItems": 2,
    "items": {
        "oneOf": [
            {
                "properties": {
                    "type": {"const": "TextQuoteSelector"},
                    **{name: {"type": "string"} for name in ("exact", "prefix", "suffix")},
                },
                "required": ["exact"],
            },
            {
                "properties": {
                    "type": {"const": "TextPositionSelector"},
                    **{name: {"type": "integer", "minimum": 0} for name in ("start", "end")},
                },
                "required": ["start", "end"],
            },
        ]
    },
}
IRI = {"type": "string", "pattern": "^urn:[A-Za-z0-9:.%_-]+$"}
BODY = {
    "oneOf": [
        {
            "properties": {
                "type": {"const": "TextualBody"},
                "value": {"type": "string"},
                "purpose": {"enum": ["tagging", "describing"]},
            },
            "required": ["value"],
        },
        {"properties": {"type": {"const": "Dataset"}, "id": IRI}, "required": ["id"]},
    ]
}
ANNOTATION = {
    "properties": {
        "id": IRI,
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["classifying", "describing"]},
        "body": {"type": "array", "items": BODY},
        "target": {
            "oneOf": [
                IRI,
                {
                    "type": "object",
                    "properties": {"source": IRI, "selector": SELECTORS},
                    "required": ["source", "selector"],
                },
            ]
        },
    },
    "required": ["id", "type", "target"],
}
COLLECTION = {
    "properties": {
        "@context": {"contains": {"const": "http://www.w3.org/ns/anno.jsonld"}, "type": "array"},
        "id": IRI,
        "type": {"const": "AnnotationCollection"},
        "total": {"type": "integer", "minimum": 0},
        "first": {
            "properties": {
                "id": IRI,
                "type": {"const": "AnnotationPage"},
                "partOf": IRI,
                "startIndex": {"const": 0},
                "items": {"type": "array", "minItems": 1, "items": ANNOTATION},
            },
            "required": ["id", "type", "items", "partOf"],
        },
    },
    "required": ["@context", "id", "type", "total"],
}
NAMES = ["belarus", "second", "foreign", "interview", "odd"]


def made(folder, ending, tmp_path):
    """The file of a lesson, and what was told of it."""
    told = take_to(folder, tmp_path / f"made{ending}")
    return (tmp_path / f"made{ending}").read_bytes(), told


@pytest.fixture(scope="module")
def tei_all():
    """The schema of TEI P5, cut to the elements that the kit writes."""
    lxml = pytest.importorskip("lxml.etree")
    return lxml.RelaxNG(lxml.parse(str(HERE / "tei_cut.rng")))


@pytest.mark.parametrize("name", NAMES)
def test_web_annotation_is_as_its_model_asks(lessons, tmp_path, name):
    jsonschema = pytest.importorskip("jsonschema")
    data = json.loads(made(lessons[name], ".jsonld", tmp_path)[0])
    jsonschema.validate(data, COLLECTION)
    items = data.get("first", {}).get("items", [])
    ids = [one["id"] for one in items]
    assert data["total"] == len(items) == len({*ids})


def test_a_web_annotation_finds_its_words_by_quotation_and_by_place(lessons, tmp_path):
    data = json.loads(made(lessons["odd"], ".jsonld", tmp_path)[0])
    text = odd_lesson.ARTICLE
    found = {}
    for one in data["first"]["items"]:
        if isinstance(one["target"], dict):
            words, place = one["target"]["selector"]
            around = words["prefix"] + words["exact"] + words["suffix"]
            assert text[place["start"] : place["end"]] == words["exact"]
            assert text.index(around) + len(words["prefix"]) == place["start"]
            found[one["id"].rpartition(":")[2]] = place["start"]
    assert found["mentions-3"] == text.index("Zo", 10)
    assert found["toponyms-3"] == text.rindex("\U0001f600")


@pytest.mark.parametrize("name", NAMES)
def test_tei_is_valid(lessons, tmp_path, tei_all, name):
    from lxml import etree

    data, _ = made(lessons[name], ".xml", tmp_path)
    tree = etree.fromstring(data)
    assert tei_all.validate(tree), tei_all.error_log
    ids = {*tree.xpath("//@xml:id")}
    pointed = [one for said in tree.xpath("//@ref | //@target") for one in said.split(" ")]
    for one in pointed:
        name_of = one.removeprefix("#string-range(").partition(",")[0].removeprefix("#")
        assert name_of in ids


def test_the_schema_of_tei_can_say_no(tei_all):
    from lxml import etree

    assert not tei_all.validate(etree.fromstring('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>'))


def test_tei_marks_names_and_dates_in_the_running_text(lessons, tmp_path):
    from lxml import etree

    tree = etree.fromstring(made(lessons["interview"], ".xml", tmp_path)[0])
    part = tree.xpath("//t:p[@xml:id='part-4']", namespaces=TEI)[0]
    [name] = part.xpath("t:persName[.='Rita Moss']", namespaces=TEI)
    assert tree.xpath(f"string(//*[@xml:id='{name.get('ref')[1:]}'])").strip().startswith("Rita")
    assert part.xpath("string(t:date/@when)", namespaces=TEI) == "2031-03-01"
    assert "".join(part.itertext()).startswith("Rain came through the roof in Lowtown on 1 March")


def test_words_that_date_two_events_are_one_date_in_tei(lessons, tmp_path):
    from lxml import etree

    tree = etree.fromstring(made(lessons["belarus"], ".xml", tmp_path)[0])
    assert tree.xpath("//t:date", namespaces=TEI)
    assert not tree.xpath("//t:date/t:date", namespaces=TEI)


def test_a_sign_that_xml_cannot_say_is_named(tmp_path):
    folder = odd_lesson.write(tmp_path / "odd")
    before = (folder / "statements.csv").read_bytes()
    (folder / "statements.csv").write_bytes(before.replace(b"said", b"sa\x01id"))
    with pytest.raises(
        KitError, match=r"U\+0001, which stands in statements.csv, row 2, column cue"
    ):
        take_to(folder, tmp_path / "x.xml")
    assert not (tmp_path / "x.xml").exists()


@pytest.mark.parametrize("name", NAMES)
def test_geojson_is_valid(lessons, tmp_path, name):
    jsonschema = pytest.importorskip("jsonschema")
    data = json.loads(made(lessons[name], ".geojson", tmp_path)[0])
    jsonschema.validate(data, json.loads((HERE / "geojson.schema.json").read_text("utf-8")))
    assert "crs" not in data  # RFC 7946, 4


def test_geojson_has_longitude_before_latitude_and_places_without_a_point(lessons, tmp_path):
    data = json.loads(made(lessons["odd"], ".geojson", tmp_path)[0])
    line, nowhere = data["features"]
    assert line["id"] == "date-line"
    assert line["geometry"] == {"type": "Point", "coordinates": [180.0, -0.5]}
    assert line["properties"]["mentions"] == [
        {"at": "1", "quote": "\U0001f600", "nth": "1", "type": "Metonym"}
    ]
    assert nowhere["geometry"] is None


def test_timelinejs_has_each_dated_event_and_says_which_are_not_there(lessons, tmp_path):
    data, told = made(lessons["odd"], ".json", tmp_path)
    [slide] = json.loads(data)["events"]
    assert slide["start_date"] == {
        "year": 2031,
        "month": 5,
        "day": 3,
        "display_date": "Sat 3 May 2031",
    }
    assert slide["text"]["headline"] == "Came &lt;b&gt;"
    assert told.lost == {"events-3": "“Sang” has no date"}


@pytest.mark.parametrize("name", NAMES)
def test_timelinejs_is_as_its_documentation_asks(lessons, tmp_path, name):
    data = json.loads(made(lessons[name], ".json", tmp_path)[0])
    assert {*data} == {"events", "title", "scale"}
    assert data["scale"] == "human"
    ids = [one["unique_id"] for one in data["events"]]
    assert len(ids) == len({*ids})
    parts = ["year", "month", "day", "hour", "minute"]
    for slide in data["events"]:
        assert {*slide} <= {"start_date", "end_date", "text", "unique_id"}
        for one in (slide["start_date"], slide.get("end_date", slide["start_date"])):
            numbers = [name for name in one if name != "display_date"]
            assert numbers == parts[: len(numbers)]
            assert all(isinstance(one[name], int) for name in numbers)
            assert isinstance(one["display_date"], str)


def test_a_file_that_is_there_stays(lessons, tmp_path):
    (tmp_path / "made.geojson").write_text("mine")
    with pytest.raises(KitError, match=r"made\.geojson is there already"):
        take_to(lessons["odd"], tmp_path / "made.geojson")
    with pytest.raises(KitError, match="does not say where to"):
        take_to(lessons["odd"], tmp_path / "made.docx")


def test_ids_are_addresses_whatever_the_name_of_the_folder(tmp_path):
    folder = odd_lesson.write(tmp_path / "Läuse & Flöhe")
    data = json.loads(made(folder, ".jsonld", tmp_path)[0])
    assert urlsplit(data["id"]).scheme == "urn"
    assert data["id"].isascii()
    assert data["lesson"]["name"] == "Läuse & Flöhe"
