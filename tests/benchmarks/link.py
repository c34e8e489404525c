"""Measure the budgets of the link in one run, and print each beside its limit and an empty one.

    python tests/benchmarks/link.py 5

does so in as many rounds, and prints medians. Empty is the same site without the kit: a page whose
worker only starts Python, and a lab whose only notebook prints a word, with the packages of its
kernel alone. All four take turns, so that a busy machine slows them alike. Each is opened three
times: with a new profile; once its service worker keeps it; and once the browser keeps what it
compiled of that, too, as on all days that follow.

Memory is the proportional set size (PSS) of the browser's renderer processes, from Linux's /proc,
less that of a blank tab.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

from benchmark import judged, line
from forms import CLICK, FRAME

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support import copied_kit  # noqa: E402
from support.chromium import Chromium  # noqa: E402
from support.doors import FIRST, run_all  # noqa: E402
from support.server import given_out  # noqa: E402

from helpers.site.packages import STARTED_WITH  # noqa: E402
from helpers.site.site import names_of_lab, write_site  # noqa: E402

if TYPE_CHECKING:  # the driver comes with tests/requirements.txt
    from playwright.sync_api import Page, Playwright

DOORS = {"page": "index.html", "lab": f"lab/lab/index.html?path={FIRST}.ipynb"}
# Seconds of start, milliseconds of a click, megabytes of files and of memory.
BUDGETS = {
    "page": {"text": 0.5, "new": 6, "kept": 3, "click": 50, "files": 15, "memory": 250},
    "lab": {"text": 5, "new": 20, "kept": 12, "click": 150, "files": 80},
}
ROUNDS, CLICKS = 3, 40
TIMES = {"first time": "new", "second time": "kept", "later": "kept"}
PAUSE = 3_000  # milliseconds in which a browser keeps what it compiled
WAIT = 180_000  # milliseconds, on a machine however busy
KERNEL_ALONE = STARTED_WITH[: STARTED_WITH.index("pandas")]
# What is first there to read, and what is alive: a form, and when empty what there is of Python.
SEEN = {
    "page": {"full": ("main h1", "html.alive fieldset"), "bare": ("main h1", "html.alive h1")},
    "lab": {
        "full": (".jp-MarkdownCell h1", ".jp-OutputArea .news-exercise fieldset"),
        "bare": (".jp-MarkdownCell h1", ".jp-OutputArea pre"),
    },
}
NOTE = """(([text, alive]) => {
    const seen = window.seen = {}, wanted = {text, alive};
    const look = () => {
        for (const [name, one] of Object.entries(wanted))
            if (!(name in seen) && document.querySelector(one)?.checkVisibility())
                seen[name] = performance.now() / 1000;
        if (!seen.alive) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
})"""
EMPTY_PAGE = """<!doctype html><meta charset="utf-8"><title>Empty</title><main><h1>Empty</h1></main>
<script type="module">
    const worker = new Worker("worker.js", {type: "module"});
    worker.onmessage = () => document.documentElement.classList.add("alive");
    navigator.serviceWorker.register("service-worker.js");
</script>"""
EMPTY_WORKER = """import { loadPyodide } from "./pyodide/pyodide.mjs";
await loadPyodide({ indexURL: new URL("pyodide/", location.href).href });
postMessage("alive");"""


def main() -> int:
    """Measure and print; the exit code is 0 whatever was measured."""
    from playwright.sync_api import sync_playwright

    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as scratch:
        full, bare = Path(scratch, "full"), Path(scratch, "bare")
        write_site(copied_kit(Path(scratch, "kit")), full, ROOT / ".cache")
        make_empty(full, bare)
        found: dict[Any, list[float]] = defaultdict(list)
        with sync_playwright() as driver:
            for _ in range(rounds):
                for door in DOORS:
                    for kind, folder in (("full", full), ("bare", bare)):
                        for what, values in measured(driver, door, kind, folder):
                            found[door, kind, what] += values
        sizes = {door: size(full, door) for door in DOORS}
    line("what, to the same when empty", "measured", "budget")
    for door, budgets in BUDGETS.items():
        report(door, budgets, found, sizes[door])
    return 0


def make_empty(full: Path, bare: Path) -> None:
    """Make a site that is like another, but has no kit."""
    shutil.copytree(full, bare)
    (bare / "index.html").write_text(EMPTY_PAGE, "utf-8")
    (bare / "worker.js").write_text(EMPTY_WORKER, "utf-8")
    told = json.loads((bare / "lab/jupyter-lite.json").read_text("utf-8"))
    [kernel] = told["jupyter-config-data"]["litePluginSettings"].values()
    kernel["loadPyodideOptions"]["packages"] = [*KERNEL_ALONE, "comm"]  # so that no kit is started
    (bare / "lab/jupyter-lite.json").write_text(json.dumps(told), "utf-8")
    notebook = bare / f"lab/files/{FIRST}.ipynb"
    made = json.loads(notebook.read_text("utf-8"))
    words = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Empty"}
    code = {"cell_type": "code", "id": "b", "metadata": {}, "source": "print('alive')"}
    made["cells"] = [words, code | {"execution_count": None, "outputs": []}]
    notebook.write_text(json.dumps(made), "utf-8")


def measured(
    driver: Playwright, door: str, kind: str, folder: Path
) -> Iterator[tuple[str, list[float]]]:
    """Yield what was measured of a door of a site in a new browser, each with its values."""
    with (
        given_out(folder) as address,
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        Chromium(driver, Path(profile)) as browser,
    ):
        page = browser.context.new_page()
        blank = browser.memory()
        browser.context.add_init_script(f"{NOTE}({json.dumps(SEEN[door][kind])})")
        for time in TIMES:
            page.close()
            page = browser.context.new_page()
            page.goto(address + DOORS[door], wait_until="commit")
            seen = started(door, page)
            yield f"text, {time}", [seen["text"]]
            yield f"alive, {time}", [seen["alive"]]
            page.evaluate("navigator.serviceWorker.ready.then(() => null)")
            page.wait_for_timeout(PAUSE)
        yield "memory", [browser.memory() - blank]
        if kind == "full":
            yield "click", clicks(page)
            yield "frame", [page.evaluate(FRAME) for _ in range(CLICKS)]


def started(door: str, page: Page) -> dict[str, float]:
    """Return the seconds until a door had a text, and was alive; in the lab all cells are run."""
    page.wait_for_function("window.seen?.text", timeout=WAIT)
    if door == "lab":
        run_all(page)
    page.wait_for_function("window.seen.alive", timeout=WAIT)
    return page.evaluate("window.seen")


def clicks(page: Page) -> list[float]:
    """Return the milliseconds of clicks on Check, each to what is said and to its answer saved."""
    form = page.locator(".news-exercise:has(fieldset)", has=page.get_by_role("radio")).first
    radios, took = form.get_by_role("radio"), []
    for number in range(CLICKS):
        radios.nth(number % radios.count()).check()
        form.get_by_text(re.compile("^Saved ")).wait_for()
        milliseconds, saved = page.evaluate(CLICK, [form.element_handle()])
        assert saved.startswith("Saved"), saved
        took.append(milliseconds)
    return took


def size(folder: Path, door: str) -> float:
    """Return the megabytes of the files that a door needs; what both need is of the page."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    names = {path.relative_to(folder).as_posix() for path in files}
    of_lab = {*names_of_lab(names)}
    mine = of_lab if door == "lab" else names - of_lab
    return sum((folder / name).stat().st_size for name in mine) / 1e6


def report(
    door: str, budgets: dict[str, float], found: dict[Any, list[float]], megabytes: float
) -> None:
    """Print what was measured of a door."""
    for time, kept in TIMES.items():
        for what, budget in (("text", "text"), ("alive", kept)):
            here, empty = (
                median(found[door, kind, f"{what}, {time}"]) for kind in ("full", "bare")
            )
            shown = f"{here:.2f} s / {empty:.2f} s = {here / empty:.1f}"
            judged(f"{door}: {what}, {time}", here, shown, budgets[budget], "s")
    took, frame = found[door, "full", "click"], median(found[door, "full", "frame"])
    shown = f"{median(took):.0f} ms, {median(took) / frame:.1f} x a frame"
    judged(f"{door}: Check, median", median(took), shown, budgets["click"], "ms")
    high = quantiles(took, n=20)[-1]
    line(f"  {door}: Check, 95th percentile", f"{high:.0f} ms")
    judged(f"{door}: files", megabytes, f"{megabytes:.1f} MB", budgets["files"], "MB")
    here, empty = (median(found[door, kind, "memory"]) for kind in ("full", "bare"))
    shown = f"{here:.0f} MB / {empty:.0f} MB = {here / empty:.1f}" if empty else "only on Linux"
    if "memory" in budgets and empty:
        judged(f"{door}: memory", here, shown, budgets["memory"], "MB")
    else:
        line(f"  {door}: memory", shown, "none set")


if __name__ == "__main__":
    sys.exit(main())
