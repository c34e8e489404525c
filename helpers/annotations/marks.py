"""Marks that another tool made in a text, as plain data."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen


@frozen
class Mark:
    """A stretch of a text with its type and features; `start` and `end` count code points.

    `layer` is the type, or the name of the layer where the tool has layers of features.
    """

    id: str
    layer: str
    start: int
    end: int
    quote: str
    features: dict[str, str] = field(factory=dict)


@frozen
class Link:
    """Marks that belong together: the type of the link, and for each mark its role and id.

    A role is "" where the tool gives none.
    """

    layer: str
    ends: tuple[tuple[str, str], ...]
    features: dict[str, str] = field(factory=dict)


@frozen
class Marked:
    """What a file of another tool holds: a text with marks, and what of it was left.

    `text` is None where the file has no text of its own: marks are then placed by their words.
    `around` has what stands before and behind such a mark, by its id. `same` has marks that are
    of one and the same, by ids. `notes` says what became of marks that could not stay as they
    were, and `guessed` what of the text the file does not say.
    """

    text: str | None
    marks: tuple[Mark, ...]
    links: tuple[Link, ...] = ()
    same: tuple[tuple[str, ...], ...] = ()
    around: Mapping[str, tuple[str, str]] = field(factory=dict)
    notes: tuple[str, ...] = ()
    guessed: str = ""

    @property
    def paragraphs(self) -> list[str]:
        """The lines of the text that have something on them."""
        return [line for line in (self.text or "").splitlines() if line.strip()]


def code_points(text: str) -> list[int]:
    """For each place in UTF-16 the place in code points, with that behind the end."""
    places = []
    for place, letter in enumerate(text):
        places += [place] * (2 if ord(letter) > 0xFFFF else 1)
    return [*places, len(text)]
