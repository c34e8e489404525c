"""A student's own reading of a lesson: the places and dates that the student's answers give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from helpers.exercises.exercise import Exercise
from helpers.explore.geography import IMPLIED, NAMED, NOT_A_SCENE, scenes
from helpers.lesson.dates import TimexError, read_timex
from helpers.lesson.lesson import Lesson
from helpers.lesson.tables import Event

# The ids of choices that say how a place stands in the article, and a type that makes it so.
STANDINGS = {NAMED: "literal", IMPLIED: "implied", NOT_A_SCENE.replace(" ", "-"): "modifier"}


@frozen
class Reading:
    """What a student made of rows that can be drawn: row and choice in words, and the lesson so.

    `rows` is in the order of the exercise, without rows that have no choice.
    """

    title: str
    rows: tuple[tuple[str, str], ...]
    lesson: Lesson


def own_places(lesson: Lesson, exercise: Exercise, answer: Any) -> Reading:
    """Return the lesson with just the places that the student chose for, as the student said."""
    chosen = choices(exercise, answer)
    found = []
    for scene in scenes(lesson):
        kind = STANDINGS.get(chosen.get(scene.place.place, ""))
        if kind and scene.toponyms:
            found.append(scene.toponyms[0].replace(type=kind, reason="the student's reading"))
    drawn = lesson.with_rows(toponyms=found, events=())
    return Reading(exercise.title, in_words(exercise, chosen), drawn)


def own_events(lesson: Lesson, exercise: Exercise, answer: Any) -> Reading:
    """Return the lesson with just the events that the student dated, on the student's days."""
    chosen = choices(exercise, answer)
    found: dict[str, Event] = {}
    for event in lesson.events:
        try:
            day = read_timex(chosen.get(event.event, ""))
        except TimexError:
            continue
        found.setdefault(event.event, event.replace(start=day, end=day, basis="resolved"))
    drawn = lesson.with_rows(events=list(found.values()))
    return Reading(exercise.title, in_words(exercise, chosen), drawn)


def choices(exercise: Exercise, answer: Any) -> dict[str, str]:
    """Return the choices of an answer that the exercise offers, by row."""
    given = answer if isinstance(answer, Mapping) else {}
    offered = list(exercise.choices)  # no look-up: what was given may be a list, or an object
    return {row: given[row] for row in exercise.rows if given.get(row) in offered}


def in_words(exercise: Exercise, chosen: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return rows and choices as the student read them."""
    return tuple((exercise.rows[row], exercise.choices[one]) for row, one in chosen.items())


READERS = {"places": own_places, "events": own_events}  # by what an exercise draws
