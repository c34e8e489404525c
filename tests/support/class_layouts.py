"""How files of a class lie in a folder or a download, and the gradebooks that a teacher exports."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from attrs import frozen

from support.class_maker import SLUG, Student

CANVAS_TITLE = "Read the news closely (4711)"
STAMP = (2026, 3, 2, 9, 15, 0)  # of everything in a zip, so that its bytes follow from the class


@frozen
class Placed:
    """A student's file: its path in the folder, the student's number in the LMS, and lateness."""

    student: Student
    path: str
    id: str = ""
    late: bool = False


def plain(student: Student) -> Placed:
    """Return a file in a plain folder, named as it was handed in."""
    return Placed(student, f"{student.number:05}-{SLUG}.json")


def own_folder(student: Student) -> Placed:
    """Return a file in a notebooks folder of the student's own."""
    return Placed(student, f"{student.number:05} {in_a_path(student.name)}/work/{SLUG}.json")


def canvas(student: Student, late: bool | None = None, attempt: int = 0) -> Placed:
    """Return a file in a bulk download of Canvas; one student in ten is late."""
    late = student.number % 10 == 0 if late is None else late
    words = re.sub(r"\W", "", "".join(reversed(student.name.split()))).lower()
    user, file = canvas_id(student), 5_000_000 + 10 * student.number + attempt
    start, end = f"{words}_LATE" if late else words, f"{SLUG}-{attempt}" if attempt else SLUG
    return Placed(student, f"{start}_{user}_{file}_{end}.json", user, late)


def moodle(student: Student) -> Placed:
    """Return a file in a bulk download of Moodle."""
    folder = f"{in_a_path(student.name)}_{moodle_id(student)}_assignsubmission_file_"
    return Placed(student, f"{folder}/{SLUG}.json", moodle_id(student))


def teams(student: Student) -> Placed:
    """Return a file in what Teams keeps of an assignment."""
    folder = f"Submitted files/{student.number:05} {in_a_path(student.name)}/Reading/Version 1"
    return Placed(student, f"{folder}/{SLUG}.json")


LAYOUTS = {one.__name__: one for one in (plain, own_folder, canvas, moodle, teams)}


def canvas_id(student: Student) -> str:
    """Return a student's number in Canvas."""
    return str(100_000 + student.number)


def moodle_id(student: Student) -> str:
    """Return a student's number in a Moodle assignment."""
    return str(70_000 + student.number)


def in_a_path(name: str) -> str:
    """Return a name without the letters that a path cannot have."""
    return re.sub(r'[\x00-\x1f\ud800-\udfff/\\:*?"<>|]', "", name)[:60].strip(" .")


def write(folder: Path, placed: Iterable[Placed]) -> Iterator[Placed]:
    """Write the files of a class one after the other, and yield each."""
    for one in placed:
        put(folder / one.path, one.student.raw)
        yield one


def put(path: Path, raw: bytes) -> Path:
    """Write a file, with the folders above it; return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    return path


def zipped(folder: Path, target: Path) -> Path:
    """Put all files of a folder into one zip; return its path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return zip_of({one.relative_to(folder).as_posix(): one.read_bytes() for one in files}, target)


def zip_of(files: Mapping[str, bytes], target: Path) -> Path:
    """Write a zip of files by name, however strange; return its path."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            entry = zipfile.ZipInfo("x", STAMP)
            entry.filename, entry.compress_type = name, zipfile.ZIP_DEFLATED
            archive.writestr(entry, raw)
    return target


def quoted(text: str) -> str:
    """Return a cell of a CSV in quotation marks."""
    return '"' + text.replace('"', '""') + '"'


def canvas_export(
    students: Iterable[Student],
    scores: Mapping[int, str],
    out_of: int,
    newline: str = "\n",
    start: str = "",
) -> bytes:
    """Return what a teacher exports from Canvas; `scores` are there already, by student's number.

    Sections are quoted without need, other assignments stand on both sides, and there are a row
    of posting policies, one of possible points, and a test student.
    """
    head = f"Student,ID,SIS User ID,SIS Login ID,Section,Essay (4001),{CANVAS_TITLE},"
    lines = [
        head + '"Quiz, long (4002)",Current Score,Final Score',
        ",,,,,,Manual Posting,,,",
        f"    Points Possible,,,,,10,{out_of},5.5,(read only),(read only)",
    ]
    for one in students:
        family, *given = one.name.split()[::-1]
        name = quoted(f"{family}, {' '.join(given[::-1])}")
        score, login = scores.get(one.number, ""), f"login{one.number}"
        about = f'{name},{canvas_id(one)},SIS-{one.number:05},{login},"Section ""A"" 1"'
        lines.append(f"{about},9.50,{score},,=1+1,88.1")
    lines.append('"Student, Test",999999,,0a1b2c3d4e5f,"Section ""A"" 1",0,,0,,')
    return (start + newline.join([*lines, ""])).encode("utf-8")


def moodle_worksheet(
    students: Iterable[Student], grades: Mapping[int, str], out_of: int, newline: str = "\n"
) -> bytes:
    """Return what a teacher downloads from Moodle as a grading worksheet."""
    lines = [
        'Identifier,"Full name","Email address",Status,Grade,"Maximum Grade",'
        '"Grade can be changed","Last modified (submission)","Last modified (grade)",'
        '"Feedback comments"'
    ]
    for one in students:
        name, email = quoted(one.name), f"s{one.number}@example.org"
        when = '"Monday, 2 March 2026, 9:15 AM"'
        about = f'"Participant {moodle_id(one)}",{name},{email},"Submitted for grading - "'
        lines.append(f"{about},{grades.get(one.number, '')},{out_of}.00,Yes,{when},-,")
    return newline.join([*lines, ""]).encode("utf-8")


def raw_cells(raw: bytes, between: str = ",") -> list[list[str]]:
    """Return the cells of a CSV as they stand in the file, quotation marks and all.

    The last cell of a row keeps what ends the line, so that nothing of the file is left out.
    """
    cell = rf'((?:"(?:[^"]|"")*"|[^"{between}\r\n])*)({between}|\r\n|\n|\Z)'
    rows: list[list[str]] = [[]]
    for found in re.finditer(cell, raw.decode("utf-8")):
        rows[-1].append(found[1] + found[2].strip(between))
        if found[2] != between:
            rows.append([])
    assert "".join(between.join(row) for row in rows).encode("utf-8") == raw
    return [row for row in rows if any(row)]
