"""Exercises with options to choose from, one of them or several."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

from helpers.exercises.exercise import Exercise, lines_of
from helpers.exercises.fields import declared, texts, with_fields
from helpers.exercises.key import OptionsKey, Reply


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

    def answer_lines(self, answer: Any) -> list[tuple[str, str]]:
        """The options that were chosen, a line each."""
        return lines_of(answer, self.options)
