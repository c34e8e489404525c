"""What the tests share: the lesson, a copy of it to damage, and what check says of the copy."""

import csv
import re
import shutil

import pytest
from support import SEEDS, copied_kit

from helpers.cli.main import main
from helpers.lesson.lesson import open_lesson


@pytest.fixture(scope="session")
def lesson():
    """The lesson as it is handed out."""
    return open_lesson("belarus-2020")


@pytest.fixture
def copy(tmp_path):
    """The folder of a copy of the lesson, without exercises or plans, that a test may damage."""
    left = shutil.ignore_patterns("exercises.yaml", "key.yaml")
    target = tmp_path / "seeds" / "belarus-2020"
    folder = shutil.copytree(SEEDS / "belarus-2020", target, ignore=left)
    about = folder / "lesson.yaml"
    told = re.sub(rb"# [^\n]+\nplans:\n(  .*\n)+\n", b"", about.read_bytes())
    assert b"\nplans:" not in told
    about.write_bytes(told)
    return folder


@pytest.fixture
def swap(copy):
    """Replace words, which must be there, in a file of the copy."""

    def run(file, old, new):
        before = (copy / file).read_bytes()
        assert old.encode() in before
        (copy / file).write_bytes(before.replace(old.encode(), new.encode(), 1))

    return run


@pytest.fixture
def put(copy):
    """Write a cell of the first row that holds `known`; return the number of that row."""

    def run(file, known, column, value):
        with (copy / file).open(encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines))
        number = next(number for number, row in enumerate(rows) if known in row)
        rows[number][rows[0].index(column)] = value
        with (copy / file).open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines, lineterminator="\n").writerows(rows)
        return number + 1

    return run


@pytest.fixture
def fact(copy):
    """Write a fact of the copy's lesson.yaml in place of what it says there."""

    def run(name, value):
        lines, kept, inside = (copy / "lesson.yaml").read_text("utf-8").splitlines(), [], False
        for line in lines:
            if line and not line[0].isspace():
                inside = line.startswith(f"{name}:")
            if not inside:
                kept.append(line)
        (copy / "lesson.yaml").write_text("\n".join([*kept, f"{name}: {value}", ""]), "utf-8")

    return run


@pytest.fixture
def say(copy, capsys):
    """Run `python -m helpers check` on the copy; return its exit code and what it prints."""

    def run():
        code = main(["check", str(copy)])
        return code, capsys.readouterr().out

    return run


@pytest.fixture
def kit(tmp_path):
    """Return a copy of the kit that a test may spoil."""
    return copied_kit(tmp_path / "kit")


def pytest_collection_modifyitems(items):
    """Files that open JupyterLab begin first: two run at a time, and none that long comes last."""
    opens = ("JupyterLab", "open_desk")
    items.sort(key=lambda one: not any(hasattr(getattr(one, "module", None), o) for o in opens))
