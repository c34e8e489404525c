"""The result of one exercise: from scoring to the form, the gradebook and the pages."""

from __future__ import annotations

from typing import Any

from attrs import field, frozen

RIGHT, PARTLY, WRONG = "right", "partly", "wrong"
MISSING = "missing"
UNREADABLE = "unreadable"
UNMARKED = "not yet marked"
MARKED = "marked"  # a written answer that the teacher has marked
COUNTED = "counted"  # right, as any other choice would be
WORDS = {RIGHT: "Right", PARTLY: "Partly right", WRONG: "Not right", COUNTED: "Counted"}


@frozen
class Evidence:
    """The words that settle a matter, and the part of the article in which they stand."""

    at: str
    quote: str


@frozen
class Verdict:
    """What one part of an answer came to: a row, an option, an item or a passage marked.

    `id` is that of the part; of a passage marked, its number in the answer. `state` is RIGHT,
    PARTLY, WRONG, COUNTED or, for what was left out, MISSING.
    """

    id: str
    state: str
    message: str = ""

    @property
    def word(self) -> str:
        """What it came to, in a word or two."""
        return WORDS.get(self.state, "Left out")


@frozen
class Result:
    """What an answer came to, and what is said to it.

    `state` is RIGHT, PARTLY or WRONG; MISSING where nothing was answered, UNREADABLE where it
    cannot be read, UNMARKED for a written answer that waits for a person, and MARKED once that
    person has marked it. `marks` is None for MISSING, UNREADABLE and UNMARKED: none of them is 0.
    `message` has its paragraphs parted by newlines. `misconceptions` are names from the key.
    `parts` are those of the answer of which something is said by itself; `summary` is what of the
    message is not said of one of them. `is_vote` where every choice earns all marks.
    `answer` is as the student gave it; None where nothing was answered. `counts` is False for what
    no total takes in, the exercises for the quick.
    """

    state: str
    marks: int | None
    out_of: int
    message: str = ""
    misconceptions: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    answer: Any = field(default=None, eq=False, repr=False)  # of a student's, it may do anything
    counts: bool = True
    parts: tuple[Verdict, ...] = ()
    summary: str = ""
    is_vote: bool = False

    @property
    def word(self) -> str:
        """What it came to, in a word or two; nothing where that is not known yet."""
        return WORDS.get(self.look, "")

    @property
    def look(self) -> str:
        """Its state as a form shows it: a choice that any other would equal is no right one."""
        return COUNTED if self.is_vote else self.state
