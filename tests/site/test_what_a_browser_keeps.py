"""What a browser keeps of a link, by the names that docs/privacy.md tells; and no cookie."""

import pytest
from support.browser import Browser, lacking
from support.doors import alive

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(bool(lacking()), reason=lacking()),
]
KEPT = """async () => ({
    databases: (await indexedDB.databases()).map(one => one.name),
    local: Object.keys(localStorage), session: Object.keys(sessionStorage),
    caches: await caches.keys(), cookie: document.cookie})"""


def test_answers_are_in_one_database_and_nothing_else_is_kept_of_a_student(address):
    with Browser() as browser:
        page = browser.new_page()
        alive(page, address)
        form = page.locator('[data-exercise="vote"]')
        form.get_by_role("radio").first.check()
        form.get_by_role("button", name="Check").click()
        form.get_by_text("Saved ").first.wait_for()
        page.get_by_role("button", name="Larger letters").click()
        page.wait_for_timeout(500)
        kept = page.evaluate(KEPT)
        page.close()
    assert len(kept["caches"]) == 1 and kept["caches"][0].startswith("read-the-news-closely ")
    del kept["caches"]
    assert kept == {
        "databases": ["read-the-news-closely"],
        "local": ["news-reading"],
        "session": [],
        "cookie": "",
    }
