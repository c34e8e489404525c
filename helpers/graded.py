"""Graded mode: a copy of the kit whose key and reference tables wait for the class code."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from helpers import sealing
from helpers.exercises import FILE as EXERCISES
from helpers.facts import FILE as ABOUT
from helpers.lesson import lesson_folders
from helpers.problems import Findings, KitError
from helpers.whole_file import write
from helpers.yaml_text import read_yaml

KEY = "key.yaml"
OPEN_FILES = {"article.txt", EXERCISES, ABOUT}
# What may stand in lesson.yaml before the code: facts about the article, no reading of it.
OPEN_FACTS = "headline author publisher dateline datePublished inLanguage rights sha256 layout view"
OPEN_FACTS += " objectives"
# What students get. Tests, and what is for the teacher, hold answers.
HANDED_OUT = "README.md requirements.txt pyproject.toml notebooks seeds helpers binder"
LEFT_OUT = ("teacher", "__pycache__", ".ipynb_checkpoints", "*.pyc")


def seal_kit(kit: Path, copy: Path) -> str:
    """Write a sealed copy of the kit into the folder `copy`; return its class code.

    Raises KitError where the folder is there already, or a lesson has no key.
    """
    if copy.exists():
        raise KitError(f"The folder {copy.name} is there already. Name a new one.")
    for lesson in lesson_folders(kit / "seeds"):
        if not (lesson / KEY).exists():
            raise KitError(f"The lesson {lesson.name} has no {KEY}, so there is nothing to seal.")
    copy.mkdir(parents=True)
    for name in HANDED_OUT.split():
        if (kit / name).is_dir():
            shutil.copytree(kit / name, copy / name, ignore=shutil.ignore_patterns(*LEFT_OUT))
        elif (kit / name).exists():
            shutil.copy(kit / name, copy / name)
    code = sealing.new_code()
    for lesson in lesson_folders(copy / "seeds"):
        seal_lesson(lesson, code)
    for notebook in (copy / "notebooks").rglob("*.ipynb"):
        empty(notebook)
    readme = copy / "README.md"
    if readme.exists():
        readme.write_text(without_pictures(readme.read_text("utf-8")), "utf-8", newline="\n")
    return code


def seal_lesson(folder: Path, code: str) -> None:
    """Seal a lesson in its folder: everything but the article and the exercises."""
    closed = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
    closed = {name: data for name, data in closed.items() if name not in OPEN_FILES - {ABOUT}}
    write(folder / sealing.FILE, sealing.seal(closed, code))
    write(folder / ABOUT, open_facts(folder / ABOUT))
    for name in closed.keys() - {ABOUT}:
        (folder / name).unlink()


def unlock(folder: Path, code: str) -> None:
    """Open a sealed lesson with its class code, for good.

    The key comes last: until it is there the lesson counts as sealed, so that what was broken off
    can be done again. Raises CodeError, SealError, or KitError where the folder is read-only.
    """
    if not (folder / sealing.FILE).exists():
        raise KitError("Nothing is sealed here.")
    files = sealing.unseal((folder / sealing.FILE).read_bytes(), code)
    try:
        for name in sorted(files, key=lambda name: name == KEY):
            write(folder / Path(name).name, files[name])
    except OSError as error:
        raise KitError(
            f"The code is right, but {folder.name} cannot be written ({error.strerror}). "
            "Move the kit to a folder that you may write to."
        ) from None


def open_facts(path: Path) -> bytes:
    """Return the lines of lesson.yaml that are no reading of the article."""
    document = read_yaml(path, Findings(), "")
    starts = {line: path[0] for path, line in document.lines.items() if len(path) == 1}
    kept, name = [], ""
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        name = starts.get(number, name)
        if name in OPEN_FACTS.split() and not line.startswith("#"):
            kept.append(line)
    return ("\n".join(kept) + "\n").encode()


def empty(notebook: Path) -> None:
    """Take the outputs, which may tell answers, out of a notebook."""
    data = json.loads(notebook.read_text("utf-8"))
    for cell in data["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    data["metadata"].pop("widgets", None)
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    notebook.write_text(text, "utf-8", newline="\n")


def without_pictures(readme: str) -> str:
    """Return a README without its pictures, which show answers and are not handed out."""
    kept: list[str] = []
    for line in readme.splitlines():
        words = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", line)
        is_rule = re.fullmatch(r"[| -]*-[| -]*", words) and not (kept and kept[-1].startswith("|"))
        if not is_rule and (not words or words.strip("| ")):
            kept.append(words)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)) + "\n"
