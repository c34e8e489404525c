"""The lab of a site in a browser: opening a notebook in it, and running code in its Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.browser import Browser

if TYPE_CHECKING:  # the driver comes with tests/requirements.txt, and may not be there
    from playwright.sync_api import Page, Route

FIRST = "00_read_the_article"
IDLE = "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.info"
RUN = """async code => {
    const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    await kernel.info;
    const said = [];
    const asked = kernel.requestExecute({code, store_history: false});
    asked.onIOPub = ({content}) => said.push(content.text ?? content.traceback?.join('') ?? '');
    const {content} = await asked.done;
    if (content.status !== 'ok') throw new Error(said.join(''));
    return said.join('');
}"""


def open_lab(browser: Browser, address: str, notebook: str = FIRST) -> Page:
    """Open a notebook in the lab of the site at an address, and wait for its Python."""
    page = browser.new_page()
    page.route("**/lab/jupyter-lite.json", expose)
    page.goto(f"{address}lab/lab/index.html?path={notebook}.ipynb")
    page.wait_for_function(IDLE, timeout=120_000)
    return page


def expose(route: Route) -> None:
    """Give out the settings of a lab, with one more: its application may be asked."""
    told = route.fetch().json()
    told["jupyter-config-data"]["exposeAppInBrowser"] = True
    route.fulfill(json=told)


def run(page: Page, code: str) -> str:
    """Run code in the Python of the notebook that is open; return what it prints."""
    return page.evaluate(RUN, code)
