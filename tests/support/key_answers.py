"""What a key says should come of an answer, from the key alone: no rule of marking is here."""

from dataclasses import dataclass
from typing import Any

from helpers.exercises.key import UNSAID


@dataclass
class Case:
    """An answer, the marks and words that the key has for it, and the misreading it names."""

    answer: Any
    marks: int | None
    says: str
    misconception: str = ""


def passage(exercise, place):
    """Return a passage of the key as a student marks it."""
    start = place.start - exercise.parts[place.at].start
    return {"at": place.at, "start": start, "end": start + len(place.quote), "quote": place.quote}


def as_given(exercise, value):
    """Return the values of a key as a student gives them."""
    if value == UNSAID:
        return [{"not_said": True}]
    if exercise.kind == "text":
        return list(value)
    if exercise.kind == "passage":
        return [passage(exercise, value)]
    if exercise.kind == "number":
        return [f"{value:g}"]
    return [value]


def right_choices(key):
    return {name: row.right[0] for name, row in key.rows.items()}


def right(exercise, key):
    """Return cases that earn all marks: every defensible answer."""
    if exercise.kind == "one":
        for name, reply in key.options.items():
            if reply.marks == exercise.marks:
                yield Case(name, exercise.marks, reply.message)
    elif exercise.kind == "several":
        fits = [name for name, reply in key.options.items() if reply.right and not reply.optional]
        fair = [name for name, reply in key.options.items() if reply.right]
        yield Case(fits, exercise.marks, key.message)
        yield Case(fair, exercise.marks, key.message)
    elif exercise.kind == "match":
        yield Case(right_choices(key), exercise.marks, key.message)
        for name, row in key.rows.items():
            for choice in row.right[1:]:
                yield Case(right_choices(key) | {name: choice}, exercise.marks, key.message)
    elif exercise.kind == "order":
        yield Case([one for group in key.right for one in group], exercise.marks, key.message)
        yield Case([one for group in key.right for one in group[::-1]], exercise.marks, key.message)
    elif exercise.kind != "written":
        for reply in key.answers:
            for answer in as_given(exercise, reply.value):
                yield Case(answer, reply.marks, reply.message)


def wrong(exercise, key):
    """Return a case for each named misconception, and for each option or row that is wrong."""
    for name, reply in key.options.items():
        if exercise.kind == "one" and reply.marks < exercise.marks:
            yield Case(name, reply.marks, reply.message, reply.misconception)
        if exercise.kind == "several":
            fits = [one for one, said in key.options.items() if said.right and not said.optional]
            if not reply.right:
                yield Case([*fits, name], len(fits) - 1, reply.message, reply.misconception)
            elif name in fits and len(fits) > 1:
                fits.remove(name)
                yield Case(fits, len(fits), reply.message)
    for name, row in key.rows.items():
        for choice in exercise.choices:
            if choice not in row.right:
                reply = row.wrong.get(choice, row.reply)
                answer = right_choices(key) | {name: choice}
                yield Case(answer, len(key.rows) - 1, reply.message, reply.misconception)
    for reply in key.misconceptions:
        answers = [list(reply.value)] if exercise.kind == "order" else None
        for answer in answers or as_given(exercise, reply.value):
            marks = None if exercise.kind == "order" else reply.marks
            yield Case(answer, marks, reply.message, reply.misconception)
