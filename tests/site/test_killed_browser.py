"""A browser that is ended at any moment: what it showed as saved is there when it starts again."""

import contextlib
import json
import os
import random
import signal
import subprocess
import threading
import time

import pytest
from support import SLUG, kills
from support.browser import FLAGS, POSIX, RESOLVER, find_chromium, needs_browser

EXERCISE = "my-report"  # it takes any text, so that no two answers are alike
START = 60  # seconds for a browser, and for Python in it, on a busy machine
LONGEST = 1.5  # seconds of typing and checking
# Tell each answer as its form says that it is saved.
WATCH = """form => new MutationObserver(() => {
    const {answer, drafted} = form.newsLive.form;
    const says = form.querySelector('.news-saved').textContent;
    if (says.startsWith('Saved ')) console.log(JSON.stringify([answer, drafted]));
}).observe(form, {childList: true, subtree: true})"""
KEPT = """name => new Promise((done, fail) => {
    const opened = indexedDB.open('read-the-news-closely');
    opened.onerror = () => fail(opened.error);
    opened.onsuccess = () => {
        const found = opened.result.transaction('files').objectStore('files').get(name);
        found.onsuccess = () => done(new TextDecoder().decode(found.result));
    };
})"""


class Chromium:
    """A browser with a profile that outlives it, in a process group of its own."""

    def __init__(self, profile):
        """Start it, and wait until it can be driven."""
        port = profile / "DevToolsActivePort"
        port.unlink(missing_ok=True)
        how = ["--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
        self.process = subprocess.Popen(
            [find_chromium(), *FLAGS.split(), RESOLVER, *how],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        end = time.monotonic() + START
        while not (port.exists() and port.read_text().count("\n")):
            assert self.process.poll() is None and time.monotonic() < end
            time.sleep(0.05)
        self.address = f"http://127.0.0.1:{port.read_text().split()[0]}"

    def kill(self):
        """End all of it as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def driver():
    """What drives a browser that is running."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        yield driver.chromium


@pytest.mark.slow
@needs_browser
@pytest.mark.skipif(not POSIX, reason="elsewhere a process has no group to kill")
def test_of_a_browser_killed_at_any_moment_no_answer_is_lost_that_was_shown_as_saved(
    driver, address, tmp_path
):
    chance, rounds = random.Random(2020), kills(1)
    typed, shown, checked, on_the_way = [""], [""], set(), 0
    for left in range(rounds, -1, -1):
        browser = Chromium(tmp_path)
        try:
            page = driver.connect_over_cdp(browser.address).contexts[0].new_page()
            page.goto(f"{address}#05")
            page.locator("html.alive").wait_for(timeout=1000 * START)
            form = page.locator(f'[data-exercise="{EXERCISE}"]')
            found = form.locator("textarea").input_value()
            assert found in typed[typed.index(shown[-1]) :]
            if checked:
                saved = json.loads(page.evaluate(KEPT, f"{SLUG}.json"))["answers"][EXERCISE]
                assert checked <= {one["answer"] for one in saved["attempts"]}
            if not left:
                break
            typed, shown = [found], [found]

            def hear(message, shown=shown):
                answer, is_draft = json.loads(message.text)
                shown.append(answer)
                if not is_draft:
                    checked.add(answer)

            page.on("console", hear)
            form.evaluate(WATCH)
            ending = threading.Timer(chance.uniform(0.1, LONGEST), browser.kill)
            ending.start()
            with contextlib.suppress(driver_error()):
                while True:
                    typed.append(f"Answer {len(typed)} of {left}")
                    form.locator("textarea").fill(typed[-1])
                    form.get_by_role("button", name="Check").click()
                    time.sleep(chance.choice([0, 0, 0.05, 0.2]))
            ending.join()
            on_the_way += typed[-1] != shown[-1]
        finally:
            if browser.process.poll() is None:
                browser.kill()
    assert len(checked) >= rounds
    print(f"\n{rounds} killed, {on_the_way} of them with an answer on its way to the disk;")
    print(f"{len(checked)} answers were said to be saved, and all of them were there again.")


def driver_error():
    """What the driver raises once the browser is gone."""
    from playwright.sync_api import Error

    return Error
