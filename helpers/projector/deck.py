"""What is asked on slides: votes by letter, questions to talk about, and what settles each."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from attrs import frozen

from helpers.exercises.chosen import Chosen
from helpers.exercises.exercise import Exercise
from helpers.exercises.key import Key, Reply
from helpers.exercises.kinds.order import Order
from helpers.lesson.article import Article, Passage

NAMED = re.compile(r"¶(\d+)")
FROM_CODE = "it asks for a line of code, which needs a computer"
NO_KEY = "it has no key, so nothing could settle it"
LONGEST = 650  # characters of a paragraph that fit on a slide with room for a heading


@frozen
class Option:
    """What is voted for, by its letter."""

    letter: str
    words: str


@frozen
class Reason:
    """An answer that holds, by its letter if it has one, and why. One of several may be enough."""

    letter: str
    words: str
    why: str = ""


@frozen
class Shown:
    """A part of the article, or what stands around a passage, in pieces: words, and if marked."""

    at: str
    pieces: tuple[tuple[str, bool], ...]


@frozen
class Question:
    """One thing to ask a class.

    Options make it a vote, of which a student may have `several`; without any it is talked about.
    `row` is what the vote is on, where an exercise has rows. `lines` stand under a question that
    is no vote, `parts` are the parts of the article that it names. `answers` are a class's own,
    without names. `note` is said of all the `reasons`, `words` are the passages that bear them out.
    """

    id: str
    title: str
    words: str
    options: tuple[Option, ...] = ()
    row: str = ""
    number: str = ""
    several: bool = False
    any_counts: bool = False
    lines: tuple[Option, ...] = ()
    parts: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    note: str = ""
    passages: tuple[Shown, ...] = ()


def left_out(exercises: Iterable[Exercise], keys: Mapping[str, Key]) -> dict[str, str]:
    """The exercises that no slide asks, by id, and why."""
    found = {}
    for one in exercises:
        if one.from_code:
            found[one.id] = FROM_CODE
        elif one.id not in keys:
            found[one.id] = NO_KEY
    return found


def questions(
    exercise: Exercise, key: Key, article: Article, answers: Sequence[str] = ()
) -> list[Question]:
    """What is asked of one exercise: a vote a row where it has rows, else one question."""
    shared: dict[str, Any] = {"title": exercise.title, "words": exercise.question}
    if isinstance(exercise, Chosen):
        return [vote(exercise, key, article, shared)]
    if exercise.rows:
        return list(votes_on_rows(exercise, key, article, shared))
    if exercise.marked_by_person:
        reasons, passages = [], evidence(key, ())
    else:
        replies = [one for one in getattr(key, "answers", ()) if not one.optional]
        reasons = told(exercise.right_answers(key), replies)
        passages = evidence(key, replies)
    lines = () if exercise.parts else tuple(Option("", one) for one in exercise.question_lines())
    if isinstance(exercise, Order):
        lines = lettered(exercise.items.values())
    return [
        Question(
            exercise.id,
            **shared,
            lines=lines,
            parts=named(article, exercise.question, *exercise.parts),
            answers=tuple(answers),
            reasons=tuple(reasons),
            note=key.message,
            passages=shown(article, passages),
        )
    ]


def vote(exercise: Chosen, key: Any, article: Article, shared: dict[str, Any]) -> Question:
    """A vote on the options of an exercise."""
    options = lettered(exercise.options.values())
    pairs = list(zip(options, key.options.values(), strict=True))
    right = [(one, reply) for one, reply in pairs if exercise.fits(reply)]
    return Question(
        exercise.id,
        **shared,
        options=options,
        several=exercise.marks_tell,
        any_counts=len(right) == len(options),
        parts=named(article, exercise.question, *exercise.options.values()),
        reasons=tuple(Reason(one.letter, one.words, reply.message) for one, reply in right),
        note=key.message,
        passages=shown(article, evidence(key, [reply for _, reply in right])),
    )


def votes_on_rows(
    exercise: Exercise, key: Key, article: Article, shared: dict[str, Any]
) -> Iterator[Question]:
    """A vote for each row on the choices, which keep their letters from row to row."""
    options = lettered(exercise.choices.values())
    letters = dict(zip(exercise.choices, options, strict=True))
    for number, (name, row) in enumerate(key.rows.items(), 1):
        right = [letters[one] for one in row.right]
        why = [row.reply.message, *[""] * len(right)]  # one reason is given for all of a row
        yield Question(
            f"{exercise.id}-{number}",
            **shared,
            options=options,
            row=exercise.rows[name],
            number=f"{number} of {len(key.rows)}",
            any_counts=len(right) == len(options),
            parts=named(article, exercise.rows[name], exercise.question),
            reasons=tuple(Reason(one.letter, one.words, why[at]) for at, one in enumerate(right)),
            note=key.message if number == len(key.rows) else "",
            passages=shown(article, [row.reply.evidence] if row.reply.evidence else []),
        )


def told(words: Sequence[str], replies: Sequence[Reply]) -> list[Reason]:
    """Answers in words, each with what the key says to it, where it has a reply for each."""
    why = [one.message for one in replies] if len(replies) == len(words) else [""] * len(words)
    return [Reason("", *both) for both in zip(words, why, strict=True)]


def lettered(words: Iterable[str]) -> tuple[Option, ...]:
    """Options by the letters A, B, C and so on; behind Z by AA, BB."""
    alphabet = string.ascii_uppercase
    return tuple(Option(alphabet[at % 26] * (at // 26 + 1), one) for at, one in enumerate(words))


def evidence(key: Key, replies: Iterable[Reply]) -> list[Passage]:
    """The passages that bear answers out; that of the key where these have none."""
    found = [one.value if isinstance(one.value, Passage) else one.evidence for one in replies] or [
        key.evidence
    ]
    return [one for one in found if one] or ([key.evidence] if key.evidence else [])


def named(article: Article, *texts: str) -> tuple[str, ...]:
    """The parts of the article that texts name, such as ¶6, or are the names of; each once."""
    found = [
        at for text in texts for at in ([text] if text in article.parts else NAMED.findall(text))
    ]
    return tuple(dict.fromkeys(at for at in found if at in article.parts))


def shown(article: Article, passages: Iterable[Passage]) -> tuple[Shown, ...]:
    """The parts of the article that passages stand in, in its order, with the passages marked."""
    by_part: dict[str, list[Passage]] = {}
    for one in passages:
        by_part.setdefault(one.at, []).append(one)
    return tuple(marked(article, at, by_part[at]) for at in article.parts if at in by_part)


def marked(article: Article, at: str, passages: Sequence[Passage]) -> Shown:
    """A part of the article with passages marked; of a long one the sentences around them."""
    start, end = around(article, at, passages)
    bounds = sorted({start, end, *(edge for one in passages for edge in (one.start, one.end))})
    pieces = []
    for first, last in pairwise(bounds):
        is_marked = any(one.start <= first and last <= one.end for one in passages)
        pieces.append((article.text[first:last], is_marked))
    part = article.parts[at]
    before, after = [("… ", False)] * (start > part.start), [(" …", False)] * (end < part.end)
    return Shown(at, (*before, *pieces, *after))


def around(article: Article, at: str, passages: Sequence[Passage]) -> tuple[int, int]:
    """Where what is shown of a part begins and ends: all of it, or sentences around passages."""
    part = article.parts[at]
    if len(part.quote) <= LONGEST:
        return part.start, part.end
    start, end = min(one.start for one in passages), max(one.end for one in passages)
    sentences = [one for one in article.sentences if one.at == at] or [part]
    touched = [n for n, one in enumerate(sentences) if one.start < end and start < one.end]
    first, last = (touched[0], touched[-1]) if touched else (0, len(sentences) - 1)
    while True:
        for one, other in ((first, last + 1), (first - 1, last)):
            there = one >= 0 and other < len(sentences)
            if there and sentences[other].end - sentences[one].start <= LONGEST:
                first, last = one, other
                break
        else:
            return min(start, sentences[first].start), max(end, sentences[last].end)
