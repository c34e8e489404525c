"""A learning platform is one file: nothing else names it, and half of one is no platform."""

import re
from pathlib import Path
from types import ModuleType

import pytest
from support import ROOT
from support.class_layouts import CANVAS_TITLE, canvas, canvas_export, moodle_worksheet, put, write
from support.grade_run import grade, is_sentence

from helpers.grading.lms.exported_csv import ExportedTable
from helpers.grading.lms.platform import (
    Export,
    Owner,
    Platform,
    owner_of,
    platform_of,
    platforms,
    students_at,
)

CSV = [one.name for platform in platforms() for one in platform.options if one.is_path]


def test_every_file_of_a_platform_is_found():
    folder = ROOT / "helpers" / "grading" / "lms"
    files = {path.stem for path in folder.glob("[!_]*.py")} - {"platform", "exported_csv"}
    assert {one.kind for one in platforms()} == files >= {"canvas", "moodle", "classroom"}


def test_exports_are_files_of_the_teacher_and_a_column_is_none():
    assert CSV == ["canvas", "moodle"]
    others = [one.name for each in platforms() for one in each.options if not one.is_path]
    assert others == ["column"]


def test_nothing_outside_its_file_names_a_platform():
    names = {word.lower() for one in platforms() for word in (one.kind, *one.title.split(", "))}
    named = re.compile("|".join(map(re.escape, names)), re.IGNORECASE)
    for room in ("grading", "cli", "desk"):
        for path in (ROOT / "helpers" / room).rglob("*.[jp][sy]"):
            of = {one.kind: one for one in platforms()}
            found = {word.lower() for word in named.findall(path.read_text("utf-8"))}
            own = path.parent.name == "lms" and path.stem in of
            assert not found or own, (path, found)
            others = {kind for kind in of if own and kind != path.stem}
            assert not others & found, path


def test_a_file_that_lacks_a_part_of_a_platform_stops_everything():
    class Half(Platform):
        def owner(self, parts):
            return None

    with pytest.raises(TypeError, match="students_at"):
        Half()

    class Nameless(Half):
        def students_at(self, folders):
            return None

        def export(self, options, titles):
            return None

        def returned(self, name, number, file):
            return None

    module = ModuleType("nameless")
    with pytest.raises(TypeError, match="nameless has no PLATFORM"):
        platform_of(module)
    module.PLATFORM = Nameless()
    with pytest.raises(TypeError, match="no title and no options and no upload"):
        platform_of(module)


@pytest.mark.parametrize(
    ("path", "whose"),
    [
        ("eve_1_2_Ana_3_assignsubmission_file_x.json", ("canvas", "1")),
        ("Eve_3_assignsubmission_file_ana_1_2_x.json", ("moodle", "3")),
        ("Eve_3_assignsubmission_file_/Ana/Version 9/x.json", ("moodle", "3")),
        ("Eve/Reading/Version 1/Ana_3_assignsubmission_file_x.json", ("classroom", "Eve")),
    ],
)
def test_what_a_student_writes_into_a_name_is_behind_what_the_platform_writes(path, whose):
    kind, owner = owner_of(tuple(path.split("/")))
    assert (kind, owner.student) == whose


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
@pytest.mark.parametrize("option", CSV)
def test_a_file_that_is_no_export_gets_a_sentence_and_nothing_is_graded(
    export, option, students, folder, out, tmp_path
):
    put(tmp_path / "export.csv", export)
    list(write(folder, map(canvas, students[:2])))
    run = grade(folder, "--out", out, f"--{option}", tmp_path / "export.csv")
    assert is_sentence(run), run
    assert not out.exists()


@pytest.mark.parametrize("option", CSV)
def test_an_export_among_the_results_is_refused_and_stays(
    option, maker, students, grade_class, folder, out
):
    grade_class(map(canvas, students[:3]))
    exported = {"canvas": canvas_export, "moodle": moodle_worksheet}[option]
    raw = exported(students[:3], {}, maker.out_of)
    export = put(out / f"{option}.csv", raw)
    column = ["--column", CANVAS_TITLE] if option == "canvas" else []
    run = grade(folder, "--out", out, f"--{option}", export, *column)
    assert is_sentence(run) and "Move it elsewhere" in run.said, run
    assert export.read_bytes() == raw


@pytest.mark.parametrize(
    ("path", "whose"),
    [
        ("Ana_1_assignsubmission_file_/Submitted files/Bo/Reading/Version 1/x.json", "1"),
        ("Submitted files/Bo/Ana_1_assignsubmission_file_/Version 1/x.json", "Bo"),
    ],
)
def test_the_folder_nearest_to_the_front_says_whose_a_file_is(path, whose):
    assert owner_of(tuple(path.split("/")))[1].student == whose
    folders = ("school", *path.split("/")[:-1])
    assert students_at(folders) == 1
    assert students_at(("school", "7B")) is None and owner_of(("7B", "x.json")) is None


def test_of_a_file_no_more_is_said_than_a_platform_says():
    owner = Owner("7", "Ana")
    assert (owner.place, owner.number) == (0, 0)
    assert not (owner.late or owner.problem or owner.is_draft)


@pytest.fixture
def export():
    """Make the export of a platform in which one student has a row; fill in and return it."""

    def run(total, out_of, points=0, grade="", feedback=None, said="Well done."):
        rows = [[["Grade", ","], ["Feedback", "\n"]], [[grade, ","], [feedback or "", "\n"]]]
        column = None if feedback is None else 1
        worth = {"7": points} if points else {}
        table = ExportedTable("x.csv", rows)
        made = Export(
            platforms()[0], Path("x.csv"), table, {"7": 1}, {"7": "Ana"}, 0, column, worth
        )
        made.fill("7", total, out_of, said)
        return table.cell(1, 0), table.cell(1, 1)

    return run


@pytest.mark.parametrize(
    ("total", "out_of", "points", "grade"),
    [
        *((7, 9, 0, "7"), (0, 9, 0, "0"), (10, 20, 0, "10"), (7, 9, 9.0, "7"), (0, 0, 10.0, "0")),
        *((2, 3, 10.0, "6.67"), (1, 3, 10.0, "3.33"), (1, 2, 5.0, "2.5"), (1, 16, 10.0, "0.62")),
        *((9, 9, 100.0, "100"), (53, 80, 100.0, "66.25")),
    ],
)
def test_a_total_is_filled_in_in_the_points_of_the_platform_to_two_decimals(
    export, total, out_of, points, grade
):
    assert export(total, out_of, points) == (grade, "")


@pytest.mark.parametrize("word", ["EX", "N/A", "In progress", "Ä", "x_1"])
def test_a_word_of_the_teacher_stands_and_nothing_is_said_beside_it(export, word):
    assert export(7, 9, grade=word, feedback="") == (word, "")


@pytest.mark.parametrize(
    ("there", "filled"),
    [
        ("2.50", "2.50"),
        (" 2,5 ", " 2,5 "),
        ("2.4", "2.5"),
        ("", "2.5"),
        ("-", "2.5"),
        ("1/2", "2.5"),
    ],
)
def test_a_cell_that_says_the_same_is_left_and_any_other_is_written_over(export, there, filled):
    assert export(1, 2, 5.0, there) == (filled, "")


def test_feedback_goes_where_there_is_a_place_for_it(export):
    assert export(1, 2, feedback="") == ("1", "Well done.")
    assert export(1, 2, feedback="As before.") == ("1", "Well done.")
    assert export(1, 2, said="Well done.") == ("1", "")


@pytest.mark.parametrize(
    ("points", "scaled"),
    [({}, None), ({"7": 9.0}, None), ({"7": 10.0}, 10.0), ({"7": 10.0, "8": 9.0}, 10.0)],
)
def test_what_an_assignment_is_worth_is_told_where_it_is_not_the_marks(points, scaled):
    table = ExportedTable("x.csv", [])
    made = Export(platforms()[0], Path("x.csv"), table, {}, {}, 0, None, points)
    assert made.scaled(9) == scaled
