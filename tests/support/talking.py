"""A page of forms without a browser: it asks, and waits for the answer."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from typing import Any


class Talking:
    """The page of a talk: what it asks, and what it is told, which a browser gets as JSON."""

    def __init__(self, make: Callable[[Callable[..., None]], Any]):
        """Open the talk that `make` makes of the way to send."""
        self.told: list[tuple[dict[str, Any], list[bytes]]] = []
        self.asked = 0
        self.talk = make(self.hear)

    def hear(self, message: dict[str, Any], data: list[bytes]) -> None:
        """Keep what the page is told."""
        json.dumps(message)
        self.told.append((message, data))

    def ask(self, do: str, pieces: Sequence[bytes] = (), /, **more: Any) -> dict[str, Any]:
        """The answer to a message; bytes that came with it as “data”."""
        self.asked += 1
        self.talk({"do": do, "id": self.asked, **more}, pieces)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            for message, data in self.told:
                if message.get("id") == self.asked:
                    return message | ({"data": data[0]} if data else {})
            time.sleep(0.01)
        raise AssertionError("it never answers")
