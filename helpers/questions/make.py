"""The questions that a lesson's tables can settle."""

from __future__ import annotations

from helpers.lesson.lesson import Lesson
from helpers.questions.families import families
from helpers.questions.made import Made
from helpers.questions.reading import Reading


def make(lesson: Lesson) -> list[Made]:
    """Questions from the tables of a lesson alone, family after family, each id once."""
    reading = Reading(lesson)
    found: dict[str, Made] = {}
    for family in families():
        for one in family.questions(reading):
            found.setdefault(one.id, one)
    return list(found.values())
