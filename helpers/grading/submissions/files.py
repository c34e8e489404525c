"""Every file of a folder or a ZIP, as a teacher got it: listed, and read in bounded pieces."""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path, PurePosixPath

from attrs import evolve, frozen

from helpers.common.errors import KitError
from helpers.common.text import shorten
from helpers.grading.submissions.submission import LARGEST, Refused

INNER_FILES = 2_000  # of a ZIP that a student handed in
LARGEST_INNER = 20_000_000  # bytes of such a ZIP, and
UNPACKED_INNER = 50_000_000  # of all that it holds


@frozen
class Raw:
    """A file as a folder or a ZIP lists it."""

    parts: tuple[str, ...]
    changed: float
    problem: str
    read: Callable[[], bytes]


def list_files(path: Path) -> Iterator[Raw]:
    """Yield every file of a folder or a ZIP, and every empty folder as a problem."""
    try:
        if path.is_dir():
            yield from in_folder(path, ())
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                yield from in_zip(archive)
        elif path.suffix.lower() == ".zip" and path.is_file():
            raise zipfile.BadZipFile
        elif path.is_file():
            stamp = path.stat().st_mtime
            yield Raw((path.name,), stamp, "", partial(read_some, path))
        else:
            raise nothing_called(path)
    except (zipfile.BadZipFile, NotImplementedError):
        raise KitError(f"{path.name} is a damaged ZIP. Download it again.") from None
    except UnicodeDecodeError:  # one name says that it is UTF-8, and is not
        raise KitError(
            f"{path.name} is a ZIP in which the name of a file is damaged. Unpack it with your "
            "system, and name the folder."
        ) from None
    except OSError as error:
        raise KitError(f"{path.name} cannot be read ({error.strerror}).") from None


def nothing_called(path: Path) -> KitError:
    """What is to be said where no folder and no file is found."""
    return KitError(
        f"There is nothing called {path.name}. Name the folder or the ZIP with what was handed "
        "in; you can drag it into the terminal."
    )


def in_folder(folder: Path, parts: tuple[str, ...]) -> Iterator[Raw]:
    """Yield the files below a folder; folders that are empty or closed are problems."""
    try:
        entries = os.scandir(folder)
    except OSError as error:
        if not parts:
            raise
        yield unread(parts, f"It is a folder that cannot be opened ({error.strerror}).")
        return
    empty = True
    with entries:
        for entry in entries:
            empty = False
            if entry.is_dir(follow_symlinks=False) and not is_junction(entry):
                yield from in_folder(Path(entry.path), (*parts, entry.name))
            else:
                yield one_file(entry, (*parts, entry.name))
    if empty and parts:
        yield unread(parts, "It is an empty folder.")


def one_file(entry: os.DirEntry[str], parts: tuple[str, ...]) -> Raw:
    """A file, or as a problem whatever is none."""
    if entry.is_symlink() or is_junction(entry):
        return unread(parts, "It is a link, and links are not followed.")
    if not entry.is_file():
        return unread(parts, "It is no ordinary file.")
    path = Path(entry.path)
    return Raw(parts, entry.stat().st_mtime, "", partial(read_some, path))


def unread(parts: tuple[str, ...], problem: str) -> Raw:
    """What is listed and not read, and why."""
    return Raw(parts, 0, problem, bytes)


def is_junction(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is Windows's other kind of link."""
    return bool(getattr(entry, "is_junction", bool)())


def read_some(path: Path) -> bytes:
    """The first bytes of a file, one more than are allowed."""
    most = LARGEST_INNER if path.suffix.lower() == ".zip" else LARGEST
    with path.open("rb") as file:
        return file.read(most + 1)


def in_zip(archive: zipfile.ZipFile) -> Iterator[Raw]:
    """Yield the files of a ZIP; what a name may not say is a problem."""
    for info in archive.infolist():
        parts = PurePosixPath(name_of(info)).parts
        if not parts or info.is_dir():
            continue
        changed = float("".join(f"{one:02}" for one in info.date_time))
        yield Raw(parts, changed, problem_of(info), partial(read_member, archive, info))


def name_of(info: zipfile.ZipInfo) -> str:
    """The name of a file in a ZIP; some programs write UTF-8 without saying so."""
    name = info.filename
    if not info.flag_bits & 0x800:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def problem_of(info: zipfile.ZipInfo) -> str:
    """Why a file of a ZIP is not read, or nothing."""
    name = name_of(info)
    if name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in name.split("/"):
        return "Its name leads out of the folder."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "It is a link, and links are not followed."
    return "It is locked with a password." if info.flag_bits & 1 else ""


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The first bytes of a file in a ZIP, however much it holds; Refused where damaged."""
    most = LARGEST_INNER if info.filename.lower().endswith(".zip") else LARGEST
    try:
        with archive.open(info) as file:
            return file.read(most + 1)
    except Exception as error:  # damage in a ZIP shows as almost any error of the decompressors
        raise Refused(f"It is damaged in the ZIP: {shorten(str(error))}.") from None


def unpacked(raw: Raw, is_wanted: Callable[[Raw], bool]) -> list[Raw]:
    """The wanted files in a ZIP that a student handed in, or the ZIP as a problem."""
    try:
        data = raw.read()
        if len(data) > LARGEST_INNER:
            return [evolve(raw, problem=f"It has more than {LARGEST_INNER:,} bytes.")]
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > INNER_FILES:
                return [evolve(raw, problem=f"It is a ZIP of more than {INNER_FILES:,} files.")]
            if sum(one.file_size for one in archive.infolist()) > UNPACKED_INNER:
                return [evolve(raw, problem=f"It unpacks to more than {UNPACKED_INNER:,} bytes.")]
            inner = [one for one in in_zip(archive) if is_wanted(one)]
            # Read now: the archive is closed when another file is looked at.
            found = [
                evolve(one, parts=(*raw.parts, *one.parts), changed=raw.changed, read=held(one))
                for one in inner
            ]
    except Refused as error:
        return [evolve(raw, problem=error.reason)]
    except Exception:  # a hostile ZIP may raise anything
        return [evolve(raw, problem="It is a damaged ZIP.")]
    return found or [evolve(raw, problem="It is a ZIP without a file of answers.")]


def held(raw: Raw) -> Callable[[], bytes]:
    """A reader of what a file of a ZIP holds, read before the ZIP is closed."""
    try:
        data, error = raw.read(), None
    except Refused as refused:
        data, error = b"", refused

    def read() -> bytes:
        if error:
            raise error
        return data

    return read
