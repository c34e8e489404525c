"""Where a class disagrees about a source: the lines that were rated in different ways."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from attrs import frozen

from helpers.exercises.exercise import Exercise
from helpers.exercises.key import Key, Row
from helpers.grading.report.disclosure import FEW, FEWEST, veil
from helpers.grading.report.item_analysis import Tally

NOTEBOOK = "04"  # the one on sources
MOST = 8  # rows on the page
RULE = (
    "How they were chosen: of the lines to be matched in notebook "
    f"{int(NOTEBOOK)}, on sources, those in which no choice has more than two thirds of the "
    f"students; the most even ones first, {MOST} at most. Lines in which every choice earns the "
    "mark are left out."
)
LOOK = """
.split tbody { break-inside: avoid }
"""


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
    """Return the lines about which the class disagrees, the most even split first. See RULE."""
    found = [
        Split(item.exercise, name, row.right, item.choices[name])
        for item in tally.items.values()
        if item.exercise.kind == "match" and item.exercise.notebook == NOTEBOOK
        for name, row in rows_of(keys.get(item.exercise.id))
        if set(row.right) != set(item.exercise.choices)
    ]
    found = [one for one in found if one.total >= FEWEST and one.most > FEW]
    found = [one for one in found if 3 * one.most <= 2 * one.total]
    return sorted(found, key=lambda one: one.most / one.total)[:MOST]


def rows_of(key: Key | None) -> list[tuple[str, Row]]:
    """Return the rows of a key, if there is one."""
    return list(key.rows.items()) if key else []


def disagreements(tally: Tally, keys: Mapping[str, Key]) -> str:
    """Return the rows about which the class disagrees as an HTML table."""
    found = splits(tally, keys)
    if not found:
        return "<p>In each line more than two thirds agree, or too few have answered.</p>"
    names = ("What is rated", "Choice", "Students", "The key")
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    return (
        "<p>Where two choices fit, both sides can be right. Let each point to the words.</p>"
        "<table class='wide split'><caption>The lines with the most even split</caption>"
        f"<thead><tr>{head}</tr></thead>{''.join(map(as_rows, found))}</table>"
    )


def as_rows(split: Split) -> str:
    """Return a row with all its choices as a group of table rows."""
    shown = veil(split.counts)
    chosen = [name for name in split.exercise.choices if split.counts[name] or name in split.right]
    words = (
        f'<th scope="rowgroup" rowspan="{len(chosen)}">{escape(split.exercise.rows[split.row])}'
        f'<br><span class="about">{escape(split.exercise.title)}</span></th>'
    )
    lines = []
    for place, name in enumerate(chosen):
        width = 6 * shown[name].middle / split.total
        fits = "fits" if name in split.right else ""
        lines.append(
            f"<tr>{words if not place else ''}<td>{escape(split.exercise.choices[name])}</td>"
            f'<td class="barred">{shown[name]} <span class="bar" style="width: {width:.2f}em">'
            f"</span></td><td>{fits}</td></tr>"
        )
    return f"<tbody>{''.join(lines)}</tbody>"
