"""Words marked in the article: where they stand, and how much two stretches share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from attrs import frozen

from helpers.common.errors import ReadingError
from helpers.common.text import in_quotes, shorten
from helpers.exercises.answers import AnswerError
from helpers.exercises.fields import text
from helpers.exercises.key import Reply
from helpers.exercises.key_reader import KeyReader
from helpers.lesson.article import WORD, Passage, occurrences, part_name

AGAIN = "Mark the words again."
# Where a word begins and ends in its part of the article.
Word = tuple[int, int]
# The parts in which words are marked, by name.
Parts = Mapping[str, Passage]


@frozen
class Stretch:
    """What was marked: the part of the article, and where it begins and ends there."""

    at: str
    start: int
    end: int


def part_names(value: Any) -> tuple[str, ...]:
    """Names of parts of the article; ReadingError where there are none."""
    if not isinstance(value, list) or not value:
        raise ReadingError("it is no list of parts", "write it like ['5', headline]")
    return tuple(text(one) for one in value)


def read_stretch(parts: Parts, answer: Any) -> Stretch:
    """The stretch that an answer marks; AnswerError where it does not stand there."""
    if type(answer) is not dict or not {"at", "start", "end", "quote"} <= answer.keys():
        raise AnswerError("Your answer marks no words.", AGAIN)
    at, start, end, quote = (answer[name] for name in ("at", "start", "end", "quote"))
    if type(at) is not str or at not in parts:
        raise AnswerError("The words you marked stand in another part of the article.", AGAIN)
    words = parts[at].quote
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(words):
        raise AnswerError("The words you marked are not in the text.", AGAIN)
    if words[start:end] != quote:
        raise AnswerError("The words you marked do not stand where your answer says.", AGAIN)
    return Stretch(at, start, end)


def as_answer(parts: Parts, passage: Passage) -> dict[str, Any]:
    """A passage of the key as a student marks it."""
    start = passage.start - parts[passage.at].start
    end = start + len(passage.quote)
    return {"at": passage.at, "start": start, "end": end, "quote": passage.quote}


def in_key(parts: Parts, found: Stretch) -> dict[str, Any]:
    """What was marked, as a passage stands in the key: whole words, and which of several."""
    text = parts[found.at].quote
    words = sorted(words_of(text, found.start, found.end))
    if not words:
        raise ReadingError("no words are marked", "choose an answer that marks some")
    start, quote = words[0][0], text[words[0][0] : words[-1][1]]
    starts = list(occurrences(text, quote))
    passage = {"at": found.at, "quote": quote}
    if start not in starts:
        raise ReadingError("these words overlap with the same words", "mark some more of them")
    return passage | ({"nth": str(starts.index(start) + 1)} if len(starts) > 1 else {})


@lru_cache(maxsize=256)
def word_spans(text: str) -> tuple[Word, ...]:
    """The words of a text, in order. They are kept: a whole class marks the same few texts."""
    return tuple(word.span() for word in WORD.finditer(text))


def words_of(text: str, start: int, end: int) -> set[Word]:
    """The words of a part that a stretch of it touches."""
    return {word for word in word_spans(text) if word[0] < end and start < word[1]}


def words_in(parts: Parts, found: Stretch) -> set[Word]:
    """The words that a stretch touches."""
    return words_of(parts[found.at].quote, found.start, found.end)


def placed(parts: Parts, passage: Passage) -> set[Word]:
    """The words of a passage of the key."""
    start = passage.start - parts[passage.at].start
    return words_of(parts[passage.at].quote, start, start + len(passage.quote))


def core_and_around(parts: Parts, reply: Reply) -> tuple[set[Word], set[Word]]:
    """The words that a reply's passage has, and those of the widest stretch that is still fine."""
    return placed(parts, reply.value), placed(parts, reply.around or reply.value)


def overlap(some: set[Word], others: set[Word]) -> float:
    """How much two sets of words share: those in both over those in either."""
    return len(some & others) / len(some | others)


def in_runs(text: str, words: set[Word]) -> list[set[Word]]:
    """The words by where they stand side by side: with no letter or figure between."""
    runs: list[set[Word]] = []
    for word in sorted(words):
        if runs and not any(one.isalnum() for one in text[max(runs[-1])[1] : word[0]]):
            runs[-1].add(word)
        else:
            runs.append({word})
    return runs


def quoted(text: str, words: set[Word]) -> str:
    """Words in quotation marks; those side by side are one stretch."""
    runs = [(min(run)[0], max(run)[1]) for run in in_runs(text, words)]
    return " and ".join(in_quotes(shorten(text[start:end], 80)) for start, end in runs)


def in_part(passage: Passage) -> str:
    """A passage and the part it stands in, in words."""
    return f"“{passage.quote}” ({part_name(passage.at)})"


def read_passage(
    reader: KeyReader, parts: Parts, entry: Mapping[str, Any], *path: str | int
) -> dict[str, Any]:
    """The passage that an entry of the key is about, and the widest one that is still fine."""
    passage = reader.passage(entry, "quote", *path)
    around = reader.passage(entry, "around", *path) if "around" in entry else None
    if passage and passage.at not in parts:
        remedy = f"write one of: {', '.join(parts)}"
        reader.report("the passage stands in no part shown", remedy, *path, "at")
    if passage and around and not (around.start <= passage.start and passage.end <= around.end):
        remedy = "copy a stretch that holds the quotation"
        reader.report("around does not hold the quotation", remedy, *path, "around")
    return {"value": passage, "around": around}
