"""A heat map over the article: what the class marked as the passage, beside what the key has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, zip_longest

from attrs import frozen

from helpers.common.text import shorten
from helpers.exercises.exercise import NOT_SAID, Exercise
from helpers.exercises.key import UNSAID, Key
from helpers.grading.report.disclosure import FEW, FEWEST, Count, part_of
from helpers.grading.report.item_analysis import Item, Tally, Words
from helpers.lesson.article import Passage, part_name

STEPS = (
    "nobody",
    f"under a quarter, or 1 or {FEW} students",
    "a quarter to a half",
    "a half to three quarters",
    "three quarters or more",
)


@frozen
class Stretch:
    """Words side by side that about as many students marked, all in the key's passage or none."""

    start: int
    end: int
    step: int
    fewest: int
    most: int
    in_key: bool


@frozen
class Piece:
    """Words of the article as they are painted; the last of a step bears its number."""

    words: str
    step: int = 0
    in_key: bool = False
    is_last: bool = False


@frozen
class HeatMap:
    """What the class marked in an exercise: nothing of it where too few answered.

    `said` is the key in words. `texts` are parts of the article by name, in pieces; `rows` say the
    same as a table: part, words, step, students, and whether they are in the key.
    """

    exercise: Exercise
    is_small: bool = False
    said: str = ""
    texts: Sequence[tuple[str, Sequence[Piece]]] = ()
    rows: Sequence[tuple[str, str, int, Count, str]] = ()


def heat_maps(tally: Tally, keys: Mapping[str, Key]) -> list[HeatMap]:
    """A heat map of each exercise in which a passage is marked."""
    items = [one for one in tally.items.values() if one.exercise.kind == "passage"]
    return [heat_map(one, keys[one.exercise.id]) for one in items if one.exercise.id in keys]


def heat_map(item: Item, key: Key) -> HeatMap:
    """The heat map of one exercise, of the parts of the article that somebody or the key marks."""
    if item.read < FEWEST:
        return HeatMap(item.exercise, is_small=True)
    texts, rows = [], []
    for at, counted in item.words.items():
        found = list(in_stretches(counted, item.read, key_words(item, key, at)))
        shown = [one for one in found if one.step or one.in_key]
        if not shown:
            continue
        name, text = short_name(at), item.exercise.texts[at]
        texts.append((name, list(painted(text, found))))
        for one in shown:
            words, in_key = shorten(text[one.start : one.end], 100), "yes" if one.in_key else ""
            rows.append((name, words, one.step, students(one, item.read), in_key))
    return HeatMap(item.exercise, False, key_in_words(item, key) + unsaid(item), texts, rows)


def short_name(at: str) -> str:
    """How a part is called beside it."""
    return f"¶{at}" if at.isdigit() else at


def key_words(item: Item, key: Key, at: str) -> list[tuple[int, int]]:
    """Where the key's passages with all marks stand in a part of the article."""
    start = item.exercise.starts[at]
    full = [one.value for one in key.answers if one.marks == item.exercise.marks]
    return [
        (value.start - start, value.end - start)
        for value in full
        if isinstance(value, Passage) and value.at == at
    ]


def key_in_words(item: Item, key: Key) -> str:
    """What the key has, in a sentence."""
    full = [one.value for one in key.answers if one.marks == item.exercise.marks]
    said = [
        f"“{NOT_SAID}”" if value == UNSAID else f"“{value.quote}” ({part_name(value.at)})"
        for value in full
    ]
    return f"The key has {' or '.join(said)}."


def unsaid(item: Item) -> str:
    """How many ticked that the article does not say it, where that is offered."""
    if not item.exercise.not_said:
        return ""
    return f" Students who ticked “{NOT_SAID}”: {part_of(item.unsaid, item.read)}."


def step_of(count: int, total: int) -> int:
    """The step that so many of all students are shown in. See STEPS."""
    if count <= FEW:
        return min(count, 1)
    return min(4, 1 + 4 * count // total)


def in_stretches(words: Words, total: int, key: list[tuple[int, int]]) -> Iterator[Stretch]:
    """Yield a part of the article in stretches of words that are shown alike."""

    def look(word: tuple[tuple[int, int], int]) -> tuple[int, bool]:
        (start, end), count = word
        return step_of(count, total), any(first <= start and end <= last for first, last in key)

    for (step, in_key), group in groupby(zip(words.spans, words.counts, strict=True), look):
        found = list(group)
        counts = [count for _, count in found]
        yield Stretch(found[0][0][0], found[-1][0][1], step, min(counts), max(counts), in_key)


def painted(text: str, stretches: list[Stretch]) -> Iterator[Piece]:
    """Yield a part of the article in pieces, its stretches shaded."""
    done = 0
    for one, following in zip_longest(stretches, stretches[1:]):
        yield Piece(text[done : one.start])
        is_last = following is None or one.step != following.step
        yield Piece(text[one.start : one.end], one.step, one.in_key, is_last)
        done = one.end
    yield Piece(text[done:])


def students(stretch: Stretch, total: int) -> Count:
    """How many students marked the words of a stretch, from the fewest to the most."""
    fewest, most = part_of(stretch.fewest, total), part_of(stretch.most, total)
    return Count(fewest.low, most.high)
