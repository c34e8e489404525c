"""Opening a sealed lesson with its class code, for good."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from helpers.common.atomic_file import write
from helpers.common.errors import KitError
from helpers.lesson import seal
from helpers.lesson.locked import KEY, is_sealed


def unlock(folder: Path, code: str) -> None:
    """Open a sealed lesson with its class code, for good.

    Raises KitError where nothing is sealed, where the code is not the one, where the sealed file
    was changed, and where the folder cannot be written.
    """
    raw = sealed_in(folder)
    if raw is not None:
        put_back(folder, seal.unseal(raw, code))


def sealed_in(folder: Path) -> bytes | None:
    """The sealed file of a lesson, or None where it is open; KitError where nothing was sealed."""
    if not (folder / seal.FILE).exists():
        raise KitError("Nothing is sealed here.")
    # Where it is open already, a table may have been changed since.
    return (folder / seal.FILE).read_bytes() if is_sealed(folder) else None


def put_back(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write what was sealed into its folder; KitError where that cannot be written.

    The key comes last: until it is there the lesson counts as sealed, so that what was broken off
    can be done again.
    """
    try:
        for name in sorted(files, key=lambda name: name == KEY):
            write(folder / Path(name).name, files[name])
    except OSError as error:
        raise KitError(
            f"The code is right, but {folder.name} cannot be written ({error.strerror}). "
            "Move the kit to a folder that you may write to."
        ) from None
