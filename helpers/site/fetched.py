"""What a site needs and the kit does not hold: files fetched once, each with its SHA-256, and kept.

fetched.json says which they are, and where they come from: the official place first, then packages
that carry the very same bytes.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from helpers.common.atomic_file import write
from helpers.common.errors import KitError
from helpers.common.progress import Progress, unseen
from helpers.common.text import plural

WAIT = 15  # seconds for a server to answer
AT_MOST = 1200  # seconds for a package
# A package for Python in a browser, whatever Python asks for it.
FOR_BROWSER = (
    *("--no-deps", "--only-binary=:all:", "--python-version", "3.12", "--implementation", "cp"),
    *("--abi", "cp312", "--abi", "none", "--platform", "pyemscripten_2024_0_wasm32"),
)

FAILURES = (OSError, subprocess.SubprocessError, tarfile.TarError, zipfile.BadZipFile)

Source = Mapping[str, Any]


def fetched(cache: Path, *doors: str, progress: Progress = unseen) -> dict[str, bytes]:
    """The files for “page” or “lab” by name, from `cache`, which is filled where one is missing.

    `progress` is given what is gone through, and what that is called.
    Raises KitError, which says what is missing and what to do, where none of the places that have
    them gives them as they must be.
    """
    found: dict[str, bytes] = {}
    missing: dict[str, int] = {}  # files, by what they are of
    tried: dict[str, None] = {}
    for source in progress(sources(*doors), "Fetching Python for the browser"):
        files = source["files"]
        here = as_they_must_be(files, lambda name: (cache / name).read_bytes())
        for bring in (from_official, from_npm, from_pip):
            if here.keys() == files.keys():
                break
            with tempfile.TemporaryDirectory() as scratch:
                try:
                    there = dict(bring(source, files.keys() - here.keys(), Path(scratch)))
                except FAILURES as error:
                    tried[f"{bring.__name__.removeprefix('from_')} ({in_words(error)})"] = None
                    continue
                new = as_they_must_be(files, there.__getitem__)
            cache.mkdir(parents=True, exist_ok=True)
            for name, data in new.items():
                write(cache / name, data)
            here |= new
        found |= here
        if lacking := len(files) - len(here):
            missing[source["what"]] = lacking
    if missing:
        raise KitError(
            f"A site needs {', '.join(missing)}, of which {plural(sum(missing.values()), 'file')} "
            "could not be had. Connect this computer to the internet and try again; once fetched, "
            f"they are kept in the folder {cache.name}. Or copy that folder from a computer that "
            f"has made a site. Tried: {', '.join(tried)}."
        )
    return found


def sources(*doors: str) -> list[Source]:
    """What fetched.json says of doors: for each source what it is, its files, and who has them."""
    told = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
    return [source for door in doors for source in told[door]]


def in_words(error: Exception) -> str:
    """Why something could not be fetched, shortly."""
    said = getattr(error, "stderr", None) or str(getattr(error, "reason", error)).encode()
    return said.decode(errors="replace").strip().splitlines()[-1][:120]


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


def from_official(source: Source, names: set[str], scratch: Path) -> Iterator[tuple[str, bytes]]:
    """The files from their official place, one by one."""
    for name in names if "official" in source else ():
        with urllib.request.urlopen(source["official"] + name, timeout=WAIT) as reply:
            yield name, reply.read()  # an https address


def from_npm(source: Source, _: set[str], scratch: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a package of npm, which knows where to ask."""
    if "npm" not in source:
        return
    npm = shutil.which("npm")
    if npm is None:
        raise FileNotFoundError("there is no npm")
    command = [npm, "pack", "--silent", source["npm"]]
    subprocess.run(command, cwd=scratch, check=True, timeout=AT_MOST, capture_output=True)
    for archive in scratch.glob("*.tgz"):
        with tarfile.open(archive) as packed:
            packed.extractall(scratch, filter="data")
    for path in scratch.glob("package/*"):
        if path.is_file():
            yield path.name, path.read_bytes()


def from_pip(source: Source, names: set[str], scratch: Path) -> Iterator[tuple[str, bytes]]:
    """A wheel by pip, which knows where to ask, and the files in it."""
    if "pip" not in source:
        return
    command = [sys.executable, "-m", "pip", "download", "--quiet", *FOR_BROWSER, source["pip"]]
    subprocess.run(command, cwd=scratch, check=True, timeout=AT_MOST, capture_output=True)
    for wheel in scratch.glob("*.whl"):
        yield wheel.name, wheel.read_bytes()
        with zipfile.ZipFile(wheel) as packed:
            for one in packed.infolist():
                name = one.filename.rpartition("/")[2]
                if name in names:
                    yield name, packed.read(one)
