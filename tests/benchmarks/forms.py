"""What the benchmark measures of the forms: a click, and opening saved work."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles

from against import copied

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
SLUG = "belarus-2020"
NOTEBOOK = "notebooks/01_actors.ipynb"
CLICKS = 60
SAVED = (0, 500, 5_000)
# From the click until what is said has been painted: in the first task after the next frame.
PAINTED = "(done) => requestAnimationFrame(() => setTimeout(done))"
CLICK = f"""([form]) => new Promise(resolve => {{
    const painted = {PAINTED}, start = performance.now();
    const saved = () => form.querySelector('.news-saved').innerText;
    new MutationObserver((_, watch) => {{
        watch.disconnect();
        painted(() => resolve([performance.now() - start, saved()]));
    }}).observe(form.querySelector('.news-feedback'), {{childList: true}});
    form.querySelector('.news-check').click();
}})"""
FRAME = f"""() => new Promise(resolve => {{
    const painted = {PAINTED}, start = performance.now();
    painted(() => resolve(performance.now() - start));
}})"""


def opened(folder: Path, count: int) -> Path:
    """Write a folder of saved work with `count` attempts, as the kit writes it; return it."""
    from helpers.lesson.lesson import open_lesson
    from helpers.student.session import open_answering

    answering = open_answering(open_lesson(SLUG))
    exercises = list(answering.exercises.values())
    saved: dict[str, dict] = {}
    for number in range(count):
        exercise = exercises[number % len(exercises)]
        when = (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=number)).isoformat()
        answer = {"at": "1", "start": 0, "end": 7, "quote": "Russian"} if number % 3 else "x" * 120
        attempts = saved.setdefault(exercise.id, {"attempts": [], "draft": None})["attempts"]
        attempts.append({"time": when, "answer": answer})
    about = {"schema": 1, "kit": "0", "lesson": SLUG, "article": answering.work.article}
    folder.mkdir(parents=True)
    text = json.dumps(about | {"answers": saved})
    (folder / f"{SLUG}.json").write_text(text, encoding="utf-8")
    return folder


def openings() -> Iterator[tuple[str, float]]:
    """Yield, for each number of saved answers, the milliseconds to open all notebooks' forms."""
    from helpers.lesson.lesson import open_lesson
    from helpers.student.receiver import Receiver
    from helpers.student.saved_answers import SavedWork
    from helpers.student.session import open_answering

    lesson = open_lesson(SLUG)
    with tempfile.TemporaryDirectory() as parent:
        for count in SAVED:
            folder = opened(Path(parent) / str(count), count)
            times = []
            for _ in range(5):
                start = time.perf_counter()
                answering = open_answering(lesson)
                path = folder / f"{SLUG}.json"
                answering.work = SavedWork(path, SLUG, lesson.article.sha256)
                for number in range(6):
                    Receiver(answering, f"{number:02}").forms()
                times.append(time.perf_counter() - start)
            yield f"{count:,} saved answers", 1000 * median(times)


def clicks() -> Iterator[tuple[str, float, float, float]]:
    """Yield, for new and for long saved work: median, 95th percentile, and a bare frame, in ms."""
    from support.browser import Browser, JupyterLab, NotebookPage

    for count in (0, SAVED[-1]):
        with tempfile.TemporaryDirectory() as parent:
            work = opened(Path(parent) / "work", count)
            kit = copied(ROOT, Path(parent) / "kit")
            env = {"LESSON": SLUG, "WORK": str(work), "PYTHONPATH": str(kit)}
            with JupyterLab(kit, sys.executable, env) as lab, Browser() as browser:
                page = browser.new_page()
                notebook = NotebookPage.open(lab, page, NOTEBOOK)
                notebook.run_all()
                form = page.locator(".news-exercise", has=page.get_by_role("radio")).first
                took = []
                for number in range(CLICKS):
                    radios = form.get_by_role("radio")
                    radios.nth(number % radios.count()).check()
                    milliseconds, saved = page.evaluate(CLICK, [form.element_handle()])
                    assert saved.startswith("Saved"), saved
                    took.append(milliseconds)
                frame = median(page.evaluate(FRAME) for _ in range(20))
            yield f"{count:,} saved answers", median(took), quantiles(took, n=20)[-1], frame
