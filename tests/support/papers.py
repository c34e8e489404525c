"""The words of pages and notebooks, and the pages themselves."""

import json
from pathlib import Path

from support import ROOT

PAPERS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def cells(path: Path, kind: str) -> list[str]:
    """The cells of a notebook that are of a kind, as text."""
    found = json.loads(path.read_text("utf-8"))["cells"]
    return ["".join(one["source"]) for one in found if one["cell_type"] == kind]


def prose(path: Path) -> str:
    """The words of a page, or of the Markdown cells of a notebook."""
    if path.suffix == ".ipynb":
        return "\n\n".join(cells(path, "markdown"))
    return path.read_text("utf-8")
