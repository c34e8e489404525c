"""Grading as a teacher runs it, and what it leaves behind."""

import contextlib
import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

from attrs import frozen

from helpers.cli.main import main
from helpers.grading.manual.marks import TeacherMarks
from support import ROOT
from support.class_layouts import Placed
from support.class_maker import SLUG, Maker, Student

PYTHONESE = re.compile(
    r"Traceback|Errno|\w+Error\b|\bdict\b|NoneType|Exception|object at 0x|codec can|\(char \d"
)
LOCK = re.compile(r"\.out(\.\w+)?\.lock")  # beside the result, so that no two write it at once
LIMITED = """import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (60,) * 2)
from helpers.__main__ import main
sys.exit(main(sys.argv[1:]))"""


@frozen
class Run:
    """A run of the command: its exit code, and what it says."""

    code: int
    said: str


def is_sentence(run: Run) -> bool:
    """Say whether a run ends with exit code 2 and words that a teacher can act on."""
    return run.code == 2 and bool(run.said.strip()) and not PYTHONESE.search(run.said)


def grade(*arguments) -> Run:
    """Run `python -m helpers grade` in this process."""
    stream = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        try:
            code = main(["grade", *map(str, arguments)])
        except SystemExit as stop:  # of the reader of arguments
            code = stop.code
    return Run(code, stream.buffer.getvalue().decode("utf-8"))


def command(*arguments, limited: bool = False) -> list[str]:
    """Return the command as another process runs it; a limited one has 1.5 GB and a minute."""
    start = ["-c", LIMITED] if limited else ["-m", "helpers"]
    return [sys.executable, *start, "grade", *map(str, arguments)]


def environment(kit: Path = ROOT, letters: str = "utf-8") -> dict[str, str]:
    """Return the environment in which a copy of the kit is run; `letters` are the console's."""
    return os.environ | {"PYTHONPATH": str(kit), "PYTHONIOENCODING": letters}


def grade_apart(*arguments, kit: Path = ROOT, limited: bool = False, letters: str = "utf-8") -> Run:
    """Run `python -m helpers grade` in another process."""
    done = subprocess.run(
        command(*arguments, limited=limited),
        cwd=kit,
        env=environment(kit, letters),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=300,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode(letters))


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def gradebook(out: Path) -> list[dict[str, str]]:
    """Return the rows of the gradebook."""
    return table(out / "gradebook.csv")


def problems(out: Path) -> list[dict[str, str]]:
    """Return the rows of the list of problems."""
    return table(out / "problems.csv")


def written(out: Path) -> list[dict[str, str]]:
    """Return the written answers that wait for the teacher."""
    lines = (out / "written.jsonl").read_text("utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def mark_all(out: Path, comment: str = "Well seen.") -> None:
    """Mark every written answer that waits as Emergent."""
    marks = TeacherMarks(out / "marks.json", SLUG)
    for one in written(out):
        marks.give(one["student"], one["exercise"], one["answer"], "Emergent", comment)


def row_of(rows: list[dict[str, str]], placed: Placed) -> dict[str, str]:
    """Return the one row of a student: by the number in the LMS, else by the file."""
    column, value = ("id", placed.id) if placed.id else ("file", placed.path)
    found = [row for row in rows if row[column] == value]
    assert len(found) == 1, (placed.path, found)
    return found[0]


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def said_of(out: Path, path: str) -> str:
    """Return what the list of problems says of a file."""
    return " ".join(row["reason"] for row in problems(out) if row["file"] == path)


def is_final(student: Student) -> bool:
    """Say whether all that a student answered, and that counts, has its marks."""
    return not student.waiting


def wrong_cells(placed: Placed, row: dict[str, str], out_of: int) -> dict[str, tuple[str, str]]:
    """Return what a row says otherwise than is expected: by column, expected and found."""
    student = placed.student
    waiting, cells = student.waiting, student.cells
    expected = cells | {"so far": str(student.so_far), "out of": str(out_of)}
    if waiting:
        expected |= {"state": f"not final: {waiting} not yet marked", "total": ""}
    elif "unreadable" not in cells.values():
        expected |= {"state": "final", "total": str(student.so_far)}
    found = {name: (value, row[name]) for name, value in expected.items() if row[name] != value}
    if (row["state"] == "final") != bool(row["total"]):
        found["total"] = ("a total if it is final, and only then", row["total"])
    return found


def off(out: Path, placed: Iterable[Placed], maker: Maker) -> dict[str, dict[str, tuple[str, str]]]:
    """Return what a gradebook says otherwise than is expected, by file."""
    rows = gradebook(out)
    wrong = {one.path: wrong_cells(one, row_of(rows, one), maker.out_of) for one in placed}
    return {path: cells for path, cells in wrong.items() if cells}


class Page(HTMLParser):
    """A page's text and tags, and what in it could run or leave the machine (`alive`)."""

    def __init__(self, html: str) -> None:
        """Read a page, or a part of one."""
        super().__init__()
        self.text: list[str] = []
        self.tags: list[str] = []
        self.alive: list[str] = []
        self.feed(html)
        self.close()

    @classmethod
    def read(cls, path: Path) -> "Page":
        """Return the page in a file."""
        return cls(path.read_text("utf-8"))

    def handle_starttag(self, tag, attributes):
        """Note a tag, and what in it is alive."""
        self.tags.append(tag)
        if tag in ("script", "iframe", "object", "embed", "form", "base", "frame", "portal"):
            self.alive.append(tag)
        for name, value in attributes:
            value = "".join((value or "").split()).lower()
            is_address = name in ("src", "href", "action", "srcset", "data", "poster", "xlink:href")
            calls = is_address and not value.startswith(("#", "data:image/"))
            if name.startswith("on") or calls or (name == "style" and "url(" in value):
                self.alive.append(f"{tag} {name}={value}")
            if tag == "meta" and value == "refresh":
                self.alive.append("meta refresh")

    def handle_data(self, data):
        """Note text; in a style sheet, what it would fetch."""
        self.text.append(data)
        if self.tags and self.tags[-1] == "style" and ("url(" in data or "@import" in data):
            self.alive.append("style")
