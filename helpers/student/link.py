"""A student's work in a page of the link: messages in and out as JSON, for all its notebooks."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from functools import partial
from traceback import print_exc
from typing import Any

from attrs import define

from helpers.lesson.lesson import open_lesson
from helpers.lesson.locked import SealedLesson
from helpers.student.receiver import Receiver, turns_at
from helpers.student.session import Answering, open_answering
from helpers.student.turns import Turns, may_go

# What the page of a graded lesson shows besides, by the ids of its places: HTML as JSON.
REFERENCE = "reference.json.gz"

FAULT = "This did not work. Your saved answers stay: load the page again, and tell your teacher."


@define
class Link:
    """Does what a page asks for, notebook by notebook, and tells it what comes of that."""

    answering: Answering
    receivers: dict[str, Receiver]
    turns: Turns
    tell: Callable[[str], None]

    def open(self) -> None:
        """Tell the page what it has to know of each notebook, by number, with its forms."""

        self.show_reference()

        def opened() -> dict[str, Any]:
            return {
                number: one.about | {"forms": one.forms()} for number, one in self.receivers.items()
            }

        told = may_go(self.answering.assignment)
        self.turns(opened, lambda found: self.tell(json.dumps({"opened": found, "mayGo": told})))
        self.turns(self.warm_up, lambda _: None)

    def warm_up(self) -> None:
        """Read the key, so that the first answer need not wait for that."""
        for exercise in [*self.answering.exercises.values()][:1]:
            self.answering.score(exercise, None)

    def hear(self, notebook: str, message: str) -> None:
        """Tell the page the reply to a message of it, once what was saved is kept."""
        asked, receive = json.loads(message), self.receivers[notebook]

        def reply() -> dict[str, Any]:
            try:
                self.open_anew()
                return receive(asked)
            except Exception as error:  # a fault of ours: who waits for a reply is told
                print_exc()
                self.tell(json.dumps({"trouble": f"{FAULT} ({type(error).__name__})"}))
                return {}

        self.turns(reply, partial(self.tell_reply, notebook), receive.first(asked))

    def tell_reply(self, notebook: str, reply: dict[str, Any]) -> None:
        """Tell the page a reply in one of its notebooks."""
        self.tell(json.dumps({"notebook": notebook, "reply": reply}))

    def open_anew(self) -> None:
        """Where the class code has opened the lesson since it was read, show what it opens."""
        if isinstance(self.answering.lesson, SealedLesson) and not self.answering.is_graded:
            self.answering.lesson = open_lesson()
            self.show_reference()
            for notebook, receive in self.receivers.items():
                self.turns(partial(all_anew, receive), partial(self.tell_reply, notebook))

    def show_reference(self) -> None:
        """Tell the page what stands in the places that the class code has opened, if any."""
        path = self.answering.lesson.folder / REFERENCE
        if path.exists():
            self.tell(json.dumps({"reference": json.loads(gzip.decompress(path.read_bytes()))}))


def all_anew(receive: Receiver) -> dict[str, Any]:
    """A reply with all forms of a notebook as they are now, and what its panel says of the code."""
    return receive({"do": "panel", "panel": "code"}) | {"forms": receive.forms()}


def open_link(tell: Callable[[str], None]) -> Link:
    """The link of the lesson that is here, and how it tells the page something, as JSON.

    Raises LessonError where the lesson cannot be read.
    """
    answering = open_answering(open_lesson())
    notebooks = sorted({one.notebook for one in answering.exercises.values()})
    receivers = {number: Receiver(answering, number) for number in notebooks}
    return Link(answering, receivers, turns_at(answering), tell)
