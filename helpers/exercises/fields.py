"""The fields of exercises.yaml: how a class declares them, and readers of their values."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar, dataclass_transform

import attrs

from helpers.common.errors import ReadingError
from helpers.lesson.column_types import counting_number, identifier, one_of

NOT_SAID = "The article does not say"
UNSAID = "not-said"  # the id of that option, wherever it is one
NOTEBOOKS = ("00", "01", "02", "03", "04", "05")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Class = TypeVar("Class")


def declared(read: Callable[[Any], Any], *, default: Any = attrs.NOTHING) -> Any:
    """Declare a field of exercises.yaml, with its reader; one with a default may be left out."""
    return attrs.field(default=default, metadata={"read": read})


@dataclass_transform(
    frozen_default=True, kw_only_default=True, field_specifiers=(attrs.field, declared)
)
def with_fields(cls: type[Class]) -> type[Class]:
    """Make a class of declared fields, frozen and filled by name.

    Instances are compared by identity: a lesson has one of each, and classes that can do less are
    made faster, which whoever opens a notebook waits for.
    """
    return attrs.frozen(cls, kw_only=True, eq=False, repr=False, slots=False)


def replaced(one: Class, **fields: Any) -> Class:
    """The same as `one`, an instance of a class of declared fields, but for some of them."""
    return attrs.evolve(one, **fields)  # type: ignore[misc]  # mypy sees no attrs class


def text(value: Any) -> str:
    """Text on one line; ReadingError where there is none."""
    if not isinstance(value, str) or not value:
        raise ReadingError("it is no text", "write a text behind the colon")
    return " ".join(value.split())


def number(value: Any) -> int:
    """A whole number from 1."""
    return counting_number(value if isinstance(value, str) else "")


def short_name(value: Any) -> str:
    """An id: small letters a to z and figures, in words joined by hyphens."""
    if not NAME.fullmatch(text(value)):
        raise ReadingError(f"“{value}” is no id", "write small letters, and - between words")
    return str(value)


def notebook(value: Any) -> str:
    """The number of a notebook, in two figures."""
    found = text(value).zfill(2)
    if found not in NOTEBOOKS:
        raise ReadingError(f"“{value}” is no notebook", f"write one of: {', '.join(NOTEBOOKS)}")
    return found


def yes_or_no(value: Any) -> bool:
    """Yes or no, or true or false, as a truth value."""
    words = {"yes": True, "true": True, "no": False, "false": False}
    if not isinstance(value, str) or value.lower() not in words:
        raise ReadingError("it is neither yes nor no", "write yes, or no")
    return words[value.lower()]


def choose(*choices: str) -> Callable[[Any], str]:
    """A reader that takes one of `choices`."""
    return lambda value: one_of(*choices)(text(value))


def texts(least: int = 1) -> Callable[[Any], dict[str, str]]:
    """A reader of texts by id, of which there are at least some."""

    def read(value: Any) -> dict[str, str]:
        if not isinstance(value, dict) or len(value) < least:
            remedy = f"write “id: text” under it, one a line, at least {least}"
            raise ReadingError("it holds too few texts with ids", remedy)
        for name, one in value.items():
            identifier(name)
            if not isinstance(one, str) or not one:
                raise ReadingError(f"“{name}” has no text", "write a text behind the colon")
            if name == UNSAID and one != NOT_SAID:
                raise ReadingError(f"the text of {name} is another one", f"write “{NOT_SAID}”")
        return {name: text(one) for name, one in value.items()}

    return read
