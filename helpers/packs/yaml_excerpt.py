"""Parts of a YAML text, letter for letter: some of its entries, or all of it without remarks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from helpers.common.errors import ReadingError
from helpers.common.yaml_reader import compose

if TYPE_CHECKING:
    from yaml import Node

REMEDY = "begin each entry on a line of its own"
REMARK = re.compile(r"(?<!\S)#[^\r\n]*")
BLOCK_HEAD = re.compile(r"[|>][-+0-9]*[ \t]+(?P<remark>#[^\r\n]*)")


def keep_entries(text: str, name: str, kept: Collection[str]) -> str:
    """Return a text with only some entries of the list or mapping `name`, and all else as it is.

    An entry of a list is known by its `id`. What stands before an entry, remarks say, belongs to
    it. Raises ReadingError where the text is no YAML or cannot be cut so.
    """
    wanted = compose(text, REMEDY).value
    entries = wanted.get(name)
    if not entries or isinstance(entries, str):
        return text
    found = list(spans_of(text, name))
    joint = "" if text[found[0][1] - 1] == "\n" else ", "
    pieces = [text[start:end] for one, start, end in found if one in kept]
    cut = text[: found[0][1]] + joint.join(pieces) + text[found[-1][2] :]
    if isinstance(entries, dict):
        wanted[name] = {one: value for one, value in entries.items() if one in kept}
    else:
        wanted[name] = [one for one in entries if one["id"] in kept]
    return proven(cut, wanted)


def spans_of(text: str, name: str) -> Iterator[tuple[str, int, int]]:
    """Yield the entries under a name: the id of each, where it begins and where it ends."""
    import yaml

    root = yaml.compose(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    head, listed = next(pair for pair in root.value if pair[0].value == name)
    is_list = isinstance(listed, yaml.SequenceNode)
    entries = [(id_of(one), one, one) for one in listed.value] if is_list else []
    entries = entries or [(key.value, key, value) for key, value in listed.value]
    if listed.flow_style:
        for one, first, last in entries:
            yield one, first.start_mark.index, last.end_mark.index
        return
    begin = text.find("\n", head.end_mark.index) + 1
    for one, _, last in entries:
        end = end_of(last)
        if text[end - 1] != "\n":
            end = text.find("\n", end) + 1 or len(text)
        yield one, begin, end
        begin = end


def id_of(entry: Node) -> str:
    """Return the id of an entry of a list."""
    return next((value.value for key, value in entry.value if key.value == "id"), "")


def end_of(node: Node) -> int:
    """Return where the last word of a node ends; a remark behind it is no part of the node."""
    while node.value and not isinstance(node.value, str) and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node.end_mark.index


def without_remarks(text: str) -> str:
    """Return a YAML text without its remarks, and without the lines that held nothing else."""
    kept, at = [], 0
    for start, end in remarks_in(text):
        line = text.rfind("\n", 0, start) + 1
        if text[line:start].strip():
            kept.append(text[at:start].rstrip(" \t"))
            at = end
        else:
            kept.append(text[at:line])
            at = text.find("\n", end) + 1 or len(text)
    return proven("".join(kept) + text[at:], compose(text, REMEDY).value)


def remarks_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each remark begins and ends; a sign in the middle of a value makes none."""
    import yaml

    at = 0
    for event in yaml.parse(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if isinstance(event, yaml.ScalarEvent):
            start = event.start_mark.index
            yield from (one.span() for one in REMARK.finditer(text, at, start))
            head = BLOCK_HEAD.match(text, start)
            if head and event.style in ("|", ">"):
                yield head.span("remark")
            at = event.end_mark.index
    yield from (one.span() for one in REMARK.finditer(text, at))


def proven(text: str, wanted: Any) -> str:
    """Return a text after making sure that it says what is wanted."""
    if compose(text, REMEDY).value != wanted:
        raise ReadingError("it is written in a way in which no entry can be left out", REMEDY)
    return text
