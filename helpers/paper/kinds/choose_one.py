"""Choose one of several options, on paper."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.exercises.answers import AnswerError
from helpers.exercises.key import OptionsKey
from helpers.exercises.kinds.choose_one import ChooseOne
from helpers.paper.boxes import Boxes
from helpers.paper.kind import lettered, letters_in, span_of
from helpers.paper.lines import Lines


class OneOnPaper(Boxes[ChooseOne]):
    """One box is ticked, and its letter typed."""

    def wants(self, exercise: ChooseOne) -> str:
        """A letter."""
        return span_of(exercise.options)

    def read(self, exercise: ChooseOne, typed: str, lines: Lines) -> str:
        """The option of the letter."""
        found = [one for one in letters_in(typed, exercise.options) if one]
        if len(found) != 1:
            raise AnswerError("One letter is asked for here.", "Type it, or leave the cell empty.")
        return found[0]

    def typed(self, exercise: ChooseOne, answer: str, lines: Lines) -> str:
        """The letter of the option."""
        return lettered(exercise.options)[answer]

    def labels(self, exercise: ChooseOne, key: OptionsKey, lines: Lines) -> Iterator[str]:
        """The letters of the options."""
        letters = lettered(exercise.options)
        yield from (letters[name] for name in key.options)


ON_PAPER = OneOnPaper()
