"""Names of files that say whose they are, and that every system allows."""

from __future__ import annotations

import unicodedata

LONGEST = 60  # characters; with folders around it a path on Windows has 260
LONGEST_BYTES = 100  # in UTF-8; a name on Linux has 255, and a page has two such names
# Names that Windows keeps for devices, whatever ending follows.
NUMBERED = {f"{one}{number}" for one in ("com", "lpt") for number in "0123456789¹²³"}
RESERVED = {"con", "prn", "aux", "nul"} | NUMBERED


def is_device(name: str) -> bool:
    """Whether Windows keeps a name for a device, so that no folder can have it."""
    return name.lower() in RESERVED


def safe_name(text: str) -> str:
    """A text as part of a file's name: letters and figures of any script, and hyphens."""
    plain = unicodedata.normalize("NFC", text)
    kept = "".join(
        one if one.isalnum() or unicodedata.category(one)[0] == "M" or one == "_" else " "
        for one in plain
    )
    cut = "-".join(kept.split())[:LONGEST].encode("utf-8", "ignore")[:LONGEST_BYTES]
    name = cut.decode("utf-8", "ignore").strip("-_") or "student"
    return f"{name}-" if is_device(name) else name
