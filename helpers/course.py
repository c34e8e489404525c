"""What a class is graded by, and what is to be said of the result."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field, frozen

from helpers.assignment import Assignment
from helpers.exercises import Exercise
from helpers.key import Key
from helpers.learning_platform import Platform
from helpers.lesson import Lesson


@frozen
class Course:
    """What a class is graded by: the lesson, its exercises and keys, and the teacher's choices.

    `show` is how much of the key the feedback pages tell (see feedback.SHOW); `count` is which
    answer counts (see submission.read_submission).
    """

    lesson: Lesson
    exercises: Mapping[str, Exercise]
    keys: Mapping[str, Key]
    assignment: Assignment | None = None
    platforms: tuple[Platform, ...] = ()
    show: str = "messages"
    count: str = "newest"


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
    problems: list[tuple[str, str, str]] = field(factory=list)
    changes: list[str] = field(factory=list)
    notes: list[str] = field(factory=list)
    is_first: bool = True
