"""Feedback pages in one ZIP, called as the platform that takes them back reads names.

How it reads them is written here from what the platforms document, and not from the kit:
Canvas says that files are to keep the names of its own download, in which the number of the user
and that of the file stand between underscores; Moodle that a folder is called
“Full name_participant number_assignsubmission_file_”.
"""

import re
import zipfile

import pytest
from support import answer_files
from support.class_layouts import canvas, moodle, own_folder, plain, put, teams, write
from support.class_maker import HOSTILE
from support.grade_run import PYTHONESE, grade

from helpers.cli.main import main
from helpers.common.errors import KitError
from helpers.grading.feedback_zip import feedback_zip
from helpers.grading.graded import overrule
from helpers.grading.lms.platform import platforms

# The first two parts of figures alone, between the underscores of a name without folders.
CANVAS = re.compile(r"(?:[^_/]*[^_/\d][^_/]*_)*?(?P<user>\d+)_(?P<file>\d+)_[^/]*\.html")
MOODLE = re.compile(r"(?P<name>[^_/]+)_(?P<id>\d+)_assignsubmission_file_?/[^./~][^/]*")


def names(path):
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


@pytest.fixture
def given_back(maker, folder, out, tmp_path):
    """Grade a class in a layout and give it back; what was written, and the placed files."""

    def run(layout, called=()):
        students = [
            maker.student(number, name=called[number] if called else None, written=False)
            for number in range(len(called) or 6)
        ]
        placed = list(write(folder, map(layout, students)))
        assert grade(folder, "--out", out).code == 0
        return feedback_zip(out, tmp_path / "back.zip"), placed

    return run


def test_canvas_finds_whose_each_page_is_and_which_file_it_is_to(given_back):
    found, placed = given_back(canvas)
    assert (found.pages, found.left_out) == ({"Canvas": 6}, [])
    read = {CANVAS.fullmatch(name)["user"]: CANVAS.fullmatch(name) for name in names(found.target)}
    for one in placed:
        number = re.search(r"_(\d+)_(\d+)_", one.path)
        assert (read[one.id]["user"], read[one.id]["file"]) == number.groups()
    assert "Re-Upload Submissions" in found.how["Canvas"]


@pytest.mark.parametrize(
    ("file", "returned"),
    [
        ("leeana_11_911_belarus-2020.json", "leeana_11_911_belarus-2020.html"),
        ("leeana_LATE_11_911_belarus-2020-1.json", "leeana_LATE_11_911_belarus-2020-1.html"),
        ("lee_7_11_911_x.json", None),  # Canvas would take 7 for the student
        ("leeana_11_text.html", None),  # no file of the student to put it beside
        ("leeana_11_911_work.zip/work/belarus-2020.json", "leeana_11_911_work.html"),
        ("", None),
        ("anything.json", None),
    ],
)
def test_what_canvas_would_give_to_another_is_given_by_hand(file, returned):
    platform = next(one for one in platforms() if one.kind == "canvas")
    assert platform.returned("Lee, Ana", "11", file) == returned
    assert returned is None or CANVAS.fullmatch(returned)["user"] == "11"


def test_moodle_finds_whose_each_page_is(given_back):
    found, placed = given_back(moodle)
    assert found.pages == {"Moodle": 6}
    assert sorted(MOODLE.fullmatch(name)["id"] for name in names(found.target)) == sorted(
        one.id for one in placed
    )


@pytest.mark.parametrize("name", [*HOSTILE, "Ana_Lee", "a_1_assignsubmission_file_", "", ".", "名"])
def test_moodle_reads_the_number_whatever_a_student_is_called(name):
    platform = next(one for one in platforms() if one.kind == "moodle")
    assert MOODLE.fullmatch(platform.returned(name, "70001", ""))["id"] == "70001"


def test_others_have_a_file_or_a_folder_by_name(given_back):
    found, _ = given_back(plain, ("Ana Lee", "Łukasz Żak", "李雷"))
    assert found.pages == {"": 3} and "page of that name" in found.how[""]
    assert names(found.target) == ["Ana-Lee.html", "Łukasz-Żak.html", "李雷.html"]


def test_teams_has_a_folder_for_each_student(given_back):
    found, _ = given_back(teams, ("Ana Lee", "Bo"))
    assert found.pages == {"Google Classroom, Microsoft Teams": 2}
    assert names(found.target) == ["00000-Ana-Lee/feedback.html", "00001-Bo/feedback.html"]
    assert "unpack it" in next(iter(found.how.values()))


@pytest.mark.parametrize("layout", [canvas, moodle, teams, plain, own_folder])
def test_names_that_hurt_leave_no_page_out_and_lead_nowhere(given_back, layout):
    found, placed = given_back(layout, [name[:60] for name in HOSTILE])
    assert sum(found.pages.values()) + len(found.left_out) == len(placed)
    there = names(found.target)
    assert len({one.casefold() for one in there}) == len(there) == sum(found.pages.values())
    assert not any(re.search(r'^/|\\|(^|/)\.\.(/|$)|[\x00-\x1f<>:"|?*]', one) for one in there)


def test_each_page_is_that_of_its_student_and_the_bytes_follow_from_the_pages(given_back, out):
    found, placed = given_back(canvas)
    raw = found.target.read_bytes()
    with zipfile.ZipFile(found.target) as archive:
        for one in placed:
            [name] = [name for name in archive.namelist() if f"_{one.id}_" in name]
            [path] = (out / "feedback").glob(f"*_{one.id}.html")
            assert archive.read(name) == path.read_bytes()
    found.target.unlink()
    feedback_zip(out, found.target)
    assert found.target.read_bytes() == raw


def test_who_handed_in_nothing_is_named(maker, folder, out, tmp_path):
    put(
        folder / "ana_11_911_x.json",
        answer_files.answer_file(maker.article, "Ana", {"vote": "open"}),
    )
    export = "Student,ID,SIS User ID,SIS Login ID,Section,Reading (1)\nAna,11,,,,\nDi,14,,,,\n"
    put(tmp_path / "export.csv", export.encode())
    assert grade(folder, "--out", out, "--canvas", tmp_path / "export.csv").code == 0
    found = feedback_zip(out, tmp_path / "back.zip")
    assert found.left_out == [("Di", "There is no page: nothing was handed in.")]
    overrule(out, "14", "vote", 1, "You were ill.")
    grade("--out", out)
    found = feedback_zip(out, tmp_path / "back.zip")
    assert found.left_out == [
        ("Di", "Canvas could not tell whose this page is. Give it to the student by hand.")
    ]


def test_the_command_writes_both_and_says_where_they_go(given_back, out, capsys):
    given_back(moodle)
    assert main(["return", str(out)]) == 0
    said = capsys.readouterr().out
    assert "6 feedback pages" in said and "Upload multiple feedback files in a zip" in said
    assert len(names(out / "feedback.zip")) == 6
    assert main(["return", str(out), "--to", str(out.parent / "x" / "back.zip")]) == 0
    assert len(names(out.parent / "x" / "back.zip")) == 6
    assert grade("--out", out).code == 0
    assert not (out / "feedback.zip").exists(), "what was made of an earlier result is gone"


def test_what_is_not_there_is_said_in_a_sentence(given_back, out, tmp_path, capsys):
    assert main(["return", str(tmp_path)]) == 2
    assert "is no folder of a graded class" in capsys.readouterr().err
    given_back(plain)
    next((out / "feedback").iterdir()).unlink()
    with pytest.raises(KitError, match=r"cannot be read .*Grade the class again"):
        feedback_zip(out, tmp_path / "new.zip")
    assert not (tmp_path / "new.zip").exists() and not list(tmp_path.glob(".new*"))
    with pytest.raises(KitError, match="cannot be written"):
        feedback_zip(out, out / "gradebook.csv" / "new.zip")
    assert not PYTHONESE.search(capsys.readouterr().err)
