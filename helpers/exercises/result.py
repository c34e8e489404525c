"""What became of one exercise of one student."""

from __future__ import annotations

from typing import Any

from attrs import frozen

MISSING = "missing"
UNREADABLE = "unreadable"
UNMARKED = "not yet marked"
MARKED = "marked"  # a written answer that the teacher has marked


@frozen
class Outcome:
    """What an answer came to.

    `state` is right, partly or wrong; or MISSING, UNREADABLE, UNMARKED or MARKED. `marks` is None
    for the first three of these: none of them is 0. `answer` is as the student gave it.
    """

    state: str
    marks: int | None
    out_of: int
    misconceptions: tuple[str, ...] = ()
    answer: Any = None
