"""A notebook opens with the version of the Python that runs it.

JupyterLab notes that version in every notebook it opens, and marks the notebook as changed where
another one stood there, though nobody has typed a letter. This module is an extension of its
server, as `jupyter/server_extension.json` says.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from jupyter_server.serverapp import ServerApp


def _load_jupyter_server_extension(server: ServerApp) -> None:
    """Put the version into each notebook that is read, once it is known whether it is trusted."""
    manager = server.contents_manager
    # Is called once for each, with what its file holds.
    mark: Callable[[Any, str], None] = manager.mark_trusted_cells

    def mark_and_note(notebook: Any, path: str = "") -> None:
        mark(notebook, path)
        language = notebook["metadata"].get("language_info", {})
        if language.get("name") == "python":
            language["version"] = sys.version.split()[0]  # as the kernel says it

    manager.mark_trusted_cells = mark_and_note  # type: ignore[method-assign]
