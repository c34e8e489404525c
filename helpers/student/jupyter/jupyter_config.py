"""What becomes of a student's notebook as HTML: the export of the kit, if the kit is still there.

Every Jupyter command of the environment reads this, also where the folder of the kit was moved or
deleted. Then nothing is set, and notebooks become HTML as everywhere.
"""

from contextlib import suppress
from importlib.util import find_spec

EXPORT = "helpers.student.export"

with suppress(ImportError):
    if find_spec(EXPORT):  # `c` is what Jupyter gives to a file of settings
        c.HTMLExporter.preprocessors = [f"{EXPORT}.StudentPage"]  # type: ignore[name-defined]  # noqa: F821
