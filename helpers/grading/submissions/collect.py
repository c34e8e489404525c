"""What was handed in: every file of a folder or a download, whose it is, and which one counts."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path, PurePosixPath

from attrs import evolve, frozen

from helpers.common.text import is_unseen, visible
from helpers.grading.lms.platform import Owner, download_of, owner_of, students_at
from helpers.grading.submissions.collected import sources
from helpers.grading.submissions.files import Raw, list_files, unpacked
from helpers.grading.submissions.submission import Refused

# Folders of the kit itself, of which students hand in whole copies, and of systems.
NOT_ANSWERS = {"helpers", "seeds", "notebooks", "binder", "tests", "packs"}
NAMELESS = "no name: {}"  # stands for a student in the gradebook
# Of what may be answers. Some mail programs add .txt, and browsers .part until all has come.
ENDINGS = (".json", ".json.txt", ".zip", ".part")
WORKBOOKS = (".xlsx", ".xls", ".ods", ".numbers")
AS_CSV = (
    "It is a workbook of a spreadsheet. If it is the grid of answers from paper, save it as CSV "
    "UTF-8, and grade that."
)


@frozen
class Found:
    """A file that was handed in.

    `kind` says what tells whose it is: a learning platform, by its kind; `folder`, one of the
    student's own; `zip`, a ZIP by one student; or `file`, where only the file itself says so.
    `changed` is when the file was last changed. `is_row` says that it is a row of a grid, into
    which answers from paper were typed. `problem` is a sentence where the file may not be
    read. `is_left_alone` says that it is the kit's own or a system's, and holds no answers. `read`
    returns its bytes, at most one more than are allowed, or raises Refused.
    """

    path: str
    kind: str
    owner: Owner
    read: Callable[[], bytes]
    changed: float = 0
    problem: str = ""
    is_left_alone: bool = False
    is_row: bool = False

    @property
    def may_be_answers(self) -> bool:
        """Whether its name is one that a file of answers may have, or it is a row of a grid."""
        return self.is_row or self.path.lower().endswith(ENDINGS)


def find_files(path: Path, lesson: str) -> Iterator[Found]:
    """Yield every file of a folder or a ZIP, or the one file; of a student's ZIP what is in it.

    After the slug of the `lesson` students' files are called, which is nobody's name.

    A folder of nothing but the parts of one download is read as that download, and of one in which
    a class was collected each part by itself.

    Nothing is unpacked, and no link is followed. Raises KitError where the path cannot be read.
    """
    for above, source in sources(path):
        yield from files_of(source, above, lesson)


def files_of(path: Path, above: str, lesson: str) -> Iterator[Found]:
    """Yield the files of one folder or ZIP, shown under what stands `above` it."""
    parts_there = parts_of(path)
    outer = common_folder(parts_there)
    is_a_kit = path.joinpath(*outer, "helpers", "__init__.py").is_file()
    for raw in every_file(parts_there):
        parts = raw.parts[len(outer) :]
        is_aside = is_of_the_kit(parts if is_a_kit else parts[1:]) or is_hidden(parts)
        if is_aside and not holds_answers(raw):
            nobody = Owner("", "")
            yield Found(
                above + "/".join(map(visible, parts)), "", nobody, raw.read, is_left_alone=True
            )
            continue
        parts = tuple(one for one in parts[:-1] if not is_system(one)) + parts[-1:]
        if parts[0] == "work" and len(parts) > 1:  # the kit of one student alone
            parts = (outer[-1] if outer else path.resolve().name, *parts)
        kind, owner = whose(parts, lesson)
        is_zip = not raw.problem and parts[-1].lower().endswith(".zip")
        for one in unpacked(raw, may_be_answers) if is_zip else [raw]:
            problem = one.problem or other_kind(one.parts[-1])
            if not one.problem and any(map(is_unseen, "".join(one.parts))):
                problem = "Its name holds characters that cannot be seen."
            shown = above + "/".join(map(visible, one.parts))
            yield Found(shown, kind, owner, one.read, one.changed, problem or owner.problem)


def may_be_answers(raw: Raw) -> bool:
    """Whether a file in a ZIP that a student handed in may be one of answers."""
    if is_hidden(raw.parts) or is_of_the_kit(raw.parts):
        return holds_answers(raw)
    return raw.parts[-1].lower().endswith(".json")


def holds_answers(raw: Raw) -> bool:
    """Whether a file that lies where nobody's answers are looks like one of answers all the same.

    What cannot be read may be one.
    """
    if raw.problem or not re.search(r"\.json|\.part$", raw.parts[-1].lower()):
        return False
    try:
        return b'"answers"' in raw.read()
    except (OSError, Refused):
        return True


def parts_of(path: Path) -> list[Path]:
    """The parts of the one download that a folder holds and nothing else; or else the path."""
    if not path.is_dir():
        return [path]
    found, downloads = [], set()
    with os.scandir(path) as entries:
        for entry in entries:
            if is_hidden((entry.name,)) and ".json" not in entry.name:
                continue
            downloads.add(download_of(entry.name))
            if len(downloads) > 1 or None in downloads or not entry.is_file(follow_symlinks=False):
                return [path]
            found.append(Path(entry.path))
    return sorted(found) or [path]


def every_file(sources: list[Path]) -> Iterator[Raw]:
    """Yield every file of several folders or ZIPs."""
    return chain.from_iterable(map(list_files, sources))


def common_folder(sources: list[Path]) -> tuple[str, ...]:
    """The folder that all files lie in, which says nothing of a student."""
    common: tuple[str, ...] | None = None
    many = False
    for raw in every_file(sources):
        above = raw.parts[:-1]
        many = many or common is not None
        if common is None:
            common = above
        while above[: len(common)] != common:
            common = common[:-1]
        if not common:
            return ()
    outer = common or ()
    # With one student alone, the folder of the student is common too.
    places = [students_at(outer), outer.index("work", 1) - 1 if "work" in outer[1:] else None]
    if found := [place for place in places if place is not None]:
        return outer[: min(found)]
    return outer if many else outer[:-1]


def is_of_the_kit(parts: tuple[str, ...]) -> bool:
    """Whether a file is in a folder of the kit, and so nobody's answers."""
    return not NOT_ANSWERS.isdisjoint(parts[:-1])


def is_hidden(parts: tuple[str, ...]) -> bool:
    """Whether a file is a system's, or one that the kit keeps beside the answers."""
    name = parts[-1]
    if name == "Thumbs.db" or name.endswith((".lock", ".part", ".backup.json")):
        return True
    return any(map(is_system, parts))


def is_system(name: str) -> bool:
    """Whether a folder or a file is one of those that systems keep and do not show."""
    return name == "__MACOSX" or (name.startswith(".") and name != "..")


def other_kind(name: str) -> str:
    """Why a file is none of answers by its name alone, or nothing."""
    ending = PurePosixPath(name).suffix.lower()
    if name.lower().endswith(ENDINGS):
        return ""
    if ending in WORKBOOKS:
        return AS_CSV
    what = {".ipynb": "It is a notebook.", ".html": "It is a web page, perhaps the report."}
    word = what.get(ending, f"It is a file of another kind ({ending or 'without an ending'}).")
    return f"{word} The answers are in the file that “Hand in” writes."


def whose(parts: tuple[str, ...], lesson: str) -> tuple[str, Owner]:
    """The kind and the owner of a file, as far as its name and its folders say."""
    if found := owner_of(parts):
        kind, owner = found
    elif len(parts) > 1:
        kind, owner = "folder", Owner(parts[0], parts[0])
    elif parts[-1].lower().endswith(".zip"):  # one ZIP is by one student, whatever is in it
        kind, owner = "zip", Owner(parts[0], parts[0])
    else:
        name = name_in(parts[-1], lesson)
        shown = name or NAMELESS.format(parts[-1])
        kind, owner = "file", Owner(shown, shown, is_nameless=not name)
    return kind, evolve(owner, student=visible(owner.student), name=visible(owner.name))


def name_in(file: str, lesson: str) -> str:
    """Whose name a file bears; none where it is called as every file of the lesson is.

    Systems number files of one name: “x (1)”, “x-1”, “x - Copy”.
    """
    stem = PurePosixPath(file).stem
    found = re.fullmatch(rf"{re.escape(lesson)}(?:$|[\s_-]+|(?=\())(.*)", stem, re.I | re.S)
    if found is None:
        return stem
    numbered = re.fullmatch(r"(?:[\s_-]*(?:Copy|Kopie|copie|\(?\d{1,3}\)?))*\s*", found[1], re.I)
    return "" if numbered else found[1]
