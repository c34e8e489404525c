"""What a class is graded by, and what is to be said of the result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

import attrs
from attrs import define, field, frozen

from helpers.common.errors import KitError
from helpers.common.text import plural
from helpers.exercises.assignment import Assignment
from helpers.exercises.exercise import Exercise
from helpers.exercises.key import Key
from helpers.grading.lms.platform import Export
from helpers.grading.totals import PLAIN, Totals
from helpers.lesson.lesson import Lesson


@frozen
class Job:
    """What a class is graded by: the lesson, its exercises and keys, and the teacher's choices.

    `assignment` is the pack that the class was given; where none is named, it is found among
    `packs`, those that the teacher made. `again` is how to grade in the same way again.
    `show` is how much of the key the feedback pages tell (see feedback_page.SHOW); `count` is which
    answer counts (see submission.read_submission); `totals` is how marks become a total.
    """

    lesson: Lesson
    exercises: Mapping[str, Exercise]
    keys: Mapping[str, Key]
    assignment: Assignment | None = None
    packs: tuple[Assignment, ...] = ()
    exports: tuple[Export, ...] = ()
    show: str = "messages"
    count: str = "newest"
    totals: Totals = PLAIN
    again: Mapping[str, str] = field(factory=dict)

    @property
    def same_packs(self) -> set[str]:
        """The ids of the packs with just these exercises; none where the whole lesson was given."""
        if self.assignment is None:
            return set()
        every = (self.assignment, *self.packs)
        return {one.id for one in every if one.exercises == self.assignment.exercises}


@define
class Summary:
    """What came of it, for the teacher: numbers of students, sentences, and what has changed."""

    students: int = 0
    final: int = 0
    unfinished: int = 0
    waiting: int = 0
    unreadable_answers: int = 0
    unreadable: int = 0
    missing: int = 0
    late: int = 0
    filled: Counter[str] = field(factory=Counter)  # rows of an export, by its kind
    of_kind: Counter[str] = field(factory=Counter)  # students with a file, by its kind
    out_of: Fraction | int = 0
    marks: int = 0  # that can be had, each counted once
    overruled: int = 0
    graded_by: str = ""
    left_alone: int = 0
    pages: int = 0
    problems: list[tuple[str, str, str]] = field(factory=list)  # the worst; all are in the result
    problem_count: int = 0
    changes: list[str] = field(factory=list)
    notes: list[str] = field(factory=list)
    is_first: bool = True
    can_compare: bool = False


def for_pack(job: Job, files: Mapping[str, int]) -> Job:
    """The job with the exercises of the pack that the class was given.

    Where the teacher did not name it, it is the one that more than half of the files come from;
    `files` counts them by the id of a pack that they carry, and by "" where they carry none. So no
    single file decides by what others are graded. Where more than half carry none, or no pack of
    this kit is among them, it is the whole lesson. Raises KitError where it cannot be told.
    """
    assignment = job.assignment or most_common(job.packs, files)
    if assignment is None:
        return job
    exercises = {n: one for n, one in job.exercises.items() if n in assignment.exercises}
    if not exercises:
        raise KitError("None of the exercises of that pack is in the lesson any more.")
    return attrs.evolve(job, assignment=assignment, exercises=exercises)


def most_common(packs: tuple[Assignment, ...], files: Mapping[str, int]) -> Assignment | None:
    """The pack that most files come from; None where most come from none, or from none of these."""
    known = {one.id: one for one in packs}
    if known.keys().isdisjoint(files):
        return None
    counts: Counter[tuple[str, ...]] = Counter()  # by the exercises; () is the whole lesson
    for name, count in files.items():
        if name in known or not name:
            counts[known[name].exercises if name else ()] += count
    exercises, most = counts.most_common(1)[0]
    if most * 2 <= sum(files.values()):
        found = [f"{words(known[name])}: {count}" for name, count in files.items() if name in known]
        if files.get(""):
            found.append(f"no pack: {files['']}")
        raise KitError(
            "These files come from several packs, and no pack has more than half of them:\n  "
            + "\n  ".join(found)
            + "\nSay with --pack and its ZIP which pack it is to be graded by."
        )
    same = [one for one in packs if one.exercises == exercises]
    return max(same, key=lambda one: files.get(one.id, 0), default=None)


def graded_by(whole: Job, job: Job, files: Mapping[str, int]) -> str:
    """By what a class is graded, and why; `whole` is the job before its pack was looked for."""
    by = words(job.assignment) if job.assignment else "the whole lesson"
    if whole.assignment:
        return f"Graded by {by}: you named it."
    if not files:
        return f"Graded by {by}."
    ours = job.same_packs if job.assignment else files.keys() - {one.id for one in job.packs}
    count = sum(files.get(name, 0) for name in ours)
    come = f"{count} of {plural(sum(files.values()), 'file')} {'comes' if count == 1 else 'come'}"
    return f"Graded by {by}: {come} from {'it' if job.assignment else 'no pack of this kit'}."


def words(assignment: Assignment) -> str:
    """A pack as a teacher knows it."""
    return ", ".join([*assignment.about, plural(len(assignment.exercises), "exercise")])
