"""All feedback pages of a graded class in one ZIP, named as the platform takes them back."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path, PurePosixPath

from attrs import define, field

from helpers.common.atomic_file import replace
from helpers.common.errors import KitError
from helpers.grading.folder import FEEDBACK
from helpers.grading.lms.platform import Platform, platforms
from helpers.grading.records import AGAIN, Record, read_records

CHANGED = (1980, 1, 1, 0, 0, 0)  # of every page, so that the same pages give the same bytes
UNIX, RIGHTS = 3, 0o644
BY_HAND = "Unpack it, and give each student the page of that name."
NO_PAGE = "There is no page: nothing was handed in."
NO_NAME = "{} could not tell whose this page is. Give it to the student by hand."


@define
class Returned:
    """What was written: the ZIP, and how many pages are in it, by what they are called after.

    That is the title of a platform, or "" for names of students; `how` says what to do with each.
    `left_out` are students of whom no page is in it, with a sentence why.
    """

    target: Path
    pages: Counter[str] = field(factory=Counter)
    how: dict[str, str] = field(factory=dict)
    left_out: list[tuple[str, str]] = field(factory=list)


def feedback_zip(out: Path, target: Path) -> Returned:
    """Write all feedback pages of a graded class into the ZIP `target`.

    It is as it was or whole; the same pages give the same bytes. Raises KitError where a page
    cannot be read, or the ZIP cannot be written.
    """
    found = Returned(target)
    pages = dict(pages_of(out, found))
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(part, "w") as archive:
            for name in sorted(pages):
                entry = zipfile.ZipInfo(name, CHANGED)
                entry.create_system, entry.external_attr = UNIX, RIGHTS << 16
                archive.writestr(entry, page_of(pages[name]), zipfile.ZIP_DEFLATED)
        replace(part, target)
    except OSError as error:
        raise KitError(
            f"{target.name} cannot be written ({error.strerror}). Close programs that use it, make "
            "room, or choose another place."
        ) from None
    finally:
        with suppress(OSError):
            part.unlink()  # gone already where all went well
    return found


def page_of(path: Path) -> bytes:
    """A feedback page; KitError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise KitError(f"{path.name} cannot be read ({error.strerror}). {AGAIN}") from None


def pages_of(out: Path, found: Returned) -> Iterator[tuple[str, Path]]:
    """Yield the name of each page in the ZIP, and where it is; count it, or say why it is not."""
    by_kind = {one.kind: one for one in platforms()}
    taken: set[str] = set()
    for record in read_records(out):
        platform = by_kind.get(record.kind)
        name = name_of(record, platform)
        if not record.page or name is None:
            why = NO_NAME.format(platform.title if platform else "") if record.page else NO_PAGE
            found.left_out.append((record.name, why))
            continue
        title = platform.title if platform else ""
        found.pages[title] += 1
        found.how[title] = platform.upload if platform else BY_HAND
        yield free(name, taken), out / FEEDBACK / PurePosixPath(record.page).name


def name_of(record: Record, platform: Platform | None) -> str | None:
    """What the page of a student is called; without a platform as in the folder of the class."""
    if platform is None:
        return record.page
    return platform.returned(record.name, record.number, record.file)


def free(name: str, taken: set[str]) -> str:
    """A name that no other page has, also where capitals make no difference."""
    path = PurePosixPath(name)
    for number in count(1):
        stem = path.stem if number == 1 else f"{path.stem}-{number}"
        found = path.with_name(f"{stem}{path.suffix}").as_posix()
        if found.casefold() not in taken:
            taken.add(found.casefold())
            return found
    raise AssertionError("numbers do not end")
