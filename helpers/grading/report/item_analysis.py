"""Item statistics of a class: what it did with each exercise, added up a student at a time.

Nothing of a student is kept, so a class of 100,000 takes as much memory as one of ten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from math import atanh, sqrt, tanh

from attrs import define, field

from helpers.exercises.answers import AnswerError
from helpers.exercises.exercise import Exercise
from helpers.exercises.key import Key, has
from helpers.exercises.result import MARKED, MISSING, UNMARKED, UNREADABLE, Result

STATES = ("right", "partly", "wrong", MARKED, UNMARKED, UNREADABLE, MISSING)
BY_MACHINE = ("right", "partly", "wrong")
WITH_MARKS = (*BY_MACHINE, MARKED)
SMALL_CLASS = 30  # students; below it the statistics come with a warning
SOURCES = (
    "Share of marks: the mean of the marks over the most that can be had, as NAEP gives it for "
    "exercises with part marks (National Center for Education Statistics, NAEP Technical "
    "Documentation, Classical Item Analysis).",
    "Discrimination: Pearson's correlation of an exercise with all the others together. J. P. "
    "Guilford, “The correlation of an item with a composite of the remaining items in a test”, "
    "Educational and Psychological Measurement 13 (1953), 87–93.",
    "What a discrimination is good for: A. Kelava and H. Moosbrugger, “Deskriptivstatistische "
    "Itemanalyse und Testwertbestimmung”, in: Testtheorie und Fragebogenkonstruktion, Springer "
    "2020, 143–158.",
)
NOTHING = Result(MISSING, None, 0)


@define
class Pairs:
    """The sums from which the correlation of two measures follows, however many pairs there are."""

    count: int = 0
    x: float = 0
    y: float = 0
    xx: float = 0
    yy: float = 0
    xy: float = 0

    def add(self, x: float, y: float) -> None:
        """Count a pair."""
        self.count += 1
        self.x += x
        self.y += y
        self.xx += x * x
        self.yy += y * y
        self.xy += x * y

    @property
    def correlation(self) -> float | None:
        """Pearson's correlation; None for fewer than three pairs, or if a measure is constant."""
        n = self.count
        spread = (n * self.xx - self.x**2) * (n * self.yy - self.y**2)
        if n < 3 or spread <= 1e-12 * n**4:
            return None
        return max(-1.0, min(1.0, (n * self.xy - self.x * self.y) / sqrt(spread)))


# What is counted of one answer; None where an answer is not looked into.
Counts = tuple[Hashable, ...] | None


def counts_of(exercise: Exercise, key: Key | None, result: Result) -> Counts:
    """What is counted of an answer marked by machine: its misconceptions, and what its kind says.

    None for all others, and where the answer cannot be read: then only its state is counted.
    """
    if result.state not in BY_MACHINE:
        return None
    known = key.names() if key else ()
    found = [has(name) for name in result.misconceptions if name in known]
    try:
        return (*found, *exercise.counted(result.answer, key))
    except AnswerError:
        return None


@define
class Item:
    """What the class did with one exercise.

    `counts` holds how many students gave what the exercise counts of an answer (its method
    `counted`), and how many have each misconception of the key, if there is one; `read` is how
    many answers were looked into.
    """

    exercise: Exercise
    key: Key | None = None
    states: dict[str, int] = field(factory=lambda: dict.fromkeys(STATES, 0))
    marks: int = 0
    counts: Counter[Hashable] = field(factory=Counter)
    read: int = 0
    pairs: Pairs = field(factory=Pairs)

    @property
    def misconceptions(self) -> dict[str, int]:
        """How many students have each misconception that the key knows, in the key's order."""
        return {name: self.counts[has(name)] for name in (self.key.names() if self.key else ())}

    @property
    def answered(self) -> int:
        """How many answered, in a way that can be read."""
        return sum(self.states.values()) - self.states[MISSING] - self.states[UNREADABLE]

    @property
    def by_machine(self) -> int:
        """How many answers are right, partly right or wrong: those that need no teacher."""
        return sum(self.states[one] for one in BY_MACHINE)

    @property
    def marked(self) -> int:
        """How many answers have marks."""
        return sum(self.states[one] for one in WITH_MARKS)

    @property
    def share_right(self) -> float | None:
        """How many of the answers marked by machine have all marks, from 0 to 1."""
        return self.states["right"] / self.by_machine if self.by_machine else None

    @property
    def share_of_marks(self) -> float | None:
        """The mean share of marks, from 0 to 1 (difficulty, p): 1 is easy. See SOURCES."""
        return self.marks / (self.marked * self.exercise.marks) if self.marked else None

    @property
    def discrimination(self) -> float | None:
        """The corrected item-total correlation, from -1 to 1: see SOURCES.

        The marks of this exercise against the share of marks that a student has in all the others
        that have marks; so an answer that is missing, or not yet marked, does not count as 0. None
        where it cannot be worked out: too few answers, or the same marks for everybody.
        """
        return self.pairs.correlation

    def add(self, result: Result, counts: Counts) -> None:
        """Count what one student did with it."""
        state = result.state if result.state in self.states else UNREADABLE
        self.states[state] += 1
        if state in WITH_MARKS:
            self.marks += result.marks or 0
        if counts is not None:
            self.counts.update(counts)
            self.read += 1


class Tally:
    """What a class did with the exercises of a lesson: `items` by their ids, in their order."""

    def __init__(self, exercises: Iterable[Exercise], keys: Mapping[str, Key]) -> None:
        """Begin with nobody. Of an exercise without a key the misconceptions are not counted."""
        self.handed_in = 0
        self.left_out = {MISSING: 0, UNREADABLE: 0}
        self.items = {one.id: Item(one, keys.get(one.id)) for one in exercises}

    def add(
        self, results: Mapping[str, Result], counts: Mapping[str, Counts] | None = None
    ) -> None:
        """Count a student who handed in; `counts` holds those of the results, if known."""
        self.handed_in += 1
        if counts is None:
            items = self.items
            counts = {
                name: counts_of(items[name].exercise, items[name].key, one)
                for name, one in results.items()
                if name in items
            }
        found = [(item, results.get(name, NOTHING)) for name, item in self.items.items()]
        both = [(item, one.marks or 0) for item, one in found if one.state in WITH_MARKS]
        marks = sum(got for _, got in both)
        out_of = sum(item.exercise.marks for item, _ in both)
        for item, result in found:
            item.add(result, counts.get(item.exercise.id))
        for item, got in both:
            others = out_of - item.exercise.marks
            if others:
                item.pairs.add(got, (marks - got) / others)

    def leave_out(self, state: str) -> None:
        """Count a student of whom there is nothing: MISSING, or UNREADABLE as a whole."""
        self.left_out[state] += 1


def limits(correlation: float, count: int) -> tuple[float, float]:
    """Return between which values a correlation may well lie, seen in `count` students.

    The 95 % limits by Fisher's z. Source: R. A. Fisher, Metron 1 (1921), 3-32. `count` is 4 or
    more.
    """
    reach = 1.96 / sqrt(count - 3)
    return tanh(atanh(correlation) - reach), tanh(atanh(correlation) + reach)
