"""The lesson's own exercises: every right answer, every misreading, and what is said to each."""

import json
import re
from collections import Counter
from statistics import median

import pytest
from support import key_answers
from support.own_exercises import EXERCISES, KEY, LESSON

from helpers.exercises.fields import NOT_SAID
from helpers.exercises.key import UNSAID
from helpers.exercises.kinds import kinds
from helpers.exercises.scoring import score

each = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.id)
MALFORMED = [
    True,
    7,
    -0.5,
    float("nan"),
    10**400,
    "<script>alert(1)</script>",
    "x" * 100_000,
    ["x"] * 1000,
    [["a"]],
    {"x": "y"},
    {"not_said": "yes"},
    {"at": "6", "start": 0, "end": 10**9, "quote": "x"},
]


def messages(key):
    """Return every message of a key."""
    replies = [*getattr(key, "options", {}).values(), *getattr(key, "answers", ())]
    replies += key.misconceptions
    for row in key.rows.values():
        replies += [row.reply, *row.wrong.values()]
    said = [reply.message for reply in replies]
    return [one for one in (*said, key.message, key.otherwise) if one]


@each
def test_every_right_answer_earns_all_marks(exercise):
    cases = list(key_answers.right(exercise, KEY[exercise.id]))
    assert cases or exercise.marked_by_person
    for case in cases:
        found = score(exercise, KEY[exercise.id], case.answer)
        assert (found.marks, found.message) == (case.marks, case.says), case.answer
    assert not cases or max(case.marks for case in cases) == exercise.marks


@each
def test_every_misreading_is_told_what_it_misread(exercise):
    for case in key_answers.wrong(exercise, KEY[exercise.id]):
        found = score(exercise, KEY[exercise.id], case.answer)
        assert case.says in found.message, case.answer
        assert case.misconception == "" or case.misconception in found.misconceptions
        assert found.marks < exercise.marks
        assert case.marks is None or found.marks == case.marks, case.answer
        assert found.evidence


@each
def test_nothing_and_nonsense_earn_nothing_and_get_a_sentence(exercise):
    for answer in (None, "", "  \n", [], {}):
        found = score(exercise, KEY[exercise.id], answer)
        assert (found.state, found.marks) == ("missing", None)
    for answer in MALFORMED:
        found = score(exercise, KEY[exercise.id], answer)
        is_essay = exercise.marked_by_person and isinstance(answer, str) and len(answer) < 1000
        assert is_essay or not found.marks, answer
        assert found.message.strip()[-1] in ".”?:)"
        assert "Traceback" not in found.message


@each
def test_a_written_answer_waits_for_a_person_and_shows_what_each_level_looks_like(exercise):
    if exercise.kind == "written":
        found = score(exercise, KEY[exercise.id], "word " * exercise.words)
        assert (found.state, found.marks) == ("not yet marked", None)
        for sample in KEY[exercise.id].levels.values():
            assert sample in found.message


@each
def test_marking_is_a_pure_function(exercise):
    key = KEY[exercise.id]
    for case in key_answers.right(exercise, key):
        before = json.dumps(case.answer)
        assert score(exercise, key, case.answer) == score(exercise, key, case.answer)
        assert json.dumps(case.answer) == before


@each
def test_no_option_stands_out_by_its_length(exercise):
    if exercise.kind in ("one", "several"):
        lengths = [len(text) for text in exercise.options.values() if text != NOT_SAID]
        assert max(lengths) <= 1.8 * min(lengths)


def test_the_right_option_has_no_place_of_its_own():
    places = Counter()
    for exercise in EXERCISES:
        if exercise.kind == "one":
            right = [reply.marks == exercise.marks for reply in KEY[exercise.id].options.values()]
            if sum(right) == 1:
                places[right.index(True)] += 1
    assert len(places) >= 3
    assert max(places.values()) <= 0.5 * places.total()


@each
def test_every_message_is_short_calm_and_its_own(exercise):
    said = messages(KEY[exercise.id])
    assert len(set(said)) == len(said)
    for message in said:
        assert 8 <= len(message.split()) <= 75, message
        assert "!" not in re.sub("`[^`]*`", "", message)


def test_there_are_enough_exercises_and_every_kind_is_among_them():
    counts = Counter(exercise.notebook for exercise in EXERCISES)
    assert all(counts[notebook] >= 6 for notebook in ("00", "01", "02", "03", "04"))
    assert 4 <= counts["05"] <= 6
    assert {exercise.kind for exercise in EXERCISES} == set(kinds())
    objectives = {one["id"] for one in LESSON.about["objectives"]}
    assert {exercise.objective for exercise in EXERCISES} == objectives
    assert 1 <= median(exercise.minutes for exercise in EXERCISES) <= 5


def test_that_the_article_does_not_say_is_sometimes_right():
    right = 0
    for exercise in EXERCISES:
        key = KEY[exercise.id]
        right += any(one.value == UNSAID and one.marks for one in getattr(key, "answers", ()))
        options = getattr(exercise, "options", {})
        right += any(key.options[name].marks for name in options if options[name] == NOT_SAID)
    assert right >= 2


def test_two_readings_are_accepted_where_two_are_fair():
    several = [
        exercise.id
        for exercise in EXERCISES
        if exercise.kind != "several"
        and len({str(case.answer) for case in key_answers.right(exercise, KEY[exercise.id])}) > 1
    ]
    assert len(several) >= 6


def test_words_that_are_quoted_already_are_not_quoted_again():
    quoted = 0
    for one in EXERCISES:
        answers = {
            "several": lambda one: [[], list(one.options), *([name] for name in one.options)],
            "match": lambda one: [dict.fromkeys(one.rows, choice) for choice in one.choices],
            "order": lambda one: [list(one.items), list(one.items)[::-1]],
        }.get(one.kind, lambda one: [])(one)
        answers += [{next(iter(one.rows)): next(iter(one.choices))}] if one.rows else []
        for answer in answers:
            message = score(one, KEY[one.id], answer).message
            assert not re.search("““|””", message), message
            quoted += bool(
                re.search(r"^(You left out )?“\w[^“”]*” \(¶\d+\): ", message, re.MULTILINE)
            )
    assert quoted > 10
