"""What the kit's rooms need in a browser: libraries of this environment, of which Python is enough.

Their licences travel with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import PurePosixPath

NAMES = ("attrs", "filelock", "jinja2", "markupsafe", "pyyaml", "sentencex")
# Compiled parts are for this computer, and each of these libraries does without.
TAKEN = (".py", ".json", ".txt")


def library_files() -> dict[str, bytes]:
    """The files of the libraries, by their path in a folder that Python looks into."""
    return dict(found for name in NAMES for found in files_of(name))


def files_of(name: str) -> Iterator[tuple[str, bytes]]:
    """The files of a library that a browser needs, and its licence."""
    for file in distribution(name).files or ():
        path = PurePosixPath(file)
        is_licence = "license" in path.name.lower() or "licenses" in path.parts
        if ".." in path.parts or "__pycache__" in path.parts:
            continue
        if is_licence or (path.suffix in TAKEN and not path.parts[0].endswith(".dist-info")):
            yield path.as_posix(), file.read_binary()
