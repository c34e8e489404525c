"""The workbook of a student: the article in numbered lines, and questions with room to write."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from helpers.common.pages import image, page
from helpers.exercises.exercise import Exercise
from helpers.paper.kinds import on_paper
from helpers.paper.map import map_to_draw_on
from helpers.paper.sheet import Sheet


def workbook(sheet: Sheet) -> str:
    """The page of a workbook. It is made without the key."""
    return page(
        "paper/templates/workbook.html",
        language=sheet.language,
        direction=sheet.direction,
        title=sheet.title,
        assignment=sheet.assignment,
        source=sheet.lesson.outlet_and_date,
        parts=[(label(at), at, lines) for at, lines in sheet.lines.parts],
        questions=[(number, one, about(one), form(one)) for number, one in sheet.questions],
        map=map_of(sheet),
    )


def label(at: str) -> str:
    """What stands beside a part of the article: ¶3, and nothing beside the headline."""
    return f"¶{at}" if at.isdigit() else ""


def about(exercise: Exercise[Any]) -> str:
    """The minutes and marks of an exercise; no marks where these would tell how many to choose."""
    words = [f"{exercise.minutes} min"]
    if not exercise.marks_tell:
        words.append(f"{exercise.marks} mark{'' if exercise.marks == 1 else 's'}")
    return " · ".join(words + ["for the quick"] * exercise.extra)


def form(exercise: Exercise[Any]) -> Markup:
    """The room for an answer."""
    return on_paper(exercise).html(exercise)


def map_of(sheet: Sheet) -> tuple[int, Markup, str] | None:
    """The number of the first question that is drawn on a map, the map, and words under it."""
    for number, exercise in sheet.questions:
        if exercise.draws == "places":
            found = map_to_draw_on(sheet.lesson, exercise.rows)
            return number, image(found.svg, found.alternative), found.alternative
    return None
