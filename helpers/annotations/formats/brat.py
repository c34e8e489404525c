"""brat standoff: a text in NAME.txt, and beside it what is marked in it, in NAME.ann."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from helpers.annotations.formats import Damaged, Read
from helpers.annotations.marks import Link, Mark, Marked
from helpers.common.errors import KitError
from helpers.common.text import shorten

ENDING = ".ann"
NAME = "brat"
# What each line is by its first letter, with what has to stand between its tabs.
TEXT_BOUND = re.compile(r"(?P<type>\S+) (?P<spans>\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*)")
RELATION = re.compile(r"(?P<type>\S+) (?P<ends>\S+:\S+(?: \S+:\S+)+)\s*")
EVENT = re.compile(r"(?P<ends>\S+:\S+(?: \S+:\S+)*)\s*")
ATTRIBUTE = re.compile(r"(?P<type>\S+) (?P<mark>\S+)(?: (?P<value>.+))?")
REFERENCE = re.compile(r"(?P<type>\S+) (?P<mark>\S+) (?P<value>\S+)")
NOTE = re.compile(r"(?P<type>\S+) (?P<mark>\S+)")
EQUIVALENT = re.compile(r"Equiv(?P<marks>(?: \S+){2,})\s*")


class Reader:
    """What is read of one file, line by line; `wrong` gathers what cannot be."""

    def __init__(self, text: str) -> None:
        """Begin with nothing read."""
        self.text = text
        self.marks: dict[str, Mark] = {}
        self.links: dict[str, Link] = {}
        self.parts: dict[str, list[str]] = {}
        self.same: list[tuple[str, ...]] = []
        self.features: list[tuple[int, str, str, str]] = []
        self.triggers: dict[str, str] = {}
        self.notes: list[str] = []
        self.wrong: list[str] = []

    def line(self, number: int, line: str) -> None:
        """Read one line."""
        id, _, rest = line.partition("\t")
        told, _, words = rest.partition("\t")
        if id[:1] == "T":
            self.text_bound(number, id, told, words)
        elif id[:1] == "R" and (found := RELATION.fullmatch(told)):
            self.links[id] = Link(found["type"], ends(found["ends"]))
        elif id[:1] == "E" and (found := EVENT.fullmatch(told)):
            (kind, trigger), *others = ends(found["ends"])
            self.triggers[id] = trigger
            self.links[id] = Link(kind, ((kind, trigger), *others))
        elif id[:1] in ("A", "M") and (found := ATTRIBUTE.fullmatch(told)):
            value = found["value"] or "yes"
            self.features.append((number, found["mark"], found["type"], value))
        elif id[:1] == "N" and (found := REFERENCE.fullmatch(told)):
            value = f"{found['value']} {words}".strip()
            self.features.append((number, found["mark"], "identifier", value))
        elif id[:1] == "#" and (found := NOTE.fullmatch(told)):
            self.features.append((number, found["mark"], found["type"], words))
        elif id == "*" and (found := EQUIVALENT.fullmatch(told)):
            self.same.append(tuple(found["marks"].split()))
        else:
            self.wrong.append(f"Line {number} is none of brat's: {shorten(line)}")

    def text_bound(self, number: int, id: str, told: str, words: str) -> None:
        """Read a mark; one with gaps becomes a mark for each of its pieces."""
        found = TEXT_BOUND.fullmatch(told)
        if found is None:
            self.wrong.append(f"Line {number} does not say where {id} begins and ends.")
            return
        if id in self.parts:
            self.wrong.append(f"Line {number}: there are two marks {id}.")
            return
        spans = [tuple(map(int, span.split())) for span in found["spans"].split(";")]
        pieces = [self.text[start:end] for start, end in spans]
        # brat writes the pieces of a mark, also those in two lines, with spaces between them.
        if " ".join(" ".join(pieces).split()) != " ".join(words.split()):
            there = shorten(" … ".join(pieces)) if all(pieces) else "nothing"
            self.wrong.append(
                f"Line {number}: {id} is “{shorten(words)}”, and in the text there is “{there}”."
            )
            return
        self.parts[id] = []
        for place, ((start, end), piece) in enumerate(zip(spans, pieces, strict=True)):
            name = f"{id}.{place + 1}" if place else id
            self.parts[id].append(name)
            self.marks[name] = Mark(name, found["type"], start, end, piece)
        if len(spans) > 1:
            self.notes.append(f"{id}, “{shorten(words)}”, has gaps: each piece is a mark.")

    def finish(self) -> Marked:
        """All that was read, with features at their marks and links between marks."""
        for number, owner, name, value in self.features:
            targets = self.parts.get(self.triggers.get(owner, owner))
            if owner in self.links and owner not in self.triggers:
                self.links[owner].features[name] = value
            elif targets is None:
                self.wrong.append(f"Line {number} speaks of {owner}, which is not there.")
            else:
                for one in targets:
                    features = self.marks[one].features
                    before = f"{features[name]}; " if name in features else ""
                    features[name] = before + value
        links = [
            Link(one.layer, (*self.resolved(id, one),), one.features)
            for id, one in self.links.items()
        ]
        same = [tuple(self.known("*", one) for one in group) for group in self.same]
        return Marked(
            self.text,
            tuple(self.marks.values()),
            tuple(links),
            tuple(same),
            notes=tuple(self.notes),
        )

    def resolved(self, id: str, link: Link) -> Iterator[tuple[str, str]]:
        """The ends of a link as marks: all pieces of one with gaps, the trigger of an event."""
        for role, end in link.ends:
            name = self.known(id, end)
            for piece in self.parts.get(name, []):
                yield role, piece

    def known(self, id: str, end: str) -> str:
        """The mark that is meant by an id; one that is nowhere is wrong."""
        name = self.triggers.get(end, end)
        if name not in self.parts:
            self.wrong.append(f"{id} speaks of {end}, which is not there.")
        return name


def ends(words: str) -> tuple[tuple[str, str], ...]:
    """Roles and ids, as in “Source:T1 Content:T2”. Of two of one role brat numbers the second.

    A relation's own Arg1 and Arg2 say nothing of a role.
    """
    found = (word.rpartition(":") for word in words.split())
    return tuple((re.sub(r"^Arg\d$|\d+$", "", role), id) for role, _, id in found)


def read(path: Path) -> Read:
    """The marks of a file, and the text beside it."""
    text = path.with_suffix(".txt")
    try:
        # As brat does: what a line ends with counts, too.
        letters = text.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise KitError(
            f"{text.name} is not there. brat has the text in it: put it beside {path.name}."
        ) from None
    except UnicodeDecodeError:
        raise Damaged(text, ["It is not UTF-8."]) from None
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise Damaged(path, ["It is not UTF-8."]) from None
    reader = Reader(letters)
    for number, line in enumerate(lines, 1):
        if line.strip():
            reader.line(number, line.rstrip("\r"))
    marked = reader.finish()
    if reader.wrong:
        raise Damaged(path, reader.wrong)
    return marked
