"""Choose several of the options, on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from helpers.exercises.key import OptionsKey
from helpers.exercises.kinds.choose_several import ChooseSeveral
from helpers.paper.boxes import Boxes
from helpers.paper.kind import lettered, letters_in, span_of
from helpers.paper.lines import Lines


class SeveralOnPaper(Boxes[ChooseSeveral]):
    """Boxes are ticked, and their letters typed."""

    def wants(self, exercise: ChooseSeveral) -> str:
        """Letters."""
        return f"all that are ticked of {span_of(exercise.options)}: A C"

    def read(self, exercise: ChooseSeveral, typed: str, lines: Lines) -> list[str]:
        """The options of the letters, each once."""
        return list(dict.fromkeys(filter(None, letters_in(typed, exercise.options))))

    def typed(self, exercise: ChooseSeveral, answer: Iterable[str], lines: Lines) -> str:
        """The letters of the options."""
        letters = lettered(exercise.options)
        return " ".join(sorted(letters[name] for name in answer))

    def labels(self, exercise: ChooseSeveral, key: OptionsKey, lines: Lines) -> Iterator[str]:
        """The letters that fit, and then that of each option."""
        letters = lettered(exercise.options)
        yield self.typed(exercise, exercise.needed(key), lines)
        yield from (letters[name] for name in key.options)


ON_PAPER = SeveralOnPaper()
