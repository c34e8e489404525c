"""By what a class is graded: the pack that it was given, or the whole lesson."""

import attrs
import pytest
from attrs import evolve
from support.small_lesson import EXERCISES, KEYS, LESSON

from helpers.common.errors import KitError
from helpers.exercises.assignment import Assignment
from helpers.grading.job import Job, Summary, for_pack, graded_by, most_common, words

TWO, ONE = ("voice", "ticks"), ("voice",)
DUE = Assignment("x", "Read closely", "2026-12-01", "7B", ("04",), TWO, "0", "v", False)
SAME = evolve(DUE, class_name="8A", due="")
OTHER = evolve(DUE, title="", exercises=ONE)
JOB = Job(LESSON, {one.id: one for one in EXERCISES}, KEYS, packs=(DUE, SAME, OTHER))


def test_a_summary_begins_with_nothing():
    found = attrs.asdict(Summary())
    assert found.pop("is_first") is True and not any(found.values())


@pytest.mark.parametrize(
    ("files", "pack"),
    [
        ({}, None),
        ({"unknown": 9}, None),
        ({"": 9}, None),
        ({DUE.id: 2, OTHER.id: 1}, DUE),
        (
            {DUE.id: 2, SAME.id: 3, OTHER.id: 4},
            SAME,
        ),  # two of the same exercises are counted as one
        ({DUE.id: 3, "": 2}, DUE),
        ({DUE.id: 2, "": 3}, None),
        ({OTHER.id: 3, "unknown": 2}, OTHER),
        ({OTHER.id: 1, DUE.id: 1, "": 3}, None),
    ],
)
def test_more_than_half_of_the_files_tell_by_which_pack_a_class_is_graded(files, pack):
    assert most_common(JOB.packs, files) == pack


@pytest.mark.parametrize(
    "files",
    [
        {DUE.id: 2, OTHER.id: 2},
        {DUE.id: 2, "": 2},
        {DUE.id: 1, "unknown": 1},
        {OTHER.id: 1, "x": 3},
    ],
)
def test_where_no_pack_has_more_than_half_it_has_to_be_named(files):
    with pytest.raises(KitError) as error:
        most_common(JOB.packs, files)
    said = str(error.value)
    assert (
        f"Read closely, 7B, due Tuesday 1 December 2026, 2 exercises: {files.get(DUE.id)}" in said
    ) == (DUE.id in files)
    assert ("no pack: 2" in said) == ("" in files)
    assert "unknown" not in said and "--pack" in said


def test_two_packs_of_the_same_exercises_are_told_by_their_files_or_else_the_first_is_taken():
    assert most_common((DUE, SAME), {SAME.id: 1}) == SAME
    assert most_common((SAME, DUE), {SAME.id: 1, DUE.id: 1}) == SAME


def test_of_a_pack_only_its_exercises_are_graded():
    found = for_pack(JOB, {OTHER.id: 1})
    assert (found.assignment, list(found.exercises)) == (OTHER, ["voice"])
    assert for_pack(JOB, {}) is JOB
    named = for_pack(evolve(JOB, assignment=DUE), {OTHER.id: 9})
    assert list(named.exercises) == ["ticks", "voice"]  # in the order of the lesson
    with pytest.raises(KitError, match="None of the exercises of that pack"):
        for_pack(evolve(JOB, assignment=evolve(DUE, exercises=("gone",))), {})


def test_packs_of_the_same_exercises_are_one():
    assert JOB.same_packs == set()
    assert evolve(JOB, assignment=DUE).same_packs == {DUE.id, SAME.id}
    assert evolve(JOB, assignment=OTHER, packs=()).same_packs == {OTHER.id}


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "Graded by the whole lesson."),
        ({"": 3}, "Graded by the whole lesson: 3 of 3 files come from no pack of this kit."),
        ({"": 1}, "Graded by the whole lesson: 1 of 1 file comes from no pack of this kit."),
        (
            {"": 3, OTHER.id: 1, "unknown": 1},
            "Graded by the whole lesson: 4 of 5 files come from no pack of this kit.",
        ),
        (
            {DUE.id: 2, SAME.id: 1, "": 1},
            "Graded by Read closely, 7B, due Tuesday 1 December 2026, 2 exercises: 3 of 4 files "
            "come from it.",
        ),
        (
            {OTHER.id: 1},
            "Graded by 7B, due Tuesday 1 December 2026, 1 exercise: 1 of 1 file comes from it.",
        ),
    ],
)
def test_by_what_a_class_is_graded_is_said_with_how_many_files_tell_so(files, said):
    assert graded_by(JOB, for_pack(JOB, files), files) == said


def test_that_the_teacher_named_the_pack_is_said():
    named = evolve(JOB, assignment=SAME)
    assert graded_by(named, named, {"": 3}) == (
        "Graded by Read closely, 8A, 2 exercises: you named it."
    )


def test_a_pack_is_said_as_a_teacher_knows_it():
    assert words(evolve(OTHER, due="", class_name="")) == "1 exercise"
