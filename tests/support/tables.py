"""The rows of a lesson's tables as they stand in their files, read without the kit."""

import csv

from support import FOLDER


def rows(table, folder=FOLDER):
    """The rows of a table, each with its cells by column."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
