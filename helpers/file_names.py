"""Names of files that say whose they are, and that every system allows."""

from __future__ import annotations

import unicodedata

LONGEST = 60  # characters; with folders around it a path on Windows has 260
# Names that Windows keeps for devices, whatever ending follows.
RESERVED = {"con", "prn", "aux", "nul"} | {f"{one}{n}" for one in ("com", "lpt") for n in range(10)}


def safe_name(text: str) -> str:
    """Return a text as part of a file's name: letters and figures of any script, and hyphens."""
    plain = unicodedata.normalize("NFC", text)
    kept = "".join(
        one if one.isalnum() or unicodedata.category(one)[0] == "M" or one == "_" else " "
        for one in plain
    )
    name = "-".join(kept.split())[:LONGEST].strip("-_") or "student"
    return f"{name}-" if name.lower() in RESERVED else name
