"""YAML read as text: nothing in a file is ever made into an object, and every line is known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from helpers.common.errors import Findings, Problem, ReadingError

if TYPE_CHECKING:
    from yaml import Event

DEEPEST = 30  # mappings and lists within each other; ours have six
YamlPath = tuple[str | int, ...]


class Document(NamedTuple):
    """What a file holds, and on which line.

    `value` is made of text, lists and mappings. `lines` gives the line, from 1, of each name and
    list entry by its path from the top: ("exercises", 0, "id").
    """

    value: dict[str, Any]
    lines: dict[YamlPath, int]

    def line(self, *path: str | int) -> int | None:
        """The line of a name, or else of what it stands in; None at the top."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


def read_yaml(path: Path, findings: Findings, remedy: str) -> Document | None:
    """Read a YAML file that holds a mapping; None after reporting why it cannot be read.

    `remedy` says what to do about a file that is missing or empty.
    """
    try:
        return compose(path.read_bytes().decode("utf-8-sig"), remedy)
    except ReadingError as error:
        found, remedy = error.found, error.remedy
    except FileNotFoundError:
        found = "the file is not there"
    except (OSError, UnicodeDecodeError):
        found, remedy = "the file cannot be read", "save it as UTF-8 text"
    findings.problems.append(Problem(path.name, found, remedy))
    return None


def compose(text: str, remedy: str) -> Document:
    """Read a YAML text that holds a mapping.

    Raises ReadingError where the text is no YAML, holds no mapping, says a name twice, repeats a
    part by & and *, or is nested too deep.
    """
    import yaml

    try:
        # The events of a parser, and not its objects: no tag can ever make one.
        events = iter(yaml.parse(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
        whole, lines = read_documents(events)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f" (line {mark.line + 1})" if mark else ""
        if mark and text[mark.index : mark.index + 1] == "\t":
            found, remedy = "a tab stands where only spaces may", "replace the tab by spaces"
        else:
            found, remedy = str(error.problem), "mend that line"
        raise ReadingError(f"it is not YAML{where}: {found}", remedy) from None
    except yaml.YAMLError:
        raise ReadingError("it is not YAML", "undo the last change") from None
    if not isinstance(whole, dict):
        raise ReadingError("it holds no names with values", remedy)
    return Document(whole, lines)


def read_documents(events: Iterator[Event]) -> tuple[Any, dict[YamlPath, int]]:
    """The value of the only document, and its lines; ReadingError where a second one begins."""
    import yaml

    whole: Any = None
    lines: dict[YamlPath, int] = {}
    for event in events:
        if not isinstance(event, yaml.NodeEvent):
            continue  # where the stream and its documents begin and end
        if whole is not None and not isinstance(event, yaml.AliasEvent):
            raise ReadingError(f"a second document begins ({at(event)})", "take out the line ---")
        whole = read_node(event, events, (), lines)
    return whole, lines


def read_node(
    event: Event, events: Iterator[Event], path: YamlPath, lines: dict[YamlPath, int]
) -> Any:
    """The value that begins with an event, and may go on in the next; its lines go into `lines`."""
    import yaml

    if isinstance(event, yaml.AliasEvent):
        raise ReadingError(f"it repeats a part by * ({at(event)})", "take & and * out")
    if isinstance(event, yaml.ScalarEvent):
        is_nothing = event.value in ("~", "null", "") and not event.style
        return "" if is_nothing else event.value.strip()
    if len(path) >= DEEPEST:
        raise ReadingError(f"it is nested too deep ({at(event)})", "undo the last change")
    if isinstance(event, yaml.SequenceStartEvent):
        entries: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            here = (*path, len(entries))
            lines[here] = line_of(event)
            entries.append(read_node(event, events, here, lines))
        return entries
    found: dict[str, Any] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        if isinstance(event, yaml.CollectionStartEvent):
            raise ReadingError(f"a name is no text ({at(event)})", "write “name: value”")
        name = read_node(event, events, path, lines)
        if name in found:
            raise ReadingError(f"“{name}” is there twice ({at(event)})", "take one out")
        here = (*path, name)
        lines[here] = line_of(event)
        found[name] = read_node(next(events), events, here, lines)
    return found


def line_of(event: Event) -> int:
    """The line that an event begins on, from 1; 0 where the parser does not know."""
    return event.start_mark.line + 1 if event.start_mark else 0


def at(event: Event) -> str:
    """Where an event begins, for a message."""
    return f"line {line_of(event)}"
