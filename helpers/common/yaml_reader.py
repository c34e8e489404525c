"""YAML read as text: nothing in a file is ever made into an object, and every line is known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from helpers.common.errors import Findings, Problem, ReadingError

DEEPEST = 30  # mappings and lists within each other; ours have six


@frozen
class Document:
    """What a file holds, and on which line.

    `value` is made of text, lists and mappings. `lines` gives the line of each name and list
    entry by its path from the top: ("exercises", 0, "id").
    """

    value: dict[str, Any]
    lines: dict[tuple[str | int, ...], int]

    def line(self, *path: str | int) -> int | None:
        """Return the line of a name, or else of what it stands in; None at the top."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


def read_yaml(path: Path, findings: Findings, remedy: str) -> Document | None:
    """Return what a YAML file holds, or None after reporting why it cannot be read.

    `remedy` says what to do about a file that is missing or empty.
    """

    def report(found: str, remedy: str) -> None:
        findings.problems.append(Problem(path.name, found, remedy))

    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return report("the file is not there", remedy)
    except (OSError, UnicodeDecodeError):
        return report("the file cannot be read", "save it as UTF-8 text")
    try:
        return compose(text, remedy)
    except ReadingError as error:
        return report(error.found, error.remedy)


def compose(text: str, remedy: str) -> Document:
    """Return what a YAML text holds.

    Raises ReadingError where the text is no YAML, holds no mapping, says a name twice, repeats a
    part by & and *, or is nested too deep.
    """
    import yaml

    builder = Builder()
    try:
        # The events of a parser, and not its objects: no tag can ever make one.
        for event in yaml.parse(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f" (line {mark.line + 1})" if mark else ""
        if mark and text[mark.index : mark.index + 1] == "\t":
            found, remedy = "a tab stands where only spaces may", "replace the tab by spaces"
        else:
            found, remedy = error.problem, "mend that line"
        raise ReadingError(f"it is not YAML{where}: {found}", remedy) from None
    except yaml.YAMLError:
        raise ReadingError("it is not YAML", "undo the last change") from None
    if not isinstance(builder.whole, dict):
        raise ReadingError("it holds no names with values", remedy)
    return Document(builder.whole, builder.lines)


@define
class Builder:
    """Builds text, lists and mappings from the events of a parser."""

    whole: Any = None
    lines: dict[tuple[str | int, ...], int] = field(factory=dict)
    _open: list[dict | list] = field(factory=list)
    _path: list[str | int | None] = field(factory=list)  # None where a name is awaited

    def take(self, event: Any) -> None:
        """Take one event; ReadingError for what has no place here."""
        kind, line = type(event).__name__, event.start_mark.line + 1 if event.start_mark else 0
        if kind == "AliasEvent":
            raise ReadingError(f"it repeats a part by * (line {line})", "take & and * out")
        if kind == "ScalarEvent":
            is_nothing = event.value in ("~", "null", "") and not event.style
            self.put("" if is_nothing else event.value.strip(), line)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            value: dict | list = {} if kind.startswith("Mapping") else []
            self.put(value, line)
            self._open.append(value)
            self._path.append(None if kind.startswith("Mapping") else 0)
            if len(self._open) > DEEPEST:
                raise ReadingError(f"it is nested too deep (line {line})", "undo the last change")
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._open.pop()
            self._path.pop()
            self.go_on()

    def put(self, value: Any, line: int) -> None:
        """Put a value, or the name of one, where the builder is."""
        if not self._open and self.whole is not None:
            raise ReadingError(f"a second document begins (line {line})", "take out the line ---")
        if not self._open:
            self.whole = value
            return
        around = self._open[-1]
        if isinstance(around, list):
            around.append(value)
            self.lines[tuple(self._path)] = line
        elif self._path[-1] is None:
            if not isinstance(value, str):
                raise ReadingError(f"a name is no text (line {line})", "write “name: value”")
            if value in around:
                raise ReadingError(f"“{value}” is there twice (line {line})", "take one out")
            self._path[-1] = value
            self.lines[tuple(self._path)] = line
            return
        else:
            around[self._path[-1]] = value
        if isinstance(value, str):
            self.go_on()

    def go_on(self) -> None:
        """Go to the next entry of a list, or await the next name of a mapping."""
        if self._open:
            last = self._path[-1]
            self._path[-1] = last + 1 if isinstance(self._open[-1], list) else None
