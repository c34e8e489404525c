"""Entries that are added to lesson.yaml: all else in the file stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from helpers.common.atomic_file import write
from helpers.common.errors import KitError, ReadingError
from helpers.common.yaml_reader import compose
from helpers.lesson.metadata import FILE as ABOUT

Entries = Sequence[Mapping[str, str]] | Mapping[str, str]


def add_under(folder: Path, name: str, new: Entries, meaning: str) -> None:
    """Add entries before those that stand under a name; `meaning` is said of one that is new.

    Raises KitError, and then nothing has changed, where the file has a form that nothing can be
    added to, and OSError where it cannot be read or written.
    """
    new = stripped(new) if isinstance(new, Mapping) else [stripped(one) for one in new]
    trouble = KitError(f"Write “{name}:” in {ABOUT} on a line of its own, and do this again.")
    path = folder / ABOUT
    try:
        text = path.read_bytes().decode("utf-8")
        old = compose(text.removeprefix("\ufeff"), "").value
    except (UnicodeDecodeError, ReadingError):
        raise trouble from None
    end = "\r\n" if "\r\n" in text else "\n"
    head = re.search(rf"^{name}:[ \t]*(?:#[^\n]*)?\r?(?:\n|\Z)", text, re.MULTILINE)
    place = head.end() if head else len(text)
    entry = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*( +(?=\S)|(?=- ))").match(text, place)
    indent = entry[1] if head and entry else "  "
    lines = [f"{indent}{line}" for line in lines_of(new)]
    if head is None:
        lines = ["", f"# {meaning}", f"{name}:", *lines]
    glue = "" if not place or text[place - 1] == "\n" else end
    whole = text[:place] + glue + end.join([*lines, ""]) + text[place:]
    held: Any = old.get(name) or ()
    try:
        wanted = {**new, **dict(held)} if isinstance(new, Mapping) else [*new, *held]
        if compose(whole.removeprefix("\ufeff"), "").value != {**old, name: wanted}:
            raise trouble
    except (ReadingError, TypeError, ValueError):
        raise trouble from None
    write(path, whole.encode())


def stripped(entry: Mapping[str, str]) -> dict[str, str]:
    """An entry as it is read again."""
    return {name: words.strip() for name, words in entry.items()}


def lines_of(new: Entries) -> Iterator[str]:
    """The lines of entries, from where they are indented."""
    if isinstance(new, Mapping):
        yield from (f"{name}: {quoted(words)}" for name, words in new.items())
        return
    for one in new:
        for number, (name, words) in enumerate(one.items()):
            yield f"{'  ' if number else '- '}{name}: {quoted(words)}"


def quoted(words: str) -> str:
    """A text in marks that hold whatever is in it."""
    if words.isprintable():
        return "'" + words.replace("'", "''") + "'"
    plain = words.replace("\\", r"\\").replace('"', r"\"")
    signs = (one if one.isprintable() else rf"\U{ord(one):08x}" for one in plain)
    return f'"{"".join(signs)}"'
