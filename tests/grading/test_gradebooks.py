"""Gradebooks: what Canvas, Moodle, Excel, pandas and LibreOffice make of what grading writes."""

import csv
import io
import re
import shutil
import subprocess

import pandas
import pytest
from support.class_layouts import (
    CANVAS_TITLE,
    canvas,
    canvas_export,
    moodle,
    moodle_worksheet,
    plain,
    raw_cells,
    write,
)
from support.class_maker import HOSTILE, Maker
from support.grade_run import Page, grade, gradebook, is_sentence, problems, row_of, wrong_cells

SIZE = 24
ABSENT = (3, 17)  # in the teacher's list, and handed in nothing


@pytest.fixture(scope="module")
def maker():
    """Make students of the lesson as it is handed out."""
    return Maker(seed=11)


@pytest.fixture(scope="module")
def students(maker):
    """A class, of which some handed in no written answers, so that their marks are final."""
    return [maker.student(number, written=number % 3 == 0) for number in range(SIZE)]


def present(students):
    """Return those who handed in something."""
    return [one for one in students if one.number not in ABSENT]


def is_final(student):
    """Say whether all that a student answered has its marks."""
    return not student.written


# ------------------------------------------------------------------ Canvas


@pytest.fixture(scope="module", params=["as exported", "saved on Windows"])
def in_canvas(request, maker, students, tmp_path_factory):
    """Grade a class of Canvas; return the export, what it became, and the folder of the result."""
    parent = tmp_path_factory.mktemp("canvas")
    style = {} if request.param == "as exported" else {"newline": "\r\n", "start": "\ufeff"}
    scores = {one.number: "12.5" for one in students[::4]}
    export = canvas_export(students, scores, maker.out_of, **style)
    (parent / "export.csv").write_bytes(export)
    list(write(parent / "in", map(canvas, present(students))))
    arguments = ["--out", parent / "out", "--canvas", parent / "export.csv"]
    run = grade(parent / "in", *arguments, "--column", "4711")
    assert run.code == 0, run.said
    assert (parent / "export.csv").read_bytes() == export
    return export, (parent / "out" / "canvas.csv").read_bytes(), parent / "out", run


def test_canvas_gets_its_own_export_back_with_nothing_else_changed_in_it(in_canvas, students):
    before, after = raw_cells(in_canvas[0]), raw_cells(in_canvas[1])
    column = before[0].index(CANVAS_TITLE)
    assert [len(row) for row in before] == [len(row) for row in after]
    final = {one.number for one in present(students) if is_final(one)}
    for number, (old, new) in enumerate(zip(before, after, strict=True), start=-3):
        changed = {place for place in range(len(old)) if old[place] != new[place]}
        assert changed <= ({column} if number in final else set()), (number, old, new)


def test_canvas_gets_the_total_of_everybody_whose_marks_are_final(in_canvas, students):
    column = raw_cells(in_canvas[0])[0].index(CANVAS_TITLE)
    rows = raw_cells(in_canvas[1])[3:]
    final = [one for one in present(students) if is_final(one)]
    assert len(final) > 5
    for one in final:
        if "unreadable" not in one.cells.values():
            assert rows[one.number][column] == str(one.so_far)


def test_canvas_keeps_the_score_of_who_is_not_final_or_handed_in_nothing(in_canvas, students):
    before, after = (raw_cells(raw)[3:] for raw in in_canvas[:2])
    for one in students:
        if one.number in ABSENT or not is_final(one):
            assert before[one.number] == after[one.number], one.number


def test_who_is_on_the_list_of_canvas_and_handed_in_nothing_is_missing_and_not_0(
    in_canvas, maker, students
):
    rows = {row["id"]: row for row in gradebook(in_canvas[2])}
    for number in ABSENT:
        row = rows[str(100_000 + number)]
        assert {row[one.id] for one in maker.exercises} == {"missing"}
        assert row["state"] == "missing"
        assert not row["total"] and not row["so far"]
    assert len(rows) == SIZE
    assert "999999" not in rows


def test_with_the_list_of_canvas_names_are_as_the_teacher_knows_them(in_canvas, students):
    rows = {row["id"]: row["student"] for row in gradebook(in_canvas[2])}
    for one in students:
        assert set(one.name.split()) == set(
            re.sub(",", " ", rows[str(100_000 + one.number)]).split()
        )


def test_a_list_of_canvas_changes_no_mark(in_canvas, maker, students):
    rows = gradebook(in_canvas[2])
    for one in map(canvas, present(students)):
        assert wrong_cells(one, row_of(rows, one), maker.out_of) == {}


def test_who_handed_in_and_is_not_on_the_list_of_canvas_is_told_to_the_teacher(
    maker, students, tmp_path
):
    (tmp_path / "export.csv").write_bytes(canvas_export(students[:4], {}, maker.out_of))
    placed = list(write(tmp_path / "in", map(canvas, students[:6])))
    arguments = ["--out", tmp_path / "out", "--canvas", tmp_path / "export.csv"]
    run = grade(tmp_path / "in", *arguments, "--column", CANVAS_TITLE)
    assert run.code == 0, run.said
    rows = gradebook(tmp_path / "out")
    assert wrong_cells(placed[5], row_of(rows, placed[5]), maker.out_of) == {}
    listed = {row["file"] for row in problems(tmp_path / "out")}
    for one in placed[4:]:
        assert one.path in listed or one.id in run.said or one.path in run.said


def test_an_export_with_semicolons_comes_back_with_semicolons(maker, students, tmp_path):
    """Canvas exports them where that is the custom, as in Germany."""
    rows = raw_cells(canvas_export(students[:9], {}, maker.out_of))
    export = "".join(";".join(row) for row in rows).encode("utf-8")
    (tmp_path / "export.csv").write_bytes(export)
    list(write(tmp_path / "in", map(canvas, students[:9])))
    arguments = ["--out", tmp_path / "out", "--canvas", tmp_path / "export.csv"]
    run = grade(tmp_path / "in", *arguments, "--column", "4711")
    assert run.code == 0, run.said
    after = raw_cells((tmp_path / "out" / "canvas.csv").read_bytes(), ";")
    column = rows[0].index(CANVAS_TITLE)
    for one, old, new in zip(students, rows[3:-1], after[3:-1], strict=False):
        score = str(one.so_far) if is_final(one) else ""
        if "unreadable" not in one.cells.values():
            assert new == [*old[:column], score, *old[column + 1 :]]


@pytest.mark.parametrize("column", ["No such title", "4002x", "Current Score", "Section"])
def test_a_column_that_is_no_assignment_gets_a_sentence_that_names_those_there_are(
    column, maker, students, tmp_path
):
    (tmp_path / "export.csv").write_bytes(canvas_export(students[:2], {}, maker.out_of))
    list(write(tmp_path / "in", map(canvas, students[:2])))
    arguments = ["--out", tmp_path / "out", "--canvas", tmp_path / "export.csv"]
    run = grade(tmp_path / "in", *arguments, "--column", column)
    assert is_sentence(run), run
    assert "Read the news closely" in run.said and "Quiz, long" in run.said
    assert "Current Score" not in run.said.replace(f"“{column}”", "")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "export",
    [
        b"",
        b"\x89PNG\r\n",
        b"Name,Mark\nAna,5\n",
        b'Student,ID,Section\n"Ana, Lee,1',
        "Student,ID,Section\n".encode("utf-16"),
        b"Student,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\n",
    ],
    ids=["empty", "a picture", "another table", "cut", "UTF-16", "without assignments"],
)
@pytest.mark.parametrize("platform", ["--canvas", "--moodle"])
def test_a_file_that_is_no_export_gets_a_sentence_and_nothing_is_graded(
    export, platform, students, tmp_path
):
    (tmp_path / "export.csv").write_bytes(export)
    list(write(tmp_path / "in", map(canvas, students[:2])))
    run = grade(tmp_path / "in", "--out", tmp_path / "out", platform, tmp_path / "export.csv")
    assert is_sentence(run), run
    assert not (tmp_path / "out").exists()


# ------------------------------------------------------------------ Moodle


@pytest.fixture(scope="module", params=["\n", "\r\n"], ids=["as exported", "saved on Windows"])
def in_moodle(request, maker, students, tmp_path_factory):
    """Grade a class of Moodle; return the worksheet, what it became, and the result."""
    parent = tmp_path_factory.mktemp("moodle")
    grades = {one.number: "12.50" for one in students[::4]}
    sheet = moodle_worksheet(students, grades, maker.out_of, newline=request.param)
    (parent / "grades.csv").write_bytes(sheet)
    list(write(parent / "in", map(moodle, present(students))))
    run = grade(parent / "in", "--out", parent / "out", "--moodle", parent / "grades.csv")
    assert run.code == 0, run.said
    assert (parent / "grades.csv").read_bytes() == sheet
    return sheet, (parent / "out" / "moodle.csv").read_bytes(), parent / "out"


def test_moodle_gets_its_worksheet_back_with_only_grades_and_comments_filled_in(
    in_moodle, students
):
    before, after = raw_cells(in_moodle[0]), raw_cells(in_moodle[1])
    may = {before[0].index("Grade"), len(before[0]) - 1}
    assert [len(row) for row in before] == [len(row) for row in after]
    there = {one.number for one in present(students)}
    for number, (old, new) in enumerate(zip(before, after, strict=True), start=-1):
        changed = {place for place in range(len(old)) if old[place] != new[place]}
        assert changed <= (may if number in there else set()), (number, old, new)


def test_moodle_gets_the_total_and_feedback_of_everybody_whose_marks_are_final(in_moodle, students):
    rows = list(csv.DictReader(io.StringIO(in_moodle[1].decode("utf-8"), newline="")))
    for one in present(students):
        row = rows[one.number]
        if is_final(one) and "unreadable" not in one.cells.values():
            assert float(row["Grade"]) == one.so_far
            assert row["Feedback comments"].strip()
        if not is_final(one):
            assert row["Grade"] == ("12.50" if one.number % 4 == 0 else "")


def test_no_comment_for_moodle_is_there_without_its_grade(in_moodle):
    """Moodle would lose the grade."""
    for row in csv.DictReader(io.StringIO(in_moodle[1].decode("utf-8"), newline="")):
        assert row["Grade"] or not row["Feedback comments"]


def test_no_comment_for_moodle_is_alive_or_a_formula(in_moodle):
    for row in csv.DictReader(io.StringIO(in_moodle[1].decode("utf-8"), newline="")):
        comment = row["Feedback comments"]
        assert not re.match(r"\s*[=+@-]", comment)
        assert Page(comment).alive == []


def test_moodle_names_a_person_as_its_worksheet_does(in_moodle, students):
    rows = {row["id"]: row for row in gradebook(in_moodle[2])}
    assert len(rows) == SIZE
    for one in students:
        assert one.name in rows[str(70_000 + one.number)]["student"]
    for number in ABSENT:
        assert rows[str(70_000 + number)]["state"] == "missing"


# ------------------------------------------------------------------ read back


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


def test_python_reads_every_cell_of_a_gradebook_back(hostile, maker):
    path, students = hostile
    rows = gradebook(path.parent)
    assert {row["file"] for row in rows} == students.keys()
    for row in rows:
        assert {name: row[name] for name in students[row["file"]].cells} == (
            students[row["file"]].cells
        )


def test_pandas_reads_every_cell_of_a_gradebook_back(hostile):
    path, students = hostile
    read = pandas.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    assert read.to_dict("records") == gradebook(path.parent)
    bare = pandas.read_csv(path)  # as most would call it
    assert list(bare["so far"]) == [students[file].so_far for file in bare["file"]]


@pytest.mark.skipif(
    not (shutil.which("soffice") or shutil.which("libreoffice")),
    reason="LibreOffice is not there",
)
def test_libreoffice_reads_every_cell_of_a_gradebook_back_and_runs_none(hostile, tmp_path):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    # 44: comma, 34: quotation mark, 76: UTF-8; a formula that ran would be written as its value.
    call = [office, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    call += ["--infilter=CSV:44,34,76", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76"]
    call += ["--outdir", str(tmp_path / "back"), str(hostile[0])]
    subprocess.run(call, check=True, capture_output=True, timeout=180)
    with (tmp_path / "back" / "gradebook.csv").open(encoding="utf-8-sig", newline="") as lines:
        back = list(csv.DictReader(lines))
    assert back == gradebook(hostile[0].parent)
