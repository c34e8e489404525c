"""A file of saved work: what is one, what is newest in it, and how two of them become one."""

import json
import math

import pytest

from helpers.common.store import NotOurs
from helpers.exercises.answer_file import (
    can_be_kept,
    completed,
    count,
    entry,
    is_copy_id,
    merge,
    newest,
    parse,
)

MINE, OTHERS = "0123456789abcdef", "fedcba9876543210"


def at(hour, answer):
    """An answer as it is saved, given at an hour of one day."""
    return {"time": f"2020-08-20T{hour:02}:00:00Z", "answer": answer}


def saved(*attempts, draft=None, **more):
    """What is saved of one exercise."""
    return {"attempts": [*attempts], **({"draft": draft} if draft else {}), **more}


def work(answers, **more):
    """What a file of saved work holds."""
    return {"schema": 1, "lesson": "library", "article": "abc", "answers": answers, **more}


def parsed(data):
    """What is read of a value in a file."""
    return parse(json.dumps(data).encode(), "library", "abc")


# What is one


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"who": saved()},
        {"who": saved() | {"draft": None}},
        {"who": saved(at(1, "a"), at(2, {"b": "c"}), draft=at(3, None)), "when": saved(at(1, 2))},
        {f"exercise-{number}": saved() for number in range(1_000)},
    ],
    ids=["none", "blank", "no draft", "some", "a thousand"],
)
def test_saved_work_is_read_as_it_is(answers):
    assert parsed(work(answers, student="Ana Lee")) == work(answers, student="Ana Lee")


@pytest.mark.parametrize(
    ("data", "label"),
    [
        *[([], "damaged"), ("text", "damaged"), (5, "damaged"), (None, "damaged")],
        *[({}, "damaged"), (work({}, schema="1"), "damaged"), (work({}, schema=True), "damaged")],
        (work({}, schema=2), "newer"),
        (work({}, lesson="other"), "other-lesson"),
        (work({}, article="other"), "other-article"),
        *[(work(None), "damaged"), (work([]), "damaged"), (work("text"), "damaged")],
        (work({f"exercise-{number}": saved() for number in range(1_001)}), "damaged"),
    ],
    ids=repr,
)
def test_a_file_that_is_none_is_told_by_what_it_is(data, label):
    with pytest.raises(NotOurs) as error:
        parsed(data)
    assert error.value.label == label


@pytest.mark.parametrize(
    "one",
    [
        *[5, None, [], "attempts", {}, {"attempts": {}}, {"attempts": None}, {"draft": None}],
        *[saved(5), saved(["answer", "time"]), saved({"answer": 1}), saved(at(1, 2), {})],
        *[saved({"time": "2020-08-20T01:00:00Z"}), saved({"answer": 1, "time": "yesterday"})],
        *[saved(draft=5), saved(draft={"answer": 1}), saved(draft={"time": at(1, 2)["time"]})],
    ],
    ids=repr,
)
def test_an_entry_of_another_shape_makes_a_file_damaged(one):
    with pytest.raises(NotOurs, match="The file of saved answers is damaged"):
        parsed(work({"when": saved(at(1, 2)), "who": one}))


def test_a_file_that_is_no_json_is_damaged():
    with pytest.raises(NotOurs) as error:
        parse(b'{"schema": 1', "library", "abc")
    assert error.value.label == "damaged"


def test_a_file_is_read_up_to_50_million_bytes():
    raw = json.dumps(work({})).encode().ljust(50_000_000)
    assert parse(raw, "library", "abc") == work({})
    with pytest.raises(NotOurs) as error:
        parse(raw + b" ", "library", "abc")
    assert error.value.label == "too-large"


@pytest.mark.parametrize(
    ("value", "is_one"),
    [
        *[(MINE, True), (MINE.upper(), False), (MINE[1:], False), (MINE + "0", False)],
        *[("", False), (None, False), (5, False), ([MINE], False)],
    ],
)
def test_the_id_of_a_copy_has_sixteen_signs(value, is_one):
    assert is_copy_id(value) is is_one


# What is in it


@pytest.mark.parametrize(
    ("one", "answer", "is_checked"),
    [
        (saved(), None, False),
        (saved(at(1, "a")), "a", True),
        (saved(at(1, "a"), at(2, "b"), at(3, "c")), "c", True),
        (saved(draft=at(1, "a")), "a", False),
        (saved(at(1, "a"), draft=at(2, "b")), "b", False),
        (saved(at(1, "a"), at(3, "b"), draft=at(2, "c")), "b", True),
    ],
)
def test_the_newest_answer_counts_and_is_a_draft_until_it_is_checked(one, answer, is_checked):
    found = entry(one)
    assert (found.answer, found.checked) == (answer, is_checked)
    assert [(each.time, each.answer) for each in found.attempts] == [
        (each["time"], each["answer"]) for each in one["attempts"]
    ]


def test_of_nothing_saved_the_newest_has_no_time():
    assert newest(saved()) == {"time": "", "answer": None}
    assert entry(saved()).time == ""


def test_what_is_done_with_an_answer_does_not_come_into_the_file():
    one = saved(at(1, ["a"]))
    found = entry(one)
    found.answer.append("b")
    found.attempts[0].answer.append("c")
    assert one == saved(at(1, ["a"]))


def test_all_answers_are_counted_drafts_too():
    two = {"who": saved(at(1, "a"), at(2, "b"), draft=at(3, "c")), "when": saved(at(1, "a"))}
    assert count(work(two)) == 4
    assert count(work({"who": saved() | {"draft": None}})) == 0


# Two become one


@pytest.mark.parametrize(
    ("ours", "theirs", "both"),
    [
        (saved(at(2, "b")), saved(at(1, "a")), saved(at(1, "a"), at(2, "b"))),
        (saved(at(1, "a")), saved(at(1, "a"), at(2, "b")), saved(at(1, "a"), at(2, "b"))),
        (saved(at(1, "a")), saved(at(1, "b")), saved(at(1, "a"), at(1, "b"))),
        (
            saved(at(1, {"x": "1", "y": "2"})),
            saved(at(1, {"y": "2", "x": "1"})),
            saved(at(1, {"y": "2", "x": "1"})),
        ),
        (saved(), saved(draft=at(1, "a")), saved(draft=at(1, "a"))),
        (saved(draft=at(1, "a")), saved(draft=at(1, "a")), saved(draft=at(1, "a"))),
        (saved(draft=at(1, "a")), saved(draft=at(2, "b")), saved(at(1, "a"), draft=at(2, "b"))),
        (saved(draft=at(2, "b")), saved(draft=at(1, "a")), saved(at(1, "a"), draft=at(2, "b"))),
        (saved(opened="1", x="o"), saved(at(1, "a"), x="t"), saved(at(1, "a"), opened="1", x="o")),
    ],
)
def test_merged_work_has_all_attempts_and_the_later_draft(ours, theirs, both):
    mine = work({"who": ours, "when": saved(at(1, 2))}, student="Ana Lee")
    other = work({"who": theirs, "where": saved(at(1, 3))}, student="Zoë O’Neill")
    answers = {"who": both, "when": saved(at(1, 2)), "where": saved(at(1, 3))}
    assert merge(mine, other) == work(answers, student="Ana Lee")


# Of what is known, what a file lacks


@pytest.mark.parametrize(
    ("there", "known", "whole"),
    [
        (saved(at(1, "a")), saved(at(1, "a"), at(2, "b")), saved(at(1, "a"), at(2, "b"))),
        (saved(at(1, "a")), saved(at(2, "b")), saved(at(1, "a"), at(2, "b"))),
        (saved(at(1, "a")), saved(draft=at(2, "b")), saved(at(1, "a"), draft=at(2, "b"))),
        (saved(draft=at(1, "a")), saved(draft=at(2, "b")), saved(draft=at(2, "b"))),
        (saved(at(3, "c")), saved(at(1, "a"), draft=at(2, "b")), saved(at(1, "a"), at(3, "c"))),
    ],
)
def test_a_file_gets_the_attempts_and_the_newest_draft_it_lacks(there, known, whole):
    found = work({"who": there, "when": saved(at(1, 2))}, copy=MINE)
    assert completed(found, work({"who": known}, copy=MINE)) == work(
        {"who": whole, "when": saved(at(1, 2))}, copy=MINE
    )


def test_a_file_gets_an_exercise_it_lacks():
    known = work({"who": saved(at(1, "a")), "when": saved(draft=at(1, 2))})
    assert completed(work({}), known) == known


@pytest.mark.parametrize(
    ("there", "known"),
    [
        (saved(at(1, "a")), saved(at(1, "a"))),
        (saved(at(1, "a"), at(2, "b")), saved(at(1, "a"))),
        (saved(at(1, "a"), draft=at(3, "c")), saved(at(1, "a"), draft=at(2, "b"))),
        (saved(at(1, "a"), draft=at(2, "b")), saved(draft=at(2, "b"))),
    ],
)
def test_a_file_that_lacks_nothing_stays_itself(there, known):
    found = work({"who": there})
    assert completed(found, work({"who": known})) is found


@pytest.mark.parametrize(
    ("one", "other", "is_same_work"),
    [
        (MINE, MINE, True),
        (MINE, OTHERS, False),
        (MINE, "no id", True),
        (None, OTHERS, True),
        ("no id", "nor this", True),
    ],
)
def test_of_another_students_work_nothing_is_taken(one, other, is_same_work):
    found, known = work({}, copy=one), work({"who": saved(at(1, "a"))}, copy=other)
    assert (completed(found, known)["answers"] != {}) is is_same_work


def test_a_file_without_the_id_of_a_copy_may_be_of_the_same_work():
    assert completed(work({}), work({"who": saved(at(1, "a"))}))["answers"] != {}


def deep(levels):
    """Lists within each other."""
    return [deep(levels - 1)] if levels > 1 else []


@pytest.mark.parametrize(
    ("answer", "is_kept"),
    [
        *[("é", True), ("\ud800", True), ({"a": [1, 2.5, None, True]}, True), (deep(25), True)],
        *[((1, 2), False), ({1: "a"}, False), ({"a"}, False), (math.nan, False), (len, False)],
        *[(deep(26), False), (10**30, False)],
    ],
    ids=lambda one: repr(one)[:20],
)
def test_an_answer_is_kept_if_it_comes_back_from_a_file_as_it_was(answer, is_kept):
    assert can_be_kept(answer) is is_kept
