"""A site as a teacher makes it, on a server of this machine."""

import functools
import http.server
import os
import shutil
import threading

import pytest
from support import ROOT

from helpers.common.errors import KitError
from helpers.site.pyodide import pyodide_files
from helpers.site.site import write_site


@pytest.fixture(scope="session")
def python():
    """The folder that keeps Python for the browser; with CI=true it has to be had."""
    cache = ROOT / ".cache"
    try:
        pyodide_files(cache)
    except KitError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))
    return cache


@pytest.fixture(scope="session")
def kit(tmp_path_factory):
    """A copy of the kit, in which packs are noted."""
    kit = tmp_path_factory.mktemp("site") / "kit"
    kit.mkdir()
    for name in ("helpers", "seeds", "notebooks", "binder"):
        shutil.copytree(ROOT / name, kit / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("README.md", "pyproject.toml", "LICENSE", "LICENSE-lesson"):
        shutil.copy(ROOT / name, kit / name)
    return kit


@pytest.fixture(scope="session")
def site(kit, python):
    """The folder of a site for class 7B, and what was packed for it."""
    folder = kit.parent / "reading"
    return folder, write_site(kit, folder, python, class_name="7B", due="2026-12-01")


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Gives out files and says nothing of it."""

    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def address(site):
    """Where the site is given out."""
    handler = functools.partial(Quiet, directory=str(site[0]))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
