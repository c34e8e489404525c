"""Choose one of several options."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from helpers.common.text import in_quotes
from helpers.exercises.answers import known
from helpers.exercises.chosen import Chosen
from helpers.exercises.exercise import either
from helpers.exercises.fields import with_fields
from helpers.exercises.key import KeyLine, Misreading, OptionsKey, Reply
from helpers.exercises.key_reader import KeyReader
from helpers.exercises.result import Result


@with_fields
class ChooseOne(Chosen):
    """One option is chosen: the marks are those that the key has for it."""

    kind = "one"
    blank = "Nothing is chosen yet."

    def read_key(self, reader: KeyReader, entry: dict[str, Any]) -> OptionsKey:
        """What is said to each option, and its marks."""
        replies = reader.by_id(
            entry, "options", self.options, lambda _, one, path: reader.reply(one, *path)
        )
        return OptionsKey(**reader.shared(entry, "options"), options=replies)

    def reach(self, key: OptionsKey) -> int:
        """The marks of the best option."""
        return max(reply.marks for reply in key.options.values())

    def fits(self, reply: Reply) -> bool:
        """Say whether an option gets all marks."""
        return reply.marks == self.marks

    def key_lines(self, key: OptionsKey) -> Iterator[KeyLine]:
        """The options."""
        for name, reply in key.options.items():
            yield KeyLine.of(self.options[name], str(reply.marks), reply)

    def to_accept(self, key: OptionsKey, answer: Any) -> dict[str, Any]:
        """The option, which gets all marks then."""
        return {"value": self.read_answer(answer)}

    def accept(
        self, reader: KeyReader, key: OptionsKey, entry: Mapping[str, Any], *path: str | int
    ) -> OptionsKey:
        """The key with all marks for one more option."""
        found = reader.accepted(entry, *path, names=("value",), marks=self.marks)
        return self.with_option(reader, key, found, entry, *path)

    def read_answer(self, answer: Any) -> str:
        """The option that was chosen."""
        return known(answer, self.options)

    def score(self, key: OptionsKey, answer: Any) -> Result:
        """Score the option that was chosen."""
        reply = key.options[self.read_answer(answer)]
        found = self.result(key, reply.marks, [reply.message], [reply])
        return attrs.evolve(found, is_vote=all(map(self.fits, key.options.values())))

    def counted(self, answer: Any, key: OptionsKey | None) -> Iterable[str]:
        """The option that was chosen."""
        return [self.read_answer(answer)]

    def misreadings(self, key: OptionsKey) -> Iterator[Misreading]:
        """The options that do not have all marks."""
        holds = either(map(in_quotes, self.right_answers(key)))
        for name, reply in key.options.items():
            if reply.marks < self.marks:
                yield Misreading(f"chose {in_quotes(self.options[name])}.", name, reply, holds)
