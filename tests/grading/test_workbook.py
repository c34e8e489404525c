"""The gradebook as a workbook: numbers are numbers, all else is text, and nothing runs."""

import sys
import zipfile
from xml.etree import ElementTree

import pytest
from support.class_layouts import plain, write
from support.class_maker import HOSTILE
from support.grade_run import grade, gradebook

from helpers.cli.main import main
from helpers.common.errors import KitError
from helpers.grading import workbook
from helpers.grading.gradebook import as_it_was
from helpers.grading.workbook import NotInstalled, gradebook_xlsx

pytest.importorskip("xlsxwriter", reason="it comes with what teachers install")
SPACE = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def sheets(path):
    """Return the cells of each sheet, row by row, as a number or a text; formulas fail."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        for number, sheet in enumerate(book.iterfind(".//x:sheet", SPACE), 1):
            root = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
            assert not root.findall(".//x:f", SPACE), "a formula"
            rows = root.iterfind(".//x:row", SPACE)
            found[sheet.get("name")] = [[cell_of(one) for one in row] for row in rows]
    return found


def cell_of(cell):
    """Return the place of a cell, as A1, and what it holds."""
    if cell.get("t") == "inlineStr":
        return cell.get("r"), "".join(cell.itertext())
    return cell.get("r"), float(cell.find("x:v", SPACE).text)


def column(number):
    """Return the letters of a column, counted from 0."""
    first, second = divmod(number, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)


@pytest.fixture
def class_7b(maker, folder, out):
    """A class of names that hurt, graded."""
    students = [maker.student(n, name=name) for n, name in enumerate(HOSTILE)]
    list(write(folder, map(plain, students)))
    assert grade(folder, "--out", out, "--scale", "1-6").code == 0
    return out


def test_every_cell_is_that_of_the_gradebook(class_7b):
    rows = gradebook(class_7b)
    written = [dict(row) for row in sheets(gradebook_xlsx(class_7b))["Gradebook"]]
    assert len(written) == len(rows) + 1
    assert list(written[0].values()) == list(rows[0])
    for place, (row, cells) in enumerate(zip(rows, written[1:], strict=True), 2):
        for number, (name, said) in enumerate(row.items()):
            found = cells.get(f"{column(number)}{place}", "")
            is_number = said.isdecimal() and name not in ("student", "id", "file")
            assert found == (float(said) if is_number else as_it_was(said)), (name, said)


def test_a_student_with_a_number_for_a_name_stays_a_text(class_7b):
    """“-1” and “+1 555” are names."""
    names = [row[0][1] for row in sheets(gradebook_xlsx(class_7b))["Gradebook"]]
    assert {"-1", "+1 555", "=1+1 [2252ece81ded95f0]"} & set(names) >= {"-1", "+1 555"}
    assert all(isinstance(one, str) for one in names)


def test_the_head_stays_in_sight_and_columns_are_as_wide_as_names(class_7b):
    with zipfile.ZipFile(gradebook_xlsx(class_7b)) as archive:
        raw = archive.read("xl/worksheets/sheet1.xml").decode()
    assert 'state="frozen"' in raw and 'ySplit="1"' in raw and "<cols>" in raw


def test_it_says_what_words_and_numbers_mean_and_no_date(class_7b):
    said = {row[0][1]: row[1][1] for row in sheets(gradebook_xlsx(class_7b))["About"]}
    assert said["scale"].startswith("The scale of grades: 1 from 92 %, 2 from 81 %")
    assert {"missing", "unreadable", "not yet marked", "0", "final", "total"} <= said.keys()
    assert said["lesson"] == "belarus-2020" and "20" not in said["kit"]
    grade("--out", class_7b, "--scale", "none", "--weights", "find-actors=2")
    said = {row[0][1]: row[1][1] for row in sheets(gradebook_xlsx(class_7b))["About"]}
    assert said["weights"] == "find-actors=2"
    assert "scale" not in said and "grade" not in said and "marks" in said


def test_the_same_gradebook_gives_the_same_bytes(class_7b):
    raw = gradebook_xlsx(class_7b).read_bytes()
    assert gradebook_xlsx(class_7b).read_bytes() == raw
    assert [one.name for one in class_7b.iterdir() if one.name.startswith(".")] == []
    grade("--out", class_7b)
    assert gradebook_xlsx(class_7b).read_bytes() == raw


def test_the_command_that_gives_back_writes_it_and_grading_again_removes_it(class_7b, capsys):
    assert main(["return", str(class_7b)]) == 0
    assert "gradebook.xlsx is the gradebook as a workbook." in capsys.readouterr().out
    assert (class_7b / "gradebook.xlsx").exists()
    assert grade("--out", class_7b).code == 0
    assert not (class_7b / "gradebook.xlsx").exists()


def test_without_what_writes_it_a_sentence_says_so(class_7b, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(NotInstalled, match=r"gradebook.csv has the same rows"):
        gradebook_xlsx(class_7b)
    assert not (class_7b / "gradebook.xlsx").exists()
    assert main(["return", str(class_7b)]) == 0, "the pages are given back all the same"
    assert "gradebook.csv has the same rows" in capsys.readouterr().out


def test_what_is_damaged_or_cannot_be_written_is_said(class_7b, tmp_path, monkeypatch):
    with pytest.raises(KitError, match="is no folder of a graded class"):
        gradebook_xlsx(tmp_path)

    def held(*_):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(workbook, "replace", held)
        with pytest.raises(KitError, match="Close it in Excel or LibreOffice"):
            gradebook_xlsx(class_7b)
    (class_7b / "gradebook.csv").write_bytes(b"")
    with pytest.raises(KitError, match=r"gradebook.csv is damaged"):
        gradebook_xlsx(class_7b)
