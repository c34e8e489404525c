"""What each kind of exercise becomes on another platform, and why some become nothing there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from helpers.exchange.items import (
    ESSAY,
    NOTHING,
    NUMBER,
    ONE,
    ROWS,
    SEVERAL,
    TEXT,
    Answer,
    Item,
    Lost,
    Row,
    Told,
    joined,
)
from helpers.exercises.exercise import Exercise
from helpers.exercises.fields import NOT_SAID
from helpers.exercises.key import UNSAID, Key, Reply
from helpers.exercises.kinds.choose_one import ChooseOne
from helpers.exercises.kinds.choose_several import ChooseSeveral
from helpers.exercises.kinds.date import Date
from helpers.exercises.kinds.match import Match
from helpers.exercises.kinds.number import Number
from helpers.exercises.kinds.order import Order
from helpers.exercises.kinds.passage import MarkPassage
from helpers.exercises.kinds.short_text import ShortText
from helpers.exercises.kinds.written import Written
from helpers.exercises.marked_text import core_and_around
from helpers.lesson.dates import read_timex

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
LOST_CODE = "it asks for a line of code, which needs the tables of a notebook"
LOST_MARKS = "several passages are marked in the text, which no question type there asks"
LOST_RANGE = "it takes a number that may be off, or that none is said; no question type takes both"
LOST_KEY = "it has no key"


def item(exercise: Exercise, key: Key | None) -> Item:
    """An exercise as such a question. Raises Lost where none asks the same."""
    if exercise.from_code:
        raise Lost(LOST_CODE)
    if key is None:
        raise Lost(LOST_KEY)
    for kind, make in MAKERS.items():
        if isinstance(exercise, kind):
            about = (exercise.id, exercise.title, exercise.question, exercise.marks)
            return Item(*about, **make(exercise, key))
    raise Lost(LOST_MARKS if exercise.parts else f"its kind, “{exercise.kind}”, is not known there")


def one(exercise: ChooseOne, key: Any) -> dict[str, Any]:
    """A choice of one option."""
    answers = tuple(
        Answer(exercise.options[name], reply.marks / exercise.marks, told(key, reply))
        for name, reply in key.options.items()
    )
    return {"form": ONE, "answers": answers}


def several(exercise: ChooseSeveral, key: Any) -> dict[str, Any]:
    """A choice of several: what fits earns as much as what does not fit costs."""
    part = 1 / len(exercise.needed(key))

    def share(reply: Reply) -> float:
        return 0 if reply.optional else part if reply.right else -part

    answers = tuple(
        Answer(exercise.options[name], share(reply), told(key, reply))
        for name, reply in key.options.items()
    )
    differs = "what the kit says to an option that was left out is not said"
    note = Told(key.message, key.evidence)
    return {"form": SEVERAL, "answers": answers, "note": note, "differs": differs}


def rows(exercise: Match, key: Any) -> dict[str, Any]:
    """A choice for each row."""

    def answer(name: str, choice: str) -> Answer:
        row = key.rows[name]
        if choice in row.right:
            return Answer(exercise.choices[choice], 1, Told("", row.reply.evidence))
        return Answer(exercise.choices[choice], 0, told(key, row.wrong.get(choice, row.reply)))

    found = tuple(
        Row(words, tuple(answer(name, choice) for choice in exercise.choices))
        for name, words in exercise.rows.items()
    )
    return {"form": ROWS, "rows": found, "note": Told(key.message, key.evidence)}


def places(exercise: Order, key: Any) -> dict[str, Any]:
    """Rows with their places: items that have no order among themselves share theirs."""
    ends, count = {}, 0
    for group in key.right:
        ends.update(dict.fromkeys(group, range(count + 1, count + len(group) + 1)))
        count += len(group)
    wrong = Told(key.otherwise, key.evidence)
    found = tuple(
        Row(
            words,
            tuple(
                Answer(str(place), 1, NOTHING)
                if place in ends[name]
                else Answer(str(place), 0, wrong)
                for place in range(1, count + 1)
            ),
        )
        for name, words in exercise.items.items()
    )
    return {
        "form": ROWS,
        "rows": found,
        "hint": f"Give each line its place, from 1 to {count}.",
        "note": Told(key.message, key.evidence),
        "differs": "a mark for each line in its place, and not for each step between two",
    }


def text(exercise: ShortText, key: Any) -> dict[str, Any]:
    """A word or a few."""
    differs = "typing mistakes are not forgiven"
    return typed(exercise, key, lambda value: value) | {"differs": differs}


def date(exercise: Date, key: Any) -> dict[str, Any]:
    """A date, in the ways of writing it that are common in English."""
    return typed(exercise, key, dates) | {
        "hint": joined("Write it like 2019-03-31.", unsaid(exercise)),
        "differs": "a date written in another way than year, month and day may not be known",
    }


def passage(exercise: MarkPassage, key: Any) -> dict[str, Any]:
    """The words of a passage, to be copied."""
    hint = "Copy the words out of the text, just as they stand there."

    def stretches(reply: Reply) -> list[str]:
        part = exercise.parts[reply.value.at].quote
        core, around = core_and_around(exercise.parts, reply)
        starts = [start for start, _ in sorted(around) if start <= min(core)[0]]
        stops = [stop for _, stop in sorted(around) if stop >= max(core)[1]]
        return [part[start:stop] for start in starts for stop in stops]

    replies = [*key.answers, *key.misconceptions]
    found: dict[str, Answer] = {}
    # The very words of a reply go before a wider stretch that another one allows.
    for ways in (lambda reply: [reply.value.quote], stretches):
        for reply in replies:
            for words in [NOT_SAID] if reply.value == UNSAID else ways(reply):
                given = Answer(words, reply.marks / exercise.marks, told(key, reply))
                found.setdefault(words, given)
    return {
        "form": TEXT,
        "answers": tuple(found.values()),
        "hint": joined(hint, unsaid(exercise)),
        "otherwise": Told(key.otherwise, None),
        "differs": "the words are copied and not marked; a word too many or too few earns nothing",
    }


def number(exercise: Number, key: Any) -> dict[str, Any]:
    """A number; typed as a text where “The article does not say” is an answer, too."""
    if exercise.not_said:
        if any(one.tolerance for one in (*key.answers, *key.misconceptions)):
            raise Lost(LOST_RANGE)
        return typed(exercise, key, lambda value: [f"{value:.15g}"]) | {
            "hint": joined(f"Write figures ({exercise.unit}).", unsaid(exercise))
        }
    answers = tuple(
        Answer(
            f"{reply.value:.15g}", reply.marks / exercise.marks, told(key, reply), reply.tolerance
        )
        for reply in (*key.answers, *key.misconceptions)
    )
    hint = f"Write figures ({exercise.unit})." if exercise.unit else "Write figures."
    return {
        "form": NUMBER,
        "answers": answers,
        "hint": hint,
        "otherwise": Told(key.otherwise, None),
    }


def essay(exercise: Written, key: Any) -> dict[str, Any]:
    """A written answer, with its levels for whoever marks it."""
    rubric = tuple(
        f"{level}: {what} Example: “{key.levels[level]}”" for level, what in exercise.rubric.items()
    )
    return {
        "form": ESSAY,
        "hint": f"Write about {exercise.words} words.",
        "note": Told(key.message, key.evidence),
        "rubric": rubric,
    }


MAKERS: dict[type[Any], Any] = {
    ChooseOne: one,
    ChooseSeveral: several,
    Match: rows,
    Order: places,
    ShortText: text,
    Date: date,
    MarkPassage: passage,
    Number: number,
    Written: essay,
}


def typed(exercise: Any, key: Any, spellings: Any) -> dict[str, Any]:
    """An answer that is typed; `spellings` gives the ways to write a value of the key."""
    found: dict[str, Answer] = {}
    for reply in (*key.answers, *key.misconceptions):
        for words in [NOT_SAID] if reply.value == UNSAID else spellings(reply.value):
            found.setdefault(words, Answer(words, reply.marks / exercise.marks, told(key, reply)))
    return {
        "form": TEXT,
        "answers": tuple(found.values()),
        "hint": unsaid(exercise),
        "otherwise": Told(key.otherwise, None),
    }


def dates(value: str) -> Iterator[str]:
    """Ways to write a TIMEX3 value: a day also in words, in both English orders."""
    yield value
    found = read_timex(value)
    if found.is_day_or_finer and found.first:
        day, month = found.first.day, MONTHS[found.first.month - 1]
        year = found.first.year
        for name in (month, month[:3]):
            yield f"{day} {name} {year}"
            yield f"{name} {day}, {year}"


def told(key: Any, reply: Reply) -> Told:
    """What is said to an answer, with its words, or else those of the key."""
    return Told(reply.message, reply.evidence or key.evidence)


def unsaid(exercise: Any) -> str:
    """How to answer there that the article does not say it."""
    return f"Or write: {NOT_SAID}" if exercise.not_said else ""


def converted(
    exercises: Iterable[Exercise], keys: dict[str, Key]
) -> tuple[list[Item], dict[str, str]]:
    """Exercises as questions, and those that cannot be one, by id, each with the reason."""
    items, lost = [], {}
    for one in exercises:
        try:
            items.append(item(one, keys.get(one.id)))
        except Lost as error:
            lost[one.id] = str(error)
    return items, lost
