"""WebAnno TSV 3, which INCEpTION exports: sentences, a line a token, a column a feature.

Offsets count units of UTF-16. A mark over several tokens has the same number in brackets in each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import evolve, frozen

from helpers.annotations.formats import Damaged, Read
from helpers.annotations.marks import Link, Mark, Marked, code_points
from helpers.common.text import shorten

ENDING = ".tsv"
NAME = "WebAnno TSV 3 (INCEpTION)"
FORMAT = re.compile(r"#FORMAT=WebAnno TSV 3\.(\d+)\s*")
UNIT = re.compile(r"(\d+)-(\d+)(?:\.(\d+))?")
OFFSETS = re.compile(r"(\d{1,9})-(\d{1,9})")
FARTHEST = 10_000  # letters between two sentences
NUMBERED = re.compile(r"(?P<value>.*)(?<!\\)\[(?P<number>\d+)(?:_(?P<other>\d+))?\]", re.DOTALL)
CHAINED = re.compile(r"(?P<value>.*)(?<!\\)->(?P<chain>\d+)-(?P<place>\d+)", re.DOTALL)
BAR, SEMICOLON = re.compile(r"(?<!\\)\|"), re.compile(r"(?<!\\);")
ESCAPED = re.compile(r"\\(->|.)", re.DOTALL)
ANYTHING = "uima.tcas.Annotation"  # a slot that may point to a mark of any layer
LETTERS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "b": "\b"}


@frozen
class Column:
    """A column: its layer, and what it holds.

    `holds` is one of: feature, role and target (of a slot), from (the other end of a relation),
    chain (its type), next (its relation), nothing. `kind` is the kind of layer: SP, CH or RL, and
    `base` the layer of the marks that a slot or a relation points to.
    """

    kind: str
    layer: str
    name: str
    holds: str
    base: str = ""


def columns_of(line: str) -> list[Column]:
    """The columns that a line of the head declares; one without features has a column, too."""
    kind, _, rest = line.removeprefix("#T_").partition("=")
    layer, *names = rest.split("|")
    found: list[Column] = []
    for name in [one for one in names if one]:
        before = found[-1] if found else None
        if kind == "SP" and name.startswith("ROLE_"):
            # ROLE_layer:feature_type of the link
            feature = name.partition(":")[2].rpartition("_")[0] or name
            found.append(Column(kind, layer, feature, "role"))
        elif kind == "SP" and before and before.holds == "role":
            found.append(Column(kind, layer, before.name, "target", name))
        elif kind == "RL" and name.startswith("BT_"):
            found.append(Column(kind, layer, name, "from", name.removeprefix("BT_")))
        elif kind == "CH":
            holds = "next" if name == "referenceRelation" else "chain"
            found.append(Column(kind, layer, name, holds))
        else:
            found.append(Column(kind, layer, name, "feature"))
    return found or [Column(kind, layer, "", "nothing")]


def plain(value: str) -> str:
    """A value without its escapes."""
    return ESCAPED.sub(lambda found: LETTERS.get(found[1], found[1]), value)


@frozen
class Unit:
    """A token, or a stretch within one: its name in the file, and where it begins and ends."""

    name: str
    start: int
    end: int


class Stretch:
    """A mark that grows while its tokens are read."""

    def __init__(self, id: str, layer: str, unit: Unit) -> None:
        """Begin with the first token."""
        self.id, self.layer, self.start, self.end = id, layer, unit.start, unit.end
        self.features: dict[str, str] = {}


class Reader:
    """What is read of one file; offsets are those of the file until the end."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self.columns: list[Column] = []
        self.text = ""
        self.units: dict[str, Unit] = {}
        self.stretches: dict[str, Stretch] = {}
        self.at: dict[tuple[str, str], list[str]] = {}  # the marks of a layer that a unit bears
        self.slots: list[tuple[int, Column, str, str, str]] = []
        self.relations: list[tuple[int, str, str, dict[str, str], str]] = []
        self.chains: dict[tuple[str, str], list[str]] = {}
        self.wrong: list[str] = []
        self.notes: list[str] = []
        self.single: list[int] = []  # where one sign between two sentences is

    def head(self, lines: list[str]) -> int:
        """Read the head; the number of lines in it."""
        if not lines or not FORMAT.fullmatch(lines[0]):
            self.wrong.append(
                "Line 1 does not say “#FORMAT=WebAnno TSV 3.3”. Export it from INCEpTION as "
                "“WebAnno TSV v3.3”."
            )
            return len(lines)
        number = 1
        while number < len(lines) and lines[number].startswith("#T_"):
            self.columns += columns_of(lines[number])
            number += 1
        return number

    def body(self, lines: list[str], first: int) -> None:
        """Read the sentences."""
        said: list[str] = []
        is_new = False
        for number, line in enumerate(lines[first:], first + 1):
            if line.startswith("#Text="):
                said = said if is_new else []
                said.append(plain(line.removeprefix("#Text=")))
                is_new = True
            elif not line or (line.startswith("#") and "\t" not in line):
                continue
            else:
                self.unit(number, line, "\n".join(said) if is_new else None)
                is_new = False

    def unit(self, number: int, line: str, sentence: str | None) -> None:
        """Read a token or a part of one; with the first of a sentence comes its text."""
        cells = line.split("\t")
        offsets = OFFSETS.fullmatch(cells[1]) if len(cells) > 2 else None
        if not UNIT.fullmatch(cells[0]) or offsets is None:
            self.wrong.append(f"Line {number} is no token: {shorten(line)}")
            return
        if len(cells) < 3 + len(self.columns):
            self.wrong.append(
                f"Line {number} has {len(cells)} cells; the head asks for {3 + len(self.columns)}."
            )
            return
        unit = Unit(cells[0], int(offsets[1]), int(offsets[2]))
        if sentence is not None:
            self.sentence(number, unit.start, sentence)
        self.units[unit.name] = unit
        bears = self.values(unit, cells[3:])
        for layer in dict.fromkeys((one.kind, one.layer) for one in self.columns):
            self.layer(number, unit, *layer, bears)

    def sentence(self, number: int, start: int, words: str) -> None:
        """Put a sentence behind the text, with the spaces that lie between."""
        length = len(self.text.encode("utf-16-le")) // 2
        if start < length:
            self.wrong.append(f"Line {number}: the sentence begins before the last one ends.")
            return
        if start > length + FARTHEST:
            self.wrong.append(f"Line {number}: the sentence begins far behind the last one.")
            return
        if start == length + 1:
            self.single.append(len(self.text))
        self.text += (" " if start == length + 1 else "\n" * (start - length)) + words

    def values(self, unit: Unit, cells: list[str]) -> list[list[str]]:
        """What stands in each column: a value for each mark that is stacked there."""
        return [[] if cell == "_" else BAR.split(cell) for cell in cells[: len(self.columns)]]

    def layer(self, number: int, unit: Unit, kind: str, layer: str, bears: list[list[str]]) -> None:
        """Read what one layer has at a unit."""
        mine = [
            (column, values)
            for column, values in zip(self.columns, bears, strict=True)
            if (column.kind, column.layer) == (kind, layer)
        ]
        for place in range(max((len(values) for _, values in mine), default=0)):
            stacked = [(column, values[place]) for column, values in mine if place < len(values)]
            if kind == "SP":
                self.span(number, unit, layer, place, stacked)
            elif kind == "RL":
                self.relation(number, unit, layer, stacked)
            else:
                self.chain(unit, layer, place, stacked)

    def span(
        self, number: int, unit: Unit, layer: str, place: int, stacked: list[tuple[Column, str]]
    ) -> None:
        """Read a mark, or one more token of it."""
        read = [(column, NUMBERED.fullmatch(value), value) for column, value in stacked]
        known = next((f["number"] for c, f, _ in read if f and c.holds != "target"), None)
        id = f"{layer}[{known}]" if known else f"{layer} {unit.name} {place}"
        stretch = self.stretches.get(id)
        if stretch is None:
            stretch = self.stretches[id] = Stretch(id, layer, unit)
        stretch.start = min(stretch.start, unit.start)
        stretch.end = max(stretch.end, unit.end)
        self.at.setdefault((layer, unit.name), []).append(id)
        roles: list[str] = []
        for column, found, value in read:
            value = found["value"] if found and column.holds != "target" else value
            if column.holds == "feature" and value != "*":
                stretch.features[column.name] = plain(value)
            elif column.holds == "role":
                roles = ["" if one == "*" else plain(one) for one in SEMICOLON.split(value)]
            elif column.holds == "target" and value != "*":
                for role, end in zip(roles, SEMICOLON.split(value), strict=False):
                    self.slots.append((number, column, id, role, end))

    def relation(
        self, number: int, unit: Unit, layer: str, stacked: list[tuple[Column, str]]
    ) -> None:
        """Read a relation, which stands at the token of its end."""
        features = {
            column.name: plain(value)
            for column, value in stacked
            if column.holds == "feature" and value != "*"
        }
        start = next((value for column, value in stacked if column.holds == "from"), "*")
        base = next((column.base for column, _ in stacked if column.holds == "from"), "")
        self.relations.append((number, layer, base, features, f"{start}>{unit.name}"))

    def chain(self, unit: Unit, layer: str, place: int, stacked: list[tuple[Column, str]]) -> None:
        """Read a link of a chain: a mark that is of the same as the others."""
        id, features, chain = f"{layer} {unit.name} {place}", {}, ""
        for column, value in stacked:
            found = (NUMBERED if column.holds == "chain" else CHAINED).fullmatch(value)
            if found and column.holds == "chain":
                chain = chain or found["number"]
            elif found:
                chain, id = found["chain"], f"{layer} {found['chain']}-{found['place']}"
            said = found["value"] if found else value
            if said != "*":
                features[column.name] = plain(said)
        stretch = self.stretches.get(id)
        if stretch is None:
            stretch = self.stretches[id] = Stretch(id, layer, unit)
            self.chains.setdefault((layer, chain), []).append(id)
        stretch.end = max(stretch.end, unit.end)
        stretch.features |= features

    def links(self) -> Iterator[Link]:
        """Slots and relations as links between marks."""
        hosts: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for number, column, host, role, end in dict.fromkeys(self.slots):
            target = self.pointed(number, end, column.base)
            if target:
                hosts.setdefault((host, column.name), []).append((role or column.name, target))
        for (host, name), ends in hosts.items():
            layer = self.stretches[host].layer
            yield Link(name, ((short(layer), host), *dict.fromkeys(ends)))
        for number, layer, base, features, way in self.relations:
            start, _, end = way.partition(">")
            # Numbers of both ends in one pair of brackets; 0 for one that needs none.
            found = re.fullmatch(r"(.*?)(?:\[(\d+)_(\d+)\])?", start)
            numbers = (found[2], found[3]) if found else (None, None)
            names = (found[1] if found else start, end)
            both = [
                self.pointed(number, f"{name}[{one}]" if one and one != "0" else name, base)
                for name, one in zip(names, numbers, strict=True)
            ]
            yield Link(layer, tuple(("", one) for one in both if one), features)

    def pointed(self, number: int, end: str, base: str) -> str | None:
        """The mark that “2-3[4]” means; None after saying that there is none."""
        found = NUMBERED.fullmatch(end)
        if found:
            ids = [one for one in self.stretches if one.endswith(f"[{found['number']}]")]
        else:
            ids = [
                one
                for (layer, unit), some in self.at.items()
                if unit == end and base in ("", ANYTHING, layer)
                for one in some
            ]
        if not ids:
            self.wrong.append(f"Line {number} points to {end}, where nothing is marked.")
        return ids[0] if ids else None

    def finish(self) -> Marked:
        """All that was read; offsets now count code points."""
        places, guessed = code_points(self.text), ""
        if self.single and "\n" not in self.text:
            letters = list(self.text)
            for place in self.single:
                letters[place] = "\n"
            self.text = "".join(letters)
            guessed = (
                "WebAnno TSV does not say where a paragraph ends: each sentence is one now. To "
                "keep yours, begin the lesson from your text, and bring this file into it."
            )
        marks = []
        for one in self.stretches.values():
            if one.end >= len(places):
                self.wrong.append(f"{one.id} ends behind the text.")
                continue
            start, end = places[one.start], places[one.end]
            if start == end:
                self.notes.append(f"{one.id} marks a place without words. It is not taken.")
                continue
            quote = self.text[start:end]
            marks.append(Mark(one.id, one.layer, start, end, quote, one.features))
        there = {one.id for one in marks}
        links = [
            evolve(link, ends=tuple(end for end in link.ends if end[1] in there))
            for link in self.links()
        ]
        same = [tuple(ids) for ids in self.chains.values() if len(ids) > 1]
        return Marked(
            self.text, tuple(marks), tuple(links), tuple(same), {}, tuple(self.notes), guessed
        )


def short(layer: str) -> str:
    """The name of a layer without its package."""
    return layer.rpartition(".")[2]


def read(path: Path) -> Read:
    """The marks of a file, and its text."""
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise Damaged(path, ["It is not UTF-8."]) from None
    reader = Reader()
    lines = [line.removesuffix("\r") for line in lines]
    first = reader.head(lines)
    reader.body(lines, first)
    marked = reader.finish()
    if reader.wrong or not reader.text:
        raise Damaged(path, reader.wrong or ["It holds no sentence."])
    return marked
