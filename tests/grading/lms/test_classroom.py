"""Google Classroom and Microsoft Teams: whose the files are in what Drive and SharePoint give."""

import pytest
from support.class_layouts import Placed, put, teams, write, zip_of, zipped
from support.grade_run import grade, gradebook, problems, row_of, wrong_cells


def again(placed, version, student):
    """Return a later version of what a student of Teams turned in."""
    return Placed(student, placed.path.replace("Version 1", f"Version {version}"))


@pytest.mark.parametrize("below", [".", "Submitted files"])
def test_the_highest_version_of_a_student_counts(below, maker, places):
    folder, out = places
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


def test_a_working_file_is_not_handed_in_and_says_so(maker, places):
    folder, out = places
    sent, other = map(teams, maker.students(2))
    list(write(folder, [sent]))
    for one in (sent, other):
        working = one.path.replace("Submitted", "Working").replace("Version 1/", "")
        put(folder / working, maker.student(9).raw)
    run = grade(folder, "--out", out)
    assert wrong_cells(sent, row_of(gradebook(out), sent), maker.out_of) == {}
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
        "OneDrive/Submitted files/{}/Reading: “who says so?”/Version 1/x.json",
    ],
    ids=["German", "Japanese", "English"],
)
def test_folders_of_teams_are_known_in_other_languages_and_for_one_student_alone(
    path, maker, places
):
    folder, out = places
    path = path.replace(":", "").replace("?", "")
    put(folder / path.format("Lee, Ana"), maker.student(1).raw)
    grade(folder, "--out", out)
    assert [row["id"] for row in gradebook(out)] == ["Lee, Ana"]
    put(folder / path.format("Bo"), maker.student(2).raw)
    grade(folder, "--out", out)
    assert [row["id"] for row in gradebook(out)] == ["Bo", "Lee, Ana"]


def test_who_names_a_folder_like_one_of_teams_is_not_taken_for_another(maker, places):
    folder, out = places
    ana = Placed(maker.student(1), "Ana/x.json")
    eve = Placed(maker.student(2), "Eve/Submitted files/Ana/Reading/Version 9/x.json")
    list(write(folder, [ana, eve]))
    grade(folder, "--out", out)
    rows = gradebook(out)
    assert {row["id"]: row["file"] for row in rows} == {"Ana": ana.path, "Eve": eve.path}
    assert wrong_cells(ana, row_of(rows, ana), maker.out_of) == {}


@pytest.fixture
def drive(maker, places):
    """What Drive makes of a class of Classroom: two ZIPs of one folder, names as they come."""
    folder, out = places
    names = ("Ana Lee - answers.json", "belarus-2020.json", "belarus-2020 (1).json", "mine.json")
    placed = [
        Placed(one, f"Read closely/{name}")
        for one, name in zip(maker.students(len(names)), names, strict=True)
    ]
    folder.mkdir()
    for number, part in enumerate((placed[:2], placed[2:]), 1):
        name = f"Read closely-20261124T120000Z-{number:03}.zip"
        zip_of({one.path: one.student.raw for one in part}, folder / name)
    return folder, out, placed


@pytest.mark.parametrize("also", ["", ".DS_Store"])
def test_the_parts_of_a_download_of_drive_are_one_class(also, drive, maker):
    folder, out, placed = drive
    if also:
        put(folder / also, b"\0")
    run = grade(folder, "--out", out)
    assert run.code == 0, run.said
    rows = gradebook(out)
    assert len(rows) == len(placed) and problems(out) == []
    for one in placed:
        row = row_of(rows, one)
        assert wrong_cells(one, row, maker.out_of) == {}
        assert row["student"] == one.student.name


def test_one_zip_of_drive_by_itself_is_a_class_too(drive, maker):
    folder, out, placed = drive
    grade(sorted(folder.iterdir())[0], "--out", out)
    assert {row["file"] for row in gradebook(out)} == {one.path for one in placed[:2]}


def test_a_zip_like_one_of_drive_among_other_files_is_by_one_student(drive, maker):
    folder, out, _ = drive
    other = Placed(maker.student(20), "other.json")
    list(write(folder, [other]))
    grade(folder, "--out", out)
    assert len(gradebook(out)) == 3  # each ZIP is somebody's
    assert wrong_cells(other, row_of(gradebook(out), other), maker.out_of) == {}


def test_a_zip_of_sharepoint_is_read_as_its_folder(maker, places, tmp_path):
    folder, out = places
    placed = list(write(folder, map(teams, maker.students(5))))
    grade(zipped(folder, tmp_path / "OneDrive_1_24-11-2026.zip"), "--out", out)
    for one in placed:
        assert wrong_cells(one, row_of(gradebook(out), one), maker.out_of) == {}
