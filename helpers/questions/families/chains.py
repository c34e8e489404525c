"""Through whose hands a statement comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.common.text import in_quotes, shorten
from helpers.lesson.article import Passage
from helpers.lesson.tables import Statement
from helpers.questions.made import Family, Made, Option, choose_one
from helpers.questions.reading import SHORT, Reading, row_id, told, where
from helpers.questions.said import plain

FAMILY = Family("chain", "04", "chains", "weigh", ("match", "one"), 43)
MOST = 3


def make(reading: Reading) -> Iterator[Made]:
    """A question for each statement that somebody passes on, and for one that nobody does."""
    rows = [row for row in plain(reading) if printer(reading) not in row.via]
    passed = [row for row in rows if row.via]
    for row in passed[:MOST]:
        yield asked(reading, row, list(wrong(reading, row)))
    for row in rows:
        hands = [one for one in passed if row.source not in (one.source, *one.via)]
        is_apart = all(one.at != row.at for one in passed)  # or a reader carries the hand on
        if not row.via and hands and is_apart:
            yield asked(reading, row, list(wrong_hand(reading, row, hands[0])))
            return


def printer(reading: Reading) -> str:
    """The actor that prints the article, if it is one."""
    name = reading.lesson.printed_by
    return next((one.actor for one in reading.lesson.actors if one.name == name), "")


def chain(reading: Reading, actors: Sequence[str]) -> str:
    """A chain in words, from the source to the page."""
    return " → ".join([*(reading.names[one] for one in actors), reading.lesson.printed_by])


def asked(reading: Reading, row: Statement, others: list[Option]) -> Made:
    """The question on one chain."""
    sentence = reading.sentence(row.passage)
    hands = reading.call(row.via)
    message = f"{in_quotes(hands)} passes it on: {told(sentence)}." if row.via else ""
    message = message or f"Nobody stands between the source and the page: {told(sentence)}."
    right = (row.source, *row.via)
    options = [Option(name(right), chain(reading, right), message, True, "", sentence)]
    options = sorted([*options, *others], key=lambda one: one.text.casefold())
    entry, key = choose_one(reading.article, options)
    entry |= {
        "title": f"The way of a statement in {where(row.at)}",
        "question": f"{in_quotes(shorten(row.content, SHORT))} ({where(row.at)}). Which way has "
        "this come to you? Begin with the one who says it.",
    }
    return FAMILY.made(reading.lesson.about, row_id(reading, row), [row], entry, key, 2, 1)


def wrong(reading: Reading, row: Statement) -> Iterator[Option]:
    """Other chains of a statement that is passed on: without a hand, turned round, begun late."""
    sentence, hands = reading.sentence(row.passage), reading.call(row.via)
    source = reading.names[row.source]
    message = f"Somebody stands between {in_quotes(source)} and the page. Read who tells it: "
    message += f"{told(sentence)}."
    yield option(reading, (row.source,), message, "hand-left-out", sentence)
    message = f"You took {in_quotes(hands)} for the one who says it first. Whose words are passed "
    message += f"on in {told(sentence)}?"
    turned = (*row.via[::-1], row.source)
    yield option(reading, turned, message, "chain-turned-round", sentence)
    message = f"{in_quotes(hands)} passes on what somebody else says first: {told(sentence)}."
    yield option(reading, row.via, message, "hand-for-source", sentence)


def wrong_hand(reading: Reading, row: Statement, other: Statement) -> Iterator[Option]:
    """Other chains of a statement that nobody passes on, with the hands of another one."""
    sentence, hands = reading.sentence(row.passage), reading.call(other.via)
    message = f"{in_quotes(hands)} passes on something else, in {where(other.at)}: "
    message += f"{told(reading.sentence(other.passage))}. {where(row.at)} names no such hand."
    yield option(reading, (row.source, *other.via), message, "hand-carried-over", sentence)
    message = f"Somebody is named who says it: {told(sentence)}."
    yield option(reading, (), message, "source-read-over", sentence)
    message = f"{in_quotes(hands)} is named in {where(other.at)}, and not here: {told(sentence)}."
    yield option(reading, other.via, message, "hand-for-source", sentence)


def option(
    reading: Reading, actors: Sequence[str], message: str, misread: str, shown: Passage
) -> Option:
    """A wrong chain."""
    return Option(name(actors), chain(reading, actors), message, False, misread, shown)


def name(actors: Sequence[str]) -> str:
    """A chain as the id of an option."""
    return "-".join([*actors, "page"])
