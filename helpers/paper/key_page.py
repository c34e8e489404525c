"""The key beside a workbook: the same numbers and letters, for the teacher."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen
from markupsafe import Markup

from helpers.common.pages import image, page
from helpers.exercises.exercise import Exercise
from helpers.exercises.key import Key, KeyLine
from helpers.paper.kind import lettered
from helpers.paper.kinds import on_paper
from helpers.paper.map import map_of_lesson
from helpers.paper.sheet import Sheet


@frozen
class Answer:
    """A line of the key: what stands for it on paper, and where the words are that settle it."""

    label: str
    line: KeyLine
    where: str


def key_page(sheet: Sheet, keys: Mapping[str, Key]) -> str:
    """The page of a key; an exercise may have none."""
    questions = [
        (number, one, answers(sheet, one, keys[one.id]) if one.id in keys else [])
        for number, one in sheet.questions
    ]
    return page(
        "paper/templates/key.html",
        language=sheet.language,
        direction=sheet.direction,
        title=f"Key: {sheet.title}",
        about=sheet.assignment.about,
        questions=questions,
        glance=[(number, in_short(one, found)) for number, one, found in questions],
        marks=sum(one.marks for _, one in sheet.questions if not one.extra),
        left_out=sheet.left_out,
        map=map_of(sheet),
        background=[(sheet.lesson.names[one.actor], one) for one in sheet.lesson.background],
    )


def answers(sheet: Sheet, exercise: Exercise[Any], key: Key) -> list[Answer]:
    """The lines of a key, each with what stands for it on paper."""
    labels = on_paper(exercise).labels(exercise, key, sheet.lines)
    return [
        Answer(label, line, sheet.lines.where(line.evidence) if line.evidence else "")
        for label, line in zip(labels, exercise.key_lines(key), strict=True)
    ]


def in_short(exercise: Exercise[Any], found: list[Answer]) -> str:
    """What gets all marks, as short as it is said; nothing of what a person marks."""
    if exercise.marked_by_person:
        return ""
    full = [one for one in found if one.line.marks == str(exercise.marks)]
    labels = [one.label for one in full if one.label] or [one.line.answer for one in full]
    if labels == list(lettered(labels).values()) and len(labels) == len(found):
        return "any"
    return " or ".join(labels)


def map_of(sheet: Sheet) -> Markup | None:
    """The map of the lesson, where it has one: questions may speak of it."""
    found = map_of_lesson(sheet.lesson)
    return image(found.svg, found.alternative) if found else None
