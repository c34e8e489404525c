"""Entries as lines of YAML that a teacher reads and changes."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

WIDTH = 98
STEP = "  "
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*([-_][A-Za-z0-9]+)*|0|[1-9][0-9]{0,3}")
WORDS_OF_YAML = {"true", "false", "on", "off", "null", "y", "n"}
# What a folded text is read as it was written: single spaces, and no signs that end a line.
FOLDABLE = re.compile(
    r"[^\s\x00-\x1f\x7f\x85\u2028\u2029\ufeff]+( [^\s\x00-\x1f\x7f\x85\u2028\u2029\ufeff]+)*"
)


def block(value: Mapping[str, Any] | Sequence[Mapping[str, Any]], indent: str) -> Iterator[str]:
    """The lines of a mapping or a list; an empty line stands between its entries."""
    if isinstance(value, Mapping):
        parts = [named(name, one, indent) for name, one in value.items()]
    else:
        parts = [listed(one, indent) for one in value]
    for number, lines in enumerate(parts):
        if number:
            yield ""
        yield from lines


def named(name: str, value: Any, indent: str) -> Iterator[str]:
    """A name with its value."""
    head = f"{indent}{scalar(name)}:"
    if isinstance(value, Mapping):
        yield head
        for one in value.items():
            yield from named(*one, indent + STEP)
    elif isinstance(value, str):
        yield from words(head, value, indent)
    elif all(isinstance(one, str) for one in value):
        yield f"{head} [{', '.join(map(scalar, value))}]"
    else:
        yield head
        for one in value:
            yield from listed(one, indent + STEP)


def listed(entry: Mapping[str, Any], indent: str) -> Iterator[str]:
    """A mapping as an entry of a list."""
    lines = (line for one in entry.items() for line in named(*one, indent + STEP))
    for number, line in enumerate(lines):
        yield f"{indent}- {line[len(indent) + 2 :]}" if number == 0 else line


def words(head: str, value: str, indent: str) -> Iterator[str]:
    """A text behind its name: on the line of this where it fits, and else folded."""
    line = f"{head} {scalar(value)}"
    if len(line) <= WIDTH or not FOLDABLE.fullmatch(value):
        yield line
        return
    yield f"{head} >-"
    inner = indent + STEP
    fold = textwrap.TextWrapper(
        WIDTH,
        initial_indent=inner,
        subsequent_indent=inner,
        break_long_words=False,
        break_on_hyphens=False,
    )
    yield from fold.wrap(value)


def scalar(value: str) -> str:
    """A text on one line, in quotation marks where YAML could take it for something else."""
    if PLAIN.fullmatch(value) and value.lower() not in WORDS_OF_YAML:
        return value
    import yaml

    return yaml.dump(value, default_style='"', allow_unicode=True, width=10**9).strip()
