"""Google Classroom and Microsoft Teams: whose the files are in what Drive and SharePoint give."""

import pytest
from support.class_layouts import Placed, put, teams, write, zip_of, zipped
from support.grade_run import grade, gradebook, off, problems, row_of, wrong_cells

from helpers.grading.lms.classroom import NOT_HANDED_IN, PLATFORM
from helpers.grading.lms.platform import Owner


def again(placed, version, student):
    """Return a later version of what a student of Teams turned in."""
    return Placed(student, placed.path.replace("Version 1", f"Version {version}"))


@pytest.mark.parametrize("below", [".", "Submitted files"])
def test_the_highest_version_of_a_student_counts(below, maker, folder, out):
    first = list(map(teams, maker.students(4)))
    newest = again(first[0], 11, maker.student(50))
    list(write(folder, [*first, again(first[0], 2, maker.student(51)), newest]))
    run = grade(folder / below, "--out", out)
    assert run.code == 0, run.said
    rows = gradebook(out)
    assert len(rows) == 4
    for one in (newest, *first[1:]):
        [row] = [row for row in rows if one.path.endswith(row["file"])]
        assert wrong_cells(one, row, maker.out_of) == {}
        assert row["student"] == row["id"] == one.path.split("/")[1]
    told = [row["reason"] for row in problems(out)]
    assert len(told) == 2 and all("later file" in reason for reason in told)


def test_a_working_file_is_not_handed_in_and_says_so(maker, grade_class, folder, out):
    sent, other = map(teams, maker.students(2))
    for one in (sent, other):
        working = one.path.replace("Submitted", "Working").replace("Version 1/", "")
        put(folder / working, maker.student(9).raw)
    run = grade_class([sent])
    assert off(out, [sent], maker) == {}
    states = {row["id"]: row["state"] for row in gradebook(out)}
    assert states[other.path.split("/")[1]] == "missing" and len(states) == 2
    assert len(problems(out)) == 2
    assert all("not handed in" in row["reason"] for row in problems(out))
    assert "no export is filled in" in run.said


@pytest.mark.parametrize(
    "path",
    [
        "9A - Aufgaben der Schüler/Gesendete Dateien/{}/Lesen/Version 1/x.json",
        "res/提出済みのファイル/{}/読む/バージョン 1/x.json",
        "OneDrive/Submitted files/{}/Reading “who says so”/Version 1/x.json",
    ],
    ids=["German", "Japanese", "English"],
)
def test_folders_of_teams_are_known_in_other_languages_and_for_one_student_alone(
    path, maker, grade_class, out
):
    for number, name, names in ((1, "Lee, Ana", ["Lee, Ana"]), (2, "Bo", ["Bo", "Lee, Ana"])):
        grade_class([Placed(maker.student(number), path.format(name))])
        assert [row["id"] for row in gradebook(out)] == names


def test_who_names_a_folder_like_one_of_teams_is_not_taken_for_another(maker, grade_class, out):
    ana = Placed(maker.student(1), "Ana/x.json")
    eve = Placed(maker.student(2), "Eve/Submitted files/Ana/Reading/Version 9/x.json")
    grade_class([ana, eve])
    assert {row["id"]: row["file"] for row in gradebook(out)} == {"Ana": ana.path, "Eve": eve.path}
    assert off(out, [ana], maker) == {}


@pytest.fixture
def drive(maker, folder):
    """What Drive makes of a class of Classroom: two ZIPs of one folder, names as they come."""
    names = ("Ana Lee - answers.json", "belarus-2020.json", "belarus-2020 (1).json", "mine.json")
    students = zip(maker.students(len(names)), names, strict=True)
    placed = [Placed(one, f"Read closely/{name}") for one, name in students]
    folder.mkdir()
    for number, part in enumerate((placed[:2], placed[2:]), 1):
        name = f"Read closely-20261124T120000Z-{number:03}.zip"
        zip_of({one.path: one.student.raw for one in part}, folder / name)
    return placed


@pytest.mark.parametrize("also", ["", ".DS_Store"])
def test_the_parts_of_a_download_of_drive_are_one_class(
    also, drive, maker, grade_class, folder, out
):
    if also:
        put(folder / also, b"\0")
    grade_class()
    rows = gradebook(out)
    assert len(rows) == len(drive) and problems(out) == []
    assert off(out, drive, maker) == {}
    assert all(row_of(rows, one)["student"] == one.student.name for one in drive)


def test_one_zip_of_drive_by_itself_is_a_class_too(drive, folder, out):
    grade(sorted(folder.iterdir())[0], "--out", out)
    assert {row["file"] for row in gradebook(out)} == {one.path for one in drive[:2]}


def test_a_zip_like_one_of_drive_among_other_files_is_by_one_student(
    drive, maker, grade_class, out
):
    other = Placed(maker.student(20), "other.json")
    grade_class([other])
    assert len(gradebook(out)) == 3  # each ZIP is somebody's
    assert off(out, [other], maker) == {}


def test_a_zip_of_sharepoint_is_read_as_its_folder(maker, folder, out, tmp_path):
    placed = list(write(folder, map(teams, maker.students(5))))
    grade(zipped(folder, tmp_path / "OneDrive_1_24-11-2026.zip"), "--out", out)
    assert off(out, placed, maker) == {}


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        ("Submitted files/Ana/Reading/Version 3/x.json", Owner("Ana", "Ana", 1, number=3)),
        ("Gesendete Dateien/Ana/Lesen/Version 12/x.json", Owner("Ana", "Ana", 1, number=12)),
        ("提出済みのファイル/Ana/読む/バージョン 2/x.json", Owner("Ana", "Ana", 1, number=2)),
        ("Submitted files/Ana/Reading/Version3/x.json", Owner("Ana", "Ana", 1, number=3)),
        ("Submitted files/Ana/Reading/x.json", Owner("Ana", "Ana", 1)),
        ("Submitted files/Ana/Reading/Version 1234567890/x.json", Owner("Ana", "Ana", 1)),
        ("Ana/Reading/Version 3/x.json", Owner("Ana", "Ana", number=3)),
        (
            "Working files/Ana/Reading/x.json",
            Owner("Ana", "Ana", 1, problem=NOT_HANDED_IN, is_draft=True),
        ),
        *((path, None) for path in ("Ana/Reading/x.json", "Submitted files/x.json", "x.json")),
        ("Ana/Version 3/x.json", None),
    ],
)
def test_the_folders_of_teams_say_whose_a_file_is_and_which_version(path, owner):
    assert PLATFORM.owner(tuple(path.split("/"))) == owner


def test_folders_above_those_of_teams_are_counted():
    assert PLATFORM.students_at(("school", "7B", "Working files", "Ana")) == 2
    assert PLATFORM.students_at(("Submitted files",)) == 0
    assert PLATFORM.students_at(("school", "7B")) is None


@pytest.mark.parametrize(
    ("name", "download"),
    [
        *(("R-20261124T120000Z-001.zip", True), ("R-20261124T120000Z-1-001.zip", True)),
        *(("R-20261124T120000Z-12-003.zip", True), ("R-20261124T120000Z-001 (1).zip", True)),
        *(("R-20261124T120000Z-001 (12).zip", True), ("R-20261124T120000Z.zip", False)),
        *(("R-20261124-001.zip", False), ("R-20261124T120000Z-001.json", False)),
        *(("-20261124T120000Z-001.zip", False), ("Reading.zip", False)),
    ],
)
def test_a_zip_of_drive_tells_the_download_that_it_is_a_part_of(name, download):
    found = "R-20261124T120000Z" if download else None
    assert PLATFORM.download_of(name) == found


def test_there_is_no_export_to_fill_in():
    assert PLATFORM.export({}, ["Reading"]) is None and PLATFORM.options == ()
