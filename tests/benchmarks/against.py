"""Compare this kit with another copy of it, such as an earlier version, in one run.

`python tests/benchmarks/against.py FOLDER` does the same in both, in turns, and prints medians and
the median of the ratios pair by pair: 1.00 is as fast as the other, below it is faster. Both are
run by this Python. It names no inner module of either, so that the layouts may differ.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
STUDENTS = 1_000
ROUNDS = {"grade": 5}  # as often as this, and everything else:
OFTEN = 15
OPEN = """try:
    from helpers import open_lesson
except ImportError:  # before 0.2.0
    from helpers.lesson import open_lesson
open_lesson()"""


def main() -> int:
    """Print the table; exit code 2 where no other kit is named."""
    from support.class_layouts import plain, write
    from support.class_maker import Maker

    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "helpers").is_dir():
        print("Name the folder of another copy of the kit.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent)
        kits = [copied(one, folder / name) for one, name in ((ROOT, "a"), (sys.argv[1], "b"))]
        # Of exercises that both kits know.
        list(write(folder / "class", map(plain, Maker().students(STUDENTS))))
        print(f"{'':34}{'this':>10}{'other':>10}{'ratio':>8}")
        for what, command in commands(folder).items():
            compare(what, [(kit, command(kit)) for kit in kits])
    return 0


def copied(kit: str | Path, target: Path) -> Path:
    """Copy what of a kit is needed to run it; the copy."""
    left = shutil.ignore_patterns(".git", ".venv", "work", "__pycache__", "tests", "class-*")
    return shutil.copytree(kit, target, ignore=left)


def commands(folder: Path):
    """What is compared: a name, and how a kit is told to do it."""

    def first_cell(kit: Path) -> list[str]:
        [notebook] = kit.glob("notebooks/00_*.ipynb")
        cells = json.loads(notebook.read_text("utf-8"))["cells"]
        code = next("".join(one["source"]) for one in cells if one["cell_type"] == "code")
        return ["-c", code]

    def helpers(*words: str):
        return lambda kit: ["-m", "helpers", *(one.format(kit=kit.name) for one in words)]

    return {
        "python": lambda kit: ["-c", "pass"],
        "import helpers": lambda kit: ["-c", "import helpers"],
        "open a lesson": lambda kit: ["-c", OPEN],
        "first cell of notebook 00": first_cell,
        "check": helpers("check"),
        "pack": helpers("pack", str(folder / "{kit}.zip")),
        "grade": helpers("grade", str(folder / "class"), "--out", str(folder / "class-{kit}")),
    }


def compare(what: str, sides: list[tuple[Path, list[str]]]) -> None:
    """Time both sides in turns, and print a row."""
    took: list[list[float]] = [[], []]
    for number in range(ROUNDS.get(what, OFTEN) + 1):
        for times, (kit, arguments) in zip(took, sides, strict=True):
            start = time.perf_counter()
            run(kit, arguments)
            if number:  # the first fills caches
                times.append(time.perf_counter() - start)
    ratio = median(one / other for one, other in zip(*took, strict=True))
    this, other = (1000 * median(times) for times in took)
    print(f"{what:34}{this:>7.0f} ms{other:>7.0f} ms{ratio:>8.2f}", flush=True)


def run(kit: Path, arguments: list[str]) -> None:
    """Run this Python in a kit, on its own helpers."""
    env = os.environ | {"PYTHONPATH": str(kit), "WORK": str(kit / "work")}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # as at home, what is compiled is kept
    subprocess.run([sys.executable, *arguments], cwd=kit, env=env, check=True, capture_output=True)


if __name__ == "__main__":
    sys.exit(main())
