"""Files that are either as they were or whole."""

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
