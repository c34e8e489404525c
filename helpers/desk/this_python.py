"""The command line that runs the Python of this very environment, as it is typed here."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from pathlib import Path


def to_type(*words: str | Path) -> str:
    """A command that runs this Python with some words behind it, quoted where the shell needs it.

    It is to be typed in the folder in which this runs: short where this is the `python` that the
    shell finds, else by its path.
    """
    return " ".join([quoted(python()), *(quoted(str(one)) for one in words)])


def python() -> str:
    """What this Python is called from the folder in which it runs."""
    here = Path(sys.executable).absolute()
    for name in ("python", "python3"):
        # Not the file that a link leads to: an environment's Python is a link to another.
        if (found := shutil.which(name)) and Path(found).absolute() == here:
            return name
    try:
        near = os.path.relpath(here)
    except ValueError:  # another drive of Windows
        return str(here)
    return str(here) if near.startswith(os.pardir) else near


def quoted(word: str) -> str:
    """A word as it is typed: in quotation marks where it holds what a shell would take apart."""
    if os.name == "nt":  # where the Command Prompt and PowerShell agree
        return word if re.fullmatch(r"[\w.:\\/=-]+", word) else f'"{word}"'
    return shlex.quote(word)
