"""A lock by which one process after another has a file or a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from helpers.common.where import IN_BROWSER


class Busy(Exception):
    """Another process holds a lock for longer than one waits."""


@contextmanager
def exclusive(lock: Path, patience: float) -> Iterator[None]:
    """Hold a lock. Raises Busy where another process holds it for so many seconds, and OSError."""
    if IN_BROWSER:  # no other process is there
        yield
        return
    from filelock import FileLock, Timeout

    try:
        with FileLock(lock, timeout=patience, poll_interval=0.002):
            yield
    except Timeout:
        raise Busy from None
