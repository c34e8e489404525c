"""The key on a page: every exercise with its answers and all that is said to them."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from helpers.common.pages import fragment
from helpers.exercises.answer_words import key_value_in_words as in_words
from helpers.exercises.asked import read_asked
from helpers.exercises.exercise import FILE, LEVELS, Exercise
from helpers.exercises.key import Key, Reply
from helpers.explore.page import Page
from helpers.lesson.article import Passage, part_name
from helpers.lesson.lesson import Lesson
from helpers.lesson.locked import reference


@frozen
class Line:
    """An answer as a teacher reads it: the answer, its marks, what is said to it, and evidence."""

    answer: str
    marks: str
    message: str
    evidence: Passage | None = None


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
    both = [(one, list(lines(one, asked.keys[one.id]))) for one in shown]
    html = fragment("authoring/templates/key.html", shown=both, about=about, quote=quote)
    return Page(caption, html, "\n\n".join(as_text(*pair) for pair in both))


def lines(exercise: Exercise, key: Key) -> Iterator[Line]:
    """Yield what is said to each answer of an exercise."""
    if key.message and exercise.kind != "written":
        yield Line("All right", str(exercise.marks), key.message, key.evidence)
    for name, reply in key.options.items():
        worth = str(reply.marks)
        if exercise.kind == "several":
            worth = "either way" if reply.optional else "fits" if reply.right else "does not fit"
        yield line(exercise.options[name], worth, reply)
    for name, row in key.rows.items():
        right = " or ".join(exercise.choices[one] for one in row.right)
        yield line(f"{exercise.rows[name]} → {right}", "1", row.reply)
        for choice, reply in row.wrong.items():
            yield line(f"… → {exercise.choices[choice]}", "0", reply)
    if key.right:
        groups = (" / ".join(exercise.items[one] for one in group) for group in key.right)
        yield Line(" → ".join(groups), str(exercise.marks), "The order, / where two may change.")
    for reply in (*key.answers, *key.misconceptions):
        yield line(in_words(exercise, reply.value), str(reply.marks), reply)
    if key.otherwise:
        yield Line("Any other answer", "0", key.otherwise)
    for level, sample in key.levels.items():
        yield Line(f"{level}: {exercise.rubric[level]}", str(LEVELS[level]), f"“{sample}”")
    if exercise.kind == "written":
        yield Line("What we found", "", key.message, key.evidence)


def line(answer: str, marks: str, reply: Reply) -> Line:
    """A line for a reply of the key."""
    name = f" [{reply.misconception}]" if reply.misconception else ""
    return Line(answer, marks, reply.message + name, reply.evidence)


def quote(evidence: Passage | None) -> str:
    """Evidence in words."""
    return f"{part_name(evidence.at)}: “{evidence.quote}”" if evidence else ""


def about(exercise: Exercise) -> str:
    """What an exercise is, on one line."""
    return (
        f"{exercise.id} · {exercise.kind} · {exercise.objective} · {exercise.minutes} min · "
        f"{exercise.marks} mark{'' if exercise.marks == 1 else 's'}"
    )


def as_text(exercise: Exercise, shown: list[Line]) -> str:
    """An exercise with its key as plain text."""
    head = [f"{exercise.title} ({about(exercise)})", exercise.question]
    return "\n".join([*head, *(f"- {one.answer} ({one.marks}): {one.message}" for one in shown)])
