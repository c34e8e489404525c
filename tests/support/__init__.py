"""What the tests share. No test imports another test."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
SLUG = "belarus-2020"
SEEDS = ROOT / "seeds"
FOLDER = SEEDS / SLUG
