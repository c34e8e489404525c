"""A page as Chromium prints it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from support.browser import FLAGS, RESOLVER, find_chromium

# CSS pixels of the paper, less the margins of the page at the sides.
WIDE = {"A4": 793 - 2 * 53, "Letter": 816 - 2 * 53}
STICKING_OUT = """wide => [...document.querySelectorAll('.all *')]
    .filter(one => one.getClientRects().length)
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([_, at]) => at.width && (at.right > wide + 1 || at.left < -1))
    .map(([one, at]) => `${one.tagName} ${at.left} ${at.right} ${one.textContent.slice(0, 60)}`)"""


@dataclass
class Printed:
    """A page on paper: the PDF, its pages, and what is wider than the paper."""

    pdf: bytes
    pages: int
    sticking_out: list[str]


@cache
def printed(path: Path, size: str) -> Printed:
    """Print a page on a size of paper."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        flags = [*FLAGS.split(), RESOLVER]
        browser = driver.chromium.launch(executable_path=find_chromium(), args=flags)
        page = browser.new_page(viewport={"width": WIDE[size], "height": 900})
        page.emulate_media(media="print", color_scheme="dark")
        page.goto(path.resolve().as_uri())
        found = page.evaluate(STICKING_OUT, WIDE[size])
        pdf = page.pdf(format=size)
        browser.close()
    return Printed(pdf, len(re.findall(rb"/Type\s*/Page\b", pdf)), found)
