"""Python for a browser: the files of Pyodide, each with the SHA-256 that it must have.

They are fetched once and kept. None of them is part of the kit; pyodide.json says which they are
and where they come from.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from helpers.common.atomic_file import write
from helpers.common.errors import KitError

WAIT = 60  # seconds for a server to answer


def pyodide_files(cache: Path) -> dict[str, bytes]:
    """The files of Pyodide by name, from `cache`, which is filled where something is missing.

    Raises KitError, which says what is missing and what to do, where none of the places that have
    them gives them as they must be.
    """
    wanted = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
    folder = cache / f"pyodide-{wanted['version']}"
    found = as_they_must_be(wanted["files"], lambda name: (folder / name).read_bytes())
    tried: list[str] = []
    for bring in (from_npm, from_release):
        if found.keys() == wanted["files"].keys():
            break
        with tempfile.TemporaryDirectory() as scratch:
            try:
                there = {path.name: path for path in bring(wanted, Path(scratch))}
            except (OSError, subprocess.SubprocessError, tarfile.TarError) as error:
                tried.append(f"{bring.__name__.removeprefix('from_')}: {error}")
                continue
            kept = {name: path.read_bytes() for name, path in there.items() if path.is_file()}
            found |= as_they_must_be(wanted["files"], kept.__getitem__)
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in found.items():
            write(folder / name, data)
    if missing := ", ".join(sorted(wanted["files"].keys() - found.keys())):
        raise KitError(
            f"Python for the browser is not there: {missing}. Connect this computer to the "
            f"internet and try again; once fetched, it is kept. Or put these files of Pyodide "
            f"{wanted['version']} into {folder.name} in {folder.parent}. {' '.join(tried)}".strip()
        )
    return found


def as_they_must_be(wanted: Mapping[str, str], read: Callable[[str], bytes]) -> dict[str, bytes]:
    """Those files that are there and have the SHA-256 that they must have."""
    found = {}
    for name, digest in wanted.items():
        try:
            data = read(name)
        except (OSError, KeyError):
            continue
        if hashlib.sha256(data).hexdigest() == digest:
            found[name] = data
    return found


def from_npm(wanted: Mapping[str, Any], scratch: Path) -> Iterator[Path]:
    """The files of the package of Pyodide's own, by npm, which knows where to ask."""
    npm = shutil.which("npm")
    if npm is None:
        raise FileNotFoundError("there is no npm")
    command = [npm, "pack", "--silent", wanted["npm"]]
    subprocess.run(command, cwd=scratch, check=True, timeout=10 * WAIT, capture_output=True)
    for archive in scratch.glob("*.tgz"):
        with tarfile.open(archive) as packed:
            packed.extractall(scratch, filter="data")
    return scratch.glob("package/*")


def from_release(wanted: Mapping[str, Any], scratch: Path) -> Iterator[Path]:
    """The files of the official release."""
    archive = scratch / "release.tar.bz2"
    with urllib.request.urlopen(wanted["archive"], timeout=WAIT) as reply:  # an https address
        archive.write_bytes(reply.read())
    with tarfile.open(archive) as packed:
        packed.extractall(scratch, filter="data")
    return scratch.glob("pyodide/*")
