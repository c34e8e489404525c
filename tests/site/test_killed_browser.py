"""A browser that is ended at any moment: what it showed as saved is there when it starts again."""

import contextlib
import json
import random
import threading

import pytest
from support import kills
from support.browser import POSIX, needs_browser
from support.chromium import Chromium
from support.doors import alive, saved

EXERCISE = "my-report"  # it takes any text, so that no two answers are alike
SOON = 0.4  # seconds until it is killed, while answers are typed and checked
# Tell each answer as its form says that it is saved.
WATCH = """form => new MutationObserver(() => {
    const {answer, drafted} = form.newsLive.form;
    const says = form.querySelector('.news-saved').textContent;
    if (says.startsWith('Saved ')) console.log(JSON.stringify([answer, drafted]));
}).observe(form, {childList: true, subtree: true})"""


@pytest.mark.slow
@pytest.mark.long
@needs_browser
@pytest.mark.skipif(not POSIX, reason="elsewhere a process has no group to kill")
def test_of_a_browser_killed_at_any_moment_no_answer_is_lost_that_was_shown_as_saved(
    address, tmp_path
):
    from playwright.sync_api import Error, sync_playwright

    chance, rounds = random.Random(2020), kills(1)
    typed, shown, checked = [""], [""], set()  # answers, and those that were said to be saved
    stood, too_early = "", 0
    with sync_playwright() as driver:
        for left in range(rounds, -1, -1):
            with Chromium(driver, tmp_path) as browser:
                page = browser.context.new_page()
                found = ""
                if checked:
                    page.goto(f"{address}manifest.webmanifest")
                    entry = saved(page)[EXERCISE]
                    attempts = [one["answer"] for one in entry["attempts"]]
                    found = entry["draft"]["answer"] if entry["draft"] else attempts[-1]
                    assert checked <= {*attempts}
                assert found in typed[typed.index(shown[-1]) :]
                too_early += typed.index(found) < typed.index(stood)
                if not left:
                    break
                alive(page, f"{address}#05")
                form = page.locator(f'[data-exercise="{EXERCISE}"]')
                assert form.locator("textarea").input_value() == found
                typed, shown, stood = [found], [found], found

                def hear(message, shown=shown):
                    answer, is_draft = json.loads(message.text)
                    shown.append(answer)
                    if not is_draft:
                        checked.add(answer)

                page.on("console", hear)
                form.evaluate(WATCH)
                ending = threading.Timer(chance.uniform(0, SOON), browser.kill)
                with contextlib.suppress(Error):  # it is gone
                    while True:
                        typed.append(f"Answer {len(typed)} of {left}")
                        form.locator("textarea").fill(typed[-1])
                        stood = typed[-1]
                        form.get_by_role("button", name="Check").click()
                        if len(typed) == 2:
                            form.locator(".news-feedback:not(.news-old):not(:empty)").wait_for()
                            ending.start()
                ending.join()
    assert len(checked) >= rounds
    print(f"\n{rounds} times killed, {too_early} of them before what stood there was saved.")
    print(f"{len(checked)} answers were said to be saved, and all of them were there again.")
