"""A site that is made anew while a browser has the old one: the new one comes, and answers stay."""

import re

import pytest
from support.browser import Browser, needs_browser, wait_for_promise
from support.doors import alive
from support.server import given_out

from helpers.site.site import write_site

pytestmark = [pytest.mark.slow, pytest.mark.long]
# The browser makes a deleted store again, empty, for code that it compiled out of it.
TAKEN = """async title => {
    const kept = [];
    for (const cacheName of await caches.keys()) kept.push(await caches.match('./', { cacheName }));
    const texts = await Promise.all(kept.filter(Boolean).map(one => one.text()));
    return texts.length === 1 && texts[0].includes(title);
}"""


def opened(page, address):
    alive(page, address)
    return page.locator('[data-exercise="vote"]')


@needs_browser
def test_the_new_one_comes_and_answers_stay(kit, python, tmp_path):
    folder = tmp_path / "site"
    write_site(kit, folder, python, notebooks=["00"], title="The old one")
    with given_out(folder) as address, Browser() as browser:
        page = browser.new_page()
        form = opened(page, address)
        form.get_by_role("radio").nth(1).check()
        form.get_by_text(re.compile("^Saved ")).wait_for()
        wait_for_promise(page, TAKEN, "The old one")
        write_site(kit, folder, python, notebooks=["00"], title="The new one")
        opened(page, address)
        wait_for_promise(page, TAKEN, "The new one")
        form = opened(page, address)
        assert page.locator(".name").inner_text() == "The new one"
        assert form.get_by_role("radio").nth(1).is_checked()
