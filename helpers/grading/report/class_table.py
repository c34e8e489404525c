"""The numbers of a class: a row an exercise, for class.csv, and how many of it may be shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import frozen

from helpers.exercises.exercise import Exercise
from helpers.exercises.result import MARKED, MISSING, UNMARKED, UNREADABLE
from helpers.grading.report.disclosure import FEWEST, Count, part_of, veil
from helpers.grading.report.item_analysis import BY_MACHINE, STATES, Item, Tally

# The columns of class.csv. Each count is a number of students, or a range such as “1 or 2”; a
# cell is empty where a number cannot be worked out, or is not shown (`note` says which).
COLUMNS = (
    "exercise",  # its id
    "title",
    "notebook",
    "kind",
    "objective",
    "out of",  # the marks to be had
    "answered",
    *STATES,  # right, partly, wrong, marked, not yet marked, unreadable, missing
    "share right",  # of the answers marked by machine, 0 to 1
    "share of marks",  # mean, of the answers that have marks, 0 to 1
    "discrimination",  # corrected item-total correlation, -1 to 1
    "misconception",  # the commonest
    "students with it",
    "share with it",  # of those who answered, 0 to 1
    "note",
)
TOO_FEW = f"fewer than {FEWEST} answered: not shown"


@frozen
class Shown:
    """What may be shown of an exercise. None stands for what there is not, or too little of."""

    answered: Count
    states: dict[str, Count]
    share_answered: float
    share_right: float | None
    share_of_marks: float | None
    discrimination: float | None
    misconception: str
    with_it: Count | None

    @property
    def share_with_it(self) -> float | None:
        """The share of those who answered that has the commonest misconception."""
        return self.with_it.middle / self.answered.middle if self.with_it else None


def shown(item: Item) -> Shown | None:
    """Return what may be shown of an exercise; None where too few answered."""
    if item.answered < FEWEST:
        return None
    states = veil(item.states)
    absent = [states[MISSING], states[UNREADABLE]]
    total = sum(item.states.values())
    answered = Count(
        total - sum(one.high for one in absent), total - sum(one.low for one in absent)
    )
    by_machine = item.by_machine >= FEWEST
    share = states["right"].middle / answered.middle if by_machine else None
    # Without part marks the two shares are one, and what is veiled in the first is in the other.
    same = item.by_machine == item.marked and not item.states["partly"]
    name, count = commonest(item)
    return Shown(
        answered,
        states,
        answered.middle / total,
        share,
        None if item.marked < FEWEST else share if same else item.share_of_marks,
        item.discrimination if item.pairs.count >= FEWEST else None,
        name,
        part_of(count, item.by_machine) if name else None,
    )


def commonest(item: Item) -> tuple[str, int]:
    """Return the misconception that most students have, and how many; "" where nobody has any."""
    name = max(item.misconceptions, key=item.misconceptions.__getitem__, default="")
    count = item.misconceptions.get(name, 0)
    return (name, count) if count and item.by_machine >= FEWEST else ("", 0)


def table(tally: Tally, exercises: Iterable[Exercise]) -> list[list[Any]]:
    """Return the rows of class.csv, the names of the columns first. See COLUMNS."""
    return [list(COLUMNS), *(row(tally.items[one.id]) for one in exercises)]


def row(item: Item) -> list[Any]:
    """Return the row of one exercise."""
    one = item.exercise
    head = [one.id, one.title, one.notebook, one.kind, one.objective, one.marks]
    found = shown(item)
    if found is None:
        return head + [""] * (len(COLUMNS) - len(head) - 1) + [TOO_FEW]
    return [
        *head,
        str(found.answered),
        *("" if state in not_for(one) else str(found.states[state]) for state in STATES),
        *(two_places(number) for number in (found.share_right, found.share_of_marks)),
        two_places(found.discrimination),
        found.misconception,
        str(found.with_it or ""),
        two_places(found.share_with_it),
        "",
    ]


def not_for(exercise: Exercise) -> tuple[str, ...]:
    """Return the states that answers of an exercise cannot have: a teacher's mark is no “wrong”."""
    return BY_MACHINE if exercise.marked_by_person else (MARKED, UNMARKED)


def two_places(number: float | None) -> str:
    """Return a number with two decimals, or nothing."""
    return "" if number is None else f"{number:.2f}"
