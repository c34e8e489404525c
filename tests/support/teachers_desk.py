"""The teacher's desk on a page, wherever it runs: its steps, and what is pressed there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the driver comes with tests/requirements.txt, and may not be there
    from playwright.sync_api import Locator, Page


class TeachersDesk:
    """The desk on a page, once its cell has run."""

    def __init__(self, page: Page):
        """Locate it."""
        self.page = page
        self.box = page.locator(".jp-OutputArea .news-desk-place .news-box")

    @property
    def step(self) -> Locator:
        """The step that is open."""
        return self.box.locator("section:not([hidden])")

    @property
    def alarm(self) -> Locator:
        """What went wrong, in words."""
        return self.box.locator(".news-alarm").first

    def wait(self) -> None:
        """Wait until it offers what the lesson has."""
        self.box.get_by_text("exercises, about").wait_for()

    def press(self, name: str) -> None:
        """Press a button of the step that is open."""
        self.step.get_by_role("button", name=name, exact=True).click()

    def turn(self, step: str) -> None:
        """Go to a step, by its name."""
        self.box.get_by_role("button", name=re.compile(rf"^\d {step}$")).click()

    def given(self, name: str) -> bytes:
        """Press what gives a file, and return its bytes."""
        with self.page.expect_download() as found:
            self.press(name)
        return Path(found.value.path()).read_bytes()
