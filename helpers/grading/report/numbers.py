"""The numbers of a class: class.csv with a row an exercise, what it may show, and reading it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from helpers.common.errors import KitError
from helpers.exercises.exercise import Exercise
from helpers.exercises.result import MARKED, MISSING, UNMARKED, UNREADABLE
from helpers.grading.folder import CLASS_TABLE
from helpers.grading.report.disclosure import FEWEST, Count, Share, part_of, veil
from helpers.grading.report.item_analysis import BY_MACHINE, STATES, Item, Tally

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from helpers.lesson.lesson import Lesson

# The columns of class.csv. Each count is a number of students, or a range such as “1 or 2”, and a
# share of such counts a range as well, “0.50 to 0.57”; a
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
NUMBERS = ("out of", "discrimination")
SHORT = 80  # characters of an objective
TOO_FEW = f"fewer than {FEWEST} answered: not shown"


@frozen
class Shown:
    """What may be shown of an exercise. None stands for what there is not, or too little of."""

    answered: Count
    states: dict[str, Count]
    share_answered: Share
    share_right: Share | None
    share_of_marks: Share | None
    discrimination: float | None
    misconception: str
    with_it: Count | None

    @property
    def share_with_it(self) -> Share | None:
        """The share of those who answered that has the commonest misconception."""
        return Share.of(self.with_it, self.answered) if self.with_it else None


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
    share = Share.of(states["right"], answered) if by_machine else None
    # Without part marks the two shares are one, and what is veiled in the first is in the other.
    same = item.by_machine == item.marked and not item.states["partly"]
    name, count = commonest(item)
    return Shown(
        answered,
        states,
        Share.of(answered, Count(total, total)),
        share,
        share if same and item.marked >= FEWEST else share_of_marks(item),
        item.discrimination if item.pairs.count >= FEWEST else None,
        name,
        part_of(count, item.by_machine) if name else None,
    )


def share_of_marks(item: Item) -> Share | None:
    """The mean share of marks; None where fewer than may be shown have any."""
    found = item.share_of_marks
    return None if found is None or item.marked < FEWEST else Share(found, found)


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
    # States that its answers cannot have: a teacher's mark is no “wrong”.
    never = BY_MACHINE if one.marked_by_person else (MARKED, UNMARKED)
    return [
        *head,
        str(found.answered),
        *("" if state in never else str(found.states[state]) for state in STATES),
        str(found.share_right or ""),
        str(found.share_of_marks or ""),
        "" if found.discrimination is None else f"{found.discrimination:.2f}",
        found.misconception,
        str(found.with_it or ""),
        str(found.share_with_it or ""),
        "",
    ]


def read(folder: Path | None) -> DataFrame:
    """Return the numbers of a graded class, a row an exercise; no rows where nothing is graded.

    Columns: those of class.csv (see COLUMNS). The discrimination is from -1 to 1, and NaN where it
    is not shown. Numbers of students, and shares from 0 to 1, are text: they may be a range, such
    as “1 or 2”. Sort shares by `middle`; they are empty where they are not shown.
    Raises KitError where class.csv cannot be read.
    """
    from pandas import DataFrame, read_csv, to_numeric

    found = DataFrame(columns=list(COLUMNS), dtype=str)
    if folder is not None:
        try:
            found = read_csv(folder / CLASS_TABLE, dtype=str, keep_default_na=False)
            found = found[list(COLUMNS)]
        except (OSError, ValueError, KeyError):
            raise KitError(
                f"{CLASS_TABLE} in the folder {folder.name} is not there, or is no table that this "
                "kit wrote. Close it in other programs, and grade again."
            ) from None
    return found.assign(**{name: to_numeric(found[name], errors="coerce") for name in NUMBERS})


def middle(shares: Series) -> Series:
    """The number in the middle of each share of a column; NaN where there is none."""
    from pandas import to_numeric

    ends = shares.astype(str).str.split(" to ", expand=True)
    numbers: DataFrame = ends.apply(to_numeric, errors="coerce")
    return numbers.mean(axis="columns")


def by_objective(numbers: DataFrame, lesson: Lesson) -> DataFrame:
    """Return the mean share of marks of each objective, in the lesson's order, with its words.

    Columns: objective, exercises (how many have a share), share of marks. An objective that the
    lesson does not name keeps its id.
    """
    texts = {
        str(one.get("id")): textwrap.shorten(str(one.get("text") or ""), SHORT, placeholder=" …")
        for one in lesson.about.get("objectives", ())
    }
    numbers = numbers.assign(**{"share of marks": middle(numbers["share of marks"])})
    ids = list(numbers["objective"].unique())
    ids.sort(key=lambda one: list(texts).index(one) if one in texts else len(texts))
    shares = numbers.groupby("objective")["share of marks"].agg(["count", "mean"]).loc[ids]
    means = shares.round(2).reset_index()
    means["objective"] = [texts.get(one) or one for one in means["objective"]]
    return means.set_axis(["objective", "exercises", "share of marks"], axis="columns")


def about(folder: Path | None) -> str:
    """Return which class the numbers are of, or what to do where nothing is graded yet."""
    if folder is None:
        return (
            "No class is graded yet, so the tables below are empty. "
            "Grade one at the desk, notebooks/teacher/desk.ipynb. Then run this notebook again."
        )
    return f"These are the numbers of the folder {folder.name}."
