"""What a page asks for, done with the work of a student: a message in, and what is to be shown out.

The page is a notebook or a page of the link. No widget and no browser is known here.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from attrs import define

from helpers.common.store import NotSaved
from helpers.exercises.exercise import Exercise
from helpers.student.panels import REPLIES
from helpers.student.session import Answering
from helpers.student.turns import NOT_KEPT, First, Turns, open_turns
from helpers.student.web_unlock import WebUnlock


@define
class Receiver:
    """Does what the page asks for, and returns what the page is to show."""

    answering: Answering
    notebook: str

    def __call__(self, message: Any) -> dict[str, Any]:
        """Return the reply to a message of the page. Nothing is raised."""
        if not isinstance(message, dict):
            return {}
        do = text_of(message, "do")
        if do == "panel":
            return self.panel(message)
        if do == "look":
            return self.look(text_of(message, "exercise"))
        exercise = self.answering.exercises.get(text_of(message, "exercise"))
        saves = {"keep": self.answering.keep, "check": self.answering.attempt}
        save = saves.get(do)
        if exercise is None or save is None:
            return {}
        form = self.save(exercise, message.get("answer"), save)
        return {"form": form, "from": text_of(message, "from")}

    @property
    def about(self) -> dict[str, Any]:
        """What a page has to know before anything is asked of it.

        The number of the notebook, the SHA-256 of the article's text (an answer is about one
        article), its paragraphs by number, its hard words, and its language.
        """
        lesson = self.answering.lesson
        return {
            "notebook": self.notebook,
            "lesson": lesson.article.sha256,
            "paragraphs": {one.at: one.quote for one in lesson.article.paragraphs},
            "glossary": lesson.about.get("glossary", {}),
            "language": lesson.about.get("inLanguage", "en"),
        }

    def first(self, message: Any) -> First | None:
        """What has to be waited for before the reply to a message; None where that is nothing."""
        unlock = self.answering.unlock
        if not isinstance(unlock, WebUnlock):
            return None
        code = message.get("code") if isinstance(message, dict) else None
        return partial(unlock.wait_for, code) if isinstance(code, str) else unlock.look

    def look(self, exercise: str) -> dict[str, Any]:
        """See whether what was saved still stands; tell a form, the first time that is unsure."""
        before = self.answering.unsure
        with suppress(NotSaved):  # which is said where something is saved, or shown
            self.answering.entries(())
        told = self.answering.unsure
        return {"form": {"id": exercise, "unsure": told}} if told != before else {}

    def panel(self, message: dict[str, Any]) -> dict[str, Any]:
        """Return what a panel shows; `anew` holds the forms where they have to be built again.

        A reply is `quiet` where nobody asked for it, so that what is typed in the panel stays.
        """
        make = REPLIES.get(text_of(message, "panel"))
        if make is None:
            return {}
        quiet = message.get("quiet") is True
        shown = {"panel": message["panel"], "quiet": quiet} | make(self.answering, message)
        return shown | (
            {"anew": self.forms()} if {"restore", "merge", "code"} & message.keys() else {}
        )

    def save(
        self, exercise: Exercise, answer: Any, save: Callable[[Exercise, Any], None]
    ) -> dict[str, Any]:
        """Save an answer and return its form, with the trouble where it could not be saved."""
        try:
            if not (save == self.answering.attempt and exercise.is_blank(answer)):
                save(exercise, answer)
            entry = self.answering.entry(exercise)
        except NotSaved as error:
            return {"id": exercise.id, "trouble": str(error)}
        form = self.answering.state(exercise, entry) | {
            "trouble": "",
            "unsure": self.answering.unsure,
        }
        if save == self.answering.attempt and exercise.is_blank(answer):
            form["feedback"] = self.answering.feedback(exercise, answer)
        return form

    def forms(self, place: str | None = None) -> dict[str, Any]:
        """Return the notebook's forms by exercise, or those of one place, from the file."""
        asked = self.answering.asked(self.notebook, place)
        try:
            saved, trouble = self.answering.entries(asked), ""
        except NotSaved as error:
            saved, trouble = {}, str(error)
        return {
            one.id: one.asked()
            | self.answering.state(one, saved.get(one.id))
            | {"trouble": trouble}
            for one in asked
        }


def turns_at(answering: Answering) -> Turns:
    """Turns at a student's saved work. What could not be kept says so in its form."""
    return open_turns(answering.work.path.parent, not_kept)


def not_kept(reply: dict[str, Any] | None) -> dict[str, Any] | None:
    """A reply, if there is one, that says in each form that the answer could not be kept."""
    if reply is None:
        return None
    forms = {name: form | {"trouble": NOT_KEPT} for name, form in reply.get("forms", {}).items()}
    form = reply.get("form", {})
    return reply | (
        {"forms": forms} if forms else {"form": form | {"trouble": NOT_KEPT}} if form else {}
    )


def text_of(message: dict[str, Any], name: str) -> str:
    """Return a text in a message of the page; nothing where it is anything else."""
    found = message.get(name)
    return found if isinstance(found, str) else ""
