"""What the benchmark measures of grading: submissions a second, memory, and running notebooks.

`python tests/benchmarks/grading.py --long` adds a class of 100,000, which takes minutes and 6 GB.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
SIZES = (1_000, 10_000)
LONG = 100_000
NOTEBOOKS = 5  # executed beside it, to know what one costs
CELLS = ("answers = {'headline-voices': 'state-person'}", "marks = len(answers)", "print(marks)")
# One process on one core, which says how long it took and how much memory it had at the most.
# The kernel's own count: ru_maxrss may begin with what the process that started it had.
GRADING = """import json, os, sys, time
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
from helpers.__main__ import main
start = time.perf_counter()
code = main(["grade", sys.argv[1], "--out", sys.argv[2]])
seconds = time.perf_counter() - start
try:
    status = open("/proc/self/status", encoding="ascii").read()
    megabytes = int(status.split("VmHWM:")[1].split()[0]) / 1024
except OSError:
    import resource
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    megabytes /= 1024 if sys.platform == "darwin" else 1
print(json.dumps([code, seconds, megabytes]), file=sys.stderr)
"""


def gradings(sizes: tuple[int, ...] = SIZES) -> Iterator[tuple[str, float, float]]:
    """Yield, for each size of a class: what, submissions a second, and megabytes at the most.

    Each grading writes the gradebook, the class report and a feedback page for each student.
    """
    from support.class_layouts import plain, write
    from support.class_maker import Maker

    maker = Maker()
    for size in sizes:
        with tempfile.TemporaryDirectory() as parent:
            folder, out = Path(parent) / "in", Path(parent) / "out"
            count = sum(1 for _ in write(folder, map(plain, maker.students(size))))
            call = [sys.executable, "-c", GRADING, str(folder), str(out)]
            done = subprocess.run(call, cwd=ROOT, check=True, capture_output=True)
            code, seconds, megabytes = json.loads(done.stderr.decode("utf-8").splitlines()[-1])
            pages = sum(1 for _ in (out / "feedback").iterdir())
            if code or pages != count:
                raise RuntimeError(f"exit code {code}, {pages} pages for {count} submissions")
            yield f"{size:,} submissions", size / seconds, megabytes


def slowest() -> tuple[str, float]:
    """What the slowest of the files made to be slow holds, and the seconds that it takes."""
    from support.class_damage import slow_files
    from support.class_maker import Maker

    from helpers.exercises.scoring import score
    from helpers.grading.submissions.submission import Refused, read_submission

    maker, took = Maker(), {}
    exercises = {one.id: one for one in maker.exercises}
    for what, raw in slow_files(maker.slug, maker.article).items():
        start = time.process_time()
        with suppress(Refused):
            found = read_submission(raw, maker.slug, maker.article)
            for name in found.answers.keys() & exercises:
                score(exercises[name], maker.keys[name], found.answers[name])
        took[what] = time.process_time() - start
    return max(took.items(), key=lambda one: one[1])


def executing() -> float:
    """Return the seconds that it takes to execute a notebook of three cells, in a warm process."""
    import nbformat
    from nbclient import NotebookClient

    took = []
    for _ in range(NOTEBOOKS + 1):
        cells = [nbformat.v4.new_code_cell(one) for one in CELLS]
        notebook = nbformat.v4.new_notebook(cells=cells)
        start = time.perf_counter()
        client = NotebookClient(notebook, timeout=60, kernel_name="python3")
        client.execute(stderr=subprocess.DEVNULL)
        took.append(time.perf_counter() - start)
    return median(took[1:])  # the first one imports


def main() -> int:
    """Print what is measured, with `--long` also of a very large class."""
    sizes = (*SIZES, LONG) if "--long" in sys.argv[1:] else SIZES
    notebook = executing()
    for what, speed, megabytes in gradings(sizes):
        ratio = f"{speed * notebook:,.0f} x as many as notebooks executed"
        print(f"{what:<24}{speed:>8,.0f} a second{megabytes:>8.0f} MB   {ratio}", flush=True)
    print(f"{'one notebook executed':<24}{notebook:>8.2f} s")
    what, seconds = slowest()
    print(f"{'the slowest hostile file':<24}{seconds:>8.2f} s   {what}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
