"""A heat map over the article: what the class marked as the passage, beside what the key has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, zip_longest

from attrs import frozen

from helpers.common.text import shorten
from helpers.exercises.exercise import Exercise
from helpers.exercises.fields import NOT_SAID
from helpers.exercises.key import Key
from helpers.exercises.marked_text import Word
from helpers.grading.report.disclosure import FEW, FEWEST, Count, part_of
from helpers.grading.report.item_analysis import Item, Tally
from helpers.lesson.article import WORD

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
    items = [one for one in tally.items.values() if one.exercise.texts]
    return [heat_map(one, keys[one.exercise.id]) for one in items if one.exercise.id in keys]


def heat_map(item: Item, key: Key) -> HeatMap:
    """The heat map of one exercise, of the parts of the article that somebody or the key marks."""
    if item.read < FEWEST:
        return HeatMap(item.exercise, is_small=True)
    texts, rows = [], []
    for at in item.exercise.texts:
        found = list(in_stretches(words_of(item, at), item.read, key_words(item, key, at)))
        shown = [one for one in found if one.step or one.in_key]
        if not shown:
            continue
        name, text = f"¶{at}" if at.isdigit() else at, item.exercise.texts[at]
        texts.append((name, list(painted(text, found))))
        for one in shown:
            words, in_key = shorten(text[one.start : one.end], 100), "yes" if one.in_key else ""
            rows.append((name, words, one.step, students(one, item.read), in_key))
    about = item.exercise.key_in_words(key)
    if item.exercise.not_said:
        count = part_of(item.counts[NOT_SAID], item.read)
        about += f" Students who ticked “{NOT_SAID}”: {count}."
    return HeatMap(item.exercise, False, about, texts, rows)


def words_of(item: Item, at: str) -> list[tuple[Word, int]]:
    """The words of a part, and how many students marked each."""
    spans = (word.span() for word in WORD.finditer(item.exercise.texts[at]))
    return [(span, item.counts[at, *span]) for span in spans]


def key_words(item: Item, key: Key, at: str) -> list[Word]:
    """Where the passages to be marked stand in a part of the article."""
    start = item.exercise.parts[at].start
    passages = item.exercise.key_passages(key)
    return [(one.start - start, one.end - start) for one in passages if one.at == at]


def step_of(count: int, total: int) -> int:
    """The step that so many of all students are shown in. See STEPS."""
    if count <= FEW:
        return min(count, 1)
    return min(4, 1 + 4 * count // total)


def in_stretches(
    words: Sequence[tuple[Word, int]], total: int, key: Sequence[Word]
) -> Iterator[Stretch]:
    """Yield a part of the article in stretches of words that are shown alike."""

    def look(word: tuple[Word, int]) -> tuple[int, bool]:
        (start, end), count = word
        return step_of(count, total), any(first <= start and end <= last for first, last in key)

    for (step, in_key), group in groupby(words, look):
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
