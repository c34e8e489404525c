"""What stands in a saved notebook before it is run: bare questions, panels, and titles of folds.

The kit's notebooks are saved with what a run shows, and packs are written without one: both have it
from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from attrs import frozen

from helpers.common.pages import fragment
from helpers.exercises.exercise import Exercise

PANELS = {
    "progress": "How far you are",
    "saved": "Your saved answers",
    "code": "The class code",
    "report": "Your report",
    "hand-in": "Hand in",
}
NOTHING = "This lesson asks nothing here."
RUN = "Run this cell to see it."


@frozen
class StandIn:
    """What a cell shows until a running notebook puts something live in its place."""

    html: str
    text: str

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}


def bare_questions(exercises: Sequence[Exercise], notebook: str) -> StandIn:
    """The bare questions of one place in a notebook, which is given by its number, such as 01."""
    if not exercises:
        return in_a_line(NOTHING)
    shown = (
        fragment("exercises/templates/question.html", exercise=one, notebook=notebook)
        for one in exercises
    )
    return StandIn("".join(shown), "\n\n".join(map(question_in_words, exercises)))


def question_in_words(exercise: Exercise) -> str:
    """A bare question as text."""
    lines = [f"{exercise.title} ({exercise.minutes} min)", exercise.question]
    return "\n".join([*lines, *(f"- {line}" for line in exercise.question_lines())])


def in_a_line(words: str) -> StandIn:
    """A line of words, such as what a cell says that takes an answer."""
    return StandIn(f"<p>{escape(words)}</p>", words)


def bare_panel(name: str, notebook: str) -> StandIn:
    """A panel, one of PANELS, in a notebook."""
    title = PANELS[name]
    html = fragment("exercises/templates/panel.html", name=name, title=title, notebook=notebook)
    return StandIn(str(html), f"{title}. {RUN}")


def bare_fold(title: str) -> StandIn:
    """A folded cell that was not run: JupyterLab shows the title alone, until it is clicked.

    It shows the first line of the HTML as it is written, so that only what HTML needs is escaped.
    """
    html = f"{escape(title, quote=False)}\n<p><small>{RUN}</small></p>"
    return StandIn(html, f"{title}\n{RUN}")
