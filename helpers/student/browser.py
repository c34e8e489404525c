"""What comes first in a browser, before a lesson is opened: what it keeps, and what that opens."""

from __future__ import annotations

import asyncio
import sys

from helpers.lesson.lesson import lesson_folder, seeds_folder
from helpers.student.receiver import not_kept
from helpers.student.session import work_folder
from helpers.student.turns import browser_turns
from helpers.student.web_unlock import NEWS, WebUnlock


async def start() -> None:
    """Bring the saved answers, and open the lesson with the class code that is kept with them.

    That is done again whenever another page has opened it.
    """
    from js import BroadcastChannel
    from pyodide.ffi import create_proxy

    await bring()
    BroadcastChannel.new(NEWS).onmessage = create_proxy(lambda _: asyncio.ensure_future(bring()))


async def bring() -> None:
    """Bring what this browser keeps, and open what a class code in that opens."""
    lesson = lesson_folder(seeds_folder())
    work = work_folder(lesson)
    try:
        await browser_turns(work, not_kept).take(lambda: None)
    except OSError as error:  # which is said where something is to be saved
        print(error, file=sys.stderr)
    await WebUnlock(lesson, work).look()
