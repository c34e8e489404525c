"""How long a lesson takes that is made of a text: keys and clicks, from paste to a packed lesson.

python tests/benchmarks/new_lesson.py tests/fixtures/flood

A teacher who has the finished lesson in mind works in a real browser: pastes the text, says yes, no
or something else to each row of the draft, adds what is missing, takes ten questions and makes a
pack. At one action in three seconds it is to take less than 30 minutes. A letter that is typed
counts as an action, too; the second figure gives it a third of a second.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support import copied_kit  # noqa: E402
from support.browser import Browser, JupyterLab, NotebookPage  # noqa: E402
from support.correcting_teacher import CorrectingTeacher  # noqa: E402

from helpers.authoring.check import check  # noqa: E402
from helpers.common.errors import Findings  # noqa: E402
from helpers.lesson.metadata import FILE, read_facts  # noqa: E402

SECONDS, PER_LETTER, BUDGET = 3, 1 / 3, 30
QUESTIONS = 10
ASKED = {
    "publisher": "Who published it?",
    "rights": "Whose is the text",
    "datePublished": "When was it published?",
}


def main() -> None:
    """Make a lesson of the text of each finished one, and say what it took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("finished", type=Path, nargs="+", help="the folder of a finished lesson")
    parser.add_argument("--picture", type=Path, help="where to keep a picture of what went wrong")
    for finished in parser.parse_args().finished:
        measure(finished.resolve(), parser.parse_args().picture)


def measure(finished: Path, picture: Path | None) -> None:
    """Make the lesson anew, and print what it took."""
    facts = read_facts(finished / FILE, Findings()) or {}
    text = (finished / "article.txt").read_text("utf-8")
    with tempfile.TemporaryDirectory() as place:
        kit = copied_kit(Path(place) / "kit")
        with JupyterLab(kit, env={"PYTHONPATH": str(kit)}) as lab, Browser() as browser:
            page = browser.new_page()
            page.set_viewport_size({"width": 1366, "height": 900})
            NotebookPage.open(lab, page, "notebooks/teacher/new_lesson.ipynb").run_all()
            teacher = CorrectingTeacher(page, kit / "seeds")
            teacher.box.wait_for()
            try:
                known = {label: str(facts[name]) for name, label in ASKED.items()}
                folder = teacher.begin(
                    text, known, facts.get("layout") or {"headline": 1, "byline": 2}
                )
                teacher.correct(folder, finished)
                corrected = teacher.done.total
                teacher.ask(QUESTIONS)
                teacher.pack("7B")
            except Exception:
                if picture:
                    page.screenshot(path=picture)
                raise
        problems = check(folder).problems
    done = teacher.done.actions
    total, letters = done.total(), done["letter"]
    strict, typed = total * SECONDS / 60, ((total - letters) * SECONDS + letters * PER_LETTER) / 60
    print(f"{finished.name}: {len(text.split())} words")
    for table, rows in teacher.rows_done.items():
        print(f"  {table}: {', '.join(f'{count} {what}' for what, count in rows.items())}")
    print(f"  letters: {', '.join(f'{n} {what}' for what, n in teacher.letters.items())}")
    print(f"  actions: {', '.join(f'{count} {what}' for what, count in done.items())}")
    print(f"  {corrected} until the tables stand, {total} until the pack is made")
    print(f"  {strict:.0f} minutes (budget {BUDGET}); {typed:.0f} at {PER_LETTER:.2f} s a letter")
    print(f"  check: {len(problems)} problems")
    for problem in problems:
        print(f"    {problem}")


if __name__ == "__main__":
    main()
