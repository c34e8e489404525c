"""The lab: JupyterLab in a browser (JupyterLite), with the notebooks of a pack and what they need.

Its Python is Pyodide's, as is that of the page, and starts with everything the notebooks import.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpers.common.errors import KitError
from helpers.packs.contents import as_bytes
from helpers.packs.notebooks import Notebook
from helpers.site.packages import EXTENSIONS, OF_DESK, STARTED_WITH, of_kernel

KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
WIDGETS = ("anywidget", "@jupyter-widgets/jupyterlab-manager")
SPEC = {"name": "python", "display_name": "Python", "language": "python"}
# JupyterLite notes when the files of a folder were made; it is always this one.
LISTED = "api/contents/all.json"
WHEN = re.compile(rb'("(?:created|last_modified)": )"[^"]*"')
WRITTEN = rb'\1"2026-11-01T00:00:00Z"'
REMEDY = "Install what requirements.txt names, and try again."
# The site's service worker keeps the files of both doors, and takes the place of JupyterLite's,
# which has no setting for that.
APP = "lab/index.html"
HEAD = (
    b'<link rel="icon" href="../../icon.svg">'
    b'<script>navigator.serviceWorker?.register("../../service-worker.js")</script>'
)
LEFT_OUT = ("@jupyterlite/application-extension:service-worker-manager",)


def lab_files(
    books: Mapping[str, Notebook], found: Mapping[str, bytes], of_desk: Mapping[str, Notebook] = {}
) -> dict[str, bytes]:
    """The files of the lab by their path in its folder.

    `books` are the notebooks by the names of their files, `of_desk` those of a teacher, each with
    an address of its own, and `found` the files that were fetched. Raises KitError where
    JupyterLite is not installed, or cannot be put together.
    """
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for name in WIDGETS:
            copy_extension(name, scratch / "extensions")
        for name, data in of_kernel(found):
            path = scratch / "extensions" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        notebooks = scratch / "notebooks"
        notebooks.mkdir()
        for name, book in (*books.items(), *of_desk.items()):
            told = book | {"metadata": book["metadata"] | {"kernelspec": SPEC}}
            (notebooks / f"{name}.ipynb").write_bytes(as_bytes(told))
        lite = scratch / "lite"
        lite.mkdir()
        (lite / "jupyter_lite_config.json").write_text(json.dumps(how_to_build(scratch)))
        (lite / "jupyter-lite.json").write_text(json.dumps(settings(bool(of_desk))))
        command = [sys.executable, "-m", "jupyterlite_core", "build"]
        made = subprocess.run(command, cwd=lite, capture_output=True, text=True, errors="replace")
        if made.returncode:
            said = (made.stderr or made.stdout).strip().splitlines()[-1:]
            raise KitError(f"The lab cannot be put together: {' '.join(said)}. {REMEDY}")
        out = scratch / "out"
        found = {
            path.relative_to(out).as_posix(): path.read_bytes()
            for path in sorted(out.rglob("*"))
            if path.is_file()
        }
        found[LISTED] = WHEN.sub(WRITTEN, found[LISTED])
    app = found[APP].replace(b"</head>", HEAD + b"</head>")
    leads = {f"{name}.html": onward(name, "Open your desk") for name in of_desk}
    first = onward(next(iter(books)), "Open the first notebook")
    return found | leads | {APP: app, "index.html": first}


def copy_extension(name: str, folder: Path) -> None:
    """Copy an extension of JupyterLab's from this environment. Raises KitError where it is not."""
    try:
        shutil.copytree(Path(sys.prefix, EXTENSIONS, name), folder / name)
    except OSError:
        raise KitError(
            f"The lab needs {name}, which is not in this environment. {REMEDY}"
        ) from None


def how_to_build(scratch: Path) -> dict[str, Any]:
    """What JupyterLite is told: what goes in, and nothing else of this environment."""
    return {
        "LiteBuildConfig": {
            "apps": ["lab"],
            "contents": [str(scratch / "notebooks")],
            "ignore_sys_prefix": True,
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
            "output_dir": str(scratch / "out"),
        },
        "FederatedExtensionAddon": {"extra_labextensions_path": [str(scratch / "extensions")]},
    }


def settings(desk: bool) -> dict[str, Any]:
    """How the lab starts; with what a desk needs, where there is one."""
    kernel = {
        "pyodideUrl": "./../pyodide/pyodide.mjs",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {"packages": [*STARTED_WITH, *(OF_DESK if desk else ())]},
    }
    data = {
        "appName": "Read the news closely",
        "disabledExtensions": list(LEFT_OUT),
        "litePluginSettings": {KERNEL: kernel},
    }
    return {"jupyter-lite-schema-version": 0, "jupyter-config-data": data}


def onward(notebook: str, title: str) -> bytes:
    """The page at an address of the lab's, which leads to a notebook."""
    from helpers.common import pages

    return pages.page(
        "site/templates/onward.html", language="en", title=title, notebook=notebook
    ).encode()
