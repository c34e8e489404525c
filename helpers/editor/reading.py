"""One reader's tables of an article: out of a folder or a ZIP, each row with its cells as it is."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from attrs import frozen

from helpers.common.errors import Findings, KitError, LessonError
from helpers.common.text import plural, shorten
from helpers.lesson.article import Article, part_name
from helpers.lesson.csv_reader import read_rows
from helpers.lesson.lesson import Lesson, load
from helpers.lesson.locked import FILE as SEALED
from helpers.lesson.metadata import FILE as ABOUT
from helpers.lesson.tables import TABLES, columns

ARTICLE = "article.txt"
FILES = (ARTICLE, ABOUT, SEALED, *(f"{name}.csv" for name in TABLES))
LARGEST = 20_000_000  # bytes of a file in a ZIP


@frozen
class Reading:
    """A lesson, and the cells of its tables as they stand: by table and row number."""

    lesson: Lesson
    cells: Mapping[str, Mapping[int, Mapping[str, str]]]


def first_reading(folder: Path) -> Reading:
    """The reading in a lesson's own folder; LessonError, with all of them, where it has problems.

    Raises KitError where there is no such folder, or its tables are sealed.
    """
    lesson, findings = load(existing(folder))
    if findings.problems:
        raise LessonError(folder.resolve().name, findings.problems)
    if lesson is None:
        raise KitError("The tables of this lesson are sealed. Open them with the class code first.")
    return Reading(lesson, cells_of(folder))


def second_reading(path: Path, slug: str) -> Reading:
    """The other reader's, out of a folder or a ZIP; in a ZIP of several lessons the one of `slug`.

    Raises KitError, with every problem, where it cannot be read or its tables do not fit its
    article.
    """
    with unpacked(existing(path), slug) as folder:
        lesson, findings = load(folder)
        if findings.problems:
            count = plural(len(findings.problems), "problem")
            head = (
                f"What the other reader gave you ({path.name}) has {count}. Have it mended first:"
            )
            raise KitError("\n".join([head, *map(str, findings.problems)]))
        if lesson is None:
            raise KitError(f"The tables in {path.name} are sealed. Ask for the lesson's folder.")
        return Reading(lesson, cells_of(folder))


def existing(path: Path) -> Path:
    """The same path; KitError where nothing is there."""
    try:
        there = path.exists()
    except (OSError, ValueError):  # a name that no system allows
        there = False
    if not there:
        raise KitError(f"There is nothing called {shorten(path.as_posix())}. Look at its name.")
    return path


def cells_of(folder: Path) -> dict[str, dict[int, dict[str, str]]]:
    """The cells of all tables, as a spreadsheet shows them; what is wrong was found before."""
    found = {}
    for name, row_class in TABLES.items():
        rows = read_rows(folder / f"{name}.csv", list(columns(row_class)), [], Findings())
        found[name] = dict(rows.rows) if rows else {}
    return found


@contextmanager
def unpacked(path: Path, slug: str) -> Iterator[Path]:
    """A folder as it is; of a ZIP a folder with the lesson in it, which is gone afterwards."""
    if path.is_dir():
        yield path
        return
    with tempfile.TemporaryDirectory() as target:
        try:
            with zipfile.ZipFile(path) as archive:
                unpack(archive, slug, Path(target))
        except KitError:
            raise
        except OSError as error:
            raise KitError(f"{path.name} cannot be read ({error.strerror}).") from None
        except Exception:  # damage in a ZIP shows as almost any error of the decompressors
            raise KitError(
                f"{path.name} is no ZIP, or a damaged one. Give the folder of the lesson, or a "
                "ZIP of it."
            ) from None
        yield Path(target)


def unpack(archive: zipfile.ZipFile, slug: str, target: Path) -> None:
    """Write the files of a lesson in a ZIP into a folder, by their names alone."""
    inside = {PurePosixPath(name.replace("\\", "/")): name for name in archive.namelist()}
    folders = [path.parent for path in inside if path.name == ARTICLE]
    named = [folder for folder in folders if folder.name == slug]
    if len(chosen := named or folders) != 1:
        many = "several lessons" if folders else f"no {ARTICLE}"
        raise KitError(
            f"There is {many} in the ZIP. Give the folder of the lesson, or a ZIP of it."
        )
    for name in FILES:
        if (path := chosen[0] / name) in inside:
            with archive.open(inside[path]) as file:
                data = file.read(LARGEST + 1)
            if len(data) > LARGEST:
                raise KitError(f"{name} in the ZIP has more than {LARGEST:,} bytes.")
            (target / name).write_bytes(data)


def same_article(first: Article, second: Article) -> None:
    """KitError, with the first place where they differ, where two readers read different articles.

    How lines end makes no difference.
    """
    ours, theirs = first.parts, second.parts
    for at in dict.fromkeys([*ours, *theirs]):
        if at not in ours or at not in theirs:
            who = "you have" if at in ours else "the other reader has"
            found = f"only {who} {part_name(at)}"
        elif ours[at].quote != theirs[at].quote:
            one, other = shorten(ours[at].quote, 80), shorten(theirs[at].quote, 80)
            found = f"{part_name(at)} is “{one}” for you, and “{other}” for the other reader"
        else:
            continue
        raise KitError(
            f"You two did not read the same article: {found}. Readings can be compared only where "
            f"{ARTICLE} and the layout in {ABOUT} are the same."
        )
