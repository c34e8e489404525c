"""The formats of other platforms, one a module. A format is known by its module being here.

A module has ENDING, that of its files; PLATFORMS, who takes them; MADE, by which a file of this
format is known; `takes`, which gives a question as it can be asked there, or raises Lost; and
`write`, which gives the bytes of a file.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from attrs import frozen
from markupsafe import Markup

from helpers.exchange.items import Item


@frozen
class Quiz:
    """What is exported: its title, the article as HTML, and the questions in their order."""

    title: str
    article: Markup
    items: Sequence[Item]


class Format(Protocol):
    """What a module of a format has."""

    ENDING: str
    PLATFORMS: str
    MADE: bytes

    def takes(self, item: Item) -> Item:
        """A question as it can be asked there; raises Lost where it cannot."""

    def write(self, quiz: Quiz) -> bytes:
        """The file."""


@cache
def formats() -> dict[str, Format]:
    """The formats by the endings of their files."""
    names = sorted(one.name for one in pkgutil.iter_modules(__path__))
    modules = [cast(Format, import_module(f"{__name__}.{name}")) for name in names]
    return {one.ENDING: one for one in modules}
