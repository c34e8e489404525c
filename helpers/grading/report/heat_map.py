"""A heat map over the article: what the class marked as the passage, beside what the key has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby

from attrs import frozen

from helpers.common.text import shorten
from helpers.exercises.exercise import NOT_SAID
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
LOOK = """
.heat mark { color: #1a1a1a; padding-bottom: 1px }
.heat .s1 { background: #fdf1d3; border-bottom: 2px dotted #1a1a1a }
.heat .s2 { background: #fadf9c; border-bottom: 2px dashed #1a1a1a }
.heat .s3 { background: #f3c04d; border-bottom: 2px solid #1a1a1a }
.heat .s4 { background: #e69f00; border-bottom: 4px double #1a1a1a }
.heat sup { font-size: 0.7em; font-weight: 700; line-height: 0; padding-left: 1px }
.heat p { margin: 0.4em 0 }
.heat .text, .heat .legend { line-height: 1.9 }
.heat .legend { break-after: avoid }
.heat section { break-inside: avoid }
.heat .legend mark { margin-right: 0.2em; padding: 0 0.3em 1px }
.heat .legend span { margin-right: 1em; white-space: nowrap }
"""


@frozen
class Stretch:
    """Words side by side that about as many students marked, all in the key's passage or none."""

    start: int
    end: int
    step: int
    fewest: int
    most: int
    in_key: bool


def heat_maps(tally: Tally, keys: Mapping[str, Key], language: str) -> str:
    """Return a heat map of each exercise in which a passage is marked, as HTML sections."""
    items = [one for one in tally.items.values() if one.exercise.kind == "passage"]
    known = [one for one in items if one.exercise.id in keys]
    if not known:
        return "<p>No exercise asks to mark a passage.</p>"
    maps = [heat_map(one, keys[one.exercise.id], language) for one in known]
    return f'<div class="heat">{legend()}{"".join(maps)}</div>'


def legend() -> str:
    """Return what the steps look like."""
    shown = "".join(
        f'<span><mark class="s{step}">words<sup>{step}</sup></mark> {escape(words)}</span> '
        for step, words in enumerate(STEPS)
        if step
    )
    key = "<span><b>bold</b> the key's passage</span>"
    return f'<p class="legend about">Marked by: {shown}{key}</p>'


def heat_map(item: Item, key: Key, language: str) -> str:
    """Return the heat map of one exercise with its text twin; a notice where too few answered."""
    head = f"<h3>{escape(item.exercise.title)}</h3><p>{escape(item.exercise.question)}</p>"
    if item.read < FEWEST:
        return f"<section>{head}<p>Fewer than {FEWEST} students answered: not shown.</p></section>"
    stretches = {
        at: list(in_stretches(words, item.read, key_words(item, key, at)))
        for at, words in item.words.items()
    }
    looked_at = {
        at: found for at, found in stretches.items() if any(one.step or one.in_key for one in found)
    }
    parts = [
        f'<p class="text">{escape(short_name(at))}&ensp;'
        f'<span lang="{escape(language)}" dir="auto">{painted(item.exercise.texts[at], found)}'
        f"</span></p>"
        for at, found in looked_at.items()
    ]
    shown = "".join(parts) + twin(item, looked_at, language)
    return (
        f"<section>{head}<p>{escape(key_in_words(item, key))}{escape(unsaid(item))}</p>"
        f"{shown if parts else '<p>Nobody marked any words.</p>'}</section>"
    )


def short_name(at: str) -> str:
    """Return how a part is called beside it."""
    return f"¶{at}" if at.isdigit() else at


def key_words(item: Item, key: Key, at: str) -> list[tuple[int, int]]:
    """Return where the key's passages with all marks stand in a part of the article."""
    start = item.exercise.starts[at]
    full = [one.value for one in key.answers if one.marks == item.exercise.marks]
    return [
        (value.start - start, value.end - start)
        for value in full
        if isinstance(value, Passage) and value.at == at
    ]


def key_in_words(item: Item, key: Key) -> str:
    """Return what the key has, in a sentence."""
    full = [one.value for one in key.answers if one.marks == item.exercise.marks]
    said = [
        f"“{NOT_SAID}”" if value == UNSAID else f"“{value.quote}” ({part_name(value.at)})"
        for value in full
    ]
    return f"The key has {' or '.join(said)}."


def unsaid(item: Item) -> str:
    """Return how many ticked that the article does not say it, where that is offered."""
    if not item.exercise.not_said:
        return ""
    return f" Students who ticked “{NOT_SAID}”: {part_of(item.unsaid, item.read)}."


def step_of(count: int, total: int) -> int:
    """Return the step that so many of all students are shown in. See STEPS."""
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


def painted(text: str, stretches: list[Stretch]) -> str:
    """Return a part of the article with its stretches shaded."""
    html, done = [], 0
    for place, one in enumerate(stretches):
        html.append(escape(text[done : one.start]))
        words = escape(text[one.start : one.end])
        words = f"<b>{words}</b>" if one.in_key else words
        following = stretches[place + 1].step if place + 1 < len(stretches) else 0
        number = f"<sup>{one.step}</sup>" if one.step != following else ""
        html.append(f'<mark class="s{one.step}">{words}{number}</mark>' if one.step else words)
        done = one.end
    return "".join(html) + escape(text[done:])


def twin(item: Item, parts: Mapping[str, list[Stretch]], language: str) -> str:
    """Return the heat map as a table of its stretches."""
    rows = "".join(
        f'<tr><td>{escape(short_name(at))}</td><td lang="{escape(language)}" dir="auto">'
        f"{escape(shorten(item.exercise.texts[at][one.start : one.end], 100))}</td>"
        f'<td class="number">{one.step}</td><td class="number">{students(one, item.read)}</td>'
        f"<td>{'yes' if one.in_key else ''}</td></tr>"
        for at, found in parts.items()
        for one in found
        if one.step or one.in_key
    )
    names = ("Part", "Words", "Step", "Students", "In the key")
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    return (
        f"<table><caption>The same as a table: {escape(item.exercise.title)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def students(stretch: Stretch, total: int) -> Count:
    """Return how many students marked the words of a stretch, from the fewest to the most."""
    fewest, most = part_of(stretch.fewest, total), part_of(stretch.most, total)
    return Count(fewest.low, most.high)
