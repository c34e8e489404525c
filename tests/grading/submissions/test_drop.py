"""What a teacher gives bit by bit is sorted, added to what is there, and read part by part."""

import os

import pytest
from support.class_layouts import canvas, moodle, own_folder, plain, put, write, zip_of, zipped
from support.class_maker import SLUG
from support.grade_run import grade, gradebook

from helpers.common.errors import KitError
from helpers.grading.submissions import drop
from helpers.grading.submissions.collected import MARKER, OLDER


@pytest.fixture
def give(tmp_path, folder):
    """Give files, by their paths, as they are dropped at once; what is said of them."""
    place = tmp_path / "dropped"

    def run(files):
        for name, raw in files.items():
            put(place / name, raw)
        return drop.add(place, folder, SLUG)

    return run


@pytest.fixture
def found(folder, out):
    """Grade what was collected; the rows of the gradebook by student."""

    def run():
        run = grade(folder, "--out", out)
        assert run.code == 0, run.said
        return {row["student"]: row for row in gradebook(out)}

    return run


def raw_of(layout, students):
    """Files of students by their paths in a layout."""
    return {layout(one).path: one.raw for one in students}


def test_files_add_up_and_one_that_was_given_twice_counts_once(give, found, maker, folder):
    ana, bo, chi = (maker.student(n, name=name) for n, name in enumerate(("Ana", "Bo", "Chi")))
    assert give({"ana.json": ana.raw, "bo.json": bo.raw}) == ["2 files added."]
    assert give({"bo.json": bo.raw, "chi.json": chi.raw}) == ["1 file added; 1 there already."]
    rows = found()
    assert list(rows) == ["Ana", "Bo", "Chi"]
    assert [rows[one.name]["so far"] for one in (ana, bo, chi)] == [
        str(one.so_far) for one in (ana, bo, chi)
    ]
    assert rows["Ana"]["file"] == "files/ana.json"


def test_two_files_of_one_name_are_both_there(give, found, maker):
    """Two students saved their work under the same name."""
    ana, bo = maker.student(1, name="Ana"), maker.student(2, name="Bo")
    give({"work.json": ana.raw})
    give({"work.json": bo.raw})
    assert list(found()) == ["Ana", "Bo"]


def test_a_download_takes_the_place_of_an_earlier_one_and_nothing_is_lost(
    give, found, maker, tmp_path, folder
):
    first, both = list(maker.students(2)), list(maker.students(4))
    for number, students in enumerate((first, both)):
        list(write(tmp_path / str(number), map(canvas, students)))
        zipped(tmp_path / str(number), tmp_path / f"{number}.zip")
    raw = [(tmp_path / f"{number}.zip").read_bytes() for number in (0, 1)]
    assert give({"submissions.zip": raw[0]}) == ["submissions.zip."]
    assert len(found()) == 2
    said = give({"submissions (1).zip": raw[1], "late.json": maker.student(9, name="Late").raw})
    assert set(said) == {
        "1 file added.",
        "submissions (1).zip: it takes the place of the one that was there.",
    }
    rows = found()
    assert len(rows) == 5 and "Late" in rows
    assert (folder / OLDER / "canvas" / "submissions.zip").read_bytes() == raw[0]


def test_platforms_stand_side_by_side(give, found, maker, tmp_path):
    for layout, numbers in ((canvas, (1, 2)), (moodle, (3, 4))):
        students = [maker.student(number) for number in numbers]
        give(
            {
                f"{layout.__name__}.zip": zip_of(
                    raw_of(layout, students), tmp_path / "x.zip"
                ).read_bytes()
            }
        )
    assert len(found()) == 4


def test_folders_of_students_and_a_folder_of_a_class_are_told_apart(give, found, maker):
    many = [maker.student(number, name=f"Zoë {number}") for number in range(3)]
    give(raw_of(own_folder, many))  # a folder each
    give({f"7B/{one.number}.json": one.raw for one in maker.students(3, start=10)})  # one for all
    rows = found()
    assert len(rows) == 6
    assert sum(name.startswith("0000") for name in rows) == 3


def test_one_students_folder_after_another_is_one_student_each(give, found, maker):
    for number, name in enumerate(("Ana Lee", "Bo")):
        give({f"{name}/{SLUG}.json": maker.student(number, name="").raw})
    assert sorted(found()) == ["Ana Lee", "Bo"]


def test_parts_of_a_drive_download_are_one(give, found, maker, tmp_path):
    parts = {}
    for number in (1, 2):
        files = {f"Reading/{number}.json": maker.student(number, name=f"Kim {number}").raw}
        name = f"Reading-20261124T120000Z-1-{number:03}.zip"
        parts[name] = zip_of(files, tmp_path / "x.zip").read_bytes()
    give(parts)
    assert list(found()) == ["Kim 1", "Kim 2"]


@pytest.mark.parametrize("alone", [True, False])
def test_a_zip_alone_is_a_class_and_one_among_files_a_students(give, found, maker, tmp_path, alone):
    names = ("Ana", "Bo")
    files = {f"{name}.json": maker.student(n, name=name).raw for n, name in enumerate(names)}
    raw = zip_of(files, tmp_path / "x.zip").read_bytes()
    give({"eve.zip": raw} | ({} if alone else {"chi.json": maker.student(5, name="Chi").raw}))
    assert sorted(found()) == (["Ana", "Bo"] if alone else ["Chi", "eve.zip"])


def test_a_damaged_zip_is_kept_and_said_to_be_damaged(give, folder, out, maker):
    give({"chi.json": maker.student(5, name="Chi").raw, "broken.zip": b"PK\x03\x04 no"})
    assert grade(folder, "--out", out).code == 0
    rows = {row["student"]: row["state"] for row in gradebook(out)}
    assert rows["broken.zip"] == "unreadable: It is a damaged ZIP."


def test_nothing_and_a_full_disk_are_said(give, folder, monkeypatch, maker):
    folder.parent.joinpath("dropped").mkdir()
    with pytest.raises(KitError, match="There was nothing in it"):
        give({})

    def full(*_):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(drop.shutil, "move", full)
    with pytest.raises(KitError, match=r"in cannot be written \(No space left on device\)"):
        give({"a.json": b"{}"})


def test_a_folder_of_students_own_with_that_marker_is_read_as_it_is(maker, folder, out):
    """Only a marker at the top makes a folder one that was collected."""
    list(write(folder, [plain(maker.student(1, name="Ana"))]))
    put(folder / "deep" / MARKER, b"{}")
    assert grade(folder, "--out", out).code == 0
    assert "Ana" in {row["student"] for row in gradebook(out)}
