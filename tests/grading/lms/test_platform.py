"""A learning platform is one file: nothing else names it, and half of one is no platform."""

import re
from types import ModuleType

import pytest
from support import ROOT
from support.class_layouts import CANVAS_TITLE, canvas, canvas_export, moodle_worksheet, put, write
from support.grade_run import grade, is_sentence

from helpers.grading.lms.platform import Platform, owner_of, platform_of, platforms

CSV = [one.name for platform in platforms() for one in platform.options if one.is_csv]


def test_every_file_of_a_platform_is_found():
    folder = ROOT / "helpers" / "grading" / "lms"
    files = {path.stem for path in folder.glob("[!_]*.py")} - {"platform", "exported_csv"}
    assert {one.kind for one in platforms()} == files >= {"canvas", "moodle", "classroom"}


def test_nothing_outside_its_file_names_a_platform():
    names = {word.lower() for one in platforms() for word in (one.kind, *one.title.split(", "))}
    named = re.compile("|".join(map(re.escape, names)), re.IGNORECASE)
    for room in ("grading", "cli"):
        for path in (ROOT / "helpers" / room).rglob("*.py"):
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

    module = ModuleType("nameless")
    with pytest.raises(TypeError, match="nameless has no PLATFORM"):
        platform_of(module)
    module.PLATFORM = Nameless()
    with pytest.raises(TypeError, match="no title and no options"):
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
