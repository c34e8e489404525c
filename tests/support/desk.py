"""A student's machine: JupyterLab on a copy of the kit, a notebook that is open, and saved work."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat

from support import ROOT, SLUG
from support.browser import Browser, JupyterLab, NotebookPage

if TYPE_CHECKING:  # the driver comes with tests/requirements.txt, and may not be there
    from playwright.sync_api import Locator

NAME = "forms.ipynb"


class Desk:
    """A student's machine: JupyterLab on a copy of the kit, a browser, and the saved work."""

    def __init__(self, lab: JupyterLab, browser: Browser, work: Path):
        """Open the notebook and run it."""
        self.lab, self.browser, self.work = lab, browser, work
        self.page = browser.new_page()
        self.open()
        self.notebook.run_all()

    def open(self) -> None:
        """Open the notebook anew; a kernel that runs goes on."""
        self.notebook = NotebookPage.open(self.lab, self.page, NAME)

    def form(self, exercise: str) -> Locator:
        """Locate the form of an exercise."""
        return self.page.locator(f'.jp-OutputArea [data-exercise="{exercise}"]')

    def panel(self, name: str) -> Locator:
        """Locate a panel."""
        return self.page.locator(f'.jp-OutputArea [data-panel="{name}"]')

    def said(self, exercise: str) -> str:
        """Return the text beneath a form, once what was sent has been answered."""
        shown = self.form(exercise).locator(".news-feedback:not(.news-old):not(:empty)")
        shown.wait_for()
        return " ".join(shown.inner_text().split())

    def saved(self) -> dict[str, Any]:
        """Return what the file of saved work holds, by exercise."""
        return json.loads((self.work / f"{SLUG}.json").read_text("utf-8"))["answers"]

    def shut_down(self) -> None:
        """End the kernel, as a machine does that runs out of memory."""
        self.page.evaluate("""async () => {
            const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
            await jupyterapp.serviceManager.kernels.shutdown(kernel.id);
            await jupyterapp.serviceManager.sessions.refreshRunning(); // else noticed in seconds
        }""")
        gone = "() => !jupyterapp.shell.currentWidget.sessionContext.session?.kernel"
        self.page.wait_for_function(gone)

    def restart(self) -> None:
        """Restart the kernel by the menu, and run all."""
        from playwright.sync_api import Error

        self.page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Kernel$")).click()
        self.page.locator('.lm-Menu-item[data-command="kernelmenu:restart"]').click()
        with contextlib.suppress(Error):  # a kernel that is gone is not asked about
            self.page.locator(".jp-Dialog .jp-mod-accept").click(timeout=2_000)
        self.notebook.idle.wait_for()
        self.notebook.run_all()


@contextlib.contextmanager
def open_desk(folder: Path, cells: Iterable[str], words: str = "") -> Iterator[Desk]:
    """Give a desk in an empty folder, with one notebook of these cells, and of words below them."""
    kit, work = folder / "kit", folder / "work"
    for part in ("helpers", "seeds"):
        shutil.copytree(ROOT / part, kit / part)
    notebook = nbformat.read(ROOT / "notebooks" / "00_read_the_article.ipynb", 4)
    notebook.cells = [nbformat.v4.new_code_cell(cell.strip()) for cell in cells]
    if words:
        notebook.cells.append(nbformat.v4.new_markdown_cell(words))
    nbformat.write(notebook, kit / NAME)
    env = {"WORK": str(work), "LESSON": SLUG, "PYTHONPATH": str(kit)}
    with JupyterLab(kit, env=env) as lab, Browser() as browser:
        yield Desk(lab, browser, work)
        assert browser.outside == []
