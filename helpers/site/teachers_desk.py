"""The teacher's desk in the lab of a site: its rooms, and the rest of a kit that it hands out."""

from __future__ import annotations

from pathlib import Path

from helpers.packs.contents import FILES, NOTEBOOKS, REPOSITORY, files_like, handed_out
from helpers.site.libraries import TO_TEACH, library_files

ROOMS = ("authoring", "packs", "grading", "paper", "projector", "exchange", "site", "desk")
NOTEBOOK = "notebooks/teacher/desk.ipynb"
PACKAGE = "the-desk"
# The folder beside `helpers` in which the rest of the kit lies among Python's packages.
REST = "the-kit-of-the-desk"


def desk_files(kit: Path, lesson: Path) -> dict[str, bytes]:
    """The files of the package by their path: rooms, libraries, and the rest of the kit.

    The lesson is whole, whatever was chosen of it for the page. Raises KitError.
    """
    rooms = files_like(kit, *(f"helpers/{room}/**/*.*" for room in ROOMS))
    found = {path.relative_to(kit).as_posix(): handed_out(path) for path in rooms}
    hidden = [kit / name for name in REPOSITORY if (kit / name).is_file()]
    for path in [*files_like(kit, *FILES, NOTEBOOKS), *hidden, *files_like(lesson, "*")]:
        name = path.relative_to(kit).as_posix()
        if not name.startswith("helpers/"):
            found[f"{REST}/{name}"] = handed_out(path)
    return found | library_files(*TO_TEACH)
