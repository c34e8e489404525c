"""Mark a passage in the article."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from helpers.exercises.exercise import in_words
from helpers.exercises.fields import NOT_SAID, declared, with_fields, yes_or_no
from helpers.exercises.key import UNSAID, Reply, ValuesKey
from helpers.exercises.key_reader import KeyReader
from helpers.exercises.marked_text import (
    Stretch,
    as_answer,
    core_and_around,
    in_key,
    in_part,
    overlap,
    part_names,
    placed,
    quoted,
    read_passage,
    read_stretch,
    words_in,
)
from helpers.exercises.result import MISSING, Result
from helpers.exercises.single_value import SingleValue
from helpers.lesson.article import Passage


@with_fields
class MarkPassage(SingleValue):
    """A passage is marked in one of the `parts` of the article."""

    kind = "passage"
    blank = "No words are marked yet."
    verb = "marked"

    parts: Mapping[str, Passage] = declared(part_names)
    not_said: bool = declared(yes_or_no, default=False)

    # ---- the key

    def key_value(
        self, reader: KeyReader, entry: Mapping[str, Any], *path: str | int
    ) -> dict[str, Any]:
        """The passage of an entry of the key, and the widest one that is still fine."""
        return read_passage(reader, self.parts, entry, *path)

    def value_in_words(self, value: Any) -> str:
        """A passage of the key as a teacher reads it."""
        return value.in_words if isinstance(value, Passage) else super().value_in_words(value)

    def as_given(self, value: Any) -> Any:
        """A passage of the key as a student marks it."""
        return as_answer(self.parts, value)

    def key_passages(self, key: ValuesKey) -> list[Passage]:
        """The passages that get all marks."""
        return [one.value for one in self.full(key) if isinstance(one.value, Passage)]

    def key_in_words(self, key: ValuesKey) -> str:
        """What gets all marks, in a sentence."""
        said = [
            f"“{NOT_SAID}”" if one.value == UNSAID else in_part(one.value) for one in self.full(key)
        ]
        return f"The key has {' or '.join(said)}."

    # ---- an answer

    def read_value(self, answer: Any) -> Stretch:
        """The stretch that was marked."""
        return read_stretch(self.parts, answer)

    def as_in_key(self, found: Stretch) -> dict[str, Any]:
        """The words that were marked."""
        return in_key(self.parts, found)

    def score_value(self, key: ValuesKey, found: Stretch) -> Result:
        """Score a passage by its overlap, in words, with the key's.

        All of its words, and none outside the widest stretch allowed, give full marks. An overlap
        of half or more (words shared by both over words in either) gives half of them, rounded
        down.
        """
        chosen = words_in(self.parts, found)
        if not chosen:
            return Result(MISSING, None, self.marks, self.blank)
        asked = [r for r in (*key.answers, *key.misconceptions) if r.value != UNSAID]
        asked = [reply for reply in asked if reply.value.at == found.at]

        def share(reply: Reply) -> float:
            return overlap(chosen, placed(self.parts, reply.value))

        fine = []
        for reply in asked:
            core, around = core_and_around(self.parts, reply)
            if core <= chosen <= around:
                fine.append(reply)
        if fine:
            reply = max(fine, key=share)
            return self.result(key, reply.marks, [reply.message], [reply])
        best = max(asked, key=share, default=None)
        if best is None or not share(best) or (best in key.misconceptions and share(best) < 0.5):
            return self.result(key, 0, [key.otherwise])
        if best in key.misconceptions:
            return self.result(key, best.marks, [best.message], [best])
        core, around = core_and_around(self.parts, best)
        words = self.parts[found.at].quote
        lines = []
        if core - chosen:
            lines.append(f"You left out {quoted(words, core - chosen)}.")
        if chosen - around:
            lines.append(f"You took {quoted(words, chosen - around)} along, which is too much.")
        if overlap(chosen - (around - core), core) >= 0.5:
            return self.result(key, best.marks // 2, [*lines, best.message], [best])
        return self.result(key, 0, [*lines, key.otherwise])

    def answer_lines(self, answer: Any) -> list[tuple[str, str]]:
        """The words that were marked."""
        if not isinstance(answer, Mapping):
            return super().answer_lines(answer)
        return [(in_words(answer.get("quote", "")), "")]

    def counted(self, answer: Any, key: ValuesKey | None) -> Iterable[Hashable]:
        """The words that were marked, each by its part and place, or NOT_SAID."""
        found = self.read_answer(answer)
        if found is None:
            return [NOT_SAID]
        return [(found.at, *word) for word in words_in(self.parts, found)]
