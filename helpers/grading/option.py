"""One choice that a teacher has in grading, as a command and a form offer it."""

from __future__ import annotations

from attrs import frozen


@frozen
class Option:
    """A choice: its name without hyphens, its label in a form, what it changes, and what holds
    where nothing is said.

    `values` are all that may be chosen, empty where it is free text. Where `is_path`, it names a
    file or a folder, and `metavar` says of which kind. One that `needs` another makes no sense
    without it.
    """

    name: str
    label: str
    help: str
    default: str = ""
    values: tuple[str, ...] = ()
    is_path: bool = False
    metavar: str | None = None
    needs: str = ""
