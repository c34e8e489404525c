"""What a browser needs of the kit's forms, whoever fills them in: styles, as text."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent


def asset(name: str) -> str:
    """A file of this folder, such as form.css, as text."""
    return (HERE / name).read_text("utf-8")
