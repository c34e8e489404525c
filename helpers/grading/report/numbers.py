"""The numbers of a graded class as a table to work with: class.csv, read."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.common.errors import KitError
from helpers.grading.folder import CLASS_TABLE
from helpers.grading.report.class_table import COLUMNS

if TYPE_CHECKING:
    from pandas import DataFrame

    from helpers.lesson.lesson import Lesson

SHORT = 80  # characters of an objective
NUMBERS = ("out of", "share right", "share of marks", "discrimination", "share with it")


def read(folder: Path | None) -> DataFrame:
    """Return the numbers of a graded class, a row an exercise; no rows where nothing is graded.

    Columns: those of class.csv (see helpers/class_table.py). The shares are from 0 to 1, the
    discrimination from -1 to 1; each is NaN where it is not shown. Numbers of students are text:
    they may be a range, such as “1 or 2”.
    Raises KitError where class.csv cannot be read.
    """
    from pandas import DataFrame, read_csv, to_numeric

    table = DataFrame(columns=list(COLUMNS), dtype=str)
    if folder is not None:
        try:
            table = read_csv(
                folder / CLASS_TABLE, dtype=str, encoding="utf-8-sig", keep_default_na=False
            )
            table = table[list(COLUMNS)]
        except (OSError, ValueError, KeyError):
            raise KitError(
                f"{CLASS_TABLE} in the folder {folder.name} is not there, or is no table that this "
                "kit wrote. Close it in other programs, and grade again."
            ) from None
    return table.assign(**{name: to_numeric(table[name], errors="coerce") for name in NUMBERS})


def by_objective(numbers: DataFrame, lesson: Lesson) -> DataFrame:
    """Return the mean share of marks of each objective, in the lesson's order, with its words.

    Columns: objective, exercises (how many have a share), share of marks. An objective that the
    lesson does not name keeps its id.
    """
    texts = {
        str(one.get("id")): textwrap.shorten(str(one.get("text") or ""), SHORT, placeholder=" …")
        for one in lesson.about.get("objectives", ())
    }
    ids = list(numbers["objective"].unique())
    ids.sort(key=lambda one: list(texts).index(one) if one in texts else len(texts))
    shares = numbers.groupby("objective")["share of marks"].agg(["count", "mean"]).loc[ids]
    table = shares.round(2).reset_index()
    table["objective"] = [texts.get(one) or one for one in table["objective"]]
    return table.set_axis(["objective", "exercises", "share of marks"], axis="columns")


def about(folder: Path | None) -> str:
    """Return which class the numbers are of, or what to do where nothing is graded yet."""
    if folder is None:
        return (
            "No class is graded yet, so the tables below are empty. "
            "Grade one with: python -m helpers grade SUBMISSIONS --out class-10b. "
            "Then run this notebook again."
        )
    return f"These are the numbers of the folder {folder.name}."
