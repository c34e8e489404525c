"""A folder given out on this machine, as a web server gives out a site."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Gives out files and says nothing of it."""

    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, *_):
        """Say nothing."""

    def end_headers(self):
        """Let a browser keep all for ten minutes without asking, as hosts of code do."""
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()


@contextmanager
def given_out(folder: Path) -> Iterator[str]:
    """Yield the address under which the files of a folder are given out."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
