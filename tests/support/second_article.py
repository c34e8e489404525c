"""A second article, invented and awkward on purpose, with all that was read out of it by hand."""

from pathlib import Path

from helpers.lesson.lesson import load

SECOND = Path(__file__).parents[1] / "fixtures" / "second-article"


def second_lesson():
    """The lesson of the second article; its answers are worked out beside the tests that ask."""
    lesson, findings = load(SECOND)
    assert lesson is not None
    assert findings.problems == []
    return lesson


def cells(table, *names):
    """The cells of a DataFrame, row by row; only those of the columns that are named, if any.

    Its rows are numbered from 0 in the order they stand, as a notebook shows them.
    """
    assert list(table.index) == list(range(len(table)))
    return table[list(names) or list(table.columns)].to_numpy().tolist()
