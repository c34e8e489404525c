"""What a lesson asks: its exercises and their key, read as one, and how many they are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

from helpers.common.errors import Findings, LessonError
from helpers.common.text import plural
from helpers.exercises.exercise import Exercise
from helpers.exercises.exercise_reader import read_exercises
from helpers.exercises.key import Key
from helpers.exercises.key_reader import read_key
from helpers.lesson.article import Article


@frozen
class Asked:
    """The exercises of a lesson in their order, and their keys by exercise id.

    An exercise may have no key.
    """

    exercises: tuple[Exercise, ...]
    keys: dict[str, Key]


def how_many(exercises: Iterable[Exercise]) -> str:
    """A number of exercises in words; those for the quick count beside the others."""
    extra = [one.extra for one in exercises]
    quick, counted = sum(extra), plural(len(extra) - sum(extra), "exercise")
    if quick == len(extra) and quick:
        return f"{plural(quick, 'exercise')} for the quick"
    return f"{counted}, and {quick} for the quick" if quick else counted


def read_asked(folder: Path, slug: str, article: Article, *, with_key: bool = True) -> Asked:
    """The exercises in a lesson's folder, with their keys unless these are not asked for.

    `slug` names the lesson in the LessonError that is raised where one of the files has problems.
    """
    findings = Findings()
    exercises = read_exercises(folder, article, findings)
    keys = read_key(folder, exercises, article, findings) if with_key else {}
    if findings.problems:
        raise LessonError(slug, findings.problems)
    return Asked(exercises, keys)
