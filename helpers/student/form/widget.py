"""The form: what a cell asks, put on the page, and the channel between the page and the work."""

from __future__ import annotations

import json
from typing import Any

import anywidget
from attrs import define
from traitlets import Dict, Unicode

from helpers.common.errors import KitError
from helpers.common.web import asset
from helpers.common.where import IN_BROWSER
from helpers.exercises.answers import AnswerError
from helpers.exercises.exercise import Exercise
from helpers.exercises.stand_in import PANELS, StandIn, bare_panel, bare_questions, in_a_line
from helpers.lesson.lesson import Lesson, open_lesson
from helpers.lesson.locked import NOTICE, Sealed, SealedLesson, StillSealed
from helpers.student.form.script import script
from helpers.student.receiver import Receiver, turns_at
from helpers.student.session import open_answering
from helpers.student.turns import may_go

HELP: dict[type[Exception], str] = {
    NameError: "If that is a word of this notebook, run the cells above, from the first one. "
    "If it is a text, it needs quotation marks.",
    KeyError: "There is no column of that name.",
    AttributeError: "Is a bracket missing around what stands before the dot?",
}


class Channel(anywidget.AnyWidget):
    """Carries answers from the page to the work and back. It has no view of its own."""

    _esm = script()
    _css = asset("form.css")
    notebook = Unicode().tag(sync=True)
    lesson = Unicode().tag(sync=True)  # the text's SHA-256: which article an answer is about
    paragraphs = Dict().tag(sync=True)  # the article's, by number
    glossary = Dict().tag(sync=True)  # its hard words, in plain ones
    language = Unicode().tag(sync=True)  # in which it is read aloud
    # Whenever the page asks for the forms, they are read from the file anew.
    forms = Dict().tag(sync=True, to_json=lambda _, channel: channel.receive.forms())

    def __init__(self, receive: Receiver) -> None:
        """Open the channel of one notebook."""
        self.receive, self.turns = receive, turns_at(receive.answering)
        super().__init__(**receive.about)
        self.on_msg(lambda _, message, __: self.hear(message))

    def hear(self, message: Any) -> None:
        """Send the reply to a message of the page, once what was saved is kept."""
        self.turns(lambda: self.receive(message), self.send, self.receive.first(message))


@define
class Ask:
    """What a notebook calls to ask: `ask("place")`, and the panels."""

    receiver: Receiver
    channel: Channel

    def __call__(self, place: str) -> StandIn:
        """Show the exercises of one place in the notebook."""
        asked = self.receiver.answering.asked(self.receiver.notebook, place)
        self.channel.turns(lambda: {"forms": self.receiver.forms(place)}, self.channel.send)
        return bare_questions(asked, self.receiver.notebook)

    def answer(self, place: str, value: Any) -> StandIn:
        """Answer the exercise of a place that takes what code gives; say what that is.

        `value` is a number, a text, or a function without arguments that returns one. It is saved,
        and the form of the exercise says what is said to it. None is no answer.
        """
        asked = self.receiver.answering.asked(self.receiver.notebook, place)
        exercise = next((one for one in asked if one.from_code), None)
        if exercise is None:
            return in_a_line("This lesson takes no line of code here.")
        given, refused = None, {}
        try:
            given = read_given(exercise, value)
        except NoAnswer as error:
            refused = said(str(error))
        saved: dict[str, Any] = {}

        def hand_over() -> dict[str, Any]:
            if given is not None:
                saved.update(self.receiver.save(exercise, given, self.receiver.answering.attempt))
            forms = self.receiver.forms(place)
            forms[exercise.id] |= saved or refused
            return {"forms": forms}

        self.channel.turns(hand_over, self.channel.send)
        if saved.get("trouble"):
            return in_a_line(saved["trouble"])
        if refused:
            return in_a_line(refused["feedback"]["message"])
        if given is None:
            return in_a_line(exercise.blank)
        shown = json.dumps(given, ensure_ascii=False)
        return in_a_line(f"Your line gives {shown}. Read the reply with the question.")

    def keep(self, value: Any, title: str) -> StandIn:
        """Keep a drawing or a map of the student's own for the report."""
        if is_sealed_value(value):
            return in_a_line(NOTICE)
        try:
            kept = self.receiver.answering.own_work.keep(value, title)
        except KitError as error:
            return in_a_line(str(error))
        self.channel.turns(lambda: None, lambda _: None)  # in which a browser keeps it
        return in_a_line(f"Kept for the page that you make in the last notebook: {kept}.")

    def panel(self, name: str) -> StandIn:
        """Show a panel, one of PANELS, such as progress. Raises KitError for any other name."""
        if name not in PANELS:
            raise KitError(f"There is no panel “{name}”. The panels are: {', '.join(PANELS)}.")
        return bare_panel(name, self.receiver.notebook)


def open_exercises(lesson: Lesson | SealedLesson, notebook: str) -> Ask:
    """Return what a notebook, by its number such as '01', calls to ask its exercises.

    Raises LessonError where the exercises of the lesson cannot be read.
    """
    receiver = Receiver(open_answering(lesson), notebook)
    return Ask(receiver, Channel(receiver))


def open_notebook(number: str) -> tuple[Lesson | SealedLesson, Ask]:
    """The lesson, and what a notebook, by its number such as '01', calls to ask its exercises.

    It tells the notebook that all is ready. Raises LessonError where either cannot be read.
    """
    from IPython.display import display

    lesson = open_lesson()
    ask = open_exercises(lesson, number)
    words = f"Ready. The article: {lesson.about['headline']}"
    told = f"{words}. {may_go(ask.receiver.answering.assignment)}" if IN_BROWSER else words
    display(in_a_line(told))  # the cell is folded
    return lesson, ask


class NoAnswer(Exception):
    """What a student's code gave is no answer: why, in a sentence or two."""


def read_given(exercise: Exercise, value: Any) -> Any:
    """The answer that a student's code gave; None where it gave nothing. Raises NoAnswer."""
    try:
        value = value() if callable(value) and not isinstance(value, Sealed) else value
        if is_sealed_value(value):
            raise NoAnswer(NOTICE)
        return None if value is None else exercise.read_answer(value)
    except NoAnswer:
        raise
    except AnswerError as error:
        raise NoAnswer(f"{error.found} {error.remedy}") from None
    except StillSealed:
        raise NoAnswer(NOTICE) from None
    except Exception as error:  # the student's own line, whatever it does
        stops = f"Your line stops with {type(error).__name__}: {one_line(error)}."
        help_with = (words for kind, words in HELP.items() if isinstance(error, kind))
        raise NoAnswer(" ".join([stops, *help_with])) from None


def said(message: str) -> dict[str, Any]:
    """Return what a form says to code that gave nothing that can be marked.

    An answer that was saved before stays, and is shown.
    """
    head = "This line gives no answer. What is saved stays."
    said = {"state": "unreadable", "head": head, "message": message, "evidence": []}
    return {"feedback": said, "drafted": False}


def is_sealed_value(value: Any) -> bool:
    """Say whether a value is, holds or spells out what is still sealed."""
    if isinstance(value, (list, tuple)):
        return any(map(is_sealed_value, value[:100]))
    return isinstance(value, Sealed) or (isinstance(value, str) and NOTICE in value)


def one_line(error: Exception) -> str:
    """Return what an error says, on one line; an error may fail even at that."""
    try:
        return " ".join(str(error).split())[:200].rstrip(".") or "it says no more"
    except Exception:
        return "it says no more"
