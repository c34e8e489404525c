"""What commands are told of which lesson is meant."""

from __future__ import annotations

import argparse
from pathlib import Path

from helpers.common.errors import KitError
from helpers.common.text import shorten


def add_lesson(parser: argparse.ArgumentParser) -> None:
    """Add what says which lesson is meant."""
    words = "the lesson, by the name of its folder in seeds/; needed where there are several"
    parser.add_argument("--lesson", metavar="NAME", help=words)


def existing(folder: Path) -> Path:
    """The same folder of a lesson; KitError where there is none."""
    try:
        there = folder.is_dir()
    except (OSError, ValueError):  # a name that no system allows
        there = False
    if not there:
        name = shorten(folder.as_posix())
        raise KitError(f"There is no folder {name}. Write it like seeds/my-lesson.")
    return folder
