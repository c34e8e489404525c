"""What other platforms ask: a choice, rows, a typed answer, an essay; the same for every format."""

from __future__ import annotations

from attrs import frozen

from helpers.lesson.article import Passage, part_name

ONE, SEVERAL, ROWS, TEXT, NUMBER, ESSAY = "one", "several", "rows", "text", "number", "essay"


class Lost(Exception):
    """An exercise that another platform cannot ask, and why."""


@frozen
class Told:
    """What is said to an answer, and the words of the article beside it."""

    message: str
    evidence: Passage | None = None

    @property
    def where(self) -> str:
        """The part of the article that the words stand in."""
        return part_name(self.evidence.at) if self.evidence else ""

    def __bool__(self) -> bool:
        """Say whether there is anything to tell."""
        return bool(self.message or self.evidence)


NOTHING = Told("")


@frozen
class Answer:
    """An answer, the share of the marks that it earns (below 0 where it costs some), and more.

    A number may be off by its `tolerance`.
    """

    words: str
    share: float
    told: Told
    tolerance: float = 0


@frozen
class Row:
    """One line of several, with the answers that can be chosen for it."""

    words: str
    answers: tuple[Answer, ...]


@frozen
class Item:
    """A question for another platform; `form` is one of those above.

    `hint` says how to answer it there. `otherwise` is said to every answer that is not listed,
    `note` when the question is done. `rubric` is for whoever marks an essay. `differs` says what
    the kit asks or scores in another way, in a few words.
    """

    id: str
    title: str
    question: str
    marks: int
    form: str
    answers: tuple[Answer, ...] = ()
    rows: tuple[Row, ...] = ()
    hint: str = ""
    otherwise: Told = NOTHING
    note: Told = NOTHING
    rubric: tuple[str, ...] = ()
    differs: str = ""


def joined(*sentences: str) -> str:
    """Sentences, as far as there are any."""
    return " ".join(filter(None, sentences))
