"""How a kind of exercise stands on paper, and how what a teacher types of an answer is read."""

from __future__ import annotations

import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import ascii_uppercase
from typing import Any, ClassVar, Generic, TypeVar

from markupsafe import Markup

from helpers.common.pages import fragment
from helpers.common.text import in_quotes, shorten
from helpers.exercises.answers import UNSAID, AnswerError
from helpers.exercises.exercise import Exercise
from helpers.paper.lines import Lines

NOT_SAID = "NS"  # what is ticked, and typed, for “The article does not say”
EMPTY = "."  # what is typed for a row without an answer

AnyExercise = TypeVar("AnyExercise", bound=Exercise[Any])


class OnPaper(ABC, Generic[AnyExercise]):
    """A kind of exercise on paper; each is the `ON_PAPER` of a module in the folder kinds/.

    `form` is its template, `paper/templates/forms/<form>.html`. Nothing here sees the key but
    `labels`, which only the teacher's page shows.
    """

    form: ClassVar[str]

    def can_be_asked(self) -> bool:
        """Say whether it can be answered on paper."""
        return True

    def shown(self, exercise: AnyExercise) -> dict[str, Any]:
        """What its template is filled with, besides the label of “The article does not say”."""
        return {}

    def html(self, exercise: AnyExercise) -> Markup:
        """The room for an answer."""
        unsaid = NOT_SAID if exercise.not_said else ""
        name = f"paper/templates/forms/{self.form}.html"
        return fragment(name, unsaid=unsaid, **self.shown(exercise))

    @abstractmethod
    def wants(self, exercise: AnyExercise) -> str:
        """What is typed into its column of the grid, in a few words."""

    @abstractmethod
    def read(self, exercise: AnyExercise, typed: str, lines: Lines) -> Any:
        """The answer that is typed, as a form would save it; AnswerError where there is none."""

    @abstractmethod
    def typed(self, exercise: AnyExercise, answer: Any, lines: Lines) -> str:
        """A sound answer as it is typed: what `read` reads back."""

    @abstractmethod
    def labels(self, exercise: AnyExercise, key: Any, lines: Lines) -> Iterator[str]:
        """For each of the exercise's `key_lines` what stands for it on paper; "" for nothing."""


def wanted(kind: OnPaper[Any], exercise: Exercise[Any]) -> str:
    """What is typed into the column of an exercise, also where the article does not say it."""
    words = kind.wants(exercise)
    return f"{words}, or {NOT_SAID}" if exercise.not_said else words


def read_cell(kind: OnPaper[Any], exercise: Exercise[Any], typed: str, lines: Lines) -> Any:
    """The answer that is typed into a cell which is not blank.

    Raises AnswerError where it cannot be read, by the kind on paper or by the exercise itself.
    """
    words = unicodedata.normalize("NFC", typed).strip()
    if exercise.not_said and words.casefold() == NOT_SAID.casefold():
        return dict(UNSAID)
    answer = kind.read(exercise, words, lines)
    exercise.read_answer(answer)
    return answer


def typed_answer(kind: OnPaper[Any], exercise: Exercise[Any], answer: Any, lines: Lines) -> str:
    """A sound answer as it is typed into the grid."""
    return NOT_SAID if answer == UNSAID else kind.typed(exercise, answer, lines)


def lettered(names: Iterable[str]) -> dict[str, str]:
    """The letters A, B, C … for things that are chosen from; after Z come AA, AB …"""
    found = {}
    for number, name in enumerate(names):
        first, last = divmod(number, len(ascii_uppercase))
        found[name] = (ascii_uppercase[first - 1] if first else "") + ascii_uppercase[last]
    return found


def letters_in(typed: str, names: Sequence[str] | Mapping[str, Any]) -> list[str]:
    """The names that letters stand for, in the order in which they are typed.

    Letters may be parted or not, capitals or not; EMPTY stands for none, and gives "". Raises
    AnswerError for all else.
    """
    by_letter = {letter: name for name, letter in lettered(names).items()}
    plain = unicodedata.normalize("NFKC", typed).upper().replace("-", EMPTY).replace("_", EMPTY)
    parted = plain.replace(",", " ").replace(";", " ").replace("/", " ").split()
    if len(by_letter) <= len(ascii_uppercase):
        parted = list("".join(parted))
    for one in parted:
        if one not in by_letter and one != EMPTY:
            raise AnswerError(
                f"{in_quotes(shorten(one, 20))} is none of the letters {span_of(names)}.",
                "Type the letters that stand on the paper.",
            )
    return ["" if one == EMPTY else by_letter[one] for one in parted]


def span_of(names: Iterable[str]) -> str:
    """The first and the last of the letters: A–D."""
    letters = list(lettered(names).values())
    return f"{letters[0]}-{letters[-1]}"


def label_pairs(options: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is chosen from, as pairs of a letter and its words."""
    return list(zip(lettered(options).values(), options.values(), strict=True))
