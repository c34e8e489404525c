"""What goes out as Web Annotation or TEI comes back row for row, and cell for cell."""

import csv
import json

import pytest

from helpers.annotations.bring import bring, bring_new
from helpers.annotations.take import take_to
from helpers.authoring.proposals import FILE
from helpers.common.errors import KitError
from helpers.lesson.tables import TABLES

NAMES = ["belarus", "second", "flood", "other", "far", "foreign", "interview", "odd"]
BOTH = [".jsonld", ".xml"]


def cells(path):
    """The cells of a table as a spreadsheet shows them, without spaces around them."""
    text = path.read_bytes().decode("utf-8-sig")
    delimiter = max(",;", key=text.splitlines()[0].count)
    return [
        [c.strip() for c in row] for row in csv.reader(text.splitlines(True), delimiter=delimiter)
    ]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ending", BOTH)
def test_every_row_and_cell_comes_back(lessons, tmp_path, name, ending):
    source = lessons[name]
    take_to(source, tmp_path / f"x{ending}")
    made = bring_new(tmp_path / f"x{ending}", tmp_path, "again")
    assert (made.left, made.notes, made.proposed) == ((), (), {})
    again = made.folder
    assert (again / "article.txt").read_bytes() == (source / "article.txt").read_bytes()
    assert (again / "lesson.yaml").read_bytes() == (source / "lesson.yaml").read_bytes()
    there = {one for one in TABLES if (source / f"{one}.csv").exists()}
    assert {path.stem for path in again.glob("*.csv")} == there
    for table in there:
        before, after = cells(source / f"{table}.csv"), cells(again / f"{table}.csv")
        assert after == before
        assert made.rows.get(table, 0) == len(before) - 1


@pytest.mark.parametrize("ending", BOTH)
def test_what_is_there_is_not_doubled_and_what_is_not_is_added(lessons, tmp_path, ending):
    file = tmp_path / f"x{ending}"
    take_to(lessons["flood"], file)
    folder = bring_new(file, tmp_path, "again").folder
    table = folder / "mentions.csv"
    lines = table.read_text("utf-8").splitlines(keepends=True)
    table.write_text("".join(lines[:-2]), "utf-8")
    made = bring(file, folder)
    assert made.rows == {"mentions": 2}
    assert {*table.read_text("utf-8").splitlines(keepends=True)} == {*lines}
    assert bring(file, folder).rows == {}
    assert not (folder / FILE).exists()


def test_an_actor_with_another_row_is_not_written_over(lessons, tmp_path):
    take_to(lessons["other"], tmp_path / "x.xml")
    folder = bring_new(tmp_path / "x.xml", tmp_path, "again").folder
    (folder / "actors.csv").write_text("actor,name,kind\nana,Ana,office\n", "utf-8")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(KitError, match=r"“ana” is in actors\.csv already"):
        bring(tmp_path / "x.xml", folder)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_lesson_that_is_there_stays(lessons, tmp_path):
    take_to(lessons["other"], tmp_path / "x.jsonld")
    bring_new(tmp_path / "x.jsonld", tmp_path, "again")
    with pytest.raises(KitError, match="There is a lesson again already"):
        bring_new(tmp_path / "x.jsonld", tmp_path, "again")


def test_rows_of_another_article_are_refused(lessons, tmp_path):
    take_to(lessons["other"], tmp_path / "x.jsonld")
    folder = bring_new(tmp_path / "x.jsonld", tmp_path, "again").folder
    take_to(lessons["interview"], tmp_path / "y.jsonld")
    with pytest.raises(KitError, match="about another text than the lesson"):
        bring(tmp_path / "y.jsonld", folder)


def test_all_that_is_damaged_is_said_and_nothing_comes_in(lessons, tmp_path):
    file = tmp_path / "x.jsonld"
    take_to(lessons["other"], file)
    data = json.loads(file.read_text("utf-8"))
    items = data["first"]["items"]
    del items[0]["body"][2]
    items[1]["id"] = "urn:somebody:else"
    del items[5]
    file.write_text(json.dumps(data), "utf-8")
    with pytest.raises(KitError) as told:
        bring_new(file, tmp_path, "again")
    said = str(told.value)
    assert "actors-2 has no row" in said
    assert "urn:somebody:else has no row" in said
    assert "says to hold 10 annotations, and holds 9" in said
    assert not (tmp_path / "again").exists()


def test_a_row_that_was_changed_in_the_file_is_checked(lessons, tmp_path):
    file = tmp_path / "x.xml"
    take_to(lessons["other"], file)
    text = file.read_text("utf-8")
    assert "literal</string>" in text
    file.write_text(text.replace("literal</string>", "far</string>"), "utf-8")
    with pytest.raises(KitError, match=r"toponyms\.csv, row 2, column type: “far” is none"):
        bring_new(file, tmp_path, "again")
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize(
    ("ending", "text", "said"),
    [
        (".jsonld", "{", "It is no JSON: it breaks off"),
        (".jsonld", "{}", "x.jsonld holds no annotation"),
        (".xml", "<TEI", "It is no XML"),
        (".xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>", "declares a document type"),
        (
            ".xml",
            "<TEI xmlns='http://www.tei-c.org/ns/1.0'/>",
            "no TEI document that this kit wrote",
        ),
        (".odt", "x", "no file that can be brought in"),
    ],
)
def test_what_is_no_such_file_is_told_in_a_sentence(tmp_path, ending, text, said):
    (tmp_path / f"x{ending}").write_text(text, "utf-8")
    with pytest.raises(KitError, match=said):
        bring_new(tmp_path / f"x{ending}", tmp_path, "again")
