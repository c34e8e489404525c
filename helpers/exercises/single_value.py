"""Exercises whose answer is one value, which the key names or does not: a date, a word, ..."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar

import attrs

from helpers.common.errors import ReadingError
from helpers.exercises.answers import UNSAID as TICKED
from helpers.exercises.answers import AnswerError
from helpers.exercises.exercise import FILE, Exercise, either
from helpers.exercises.fields import NOT_SAID, replaced, text, with_fields
from helpers.exercises.key import (
    UNSAID,
    KeyLine,
    Misreading,
    Reply,
    ValuesKey,
    as_compared,
    has,
)
from helpers.exercises.key_reader import KeyReader
from helpers.exercises.result import Result


@with_fields
class SingleValue(Exercise[ValuesKey]):
    """An exercise with one value as its answer. `verb` tells how a student gives it."""

    verb: ClassVar[str] = "answered"
    may_be_unsaid: ClassVar[bool] = False  # in the key, where no box is offered

    # ---- the key

    def from_key(self, value: Any) -> Any:
        """A value from what stands in the key; ReadingError where it is none."""
        return text(value)

    def key_value(
        self, reader: KeyReader, entry: Mapping[str, Any], *path: str | int
    ) -> dict[str, Any]:
        """The value of an entry of the key, and by how much a number may be off."""
        value = reader.read(self.from_key, entry.get("value"), "value: ", *path, "value")
        if "tolerance" not in entry:
            return {"value": value}
        off = reader.read(figure, entry["tolerance"], "tolerance: ", *path, "tolerance")
        if off is not None and off < 0:
            reader.report(f"the tolerance {off:g} is below 0", "write 0.5", *path, "tolerance")
        return {"value": value, "tolerance": off}

    def read_key(self, reader: KeyReader, entry: dict[str, Any]) -> ValuesKey:
        """The answers and misconceptions."""
        shared = reader.shared(entry, "answers", "misconceptions", "otherwise")
        answers, misread = [], []
        for one, path in reader.listed(entry, "answers", needed=True):
            found = self.value_or_unsaid(reader, one, *path)
            answers.append(reader.reply(one, *path, names=found, **found))
        for one, path in reader.listed(entry, "misconceptions"):
            found = self.value_or_unsaid(reader, one, *path)
            misread.append(reader.misconception(one, *path, names=found, **found))
        return ValuesKey(**shared, answers=tuple(answers), misconceptions=tuple(misread))

    def value_or_unsaid(
        self, reader: KeyReader, entry: Mapping[str, Any], *path: str | int
    ) -> dict[str, Any]:
        """The value that an entry of the key is about: also that the article does not say it."""
        if entry.get("value") != UNSAID:
            return self.key_value(reader, entry, *path)
        if not self.not_said and not self.may_be_unsaid:
            remedy = f"write “not_said: yes” into {FILE}"
            reader.report("the exercise offers no “not said”", remedy, *path, "value")
        return {"value": UNSAID}

    def reach(self, key: ValuesKey) -> int:
        """The marks of the best answer."""
        return max(reply.marks for reply in key.answers)

    def full(self, key: ValuesKey) -> list[Reply]:
        """The answers that get all marks."""
        return [one for one in key.answers if one.marks == self.marks]

    def value_in_words(self, value: Any) -> str:
        """A value of the key as a teacher reads it."""
        if value == UNSAID:
            return NOT_SAID
        if isinstance(value, tuple):
            return " / ".join(value)
        if isinstance(value, list):
            return ", ".join(map(self.value_in_words, value))
        return f"{value:.15g}" if isinstance(value, float) else str(value)

    def value_in_short(self, value: Any) -> str:
        """A value of the key for a class to talk about; of several spellings the first."""
        return self.value_in_words(value[0] if isinstance(value, tuple) else value)

    def key_lines(self, key: ValuesKey) -> Iterator[KeyLine]:
        """The answers, the misconceptions, and what is said to any other answer."""
        for reply in (*key.answers, *key.misconceptions):
            yield KeyLine.of(self.value_in_words(reply.value), str(reply.marks), reply)
        yield KeyLine("Any other answer", "0", key.otherwise)

    def right_answers(self, key: ValuesKey) -> list[str]:
        """All the answers, also those with some of the marks."""
        return [self.value_in_words(one.value) for one in key.answers]

    def misreadings(self, key: ValuesKey) -> Iterator[Misreading]:
        """The misconceptions."""
        holds = either(self.value_in_short(one.value) for one in self.full(key))
        for reply in key.misconceptions:
            thought = f"{self.verb}: {self.value_in_short(reply.value)}."
            yield Misreading(thought, has(reply.misconception), reply, holds)

    def to_accept(self, key: ValuesKey, answer: Any) -> dict[str, Any]:
        """The value, as the key has values."""
        if self.is_unsaid(answer):
            return {"value": UNSAID}
        return self.as_in_key(self.read_value(answer))

    @abstractmethod
    def as_in_key(self, found: Any) -> dict[str, Any]:
        """A value that was read from an answer, as it stands in the key.

        Raises ReadingError where it can mean several.
        """

    def accept(
        self, reader: KeyReader, key: ValuesKey, entry: Mapping[str, Any], *path: str | int
    ) -> ValuesKey:
        """The key with all marks for one more value, whatever was said to it before."""
        found = self.value_or_unsaid(reader, entry, *path)
        reply = reader.accepted(entry, *path, names=found, marks=self.marks, **found)
        return replaced(
            key,
            answers=(reply, *without(key.answers, reply.value)),
            misconceptions=tuple(without(key.misconceptions, reply.value)),
        )

    def example(self, reply: Reply) -> Any:
        """The value as a student gives it, or the tick that the article does not say it."""
        return dict(TICKED) if reply.value == UNSAID else self.as_given(reply.value)

    def as_given(self, value: Any) -> Any:
        """A value of the key as a student gives it."""
        return value

    # ---- an answer

    @abstractmethod
    def read_value(self, answer: Any) -> Any:
        """The value that an answer gives; AnswerError where it cannot be read."""

    def read_answer(self, answer: Any) -> Any:
        """The value that an answer gives, or None for “The article does not say”."""
        return None if self.is_unsaid(answer) else self.read_value(answer)

    def is_unsaid(self, answer: Any) -> bool:
        """Say whether it is “The article does not say”; AnswerError where that is not offered."""
        if type(answer) is not dict or answer.keys() != TICKED.keys():
            return False
        if answer["not_said"] is not True or not self.not_said:
            raise AnswerError("That answer is not offered here.", "Answer in another way.")
        return True

    def score(self, key: ValuesKey, answer: Any) -> Result:
        """Score the value, or “The article does not say”."""
        found = self.read_answer(answer)
        if found is None:
            return self.settle(key, lambda reply: reply.value == UNSAID)
        return self.score_value(key, found)

    @abstractmethod
    def score_value(self, key: ValuesKey, found: Any) -> Result:
        """The result of a value that was read."""

    def score_by(self, key: ValuesKey, fits: Callable[[Reply], bool]) -> Result:
        """The result of a value, which `fits` holds against a reply that has one."""
        return self.settle(key, lambda reply: reply.value != UNSAID and fits(reply))

    def settle(self, key: ValuesKey, fits: Callable[[Reply], bool]) -> Result:
        """The result of an answer that the first fitting reply is meant for, or none of them."""
        for reply in (*key.answers, *key.misconceptions):
            if fits(reply):
                return self.result(key, reply.marks, [reply.message], [reply])
        return self.result(key, 0, [key.otherwise])


def without(replies: Iterable[Reply], value: Any) -> Iterator[Reply]:
    """The replies but for what they say to a value; of several spellings the others stay."""
    taken = as_compared(value)
    for reply in replies:
        if isinstance(reply.value, tuple):
            spellings = tuple(one for one in reply.value if as_compared(one)[0] not in taken)
            if spellings:
                yield attrs.evolve(reply, value=spellings)
        elif as_compared(reply.value) != taken:
            yield reply


def figure(value: Any) -> float:
    """A number of the key; ReadingError where it is none."""
    try:
        found = float(text(value))
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise ReadingError(f"“{value}” is no number", "write it like 4 or 4.5")
    return found


def is_near(found: float, reply: Reply) -> bool:
    """Say whether a number is the key's, or off by no more than its tolerance."""
    return bool(round(abs(found - reply.value), 9) <= reply.tolerance)
