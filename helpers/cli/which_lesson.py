"""What commands are told of which lesson is meant."""

from __future__ import annotations

import argparse


def add_lesson(parser: argparse.ArgumentParser) -> None:
    """Add what says which lesson is meant."""
    words = "the lesson, by the name of its folder in seeds/; needed where there are several"
    parser.add_argument("--lesson", metavar="NAME", help=words)
