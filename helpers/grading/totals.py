"""How the marks of a student become a total, and the total a grade."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from attrs import field, frozen

from helpers.common.errors import KitError
from helpers.common.text import did_you_mean
from helpers.exercises.exercise import Exercise
from helpers.exercises.result import Result
from helpers.grading.scale import Scale, as_written

WEIGHT = re.compile(r"\d{1,3}([.,]\d{1,4})?")
HOW = "Write a name and how often it counts, like “find-actors=2 05=0.5 cite=0”"
Amount = int | float  # marks as they are shown


@frozen
class Totals:
    """How totals are made: each mark times the weight of its exercise, 1 where nothing is said.

    Without weights a total is the sum of the marks, and without a scale there is no grade.
    """

    weights: Mapping[str, Fraction] = field(factory=dict)
    scale: Scale | None = None

    def so_far(self, results: Mapping[str, Result]) -> Fraction | int:
        """The sum of the marks that are there, without those for the quick."""
        bare = sum(one.marks or 0 for one in results.values() if one.counts)
        return bare + sum((one.marks or 0) * more for one, more in self._weighted(results))

    def out_of(self, results: Mapping[str, Result]) -> Fraction | int:
        """The most that can be had, without what is for the quick."""
        bare = sum(one.out_of for one in results.values() if one.counts)
        return bare + sum(one.out_of * more for one, more in self._weighted(results))

    def _weighted(self, results: Mapping[str, Result]) -> Iterator[tuple[Result, Fraction]]:
        """Yield each result that counts otherwise, and how often more than once.

        They are few, and sums of fractions are slow.
        """
        for name, weight in self.weights.items():
            if name in results and results[name].counts:
                yield results[name], weight - 1

    def grade(self, results: Mapping[str, Result]) -> str:
        """The grade of a final total; nothing without a scale, or where nothing can be had."""
        most = self.out_of(results) if self.scale else 0
        return self.scale.grade(self.so_far(results), most) if self.scale and most else ""

    def notes(self, exercises: Mapping[str, Exercise]) -> list[str]:
        """What a student should know of it: which exercises count otherwise, and the scale."""
        found = []
        weights = {name: self.weights.get(name, Fraction(1)) for name in exercises}
        for weight in sorted({one for one in weights.values() if one != 1}, reverse=True):
            titles = [exercises[name].title for name, one in weights.items() if one == weight]
            often = f"Counted {as_written(weight)} times" if weight else "Not counted"
            found.append(f"{often}: {', '.join(titles)}.")
        return [*found, self.scale.in_words] if self.scale else found


PLAIN = Totals()


def shown(amount: Fraction | int) -> Amount:
    """Marks as they are shown: whole, or with two decimals at the most, a half rounded up."""
    if isinstance(amount, int):
        return amount
    text = as_written(amount)
    return float(text) if "." in text else int(text)


def read_weights(text: str, exercises: Iterable[Exercise]) -> dict[str, Fraction]:
    """The weight of each exercise that counts more, less or not at all.

    A name is of an exercise, an objective or a notebook; what is said of an exercise goes before
    what is said of its objective, and that before its notebook. Raises KitError with a sentence.
    """
    every = list(exercises)
    said = read_pairs(text)
    known = [
        [one.id for one in every],
        [one.objective for one in every],
        [one.notebook for one in every],
    ]
    names = dict.fromkeys(name for group in known for name in group)
    for name in said:
        if name not in names:
            near = did_you_mean(name, names)
            raise KitError(
                f"weights: “{name}” is no exercise, objective or notebook. "
                + (f"Write {near}." if near else f"{HOW}; 05 is a notebook.")
            )
    extra = next((one.id for one in every if one.extra and one.id in said), None)
    if extra:
        raise KitError(f"weights: {extra} is for the quick, and no total counts it. Take it out.")
    weights = {}
    for one in every:
        found = (said[name] for name in (one.id, one.objective, one.notebook) if name in said)
        if not one.extra:
            weights[one.id] = next(found, Fraction(1))
    if not any(weights.values()):
        raise KitError("weights: nothing would count. Give at least one exercise a weight.")
    return {name: weight for name, weight in weights.items() if weight != 1}


def read_pairs(text: str) -> dict[str, Fraction]:
    """Names and weights as they were typed; KitError where one is none, or is there twice."""
    found: dict[str, Fraction] = {}
    for pair in re.sub(r"\s*[=:]\s*", "=", text).replace(";", " ").split():
        name, _, number = pair.rstrip(",").partition("=")
        name = name.zfill(2) if name.isdecimal() else name
        if not WEIGHT.fullmatch(number):
            raise KitError(f"weights: “{pair}” is no name with a number. {HOW}.")
        if name in found:
            raise KitError(f"weights: “{name}” is there twice. Say it once.")
        found[name] = Fraction(number.replace(",", "."))
    return found
