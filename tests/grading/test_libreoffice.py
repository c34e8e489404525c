"""What grading writes, opened and saved in LibreOffice: every cell is there again."""

import pytest
from support.class_layouts import (
    canvas,
    canvas_export,
    moodle,
    moodle_worksheet,
    plain,
    put,
    write,
)
from support.class_maker import HOSTILE
from support.grade_run import grade, gradebook, table
from support.libreoffice import needs_office, saved_anew

from helpers.grading.workbook import gradebook_xlsx

pytestmark = [needs_office, pytest.mark.slow, pytest.mark.long]


@pytest.fixture(scope="module")
def hostile(maker):
    """Students with names that hurt."""
    return [maker.student(n, name=name) for n, name in enumerate(HOSTILE)]


@pytest.fixture(scope="module")
def known(maker):
    """Students as a platform has them, in many scripts."""
    return list(maker.students(20, written=False))


def graded(students, layout, folder, *more):
    """Grade students whose files a platform names; the folder of the result."""
    assert len(list(write(folder / "in", map(layout, students)))) == len(students)
    run = grade(folder / "in", "--out", folder / "out", *more)
    assert run.code == 0, run.said
    return folder / "out"


def test_every_cell_of_a_gradebook_is_read_and_no_formula_runs(hostile, tmp_path):
    out = graded(hostile, plain, tmp_path)
    (tmp_path / "back").mkdir()
    assert table(saved_anew(out / "gradebook.csv", tmp_path / "back")) == gradebook(out)


def test_every_number_of_the_workbook_is_read(hostile, tmp_path):
    out = graded(hostile, plain, tmp_path)
    back = table(saved_anew(gradebook_xlsx(out), tmp_path))
    assert [row["so far"] for row in back] == [row["so far"] for row in gradebook(out)]


def test_every_total_in_an_export_of_canvas_is_read(known, maker, tmp_path):
    export = put(tmp_path / "export.csv", canvas_export(known, {}, maker.out_of))
    out = graded(known, canvas, tmp_path, "--canvas", export, "--column", "4711")
    (tmp_path / "back").mkdir()
    back = table(saved_anew(out / "canvas.csv", tmp_path / "back"))
    totals = {row["id"]: row["total"] for row in gradebook(out)}
    [column] = (name for name in back[0] if "(4711)" in name)
    assert {row["ID"]: row[column] for row in back if row["ID"] in totals} == totals
    assert len(totals) == len(known)


def test_every_cell_of_a_worksheet_of_moodle_that_is_filled_in_is_read(known, maker, tmp_path):
    sheet = put(tmp_path / "grades.csv", moodle_worksheet(known, {}, maker.out_of))
    out = graded(known, moodle, tmp_path, "--moodle", sheet)
    filled = table(out / "moodle.csv")
    assert any(row["Grade"] for row in filled)
    (tmp_path / "back").mkdir()
    back = table(saved_anew(out / "moodle.csv", tmp_path / "back"))
    assert [as_numbers(row) for row in back] == [as_numbers(row) for row in filled]


def as_numbers(row):
    """A row of Moodle's, in which 119.00 and 119 are one number."""
    numbers = ("Grade", "Maximum Grade")
    return row | {name: float(row[name]) for name in numbers if row[name]}
