"""A lesson as questions are made from it: rows in reading order, and which of them are settled."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import TypeVar

from attrs import frozen

from helpers.authoring.time_expressions import TIME_WORDS, TimeWords
from helpers.common.text import in_quotes, shorten
from helpers.lesson.article import WORD, Passage, occurrences
from helpers.lesson.lesson import Lesson
from helpers.lesson.tables import (
    NARRATOR,
    TABLES,
    Actor,
    Event,
    Mention,
    Quoting,
    Statement,
    Toponym,
)

OUTSIDE = ("headline", "byline", "credit")
SHORT = 110  # characters of a quotation within a question or a message

AnyRow = TypeVar("AnyRow", bound="Quoting | Statement")
Placed = Quoting | Statement
IsFree = Callable[[Placed], bool]


@frozen
class Dated:
    """An event whose day the tables settle: its first row, the row with the words, and the day."""

    event: Event
    row: Event
    day: date
    words: Passage


class Reading:
    """A lesson, and which rows nobody has asked about yet.

    `is_free` says of a row that no exercise written by hand asks the same of it.
    """

    def __init__(self, lesson: Lesson, is_free: IsFree) -> None:
        """Take both."""
        self.lesson, self.is_free, self.article = lesson, is_free, lesson.article
        self.names = lesson.names

    # ---- rows

    @cached_property
    def mentions(self) -> list[Mention]:
        """The mentions in reading order."""
        return in_order(self.lesson.mentions)

    @cached_property
    def toponyms(self) -> list[Toponym]:
        """The toponyms in reading order."""
        return in_order(self.lesson.toponyms)

    @cached_property
    def statements(self) -> list[Statement]:
        """The statements in reading order."""
        return in_order(self.lesson.statements)

    @cached_property
    def events(self) -> list[Event]:
        """The events in reading order."""
        return in_order(self.lesson.events)

    def open(self, rows: Iterable[AnyRow]) -> Iterator[AnyRow]:
        """The rows that two readers do not share out, and that no exercise asks about yet.

        Left out are also words that stand inside a longer one: a student would look elsewhere.
        """
        for row in rows:
            inside = self.article.inside_word(row.passage)
            if not inside and self.is_settled(row) and self.is_free(row):
                yield row

    def is_settled(self, row: Placed) -> bool:
        """Say whether no judgement tells of a second reading of a row.

        A statement is spread over its sentence: source, cue and content stand apart in it.
        """
        tables = {name for name, table in TABLES.items() if isinstance(row, table)} | {"actors"}
        here = self.sentence(row.passage) if isinstance(row, Statement) else row.passage
        for one in self.lesson.judgements:
            if one.table in tables and touch(one.passage, here):
                return False
        return True

    # ---- where words stand

    def sentence(self, passage: Passage) -> Passage:
        """The sentence that a passage begins in, or the whole part of the article."""
        for one in self.article.sentences:
            if one.start <= passage.start < one.end:
                return one
        return self.article.parts[passage.at]

    def together(self, one: Passage, other: Passage) -> bool:
        """Say whether two passages stand in one sentence."""
        return self.sentence(one).start == self.sentence(other).start

    def snippet(self, passage: Passage, before: int = 4, after: int = 6) -> str:
        """The words with a few around them, in quotation marks, so that one finds the place."""
        sentence, text = self.sentence(passage), self.article.text
        words = list(WORD.finditer(text, sentence.start, max(sentence.end, passage.end)))
        first = next((n for n, word in enumerate(words) if word.end() > passage.start), 0)
        ends = [n for n, word in enumerate(words) if word.start() < passage.end]
        last = ends[-1] if ends else first
        if not words:
            return in_quotes(passage.quote)
        start = min(words[max(0, first - before)].start(), passage.start)
        end = max(words[min(len(words) - 1, last + after)].end(), passage.end)
        return in_quotes(" ".join(text[start:end].split()))

    def part(self, at: str, start: int, end: int) -> Passage:
        """A stretch of the article."""
        return Passage(at, self.article.text[start:end], start, end)

    # ---- who

    def mentions_of(self, actor: str) -> list[Mention]:
        """The mentions of an actor, but for pronouns."""
        return [row for row in self.mentions if actor in row.actor and row.form != "pronoun"]

    def is_for_one(self, row: Mention) -> bool:
        """Say whether a mention is of one actor, and of no other one in another row."""
        same = [one for one in self.mentions if one.passage == row.passage]
        return len({actor for one in same for actor in one.actor}) == 1

    def first(self, actor: str) -> Passage | None:
        """Where an actor is first mentioned, by more than a pronoun, in the body if possible."""
        rows = self.mentions_of(actor)
        body = [row for row in rows if row.at.isdigit()]
        return next((row.passage for row in body or rows), None)

    def are_related(self, one: str, other: str) -> bool:
        """Say whether one belongs to the other, so that a reader could mean either."""
        if NARRATOR in (one, other):
            return False
        return self.names[one] in self.bodies(other) or self.names[other] in self.bodies(one)

    def bodies(self, actor: str) -> set[str]:
        """The actor's own name, and what it belongs to: a body, a state, a group."""
        row: Actor = self.lesson.actor(actor)
        return {row.name, row.affiliation, self.names.get(row.group, "")} - {""}

    def call(self, actors: Iterable[str]) -> str:
        """The names of actors, joined: “Rita Moss and her husband”."""
        some = list(actors)
        first = [self.names[actor] for actor in some[:1]]
        return " and ".join([*first, *map(self.in_a_sentence, some[1:])])

    def in_a_sentence(self, actor: str) -> str:
        """The name of an actor, in small letters where the article has it so."""
        name = self.names[actor]
        said = [row.quote for row in self.mentions_of(actor)]
        return next((one for one in said if one[:1].islower() and one == lowered(name)), name)

    # ---- when

    @cached_property
    def time_words(self) -> TimeWords | None:
        """The words for time of the article's language, where they are known."""
        return TIME_WORDS.get(self.article.language)

    @cached_property
    def stamp(self) -> date | None:
        """The day of the article itself."""
        first = self.lesson.published.first
        return first.date() if first else None

    def rows_of(self, event: str) -> list[Event]:
        """The rows of an event: the article may tell it more than once."""
        return [row for row in self.events if row.event == event]

    @cached_property
    def dated(self) -> list[Dated]:
        """The events whose day words settle, in reading order, but for the article's own."""
        found = []
        for name in dict.fromkeys(row.event for row in self.events):
            rows = self.rows_of(name)
            if any(row.alternatives or not self.is_settled(row) for row in rows):
                continue
            days = {day for row in rows for day in days_of(row)}
            said = [
                row
                for row in rows
                if row.expression_passage and row.basis in ("stated", "resolved") and days_of(row)
            ]
            body = [row for row in said if row.at.isdigit()]
            if len(days) == 1 and body and body[0].expression_passage:
                day = next(iter(days))
                if day is not None:
                    found.append(Dated(rows[0], body[0], day, body[0].expression_passage))
        return found


def lowered(name: str) -> str:
    """A name with a small letter at its head."""
    return name[:1].lower() + name[1:]


def days_of(row: Event) -> list[date | None]:
    """The days of a row's start and end, each None where it is no day."""
    return [
        one.first.date() if one.first and one.is_day_or_finer else None
        for one in (row.start, row.end)
        if one is not None
    ]


def in_order(rows: Iterable[AnyRow]) -> list[AnyRow]:
    """Rows in reading order; of those that begin together the longest first."""
    return sorted(rows, key=lambda row: (row.passage.start, -row.passage.end))


def touch(one: Passage, other: Passage) -> bool:
    """Say whether two passages share a character."""
    return one.start < other.end and other.start < one.end


def lies_in(one: Passage, other: Passage) -> bool:
    """Say whether a passage lies in another, longer one."""
    inside = other.start <= one.start and one.end <= other.end
    return inside and len(one.quote) < len(other.quote)


def where(at: str) -> str:
    """A part of the article as questions name it: ¶2, the headline."""
    return f"¶{at}" if at.isdigit() else f"the {at}"


def told(passage: Passage) -> str:
    """A passage in quotation marks, shortened, with where it stands."""
    return f"{in_quotes(shorten(passage.quote, SHORT))} ({where(passage.at)})"


def slug(text: str, words: int = 4) -> str:
    """A text as part of an id: its first words in plain letters; "" where it has none."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", ""))[:words])


def row_id(reading: Reading, row: Placed, head: str = "") -> str:
    """An id of a row by its words, so that it stays when rows are added: 8-their-2."""
    part = reading.article.parts[row.passage.at]
    start = row.passage.start - part.start
    starts = list(occurrences(part.quote, row.quote))
    name = slug(row.quote) or f"letter-{start + 1}"
    nth = f"{starts.index(start) + 1}" if len(starts) > 1 and start in starts else ""
    if not nth and is_second_spelling(part.quote, row.quote, start):
        nth = "2"
    return "-".join(filter(None, [slug(row.at), slug(head), name, nth]))


def is_second_spelling(part: str, words: str, start: int) -> bool:
    """Say whether words stand before, once, with other capitals: “They … they”.

    An id has small letters only, and would be the same for both.
    """
    found = re.finditer(re.escape(words), part[:start], re.IGNORECASE)
    return any(one.group() != words and part.count(one.group()) == 1 for one in found)


def spread(rows: list[AnyRow], most: int, sort: Callable[[AnyRow], object]) -> list[AnyRow]:
    """At most so many of the rows, of as many sorts as there are, in the order they came.

    One of each sort is taken before a second of any.
    """
    taken: list[AnyRow] = []
    left = list(rows)
    while left and len(taken) < most:
        sorts: set[object] = set()
        for row in list(left):
            if sort(row) not in sorts and len(taken) < most:
                sorts.add(sort(row))
                taken.append(row)
                left.remove(row)
    return [row for row in rows if any(row is one for one in taken)]
