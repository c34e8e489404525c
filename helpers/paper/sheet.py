"""What is on paper: the exercises that can be asked there, numbered, and what is left out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from attrs import define

from helpers.exercises.assignment import Assignment
from helpers.exercises.exercise import Exercise
from helpers.lesson.lesson import Lesson
from helpers.paper.kinds import on_paper
from helpers.paper.lines import Lines

# Languages that are written from right to left (ISO 639-1).
RIGHT_TO_LEFT = {"ar", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"}


@define(slots=False)
class Sheet:
    """A lesson on paper: its article in lines, and exercises numbered from 1."""

    lesson: Lesson
    assignment: Assignment
    exercises: tuple[Exercise[Any], ...]
    left_out: tuple[Exercise[Any], ...] = ()

    @cached_property
    def lines(self) -> Lines:
        """The article in numbered lines."""
        return Lines(self.lesson.article)

    @property
    def questions(self) -> list[tuple[int, Exercise[Any]]]:
        """The exercises with their numbers."""
        return list(enumerate(self.exercises, 1))

    @property
    def title(self) -> str:
        """What the assignment is called, or else the headline."""
        return self.assignment.title or str(self.lesson.about["headline"])

    @property
    def language(self) -> str:
        """The language of the lesson (BCP 47)."""
        return str(self.lesson.about.get("inLanguage", "en"))

    @property
    def direction(self) -> str:
        """The way in which its language is written, as HTML says it."""
        return "rtl" if self.lesson.article.language in RIGHT_TO_LEFT else "ltr"


def parted(
    exercises: Iterable[Exercise[Any]],
) -> tuple[tuple[Exercise[Any], ...], tuple[Exercise[Any], ...]]:
    """The exercises that can be asked on paper, and those that cannot."""
    every = list(exercises)
    asked = tuple(one for one in every if on_paper(one).can_be_asked())
    return asked, tuple(one for one in every if one not in asked)
