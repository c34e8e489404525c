"""Long work beside the page: how far it is, and how it is stopped."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from attrs import define, field

from helpers.common.where import IN_BROWSER

OFTEN = 0.1  # seconds between two words on how far it is
Tell = Callable[[dict[str, Any]], None]


class Stopped(Exception):
    """The teacher stopped the work; nothing of it is kept."""


@define
class Work:
    """Runs one thing at a time, in a thread of its own where there are threads."""

    tell: Tell
    _stop: threading.Event = field(factory=threading.Event)
    _thread: threading.Thread | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is still running."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, run: Callable[[], None]) -> None:
        """Run something, and come back at once; in a browser when it is done."""
        self._stop.clear()
        if IN_BROWSER:
            run()
            return
        self._thread = threading.Thread(target=run, daemon=True)
        self._thread.start()

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
