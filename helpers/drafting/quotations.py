"""What stands in quotation marks, of any language, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What may close what opens; a straight mark closes itself.
PAIRS = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "「": "」",
    '"': '"',
    "``": ("''",),
    "''": ("''",),
}
MARKS = re.compile(r"``|''|[“”„«»‹›「」\"]")


def letters_within(stretches: Iterable[tuple[int, int]], start: int, end: int) -> int:
    """How many letters from `start` to `end` stand in stretches of a text, as its quotations."""
    return sum(min(b, end) - max(a, start) for a, b in stretches if a < end and start < b)


def quotations(text: str) -> list[tuple[int, int]]:
    """Where each quotation begins and ends, with its marks.

    One that nothing closes ends with its paragraph, as where the next one goes on quoting.
    """
    found = []
    for paragraph in re.finditer(r"[^\n]+", text):
        start: int | None = None
        closers: tuple[str, ...] = ()
        for mark in MARKS.finditer(paragraph.group()):
            before = paragraph.group()[mark.start() - 1 : mark.start()]
            if start is None:
                opens = mark.group() in PAIRS and not (mark.group() == "''" and before.strip())
                if opens:
                    start, closers = mark.start(), tuple(PAIRS[mark.group()])
            elif mark.group() in closers:
                found.append((paragraph.start() + start, paragraph.start() + mark.end()))
                start = None
        if start is not None:
            found.append((paragraph.start() + start, paragraph.end()))
    return found
