"""The answers that a class gave to an exercise: how often each, its marks, and accepting one."""

import shutil

import pytest
from support import ROOT, answer_files
from support.class_layouts import put
from support.grade_run import grade, gradebook

from helpers.authoring.accept import accept, accepted, take_back
from helpers.common.errors import KitError
from helpers.grading.graded import answers_given

LESSON = "seeds/belarus-2020"


@pytest.fixture
def kit(tmp_path, monkeypatch):
    """A kit of the teacher's own, in which we stand: its key may be changed."""
    shutil.copytree(ROOT / LESSON, tmp_path / "kit" / LESSON)
    monkeypatch.chdir(tmp_path / "kit")
    return tmp_path / "kit"


@pytest.fixture
def class_7b(kit, maker, folder, out):
    """Grade a class in which each student answers one exercise."""

    def run(exercise, answers):
        for number, answer in enumerate(answers):
            raw = answer_files.answer_file(maker.article, f"S{number}", {exercise: answer})
            put(folder / f"s{number}.json", raw)
        assert grade(folder, "--out", out).code == 0
        return [(one.students, one.marks, one.is_right, one.words) for one in given(exercise)]

    def given(exercise):
        return answers_given(out, exercise)

    return run


def test_each_choice_is_listed_once_with_how_many_chose_it(class_7b, kit, out):
    answers = ["calls", "seat", "calls", "reporter", "calls", "", None, "nothing"]
    assert class_7b("byline-place", answers) == [
        (3, 0, False, "The phone calls were made there"),
        (1, 0, False, "The newspaper has its seat there"),
        (1, 1, True, "The reporter was there"),
    ]
    first, _, right = answers_given(out, "byline-place")
    assert (first.answer, first.out_of, first.refused) == ("calls", 1, "")
    assert right.refused == "It is right already."


def test_an_answer_that_is_accepted_counts_when_the_class_is_graded_again(class_7b, kit, out):
    class_7b("byline-place", ["calls", "reporter", "seat"])
    first = answers_given(out, "byline-place")[1]
    accept(kit / LESSON, "byline-place", first.answer, "The calls may have come from there.")
    assert answers_given(out, "byline-place")[1].is_right, "by the key as it is now"
    assert "S0: byline-place 0 → 1" in grade("--out", out).said
    [page] = (out / "feedback").glob("S0*.html")
    assert "The calls may have come from there." in page.read_text("utf-8")
    take_back(kit / LESSON, accepted(kit / LESSON)[0])
    assert "S0: byline-place 1 → 0" in grade("--out", out).said
    assert [one["byline-place"] for one in gradebook(out)] == ["0", "1", "0"]


def test_capitals_and_spaces_make_no_other_answer(class_7b):
    assert class_7b("city-of-leaders", ["Warsaw", " warsaw", "WARSAW", "Rome"]) == [
        (3, 0, False, "Warsaw"),
        (1, 0, False, "Rome"),
    ]


def test_of_rows_and_options_each_is_listed_by_itself(class_7b, out):
    rows = [{"clock": "worked-out", "zone": "worked-out"}, {"clock": "worked-out"}, {}]
    assert class_7b("label-facts", rows) == [
        (2, 0, False, "The clock time, 10:57 → Worked out for the table"),
        (1, 1, True, "The time zone, +08:00 → Worked out for the table"),
    ]
    assert answers_given(out, "label-facts")[0].answer == {"clock": "worked-out"}


def test_who_gives_one_part_twice_is_one_student(class_7b):
    words = {"at": "4", "start": 0, "end": 4, "quote": None}
    text = (ROOT / LESSON / "article.txt").read_text("utf-8").splitlines()
    part = next(line for line in text if "some countries" in line)
    start = part.index("some countries")
    words = {"at": "4", "start": start, "end": start + 14, "quote": "some countries"}
    assert class_7b("nameless-others", [[words, words]]) == [(1, 1, True, "some countries")]


def test_the_most_frequent_come_first(class_7b):
    found = class_7b("calls-tuesday", ["3", "5", "5", "3 calls", "5", "1,234", "9" * 40])
    assert [one[0] for one in found] == sorted((one[0] for one in found), reverse=True)
    assert found[0] == (3, 0, False, "5")


def test_written_answers_and_what_was_not_asked_are_refused(class_7b, out):
    class_7b("byline-place", ["calls"])
    with pytest.raises(KitError, match=r"is a written answer. Mark it in"):
        answers_given(out, "who-is-missing")
    with pytest.raises(KitError, match="Did you mean byline-place"):
        answers_given(out, "byline-plac")
    with pytest.raises(KitError, match="is no folder of a graded class"):
        answers_given(out.parent, "byline-place")
