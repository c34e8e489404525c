"""Weights and a scale of grades from the command to the gradebook, the pages and the export."""

import csv
import io

import pytest
from support import answer_files
from support.class_layouts import put
from support.grade_run import Page, grade, gradebook, is_sentence, snapshot

from helpers.grading.choices import choose, options

ACTORS = ["president", "kremlin", "he-made", "leaders", "countries"]  # five marks
# Only two exercises count: that of five marks twice, and one of one mark.
TWO = "00=0 01=0 02=0 03=0 04=0 05=0 find-actors=2 byline-place=1"
EXPORT = """Student,ID,SIS User ID,SIS Login ID,Section,Reading (4711)
    Points Possible,,,,,22
Ana,11,,,,
Bo,12,,,,
"""


@pytest.fixture
def class_7b(maker, folder, out):
    """Ana has 5 and 0 marks, and Bo 3 and 1; Ana's written answer waits."""
    for name, number, answers in (
        ("ana", 11, {"find-actors": ACTORS, "byline-place": "seat", "who-is-missing": "All."}),
        ("bo", 12, {"find-actors": ACTORS[:3], "byline-place": "reporter"}),
    ):
        raw = answer_files.answer_file(maker.article, name, answers)
        put(folder / f"{name}_{number}_9{number}_belarus-2020.json", raw)
    assert grade(folder, "--out", out).code == 0
    return out


def cells(out, *names):
    return [[row[name] for name in names] for row in gradebook(out)]


def page(out, name):
    [path] = (out / "feedback").glob(f"{name}_*.html")
    return " ".join("".join(Page.read(path).text).split())


def test_the_total_is_weighted_and_what_does_not_count_does_not_wait(class_7b, out):
    """Ana: 5·2 + 0 = 10 of 11, Bo: 3·2 + 1 = 7 of 11."""
    assert cells(out, "state") == [["not final: 1 not yet marked"], ["final"]]
    run = grade("--out", out, "--weights", TWO)
    assert run.code == 0, run.said
    assert cells(out, "marks", "so far", "total", "out of", "state") == [
        ["5", "10", "10", "11", "final"],
        ["4", "7", "7", "11", "final"],
    ]
    assert "with the weights a total is out of 11, and out of 6 where each mark" in run.said
    assert "10 of 11 weighted marks (each counted once: 5 of 6)" in page(out, "ana")
    assert "Counted 2 times: Who acts or speaks." in page(out, "ana")
    assert "Nothing has changed since the last grading." in grade("--out", out).said


def test_half_a_mark_is_shown_as_such(class_7b, out):
    grade("--out", out, "--weights", TWO.replace("=2", "=0.5").replace("byline-place=1", ""))
    assert cells(out, "total", "out of") == [["2.5", "2.5"], ["1.5", "2.5"]]
    assert "1.5 of 2.5 weighted marks (each counted once: 3 of 5)" in page(out, "bo")


def test_an_export_gets_the_weighted_total_in_its_own_points(class_7b, out, tmp_path):
    """10 of 11 of 22 points are 20, and 7 of 11 are 14."""
    export = put(tmp_path / "export.csv", EXPORT.encode())
    run = grade("--out", out, "--weights", TWO, "--canvas", export)
    rows = list(csv.reader(io.StringIO((out / "canvas.csv").read_text("utf-8"))))
    assert [row[5] for row in rows[2:]] == ["20", "14"]
    assert "the assignment has 22 points there; 11 weighted marks count as 22." in run.said


@pytest.mark.parametrize(
    ("options", "grades"),
    [
        # 10 of 11 are 90.9 %, 7 of 11 are 63.6 %.
        (("--scale", "A-F"), ["A", "D"]),
        (("--scale", "1-6"), ["2", "4"]),
        (("--scale", "percent"), ["91 %", "64 %"]),
        (("--scale", "percent", "--rounding", "down"), ["90 %", "63 %"]),
        (("--scale", "percent", "--rounding", "exact"), ["90.91 %", "63.64 %"]),
        (("--scale", "good 91, fair 64, poor 0", "--rounding", "exact"), ["fair", "poor"]),
        (("--scale", "@1 91, +2 64, -3 0"), ["'@1", "'+2"]),
    ],
)
def test_a_grade_stands_beside_each_final_total(class_7b, out, options, grades):
    assert grade("--out", out, "--weights", TWO, *options).code == 0
    assert cells(out, "grade") == [[one] for one in grades]
    assert f"Grade: {grades[0].lstrip(chr(39))}" in page(out, "ana")


def test_there_is_no_grade_where_the_total_is_not_final(class_7b, out):
    run = grade("--out", out, "--scale", "A-F")
    assert cells(out, "grade") == [[""], ["F"]]
    assert "Grade" not in page(out, "ana") and "Grade: F" in page(out, "bo")
    scale = "The scale of grades: A from 90 %, B from 80 %, C from 70 %, D from 60 %, F from 0 %."
    assert scale in page(out, "ana") and scale in run.said
    assert "rounded to whole percent, a half up" in page(out, "bo")


def test_a_form_may_give_every_choice_as_it_stands(class_7b, out):
    """How to round is no mistake without a scale, where it is as nobody chose it."""
    given = {one.name: one.default for one in options()}
    assert choose(out, given)["rounding"] == ""
    assert choose(out, given | {"scale": "1-6"})["rounding"] == "half-up"


def test_both_are_remembered_and_taken_back_to_what_was_before(class_7b, out):
    before = snapshot(out)
    grade("--out", out, "--scale", "1-6", "--rounding", "up", "--weights", TWO)
    said = [line.split(maxsplit=1) for line in grade("--out", out).said.splitlines()]
    assert ["scale", "1-6"] in said and ["rounding", "up"] in said and ["weights", TWO] in said
    run = grade("--out", out, "--scale", "none", "--weights", "none")
    assert run.code == 0 and "rounding" not in run.said and "grade 2" not in run.said
    assert snapshot(out) == before, "byte for byte"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--scale", "1:92 2:81"), "scale: no grade begins at 0"),
        (("--scale", "1-7"), "scale: “1-7” has no grade with a percent"),
        (("--rounding", "up"), "rounding says nothing without scale. Add it."),
        (("--weights", "find-actor=2"), "weights: “find-actor” is no exercise, objective or note"),
        (("--weights", "find-actor=2"), "Write find-actors."),
        (("--weights", "00=0 01=0 02=0 03=0 04=0 05=0"), "weights: nothing would count"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_changes_nothing(class_7b, out, options, words):
    before = snapshot(out)
    run = grade("--out", out, *options)
    assert is_sentence(run) and words in run.said
    assert snapshot(out) == before
