"""How many students, said so that no one of them can be picked out."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

FEW = 2  # so many students are not told from one
FEWEST = 5  # answers to an exercise; of one that fewer answered nothing is shown
RULE = (
    "No name is on this page, and nothing that a student typed. A number of 1 or 2 students is "
    "written “1 or 2”, and the largest of the numbers that it adds up with is then a range too, so "
    "that taking away the others does not give it away. A share of such numbers is a range, too. "
    f"Of an exercise that fewer than {FEWEST} students answered, nothing is shown."
)

SHORTLY = (
    "A small number of students is written “1 or 2”, and a number that would give it away as a "
    "range too, so that nobody can be picked out. A share of them is then a range as well."
)


@frozen
class Count:
    """A number of students, from `low` to `high`; the two are one where it is shown exactly."""

    low: int
    high: int

    @property
    def middle(self) -> float:
        """The number to work out a share with."""
        return (self.low + self.high) / 2

    def __str__(self) -> str:
        """Return the number in words."""
        if self.low == self.high:
            return str(self.low)
        between = "or" if self.high - self.low == 1 else "to"
        return f"{self.low} {between} {self.high}"


@frozen
class Share:
    """A share from 0 to 1, of which it is known that it lies between `low` and `high`."""

    low: float
    high: float

    @classmethod
    def of(cls, part: Count, whole: Count) -> Share:
        """The share of a number of students in another."""
        return cls(part.low / whole.high, min(1.0, part.high / whole.low))

    @property
    def middle(self) -> float:
        """The number to draw a bar or to sort by."""
        return (self.low + self.high) / 2

    @property
    def percent(self) -> str:
        """The share as “53 %”, or as “50 to 57 %”."""
        low, high = f"{100 * self.low:.0f}", f"{100 * self.high:.0f}"
        return f"{low} %" if low == high else f"{low} to {high} %"

    def __str__(self) -> str:
        """Return the share with two decimals, or a range of them."""
        low, high = f"{self.low:.2f}", f"{self.high:.2f}"
        return low if low == high else f"{low} to {high}"


def veil(counts: Mapping[str, int]) -> dict[str, Count]:
    """Return how many students are in each of several groups, of which each student is in one.

    Groups of 1 or 2 become “1 or 2”. The largest becomes a range beside them: whoever knows how
    many students there are in all cannot subtract. On small groups in reports, see NCES 2011-603,
    Statistical Methods for Protecting Personally Identifiable Information in Aggregate Reporting;
    the smallest group that US states report on has by it from 5 to 30 students.
    """
    shown = {name: Count(count, count) for name, count in counts.items()}
    small = [name for name, count in counts.items() if 0 < count <= FEW]
    largest = max(counts, key=counts.__getitem__)
    if counts[largest] <= FEW:  # nothing is large enough to hide the others behind
        return shown | dict.fromkeys(small, Count(1, FEW + 1))
    both = counts[largest] + sum(counts[name] for name in small)
    shown[largest] = Count(max(1, both - FEW * len(small)), both - len(small))
    return shown | dict.fromkeys(small, Count(1, FEW))


def part_of(count: int, total: int) -> Count:
    """Return how many students of `total` are in a group, when the others are known as well."""
    return veil({"in it": count, "others": total - count})["in it"]
