"""Moodle: whose its files are, and its worksheet, which comes back with grades and comments."""

import re

import pytest
from support.class_layouts import Placed, moodle, moodle_id, moodle_worksheet, put, raw_cells, write
from support.grade_run import Page, grade, gradebook, is_final, said_of, table

from helpers.common.errors import KitError
from helpers.grading.lms.moodle import PLATFORM
from helpers.grading.lms.platform import Owner


@pytest.fixture(scope="module", params=["\n", "\r\n"], ids=["as exported", "saved on Windows"])
def in_moodle(request, maker, students, tmp_path_factory, present):
    """Grade a class of Moodle; return the worksheet, what it became, and the result."""
    parent = tmp_path_factory.mktemp("moodle")
    grades = {one.number: "12.50" for one in students[::4]}
    sheet = moodle_worksheet(students, grades, maker.out_of, newline=request.param)
    (parent / "grades.csv").write_bytes(sheet)
    list(write(parent / "in", map(moodle, present)))
    run = grade(parent / "in", "--out", parent / "out", "--moodle", parent / "grades.csv")
    assert run.code == 0, run.said
    assert (parent / "grades.csv").read_bytes() == sheet
    return sheet, (parent / "out" / "moodle.csv").read_bytes(), parent / "out"


def test_moodle_gets_its_worksheet_back_with_only_grades_and_comments_filled_in(in_moodle, present):
    before, after = raw_cells(in_moodle[0]), raw_cells(in_moodle[1])
    may = {before[0].index("Grade"), len(before[0]) - 1}
    assert [len(row) for row in before] == [len(row) for row in after]
    there = {one.number for one in present}
    for number, (old, new) in enumerate(zip(before, after, strict=True), start=-1):
        changed = {place for place in range(len(old)) if old[place] != new[place]}
        assert changed <= (may if number in there else set()), (number, old, new)


def test_moodle_gets_the_total_and_feedback_of_everybody_whose_marks_are_final(in_moodle, present):
    rows = table(in_moodle[2] / "moodle.csv")
    for one in present:
        row = rows[one.number]
        if is_final(one) and "unreadable" not in one.cells.values():
            assert float(row["Grade"]) == one.so_far
            assert row["Feedback comments"].strip()
        if not is_final(one):
            assert row["Grade"] == ("12.50" if one.number % 4 == 0 else "")


def test_no_comment_for_moodle_is_alive_or_a_formula_or_there_without_its_grade(in_moodle):
    for row in table(in_moodle[2] / "moodle.csv"):
        comment = row["Feedback comments"]
        assert row["Grade"] or not comment  # Moodle would lose the grade
        assert not re.match(r"\s*[=+@-]", comment)
        assert Page(comment).alive == []


def test_moodle_names_a_person_as_its_worksheet_does(in_moodle, students, absent):
    rows = {row["id"]: row for row in gradebook(in_moodle[2])}
    assert len(rows) == len(students)
    for one in students:
        assert one.name in rows[moodle_id(one)]["student"]
    for one in absent:
        assert rows[moodle_id(one)]["state"] == "missing"


def test_a_file_named_like_anothers_upload_stays_its_owners(maker, grade_class, out):
    """Moodle, told not to make folders, puts whose it is before the name that a student chose."""
    ana, eve = maker.students(2)
    flat = f"Ana_70001_assignsubmission_file_{maker.slug}.json"
    grade_class([Placed(ana, flat), Placed(eve, f"Eve_70002_assignsubmission_file_{flat}")])
    found = {row["id"]: row["so far"] for row in gradebook(out)}
    assert found == {"70001": str(ana.so_far), "70002": str(eve.so_far)}


@pytest.mark.parametrize("name", ["山田\u3000太郎", "محمد\u200cرضا", "Anne\u00a0Marie"])
def test_wide_spaces_and_joiners_are_part_of_a_name(maker, grade_class, out, name):
    student = maker.student(1)
    grade_class([Placed(student, f"{name}_70001_assignsubmission_file_/x.json")])
    assert gradebook(out)[0]["so far"] == str(student.so_far)


def test_a_team_of_moodle_is_not_the_participant_of_the_same_number(
    maker, grade_class, out, tmp_path
):
    team, other = maker.students(2, start=1, written=False)
    sheet = put(tmp_path / "sheet.csv", moodle_worksheet([other], {}, maker.out_of))
    path = "Group A_70002_assignsubmission_file_/x.json"
    grade_class([Placed(team, path)], "--moodle", sheet)
    assert (out / "moodle.csv").read_bytes() == sheet.read_bytes()
    states = {row["id"]: row["state"] for row in gradebook(out)}
    assert states["70002"] == "missing" and states["Group A 70002"] == "final"
    assert "does not list" in said_of(out, path)


# ------------------------------------------------------------------ names and numbers


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        ("Ana Lee_70001_assignsubmission_file_/x.json", Owner("70001", "Ana Lee")),
        ("Ana Lee_70001_assignsubmission_file/x.json", Owner("70001", "Ana Lee")),
        ("7B/Ana_7_assignsubmission_file_/x.json", Owner("7", "Ana", 1)),
        ("Ana_7_assignsubmission_onlinetext_x.html", Owner("7", "Ana")),
        ("Ana_7_assignsubmission_file_Bo_8_assignsubmission_file_x.json", Owner("7", "Ana")),
        ("Ana_7_assignsubmission_file_/Bo_8_assignsubmission_file_x.json", Owner("7", "Ana")),
        ("_7_assignsubmission_file_/x.json", None),
        ("Ana_x_assignsubmission_file_/x.json", None),
        ("Ana_7_assignsubmission_/x.json", None),
    ],
)
def test_the_first_part_of_a_path_that_names_a_student_counts(path, owner):
    assert PLATFORM.owner(tuple(path.split("/"))) == owner


def test_folders_above_that_of_a_student_are_counted():
    assert PLATFORM.students_at(("school", "7B", "Ana_7_assignsubmission_file_")) == 2
    assert PLATFORM.students_at(("school",)) is None


WORKSHEET = "Identifier,Full name,Grade,Maximum grade,Feedback comments\n"


@pytest.fixture
def worksheet(tmp_path):
    """Read a worksheet with these rows."""

    def run(rows, head=WORKSHEET):
        return PLATFORM.export({"moodle": put(tmp_path / "x.csv", (head + rows).encode())}, ())

    return run


def test_a_worksheet_lists_students_by_the_number_at_the_end(worksheet):
    found = worksheet(
        "Participant 70001, Ana Lee ,,20.00,\nParticipant 8 \t,Bo,,0,\n"
        "Participant 9 (guest),Chi,,20,\nParticipant 10,Dan,,20\nNobody,Eve,,20,\n"
    )
    assert (found.rows, found.points) == ({"70001": 1, "8": 2}, {"70001": 20})
    assert found.names == {"70001": "Ana Lee", "8": "Bo"}
    assert (found.grade, found.feedback, found.kind) == (2, 4, "moodle")


def test_a_worksheet_may_lack_names_feedback_and_the_maximum(worksheet):
    found = worksheet("Participant 7,\nParticipant 8\n", "Identifier,Grade\n")
    assert (found.rows, found.names) == ({"7": 1}, {"7": "Participant 7"})
    assert (found.grade, found.feedback, found.points) == (1, None, {})
    short = worksheet("5,Participant 7\n,Participant 8\n", "Grade,Identifier\n")
    assert (short.rows, short.grade) == ({"7": 1, "8": 2}, 0)


@pytest.mark.parametrize("lacks", ["Identifier", "Grade"])
def test_a_worksheet_without_numbers_or_grades_is_none(worksheet, lacks):
    with pytest.raises(KitError, match=f"no column “{lacks}”"):
        worksheet("", WORKSHEET.replace(f"{lacks},", "Other,"))


def test_without_a_worksheet_nothing_is_filled_in():
    assert PLATFORM.export({"moodle": ""}, ()) is None


@pytest.mark.parametrize(
    ("listed", "name", "is_same"),
    [
        *(("Bo O’Brien", "Bo OBrien", True), ("Ana  Lee", "ana lee", True), ("Ana", "Bo", False)),
        *(("Jose\u0301", "José", True), ("Straße 7", "STRASSE7", True), ("Ana 1", "Ana 2", False)),
    ],
)
def test_a_name_is_the_same_by_its_letters_and_figures(listed, name, is_same):
    assert PLATFORM.is_same(listed, name) == is_same
