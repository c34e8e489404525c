"""Notebooks of a lesson that is not the one whose words the kit's own hold, in its own folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from helpers.common.errors import Findings, KitError, LessonError, Problem
from helpers.lesson.lesson import lesson_folder
from helpers.packs.before_a_run import with_questions
from helpers.packs.contents import as_bytes, handed_out, notebooks_of, read_notebook
from helpers.packs.filled import filled
from helpers.packs.general_prompts import prompts_of
from helpers.packs.notebooks import Cell, Notebook, excerpt, source_of
from helpers.packs.other_lessons import of_others
from helpers.packs.pack import asked_in, save_folder
from helpers.packs.prompts import read_prompts
from helpers.packs.selection import number_of

FOLDER, TEACHER = "notebooks", "teacher"
DOOR = "helpers.py"  # by which a notebook finds the kit
DIGEST = "as_made"  # in the metadata of a notebook: the digest of its cells


def write_notebooks(kit: Path, slug: str | None = None) -> Path:
    """Write the notebooks of a lesson, by its name, into its folder; return the first of them.

    They open that lesson, and no other. A notebook in which somebody wrote stays, as
    “00_read_the_article (earlier)”.

    Raises KitError where something cannot be read or written, and LessonError where the lesson has
    problems, or a notebook speaks of another one.
    """
    kit = kit.resolve()
    lesson = lesson_folder(kit / "seeds", slug)
    books = own_notebooks(kit, lesson)
    if problems := [*others_in(lesson, books)]:
        raise LessonError(lesson.name, problems)
    files = {path: as_bytes(with_digest(book)) for path, book in books.items()}
    files |= {one: handed_out(kit / FOLDER / one) for one in (DOOR, f"{TEACHER}/{DOOR}")}
    folder = lesson / FOLDER
    remedy = f"close the notebooks of {lesson.name} that are open"
    save_folder(folder, files, lambda path: is_ours(folder / path), remedy)
    return folder / next(iter(books))


def own_notebooks(kit: Path, lesson: Path) -> dict[str, Notebook]:
    """The notebooks of a lesson by their paths, as if they had not been run.

    Raises LessonError where the exercises or prompts of the lesson have problems.
    """
    facts, _, asked = asked_in(lesson, with_key=True)
    prompts = prompts_of(lesson, asked)
    books = filled(notebooks_of(kit, str(facts["headline"])), prompts, asked.exercises)
    places = {
        name: {one.place for one in asked.exercises if one.notebook == number_of(name)}
        for name in books
    }
    cut = excerpt(books, places, is_graded=False)
    found = {
        f"{name}.ipynb": with_questions(book, number_of(name), asked.exercises)
        for name, book in cut.items()
    }
    teacher = filled(teachers_of(kit), prompts, ())
    return found | {f"{TEACHER}/{name}.ipynb": book for name, book in teacher.items()}


def teachers_of(kit: Path) -> dict[str, Notebook]:
    """The teacher's notebooks of a kit by their names, as if they had not been run."""
    paths = sorted((kit / FOLDER / TEACHER).glob("*.ipynb"))
    return {path.stem: read_notebook(path) for path in paths}


def others_in(lesson: Path, books: Mapping[str, Notebook]) -> Iterator[Problem]:
    """A problem for each cell of a lesson's notebooks, by their paths, that names another one."""
    return of_others(lesson, {Path(path).stem: book for path, book in books.items()})


def check_notebooks(lesson: Path) -> list[Problem]:
    """What is wrong with the prompts of a lesson, and with its notebooks beside other lessons.

    What else cannot be read is said where the lesson itself is checked.
    """
    findings = Findings()
    read_prompts(lesson, findings)
    kit = lesson.resolve().parent.parent
    if findings.problems or not any((kit / FOLDER).glob("*.ipynb")):
        return findings.problems
    try:
        return [*others_in(lesson, own_notebooks(kit, lesson))]
    except KitError:
        return []


def with_digest(book: Notebook) -> Notebook:
    """A notebook that says which cells it was made with."""
    return book | {"metadata": book["metadata"] | {DIGEST: digest(book["cells"])}}


def digest(cells: Iterable[Cell]) -> str:
    """The SHA-256 of the cells of a notebook, whatever they show."""
    texts = [[cell["cell_type"], source_of(cell)] for cell in cells]
    return hashlib.sha256(json.dumps(texts).encode("utf-8", "surrogatepass")).hexdigest()


def is_ours(path: Path) -> bool:
    """Say whether a file or a folder was made here, and nobody has written in it since."""
    if path.is_dir() or path.name == DOOR:
        return path.name in (TEACHER, DOOR)
    try:
        book = json.loads(path.read_text("utf-8"))
        return bool(book["metadata"][DIGEST] == digest(book["cells"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
