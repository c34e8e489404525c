"""The command that compares two readers of one article: what it is told, and what it says."""

from __future__ import annotations

import argparse
from pathlib import Path

from helpers.common.text import plural
from helpers.editor.compare import compare
from helpers.editor.difference import Compared


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command is told."""
    parser.description = (
        "Hold a lesson's tables against those of another reader of the same article: what both "
        "marked, how far they agree, and every row on which they differ. Nothing is changed."
    )
    parser.add_argument("lesson", type=Path, metavar="seeds/<slug>", help="the lesson's folder")
    parser.add_argument(
        "other", type=Path, help="the other reader's: a folder like it, or a ZIP of one"
    )


def run(options: argparse.Namespace) -> int:
    """Print how far two readers agree and where they differ; 1 where they do, else 0."""
    found = compare(options.lesson, options.other)
    for one in found.same:
        if not one.is_plain:
            print(one.sentence)
    for table in found.tables.values():
        report(table)
    for difference in found.differences:
        print(difference.sentence)
    count = len(found.differences)
    if found.settled:
        print(f"settled before: {plural(len(found.settled), 'difference')}")
    name = options.lesson.resolve().name
    print(f"{name}: {plural(count, 'difference') if count else 'no differences'}")
    return 1 if count else 0


def report(table: Compared) -> None:
    """Print what two readers share in a table, and how far they agree in its columns."""
    marked = table.marked
    print(
        f"{table.table}: you marked {marked.first}, the other reader {marked.second}; "
        f"{marked.both} overlap (F1 {figure(marked.f1)}), "
        f"{marked.exact} are the same (F1 {figure(marked.f1_exact)})"
    )
    for name, one in table.labels.items():
        print(
            f"  {name}: n {one.n}, the same {figure(one.observed)}, "
            f"Cohen's kappa {figure(one.kappa)}, Krippendorff's alpha {figure(one.alpha)}"
            + (f" ({one.why})" if one.why else "")
        )


def figure(number: float | None) -> str:
    """A number with two figures behind the point; a dash where there is none."""
    return "–" if number is None else f"{number:.2f}"
