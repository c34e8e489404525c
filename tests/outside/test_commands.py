"""What is printed to be typed runs as it is printed, where it is read."""

import os
import re
import subprocess
import sys

import pytest
from support import ROOT, copied_kit
from support.class_layouts import canvas, write, zipped
from support.class_maker import Maker
from support.papers import PAPERS, cells

NOTEBOOKS = sorted((ROOT / "notebooks").rglob("*.ipynb"))
PAGES = [one for one in PAPERS if one.name != "CONTRIBUTING.md"]  # has a `python` of its own
IN_ENVIRONMENT = re.compile(r"(?:^|`)(\.venv/bin/(?:python|jupyter) [^`\n]+)", re.MULTILINE)
# .ci/run runs the tests; and how every command begins is none.
LEFT_OUT = re.compile(r".* -m (?:pytest.*|helpers)")
COMMANDS = [
    (path, command)
    for path in PAGES
    for command in IN_ENVIRONMENT.findall(path.read_text("utf-8"))
    if not LEFT_OUT.fullmatch(command)
]


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    """A teacher's kit, with an environment in it and a download beside it."""
    folder = tmp_path_factory.mktemp("teacher")
    kit = copied_kit(folder / "kit")
    (kit / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    (ROOT / ".cache").mkdir(exist_ok=True)  # what is fetched once does for all tests
    (kit / ".cache").symlink_to(ROOT / ".cache", target_is_directory=True)
    list(write(folder / "in", map(canvas, Maker(seed=11).students(5))))
    (folder / "Downloads").mkdir()
    zipped(folder / "in", folder / "Downloads" / "submissions.zip")
    return kit


def test_there_are_commands_of_each_page_that_has_some():
    assert {path.name for path, _ in COMMANDS} >= {"README.md", "commands.md", "online.md"}
    assert sum(path.name == "README.md" for path, _ in COMMANDS) >= 5


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="they are for a Unix shell; Windows has another word")
@pytest.mark.parametrize(
    ("path", "command"), COMMANDS, ids=[f"{one.name}: {line}" for one, line in COMMANDS]
)
def test_a_command_runs_as_it_is_printed(kit, path, command):
    """One after the other, as they stand on the page."""
    done = subprocess.run(
        command,
        shell=True,
        cwd=kit,
        env=os.environ | {"PYTHONPATH": str(kit), "CLASS": str(kit)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_command_of_a_page_leaves_its_python_out(path):
    """But where a page names the command itself, as in a heading."""
    lines = [one for one in path.read_text("utf-8").splitlines() if not one.startswith("## ")]
    assert not [one for one in lines if re.search(r"(?<!/)(?<!\\)\bpython -m helpers \w", one)]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_asks_for_no_command(path):
    """Who reads it has a desk, and no terminal."""
    text = "\n".join(cells(path, "markdown")) + path.read_text("utf-8")
    assert not re.search(r"-m helpers|\bpip install\b|\.venv", text)
