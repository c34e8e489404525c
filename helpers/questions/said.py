"""Statements in their sentences: where cue, source and content stand."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.lesson.article import WORD, Passage, occurrences, stands_alone
from helpers.lesson.tables import NARRATOR, Statement
from helpers.questions.reading import Reading, touch

NEAR = 40  # characters between a cue and its source, at most


def plain(reading: Reading, *, hands: bool = True) -> Iterator[Statement]:
    """The settled assertions of a source in the body that nobody asks about yet, each by itself.

    Left out are those whose words another one has too. Without `hands` nobody passes them on.
    """
    for row in reading.open(reading.statements):
        told = row.source != NARRATOR and row.polarity == "asserts" and row.at.isdigit()
        if told and (hands or not row.via) and not shares(reading, row):
            yield row


def shares(reading: Reading, row: Statement) -> bool:
    """Say whether words of a statement belong to another one too."""
    others = (one for one in reading.statements if one is not row)
    return any(touch(one.passage, row.passage) for one in others)


def cue_of(reading: Reading, row: Statement) -> Passage | None:
    """Where the cue stands in the sentence of a statement; None where that is not plain."""
    sentence = reading.sentence(row.passage)
    if not row.cue:
        return None
    found = []
    for start in occurrences(sentence.quote, row.cue):
        here = reading.part(row.at, sentence.start + start, sentence.start + start + len(row.cue))
        if stands_alone(sentence.quote, start, len(row.cue)) and not touch(here, row.passage):
            found.append(here)
    return found[0] if len(found) == 1 else None


def source_beside(reading: Reading, row: Statement, cue: Passage) -> Passage | None:
    """The words for the source that stand beside its cue, from the first to the last."""
    actors = {row.source, *row.via}
    beside = [
        one.passage
        for one in reading.mentions
        if actors & set(one.actor)
        and reading.together(one.passage, row.passage)
        and not touch(one.passage, row.passage)
        and not touch(one.passage, cue)
        and gap(one.passage, cue) <= NEAR
        and not lies_between(row.passage, one.passage, cue)
    ]
    if not beside:
        return None
    start, end = min(one.start for one in beside), max(one.end for one in beside)
    if start < cue.end and cue.start < end:  # on both sides of it: the nearer one
        near = min(beside, key=lambda one: gap(one, cue))
        start, end = near.start, near.end
    return reading.part(row.at, start, end)


def around(reading: Reading, one: Passage, other: Passage | None) -> Passage:
    """The stretch that holds both."""
    if other is None:
        return one
    return reading.part(one.at, min(one.start, other.start), max(one.end, other.end))


def with_word_before(reading: Reading, row: Statement) -> Passage:
    """The content of a statement with the word before it, as `that`, which may go along."""
    sentence = reading.sentence(row.passage)
    before = list(WORD.finditer(reading.article.text, sentence.start, row.passage.start))
    start = before[-1].start() if before else row.passage.start
    return reading.part(row.at, start, row.passage.end)


def gap(one: Passage, other: Passage) -> int:
    """How many characters lie between two passages."""
    return max(one.start - other.end, other.start - one.end, 0)


def lies_between(middle: Passage, one: Passage, other: Passage) -> bool:
    """Say whether a passage begins between two others."""
    first, last = sorted((one, other), key=lambda passage: passage.start)
    return first.start < middle.start < last.start
