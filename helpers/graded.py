"""Graded mode: a copy of the kit whose key and reference tables wait for the class code."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

from helpers import sealing
from helpers.exercises import FILE as EXERCISES
from helpers.facts import FILE as ABOUT
from helpers.lesson import lesson_folders
from helpers.problems import Findings, KitError
from helpers.sealed import is_sealed
from helpers.tables import TABLES
from helpers.whole_file import write
from helpers.yaml_text import read_yaml

KEY = "key.yaml"
# What may stand in lesson.yaml before the code: facts about the article, no reading of it.
OPEN_FACTS = "headline author publisher dateline datePublished inLanguage rights sha256 layout view"
OPEN_FACTS += " objectives"
# What students get, and nothing else: tests and what is for the teacher hold answers.
FILES = ("README.md", "requirements.txt", "pyproject.toml", "notebooks/*.ipynb", "binder/*")
FILES += ("helpers/*.*", "helpers/vendor/*", "seeds/lesson.txt")
OPEN_FILES = ("article.txt", EXERCISES)
SECTION_FOR_TEACHERS = ("For the teacher", "Test it")


def seal_kit(kit: Path, copy: Path) -> str:
    """Write a sealed copy of the kit into the folder `copy`; return its class code.

    Raises KitError where the folder is there already, is part of the kit's own, cannot be
    written, or where a lesson has no key.
    """
    if copy.exists() or copy.is_symlink():
        raise KitError(f"The folder {copy.name} is there already. Name a new one.")
    kit, copy = kit.resolve(), copy.resolve()
    lessons = lesson_folders(kit / "seeds")
    if kit in copy.parents:
        raise KitError(
            "The copy would lie inside the kit. Name a folder beside it: ../for-my-class"
        )
    for lesson in lessons:
        if not (lesson / KEY).exists():
            raise KitError(f"The lesson {lesson.name} has no {KEY}, so there is nothing to seal.")
    code = sealing.new_code()
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        # Made elsewhere and then moved: what is broken off leaves nothing behind.
        with tempfile.TemporaryDirectory(dir=copy.parent, prefix=".sealing-") as folder:
            fill(kit, Path(folder) / "kit", lessons, code)
            (Path(folder) / "kit").rename(copy)
    except OSError as error:
        why = error.strerror or "unknown reason"
        raise KitError(
            f"The copy {copy.name} cannot be written ({why}). Name another folder."
        ) from None
    return code


def fill(kit: Path, copy: Path, lessons: list[Path], code: str) -> None:
    """Write what students get into a new folder."""
    for path in (path for pattern in FILES for path in sorted(kit.glob(pattern))):
        if path.is_file():
            target = copy / path.relative_to(kit)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(handed_out(path))
    for lesson in lessons:
        seal_lesson(lesson, copy / "seeds" / lesson.name, code)


def handed_out(path: Path) -> bytes:
    """Return a file as students get it: notebooks without outputs, a README for them."""
    if path.suffix == ".ipynb":
        return without_outputs(path)
    if path.name == "README.md" and path.parent.name != "vendor":
        return for_students(path.read_text("utf-8")).encode()
    return path.read_bytes()


def seal_lesson(lesson: Path, copy: Path, code: str) -> None:
    """Write a lesson into a new folder, sealed but for the article and what is asked."""
    copy.mkdir(parents=True)
    closed = {ABOUT, KEY, EXERCISES, *(f"{name}.csv" for name in TABLES)}
    files = {
        name: (lesson / name).read_bytes() for name in sorted(closed) if (lesson / name).exists()
    }
    write(copy / sealing.FILE, sealing.seal(files, code))
    write(copy / ABOUT, open_facts(lesson / ABOUT))
    for name in OPEN_FILES:
        if (lesson / name).exists():
            text = (lesson / name).read_bytes()
            write(copy / name, without_remarks(text) if name == EXERCISES else text)


def unlock(folder: Path, code: str) -> None:
    """Open a sealed lesson with its class code, for good.

    The key comes last: until it is there the lesson counts as sealed, so that what was broken off
    can be done again. Raises CodeError, SealError, or KitError where the folder is read-only.
    """
    if not (folder / sealing.FILE).exists():
        raise KitError("Nothing is sealed here.")
    if not is_sealed(folder):
        return  # open already, and a table may have been changed since
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
    """Return lesson.yaml with the facts that are no reading of the article, and nothing else."""
    import yaml

    document = read_yaml(path, Findings(), "")
    kept = {name: one for name, one in document.value.items() if name in OPEN_FACTS.split()}
    return yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=100).encode()


def without_remarks(exercises: bytes) -> bytes:
    """Return exercises.yaml without the lines that are remarks."""
    lines = exercises.decode("utf-8-sig").splitlines()
    return ("\n".join(line for line in lines if not line.lstrip().startswith("#")) + "\n").encode()


def without_outputs(notebook: Path) -> bytes:
    """Return a notebook without its outputs, which may tell answers."""
    data = json.loads(notebook.read_text("utf-8"))
    for cell in data["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    data["metadata"].pop("widgets", None)
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def for_students(readme: str) -> str:
    """Return a README without what is for the teacher, and without pictures, which show answers."""
    kept: list[str] = []
    is_kept = True
    for line in readme.splitlines():
        if line.startswith("## "):
            is_kept = line[3:] not in SECTION_FOR_TEACHERS
        words = re.sub(r"!\[[^\]]*\]\([^)]*\)|; `notebooks/teacher/`[^|]*(?= \|)", "", line)
        is_rule = re.fullmatch(r"[| -]*-[| -]*", words) and not (kept and kept[-1].startswith("|"))
        names_tests = words.startswith("| `tests/`")
        if is_kept and not is_rule and not names_tests and (not words or words.strip("| ")):
            kept.append(words)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)) + "\n"
