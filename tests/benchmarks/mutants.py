"""Put small faults into the kit, one at a time, and count those that the tests notice.

`python tests/benchmarks/mutants.py [GROUP ...] [--sample N] [--seed N] [--write]`: of each group of
modules, N faults are drawn at random (`--sample 0`: all). A fault is noticed if a test fails or
does not end. Those that are not are printed; `--write` puts them into `survivors.md`.

Own code, and few lines: other tools start Python for each fault, or leave out what stands in
decorated functions and at the top of a module. This one starts once, and for each fault forks (so
not on Windows) and runs the tests that reach its line, then, if none fails, all of the group.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from importlib import import_module
from itertools import count
from multiprocessing import get_context
from multiprocessing.queues import Queue
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests")]

import pytest  # noqa: E402
from support import copied_kit  # noqa: E402
from support.mutation import Mutant, mutants  # noqa: E402
from tqdm import tqdm  # noqa: E402

SURVIVORS = Path(__file__).with_name("survivors.md")
LATER = count(10_000)  # seconds
WAIT = 120  # seconds; no group's tests take longer, unless something hangs
LOADED_ONCE = ("anywidget", "folium", "hypothesis", "jinja2", "matplotlib.pyplot", "pandas", "yaml")


@frozen
class Group:
    """Modules that are tried together, the share to reach, and the tests that should notice."""

    goal: int  # percent
    modules: list[str]
    tests: list[str]


GROUPS = {
    "answers": Group(90, ["exercises/**/*.py"], ["tests/exercises"]),
    "dates": Group(
        90,
        ["lesson/dates.py", "authoring/time_expressions.py", "exercises/kinds/date.py"],
        ["tests/lesson", "tests/exercises"],
    ),
    "grading": Group(90, ["grading/*.py", "grading/[lsm]*/*.py"], ["tests/grading"]),
    "questions": Group(85, ["explore/*.py"], ["tests/explore"]),
    "figures": Group(80, ["explore/charts/*.py", "explore/map/*.py"], ["tests/explore"]),
    "report": Group(80, ["grading/report/*.py"], ["tests/grading"]),
}


class Chosen:
    """For pytest: of what it collects, run these tests alone."""

    def __init__(self, tests: Iterable[str]) -> None:
        """Take the ids of tests."""
        self.tests = set(tests)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out the others."""
        items[:] = [one for one in items if one.nodeid in self.tests]


class Reach:
    """For pytest: note which test reaches which line."""

    def __init__(self, kit: Path) -> None:
        """Follow the helpers of a copy of the kit."""
        from coverage import Coverage

        self.coverage = Coverage(data_file=None, source=[str(kit / "helpers")], config_file=False)
        self.coverage.start()

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Count the lines that follow to this test."""
        self.coverage.switch_context(nodeid)

    def lines(self, kit: Path) -> dict[tuple[str, int], set[str]]:
        """Return the tests of each line, by file and number."""
        self.coverage.stop()
        data = self.coverage.get_data()
        return {
            (Path(file).relative_to(kit).as_posix(), line): set(tests)
            for file in data.measured_files()
            for line, tests in data.contexts_by_lineno(file).items()
        }


def run_tests(kit: Path, tests: list[str], *plugins: object) -> int:
    """Run tests in the copy, in this process, which ends soon; return pytest's exit code."""
    os.chdir(kit)
    os.environ["PYTHONPATH"] = str(kit)
    sys.path[:] = [str(kit), *(one for one in sys.path if Path(one) not in (ROOT, ROOT / "tests"))]
    for name in [name for name in sys.modules if name.partition(".")[0] == "support"]:
        del sys.modules[name]
    options = ["-x", "-q", "-n0", "-p", "no:cacheprovider", "-m", "not slow"]
    return int(pytest.main([*options, *tests], plugins=list(plugins)))


def in_fork(run: Callable[[], int], wait: float) -> int | None:
    """Return what a function gives in a process of its own, or None if it does not end."""
    if not (child := os.fork()):
        os.setsid()  # so that all it starts ends with it
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        try:
            code = run()
        except BaseException:
            code = 3
        os._exit(code)
    end = time.monotonic() + wait
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def tests_by_line(kit: Path, tests: list[str]) -> dict[tuple[str, int], set[str]]:
    """Run the tests without a fault, and return which of them reach each line.

    Raises SystemExit if they do not all pass.
    """
    target = kit.parent / "lines.json"

    def reached() -> int:
        reach = Reach(kit)
        code = run_tests(kit, tests, reach)
        lines = [[*place, sorted(names)] for place, names in reach.lines(kit).items()]
        target.write_text(json.dumps(lines), "utf-8")
        return code

    if code := in_fork(reached, 10 * WAIT):
        sys.exit(f"without any fault, pytest {' '.join(tests)} ends with {code}")
    return {(file, line): set(names) for file, line, names in json.loads(target.read_text("utf-8"))}


def is_noticed(kit: Path, fault: Mutant, tests: list[str], first: set[str]) -> bool:
    """Put a fault into the copy and take it out again; say whether a test fails, or hangs."""
    file = kit / fault.path
    before, times = file.read_bytes(), file.stat()
    file.write_bytes(fault.put_into(before))
    # No compiled file is of that time, so that none is taken for this one: tests that start Python
    # leave some of earlier faults behind.
    os.utime(file, (times.st_atime, times.st_mtime + next(LATER)))
    try:
        files = sorted({name.partition("::")[0] for name in first})
        return (
            bool(first)
            and in_fork(lambda: run_tests(kit, files, Chosen(first)), WAIT) not in (0, 5)
        ) or in_fork(lambda: run_tests(kit, tests), WAIT) != 0
    finally:
        file.write_bytes(before)
        os.utime(file, (times.st_atime, times.st_mtime))


def work(faults: Queue[Mutant | None], told: Queue[tuple[Mutant, bool]], group: Group) -> None:
    """Try faults in a copy of the kit until there are no more."""
    with tempfile.TemporaryDirectory() as folder:
        kit = copied_kit(Path(folder) / "kit")
        lines = tests_by_line(kit, group.tests)
        sys.dont_write_bytecode = True
        while fault := faults.get():
            first = {
                name
                for line in range(fault.line, fault.last + 1)
                for name in lines.get((fault.path, line), ())
                if name
            }
            told.put((fault, is_noticed(kit, fault, group.tests, first)))


def unnoticed(faults: list[Mutant], group: Group, processes: int) -> list[Mutant]:
    """Try all faults; return those that no test notices, in the order of the files."""
    context = get_context("fork")
    waiting, told = context.Queue(), context.Queue()
    for one in [*faults, *[None] * processes]:
        waiting.put(one)
    workers = [context.Process(target=work, args=(waiting, told, group)) for _ in range(processes)]
    for one in workers:
        one.start()
    results = [told.get() for _ in tqdm(faults, disable=None)]
    for one in workers:
        one.join()
    return sorted(
        (fault for fault, is_seen in results if not is_seen), key=lambda one: (one.path, one.start)
    )


def main() -> int:
    """Try the groups that are asked for; exit code 1 where one stays below its goal."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=", ".join(GROUPS))
    parser.add_argument("--sample", type=int, default=200, help="faults a group; 0: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="a part of the path of the modules to try")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--write", action="store_true", help="write survivors.md")
    asked = parser.parse_args()
    if unknown := set(asked.groups) - set(GROUPS):
        parser.error(f"there is no group {', '.join(unknown)}; there are {', '.join(GROUPS)}")
    for module in LOADED_ONCE:
        import_module(module)
    results: dict[str, tuple[int, list[Mutant]]] = {}
    for name in asked.groups or GROUPS:
        group = GROUPS[name]
        files = {file for one in group.modules for file in (ROOT / "helpers").glob(one)}
        faults = [
            fault
            for file in sorted(files)
            if asked.only in str(file)
            for fault in mutants(file, ROOT)
        ]
        if asked.sample and asked.sample < len(faults):
            faults = random.Random(asked.seed).sample(faults, asked.sample)
        alive = unnoticed(faults, group, asked.processes)
        results[name] = len(faults), alive
        print(f"{name}: {share(results[name]):.1f} % of {len(faults)} noticed, goal {group.goal}")
        for one in alive:
            print(f"  {one.path}:{one.line}  {one.old}  ->  {one.new}", flush=True)
    if asked.write:
        SURVIVORS.write_text(page(results, asked.sample, asked.seed), "utf-8", newline="\n")
    return int(any(share(result) < GROUPS[name].goal for name, result in results.items()))


def share(result: tuple[int, list[Mutant]]) -> float:
    """Return how many of the faults were noticed, in percent."""
    tried, alive = result
    return 100 * (1 - len(alive) / tried) if tried else 100.0


def page(results: dict[str, tuple[int, list[Mutant]]], sample: int, seed: int) -> str:
    """Return survivors.md: the shares, and each fault that was not noticed."""
    drawn = f"{sample} faults a group, drawn with seed {seed}" if sample else "every fault"
    lines = [
        "# Faults that no test notices",
        "",
        f"Written by `python tests/benchmarks/mutants.py --write`; {drawn}.",
        "",
        "| group | faults tried | noticed | goal |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| {name} | {result[0]} | {share(result):.1f} % | {GROUPS[name].goal} % |"
            for name, result in results.items()
        ),
    ]
    for name, (_, alive) in results.items():
        head = ["| where | was | became |", "| --- | --- | --- |"] if alive else ["None lives."]
        rows = [
            f"| {one.path}:{one.line} | {as_code(one.old)} | {as_code(one.new)} |" for one in alive
        ]
        lines += ["", f"## {name.capitalize()}", "", *head, *rows]
    return "\n".join([*lines, ""])


def as_code(text: str) -> str:
    """Return code that may stand in a cell of a Markdown table."""
    line = " ".join(text.split()).replace("|", "\\|")
    return f"`` {line[:120]}{'...' * (len(line) > 120)} ``"


if __name__ == "__main__":
    sys.exit(main())
