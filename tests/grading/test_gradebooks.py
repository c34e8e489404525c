"""Gradebooks: what Excel, pandas and LibreOffice make of what grading writes."""

import csv
import re
import shutil
import subprocess

import pandas
import pytest
from support.class_layouts import plain, write
from support.class_maker import HOSTILE
from support.grade_run import grade, gradebook

from helpers.grading.gradebook import as_it_was, harmless

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.fixture(scope="module")
def hostile(maker, tmp_path_factory):
    """The gradebook of a class with names that hurt, and the students by their files."""
    parent = tmp_path_factory.mktemp("hostile")
    students = [maker.student(n, name=name) for n, name in enumerate(HOSTILE)]
    placed = list(write(parent / "in", map(plain, students)))
    assert grade(parent / "in", "--out", parent / "out").code == 0
    return parent / "out" / "gradebook.csv", {one.path: one.student for one in placed}


def test_a_gradebook_opens_right_in_excel(hostile):
    raw = hostile[0].read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert b"\0" not in raw
    assert len(raw.decode("utf-8").splitlines()) == len(HOSTILE) + 1
    with hostile[0].open(encoding="utf-8-sig", newline="") as lines:
        assert len({len(row) for row in csv.reader(lines, strict=True)}) == 1


def test_no_cell_is_a_formula_whatever_parts_the_cells(hostile):
    """In many countries a spreadsheet parts them by semicolons, whatever stands in quotes."""
    cells = [cell for row in gradebook(hostile[0].parent) for cell in row.values()]
    cells += re.split(r"[;\t\n]", hostile[0].read_text("utf-8-sig"))
    assert [one for one in cells if re.match(r"[\s\"]*[=+\-@＝＋－＠]", one)] == []


@pytest.mark.parametrize("name", [*HOSTILE, "a;=1;\t+2", "a; '=1", "a\r\n@x"])
def test_a_name_is_found_again_behind_its_apostrophes(name):
    assert as_it_was(harmless(name)) == name


def test_python_reads_every_cell_of_a_gradebook_back(hostile):
    path, students = hostile
    rows = {row["file"]: row for row in gradebook(path.parent)}
    assert rows.keys() == students.keys()
    for file, one in students.items():
        assert {name: rows[file][name] for name in one.cells} == one.cells


def test_pandas_reads_every_cell_of_a_gradebook_back(hostile):
    path, students = hostile
    read = pandas.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    assert read.to_dict("records") == gradebook(path.parent)
    bare = pandas.read_csv(path)  # as most would call it
    assert list(bare["so far"]) == [students[file].so_far for file in bare["file"]]


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not there")
def test_libreoffice_reads_every_cell_of_a_gradebook_back_and_runs_none(hostile, tmp_path):
    # 44: comma, 34: quotation mark, 76: UTF-8; a formula that ran would be written as its value.
    call = [OFFICE, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    call += ["--infilter=CSV:44,34,76", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76"]
    call += ["--outdir", str(tmp_path / "back"), str(hostile[0])]
    subprocess.run(call, check=True, capture_output=True, timeout=180)
    assert gradebook(tmp_path / "back") == gradebook(hostile[0].parent)
