"""Three things to talk about tomorrow: the wrong readings that most of a class share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from helpers.common.text import in_quotes
from helpers.exercises.answer_words import key_value_in_words
from helpers.exercises.exercise import Exercise
from helpers.exercises.key import Key, Reply
from helpers.grading.report.disclosure import FEW, FEWEST
from helpers.grading.report.item_analysis import Item, Tally
from helpers.lesson.article import Passage

HOW_MANY = 3
RULE = (
    f"How they were chosen: of all wrong readings that the key has words for, those that the "
    f"largest share of the students who answered the exercise have. At most one from an exercise; "
    f"where two are equal, the one that comes first in the lesson. At least {FEW + 1} students "
    f"share each, and at least {FEWEST} answered."
)


@frozen
class TalkingPoint:
    """A wrong reading: how many of those who answered did what, and what there is to say to it.

    `thought` is what they did, as the rest of a sentence about them. `holds` is what holds
    instead, or nothing where the message alone can say it. `evidence` is the passage that settles
    the matter.
    """

    item: Item
    thought: str
    count: int
    message: str
    holds: str = ""
    evidence: Passage | None = None

    @property
    def share(self) -> float:
        """The share of those who answered, from 0 to 1."""
        return self.count / self.item.by_machine


def talking_points(tally: Tally, keys: Mapping[str, Key]) -> list[TalkingPoint]:
    """Return up to three things to talk about, the most widely shared first. See RULE."""
    found = []
    for name, item in tally.items.items():
        if name not in keys or item.by_machine < FEWEST:
            continue
        readings = [one for one in wrong_readings(item, keys[name]) if one.count > FEW]
        if readings:
            found.append(max(readings, key=lambda one: one.count))
    return sorted(found, key=lambda one: -one.share)[:HOW_MANY]


def wrong_readings(item: Item, key: Key) -> Iterator[TalkingPoint]:
    """Yield every wrong reading of an exercise that the key says something to."""
    if item.exercise.kind == "one":
        yield from wrong_options(item, key)
    elif item.exercise.kind == "several":
        yield from wrong_ticks(item, key)
    elif item.exercise.kind == "match":
        yield from wrong_rows(item, key)
    else:
        yield from wrong_values(item, key)


def point(
    item: Item, key: Key, thought: str, count: int, reply: Reply, holds: str = ""
) -> TalkingPoint:
    """Return a wrong reading with what a reply of the key says to it."""
    evidence = reply.evidence or key.evidence
    return TalkingPoint(item, thought, count, reply.message, holds, evidence)


def wrong_options(item: Item, key: Key) -> Iterator[TalkingPoint]:
    """Yield the options that do not have all marks."""
    names = item.exercise.options
    full = [
        in_quotes(names[one])
        for one, reply in key.options.items()
        if reply.marks == item.exercise.marks
    ]
    for name, reply in key.options.items():
        if reply.marks < item.exercise.marks:
            thought = f"chose {in_quotes(names[name])}."
            yield point(item, key, thought, item.options[name], reply, either(full))


def wrong_ticks(item: Item, key: Key) -> Iterator[TalkingPoint]:
    """Yield the options that were ticked and do not fit, or were left out and do."""
    names, read = item.exercise.options, item.read
    for name, reply in key.options.items():
        ticked = item.options[name]
        if not reply.right:
            yield point(item, key, f"ticked {in_quotes(names[name])}.", ticked, reply)
        elif not reply.optional:
            thought = f"did not tick {in_quotes(names[name])}."
            yield point(item, key, thought, read - ticked, reply)


def wrong_rows(item: Item, key: Key) -> Iterator[TalkingPoint]:
    """Yield the choices that are wrong for their row."""
    rows, names = item.exercise.rows, item.exercise.choices
    for name, row in key.rows.items():
        holds = either([in_quotes(names[one]) for one in row.right])
        for choice, count in item.choices[name].items():
            if choice not in row.right:
                reply = row.wrong.get(choice, row.reply)
                thought = f"chose {in_quotes(names[choice])} for {in_quotes(rows[name])}."
                yield point(item, key, thought, count, reply, holds)


def wrong_values(item: Item, key: Key) -> Iterator[TalkingPoint]:
    """Yield the misconceptions that have a name."""
    verb = "marked" if item.exercise.kind == "passage" else "answered"
    full = [one for one in key.answers if one.marks == item.exercise.marks]
    holds = either([said(item.exercise, one) for one in full])
    if key.right:
        items = item.exercise.items
        holds = " → ".join(" or ".join(items[one] for one in group) for group in key.right)
    for reply in key.misconceptions:
        thought = f"{verb}: {said(item.exercise, reply)}."
        yield point(item, key, thought, item.misconceptions[reply.misconception], reply, holds)


def said(exercise: Exercise, reply: Reply) -> str:
    """Return an answer of the key in words; of several spellings the first."""
    value = reply.value
    if exercise.kind == "order":
        return " → ".join(exercise.items[one] for one in value)
    if isinstance(value, list):
        return ", ".join(key_value_in_words(exercise, one) for one in value)
    return key_value_in_words(exercise, value[0] if isinstance(value, tuple) else value)


def either(names: list[str]) -> str:
    """Return one of several things that hold, in words."""
    return ", or ".join(names)
