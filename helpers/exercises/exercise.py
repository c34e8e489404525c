"""An exercise: what all kinds share, and what each kind has to say of itself.

A kind is a class in a module of its own, in the folder kinds/. What it must define is abstract
here; what most kinds do alike stands here, for a kind to override.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic

import attrs

from helpers.common.errors import ReadingError
from helpers.exercises import answers
from helpers.exercises.answers import AnswerError
from helpers.exercises.fields import (
    NOT_SAID,
    declared,
    notebook,
    number,
    short_name,
    text,
    with_fields,
    yes_or_no,
)
from helpers.exercises.key import Finding, Key, KeyLine, Misreading, Reply
from helpers.exercises.result import PARTLY, RIGHT, WRONG, Evidence, Result, Verdict
from helpers.lesson.article import Passage

if TYPE_CHECKING:
    from typing_extensions import TypeVar

    from helpers.exercises.key_reader import KeyReader
    from helpers.lesson.article import Article

    AnyKey = TypeVar("AnyKey", bound=Key, default=Any)
else:
    from typing import TypeVar

    AnyKey = TypeVar("AnyKey")

FILE = "exercises.yaml"
LEVELS = {"Proficient": 3, "Emergent": 2, "Basic": 1}  # a level and its marks
LONGEST_SHOWN = 2_000  # characters of an answer in words, unless it is a written one
NOTHING: Mapping[str, str] = {}
NO_PARTS: Mapping[str, Passage] = {}


@with_fields
class Exercise(ABC, Generic[AnyKey]):
    """One exercise, without its key. The fields that are declared are those of exercises.yaml.

    A kind sets `kind`, its name in the files, and `blank`, what is said to no answer at all.
    `extra` is for those who have done the rest: it is scored, and not counted in a total.
    `marked_by_person`, `from_code` (the answer is what a line of code gives) and `marks_tell` (the
    marks would tell how many to choose, so that a form does not show them) hold for few kinds.
    So does `in_parts`: of an answer each of `parts_given` is accepted by itself, and not the whole.
    The same goes for rows with `choices`, which may name the table that they are drawn from
    (`draws`), for a `rubric` of levels, for `parts` of the article in which words are marked, and
    for the option that the article does not say it (`not_said`).
    """

    kind: ClassVar[str]
    blank: ClassVar[str] = "Nothing is written yet."
    marked_by_person: ClassVar[bool] = False
    from_code: ClassVar[bool] = False
    marks_tell: ClassVar[bool] = False
    in_parts: ClassVar[bool] = False

    id: str = declared(short_name)
    notebook: str = declared(notebook)
    place: str = declared(short_name)
    title: str = declared(text)
    question: str = declared(text)
    objective: str = declared(short_name)
    minutes: int = declared(number)
    marks: int = declared(number)
    extra: bool = declared(yes_or_no, default=False)
    line: int | None = None

    not_said = False
    rows = choices = rubric = NOTHING
    parts = NO_PARTS
    draws = ""

    @property
    def texts(self) -> dict[str, str]:
        """The texts of the parts of the article in which words are marked, by name."""
        return {at: part.quote for at, part in self.parts.items()}

    # ---- exercises.yaml, and the bare question

    @classmethod
    def complete(cls, values: dict[str, Any], article: Article) -> Iterator[tuple[str, str, str]]:
        """Put parts of the article in the place of their names; yield what is wrong with a name.

        That is what was found, what to do, and the name of the field.
        """
        names = values.get("parts", ())
        for at in names:
            if at not in article.parts:
                remedy = f"write a paragraph from 1 to {len(article.paragraphs)}, or headline"
                yield f"there is no part “{at}” in the article", remedy, "parts"
        if "parts" in values:
            values["parts"] = {at: article.parts[at] for at in names if at in article.parts}

    def asked(self) -> dict[str, Any]:
        """What a form needs to ask it: the declared fields, ids with their texts as pairs."""
        names = ("title", "question", "minutes", "marks", "extra", *own_fields(type(self)))
        shown = {name: in_pairs(getattr(self, name)) for name in names}
        told = ("kind", "from_code", "marks_tell")
        return shown | {name: getattr(self, name) for name in told}

    def question_lines(self) -> list[str]:
        """What stands under the question, a line each."""
        return [f"An answer of your own, or “{NOT_SAID}”"] if self.not_said else []

    # ---- the key

    @abstractmethod
    def read_key(self, reader: KeyReader, entry: dict[str, Any]) -> AnyKey:
        """The key, from its entry in key.yaml; what is wrong is reported to the reader."""

    @abstractmethod
    def reach(self, key: AnyKey) -> int:
        """The most marks that an answer can get by the key."""

    def check_key(self, key: AnyKey) -> Iterator[Finding]:
        """What is wrong with a key whose parts are sound by themselves."""
        reach = self.reach(key)
        if reach != self.marks and self.marks:
            yield (
                f"the marks do not add up: the answers reach {reach}, the exercise has "
                f"{self.marks}",
                f"write “marks: {reach}” into {FILE}, or mend the marks here",
                (),
            )
        yield from key.findings(self.marks)

    @abstractmethod
    def key_lines(self, key: AnyKey) -> Iterator[KeyLine]:
        """The key as a teacher reads it: all that is said, and to which answer."""

    @abstractmethod
    def right_answers(self, key: AnyKey) -> list[str]:
        """The answers that get all marks, in words; of one that a person marks, a sample."""

    def example(self, reply: Reply) -> Any:
        """An answer that a reply of the key is meant for, as a student would give it."""
        return reply.value

    # ---- answers that a teacher accepts besides

    def parts_given(self, answer: Any) -> list[Any]:
        """The answers that a sound answer is made of, where each can be accepted by itself."""
        return [answer]

    def part_in_words(self, part: Any) -> str:
        """One of `parts_given` in words."""
        return " / ".join(words for words, _ in answer_lines(self, part))

    def to_accept(self, key: AnyKey, answer: Any) -> dict[str, Any]:
        """What stands in the key for an answer that a teacher accepts: names and texts.

        `answer` is one of `parts_given`. Raises ReadingError where the key cannot say it.
        """
        raise ReadingError(f"{self.id} is marked by a person", "mark it in mark.ipynb")

    def accept(
        self, reader: KeyReader, key: AnyKey, entry: Mapping[str, Any], *path: str | int
    ) -> AnyKey:
        """The key with an answer accepted besides, by an entry that `to_accept` makes.

        What is wrong with the entry is reported to the reader.
        """
        reader.report("nothing can be accepted here: a person marks it", "take it out", *path)
        return key

    # ---- an answer

    def is_blank(self, answer: Any) -> bool:
        """Say whether nothing was answered."""
        return answers.is_blank(answer)

    @abstractmethod
    def read_answer(self, answer: Any) -> Any:
        """What an answer says, whatever it is; AnswerError where it cannot be read."""

    def unfinished(self, found: Any) -> str:
        """A sentence on what an answer that was read still lacks; "" where it is complete."""
        return ""

    def what_is_missing(self, answer: Any) -> str:
        """A sentence on what an answer, whatever it is, lacks to be complete; "" if nothing."""
        if self.is_blank(answer):
            return self.blank
        try:
            return self.unfinished(self.read_answer(answer))
        except AnswerError as error:
            return f"{error.found} {error.remedy}"

    @abstractmethod
    def score(self, key: AnyKey, answer: Any) -> Result:
        """The result of an answer that is not blank; AnswerError where it cannot be read.

        Use scoring.score, which takes any answer and never raises.
        """

    def wait(self, attempts: Iterable[Any]) -> str:
        """What a student does before all is said to an answer, after these; "" if nothing."""
        return ""

    def answer_lines(self, answer: Any) -> list[tuple[str, str]]:
        """An answer, whatever it is, line by line: words, and the choice for them, if any."""
        return lines_of(answer)

    def part_ids(self, answer: Any) -> Iterable[str]:
        """The ids of the parts that `answer_lines` shows of a sound answer, line by line."""
        return ()

    def left_out(self, part: str) -> str:
        """The words of a part that an answer left out; "" where its message has them."""
        return ""

    # ---- the statistics of a class

    def counted(self, answer: Any, key: AnyKey | None) -> Iterable[Hashable]:
        """What is counted of an answer; AnswerError where it cannot be read."""
        return ()

    @abstractmethod
    def misreadings(self, key: AnyKey) -> Iterator[Misreading]:
        """The wrong readings that the key has words for."""

    def key_passages(self, key: AnyKey) -> list[Passage]:
        """The passages of `texts` that a student should mark."""
        return []

    def key_in_words(self, key: AnyKey) -> str:
        """What should be marked, in a sentence."""
        return ""

    # ---- for kinds

    def result(
        self,
        key: AnyKey,
        marks: int,
        lines: Iterable[str],
        replies: Iterable[Reply] = (),
        parts: Iterable[Verdict] = (),
        told: Iterable[str] = (),
    ) -> Result:
        """A result with its state, the messages, the misconceptions and the evidence.

        `told` are the lines of the message that `parts` say, behind the others.
        """
        replies = list(replies)
        state = RIGHT if marks == self.marks else PARTLY if marks else WRONG
        passages: list[Passage | None] = [one.evidence for one in replies if one.evidence]
        passages = passages or [key.evidence]
        seen = dict.fromkeys(Evidence(one.at, one.quote) for one in passages if one)
        names = tuple(dict.fromkeys(one.misconception for one in replies if one.misconception))
        summary = "\n".join(lines)
        message = "\n".join([*filter(None, [summary]), *told])
        return Result(
            state,
            marks,
            self.marks,
            message,
            names,
            tuple(seen),
            parts=tuple(parts),
            summary=summary,
        )


def fields_of(kind: type[Any]) -> dict[str, attrs.Attribute[Any]]:
    """The declared fields of a kind by name: those of all kinds first."""
    return {one.name: one for one in attrs.fields(kind) if "read" in one.metadata}


def own_fields(kind: type[Any]) -> list[str]:
    """The names of the fields that a kind declares itself."""
    common = fields_of(Exercise)
    return [name for name in fields_of(kind) if name not in common]


def in_pairs(value: Any) -> Any:
    """A mapping as a list of pairs, which keeps its order on the way to a browser."""
    if not isinstance(value, Mapping):
        return value
    return [[name, getattr(one, "quote", one)] for name, one in value.items()]


def lines_of(answer: Any, names: Mapping[str, str] = NOTHING) -> list[tuple[str, str]]:
    """An answer, whatever it is, as `answer_lines` gives it; `names` say what ids mean."""
    listed = answer[:100] if isinstance(answer, list) else [answer]
    return [
        ((names.get(one) if isinstance(one, str) else "") or in_words(one), "") for one in listed
    ]


def in_words(value: Any) -> str:
    """A value as text that is not too long; nobody knows what it is, or how deep it goes."""
    try:
        words = str(value)
    except RecursionError:
        words = "…"
    return words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN]} …"


def answer_lines(exercise: Exercise, answer: Any) -> list[tuple[str, str]]:
    """An answer in the words that the student saw: (words, choice). It may be anything at all."""
    return [(NOT_SAID, "")] if answer == answers.UNSAID else exercise.answer_lines(answer)


def told_lines(exercise: Exercise, result: Result) -> list[tuple[str, str, Verdict | None]]:
    """The lines of an answer, each with what is said of it; then the parts that it left out."""
    told = {one.id: one for one in result.parts}
    names = list(exercise.part_ids(result.answer)) if told else []
    lines = answer_lines(exercise, result.answer)
    names += [""] * (len(lines) - len(names))
    found = [(*line, told.pop(name, None)) for line, name in zip(lines, names, strict=True)]
    return found + [(exercise.left_out(name), "", part) for name, part in told.items()]


def is_table(exercise: Exercise, answer: Any) -> bool:
    """Say whether the lines of an answer are rows of a table, each with its choice."""
    return bool(exercise.rows) and isinstance(answer, Mapping)


def either(names: Iterable[str]) -> str:
    """One of several things that hold, in words."""
    return ", or ".join(names)
