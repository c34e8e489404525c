"""What the tests share. No test imports another test."""

import os
from pathlib import Path

ROOT = Path(__file__).parents[2]
SLUG = "belarus-2020"
SEEDS = ROOT / "seeds"
FOLDER = SEEDS / SLUG


def kills(usual: int) -> int:
    """Return how often a test that kills processes does so: as often as KILLS says, or as usual."""
    return int(os.environ.get("KILLS", usual))
