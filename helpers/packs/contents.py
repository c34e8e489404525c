"""What students get of the kit: which files, and each as they get it.

A lesson is no part of it, and neither is the README, which is written for them.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from helpers.common.errors import KitError

# Tests, what is for the teacher and whatever lies about may hold answers: what is not named here
# stays behind, and so do hidden files and copies that an editor or a broken-off save left.
FILES = ("LICENSE*", "pyproject.toml", "binder/*")
FILES += ("notebooks/[0-9][0-9]_*.ipynb", "notebooks/helpers.py")
ROOMS = ("common", "lesson", "explore", "exercises", "student")  # and no line of the rest
FILES += ("helpers/__init__.py", *(f"helpers/{room}/**/*.*" for room in ROOMS))
STRAY = re.compile(
    r"[.~].*|.*(~|-Copy[0-9]*\.\w+|\.(part|bak|orig|tmp))|__pycache__|build_vendor\.py"
)
MAKER = "build_vendor.py"  # makes the base map again, which no student needs
# Found under one name, handed out under another: what students install, without what tests need.
RENAMED = {"helpers/packs/requirements.txt": "requirements.txt"}
FILES += tuple(RENAMED)


def student_files(kit: Path) -> dict[str, bytes]:
    """Return the files by their path in the kit, in order, each as students get it.

    Raises KitError, naming the file, where one cannot be read.
    """
    found = {path for pattern in FILES for path in kit.glob(pattern)}
    given = {
        path.relative_to(kit).as_posix(): path
        for path in sorted(found)
        if path.is_file()
        and path.name != MAKER
        and not any(map(STRAY.fullmatch, path.relative_to(kit).parts))
    }
    return {RENAMED.get(name, name): handed_out(path) for name, path in given.items()}


def handed_out(path: Path) -> bytes:
    """Return a file as students get it: notebooks without outputs."""
    try:
        if path.suffix == ".ipynb":
            return as_bytes(without_outputs(json.loads(path.read_text("utf-8"))))
        return path.read_bytes()
    except (OSError, ValueError, KeyError, TypeError):
        where = f"{path.parent.name}/{path.name}"
        raise KitError(f"{where} cannot be read. Open it and save it anew.") from None


def without_outputs(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return a notebook without its outputs, which may tell answers."""
    bare = {"outputs": [], "execution_count": None}
    cells = [one | bare if one["cell_type"] == "code" else one for one in notebook["cells"]]
    about = {name: one for name, one in notebook["metadata"].items() if name != "widgets"}
    return notebook | {"cells": cells, "metadata": about}


def as_bytes(data: Any) -> bytes:
    """Return a notebook, or other data, as the text of its file."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
