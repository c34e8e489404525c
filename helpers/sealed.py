"""A lesson whose reference tables are sealed: what asks for them gets a calm notice."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from attrs import define, frozen

from helpers import sealing
from helpers.article import Article
from helpers.timex import Timex, read_timex

NOTICE = "This part opens with the class code. Your own answer comes first."


@frozen(eq=False)
class Sealed:
    """What stands for every value that is worked out from sealed tables.

    Whatever a cell does with it gives the same again, so that a notebook runs through; shown, it
    is a notice.
    """

    caption: str = ""

    def __getattr__(self, name: str) -> Sealed:
        """Return the same for every part, but for what Python and Jupyter look for by name."""
        if name.startswith("_"):
            raise AttributeError(name)
        return self

    def _same(self, *_: Any, **__: Any) -> Sealed:
        return self

    def __iter__(self) -> Iterator[Any]:
        """Hold nothing."""
        return iter(())

    def __format__(self, _: str) -> str:
        """Return the notice."""
        return NOTICE

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        html = f"{escape(self.caption)}\n<p>{escape(NOTICE)}</p>"
        return {"text/html": html.lstrip("\n"), "text/plain": f"{self.caption}\n{NOTICE}".strip()}

    def __repr__(self) -> str:
        """Return the notice."""
        return NOTICE


def _answer_to_everything() -> None:
    names = "call getitem add radd sub rsub mul rmul truediv rtruediv floordiv mod pow and or xor"
    names += " rand ror invert neg abs eq ne lt le gt ge"
    for name in names.split():
        setattr(Sealed, f"__{name}__", Sealed._same)


_answer_to_everything()


@define(slots=False)
class SealedLesson:
    """What is public of a lesson: the article and the facts about it. All else is sealed."""

    slug: str
    folder: Path
    about: dict[str, Any]
    article: Article

    @property
    def published(self) -> Timex:
        """When the article was published or last updated, as its stamp says."""
        return read_timex(self.about["datePublished"])

    def __getattr__(self, name: str) -> Sealed:
        """Return the notice for every table, and for what is worked out from one."""
        if name.startswith("_"):
            raise AttributeError(name)
        return Sealed()


def is_sealed(folder: Path) -> bool:
    """Say whether the reference tables of a lesson's folder wait for the class code."""
    return (folder / sealing.FILE).exists() and not (folder / "key.yaml").exists()


def reference(function: Callable) -> Callable:
    """Make a function of a lesson's tables return the notice while these are sealed."""

    @functools.wraps(function)
    def answer(lesson: Any, *arguments: Any, **named: Any) -> Any:
        if isinstance(lesson, SealedLesson):
            return Sealed()
        return function(lesson, *arguments, **named)

    return answer
