"""Where Python runs: in a browser it is alone with its files, and nothing is installed."""

from __future__ import annotations

import sys

IN_BROWSER = sys.platform == "emscripten"
