"""A lesson as questions are made of it: what its tables settle, and how words are shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from attrs import define, field

from helpers.lesson.article import WORD, Article, Passage, occurrences
from helpers.lesson.dates import Timex, read_timex
from helpers.lesson.lesson import Lesson
from helpers.lesson.tables import NARRATOR, Event, Mention, Statement

LONGEST = 90  # characters of the article in a prompt


@define
class Reading:
    """What questions ask a lesson for."""

    lesson: Lesson
    taken: set[str] = field(factory=set)

    @property
    def article(self) -> Article:
        """The article."""
        return self.lesson.article

    def objective(self, wanted: Sequence[str]) -> str:
        """The first of these objectives that the lesson has, or its first one."""
        known = [str(one["id"]) for one in self.lesson.about.get("objectives", ()) if one.get("id")]
        fitting = [one for one in wanted if one in known]
        return [*fitting, *known, *wanted][0]

    # ---- what is settled

    def is_judged(self, table: str, *passages: Passage | None) -> bool:
        """Say whether the lesson notes a second reading of a table at one of these passages."""
        judged = [row.passage for row in self.lesson.judgements if row.table == table]
        return any(meet(one, other) for one in passages if one for other in judged)

    def shares_words(self, row: Statement, narrator_too: bool = True) -> bool:
        """Say whether a statement has words that stand in one of another source as well."""
        return any(
            other.source != row.source
            and meet(other.passage, row.passage)
            and (narrator_too or other.source != NARRATOR)
            for other in self.lesson.statements
        )

    # ---- who

    def name(self, actor: str) -> str:
        """The name of an actor."""
        return self.lesson.names[actor]

    @cached_property
    def by_words(self) -> list[Mention]:
        """The mentions that are no pronouns, in the order of the text."""
        found = [row for row in self.lesson.mentions if row.form != "pronoun"]
        return sorted(found, key=lambda row: row.passage.start)

    def named_before(self, passage: Passage) -> list[Mention]:
        """The last mention of each actor in the body before a passage, the nearest first."""
        before = [
            row
            for row in self.by_words
            if row.passage.end <= passage.start and row.at.isdigit() and len(row.actor) == 1
        ]
        nearest: dict[str, Mention] = {}
        for row in sorted(before, key=lambda one: -one.passage.end):
            nearest.setdefault(row.actor[0], row)
        return list(nearest.values())

    def named_around(self, passage: Passage) -> list[Mention]:
        """A mention of each actor in the paragraph of a passage, and then of those before it."""
        here = [row for row in self.by_words if row.at == passage.at and len(row.actor) == 1]
        found: dict[str, Mention] = {}
        for row in [*here, *self.named_before(passage)]:
            found.setdefault(row.actor[0], row)
        return list(found.values())

    # ---- when

    @property
    def stamp(self) -> Timex:
        """The stamp of the article."""
        return self.lesson.published

    @cached_property
    def stamped(self) -> Passage:
        """The words that give the stamp, or else the headline, or what the text begins with."""
        for event in self.lesson.events:
            if event.kind == "publication":
                return event.passage
        parts = self.article.parts
        return parts.get("byline") or parts.get("headline") or next(iter(parts.values()))

    @cached_property
    def days(self) -> list[Event]:
        """The events that have a day by words of the text, in its order; none that is the stamp."""
        found = [
            event
            for event in self.lesson.events
            if event.basis in ("stated", "resolved")
            and event.start
            and event.start.is_day_or_finer
            and event.kind != "publication"
            and event.passage.at.isdigit()
        ]
        return sorted(found, key=lambda event: event.passage.start)

    def anchor(self, event: Event) -> tuple[Timex, Passage] | None:
        """The day from which an event is counted, and its words; None where that is not one day."""
        known = [one for one in self.lesson.events if one.event == event.anchor]
        starts = {str(one.start) for one in known}
        if len(starts) == 1 and known[0].start and known[0].start.is_day_or_finer:
            return known[0].start, known[0].expression_passage or known[0].passage
        if not known and event.anchor == str(self.stamp)[:10]:
            return read_timex(event.anchor), self.stamped
        return None

    # ---- words

    def cited(self, passage: Passage) -> dict[str, Any]:
        """A passage as key.yaml has it: at, quote, and nth where the words recur."""
        part = self.article.parts[passage.at]
        starts = list(occurrences(part.quote, passage.quote))
        found: dict[str, Any] = {"at": passage.at, "quote": passage.quote}
        if len(starts) > 1:
            found["nth"] = starts.index(passage.start - part.start) + 1
        return found

    def sentence(self, passage: Passage) -> Passage:
        """The sentence that a passage begins in, or else its part."""
        for sentence in self.article.sentences:
            if sentence.start <= passage.start < sentence.end:
                return sentence
        return self.article.parts[passage.at]

    def near(self, passage: Passage, before: int = 2, after: int = 3) -> Passage:
        """A passage with the words of its sentence beside it, so that one sees which is meant."""
        sentence = self.sentence(passage)
        words = [
            (sentence.start + word.start(), sentence.start + word.end())
            for word in WORD.finditer(sentence.quote)
        ]
        left = [start for start, end in words if end <= passage.start][-before:]
        right = [end for start, end in words if start >= passage.end][:after]
        start = min([passage.start, *left])
        end = max([passage.end, *right])
        return Passage(passage.at, self.article.text[start:end], start, end)

    def short(self, passage: Passage) -> str:
        """The words of a passage in quotation marks, cut between two words where they are many."""
        words = " ".join(passage.quote.split())
        if len(words) > LONGEST:
            start, end = words[: LONGEST // 2], words[-LONGEST // 2 :]
            words = f"{start.rpartition(' ')[0] or start} … {end.partition(' ')[2] or end}"
        return f"“{words}”"


def where(passage: Passage) -> str:
    """The part that a passage stands in, as a prompt has it: ¶3, the headline."""
    return f"¶{passage.at}" if passage.at.isdigit() else f"the {passage.at}"


def meet(one: Passage, other: Passage) -> bool:
    """Say whether two passages have words in common."""
    return one.start < other.end and other.start < one.end
