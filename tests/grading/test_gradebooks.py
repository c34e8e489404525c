"""Gradebooks: what Excel, pandas and LibreOffice make of what grading writes."""

import csv
import re
from fractions import Fraction

import pandas
import pytest
from support.class_layouts import plain, write
from support.class_maker import HOSTILE
from support.grade_run import grade, gradebook

from helpers.exercises.result import MARKED, MISSING, UNMARKED, UNREADABLE, Result
from helpers.grading.gradebook import as_it_was, changes, harmless, head, read, row, writer
from helpers.grading.scale import read_scale
from helpers.grading.totals import Totals


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


# ------------------------------------------------------------------ a row


def of(*marks, **more):
    """Return the row of Ana who has these marks, or None where an answer is not yet marked."""
    results = {
        f"e{place}": Result("right" if one else UNMARKED, one, 3) for place, one in enumerate(marks)
    }
    about = {"name": "Ana", "id": "7", "late": "", "path": "x.json", "reason": ""}
    return row(**about | {"results": results, "has_answers": True} | more)


def test_a_row_has_a_cell_for_each_exercise_in_their_order_between_who_and_what_it_sums_up_to():
    assert head(["e0", "e1"]) == [
        *("student", "id", "late", "e0", "e1", "so far", "total", "out of", "state", "file"),
    ]
    assert of(3, 1, late="late") == ["Ana", "7", "late", 3, 1, 4, 4, 6, "final", "x.json"]
    assert of(3, None, None) == [
        *("Ana", "7", "", 3, UNMARKED, UNMARKED, 3, "", 9, "not final: 2 not yet marked", "x.json"),
    ]


def test_columns_that_a_teacher_chose_stand_before_what_they_are_about():
    totals = Totals({"e0": Fraction(1, 2)}, read_scale("A-F"))
    assert head(["e0", "e1"], totals, True) == [
        *("student", "id", "late", "e0", "e1", "overruled", "marks", "so far", "total", "grade"),
        *("out of", "state", "file"),
    ]
    start, end = ["Ana", "7", ""], ["final", "x.json"]
    more = {"totals": totals, "overruled": ["e1", "e0"]}
    assert of(3, 1, **more) == [*start, 3, 1, "e1 e0", 4, 2.5, 2.5, "F", 4.5, *end]
    assert of(3, None, **more)[5:11] == ["e1 e0", 3, 1.5, "", "", 4.5]
    assert of(3, 1, path="", has_answers=False, **more | {"overruled": []}) == [
        *(*start, "missing", "missing", "", "", "", "", "", 4.5, "missing", ""),
    ]
    assert of(3, 1, overruled=["e0"]) == [*start, 3, 1, "e0", 4, 4, 6, *end]


def test_missing_unreadable_not_yet_marked_and_0_are_four_different_cells():
    states = (("wrong", 0), (MISSING, None), (UNREADABLE, None), (UNMARKED, None), (MARKED, 2))
    results = {state: Result(state, marks, 3) for state, marks in states}
    cells = of(results=results)
    assert cells[3:8] == [0, "missing", "unreadable", "not yet marked", 2]
    assert cells[8:] == [2, "", 15, "not final: 1 not yet marked", "x.json"]


def test_without_a_file_that_can_be_read_there_are_words_and_no_sum():
    assert of(3, 1, has_answers=False, path="") == [
        *("Ana", "7", "", "missing", "missing", "", "", 6, "missing", ""),
    ]
    assert of(3, 1, has_answers=False, reason="It is empty.") == [
        *("Ana", "7", "", "unreadable", "unreadable", "", "", 6, "unreadable: It is empty."),
        "x.json",
    ]


def test_whatever_a_student_named_is_made_harmless():
    cells = of(3, name="=1", id="@7", path="-x.json")
    assert (cells[0], cells[1], cells[-1]) == ("'=1", "'@7", "'-x.json")
    damaged = of(3, reason="It says;=1", has_answers=False)
    assert damaged[-2] == "unreadable: It says;'=1"


@pytest.mark.parametrize("sign", [*"=+-@＝＋－＠\t\r\n"])
@pytest.mark.parametrize("blank", ["", " ", "   ", "\u00a0", "\u2003", "\u3000"])
def test_a_formula_is_none_whatever_blanks_stand_before_it(blank, sign):
    text = f"{blank}{sign}1"
    assert harmless(text) == f"'{text}"
    assert as_it_was(harmless(text)) == text


@pytest.mark.parametrize("between", [";", "\t", "\r", "\n"])
@pytest.mark.parametrize("blank", ["", "  ", "\u00a0"])
def test_a_formula_is_none_behind_what_may_part_cells(between, blank):
    assert harmless(f"a{between}{blank}=1") == f"a{between}'{blank}=1"


@pytest.mark.parametrize("text", ["Ana Lee", "a=1", "3-4", "a; b", "O'Brien", "", " Ana", "'x'"])
def test_what_no_spreadsheet_would_run_stays_as_it_is(text):
    assert harmless(text) == as_it_was(text) == text


# ------------------------------------------------------------------ read again


def test_what_grading_wrote_is_read_again_by_the_id_of_each_student(tmp_path):
    assert list(read(tmp_path / "gradebook.csv")) == []
    with writer(tmp_path / "gradebook.csv") as book:
        book.writerows([["student", "id", "total"], ["Łu, Ana", "'=1", 3], ["Bo", "8", ""]])
    raw = (tmp_path / "gradebook.csv").read_bytes()
    assert raw == b'\xef\xbb\xbfstudent,id,total\r\n"\xc5\x81u, Ana",\'=1,3\r\nBo,8,\r\n'
    assert list(read(tmp_path / "gradebook.csv")) == [
        ("=1", {"student": "Łu, Ana", "id": "'=1", "total": "3"}),
        ("8", {"student": "Bo", "id": "8", "total": ""}),
    ]


def test_a_line_break_within_a_cell_is_read_as_it_was_written(tmp_path):
    with writer(tmp_path / "gradebook.csv") as book:
        book.writerows([["id", "file"], ["7", "a\r\nb\rc\nd"]])
    assert next(iter(read(tmp_path / "gradebook.csv")))[1]["file"] == "a\r\nb\rc\nd"


def test_what_changed_is_told_but_for_who_it_is_and_columns_that_only_one_has():
    before = {
        "student": "Ana",
        "id": "7",
        "file": "x",
        "e0": "1",
        "e1": "2",
        "total": "",
        "old": "1",
    }
    after = {
        "student": "ANA",
        "id": "8",
        "file": "y",
        "e0": "3",
        "e1": "2",
        "total": "5",
        "new": "1",
    }
    assert changes(before, after) == ["e0 1 → 3", "total none → 5"]
    assert changes(after, before) == ["e0 3 → 1", "total 5 → none"]
    assert changes(before, before) == []
