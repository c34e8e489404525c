"""A student's work in a page of the link: messages in and out as JSON, for all its notebooks."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from attrs import define

from helpers.lesson.lesson import open_lesson
from helpers.student.receiver import Receiver, turns_at
from helpers.student.session import Answering, open_answering
from helpers.student.turns import MAY_GO, Turns


@define
class Link:
    """Does what a page asks for, notebook by notebook, and tells it what comes of that."""

    answering: Answering
    receivers: dict[str, Receiver]
    turns: Turns
    tell: Callable[[str], None]

    def open(self) -> None:
        """Tell the page what it has to know of each notebook, by number, with its forms."""

        def opened() -> dict[str, Any]:
            return {
                number: one.about | {"forms": one.forms()} for number, one in self.receivers.items()
            }

        self.turns(opened, lambda found: self.tell(json.dumps({"opened": found, "mayGo": MAY_GO})))
        self.turns(self.warm_up, lambda _: None)

    def warm_up(self) -> None:
        """Read the key, so that the first answer need not wait for that."""
        for exercise in [*self.answering.exercises.values()][:1]:
            self.answering.score(exercise, None)

    def hear(self, notebook: str, message: str) -> None:
        """Tell the page the reply to a message of it, once what was saved is kept."""
        asked = json.loads(message)
        self.turns(
            lambda: self.receivers[notebook](asked),
            lambda reply: self.tell(json.dumps({"notebook": notebook, "reply": reply})),
        )


def open_link(tell: Callable[[str], None]) -> Link:
    """The link of the lesson that is here, and how it tells the page something, as JSON.

    Raises LessonError where the lesson cannot be read.
    """
    answering = open_answering(open_lesson())
    notebooks = sorted({one.notebook for one in answering.exercises.values()})
    receivers = {number: Receiver(answering, number) for number in notebooks}
    return Link(answering, receivers, turns_at(answering), tell)
