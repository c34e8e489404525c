"""A folder in which a class was collected bit by bit: each part of it is read as it came.

Its parts are folders: LOOSE holds single files, and a folder for each student where several were
given at once; every other one is a download, a ZIP, or a folder with a class in it. What a newer
download took the place of lies in OLDER, and is not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

MARKER = "collected.json"  # by this file such a folder is known
LOOSE, OLDER = "files", ".older"


def sources(path: Path) -> Iterator[tuple[str, Path]]:
    """Yield what is to be read of what was handed in, each with what its files are shown under.

    That is the path itself, but for a folder in which a class was collected: of that, each part.
    """
    if not (path / MARKER).is_file():
        yield "", path
        return
    for part in sorted(one for one in path.iterdir() if one.is_dir() and one.name != OLDER):
        files = list(part.iterdir())
        is_zip = len(files) == 1 and files[0].suffix.lower() == ".zip" and part.name != LOOSE
        yield f"{part.name}/", files[0] if is_zip else part
