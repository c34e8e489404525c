"""Long work beside the page: how far it is, and how it is stopped."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from attrs import define, field

from helpers.common.where import IN_BROWSER

OFTEN = 0.1  # seconds between two words on how far it is
T = TypeVar("T")
Tell = Callable[[dict[str, Any]], None]


class Stopped(Exception):
    """The teacher stopped the work; nothing of it is kept."""


@define
class Work:
    """Runs one thing at a time, in a thread of its own where there are threads."""

    tell: Tell
    is_busy: bool = field(default=False, init=False)
    _stop: threading.Event = field(factory=threading.Event)

    def start(self, run: Callable[[], T], then: Callable[[T], None]) -> None:
        """Run something, and come back at once; in a browser when it is done.

        `then` gets what it gives, when the next may begin.
        """

        def work() -> None:
            try:
                found = run()
            finally:
                self.is_busy = False
            then(found)

        self._stop.clear()
        self.is_busy = True
        if IN_BROWSER:
            work()
        else:
            threading.Thread(target=work, daemon=True).start()

    def stop(self) -> None:
        """Let what is running end at its next step."""
        self._stop.set()

    def progress(self, all: Iterable[Any], what: str) -> Iterator[Any]:
        """Yield what is gone through, and tell how far it is; Stopped where that was asked for."""
        told = 0.0
        for count, one in enumerate(all):
            if self._stop.is_set():
                raise Stopped
            if (now := time.monotonic()) - told > OFTEN:
                self.tell({"progress": {"what": what, "count": count}})
                told = now
            yield one
        if self._stop.is_set():
            raise Stopped
