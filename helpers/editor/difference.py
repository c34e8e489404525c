"""What comes of comparing two readings: passage by passage, table by table, and in words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256

from attrs import frozen

from helpers.common.text import shorten
from helpers.editor.agreement import Agreement, Marked
from helpers.editor.marking import WORDING, Marking
from helpers.editor.same import Same
from helpers.editor.settled import key_of
from helpers.lesson.article import Passage, part_name

PLAIN = ("actor", "place", "source")  # what a sentence says without the name of the column


@frozen
class Differs:
    """A column in which two rows differ: both cells as they stand, and both in words."""

    column: str
    first: str
    second: str
    first_words: str
    second_words: str


@frozen
class Pair:
    """What two readers have on one passage; `first` or `second` is None where only one has it.

    `translated` are the second's rows as they would stand in the first's table, and `brings` the
    rows of actors and places, each with its table, that these need and the first does not have.
    """

    table: str
    first: Marking | None
    second: Marking | None
    columns: tuple[Differs, ...] = ()
    translated: tuple[Mapping[str, str], ...] = ()
    brings: tuple[tuple[str, Mapping[str, str]], ...] = ()

    @property
    def passage(self) -> Passage:
        """Where it is in the article: the first's passage, or else the second's."""
        side = self.first or self.second
        assert side is not None
        return side.passage

    @property
    def which(self) -> str:
        """Which of several it is, in words, where the words recur in their part."""
        side = self.first or self.second
        nth = side.cell("nth") if side else ""
        return f" number {nth}" if nth else ""

    @property
    def extent(self) -> bool:
        """Whether both have it, and one marks more words, or others, than the other."""
        return bool(self.first and self.second and self.first.passage != self.second.passage)

    @property
    def differs(self) -> bool:
        """Whether the two read differently; other words of their own are no other reading."""
        one_sided = self.first is None or self.second is None
        telling = any(one.column not in WORDING for one in self.columns)
        return one_sided or self.extent or telling

    @cached_property
    def key(self) -> str:
        """The same in every comparison while neither row changes."""
        sides = (self.first, self.second)
        return key_of(self.table, *(side.cells if side else () for side in sides))

    @property
    def id(self) -> str:
        """The key in twelve figures, for a page."""
        return sha256(self.key.encode("utf-8", "surrogatepass")).hexdigest()[:12]

    @property
    def readings(self) -> tuple[str, str]:
        """What the first and what the second says where they differ, as a judgement has it."""
        one, other = self.first, self.second
        if one is None or other is None:
            said = tuple(", ".join(side.labels) if side else "no row" for side in (one, other))
            return said[0], said[1]
        told = [(f"“{one.passage.quote}”", f"“{other.passage.quote}”")] if self.extent else []
        for two in self.columns:
            told.append((f"{two.column}: {two.first_words}", f"{two.column}: {two.second_words}"))
        return "; ".join(first for first, _ in told), "; ".join(second for _, second in told)

    @property
    def sentence(self) -> str:
        """The difference in words, as the first reader is told; nothing where there is none."""
        if not self.differs:
            return ""
        part = part_name(self.passage.at)
        where = f"{part[0].upper()}{part[1:]}, “{shorten(self.passage.quote, 60)}”{self.which}"
        if self.second is None or self.first is None:
            side, who = (self.first, "you") if self.first else (self.second, "the other reader")
            assert side is not None
            has = "have" if self.first else "has"
            return f"{where}: only {who} {has} this in {self.table} ({', '.join(side.labels)})."
        told = []
        if self.extent:
            mine, other = (shorten(side.passage.quote, 60) for side in (self.first, self.second))
            told.append(f"you mark “{mine}”, the other reader “{other}”")
        for one in self.columns:
            name = "" if one.column in PLAIN else f"{one.column}: "
            told.append(f"{name}you say {one.first_words}, the other reader {one.second_words}")
        return f"{where}: {'; '.join(told)}."


@frozen
class Compared:
    """A table as two readers have it: every passage, how much they share, and agreement."""

    table: str
    rows: tuple[Pair, ...]
    marked: Marked
    labels: Mapping[str, Agreement]

    @property
    def pairs(self) -> list[Pair]:
        """What both have."""
        return [one for one in self.rows if one.first and one.second]

    @property
    def only_first(self) -> list[Pair]:
        """What only the first has."""
        return [one for one in self.rows if one.second is None]

    @property
    def only_second(self) -> list[Pair]:
        """What only the second has."""
        return [one for one in self.rows if one.first is None]


@frozen
class Comparison:
    """Two readings of one article by table, and `same`: actors and places taken for the same."""

    tables: Mapping[str, Compared]
    same: tuple[Same, ...]
    settled_keys: frozenset[str]

    @property
    def differences(self) -> list[Pair]:
        """Where the two differ and nothing is settled, table by table in the article's order."""
        return [one for one in self._differing if one.key not in self.settled_keys]

    @property
    def settled(self) -> list[Pair]:
        """Where the two differ, and it was settled so that they may."""
        return [one for one in self._differing if one.key in self.settled_keys]

    @property
    def _differing(self) -> list[Pair]:
        return [one for table in self.tables.values() for one in table.rows if one.differs]
