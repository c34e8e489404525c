"""Grade hostile files beside honest students, any number of them, and print what did not hold.

`python tests/benchmarks/fuzz_grade.py [FILES] [SEED]`: 100,000 files and seed 1, if not said. Each
round has 500 files; a round that fails prints its seed, which makes it again.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
ROUND = 500


def main() -> int:
    """Run all rounds; exit code 1 where something did not hold."""
    from support.class_maker import Maker
    from support.hostile_class import attacked
    from tqdm import tqdm

    files, seed = (int(one) for one in (*sys.argv[1:], *("100000", "1")[len(sys.argv) - 1 :]))
    maker, failed = Maker(), 0
    for number in tqdm(range(seed, seed + -(-files // ROUND)), unit=" rounds", disable=None):
        with tempfile.TemporaryDirectory() as folder:
            found = attacked(maker, Path(folder), number, min(ROUND, files))
        failed += bool(found)
        for one in found:
            print(f"seed {number}: {one}", flush=True)
    print(
        f"{files:,} hostile files in rounds of {ROUND}: {failed} rounds in which something failed"
    )
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
