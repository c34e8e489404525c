"""What the kit's rooms need in a browser: libraries of this environment, of which Python is enough.

Their licences travel with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import PurePosixPath

TO_SCORE = ("attrs", "jinja2", "markupsafe", "pyyaml", "sentencex")
TO_DRAW = (
    *("anywidget", "psygnal", "typing_extensions", "ipywidgets"),
    *("folium", "branca", "xyzservices", "geographiclib"),
    *("requests", "urllib3", "certifi", "idna", "charset_normalizer"),  # folium imports the first
)
TO_TEACH = ("text2qti", "bespon", "markdown", "xlsxwriter")
# Compiled parts are for this computer, and each of these libraries does without.
LEFT_OUT = {".so", ".pyd", ".pyx", ".c", ".pyi", ".map", ".typed"}
NOT_NEEDED = {"__pycache__", "test", "tests", ".."}


def library_files(*names: str) -> dict[str, bytes]:
    """The files of the libraries, by their path in a folder that Python looks into."""
    return dict(found for name in names for found in files_of(name))


def files_of(name: str) -> Iterator[tuple[str, bytes]]:
    """The files of a library that a browser needs, and its licence."""
    for file in distribution(name).files or ():
        path = PurePosixPath(file)
        is_licence = "license" in path.name.lower() or "licenses" in path.parts
        is_record = path.parts[0].endswith(".dist-info") and path.name != "METADATA"
        is_left_out = path.suffix in LEFT_OUT or NOT_NEEDED & {*path.parts}
        if is_licence or not (is_record or is_left_out):
            yield path.as_posix(), file.read_binary()
