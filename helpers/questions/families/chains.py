"""Through whose hands a statement comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.common.text import in_quotes, shorten
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
        if not row.via and hands:
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
    message = f"{hands} passes it on: {told(sentence)}." if row.via else ""
    message = message or f"Nobody stands between the source and the page: {told(sentence)}."
    options = [Option("chain", chain(reading, (row.source, *row.via)), message, True, "", sentence)]
    options = sorted([*options, *others], key=lambda one: one.text.casefold())
    entry, key = choose_one(reading.article, options)
    entry |= {
        "title": f"The way of a statement in {where(row.at)}",
        "question": f"{in_quotes(shorten(row.content, SHORT))} ({where(row.at)}). By which way does "
        "this come to you? Begin with the one who says it.",
    }
    return FAMILY.made(reading.lesson.about, row_id(reading, row), [row], entry, key, 2, 1)


def wrong(reading: Reading, row: Statement) -> Iterator[Option]:
    """Other chains of a statement that is passed on: without a hand, turned round, begun late."""
    sentence, hands = reading.sentence(row.passage), reading.call(row.via)
    source = reading.names[row.source]
    message = f"Somebody stands between {source} and the page. Read who tells it: {told(sentence)}."
    yield Option(
        "no-hand", chain(reading, (row.source,)), message, False, "hand-left-out", sentence
    )
    message = f"You took {hands} for the one who says it first. Whose words are passed on in "
    message += f"{told(sentence)}?"
    turned = chain(reading, (*row.via[::-1], row.source))
    yield Option("turned", turned, message, False, "chain-turned-round", sentence)
    message = f"{hands} does not speak of its own. Somebody else says it first: {told(sentence)}."
    yield Option("late", chain(reading, row.via), message, False, "hand-for-source", sentence)


def wrong_hand(reading: Reading, row: Statement, other: Statement) -> Iterator[Option]:
    """Other chains of a statement that nobody passes on, with the hands of another one."""
    sentence, hands = reading.sentence(row.passage), reading.call(other.via)
    message = f"{hands} passes on something else, in {where(other.at)}: "
    message += f"{told(reading.sentence(other.passage))}. {where(row.at)} names no such hand."
    added = chain(reading, (row.source, *other.via))
    yield Option("added", added, message, False, "hand-carried-over", sentence)
    message = f"Somebody is named who says it: {told(sentence)}."
    yield Option("nobody", chain(reading, ()), message, False, "source-read-over", sentence)
    message = f"{hands} is named in {where(other.at)}, and not here: {told(sentence)}."
    yield Option("other", chain(reading, other.via), message, False, "hand-for-source", sentence)
