"""What the replies of one key must hold together: marks, names, messages and values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from helpers.exercises.answers import plain_words
from helpers.exercises.exercise import FILE as EXERCISES
from helpers.exercises.exercise import LEVELS, Exercise

if TYPE_CHECKING:
    from helpers.exercises.key import Key, Reply

# What is wrong, what to do, and where in the key of the exercise.
Finding = tuple[str, str, tuple[str | int, ...]]


def check_replies(exercise: Exercise, key: Key) -> Iterator[Finding]:
    """Yield what is wrong with the replies of a key, each of which is sound by itself."""
    yield from order_shown(exercise, key)
    yield from marks_reached(exercise, key)
    yield from told_apart(key)
    yield from right_and_misread(exercise, key)
    yield from values_twice(key)


def order_shown(exercise: Exercise, key: Key) -> Iterator[Finding]:
    """Yield a finding where nothing is left to put in order."""
    rank = {one: number for number, group in enumerate(key.right) for one in group}
    shown = [rank[one] for one in exercise.items if one in rank]
    if shown and shown == sorted(shown):
        remedy = f"write the items in another order into {EXERCISES}"
        yield "the order first shown is right already", remedy, ("right",)


def marks_reached(exercise: Exercise, key: Key) -> Iterator[Finding]:
    """Yield a finding where the answers cannot reach the marks, or go beyond."""
    reach = {
        "one": lambda: max(reply.marks for reply in key.options.values()),
        "several": lambda: sum(r.right and not r.optional for r in key.options.values()),
        "match": lambda: len(key.rows),
        "order": lambda: len(exercise.items) - 1,
        "written": lambda: max(LEVELS.values()),
    }.get(exercise.kind, lambda: max(reply.marks for reply in key.answers))()
    if reach != exercise.marks and exercise.marks:
        yield (
            f"the marks do not add up: the answers reach {reach}, the exercise has "
            f"{exercise.marks}",
            f"write “marks: {reach}” into {EXERCISES}, or mend the marks here",
            (),
        )


def told_apart(key: Key) -> Iterator[Finding]:
    """Yield misconceptions without a name, or with a name or message that another one has."""
    replies = [*key.misconceptions]
    if any(not reply.misconception for reply in replies):
        remedy = "write name: and a few words joined by -"
        yield "a misconception has no name", remedy, ()
    for row in key.rows.values():
        replies += row.wrong.values()
    replies += [reply for reply in key.options.values() if reply.misconception]
    for what in ("misconception", "message"):
        said = [getattr(reply, what) for reply in replies if getattr(reply, what)]
        twice = next((one for one in said if said.count(one) > 1), None)
        # One misreading can show in several rows; then it has one name and a message for each.
        if twice is not None and not (what == "misconception" and key.rows):
            remedy = "give each misconception a name and a message of its own"
            yield f"two misconceptions have one {what}: “{twice}”", remedy, ()


def right_and_misread(exercise: Exercise, key: Key) -> Iterator[Finding]:
    """Yield answers that get all the marks, and are called a misconception all the same.

    Of “choose several” an option that fits may have one: it is that of leaving it out.
    """
    for path, reply in placed(key):
        if reply.misconception and reply.marks == exercise.marks > 0:
            found = f"“{reply.misconception}” is a misconception, and gets all the marks"
            yield found, "give it fewer marks, or take the misconception out", path


def values_twice(key: Key) -> Iterator[Finding]:
    """Yield misconceptions whose answer stands under answers too: they are never reached."""
    fine = [one for reply in key.answers for one in as_compared(reply.value)]
    for number, reply in enumerate(key.misconceptions):
        if any(one in fine for one in as_compared(reply.value)):
            found = f"the answer of “{reply.misconception}” stands under answers too"
            yield found, "take it out of one of them", ("misconceptions", number, "value")


def placed(key: Key) -> Iterator[tuple[tuple[str | int, ...], Reply]]:
    """Yield the replies to a whole answer, each with its place in the key."""
    for name, reply in key.options.items():
        yield ("options", name, "misconception"), reply
    for number, reply in enumerate(key.answers):
        yield ("answers", number, "misconception"), reply
    for number, reply in enumerate(key.misconceptions):
        yield ("misconceptions", number, "marks"), reply


def as_compared(value: Any) -> list[Any]:
    """Return the values that a value of a key stands for, as marking compares them."""
    if isinstance(value, tuple):
        return [plain_words(one) for one in value]
    return [plain_words(value) if isinstance(value, str) else value]
