"""Make the README's pictures again, from the notebooks as JupyterLab shows them.

Run it from the kit's folder: python tests/pictures/make.py
"""

import sys
import tempfile
from pathlib import Path

sys.path.extend(str(Path(__file__).resolve().parents[above]) for above in (2, 1))

from support import FOLDER
from support.browser import Browser, JupyterLab, NotebookPage
from support.class_layouts import plain, write
from support.class_maker import Maker

from helpers.cli.main import main as command

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "tests" / "pictures"
OUTPUTS = {
    "map": ("notebooks/02_geography.ipynb", "maps.show(lesson)"),
    "orders": ("notebooks/03_timeline.ipynb", "charts.orders(lesson)"),
    "words": ("notebooks/04_sourcing.ipynb", "charts.words(lesson)"),
}
DESK = "notebooks/teacher/desk.ipynb"
NEW_LESSON = "notebooks/teacher/new_lesson.ipynb"
ASKED = ("notebooks/00_read_the_article.ipynb", "headline-voices", "outlet-first")


def main() -> None:
    """Take a picture of an answered exercise, of outputs, and of what a made class misread."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Browser(width=1180, height=1000) as browser:
        with JupyterLab(ROOT, env={"WORK": folder}) as lab:
            answered(NotebookPage.open(lab, browser.new_page(), ASKED[0]))
            for name, (path, code) in OUTPUTS.items():
                output(NotebookPage.open(lab, browser.new_page(), path), name, code)
        with JupyterLab(ROOT, env={"WORK": folder, "CLASS": folder}) as lab:
            corrected(NotebookPage.open(lab, browser.new_page(), NEW_LESSON))
            at_desk(NotebookPage.open(lab, browser.new_page(), DESK))
        misread(browser, Path(folder))


def answered(notebook: NotebookPage) -> None:
    """Answer an exercise, and take a picture of it with what is said."""
    notebook.run_all()
    form = notebook.page.locator(f'.jp-OutputArea [data-exercise="{ASKED[1]}"]')
    form.locator(f'input[value="{ASKED[2]}"]').check()
    form.get_by_role("button", name="Check").click()
    form.locator(".news-feedback:not(:empty)").wait_for()
    form.screenshot(path=PICTURES / "answer.png")


def output(notebook: NotebookPage, name: str, code: str) -> None:
    """Run a notebook, and take a picture of one cell with its output."""
    notebook.page.set_viewport_size({"width": 1180, "height": 1600})  # the whole cell is in sight
    notebook.run_all()
    notebook.unfold()
    cell = notebook.cells.filter(has_text=code).first
    cell.scroll_into_view_if_needed()
    notebook.page.wait_for_timeout(1500)
    cell.screenshot(path=PICTURES / f"{name}.png")
    notebook.page.close()


def at_desk(notebook: NotebookPage) -> None:
    """Take a picture of the desk as it opens."""
    notebook.page.set_viewport_size({"width": 1180, "height": 1600})
    notebook.run_all()
    form = notebook.page.locator(".jp-OutputArea .news-desk-place .news-box")
    form.get_by_text("exercises, about").wait_for()
    form.screenshot(path=PICTURES / "desk.png")


def corrected(notebook: NotebookPage) -> None:
    """Take a picture of a mention in the form in which it is corrected."""
    notebook.page.set_viewport_size({"width": 1366, "height": 900})
    notebook.run_all()
    page = notebook.page.locator(".jp-OutputArea .news-editor-place .news-box")
    page.get_by_label("The lesson that you work on").select_option(FOLDER.name)
    page.get_by_role("navigation", name="Layers").get_by_role("button", name="Who").first.click()
    page.locator(".news-article .news-mentions", has_text=" ").nth(4).click()
    page.locator(".news-card-of .news-chip").first.wait_for()
    page.locator(".news-work").screenshot(path=PICTURES / "new_lesson.png")


def misread(browser: Browser, folder: Path) -> None:
    """Grade a made class, and take a picture of the top of its page."""
    submissions = folder / "submissions"
    list(write(submissions, map(plain, Maker().students(28))))
    command(["grade", str(submissions), "--out", str(folder / "class")])
    page = browser.new_page()
    page.goto((folder / "class" / "class.html").as_uri())
    page.screenshot(path=PICTURES / "class.png")


if __name__ == "__main__":
    main()
