"""A student's work in a page of the link: messages in and out as JSON, for all its notebooks."""

from __future__ import annotations

import json

from attrs import define

from helpers.lesson.lesson import open_lesson
from helpers.student.receiver import Receiver
from helpers.student.session import Answering, open_answering

KEEPER = "this browser"


@define
class Link:
    """Does what a page asks for, notebook by notebook."""

    answering: Answering
    receivers: dict[str, Receiver]

    @property
    def file(self) -> str:
        """The file in which the answers are, which the page keeps."""
        return str(self.answering.work.path)

    def opened(self) -> str:
        """What the page has to know of each notebook, by number, with its forms."""
        found = {
            number: one.about | {"forms": one.forms()} for number, one in self.receivers.items()
        }
        return json.dumps(found)

    def warm_up(self) -> None:
        """Read the key, so that the first answer need not wait for that."""
        for exercise in [*self.answering.exercises.values()][:1]:
            self.answering.score(exercise, None)

    def hear(self, notebook: str, message: str) -> str:
        """The reply to a message of the page, as JSON."""
        return json.dumps(self.receivers[notebook](json.loads(message)))


def open_link() -> Link:
    """The link of the lesson that is here. Raises LessonError where that cannot be read."""
    answering = open_answering(open_lesson(), keeper=KEEPER)
    notebooks = sorted({one.notebook for one in answering.exercises.values()})
    return Link(answering, {number: Receiver(answering, number) for number in notebooks})
