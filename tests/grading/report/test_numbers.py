"""The numbers of a class: what may be shown of an exercise, class.csv, and reading it."""

from types import SimpleNamespace

import attrs
import pandas
import pytest
from support.class_layouts import put
from support.small_lesson import ESSAY, KEYS, TICKS, VOICE, tallied

from helpers.exercises.result import MARKED, MISSING, UNREADABLE, Result
from helpers.grading.gradebook import writer
from helpers.grading.report import numbers
from helpers.grading.report.disclosure import Count, Share
from helpers.grading.report.item_analysis import STATES, Item
from helpers.grading.report.numbers import COLUMNS, by_objective, commonest, middle, row, shown

ALL = Share(1, 1)


def class_of(**voices):
    """Return the item of “voice” in a class in which so many chose each option."""
    students = [{"voice": one} for one, count in voices.items() for _ in range(count)]
    return tallied(students).items["voice"]


def item_of(exercise, *results, key=None):
    """Return the item of an exercise with these states and marks."""
    item = Item(exercise, key)
    for state, marks in results:
        item.add(Result(state, marks, exercise.marks), None)
    return item


def cells(item):
    """Return the cells of the row of an exercise, by column."""
    return dict(zip(COLUMNS, row(item), strict=True))


def test_of_four_answers_nothing_is_shown_and_of_five_all_is():
    assert shown(class_of(ann=3, ben=1)) is None
    found = shown(class_of(ann=5))
    assert (str(found.answered), found.share_right, found.share_of_marks) == ("5", ALL, ALL)
    assert found.share_answered == ALL and found.with_it is None and found.share_with_it is None


def test_who_did_not_answer_is_no_part_of_the_share_and_no_small_number_gives_them_away():
    item = item_of(
        VOICE, *[("right", 1)] * 6, *[("wrong", 0)] * 4, (MISSING, None), (UNREADABLE, 0)
    )
    found = shown(item)
    # Twelve in all: one or two are missing, one or two unreadable.
    assert found.answered == Count(8, 10)
    assert str(found.share_answered) == "0.67 to 0.83"
    # With them the six right ones are eight, of whom the two take two to four.
    assert found.states["right"] == Count(4, 6)
    assert (
        str(found.share_right) == "0.40 to 0.75"
    )  # four of ten at the least, six of eight at the most


def test_an_essay_has_a_share_of_marks_where_five_are_marked_and_never_a_right_one():
    five = shown(item_of(ESSAY, *[(MARKED, 3)] * 4, (MARKED, 0)))
    assert (five.share_right, str(five.share_of_marks)) == (None, "0.80")
    four = shown(item_of(ESSAY, *[(MARKED, 3)] * 4, ("not yet marked", None)))
    assert (four.share_right, four.share_of_marks) == (None, None)


def test_part_marks_make_the_two_shares_differ():
    item = item_of(TICKS, *[("right", 2)] * 3, *[("partly", 1)] * 3)
    assert (str(shown(item).share_right), str(shown(item).share_of_marks)) == ("0.50", "0.75")
    assert cells(item)["share of marks"] == "0.75"


def test_discrimination_is_shown_of_five_who_can_be_compared():
    answers = [("ann", ["a", "b"]), ("ben", ["c"]), ("ann", ["a"]), ("no", ["c"]), ("ann", ["b"])]
    for count, is_shown in ((5, True), (4, False)):
        students = [{"voice": one} for one, _ in answers]
        for student, (_, ticks) in list(zip(students, answers, strict=True))[:count]:
            student["ticks"] = ticks
        assert (shown(tallied(students).items["voice"]).discrimination is not None) == is_shown


def test_the_commonest_misconception_is_the_one_that_most_have():
    assert commonest(class_of(ann=2, ben=3, no=4)) == ("silence", 4)
    assert commonest(class_of(ann=2, ben=3, no=3)) == ("ben-too", 3)  # the first one in the key
    assert commonest(class_of(ann=9)) == ("", 0)
    assert commonest(class_of(ann=1, ben=4)) == ("ben-too", 4)
    assert commonest(class_of(ben=4)) == commonest(item_of(ESSAY)) == ("", 0)
    found = shown(class_of(ann=2, ben=3, no=4))
    assert (found.misconception, found.with_it) == ("silence", Count(4, 4))
    assert str(found.share_with_it) == "0.44"


def test_a_row_has_the_numbers_with_two_decimals():
    found = cells(class_of(ann=4, ben=3))
    assert [found.pop(name) for name in STATES] == ["4", "0", "3", "", "", "0", "0"]
    assert found == {
        **{name: getattr(VOICE, name) for name in ("title", "notebook", "kind", "objective")},
        "exercise": "voice",
        "out of": 1,
        "answered": "7",
        "share right": "0.57",
        "share of marks": "0.57",
        "discrimination": "",
        "misconception": "ben-too",
        "students with it": "3",
        "share with it": "0.43",
        "note": "",
    }
    essay = cells(item_of(ESSAY, *[(MARKED, 3)] * 6))
    assert [essay[name] for name in STATES] == ["", "", "", "6", "0", "0", "0"]


def test_where_nobody_misread_nothing_stands_for_it():
    found = cells(class_of(ann=9))
    told = ("misconception", "students with it", "share with it")
    assert [found[name] for name in told] == ["", "", ""]


def test_of_an_exercise_that_too_few_answered_only_what_it_is_is_told():
    found = cells(class_of(ann=4))
    assert found.pop("note") == "fewer than 5 answered: not shown"
    told = {"exercise", "title", "notebook", "kind", "objective", "out of"}
    assert {name for name, cell in found.items() if cell != ""} == told


# ------------------------------------------------------------------- class.csv, read again


@pytest.fixture
def table(tmp_path):
    """Write class.csv for exercises, and read it as the notebook does."""

    def run(*exercises):
        tally = tallied([{"voice": "ann"}] * 4 + [{"voice": "ben"}] * 3, exercises, KEYS)
        with writer(tmp_path / "class.csv") as file:
            file.writerows(numbers.table(tally, exercises))
        return numbers.read(tmp_path)

    return run


def test_numbers_are_numbers_and_all_else_is_text(table):
    found = table(attrs.evolve(VOICE, title="NA", notebook="00"), TICKS)
    numeric = [name for name in found if pandas.api.types.is_numeric_dtype(found[name])]
    assert numeric == ["out of", "discrimination"]
    assert list(found["out of"]) == [1, 2]
    assert list(found["share right"]) == ["0.57", ""]
    assert (found["title"][0], found["notebook"][0], found["answered"][0]) == ("NA", "00", "7")


def test_a_column_that_a_later_version_adds_is_left_out(table, tmp_path):
    table(VOICE)
    text = (tmp_path / "class.csv").read_text("utf-8-sig")
    text = text.replace("exercise,", "more,exercise,", 1).replace("voice,", "x,voice,", 1)
    put(tmp_path / "class.csv", text.encode())
    assert list(numbers.read(tmp_path).columns) == list(COLUMNS)


def test_what_is_no_number_in_a_column_of_numbers_is_none(table, tmp_path):
    table(VOICE)
    text = (tmp_path / "class.csv").read_text("utf-8-sig")
    put(tmp_path / "class.csv", text.replace("0.57", "“0,57”").encode())
    assert middle(numbers.read(tmp_path)["share right"]).isna().all()


def test_shares_are_sorted_by_the_middle_of_their_range():
    shares = pandas.Series(["0.50 to 0.57", "", "0.53", "0.9 to 1.00", "x", "0.52"])
    found = middle(shares)
    assert list(found.round(3).dropna()) == [0.535, 0.53, 0.95, 0.52]
    assert list(found.isna()) == [False, True, False, False, True, False]
    assert list(shares.sort_values(key=middle).head(2)) == ["0.52", "0.53"]
    assert middle(pandas.Series([], dtype=str)).empty


def test_objectives_come_in_the_order_of_the_lesson_and_then_those_it_does_not_name(table):
    named = ("late", "x", "early", "y")
    found = table(*(attrs.evolve(VOICE, id=f"v{n}", objective=one) for n, one in enumerate(named)))
    found["share of marks"] = ["0.5", "0.2 to 0.3", "0.33", ""]
    more = found.loc[[0]].assign(**{"share of marks": "0.75"})
    objectives = [{"id": "early", "text": "Read early."}, {"id": "late", "text": "w " * 50}]
    lesson = SimpleNamespace(about={"objectives": [*objectives, {"id": "none", "text": "No."}]})
    made = by_objective(pandas.concat([found, more]), lesson)
    assert list(made.columns) == ["objective", "exercises", "share of marks"]
    words = "w " * 39 + "…"  # 79 signs, where 80 are allowed
    assert list(made["objective"]) == ["Read early.", words, "x", "y"]
    assert list(made["exercises"]) == [1, 2, 1, 0]
    assert list(made["share of marks"])[:3] == [0.33, 0.62, 0.25]


def test_a_text_of_eighty_signs_is_shown_whole(table):
    found, text = table(VOICE), "x" * 40 + " " + "y" * 39
    lesson = SimpleNamespace(about={"objectives": [{"id": "o", "text": text}]})
    assert list(by_objective(found, lesson)["objective"]) == [text]
    lesson.about["objectives"][0]["text"] = text + "y"
    assert list(by_objective(found, lesson)["objective"]) == ["x" * 40 + " …"]


def test_a_lesson_without_objectives_keeps_their_ids(table):
    found = table(VOICE)
    assert list(by_objective(found, SimpleNamespace(about={}))["objective"]) == ["o"]
    lesson = SimpleNamespace(about={"objectives": [{"id": "o"}]})
    assert list(by_objective(found, lesson)["objective"]) == ["o"]


def test_what_the_numbers_are_of_is_said(tmp_path):
    assert numbers.about(tmp_path / "class-7b") == "These are the numbers of the folder class-7b."
