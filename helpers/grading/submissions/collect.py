"""What was handed in: every file of a folder or a download, whose it is, and which one counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from attrs import evolve, frozen

from helpers.grading.submissions.files import list_files, unpacked
from helpers.grading.submissions.submission import Refused, Submission, read_submission

__all__ = ["Found", "Refused", "Submission", "find_files", "read_submission"]

# Bulk downloads: Canvas flattens to surnamefirst_USER_FILE_name.json, with LATE before the numbers
# of late work; Moodle makes a folder Full Name_ID_assignsubmission_file_ for each student, or names
# that begin so.
CANVAS = re.compile(
    r"(?P<name>.+?)(?P<late>_(?i:LATE))?_(?P<id>\d+)_((?P<file>\d+)_(?P<rest>.+)|(text|link)\.html)",
    re.DOTALL,
)
MOODLE = re.compile(r"(?P<name>.+?)_(?P<id>\d+)_assignsubmission_[a-z]+_?.*", re.DOTALL)
TWO_WAYS = re.compile(r"_\d+_\d+_")  # behind the numbers: whose numbers are they?
# What turns the order of letters round, so that a name reads as another one.
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Folders of the kit itself, of which students hand in whole copies, and of systems.
NOT_ANSWERS = {"helpers", "seeds", "notebooks", "binder", "tests", "packs"}
ONE_OF_TWO = "Its name can be read in two ways, so it is not certain whose it is."


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


def find_files(path: Path) -> Iterator[Found]:
    """Yield the files of a folder, a ZIP, or one file; what is no student's answers is left out.

    Nothing is unpacked, and no link is followed. Raises KitError where the path cannot be read.
    """
    outer = common_folder(path)
    is_a_kit = path.joinpath(*outer, "helpers", "__init__.py").is_file()
    for raw in list_files(path):
        parts = raw.parts[len(outer) :]
        if is_of_the_kit(parts if is_a_kit else parts[1:]) or is_hidden(parts):
            continue
        if parts[0] == "work" and len(parts) > 1:  # the kit of one student alone
            parts = (outer[-1] if outer else path.resolve().name, *parts)
        is_zip = not raw.problem and parts[-1].lower().endswith(".zip")
        for one in unpacked(raw, may_be_answers) if is_zip else [raw]:
            shown = "/".join(map(visible, one.parts))
            problem = one.problem or problem_of_name(one.parts) or other_kind(one.parts[-1])
            yield named(parts, Found(shown, one.read, one.changed, problem))


def may_be_answers(parts: tuple[str, ...]) -> bool:
    """Say whether a file in a ZIP that a student handed in may be one of answers."""
    is_json = parts[-1].lower().endswith(".json")
    return is_json and not is_hidden(parts) and not is_of_the_kit(parts)


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


def is_of_the_kit(parts: tuple[str, ...]) -> bool:
    """Say whether a file is in a folder of the kit, and so nobody's answers."""
    return not NOT_ANSWERS.isdisjoint(parts[:-1])


def is_hidden(parts: tuple[str, ...]) -> bool:
    """Say whether a file is a system's, or one that the kit keeps beside the answers."""
    name = parts[-1]
    if name == "Thumbs.db" or name.endswith((".lock", ".part", ".backup.json")):
        return True
    return any(one == "__MACOSX" or (one.startswith(".") and one != "..") for one in parts)


def problem_of_name(parts: tuple[str, ...]) -> str:
    """Return why a file of such a name is not read, or nothing."""
    if any(is_unseen(one) for part in parts for one in part):
        return "Its name holds characters that cannot be seen."
    return ""


def is_unseen(letter: str) -> bool:
    """Say whether a character hides something. Names may hold joiners and wide spaces."""
    return unicodedata.category(letter) in ("Cc", "Cs") or letter in TURNING


def visible(name: str) -> str:
    """Return a name as it may be shown: what hides something is a mark."""
    return "".join("\ufffd" if is_unseen(one) else one for one in name)


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
            number=int((match["file"] or "0")[:18]),
            problem=found.problem or (ONE_OF_TWO if TWO_WAYS.match(match["rest"] or "") else ""),
        )
    if len(parts) > 1:
        return evolve(found, kind="folder", student=visible(parts[0]), name=visible(parts[0]))
    if parts[-1].lower().endswith(".zip"):  # one ZIP is by one student, whatever is in it
        return evolve(found, kind="zip", student=visible(parts[0]), name=visible(parts[0]))
    stem = visible(PurePosixPath(parts[-1]).stem)
    return evolve(found, kind="file", student=stem, name=stem)
