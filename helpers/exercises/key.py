"""The key of an exercise: its shapes, and what the replies of one key must hold together."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from attrs import field, frozen

from helpers.exercises.fields import with_fields
from helpers.exercises.spelling import plain_words
from helpers.lesson.article import Passage

FILE = "key.yaml"
UNSAID = "not said"
ACCEPTED = "accepted"  # answers that a teacher added, which have all the marks
# A place within the key of an exercise: names, and numbers of list entries.
Place = tuple[str | int, ...]
# What is wrong, what to do, and where in the key of the exercise.
Finding = tuple[str, str, Place]


@frozen
class Reply:
    """What is said to one answer, what it is worth, and the passage that settles it.

    `value` is that answer: a text, a number, a tuple of spellings or ids, a Passage, or UNSAID.
    `around` is the widest passage that is still fine. `misconception` names a wrong reading.
    """

    message: str
    marks: int = 0
    value: Any = None
    misconception: str = ""
    evidence: Passage | None = None
    right: bool = False
    optional: bool = False
    tolerance: float = 0
    around: Passage | None = None
    line: int | None = None


@frozen
class Row:
    """A row to be matched: the choices that are right, why, and what is said to wrong ones."""

    right: tuple[str, ...]
    reply: Reply
    wrong: Mapping[str, Reply] = field(factory=dict)


@frozen
class KeyLine:
    """An answer as a teacher reads it: the answer, its marks, what is said to it, and evidence."""

    answer: str
    marks: str
    message: str
    evidence: Passage | None = None

    @classmethod
    def of(cls, answer: str, marks: str, reply: Reply) -> KeyLine:
        """The line of a reply, with the name of its misconception."""
        name = f" [{reply.misconception}]" if reply.misconception else ""
        return cls(answer, marks, reply.message + name, reply.evidence)


@frozen
class Misreading:
    """A wrong reading that the key has words for.

    `thought` is what a student did, as the rest of a sentence about several. `counted` tells whom
    the statistics of a class count for it: one of the things that the exercise counts of an
    answer, or a misconception (see `has`). `holds` is what holds instead, if words can say it.
    """

    thought: str
    counted: Hashable
    reply: Reply
    holds: str = ""


def has(misconception: str) -> Hashable:
    """What the statistics count of an answer that shows a misconception."""
    return "has", "misconception", misconception  # no pair, which a row and its choice may be


NO_ROWS: Mapping[str, Row] = {}
NO_LEVELS: Mapping[str, str] = {}


@with_fields
class Key:
    """What the keys of all exercises have: a message for right answers, and one for any others.

    `rows` and `levels` are empty but in the keys that have some.
    """

    id: str
    message: str = ""
    otherwise: str = ""
    evidence: Passage | None = None
    misconceptions: tuple[Reply, ...] = ()
    rows = NO_ROWS
    levels = NO_LEVELS

    def named(self) -> list[Reply]:
        """The replies that tell of a misconception, in their order."""
        return list(self.misconceptions)

    def names(self) -> list[str]:
        """The names of the misconceptions, each once."""
        return list(dict.fromkeys(one.misconception for one in self.named()))

    def placed(self) -> Iterator[tuple[Place, Reply]]:
        """The replies to a whole answer, each with its place in the key."""
        for number, reply in enumerate(self.misconceptions):
            yield ("misconceptions", number, "marks"), reply

    def findings(self, marks: int) -> Iterator[Finding]:
        """What is wrong with the replies, each of which is sound by itself.

        These are misconceptions without a name, or with a name or message that another one has,
        and answers that get all `marks` and are called a misconception all the same.
        """
        if any(not reply.misconception for reply in self.named()):
            remedy = "write name: and a few words joined by -"
            yield "a misconception has no name", remedy, ()
        for what in ("misconception", "message"):
            said = [getattr(reply, what) for reply in self.named() if getattr(reply, what)]
            twice = next((one for one in said if said.count(one) > 1), None)
            # One misreading can show in several rows; then it has one name and a message for each.
            if twice is not None and not (what == "misconception" and self.rows):
                remedy = "give each misconception a name and a message of its own"
                yield f"two misconceptions have one {what}: “{twice}”", remedy, ()
        for path, reply in self.placed():
            # Of “choose several” an option that fits may have one: it is that of leaving it out.
            if reply.misconception and reply.marks == marks > 0:
                found = f"“{reply.misconception}” is a misconception, and gets all the marks"
                yield found, "give it fewer marks, or take the misconception out", path


@with_fields
class OptionsKey(Key):
    """What is said to each option."""

    options: Mapping[str, Reply]

    def named(self) -> list[Reply]:
        """The options that are a misconception."""
        return [reply for reply in self.options.values() if reply.misconception]

    def placed(self) -> Iterator[tuple[Place, Reply]]:
        """The options."""
        for name, reply in self.options.items():
            yield ("options", name, "misconception"), reply


@with_fields
class RowsKey(Key):
    """What is right in each row, and what is said to other choices."""

    rows: Mapping[str, Row]

    def named(self) -> list[Reply]:
        """The wrong choices that the key names, row after row."""
        return [reply for row in self.rows.values() for reply in row.wrong.values()]


@with_fields
class OrderKey(Key):
    """The right order, in groups of items that have none among themselves."""

    right: tuple[tuple[str, ...], ...]


@with_fields
class LevelsKey(Key):
    """A sample answer of each level."""

    levels: Mapping[str, str]


@with_fields
class ValuesKey(Key):
    """Answers and misconceptions, each with the value that it is about."""

    answers: tuple[Reply, ...]

    def placed(self) -> Iterator[tuple[Place, Reply]]:
        """The answers, and then the misconceptions."""
        for number, reply in enumerate(self.answers):
            yield ("answers", number, "misconception"), reply
        yield from super().placed()

    def findings(self, marks: int) -> Iterator[Finding]:
        """Also misconceptions whose answer stands under answers: they are never reached."""
        yield from super().findings(marks)
        fine = [one for reply in self.answers for one in as_compared(reply.value)]
        for number, reply in enumerate(self.misconceptions):
            if any(one in fine for one in as_compared(reply.value)):
                found = f"the answer of “{reply.misconception}” stands under answers too"
                yield found, "take it out of one of them", ("misconceptions", number, "value")


def as_compared(value: Any) -> list[Any]:
    """The values that a value of a key stands for, as scoring compares them."""
    if isinstance(value, tuple):
        return [plain_words(one) for one in value]
    return [plain_words(value) if isinstance(value, str) else value]
