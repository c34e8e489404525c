"""Mark several passages in the article, each to be found or missed."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

from attrs import frozen

from helpers.common.errors import ReadingError
from helpers.common.text import in_quotes, shorten
from helpers.exercises.answers import AnswerError
from helpers.exercises.exercise import Exercise, in_words, lines_of
from helpers.exercises.fields import declared, replaced, with_fields, yes_or_no
from helpers.exercises.key import Finding, Key, KeyLine, Misreading, Reply, has
from helpers.exercises.key_reader import KeyReader
from helpers.exercises.marked_text import (
    AGAIN,
    Stretch,
    Word,
    as_answer,
    core_and_around,
    in_key,
    in_part,
    in_runs,
    overlap,
    part_names,
    placed,
    quoted,
    read_passage,
    read_stretch,
    words_in,
)
from helpers.exercises.result import MISSING, PARTLY, RIGHT, WRONG, Result, Verdict
from helpers.lesson.article import Passage

MOST = 60  # stretches of an answer
NAMED = 5  # stretches marked in vain whose words a message repeats


@with_fields
class HighlightKey(Key):
    """The passages to be found, of which some may be `optional`, and those taken for one."""

    answers: tuple[Reply, ...]

    @property
    def needed(self) -> list[Reply]:
        """The passages that have to be found."""
        return [one for one in self.answers if not one.optional]


@frozen
class Run:
    """Words marked side by side in one part, and the passages of the key that they touch."""

    at: str
    words: frozenset[Word]
    touched: tuple[Reply, ...]
    extra: frozenset[Word]  # words beyond the widest stretches of these passages


@with_fields
class Highlight(Exercise[HighlightKey]):
    """All passages of a sort are marked in `parts` of the article.

    What counts are the words that are marked, in whatever stretches; words side by side are one
    run. A passage is found when all its words are marked, in a run without a word beyond the
    widest stretch that the key allows for the passages which the run touches. One that is touched
    and not found is found in part. A mark for each passage found, less one for each run that
    touches none; what is found in part, or optional, neither earns nor costs one.
    """

    kind = "highlight"
    blank = "No words are marked yet."
    in_parts = True
    marks_tell = True

    parts: Mapping[str, Passage] = declared(part_names)

    # ---- the key

    def read_key(self, reader: KeyReader, entry: dict[str, Any]) -> HighlightKey:
        """The passages, and what is said when one is missed, or others are marked."""
        shared = reader.shared(entry, "answers", "misconceptions", "message", "otherwise")
        answers, misread = [], []
        for one, path in reader.listed(entry, "answers", needed=True):
            found: dict[str, Any] = read_passage(reader, self.parts, one, *path)
            said = one.get("optional", "no")
            found["optional"] = reader.read(yes_or_no, said, "optional: ", *path, "optional")
            names = ("around", "optional")
            answers.append(reader.reply(one, *path, names=names, marks=False, **found))
        for one, path in reader.listed(entry, "misconceptions"):
            found = read_passage(reader, self.parts, one, *path)
            misread.append(reader.misconception(one, *path, marks=False, **found))
        return HighlightKey(**shared, answers=tuple(answers), misconceptions=tuple(misread))

    def check_key(self, key: HighlightKey) -> Iterator[Finding]:
        """Also that no word belongs to two passages."""
        yield from super().check_key(key)
        for one, other in combinations((*key.answers, *key.misconceptions), 2):
            here, there = one.value, other.value
            if here.start < there.end and there.start < here.end:
                found = f"“{here.quote}” and “{there.quote}” share words"
                yield found, "let each word belong to one passage", ()

    def reach(self, key: HighlightKey) -> int:
        """How many passages have to be found."""
        return len(key.needed)

    def key_lines(self, key: HighlightKey) -> Iterator[KeyLine]:
        """What is said when all are found, the passages, and what is marked in vain."""
        yield KeyLine("All found", str(self.marks), key.message, key.evidence)
        for one in key.answers:
            worth = "either way" if one.optional else "to be found"
            yield KeyLine.of(one.value.in_words, worth, one)
        for one in key.misconceptions:
            yield KeyLine.of(one.value.in_words, "is none", one)
        yield KeyLine("Any other words", "are none", key.otherwise)

    def right_answers(self, key: HighlightKey) -> list[str]:
        """The passages that have to be found."""
        return [in_part(one.value) for one in key.needed]

    def example(self, reply: Reply) -> Any:
        """A passage of the key as the only one that a student marks."""
        return [as_answer(self.parts, reply.value)]

    def key_passages(self, key: HighlightKey) -> list[Passage]:
        """The passages that have to be found."""
        return [one.value for one in key.needed]

    def key_in_words(self, key: HighlightKey) -> str:
        """The passages that have to be found, in a sentence."""
        return f"The key has {', '.join(self.right_answers(key))}."

    def parts_given(self, answer: Any) -> list[Any]:
        """Each stretch that was marked."""
        return [[one] for one in answer if self.read_answer([one])]

    def to_accept(self, key: HighlightKey, answer: Any) -> dict[str, Any]:
        """The words that were marked, which may be marked or not then."""
        [found] = self.read_answer(answer)
        words = words_in(self.parts, found)
        for one in key.answers:
            if one.value.at == found.at and words & placed(self.parts, one.value):
                said = f"it shares words with {in_quotes(shorten(one.value.quote, 80))}"
                raise ReadingError(said, "write another “around” for that passage into the key")
        return in_key(self.parts, found)

    def accept(
        self, reader: KeyReader, key: HighlightKey, entry: Mapping[str, Any], *path: str | int
    ) -> HighlightKey:
        """The key with one more passage that neither earns a mark nor costs one."""
        found: dict[str, Any] = read_passage(reader, self.parts, entry, *path)
        reply = reader.accepted(entry, *path, names=(), optional=True, **found)
        misread = (one for one in key.misconceptions if one.value != reply.value)
        return replaced(key, answers=(*key.answers, reply), misconceptions=tuple(misread))

    # ---- an answer

    def read_answer(self, answer: Any) -> list[Stretch]:
        """The stretches that were marked, in whatever order; they may overlap."""
        if type(answer) is not list:
            raise AnswerError("Your answer marks no words.", AGAIN)
        if len(answer) > MOST:
            raise AnswerError(f"Your answer has {len(answer):,} passages.", "Mark fewer of them.")
        return [read_stretch(self.parts, one) for one in answer]

    def unfinished(self, found: Any) -> str:
        """That no words are marked, where that is so."""
        return "" if any(words_in(self.parts, one) for one in found) else self.blank

    def runs(self, found: Iterable[Stretch], key: HighlightKey) -> Iterator[Run]:
        """The words that were marked, by where they stand side by side, in the order of parts."""
        marked: dict[str, set[Word]] = {at: set() for at in self.parts}
        for one in found:
            marked[one.at] |= words_in(self.parts, one)
        for at, words in marked.items():
            there = [one for one in key.answers if one.value.at == at]
            for run in in_runs(self.parts[at].quote, words):
                touched = tuple(one for one in there if run & placed(self.parts, one.value))
                fine = (core_and_around(self.parts, one)[1] for one in touched)
                yield Run(at, frozenset(run), touched, frozenset(run.difference(*fine)))

    def score(self, key: HighlightKey, answer: Any) -> Result:
        """Score the passages found: see the class. What is missed, or too much, is named."""
        stretches = self.read_answer(answer)
        runs = list(self.runs(stretches, key))
        if not runs:
            return Result(MISSING, None, self.marks, self.blank)
        vain = [run for run in runs if not run.touched]
        lines: list[str] = []
        replies: list[Reply] = []
        missed: list[Verdict] = []
        said: dict[int, str] = {}  # of a passage found in part, and of words marked in vain
        found = 0
        for passage in key.answers:
            lacks = self.lacks(passage, runs)
            found += not lacks and not passage.optional
            if lacks and not (passage.optional and self.is_missed(passage, runs)):
                said[id(passage)] = f"{lacks}: {passage.message}"
                lines.append(said[id(passage)])
                replies.append(passage)
                if self.is_missed(passage, runs):
                    missed.append(Verdict(f"missed {len(missed)}", MISSING, lines[-1]))
        others = []
        for run in vain:
            misread = self.misreading(key, run)
            said[id(run)] = misread.message if misread else key.otherwise
            if misread is None:
                others.append(self.words_of(run.at, run.words))
            else:
                lines.append(f"{self.words_of(run.at, run.words)}: {misread.message}")
                replies.append(misread)
        if others:
            more = f" and {len(others) - NAMED} more" if len(others) > NAMED else ""
            lines.append(f"{' and '.join(others[:NAMED])}{more}: {key.otherwise}")
        marks = max(0, found - len(vain))
        parts = [*self.marked(stretches, runs, said), *missed]
        if marks == self.marks:
            return self.result(key, marks, [key.message], replies, parts, lines)
        head = f"You found {found} of the {len(key.needed)} passages"
        none = "is none" if len(vain) == 1 else "are none"
        head += f", and marked {len(vain)} that {none}." if vain else "."
        return self.result(key, marks, [head], replies, parts, lines)

    def marked(
        self, stretches: Iterable[Stretch], runs: Iterable[Run], said: Mapping[int, str]
    ) -> Iterator[Verdict]:
        """What each stretch came to; `said` are messages by the id of a run or passage."""
        for number, one in enumerate(stretches):
            words = words_in(self.parts, one)
            for run in runs:
                if run.at == one.at and words & run.words:
                    of = [said[id(one)] for one in run.touched or (run,) if id(one) in said]
                    state = (PARTLY if of else RIGHT) if run.touched else WRONG
                    yield Verdict(f"{number}", state, "\n".join(of))
                    break

    def lacks(self, passage: Reply, runs: Iterable[Run]) -> str:
        """What is wrong with how a passage was marked, in words; "" where it is found."""
        touching = [run for run in runs if passage in run.touched]
        core, at = placed(self.parts, passage.value), passage.value.at
        whole = in_quotes(shorten(passage.value.quote, 80))
        if not touching:
            return f"You left out {whole}"
        left = core.difference(*(run.words for run in touching))
        extra = frozenset[Word]().union(*(run.extra for run in touching))
        said = [f"left out {self.words_of(at, left)}"] if left else []
        said += [f"took {self.words_of(at, extra)} along"] if extra else []
        return f"At {whole} you {' and '.join(said)}" if said else ""

    def is_missed(self, passage: Reply, runs: Iterable[Run]) -> bool:
        """Say whether no word of a passage was marked."""
        return not any(passage in run.touched for run in runs)

    def misreading(self, key: HighlightKey, run: Run) -> Reply | None:
        """The misconception that a run shows: it shares half of its words or more."""
        there = [one for one in key.misconceptions if one.value.at == run.at]
        share = {id(one): overlap(set(run.words), placed(self.parts, one.value)) for one in there}
        best = max(there, key=lambda one: share[id(one)], default=None)
        return best if best is not None and share[id(best)] >= 0.5 else None

    def words_of(self, at: str, words: Iterable[Word]) -> str:
        """Words of a part in quotation marks."""
        return quoted(self.parts[at].quote, set(words))

    def answer_lines(self, answer: Any) -> list[tuple[str, str]]:
        """The words that were marked, a line each."""
        listed = answer[:MOST] if isinstance(answer, list) else [answer]
        if not all(isinstance(one, Mapping) for one in listed):
            return lines_of(answer)
        return [(in_words(one.get("quote", "")), "") for one in listed]

    def part_ids(self, answer: Any) -> Iterable[str]:
        """The numbers of the passages marked, from 0."""
        return map(str, range(len(answer)))

    # ---- the statistics of a class

    def counted(self, answer: Any, key: HighlightKey | None) -> Iterable[Hashable]:
        """The words that were marked, each by its part and place, and the passages missed."""
        found = self.read_answer(answer)
        words = {(one.at, *word) for one in found for word in words_in(self.parts, one)}
        runs = list(self.runs(found, key)) if key else []
        missed = [one for one in key.needed if self.is_missed(one, runs)] if key else []
        return [*words, *map(left_out, missed)]

    def misreadings(self, key: HighlightKey) -> Iterator[Misreading]:
        """The passages that were left out, and those that were taken for one."""
        for one in key.needed:
            yield Misreading(f"did not mark {one.value.in_words}.", left_out(one), one)
        for one in key.misconceptions:
            thought = f"marked {one.value.in_words}."
            yield Misreading(thought, has(one.misconception), one)


def left_out(passage: Reply) -> Hashable:
    """What is counted of an answer that leaves a passage out."""
    return "left out", passage.value.start
