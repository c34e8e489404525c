"""Measure the budgets of the kit in one run and print each beside its limit.

A report, never a test: `python tests/benchmarks/benchmark.py` always ends with exit code 0. What is
compared is measured in turns, so that a busy machine slows both sides. Whatever starts other
programs goes by the clock on the wall; the rest goes by the processor's time.
"""

from __future__ import annotations

import csv
import gc
import hashlib
import io
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import forms
import grading

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
IMPORT_BUDGET = 50  # ms over bare Python
NBVAL_BUDGET = 1.3  # times notebooks that only import
MAP_BUDGET = 300  # kB in a saved notebook
GRADING_BUDGET = 500  # submissions a second, with gradebook and feedback pages
CLICK_BUDGET = (50, 150)  # ms from a click to what is said: median, 95th percentile
LINEAR_BUDGET = 1.3  # ratio of times to ratio of sizes; 1.0 is linear
STATEMENTS = (2_500, 5_000, 10_000)
SENTENCES = 5  # in a paragraph of the made lesson; each has 100 bytes
IMPORTS = "import folium\nimport ipywidgets\nimport matplotlib\nimport pandas\n\nprint('imported')"


def main() -> int:
    """Print the whole report; what cannot be measured is said, and the rest goes on."""
    line("what", "measured", "budget")
    for title, section in {
        "Import, over bare Python": imports,
        "pytest --nbval notebooks, to notebooks that only import": nbval,
        "Maps in the saved notebooks": map_sizes,
        "A click on Check, to its answer saved and what is said on the screen": clicks,
        "Opening the forms of six notebooks": openings,
        "Grading, to executing a notebook for each submission": gradings,
        "A long lesson: ratio of times to ratio of sizes, linear is 1": long_lessons,
        "Figures, to an empty matplotlib figure saved as SVG": figures,
    }.items():
        print(f"\n{title}", flush=True)
        try:
            section()
        except Exception as error:  # a report on the others is still worth having
            print(f"  Not measured: {type(error).__name__}: {error}")
    return 0


def line(what: str, measured: str, budget: str = "", verdict: str = "") -> None:
    """Print one row of the table."""
    print(f"{what:<52}{measured:>22}{budget:>14}  {verdict}".rstrip(), flush=True)


def judged(what: str, measured: float, shown: str, limit: float, unit: str) -> None:
    """Print a measurement beside its budget, and whether it is within."""
    verdict = "within" if measured <= limit else "over"
    line(f"  {what}", shown, f"{limit:g} {unit}", verdict)


def in_turns(
    actions: dict[Any, Callable[[], Any]],
    rounds: int,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[Any, list[float]]:
    """Return the seconds of each action in each round, by `clock`; the actions take turns."""
    found: dict[Any, list[float]] = {name: [] for name in actions}
    for _ in range(rounds):
        for name, action in actions.items():
            gc.collect()
            start = clock()
            action()
            found[name].append(clock() - start)
    return found


def imports() -> None:
    """Report what `import helpers` and `import helpers.lesson` add to the start of Python."""
    codes = ("pass", "import helpers", "import helpers.lesson.lesson")
    actions = {code: partial(run, ["-c", code], check=True) for code in codes}
    in_turns(actions, 1)  # compiles, and warms the disk cache
    took = {code: 1000 * median(times) for code, times in in_turns(actions, 15).items()}
    bare = took.pop("pass")
    for code, milliseconds in took.items():
        more = milliseconds - bare
        judged(code, more, f"{bare:.0f} ms + {more:.1f} ms", IMPORT_BUDGET, "ms")


def run(arguments: list[str], check: bool = False) -> subprocess.CompletedProcess[bytes]:
    """Run this Python in the kit's folder, in silence."""
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, check=check, capture_output=True)


def notebooks() -> list[Path]:
    """Return the notebooks of the kit, the teacher's too."""
    found = (ROOT / "notebooks").rglob("*.ipynb")
    return sorted(path for path in found if ".ipynb_checkpoints" not in path.parts)


def nbval() -> None:
    """Report how long nbval takes over the notebooks, to as many that only import."""
    count = len(notebooks())
    if not count:
        print("  There is no notebook in notebooks/ yet.")
        return
    with tempfile.TemporaryDirectory() as folder:
        make_notebooks(Path(folder), count)
        codes: dict[str, list[int]] = {"notebooks": [], folder: []}
        actions = {where: lambda where=where: codes[where].append(pytest(where)) for where in codes}
        took = {where: min(times) for where, times in in_turns(actions, 2).items()}
    kit, bare = took["notebooks"], took[folder]
    what = f"{count} notebook{'s' if count > 1 else ''}"
    shown = f"{kit:.1f} s / {bare:.1f} s = {kit / bare:.2f}"
    if not any(code for each in codes.values() for code in each):
        judged(what, kit / bare, shown, NBVAL_BUDGET, "x")
        return
    # Notebooks that stop early are quick.
    line(f"  {what}", shown, f"{NBVAL_BUDGET:g} x", "not valid: pytest failed")
    print(f"  Its exit codes: the kit's {codes['notebooks']}, the others {codes[folder]}.")


def pytest(folder: str) -> int:
    """Return the exit code of `pytest --nbval` over a folder, with the kit's own options."""
    options = ["--nbval", "--nbval-current-env", "-q", "-n0", "-p", "no:cacheprovider"]
    return run(["-m", "pytest", "-c", "pyproject.toml", *options, folder]).returncode


def make_notebooks(folder: Path, count: int) -> None:
    """Write notebooks that import the heavy libraries and nothing else, with their outputs."""
    import nbformat

    first = folder / "00.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(IMPORTS)]), first)
    run(["-m", "nbconvert", "--to", "notebook", "--execute", "--inplace", str(first)], check=True)
    for number in range(1, count):
        shutil.copy(first, folder / f"{number:02}.ipynb")


def map_sizes() -> None:
    """Report how much each map takes in its saved notebook."""
    found = [(path, number, html) for path in notebooks() for number, html in maps_in(path)]
    for path, number, html in found:
        # As nbformat writes it: letters as they are, a list of lines.
        size = len(json.dumps(html, ensure_ascii=False).encode()) / 1000
        name = path.relative_to(ROOT / "notebooks").as_posix()
        judged(f"{name}, cell {number}", size, f"{size:.1f} kB", MAP_BUDGET, "kB")
    if not found:
        print("  There is no map in a saved notebook yet.")


def maps_in(path: Path) -> Iterator[tuple[int, str | list[str]]]:
    """Yield each saved output with a page in an iframe, and the number of its cell from 1."""
    for number, cell in enumerate(json.loads(path.read_text(encoding="utf-8"))["cells"], 1):
        for output in cell.get("outputs", ()):
            html = output.get("data", {}).get("text/html", "")
            if "<iframe" in "".join(html) and "srcdoc=" in "".join(html):
                yield number, html


def clicks() -> None:
    """Report how long it takes from a click to what is said, beside a bare frame of the page."""
    for what, middle, high, frame in forms.clicks():
        shown = f"{middle:.0f} ms, {middle / frame:.1f} x a frame"
        judged(f"{what}, median", middle, shown, CLICK_BUDGET[0], "ms")
        judged(f"{what}, 95th percentile", high, f"{high:.0f} ms", CLICK_BUDGET[1], "ms")


def openings() -> None:
    """Report how long the forms take to open, to opening them without any answer."""
    bare = None
    for what, milliseconds in forms.openings():
        bare = bare or milliseconds
        line(f"  {what}", f"{milliseconds:.0f} ms = {milliseconds / bare:.1f} x", "none set")


def gradings() -> None:
    """Report how many submissions are graded in a second, and what memory it takes."""
    notebook = grading.executing()
    for what, speed, megabytes in grading.gradings():
        ratio = f"{speed:,.0f} a second, {speed * notebook:,.0f} x"
        verdict = "within" if speed >= GRADING_BUDGET else "over"
        line(f"  {what}", ratio, f"{GRADING_BUDGET} a second", verdict)
        line(f"  {what}, memory", f"{megabytes:.0f} MB", "flat")


def long_lessons() -> None:
    """Report whether reading and checking a lesson take time linear in its size."""
    from helpers.authoring.check import check
    from helpers.lesson.lesson import load

    with tempfile.TemporaryDirectory() as parent:
        folders = {count: Path(parent) / f"lesson-{count}" for count in STATEMENTS}
        for count, folder in folders.items():
            make_lesson(folder, count)
        sizes = {n: (one / "article.txt").stat().st_size / 1e6 for n, one in folders.items()}
        problems = check(folders[STATEMENTS[0]]).problems  # imports what the first check needs
        for name, action in (("load", load), ("check", check)):
            actions = {count: partial(action, folder) for count, folder in folders.items()}
            times = in_turns(actions, 5, time.process_time)
            took = {count: min(rounds) for count, rounds in times.items()}
            report_growth(name, took, sizes)
    if problems:
        print(f"  The made lesson has {len(problems)} problems, the first: {problems[0]}")


def report_growth(name: str, took: dict[int, float], sizes: dict[int, float]) -> None:
    """Report the seconds for the longest lesson, and their growth from each shorter one."""
    *shorter, longest = STATEMENTS
    for count in STATEMENTS:
        what = f"  {name}: {count:,} statements, {sizes[count]:.2f} MB"
        line(what, f"{took[count]:.2f} s")
    for count in shorter:
        growth = took[longest] / took[count] / (sizes[longest] / sizes[count])
        judged(f"{name}: {longest:,} to {count:,}", growth, f"{growth:.2f}", LINEAR_BUDGET, "x")


def make_lesson(folder: Path, count: int) -> None:
    """Write a lesson without a problem, of `count` statements in as many sentences."""
    folder.mkdir()
    numbers = range(count)
    starts = numbers[::SENTENCES]
    body = [" ".join(map(sentence, numbers[start : start + SENTENCES])) for start in starts]
    article = "\n".join(["Two sides talk", *body, ""]).encode()
    (folder / "article.txt").write_bytes(article)
    about = [
        "headline: Two sides talk\npublisher: The Paper\nrights: none\ninLanguage: en",
        "datePublished: '2020-08-20T10:57+08:00'",
        f"sha256: '{hashlib.sha256(article).hexdigest()}'\nclaims:",
        *(f"  claim-{number:05}: Proposal {number:05} is discussed" for number in numbers[::2]),
    ]
    (folder / "lesson.yaml").write_text("\n".join(about), encoding="utf-8")
    for name, rows in made_tables(numbers).items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)


def cast(number: int) -> int:
    """Return who speaks in a sentence: everybody has ten, far apart."""
    return number // 10 // SENTENCES * SENTENCES + number % SENTENCES


def sentence(number: int) -> str:
    """Return a sentence of 99 bytes, for a space or an end of line to follow."""
    who = cast(number)
    return f"Office {who:05} in Town {who:05} said on Tuesday that they would {content(number)}."


def content(number: int) -> str:
    """Return what is said in a sentence, in words found once in its paragraph."""
    return f"discuss proposal {number:05} at the same time"


def made_tables(numbers: range) -> dict[str, list[dict[str, Any]]]:
    """Return the required tables; each grows with the article, about as in a real lesson."""
    everybody = sorted(set(map(cast, numbers)))
    tables: dict[str, list[dict[str, Any]]] = {"actors": [], "places": []}
    where = {"latitude": "50.5", "longitude": "30.5"}
    for who in everybody:
        named = {"actor": f"a{who}", "name": f"Office {who:05}", "kind": "office"}
        tables["actors"].append(named)
        tables["places"].append({"place": f"p{who}", "name": f"Town {who:05}", **where})
    for number in numbers:
        for name, row in sentence_rows(number):
            tables.setdefault(name, []).append(row)
    return tables


def sentence_rows(number: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the rows that rest on one sentence, each with the name of its table."""
    who, at = cast(number), {"at": number // SENTENCES + 1}
    nth = number % SENTENCES + 1
    actor, place = f"a{who}", f"p{who}"
    named = {**at, "quote": f"Office {who:05}", "nth": ""}
    yield "mentions", {**named, "actor": actor, "form": "name"}
    yield "mentions", {**at, "quote": "they", "nth": nth, "actor": actor, "form": "pronoun"}
    yield "toponyms", {**at, "quote": f"Town {who:05}", "place": place, "type": "literal"}
    what = {"event": f"e{number}", "what": f"Talk {number}", "quote": sentence(number)}
    when = {"expression": "Tuesday", "start": "2020-08-18", "anchor": "the stamp"}
    yield "events", {**at, **what, **when, "actors": actor, "place": place, "basis": "resolved"}
    said = {"content": content(number), "source": actor, "cue": "said", "directness": "indirect"}
    claim = {"polarity": "asserts", "claim": f"claim-{number // 2 * 2:05}"}
    yield "statements", {**at, **said, **claim}


def figures() -> None:
    """Report how long each figure of the first lesson takes, to a figure with nothing on it."""
    from matplotlib.figure import Figure

    from helpers.explore import charts
    from helpers.explore.map import show as maps
    from helpers.lesson.lesson import lesson_folders, load

    lesson, _ = load(lesson_folders(ROOT / "seeds")[0])
    drawings = (charts.when, charts.orders, charts.words, charts.chains, maps.show)
    actions: dict[str, Callable[[], Any]] = {
        f"{draw.__module__.removeprefix('helpers.')}.{draw.__name__}": partial(draw, lesson)
        for draw in drawings
    }
    actions["empty"] = lambda: Figure().savefig(io.BytesIO(), format="svg")
    in_turns(actions, 1)  # imports, and finds the fonts
    took = in_turns(actions, 9, time.process_time)
    empty = median(took.pop("empty"))
    for name, times in took.items():
        ratio = median(times) / empty
        shown = f"{1000 * median(times):.0f} ms / {1000 * empty:.0f} ms = {ratio:.1f}"
        line(f"  {name}", shown, "none set")


if __name__ == "__main__":
    sys.exit(main())
