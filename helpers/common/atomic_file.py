"""Files that are either as they were or whole."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from glob import escape
from pathlib import Path
from typing import TypeVar

# Seconds between tries, ten in all: on Windows a virus scanner or a program that synchronises a
# folder may hold a file for so long.
PAUSES = (0.01, 0.05, 0.2, *[0.5] * 20)
OLD = 3600  # seconds after which a file that was broken off is cleared away

T = TypeVar("T")


def write(
    path: Path, data: bytes, is_due: Callable[[], bool] = lambda: True, is_lasting: bool = True
) -> bool:
    """Write a file so that it is either as it was or whole, whatever happens.

    `is_due` is asked at the last moment; where it says no, the file stays as it was, and what is
    returned is False. What need not be `is_lasting` does not wait for the disk, nor for a program
    that holds the file. Raises OSError; the file is then as it was.
    """
    # A name of its own: where a folder's locks do nothing, another process may write this too.
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            if is_lasting:
                os.fsync(file.fileno())
        if not is_due():
            return False
        (replace if is_lasting else Path.replace)(part, path)
        return True
    finally:
        part.unlink(missing_ok=True)  # gone already where all went well


def replace(part: Path, path: Path) -> None:
    """Put a file in the place of another, which another program may hold for a while."""
    patiently(lambda: part.replace(path))


def patiently(act: Callable[[], T]) -> T:
    """Do something with a file again and again, while another program holds it.

    Raises PermissionError where that does not end.
    """
    for pause in PAUSES:
        try:
            return act()
        except PermissionError:
            time.sleep(pause)
    return act()


def clear_away(path: Path) -> None:
    """Delete what is left of a file where the process that wrote it was ended, an hour ago."""
    for part in path.parent.glob(f"{escape(path.name)}.*part"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > OLD:
                part.unlink()
