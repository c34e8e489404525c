"""The two doors of a site in a browser: the page, and the lab with its notebooks."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from support import SLUG
from support.answering import run_by_mouse
from support.browser import Browser, NotebookPage

if TYPE_CHECKING:  # the driver comes with tests/requirements.txt, and may not be there
    from playwright.sync_api import Locator, Page

FIRST = "00_read_the_article"  # the notebook that the lab opens first
IS_KEPT = """name => new Promise((done, fail) => {
    const opened = indexedDB.open('read-the-news-closely');
    opened.onerror = () => fail(opened.error);
    opened.onsuccess = () => {
        const found = opened.result.transaction('files').objectStore('files').get(name);
        found.onsuccess = () => {
            opened.result.close();
            done(found.result && new TextDecoder().decode(found.result));
        };
    };
})"""
# The lab as it is, but a test may ask it what its cells hold, and each of them is on the page.
OPEN_TO_TESTS = """(() => {
    const real = fetch, more = {exposeAppInBrowser: true, settingsOverrides: {
        '@jupyterlab/notebook-extension:tracker': {windowingMode: 'none'}}};
    window.fetch = async (asked, how) => {
        const reply = await real(asked, how);
        if (!String(asked.url ?? asked).includes('jupyter-lite.json')) return reply;
        const told = await reply.json();
        return Response.json({...told,
            'jupyter-config-data': {...told['jupyter-config-data'], ...more}});
    };
})()"""
ADD = """async sources => {
    const {content} = jupyterapp.shell.currentWidget, count = content.widgets.length;
    const cells = sources.map(source => ({cell_type: 'code', source}));
    content.model.sharedModel.insertCells(count, cells);
    content.activeCellIndex = count;
    await jupyterapp.commands.execute('notebook:run-all-below');
}"""
RAN = """source => {
    const model = jupyterapp.shell.currentWidget.content.widgets.map(cell => cell.model)
        .findLast(one => one.type === 'code' && one.sharedModel.getSource() === source);
    return model?.executionCount && model.executionState !== 'running';
}"""
PYTHON = """async code => {
    const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    await kernel.info;
    const said = [];
    const asked = kernel.requestExecute({code, store_history: false});
    asked.onIOPub = ({content}) => said.push(content.text ?? content.traceback?.join('') ?? '');
    const {content} = await asked.done;
    if (content.status !== 'ok') throw new Error(said.join(''));
    return said.join('');
}"""
TROUBLE = """() => jupyterapp.shell.currentWidget.content.widgets.flatMap(
    cell => cell.model.outputs?.toJSON() ?? []).filter(
    one => one.output_type === 'error' || one.name === 'stderr')"""


def alive(page: Page, address: str = "") -> None:
    """Wait until the page is alive, after it was opened where an address is given."""
    if address:
        page.goto(address)
    page.locator("html.alive").wait_for()


def run_all(page: Page) -> None:
    """Run all cells of the notebook that is open in the lab, by its menu."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def saved(page: Page) -> dict[str, Any]:
    """Return what the browser's database holds of the saved work, by exercise."""
    found = page.evaluate(IS_KEPT, f"{SLUG}.json")
    return json.loads(found)["answers"] if found else {}


class PageDoor:
    """The page of a site, alive."""

    def __init__(self, browser: Browser, address: str):
        """Open the page, and wait until it is alive."""
        self.page = browser.new_page()
        alive(self.page, address)

    def turn_to(self, chapter: str) -> None:
        """Turn to a chapter, by its number."""
        link = self.page.locator(f'nav a[href="#{chapter}"]')
        if not link.get_attribute("aria-current"):
            link.click()

    def form(self, exercise: str) -> Locator:
        """Locate the form of an exercise."""
        return self.page.locator(f'[data-exercise="{exercise}"]')

    def panel(self, name: str) -> Locator:
        """Locate a panel, of those of the chapter that is shown."""
        return self.page.locator(f'main > section:not([hidden]) [data-panel="{name}"]')


class LabDoor:
    """The lab of a site, with a notebook that is open."""

    def __init__(self, browser: Browser, address: str, name: str):
        """Open a notebook of the lab by its name, and wait for Python."""
        self.page = browser.new_page()
        self.page.set_viewport_size({"width": 1366, "height": 900})
        self.page.add_init_script(OPEN_TO_TESTS)
        self.page.goto(f"{address}lab/lab/index.html?path={name}.ipynb")
        self.wait(NotebookPage(None, self.page, f"{name}.ipynb"))

    def wait(self, notebook: NotebookPage) -> None:
        """Wait until a notebook is shown and its Python is there."""
        self.notebook = notebook
        notebook.panel.locator(".jp-Cell").first.wait_for()
        notebook.idle.wait_for()

    def another(self, name: str) -> None:
        """Open another notebook in place of the one that is open."""
        self.notebook = self.notebook.another(f"{name}.ipynb")

    def add(self, cells: Iterable[str]) -> None:
        """Add cells at the end of the notebook, and run them."""
        self.page.evaluate(ADD, list(cells))
        self.notebook.idle.wait_for()

    def run(self, source: str) -> None:
        """Run a line in the last cell, and wait until it has run."""
        cell = self.notebook.cells.last
        run_by_mouse(cell, source)
        self.page.wait_for_function(RAN, arg=source)
        self.notebook.idle.wait_for()

    def python(self, code: str) -> str:
        """Run code in the Python of the notebook, beside its cells; return what it prints."""
        return self.page.evaluate(PYTHON, code)

    def form(self, exercise: str) -> Locator:
        """Locate the form of an exercise, as it was asked last."""
        return self.notebook.panel.locator(f'.jp-OutputArea [data-exercise="{exercise}"]').last

    def panel(self, name: str) -> Locator:
        """Locate a panel, as it was asked for last."""
        return self.notebook.panel.locator(f'.jp-OutputArea [data-panel="{name}"]').last

    def trouble(self) -> list[dict[str, Any]]:
        """Return the errors, and what was said on stderr, of all cells."""
        return self.page.evaluate(TROUBLE)
