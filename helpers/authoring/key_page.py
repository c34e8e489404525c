"""The key on a page: every exercise with its answers and all that is said to them."""

from __future__ import annotations

from helpers.common.pages import fragment
from helpers.exercises.asked import read_asked
from helpers.exercises.exercise import FILE, Exercise
from helpers.exercises.key import KeyLine
from helpers.explore.page import Page
from helpers.lesson.article import Passage, part_name
from helpers.lesson.lesson import Lesson
from helpers.lesson.locked import reference


@reference
def show(lesson: Lesson, notebook: str) -> Page:
    """The exercises of a notebook, by its number such as '01', with their key.

    Raises LessonError where exercises or key have problems.
    """
    asked = read_asked(lesson.folder, lesson.slug, lesson.article)
    shown = [one for one in asked.exercises if one.notebook == notebook and one.id in asked.keys]
    caption = "The exercises and their key"
    if not shown:
        words = f"{FILE} asks nothing in this notebook."
        return Page(caption, f"<p>{words}</p>", words)
    both = [(one, list(one.key_lines(asked.keys[one.id]))) for one in shown]
    html = fragment("authoring/templates/key.html", shown=both, about=about, quote=quote)
    return Page(caption, html, "\n\n".join(as_text(*pair) for pair in both))


def quote(evidence: Passage | None) -> str:
    """Evidence in words."""
    return f"{part_name(evidence.at)}: “{evidence.quote}”" if evidence else ""


def about(exercise: Exercise) -> str:
    """What an exercise is, on one line."""
    return (
        f"{exercise.id} · {exercise.kind} · {exercise.objective} · {exercise.minutes} min · "
        f"{exercise.marks} mark{'' if exercise.marks == 1 else 's'}"
        f"{', for the quick' if exercise.extra else ''}"
    )


def as_text(exercise: Exercise, shown: list[KeyLine]) -> str:
    """An exercise with its key as plain text."""
    head = [f"{exercise.title} ({about(exercise)})", exercise.question]
    return "\n".join([*head, *(f"- {one.answer} ({one.marks}): {one.message}" for one in shown)])
