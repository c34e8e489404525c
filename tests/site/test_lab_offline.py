"""The lab without a network: some time after it was first opened, any of its notebooks runs."""

import json
import re

import pytest
from support.browser import Browser, needs_browser, wait_for_promise
from support.doors import run_all

pytestmark = [pytest.mark.slow, pytest.mark.long]
ALL_KEPT = """async names => {
    for (const one of await caches.keys()) {
        const kept = (await (await caches.open(one)).keys()).map(({url}) => new URL(url).pathname);
        if (names.every(name => kept.includes(`/${name}`))) return true;
    }
    return false;
}"""


@needs_browser
def test_a_notebook_that_was_never_opened_runs_without_a_network(site, address):
    worker = (site[0] / "service-worker.js").read_text("utf-8")
    of_lab = json.loads(re.search(r"^const LAB = (\[.*\]);$", worker, re.MULTILINE)[1])
    with Browser() as browser:
        page = browser.new_page()
        page.goto(f"{address}lab/")
        page.get_by_role("heading", name="0 · Read the article").wait_for()
        wait_for_promise(page, ALL_KEPT, of_lab)
        page.close()
        page.context.set_offline(True)
        page = page.context.new_page()
        page.goto(f"{address}lab/lab/index.html?path=03_timeline.ipynb")
        page.get_by_role("heading", name="3 · Timeline").click()
        page.get_by_text("Python (Pyodide) | Idle").wait_for()
        run_all(page)
        page.get_by_text("calls on both days, their number not given").wait_for()
