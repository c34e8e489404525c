"""A lesson whose reference tables are sealed: what asks for them gets a calm notice."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar, cast

from helpers.common.errors import KitError
from helpers.lesson.article import Article
from helpers.lesson.dates import Timex
from helpers.lesson.metadata import stamp

FILE = "sealed.json"
KEY = "key.yaml"  # is there once the class code has opened all else
Function = TypeVar("Function", bound=Callable[..., Any])
NOTICE = "This part opens with the class code. Your own answer comes first."


class StillSealed(KitError, TypeError):
    """Something asks for the number, the length or the truth of what is sealed."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(NOTICE)


class Sealed:
    """What stands for every value that is worked out from sealed tables.

    Whatever a cell does with it gives the same again, so that a notebook runs through; shown, it
    is a notice. What has to be a number, or true or false, is refused with the notice, so that no
    wrong value comes of it.
    """

    caption: str

    def __init__(self, caption: str = "") -> None:
        """Take the first line of the notice."""
        vars(self)["caption"] = caption  # to set it in the ordinary way is refused below

    def __getattr__(self, name: str) -> Sealed:
        """The same for every part, but for what Python and Jupyter look for by name."""
        if name.startswith("_"):
            raise AttributeError(name)
        return self

    def _same(self, *_: Any, **__: Any) -> Sealed:
        return self

    def _refuse(self, *_: Any, **__: Any) -> Any:
        raise StillSealed

    def __iter__(self) -> Iterator[Sealed]:
        """Hold the same, once."""
        yield self

    def __format__(self, _: str) -> str:
        """The notice."""
        return NOTICE

    @property
    def html(self) -> str:
        """The notice as HTML, as what is shown has its own."""
        from html import escape

        return (
            f"{escape(self.caption, quote=False)}\n<p>{escape(NOTICE)}</p>"
            if self.caption
            else NOTICE
        )

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": f"{self.caption}\n{NOTICE}".strip()}

    def __repr__(self) -> str:
        """The notice."""
        return NOTICE


SAME = (
    "call getitem add radd sub rsub mul rmul truediv rtruediv floordiv rfloordiv mod rmod pow rpow"
)
SAME += " and or xor rand ror rxor invert neg pos abs round divmod rdivmod eq ne lt le gt ge"
REFUSED = "len bool contains int float complex index setitem delitem setattr delattr"
for _name in SAME.split():
    setattr(Sealed, f"__{_name}__", Sealed._same)
for _name in REFUSED.split():
    setattr(Sealed, f"__{_name}__", Sealed._refuse)
del _name


class SealedLesson:
    """What is public of a lesson: the article and the facts about it. All else is sealed."""

    def __init__(self, slug: str, folder: Path, about: dict[str, Any], article: Article) -> None:
        """Take what was read; `open_lesson` does so."""
        self.slug, self.folder, self.about, self.article = slug, folder, about, article

    @property
    def published(self) -> Timex:
        """When the article was published or last changed, as its stamp says."""
        return stamp(self.about)

    def __getattr__(self, name: str) -> Sealed:
        """The notice for every table, and for what is worked out from one."""
        if name.startswith("_"):
            raise AttributeError(name)
        return Sealed()


def is_sealed(folder: Path) -> bool:
    """Whether the reference tables of a lesson's folder wait for the class code."""
    return (folder / FILE).exists() and not (folder / KEY).exists()


def was_opened(folder: Path) -> bool:
    """Whether a lesson was sealed, and the class code has opened it."""
    return (folder / FILE).exists() and not is_sealed(folder)


def reference(function: Function) -> Function:
    """Make a function of a lesson's tables return the notice while these are sealed."""

    @functools.wraps(function)
    def answer(lesson: Any, *arguments: Any, **named: Any) -> Any:
        if isinstance(lesson, SealedLesson):
            return Sealed()
        return function(lesson, *arguments, **named)

    return cast(Function, answer)
