"""A teacher overrules a mark with a reason: it holds for that answer, is shown, and stays."""

import csv
import io
import json

import pytest
from support import answer_files
from support.class_layouts import put
from support.grade_run import Page, grade, gradebook, table, written
from support.small_lesson import KEYS, VOICE

from helpers.common.errors import KitError
from helpers.grading.graded import overrule, overruled, take_back_overrule
from helpers.grading.manual.marks import TeacherMarks
from helpers.grading.manual.overrules import Overrules
from helpers.grading.report.item_analysis import Tally
from helpers.grading.score_student import Scorer

RIGHT, WRONG = "reporter", "calls"  # of “byline-place”, which has one mark
ACTORS = ["president", "kremlin", "he-made", "leaders", "countries"]  # of “find-actors”: five marks
REASON = "You gave <b>good</b> reasons & more"


@pytest.fixture
def hand_in(maker, folder):
    """Hand in answers as Canvas downloads them: by name and number."""

    def run(name, number, **answers):
        asked = {one.replace("_", "-"): answer for one, answer in answers.items()}
        raw = answer_files.answer_file(maker.article, name, asked)
        put(folder / f"{name.lower()}_{number}_9{number}_belarus-2020.json", raw)

    return run


@pytest.fixture
def class_7b(hand_in, folder, out):
    """Ana is wrong, Bo's answer cannot be read and Cy gave none; all have five marks besides."""
    hand_in("Ana", 11, byline_place=WRONG, find_actors=ACTORS, who_is_missing="The workers.")
    hand_in("Bo", 12, byline_place=7, find_actors=ACTORS)
    hand_in("Cy", 13, find_actors=ACTORS)
    assert grade(folder, "--out", out).code == 0
    return out


def row(out, id):
    return next(one for one in gradebook(out) if one["id"] == id)


def page(out, name):
    [path] = (out / "feedback").glob(f"{name}_*.html")
    return " ".join("".join(Page.read(path).text).split())


def test_the_mark_is_another_is_said_before_and_after_and_stays(class_7b, out):
    assert "overruled" not in gradebook(out)[0]
    overrule(out, "11", "byline-place", 1, f" {REASON} \n")
    assert row(out, "11")["byline-place"] == "0", "it acts in grading"
    run = grade("--out", out)
    assert "ana: byline-place 0 → 1, so far 5 → 6" in run.said
    assert "1 mark given by you in place of the key's." in run.said
    assert [one["overruled"] for one in gradebook(out)] == ["byline-place", "", ""]
    assert f"Your teacher gave 1 mark in place of 0: {REASON}" in page(out, "ana")
    assert "<b>good" not in next((out / "feedback").glob("ana_*")).read_text("utf-8")
    assert "Right · 1 of 1 mark" in page(out, "ana") and "Your teacher" not in page(out, "bo")
    assert "Nothing has changed since the last grading." in grade("--out", out).said


def test_it_counts_in_the_statistics_of_a_class_like_any_mark(tmp_path):
    """The key calls this answer a misconception, and the teacher does not."""
    (tmp_path / "7b").mkdir()
    marks = TeacherMarks(tmp_path / "7b" / "marks.json", "x")
    overrules = Overrules(tmp_path / "7b" / "overrules.json", "x")
    overrules.give("7", VOICE, "ben", 1, "He speaks by silence.")
    scorer = Scorer({"voice": VOICE}, KEYS, marks, "messages", overrules)
    tally = Tally([VOICE], KEYS)
    for student in ("7", "8"):
        found = scorer.all(student, {"voice": '"ben"'})["voice"]
        tally.add({"voice": found.result}, {"voice": found.counts})
    item = tally.items["voice"]
    assert (item.states["right"], item.states["wrong"], item.marks) == (1, 1, 1)
    assert item.misconceptions == {"ben-too": 1, "silence": 0} and item.counts["ben"] == 2


@pytest.mark.parametrize(
    ("id", "name", "was"), [("12", "bo", "unreadable"), ("13", "cy", "missing")]
)
def test_what_cannot_be_read_or_is_missing_may_have_marks_too(class_7b, out, id, name, was):
    assert row(out, id)["byline-place"] == was
    overrule(out, id, "byline-place", 1, "You were ill.")
    assert f"byline-place {was} → 1" in grade("--out", out).said
    assert row(out, id)["total"] == "6"
    assert "Your teacher gave 1 mark: You were ill." in page(out, name)


def test_another_answer_handed_in_later_has_the_marks_of_the_key(class_7b, hand_in, out):
    overrule(out, "11", "byline-place", 1, REASON)
    hand_in("Ana", 11, byline_place="seat", find_actors=ACTORS)
    run = grade("--out", out)
    assert row(out, "11")["byline-place"] == "0" and row(out, "11")["overruled"] == ""
    assert "Marks that you overruled and that are not applied" in run.said
    assert "ana: byline-place. What they have is the key's." in run.said
    assert [one.is_current for one in overruled(out)] == [False]
    hand_in("Ana", 11, byline_place=WRONG, find_actors=ACTORS)
    assert "byline-place 0 → 1" in grade("--out", out).said


def test_it_is_listed_with_the_answer_and_taken_back(class_7b, out):
    overrule(out, "11", "byline-place", 1, "So.")
    overrule(out, "11", "byline-place", 0, "No, after all.")
    overrule(out, "13", "byline-place", 1, "You were ill.")
    first, second = overruled(out)
    assert (first.student, first.name, first.exercise.id) == ("11", "ana", "byline-place")
    assert first.answer == first.exercise.options[WRONG] and first.is_current
    assert (first.overrule.marks, first.overrule.reason) == (0, "No, after all.")
    assert (second.name, second.answer) == ("cy", "")
    grade("--out", out)
    take_back_overrule(out, "13", "byline-place")
    take_back_overrule(out, "11", "byline-place")
    assert "byline-place 1 → missing" in grade("--out", out).said
    assert overruled(out) == [] and "overruled" not in gradebook(out)[0]


EXPORT = """Student,ID,SIS User ID,SIS Login ID,Section,Reading (4711)
    Points Possible,,,,,
Ana,11,,,,
Bo,12,,,,
Cy,13,,,,
Di,14,,,,
"""


@pytest.fixture
def of_four(class_7b, tmp_path):
    """An export of Canvas that lists the three, and Di, who handed in nothing."""
    return put(tmp_path / "export.csv", EXPORT.encode())


def test_who_handed_in_nothing_may_have_marks_and_then_has_a_total(of_four, out):
    assert grade("--out", out, "--canvas", of_four).code == 0
    assert (row(out, "14")["state"], row(out, "14")["total"]) == ("missing", "")
    overrule(out, "14", "find-actors", 4, "You told it to me in hospital.")
    run = grade("--out", out)
    found = row(out, "14")
    assert (found["state"], found["total"], found["byline-place"]) == ("final", "4", "missing")
    assert "Your teacher gave 4 marks: You told it to me in hospital." in page(out, "Di")
    rows = list(csv.reader(io.StringIO((out / "canvas.csv").read_text("utf-8"))))
    assert [one[5] for one in rows if one[1] == "14"] == ["4"]
    assert "find-actors missing → 4" in run.said


def test_a_file_that_cannot_be_read_at_all_is_said_beside_the_marks(class_7b, folder, out):
    (folder / "bo_12_912_belarus-2020.json").write_bytes(b"{")
    grade("--out", out)
    assert row(out, "12")["state"].startswith("unreadable: ")
    overrule(out, "12", "find-actors", 5, "I saw it.")
    grade("--out", out)
    assert (row(out, "12")["state"], row(out, "12")["total"]) == ("final", "5")
    assert "I saw it." in page(out, "bo") and "Hand it in again" not in page(out, "bo")
    assert [one["file"] for one in table(out / "problems.csv")] == ["bo_12_912_belarus-2020.json"]


@pytest.mark.parametrize(
    ("student", "exercise", "marks", "reason", "words"),
    [
        ("11", "who-is-missing", 3, "So.", "is a written answer. Mark it in"),
        ("11", "byline-place", 2, "So.", "byline-place has 0 to 1 marks"),
        ("11", "byline-place", -1, "So.", "byline-place has 0 to 1 marks"),
        ("11", "byline-place", 1, " \n ", "write a reason of at most 500 characters"),
        ("11", "byline-place", 1, "x" * 501, "write a reason of at most 500 characters"),
        ("99", "byline-place", 1, "So.", "has no student with the id “99”"),
        ("11", "bylineplace", 1, "So.", "Did you mean byline-place"),
    ],
)
def test_what_cannot_be_overruled_is_refused_in_a_sentence(
    class_7b, out, student, exercise, marks, reason, words
):
    with pytest.raises(KitError, match=words):
        overrule(out, student, exercise, marks, reason)
    assert not (out / "overrules.json").exists()


def test_a_class_that_was_graded_before_says_what_to_do(class_7b, out):
    (out / "students.jsonl").unlink()
    with pytest.raises(KitError, match="graded by an earlier version of the kit"):
        overrule(out, "11", "byline-place", 1, "So.")
    (out / "students.jsonl").write_text("{}\n", "utf-8")
    with pytest.raises(KitError, match=r"students.jsonl is damaged. Grade the class again"):
        overrule(out, "11", "byline-place", 1, "So.")


def test_a_damaged_file_is_set_aside_named_and_gone_on_from_the_copy(class_7b, out):
    overrule(out, "11", "byline-place", 1, "So.")
    path = out / "overrules.json"
    path.write_bytes(path.read_bytes()[:-9])
    run = grade("--out", out)
    assert "overrules.damaged-1.json" in run.said and "copy with 1 overruled mark." in run.said
    assert row(out, "11")["byline-place"] == "1"
    assert (out / "overrules.damaged-1.json").exists()


@pytest.mark.parametrize(
    "change",
    [
        {"marks": True},
        {"marks": -1},
        {"marks": "1"},
        {"reason": ""},
        {"reason": None},
        {"time": "yesterday"},
    ],
)
def test_what_was_never_written_so_is_damage(class_7b, out, change):
    overrule(out, "11", "byline-place", 1, "So.")
    path = out / "overrules.json"
    data = json.loads(path.read_bytes())
    data["overrules"]["11"]["byline-place"][0] |= change
    path.write_text(json.dumps(data), "utf-8")
    assert "overrules.damaged-1.json" in grade("--out", out).said


def test_written_answers_are_marked_as_before(class_7b, out):
    assert [one["exercise"] for one in written(out)] == ["who-is-missing"]
    line = json.loads((out / "students.jsonl").read_text("utf-8").splitlines()[0])
    assert line["answers"] == {"byline-place": WRONG, "find-actors": ACTORS}
