"""Opening a sealed lesson with its class code, for good."""

from __future__ import annotations

from pathlib import Path

from helpers.common.atomic_file import write
from helpers.common.errors import KitError
from helpers.lesson import seal
from helpers.lesson.locked import KEY, is_sealed


def unlock(folder: Path, code: str) -> None:
    """Open a sealed lesson with its class code, for good.

    The key comes last: until it is there the lesson counts as sealed, so that what was broken off
    can be done again. Raises KitError where nothing is sealed, where the code is not the one,
    where the sealed file was changed, and where the folder cannot be written.
    """
    if not (folder / seal.FILE).exists():
        raise KitError("Nothing is sealed here.")
    if not is_sealed(folder):
        return  # open already, and a table may have been changed since
    files = seal.unseal((folder / seal.FILE).read_bytes(), code)
    try:
        for name in sorted(files, key=lambda name: name == KEY):
            write(folder / Path(name).name, files[name])
    except OSError as error:
        raise KitError(
            f"The code is right, but {folder.name} cannot be written ({error.strerror}). "
            "Move the kit to a folder that you may write to."
        ) from None
