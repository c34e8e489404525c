"""What a key says should come of an answer, from the key alone: no rule of scoring is called.

What depends on the kind of an exercise is in EXPECTED, one small class a kind.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from helpers.exercises.key import UNSAID

NOT_SAID = {"not_said": True}


@dataclass
class Case:
    """An answer, the marks and words that the key has for it, and the misreading it names."""

    answer: Any
    marks: int | None
    says: str
    misconception: str = ""


def right(exercise, key):
    """Return cases that earn all marks, or those the key has for them: each defensible answer."""
    return list(EXPECTED[exercise.kind].right(exercise, key))


def wrong(exercise, key):
    """Return a case for each named misconception, and for each option or row that is wrong."""
    return list(EXPECTED[exercise.kind].wrong(exercise, key))


def other_wrong(exercise, key):
    """Return answers, and their marks, that are wrong in ways that the key does not name."""
    return list(EXPECTED[exercise.kind].other_wrong(exercise, key))


def complete(exercise):
    """Return an answer that has all its parts, right or wrong."""
    return EXPECTED[exercise.kind].complete(exercise)


def malformed(exercise):
    """Return answers that are none: of a wrong type, or of things that are not there."""
    found = [True, False, {"not_said": 1}, {"not_said": "yes"}, [[["deep"]]]]
    found += [] if exercise.from_code else [7, 0, -0.5, [1]]
    found += [] if exercise.not_said else [NOT_SAID]
    return found + EXPECTED[exercise.kind].malformed(exercise)


class One:
    def right(self, exercise, key):
        for name, reply in key.options.items():
            if reply.marks == exercise.marks:
                yield Case(name, exercise.marks, reply.message)

    def wrong(self, exercise, key):
        for name, reply in key.options.items():
            if reply.marks < exercise.marks:
                yield Case(name, reply.marks, reply.message, reply.misconception)

    def other_wrong(self, exercise, key):
        return ()

    def complete(self, exercise):
        return next(iter(exercise.options))

    def malformed(self, exercise):
        option = self.complete(exercise)
        return ["no-such-option", [option], {option: option}, option.upper() + " "]


class Several:
    def fits(self, key):
        return [name for name, one in key.options.items() if one.right and not one.optional]

    def right(self, exercise, key):
        fair = [name for name, reply in key.options.items() if reply.right]
        yield Case(self.fits(key), exercise.marks, key.message)
        yield Case(fair, exercise.marks, key.message)

    def wrong(self, exercise, key):
        fits = self.fits(key)
        for name, reply in key.options.items():
            if not reply.right:
                yield Case([*fits, name], len(fits) - 1, reply.message, reply.misconception)
            elif name in fits and len(fits) > 1:
                others = [one for one in fits if one != name]
                yield Case(others, len(others), reply.message)

    def other_wrong(self, exercise, key):
        fits, others = self.fits(key), [n for n, said in key.options.items() if not said.right]
        yield [*fits, *others], max(0, len(fits) - len(others))
        yield others, 0
        yield fits[:1], 1

    def complete(self, exercise):
        return list(exercise.options)[:2]

    def malformed(self, exercise):
        option = next(iter(exercise.options))
        return [option, ["no-such-option"], [option, option], [True], {option: True}]


class Match:
    def first(self, key):
        return {name: row.right[0] for name, row in key.rows.items()}

    def right(self, exercise, key):
        yield Case(self.first(key), exercise.marks, key.message)
        for name, row in key.rows.items():
            for choice in row.right[1:]:
                yield Case(self.first(key) | {name: choice}, exercise.marks, key.message)

    def wrong(self, exercise, key):
        for name, row in key.rows.items():
            for choice in exercise.choices:
                if choice not in row.right:
                    reply = row.wrong.get(choice, row.reply)
                    answer = self.first(key) | {name: choice}
                    yield Case(answer, len(key.rows) - 1, reply.message, reply.misconception)

    def other_wrong(self, exercise, key):
        rows = list(self.first(key).items())
        for count in range(1, len(rows)):
            yield dict(rows[:count]), count
            yield dict(rows[:count]) | {name: "" for name, _ in rows[count:]}, count
            yield dict(rows[:count]) | {name: None for name, _ in rows[count:]}, count

    def complete(self, exercise):
        return dict.fromkeys(exercise.rows, next(iter(exercise.choices)))

    def malformed(self, exercise):
        row, choice = next(iter(exercise.rows)), next(iter(exercise.choices))
        return ["x", [row], {"no-such-row": choice}, {row: "no-such-choice"}, {row: True}]


class Order:
    def steps(self, key, order):
        """Return how many neighbours stand the right way round: a mark for each."""
        rank = {name: number for number, group in enumerate(key.right) for name in group}
        return sum(rank[first] <= rank[second] for first, second in pairwise(order))

    def right(self, exercise, key):
        for step in (1, -1):
            answer = [one for group in key.right for one in group[::step]]
            yield Case(answer, exercise.marks, key.message)

    def wrong(self, exercise, key):
        for reply in key.misconceptions:
            answer = list(reply.value)
            yield Case(answer, self.steps(key, answer), reply.message, reply.misconception)

    def other_wrong(self, exercise, key):
        right = [one for group in key.right for one in group]
        for answer in (right[::-1], right[1:] + right[:1], right[-1:] + right[:-1]):
            yield answer, self.steps(key, answer)

    def complete(self, exercise):
        return list(exercise.items)

    def malformed(self, exercise):
        item = next(iter(exercise.items))
        return ["x", [item], [item] * len(exercise.items), {item: 1}]


class Value:
    def __init__(self, any, nonsense, none):
        """Keep any answer, nonsense that is in no key, and what is no answer at all."""
        self.any, self.nonsense, self.none = any, nonsense, none

    def given(self, exercise, value):
        """Return the ways in which a student gives a value of the key."""
        return [value]

    def all_given(self, exercise, value):
        return [NOT_SAID] if value == UNSAID else self.given(exercise, value)

    def right(self, exercise, key):
        for reply in key.answers:
            for answer in self.all_given(exercise, reply.value):
                yield Case(answer, reply.marks, reply.message)

    def wrong(self, exercise, key):
        for reply in key.misconceptions:
            for answer in self.all_given(exercise, reply.value):
                yield Case(answer, reply.marks, reply.message, reply.misconception)

    def other_wrong(self, exercise, key):
        known = [reply.value for reply in (*key.answers, *key.misconceptions)]
        yield from ((one, 0) for one in self.nonsense)
        if exercise.not_said and UNSAID not in known:
            yield NOT_SAID, 0

    def complete(self, exercise):
        return self.any

    def malformed(self, exercise):
        return self.none


class Number(Value):
    def given(self, exercise, value):
        return [f"{value:.15g}"]


class Text(Value):
    def given(self, exercise, value):
        return list(value)


def marked(exercise, place):
    """Return a passage of the key as a student marks it."""
    start = place.start - exercise.parts[place.at].start
    return {"at": place.at, "start": start, "end": start + len(place.quote), "quote": place.quote}


def beginning(exercise):
    """Return the first nine letters of the first part as a student marks them."""
    at, words = next(iter(exercise.texts.items()))
    return {"at": at, "start": 0, "end": 9, "quote": words[:9]}


def far_from_the_key(exercise, key):
    """Yield words at the two ends of each part that no answer of the key touches."""
    for at, words in exercise.texts.items():
        taken = []
        for reply in (*key.answers, *key.misconceptions):
            for passage in (reply.value, reply.around):
                if passage not in (None, UNSAID) and passage.at == at:
                    start = passage.start - exercise.parts[at].start
                    taken.append((start, start + len(passage.quote)))
        for start, end in ((0, words.index(" ")), (words.rindex(" ") + 1, len(words))):
            if all(end < one or start > other for one, other in taken):
                yield {"at": at, "start": start, "end": end, "quote": words[start:end]}


def not_there(exercise):
    """Return marked words that do not stand where they say."""
    whole = beginning(exercise)
    found = [whole | {"start": False}, whole | {"end": 10**9}, whole | {"start": -5}]
    found += [whole | {"at": "99"}, whole | {"quote": "forged"}]
    return [*found, {"at": whole["at"], "quote": whole["quote"]}]


class Passage(Value):
    def given(self, exercise, value):
        return [marked(exercise, value)]

    def other_wrong(self, exercise, key):
        return ((one, 0) for one in far_from_the_key(exercise, key))

    def complete(self, exercise):
        return beginning(exercise)

    def malformed(self, exercise):
        return ["some words", *not_there(exercise)]


class Highlight:
    def found(self, exercise, key):
        return [marked(exercise, one.value) for one in key.answers if not one.optional]

    def right(self, exercise, key):
        found = self.found(exercise, key)
        optional = [marked(exercise, one.value) for one in key.answers if one.optional]
        yield Case(found, exercise.marks, key.message)
        yield Case([*optional, *found[::-1]], exercise.marks, key.message)

    def wrong(self, exercise, key):
        found = self.found(exercise, key)
        for reply in key.answers:
            others = [one for one in found if one != marked(exercise, reply.value)]
            if not reply.optional:
                yield Case(others, len(others), reply.message)
        for reply in key.misconceptions:
            answer = [*found, marked(exercise, reply.value)]
            yield Case(answer, len(found) - 1, reply.message, reply.misconception)

    def other_wrong(self, exercise, key):
        found = self.found(exercise, key)
        for one in far_from_the_key(exercise, key):
            yield [one], 0
            yield [one, *found], len(found) - 1

    def complete(self, exercise):
        return [beginning(exercise)]

    def malformed(self, exercise):
        whole = beginning(exercise)
        return ["some words", whole, [whole] * 1_000, *([one] for one in not_there(exercise))]


class Written:
    def right(self, exercise, key):
        return ()

    wrong = other_wrong = right

    def complete(self, exercise):
        return "word " * exercise.words

    def malformed(self, exercise):
        return [["word"], {"text": "word"}]


EXPECTED = {
    "one": One(),
    "several": Several(),
    "match": Match(),
    "order": Order(),
    "date": Value(
        "2020-08-18", ["1999-01-01", "1066-10-14"], ["no date", 20200818, ["2020-08-18"]]
    ),
    "number": Number("7", ["98765", "-3"], ["many", 4.0, ["4"], "4 4 4"]),
    "text": Text("a name", ["Zzyzx", "qqqq qqqq"], [["NATO"], {"text": "NATO"}, "x" * 300]),
    "code": Value(7, [-98765, "Zzyzx", [-1, -2]], [{"x": 1}, "x" * 1_100, [1] * 101]),
    "passage": Passage(None, [], []),
    "highlight": Highlight(),
    "written": Written(),
}
