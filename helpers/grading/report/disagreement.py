"""Where a class disagrees about a source: the lines that were rated in different ways."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from helpers.exercises.exercise import Exercise
from helpers.exercises.key import Key, Row
from helpers.grading.report.disclosure import FEW, Count, veil
from helpers.grading.report.item_analysis import Item, Tally

NOTEBOOK = "04"  # the one on sources
MOST = 8  # rows on the page
RULE = (
    "How they were chosen: of the lines to be matched in notebook "
    f"{int(NOTEBOOK)}, on sources, those in which no choice has more than two thirds of the "
    f"students; the most even ones first, {MOST} at most. Lines in which every choice earns the "
    "mark are left out."
)


@frozen
class Split:
    """A row that the class rated in different ways: how many made which choice."""

    exercise: Exercise
    row: str
    right: tuple[str, ...]
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """How many students rated it."""
        return sum(self.counts.values())

    @property
    def most(self) -> int:
        """How many made the choice that most made."""
        return max(self.counts.values())


def splits(tally: Tally, keys: Mapping[str, Key]) -> list[Split]:
    """The lines about which the class disagrees, the most even split first. See RULE."""
    found = [
        Split(item.exercise, name, row.right, choices_for(item, name))
        for item in tally.items.values()
        if item.exercise.notebook == NOTEBOOK
        for name, row in rows_of(keys.get(item.exercise.id))
        if set(row.right) != set(item.exercise.choices)
    ]
    # Of more than FEW these are two thirds at most, so FEWEST rated the row, or more.
    found = [one for one in found if FEW < one.most <= one.total * 2 / 3]
    return sorted(found, key=lambda one: one.most / one.total)[:MOST]


def choices_for(item: Item, row: str) -> dict[str, int]:
    """How many students made which choice for a row."""
    return {choice: item.counts[row, choice] for choice in item.exercise.choices}


def rows_of(key: Key | None) -> list[tuple[str, Row]]:
    """The rows of a key, if there is one."""
    return list(key.rows.items()) if key else []


def choices(split: Split) -> list[tuple[str, Count, str, str]]:
    """The choices of a row that somebody made, or that fit, in their order.

    Of each: its words, how many made it, the width of its bar (em), and “fits” if it does.
    """
    shown = veil(split.counts)
    return [
        (
            words,
            shown[name],
            f"{6 * shown[name].middle / split.total:.2f}",
            "fits" if name in split.right else "",
        )
        for name, words in split.exercise.choices.items()
        if split.counts[name] or name in split.right
    ]
