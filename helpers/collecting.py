"""What was handed in: every file of a folder or a download, whose it is, and which one counts."""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from attrs import evolve, frozen

from helpers.problems import KitError
from helpers.submission import LARGEST, Refused, Submission, read_submission

__all__ = ["Found", "Refused", "Submission", "find_files", "read_submission"]

# Bulk downloads: Canvas flattens to surnamefirst_USER_FILE_name.json, with LATE before the numbers
# of late work; Moodle makes a folder Full Name_ID_assignsubmission_file_ for each student, or names
# that begin so.
CANVAS = re.compile(r"(?P<name>.+?)(?P<late>_(?i:LATE))?_(?P<id>\d+)_(?P<file>\d+)_.+", re.DOTALL)
MOODLE = re.compile(r"(?P<name>.+)_(?P<id>\d+)_assignsubmission_[a-z]+_?.*", re.DOTALL)
# Folders of the kit itself, of which students hand in whole copies, and of systems.
NOT_ANSWERS = {"helpers", "seeds", "notebooks", "binder", "tests", "packs", "__MACOSX"}
INNER_FILES = 2_000  # of a ZIP that a student handed in
LARGEST_INNER = 20_000_000  # bytes of such a ZIP


@frozen
class Found:
    """A file that was handed in.

    `kind` says what tells whose it is: canvas, moodle, folder, or file (a plain folder of files,
    where only the file itself says so). `student` is what they are known by there and `name` what
    the teacher reads. `number` is the one that Canvas gives to files as they come, else 0, and
    `changed` when the file was last changed. `problem` is a sentence where the file may not be
    read. `read` returns its bytes, at most one more than are allowed, or raises Refused.
    """

    path: str
    read: Callable[[], bytes]
    changed: float = 0
    problem: str = ""
    kind: str = ""
    student: str = ""
    name: str = ""
    late: bool = False
    number: int = 0

    @property
    def may_be_answers(self) -> bool:
        """Say whether its name is one that a file of answers may have."""
        return self.path.lower().endswith((".json", ".json.txt", ".zip"))


@frozen
class Raw:
    """A file as a folder or a ZIP lists it."""

    parts: tuple[str, ...]
    changed: float
    problem: str
    read: Callable[[], bytes]


def find_files(path: Path) -> Iterator[Found]:
    """Yield the files of a folder, a ZIP, or one file; what is no student's answers is left out.

    Nothing is unpacked, and no link is followed. Raises KitError where the path cannot be read.
    """
    outer = common_folder(path)
    for raw in list_files(path):
        parts = raw.parts[len(outer) :]
        if is_of_the_kit(parts):
            continue
        if parts[0] == "work" and len(parts) > 1:  # the kit of one student alone
            parts = (outer[-1] if outer else path.resolve().name, *parts)
        is_zip = not raw.problem and parts[-1].lower().endswith(".zip")
        for one in unpacked(raw) if is_zip else [raw]:
            shown = "/".join(map(visible, one.parts))
            problem = one.problem or problem_of_name(one.parts) or other_kind(one.parts[-1])
            yield named(parts, Found(shown, one.read, one.changed, problem))


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
            yield Raw((path.name,), stamp, "", lambda: read_some(path))
        else:
            raise KitError(
                f"There is nothing called {path.name}. Name the folder or the ZIP with what was "
                "handed in; you can drag it into the terminal."
            )
    except (zipfile.BadZipFile, NotImplementedError):
        raise KitError(f"{path.name} is a damaged ZIP. Download it again.") from None
    except OSError as error:
        raise KitError(f"{path.name} cannot be read ({error.strerror}).") from None


def common_folder(path: Path) -> tuple[str, ...]:
    """Return the folder that all files lie in, which says nothing of a student."""
    common: tuple[str, ...] | None = None
    many = False
    for raw in list_files(path):
        above = raw.parts[:-1]
        many = many or common is not None
        if common is None:
            common = above
        while above[: len(common)] != common:
            common = common[:-1]
        if not common:
            return ()
    outer = tuple(common or ())
    for place, name in enumerate(outer):
        # With one student alone, the folder of the student is common too.
        if MOODLE.fullmatch(name) or (name == "work" and place):
            return outer[: place - (name == "work")]
    return outer if many else outer[:-1]


def in_folder(folder: Path, parts: tuple[str, ...]) -> Iterator[Raw]:
    """Yield the files below a folder; folders that are empty or closed are problems."""
    try:
        entries = os.scandir(folder)
    except OSError as error:
        if not parts:
            raise
        yield Raw(parts, 0, f"It is a folder that cannot be opened ({error.strerror}).", bytes)
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
        yield Raw(parts, 0, "It is an empty folder.", bytes)


def one_file(entry: os.DirEntry, parts: tuple[str, ...]) -> Raw:
    """Return a file, or as a problem whatever is none."""
    if entry.is_symlink() or is_junction(entry):
        return Raw(parts, 0, "It is a link, and links are not followed.", bytes)
    if not entry.is_file(follow_symlinks=False):
        return Raw(parts, 0, "It is no ordinary file.", bytes)
    path = Path(entry.path)
    return Raw(parts, entry.stat().st_mtime, "", lambda: read_some(path))


def is_junction(entry: os.DirEntry) -> bool:
    """Say whether an entry is Windows's other kind of link."""
    return bool(getattr(entry, "is_junction", bool)())


def read_some(path: Path) -> bytes:
    """Return the first bytes of a file, one more than are allowed."""
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
        yield Raw(parts, changed, problem_of(info), lambda info=info: read_member(archive, info))


def name_of(info: zipfile.ZipInfo) -> str:
    """Return the name of a file in a ZIP; some programs write UTF-8 without saying so."""
    name = info.filename
    if not info.flag_bits & 0x800:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def problem_of(info: zipfile.ZipInfo) -> str:
    """Return why a file of a ZIP is not read, or nothing."""
    name = name_of(info)
    if name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in name.split("/"):
        return "Its name leads out of the folder."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "It is a link, and links are not followed."
    return "It is locked with a password." if info.flag_bits & 1 else ""


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return the first bytes of a file in a ZIP, however much it holds; Refused where damaged."""
    most = LARGEST_INNER if info.filename.lower().endswith(".zip") else LARGEST
    try:
        with archive.open(info) as file:
            return file.read(most + 1)
    except Exception as error:  # damage in a ZIP shows as almost any error of the decompressors
        raise Refused(f"It is damaged in the ZIP: {error}.") from None


def unpacked(raw: Raw) -> list[Raw]:
    """Return the files of answers in a ZIP that a student handed in, or the ZIP as a problem."""
    try:
        data = raw.read()
        if len(data) > LARGEST_INNER:
            return [evolve(raw, problem=f"It has more than {LARGEST_INNER:,} bytes.")]
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > INNER_FILES:
                return [evolve(raw, problem=f"It is a ZIP of more than {INNER_FILES:,} files.")]
            inner = [
                one
                for one in in_zip(archive)
                if one.parts[-1].lower().endswith(".json") and not is_of_the_kit(one.parts)
            ]
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
    """Return a reader of what a file of a ZIP holds, read before the ZIP is closed."""
    try:
        data, error = raw.read(), None
    except Refused as refused:
        data, error = b"", refused

    def read() -> bytes:
        if error:
            raise error
        return data

    return read


def is_of_the_kit(parts: tuple[str, ...]) -> bool:
    """Say whether a file is part of the kit or of a system, and so nobody's answers."""
    name = parts[-1]
    if name.startswith(".") or name == "Thumbs.db" or name.endswith((".lock", ".part")):
        return True
    if name.endswith(".backup.json"):
        return True
    hidden = [one for one in parts[:-1] if one.startswith(".") and one != ".."]
    return bool(hidden) or not NOT_ANSWERS.isdisjoint(parts[:-1])


def problem_of_name(parts: tuple[str, ...]) -> str:
    """Return why a file of such a name is not read, or nothing."""
    if all(map(str.isprintable, parts)):
        return ""
    return "Its name holds characters that cannot be seen."


def visible(name: str) -> str:
    """Return a name as it may be shown: what cannot be seen is a mark."""
    return "".join(one if one.isprintable() else "\ufffd" for one in name)


def other_kind(name: str) -> str:
    """Return why a file is none of answers by its name alone, or nothing."""
    ending = PurePosixPath(name).suffix.lower()
    if name.lower().endswith((".json", ".json.txt", ".zip")):  # some mail programs add .txt
        return ""
    what = {".ipynb": "It is a notebook.", ".html": "It is a web page, perhaps the report."}
    word = what.get(ending, f"It is a file of another kind ({ending or 'without an ending'}).")
    return f"{word} The answers are in the file that “Hand in” writes."


def named(parts: tuple[str, ...], found: Found) -> Found:
    """Return a file with whose it is, as far as its name and its folder say."""
    for part in parts:
        if match := MOODLE.fullmatch(part):
            return evolve(found, kind="moodle", student=match["id"], name=visible(match["name"]))
    if len(parts) == 1 and (match := CANVAS.fullmatch(parts[0])):
        # Canvas numbers files as they come: the higher number is the later one.
        return evolve(
            found,
            kind="canvas",
            student=match["id"],
            name=visible(match["name"]),
            late=bool(match["late"]),
            number=int(match["file"][:18]),
        )
    if len(parts) > 1:
        return evolve(found, kind="folder", student=visible(parts[0]), name=visible(parts[0]))
    stem = visible(PurePosixPath(parts[-1]).stem)
    return evolve(found, kind="file", student=stem, name=stem)
