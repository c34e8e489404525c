"""Exercises with options to choose from, one of them or several."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

import attrs

from helpers.exercises.exercise import Exercise, lines_of
from helpers.exercises.fields import declared, replaced, texts, with_fields
from helpers.exercises.key import OptionsKey, Reply
from helpers.exercises.key_reader import KeyReader


@with_fields
class Chosen(Exercise[OptionsKey]):
    """An exercise whose `options` map ids to what the student reads."""

    options: Mapping[str, str] = declared(texts(2))

    @abstractmethod
    def fits(self, reply: Reply) -> bool:
        """Say whether an option belongs to what is right, by what the key says to it."""

    def question_lines(self) -> list[str]:
        """The options."""
        return list(self.options.values())

    def right_answers(self, key: OptionsKey) -> list[str]:
        """The options that fit."""
        return [self.options[name] for name, reply in key.options.items() if self.fits(reply)]

    def with_option(
        self,
        reader: KeyReader,
        key: OptionsKey,
        reply: Reply,
        entry: Mapping[str, Any],
        *path: str | int,
    ) -> OptionsKey:
        """The key with another reply to the option that an entry names."""
        name = str(entry.get("value"))
        if name not in key.options:
            remedy = f"write one of: {', '.join(key.options)}"
            reader.report(f"“{name}” is not among the options", remedy, *path, "value")
            return key
        reply = attrs.evolve(reply, evidence=reply.evidence or key.options[name].evidence)
        return replaced(key, options={**key.options, name: reply})

    def answer_lines(self, answer: Any) -> list[tuple[str, str]]:
        """The options that were chosen, a line each."""
        return lines_of(answer, self.options)
