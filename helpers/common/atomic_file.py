"""Files that are either as they were or whole, and JSON that holds nothing strange."""

from __future__ import annotations

import os
import time
from pathlib import Path


def write(path: Path, data: bytes) -> None:
    """Write a file so that it is either as it was or whole, whatever happens.

    Only one process may write it at a time. Raises OSError; the file is then as it was.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        replace(part, path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def replace(part: Path, path: Path) -> None:
    """Put a file in the place of another; on Windows a reader may hold that for a moment."""
    for pause in (0.01, 0.05, 0.2, 0.5):
        try:
            part.replace(path)
            return
        except PermissionError:
            time.sleep(pause)
    part.replace(path)


def set_aside(path: Path, label: str) -> str:
    """Give a file a name with a label and a number that is free; return a sentence on it."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.{label}-{number}{path.suffix}")).exists():
        number += 1
    path.rename(aside)
    return f"It is kept as {aside.parent.name}/{aside.name}."


def stamp_of(path: Path) -> tuple[int, int, int] | None:
    """Return what changes when a file is replaced; None where there is none."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size
