"""Records: small values with named parts, made whole and never changed."""

from __future__ import annotations

from typing import Any, Self, dataclass_transform


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Record:
    """A value whose parts are its annotations, given by name; equal where all parts are equal.

    attrs does this and more, and the rest of the kit uses it. Importing it and making its classes
    takes longer than reading a whole lesson, so what every notebook opens with does without.
    """

    def __init__(self, **parts: Any) -> None:
        """Take the parts by name. Nothing is checked: what makes records has read their parts."""
        vars(self).update(parts)

    def replace(self, **changes: Any) -> Self:
        """A copy with other values in some of its parts."""
        return type(self)(**vars(self) | changes)

    def __setattr__(self, name: str, value: Any) -> None:
        """Refuse: a record is never changed. Use `replace`."""
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def __eq__(self, other: object) -> bool:
        """Say whether the other is of the same class, with the same parts."""
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        """One number for equal records."""
        return hash(tuple(vars(self).values()))

    def __repr__(self) -> str:
        """The class with its parts, as one would write it."""
        parts = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({parts})"
