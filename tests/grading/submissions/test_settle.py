"""Which file of a student counts, and when files of one name are by several."""

from pathlib import Path

import pytest

from helpers.grading.lms.exported_csv import ExportedTable
from helpers.grading.lms.platform import Export, platforms
from helpers.grading.submissions.settle import APART, GROUP, settle
from helpers.grading.submissions.store import OLDER

NOW = "2026-03-10T12:00:00+00:00"
DAMAGED = "The file is damaged."
LABEL = 40  # signs of what tells two of one name apart


@pytest.fixture
def settled(handed_in):
    """Settle what was handed in; return a row for each student, and what is said of files."""

    def run(*exports):
        settle(handed_in.store, exports, NOW)
        return handed_in.rows(), handed_in.said()

    return run


def day(number):
    """Return a time in March."""
    return f"2026-03-{number:02}T08:00:00+00:00"


# ------------------------------------------------------------------ which one counts


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ({"number": 1, "last": day(9), "changed": 2}, {"number": 2, "last": day(1), "changed": 1}),
        ({"last": day(1), "changed": 2}, {"last": day(2), "changed": 1}),
        ({"last": day(1), "changed": 1}, {"last": day(1), "changed": 2}),
        ({"last": "2099-01-01T00:00:00+00:00"}, {"last": day(1)}),
        (
            {"last": "2099-01-02T00:00:00+00:00"},
            {"last": "2098-01-01T00:00:00+00:00", "changed": 1},
        ),
        ({"last": day(1)}, {"last": NOW}),
    ],
    ids=["number", "answers", "change", "a wrong clock", "two of them", "just now"],
)
@pytest.mark.parametrize("names", ["ab", "ba"])
def test_the_later_file_of_a_student_counts_and_of_the_other_it_is_said(
    handed_in, settled, earlier, later, names
):
    first, second = (f"{name}.json" for name in names)
    handed_in.hand_in(first, "moodle", "7", name="Ana", **earlier)
    handed_in.hand_in(second, "moodle", "7", name="Ana", **later)
    assert settled() == ([("7", "Ana", second, "")], {first: {OLDER}})


def test_of_files_that_nothing_tells_apart_the_last_by_its_path_counts(handed_in, settled):
    for name in ("b.json", "c.json", "a.json"):
        handed_in.hand_in(name, "zip", "x.zip")
    assert settled() == ([("x.zip", "x.zip", "c.json", "")], {"a.json": {OLDER}, "b.json": {OLDER}})


def test_a_file_that_can_be_read_counts_before_a_later_one_that_cannot(handed_in, settled):
    handed_in.hand_in("old.json", "canvas", "7", number=1)
    handed_in.hand_in("new.json", "canvas", "7", DAMAGED, number=2)
    handed_in.hand_in("me.png", "canvas", "7", "It is a picture.", number=3)
    assert settled() == ([("7", "7", "old.json", "")], {"new.json": {DAMAGED}})


def test_where_none_can_be_read_the_student_is_unreadable_for_the_reason_of_the_last(
    handed_in, settled
):
    handed_in.hand_in("a.json", "canvas", "7", "It is empty.", number=2)
    handed_in.hand_in("b.json", "canvas", "7", DAMAGED, number=1)
    handed_in.hand_in("c.png", "canvas", "7", "It is a picture.", number=3)
    assert settled() == (
        [("7", "7", "a.json", "It is empty.")],
        {"a.json": {"It is empty."}, "b.json": {DAMAGED}},
    )


def test_who_handed_in_no_answers_is_told_of_five_files_that_are_none(handed_in, settled):
    for number in range(6):
        handed_in.hand_in(f"Ana/{number}.png", "folder", "Ana", "It is a picture.", changed=number)
    only = "There is no file of answers, only: 0.png, 1.png, 2.png, 3.png, 4.png."
    assert settled() == ([("Ana", "Ana", "Ana/5.png", only)], {"Ana/5.png": {only}})


def test_a_stray_file_that_is_no_answers_is_nobodys_and_is_listed(handed_in, settled):
    handed_in.hand_in("me.png", "file", "me", "It is a picture.")
    handed_in.hand_in("me.txt", "file", "me", "It is a text.")
    handed_in.hand_in("ana.json", "file", "ana")
    handed_in.hand_in("ana.png", "file", "ana", "It is a picture.")
    rows, said = settled()
    assert rows == [("ana", "ana", "ana.json", "")]
    assert said == {"me.png": {"It is a picture."}, "me.txt": {"It is a text."}}


def test_a_copy_that_the_kit_keeps_counts_only_where_nothing_else_can_be_read(handed_in, settled):
    for who, reason in (("Ana", ""), ("Bo", DAMAGED)):
        handed_in.hand_in(f"{who}/x.json", "folder", who, reason)
        handed_in.hand_in(f"{who}/x.backup.json", "folder", who, attempts=(1,))
    handed_in.hand_in("Ana/y.json", "folder", "Ana", DAMAGED)
    rows, said = settled()
    assert rows == [("Ana", "Ana", "Ana/x.json", ""), ("Bo", "Bo", "Bo/x.backup.json", "")]
    assert said == {"Ana/y.json": {DAMAGED}, "Bo/x.json": {DAMAGED}}


def test_what_was_not_handed_in_leaves_a_student_missing_or_what_was_counts(handed_in, settled):
    draft = {"kind": "classroom", "reason": "It was not handed in.", "is_draft": True}
    handed_in.hand_in("Working files/Ana/x.json", who="Ana", **draft)
    handed_in.hand_in("Working files/Bo/x.json", who="Bo", number=9, **draft)
    handed_in.hand_in("Submitted files/Bo/x.json", "classroom", "Bo", DAMAGED)
    rows, said = settled()
    assert rows == [("Ana", "Ana", "", ""), ("Bo", "Bo", "Submitted files/Bo/x.json", DAMAGED)]
    assert said.pop("Submitted files/Bo/x.json") == {DAMAGED}
    assert list(said.values()) == [{"It was not handed in."}] * 2


# ------------------------------------------------------------------ by the teacher's list


def export(kind, **names):
    """Return the export of a platform, which lists students by number and name."""
    platform = next(one for one in platforms() if one.kind == kind)
    table, names = ExportedTable("x.csv", []), {one[1:]: name for one, name in names.items()}
    return Export(platform, Path("x.csv"), table, {}, names, 0, None, {})


def test_the_list_of_a_platform_names_its_students_and_tells_who_is_missing(handed_in, settled):
    handed_in.hand_in("x.json", "canvas", "7", name="leeana")
    handed_in.hand_in("y.json", "canvas", "8", name="bo")
    handed_in.hand_in("z.json", "moodle", "7", name="Other")
    rows, said = settled(export("canvas", _7="Lee, Ana", _9="Chi"))
    assert rows == [
        *(("8", "bo", "y.json", ""), ("9", "Chi", "", "")),
        *(("7", "Lee, Ana", "x.json", ""), ("7 (2)", "Other", "z.json", "")),
    ]
    assert said == {}


def test_a_group_that_has_the_number_of_somebody_else_is_not_that_student(handed_in, settled):
    handed_in.hand_in("x.json", "moodle", "7", name="Group A")
    handed_in.hand_in("y.json", "moodle", "8", name="Bo OBrien")
    rows, _ = settled(export("moodle", _7="Ana", _8="Bo O’Brien"))
    assert rows == [
        *(("7", "Ana", "", ""), ("8", "Bo O’Brien", "y.json", "")),
        ("Group A 7", "Group A", "x.json", ""),
    ]


# ------------------------------------------------------------------ one name, and several students


def test_in_a_plain_folder_students_are_called_as_their_files_say(handed_in, settled):
    handed_in.hand_in("a.json", who="a", student="Ana")
    handed_in.hand_in("b.json", who="b")
    assert settled()[0] == [("Ana", "Ana", "a.json", ""), ("b", "b", "b.json", "")]


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_file_that_holds_what_was_checked_in_the_earlier_one_is_by_the_same_student(
    handed_in, settled, kind
):
    handed_in.hand_in("b.json", kind, attempts=(1,), last=day(9), copy="x")
    handed_in.hand_in("a.json", kind, attempts=(1, 2), last=day(1), copy="y")
    assert settled() == ([("Ana", "Ana", "a.json", "")], {"b.json": {OLDER}})


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_file_that_does_not_is_by_another_and_both_have_a_row_named_by_their_copies(
    handed_in, settled, kind
):
    handed_in.hand_in("a.json", kind, attempts=(1,), copy="x")
    handed_in.hand_in("b.json", kind, attempts=(2, 3), copy="y" * 60)
    handed_in.hand_in("c.json", kind, attempts=(2, 3, 4), copy="z")
    first, second = "Ana [x]", f"Ana [{'y' * LABEL}]"
    assert settled() == (
        [(first, first, "a.json", ""), (second, second, "c.json", "")],
        {"a.json": {APART}, "b.json": {APART, OLDER}, "c.json": {APART}},
    )


def test_without_anything_checked_the_copy_of_the_kit_and_the_name_tell(handed_in, settled):
    for path, copy, student in (
        *(("a.json", "x", "Ana"), ("b.json", "x", "Ana"), ("c.json", "y", "Ana")),
        ("d.json", "x", "ANA"),
    ):
        handed_in.hand_in(path, student=student, copy=copy)
    rows, said = settled()
    assert [path for *_, path, _ in rows] == ["b.json", "d.json", "c.json"]
    assert said == {
        "a.json": {APART, OLDER},
        **{path: {APART} for path in ("b.json", "c.json", "d.json")},
    }


def test_files_of_one_copy_are_told_apart_by_the_ends_of_their_paths(handed_in, settled):
    ends = [f"{'n' * (LABEL - 6)}{letter}.json" for letter in "ab"]
    for number, end in enumerate(ends):
        handed_in.hand_in(f"long/{end}", attempts=(number,), copy="x")
    assert [one[0] for one in settled()[0]] == [f"Ana [{end}]" for end in ends]


def test_without_a_copy_of_the_kit_a_question_mark_stands_for_it(handed_in, settled):
    handed_in.hand_in("a.json", attempts=(1,), copy="x")
    handed_in.hand_in("b.json", attempts=(2,))
    assert [one[0] for one in settled()[0]] == ["Ana [?]", "Ana [x]"]


def test_what_a_platform_says_is_believed_whatever_a_file_holds(handed_in, settled):
    handed_in.hand_in("a.json", "canvas", "7", attempts=(1, 2), number=1, copy="x", student="Ana")
    handed_in.hand_in("b.json", "canvas", "7", attempts=(3,), number=2, copy="y", student="Bo")
    assert settled() == ([("7", "7", "b.json", "")], {"a.json": {OLDER}})


def test_a_folder_in_which_files_name_several_students_is_of_a_group(handed_in, settled):
    for path, student, copy in (
        *(("G/a.json", "Ana", "x"), ("G/b.json", "Bo", "y"), ("G/c.json", "", "x")),
        ("G/d.json", "ana", "x"),
    ):
        handed_in.hand_in(path, "folder", "G", student=student, copy=copy)
    handed_in.hand_in("G/e.json", "folder", "G", DAMAGED)
    rows, said = settled()
    assert rows == [("G [ana]", "G [ana]", "G/d.json", ""), ("G [bo]", "G [bo]", "G/b.json", "")]
    assert said == {
        **{path: {GROUP} for path in ("G/b.json", "G/d.json")},
        **{path: {GROUP, OLDER} for path in ("G/a.json", "G/c.json")},
        "G/e.json": {GROUP, DAMAGED},
    }


def test_a_long_name_in_a_group_is_cut_where_it_tells_a_row_from_another(handed_in, settled):
    for path, student in (("G/a.json", "a" * 60), ("G/b.json", "Bo")):
        handed_in.hand_in(path, "folder", "G", student=student, copy=path)
    assert [one[0] for one in settled()[0]] == [f"G [{'a' * LABEL}]", "G [bo]"]


def test_two_names_of_one_copy_are_one_student_who_typed_in_two_ways(handed_in, settled):
    for path, student in (("G/a.json", "Ana Lee"), ("G/b.json", "Ana"), ("G/c.json", "")):
        handed_in.hand_in(path, "folder", "G", student=student, copy="x")
    assert [one[1] for one in settled()[0]] == ["G"]


def test_one_name_in_two_copies_that_go_on_from_each_other_is_one_student(handed_in, settled):
    for path, attempts, copy in (("G/a.json", (1,), "x"), ("G/b.json", (1, 2), "y")):
        handed_in.hand_in(path, "folder", "G", student="Ana", attempts=attempts, copy=copy)
    assert settled()[0] == [("G", "G", "G/b.json", "")]


def test_in_a_group_two_of_one_name_are_told_apart_by_their_copies(handed_in, settled):
    for number, (student, copy) in enumerate((("Ana", "x"), ("Ana", "y"), ("Bo", "z"))):
        path = f"G/{number}.json"
        handed_in.hand_in(path, "folder", "G", student=student, attempts=(number,), copy=copy)
    rows, said = settled()
    assert [one[0] for one in rows] == ["G [x]", "G [y]", "G [z]"]
    assert list(said.values()) == [{APART}] * 3
