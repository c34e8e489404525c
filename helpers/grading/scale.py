"""A teacher's scale of grades: which grade a share of the marks is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil, floor

from attrs import frozen

from helpers.common.errors import KitError

PERCENT = "percent"
# The least percent for each grade. 1-6 is the scale of 100 points of the German regulation on
# master craftsmen's examinations (MPVerfVO, § 20), which many schools use.
NAMED = {
    "1-6": "1:92 2:81 3:67 4:50 5:30 6:0",
    "A-F": "A:90 B:80 C:70 D:60 F:0",
    PERCENT: "",
}
HALF_UP, UP, DOWN, EXACT = "half-up", "up", "down", "exact"
ROUNDED: Mapping[str, Callable[[Fraction], Fraction | int]] = {
    HALF_UP: lambda share: floor(share + Fraction(1, 2)),
    UP: ceil,
    DOWN: floor,
    EXACT: lambda share: share,
}
IN_WORDS = {
    HALF_UP: "rounded to whole percent, a half up",
    UP: "rounded up to whole percent",
    DOWN: "rounded down to whole percent",
    EXACT: "not rounded",
}
HOW = "Write the least percent for each grade, like “1:92 2:81 3:67 4:50 5:30 6:0”"
LONGEST = 30  # characters of a grade
NUMBER = re.compile(r"\d{1,3}(\.\d{1,6})?")


@frozen
class Scale:
    """Grades with the least percent for each, the best first; without any, the percentage itself.

    `rounding` says how the percentage is rounded before its grade is looked up (see ROUNDED).
    """

    grades: tuple[tuple[str, Fraction], ...] = ()
    rounding: str = HALF_UP

    def percent(self, marks: Fraction | int, out_of: Fraction | int) -> Fraction:
        """The percentage of marks, rounded."""
        return Fraction(ROUNDED[self.rounding](Fraction(marks) / out_of * 100))

    def grade(self, marks: Fraction | int, out_of: Fraction | int) -> str:
        """The grade of a final total."""
        share = self.percent(marks, out_of)
        if not self.grades:
            return f"{as_written(share)} %"
        return next((name for name, least in self.grades if share >= least), self.grades[-1][0])

    @property
    def in_words(self) -> str:
        """The scale and how percentages are rounded, in a sentence."""
        if not self.grades:
            return f"The grade is the percentage of the marks, {IN_WORDS[self.rounding]}."
        steps = ", ".join(f"{name} from {as_written(least)} %" for name, least in self.grades)
        return (
            f"The scale of grades: {steps}. The percentage of the marks is "
            f"{IN_WORDS[self.rounding]}, and then looked up."
        )


def read_scale(text: str, rounding: str = HALF_UP) -> Scale:
    """The scale that a teacher named or typed. Raises KitError with a sentence where it is none."""
    wanted = text.strip()
    if wanted.casefold() == PERCENT:
        return Scale((), rounding)
    named = {name.casefold(): scale for name, scale in NAMED.items()}
    grades = [read_grade(one) for one in parts_of(named.get(wanted.casefold(), wanted))]
    names, least = [name for name, _ in grades], [share for _, share in grades]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise KitError(f"scale: “{twice}” is there twice. {HOW}.")
    if len(grades) < 2:
        raise KitError(f"scale: “{text}” is no scale of two grades or more. {HOW}.")
    if 0 not in least:
        raise KitError(
            "scale: no grade begins at 0, so a small share of the marks would have none. Add one, "
            "like 6:0."
        )
    if least not in (sorted(set(least)), sorted(set(least), reverse=True)):
        raise KitError(
            "scale: grades overlap. Write them from the best to the worst, each with a smaller "
            "percent than the one before it."
        )
    return Scale(tuple(sorted(grades, key=lambda one: -one[1])), rounding)


def parts_of(text: str) -> list[str]:
    """The grades of a scale, each with its percent, as they were typed."""
    tight = re.sub(r"\s*[:=]\s*", ":", text)
    return [
        one.strip() for one in re.split(r"[\s,;]+" if ":" in tight else r"[,;\n]+", tight) if one
    ]


def read_grade(text: str) -> tuple[str, Fraction]:
    """A grade and the least percent for it. Raises KitError where there is no such number."""
    found = re.fullmatch(r"(.+?)[:\s]+([^:\s]+?)\s*%?", text)
    if found is None:
        raise KitError(f"scale: “{text}” has no grade with a percent. {HOW}.")
    name, number = found[1].strip(), found[2]
    if not NUMBER.fullmatch(number) or Fraction(number) > 100:
        raise KitError(f"scale: “{number}” is no percent from 0 to 100. Write one like 81 or 87.5.")
    if len(name) > LONGEST or not name.isprintable():
        raise KitError(f"scale: a grade has at most {LONGEST} characters.")
    return name, Fraction(number)


def as_written(number: Fraction | int) -> str:
    """A number with two decimals at the most, a half rounded up."""
    hundredths = floor(Fraction(number) * 100 + Fraction(1, 2))
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")
