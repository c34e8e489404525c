"""What the tests share. No test imports another test."""

import os
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
SLUG = "belarus-2020"
SEEDS = ROOT / "seeds"
FOLDER = SEEDS / SLUG


def kills(usual: int) -> int:
    """Return how often a test that kills processes does so: as often as KILLS says, or as usual."""
    return int(os.environ.get("KILLS", usual))


def copied_kit(target: Path) -> Path:
    """Copy the kit to a folder that is not there yet, without what is made in using it."""
    made = shutil.ignore_patterns(
        ".git", ".venv", "work", ".cache", "__pycache__", ".*_cache", "pictures"
    )

    def left(folder: str, names: list[str]) -> set[str]:
        packed = {"packs"} if Path(folder) == ROOT else set()  # elsewhere that is a room
        return made(folder, names) | packed

    return Path(shutil.copytree(ROOT, target, ignore=left))
