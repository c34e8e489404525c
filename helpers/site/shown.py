"""What the cells of notebooks show of a lesson: as the kit has them saved, or run for it."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpers.common.errors import KitError
from helpers.common.progress import Progress
from helpers.packs.before_a_run import opened
from helpers.packs.contents import NOTEBOOKS, as_bytes, files_like
from helpers.packs.notebooks import Notebook

LONGEST = 120  # seconds in which a cell has to be through
Shown = dict[str, list[dict[str, Any]]]


def shown(
    kit: Path, lesson: str, headline: str, books: Mapping[str, Notebook], progress: Progress
) -> Shown:
    """What the cells of the notebooks of a pack show, by their ids.

    Where those of the kit are saved with another article than that with the headline, they are run
    for the lesson, by its name. Raises KitError where that fails.
    """
    saved, article = saved_outputs(kit)
    if headline in article:
        return saved
    found: Shown = {}
    for name, book in progress([*books.items()], "Reading the lesson"):
        found |= run(kit, lesson, name, book)
    return found


def saved_outputs(kit: Path) -> tuple[Shown, str]:
    """What the cells of the kit's notebooks show as they are saved, and what opening them said."""
    found: Shown = {}
    said = ""
    for path in files_like(kit, NOTEBOOKS):
        book = json.loads(path.read_text("utf-8"))
        code = (cell for cell in book["cells"] if cell["cell_type"] == "code")
        found |= {cell["id"]: cell["outputs"] for cell in code}
        said += opened(book)
    return found, said


def run(kit: Path, lesson: str, name: str, book: Notebook) -> Shown:
    """What the cells of a notebook show where it is run for a lesson; KitError where it stops."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    with tempfile.TemporaryDirectory() as scratch:
        env = os.environ | {"LESSON": lesson, "WORK": scratch, "PYTHONPATH": str(kit)}
        notebook = nbformat.reads(as_bytes(book).decode(), 4)
        where = {"metadata": {"path": str(kit / "notebooks")}}
        client = NotebookClient(notebook, timeout=LONGEST, kernel_name="python3", resources=where)
        try:
            client.execute(env=env, stderr=subprocess.DEVNULL)
        except CellExecutionError as error:
            why = f"{error.ename}: {error.evalue}"
        except (CellTimeoutError, DeadKernelError):
            why = "a cell did not come to its end"
        else:
            return {
                cell.id: [dict(one) for one in cell.outputs]
                for cell in notebook.cells
                if cell.cell_type == "code"
            }
    raise KitError(f"The notebook {name} cannot be run for the lesson {lesson}. {why}")
