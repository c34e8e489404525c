"""A folder that is either as it was or whole: made beside its place, and put there in one step."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from helpers.common.atomic_file import patiently
from helpers.common.errors import KitError
from helpers.common.file_lock import Busy, exclusive

# Of renameat2(2) and renamex_np(2): exchange the two, and paths from the working folder.
SWAP, HERE = 2, -100


@contextmanager
def replaced(folder: Path, is_ours: Callable[[Path], bool]) -> Iterator[Path]:
    """Yield a new empty folder, which takes the place of `folder` when all went well.

    Files in `folder` that are not ours, by their paths in it, go along. If the process ends at any
    moment, `folder` is as it was, or whole and new; what was broken off is cleared away the next
    time. Raises KitError where a file of it is open elsewhere, or where two do this at once.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    new, old = (folder.with_name(f".{folder.name}.{word}") for word in ("new", "old"))
    try:
        with exclusive(folder.with_name(f".{folder.name}.lock"), patience=0):
            recover(folder, new, old)
            new.mkdir()
            try:
                yield new
                swap(folder, new, old, is_ours)
            finally:
                shutil.rmtree(new, ignore_errors=True)  # gone already where all went well
    except Busy:
        raise KitError(f"{folder.name} is being written by another window. Wait for it.") from None


def recover(folder: Path, new: Path, old: Path) -> None:
    """Clear away what was broken off; if it was between the two steps, go back."""
    if old.exists() and not folder.exists():
        old.rename(folder)
    for path in (new, old):
        shutil.rmtree(path, ignore_errors=True)


def swap(folder: Path, new: Path, old: Path, is_ours: Callable[[Path], bool]) -> None:
    """Put the new folder in the place of the old one."""
    if not folder.exists():
        rename(new, folder, folder.name)
        return
    carried = carry(folder, new, is_ours)
    if exchange(new, folder):
        old = new
    else:
        rename(folder, old, folder.name)
        rename(new, folder, folder.name)
    # What was written to the old folder in the meantime.
    for name, kept in carried.items():
        then, now = old / name, folder / kept
        if then.is_file() and then.read_bytes() != now.read_bytes():
            shutil.copy2(then, now)
    shutil.rmtree(old, ignore_errors=True)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step, where the system can; say whether it did.

    Python has no call for it. Linux does since 3.15, macOS since 10.12, Windows does not.
    """
    try:
        library = ctypes.CDLL(None)
        names = [os.fsencode(path.absolute()) for path in (one, other)]
        if sys.platform == "darwin":
            return bool(library.renamex_np(*names, SWAP) == 0)
        return bool(library.renameat2(HERE, names[0], HERE, names[1], SWAP) == 0)
    except (OSError, AttributeError, TypeError):
        return False


def carry(folder: Path, new: Path, is_ours: Callable[[Path], bool]) -> dict[Path, Path]:
    """Copy what is not ours into the new folder; where each went, by where it was."""
    carried = {}
    for name in others(folder, is_ours):
        kept = free_name(new, name)
        (new / kept).parent.mkdir(parents=True, exist_ok=True)
        if (folder / name).is_dir() and not (folder / name).is_symlink():
            shutil.copytree(folder / name, new / kept, symlinks=True)
        else:
            shutil.copy2(folder / name, new / kept, follow_symlinks=False)
        carried[name] = kept
    return carried


def others(folder: Path, is_ours: Callable[[Path], bool]) -> Iterator[Path]:
    """What is not ours in a folder and in the folders of ours, by its path in it."""
    for path in folder.iterdir():
        name = path.relative_to(folder)
        if not is_ours(name):
            yield name
        elif path.is_dir() and not path.is_symlink():
            names = (one.relative_to(folder) for one in path.iterdir())
            yield from (one for one in names if not is_ours(one))


def free_name(new: Path, name: Path) -> Path:
    """A name that nothing in the new folder has: what is new is never overwritten."""
    while (new / name).exists():
        name = name.with_name(f"{name.stem} (earlier){name.suffix}")
    return name


def rename(path: Path, target: Path, name: str) -> None:
    """Rename a folder; KitError where a file in it stays open in another program."""
    try:
        patiently(lambda: path.rename(target))
    except PermissionError:
        raise KitError(
            f"A file in {name} is open in another program. Close it there, and do this again."
        ) from None
