"""What a class gets of the kit itself: the rooms a student needs, notebooks, and a README.

A lesson is no part of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from helpers.common.errors import KitError
from helpers.exercises.asked import how_many
from helpers.exercises.assignment import Assignment
from helpers.exercises.exercise import Exercise
from helpers.packs.before_a_run import not_run, with_questions
from helpers.packs.notebooks import Notebook, excerpt, shows, with_words_on_top
from helpers.packs.online import Repository
from helpers.packs.selection import Choice, number_of
from helpers.packs.student_readme import student_readme

# Tests, what is for the teacher and whatever lies about may hold answers: what is not named here
# stays behind, and so do hidden files and copies that an editor or a broken-off save left.
NOTEBOOKS = "notebooks/[0-9][0-9]_*.ipynb"
ROOMS = ("common", "lesson", "explore", "exercises", "student")  # and no line of the rest
# Found under one name, handed out under another: what students install, without what tests need.
RENAMED = {"helpers/packs/requirements.txt": "requirements.txt"}
LICENCE = "LICENSE-lesson"  # of the notebooks, and of the lesson that comes with the kit
EXCEPTED = re.compile(rb"^The article is excepted\..*?\n\n", re.DOTALL | re.MULTILINE)
OF_ANOTHER = """What is in seeds/{lesson}/ is excepted: it is under the licence that its file
lesson.yaml names, if any. The article, and every passage of it that is quoted,
belongs to its publisher, and its rights stand in that file, too. No licence to
it is given here.

"""
ON_BINDER = "binder/requirements.txt"  # names it
# In a repository of their own packs leave out what the kit's leaves out: nobody's answers are put
# online, where the next student would find them in place of their own.
REPOSITORY = (".gitattributes", ".gitignore")
FILES = (
    *("LICENSE*", "pyproject.toml", "start.*", "binder/*"),
    *("notebooks/helpers.py", "helpers/__init__.py"),
    *(f"helpers/{room}/**/*.*" for room in ROOMS),
    *RENAMED,
)
MAKER = "build_vendor.py"  # makes the base map again, which no student needs
STRAY = re.compile(rf"[.~].*|.*(~|-Copy[0-9]*\.\w+|\.(part|bak|orig|tmp))|__pycache__|{MAKER}")


def notebooks_of(kit: Path, headline: str = "") -> dict[str, Notebook]:
    """The notebooks of a kit by their names, in order, as if they had not been run.

    Where an article's headline is given, they name nobody of another one that they were run with.

    Raises KitError, naming the file, where one cannot be read.
    """
    return {path.stem: read_notebook(path, headline) for path in files_like(kit, NOTEBOOKS)}


def read_notebook(path: Path, headline: str = "") -> Notebook:
    """A notebook as if it had not been run; KitError, naming the file, where it cannot be read."""
    try:
        return not_run(json.loads(path.read_text("utf-8")), headline)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise unreadable(path) from None


def class_files(
    kit: Path,
    books: Mapping[str, Notebook],
    assignment: Assignment,
    choice: Choice,
    online: Repository | None = None,
) -> dict[str, bytes]:
    """The files of a pack by their path, but for the lesson; `books` are all of the kit.

    `online` is the repository that it is put into. Raises KitError where a file cannot be read.
    """
    paths = {path.relative_to(kit).as_posix(): path for path in files_like(kit, *FILES)}
    paths |= {name: kit / name for name in REPOSITORY if (kit / name).is_file()}
    found = {RENAMED.get(name, name): handed_out(path) for name, path in paths.items()}
    if LICENCE in found:
        found[LICENCE] = licence_of(assignment.lesson, found[LICENCE])
    if ON_BINDER in found:
        for name, other in RENAMED.items():
            found[ON_BINDER] = found[ON_BINDER].replace(name.encode(), other.encode())
    places = {name: choice.places(number_of(name)) for name in chosen_of(books, choice)}
    if not places:
        return found
    cut = excerpt(books, places, assignment.graded)
    chosen = {
        name: with_questions(book, number_of(name), choice.exercises) for name, book in cut.items()
    }
    words = in_words(assignment, choice, chosen)
    found |= student_readme(assignment.lesson, chosen, assignment.graded, words, online)
    if words and not choice.minutes:  # whose notebook has them
        first = next(iter(chosen))
        chosen[first] = with_words_on_top(chosen[first], words)
    return found | {f"notebooks/{name}.ipynb": as_bytes(book) for name, book in chosen.items()}


def licence_of(lesson: str, text: bytes) -> bytes:
    """The licence as a pack of a lesson has it: of what it excepts it names that lesson."""
    if f"seeds/{lesson}/".encode() in text:
        return text
    return EXCEPTED.sub(lambda _: OF_ANOTHER.format(lesson=lesson).encode(), text, count=1)


def chosen_of(books: Mapping[str, Notebook], choice: Choice) -> dict[str, Notebook]:
    """Those notebooks that were chosen, by the names of their files."""
    return {name: book for name, book in books.items() if number_of(name) in choice.notebooks}


def files_like(kit: Path, *patterns: str) -> list[Path]:
    """The files of a kit that fit a pattern, in order, without strays."""
    return [
        path
        for path in sorted({path for pattern in patterns for path in kit.glob(pattern)})
        if path.is_file() and not any(map(STRAY.fullmatch, path.relative_to(kit).parts))
    ]


def handed_out(path: Path) -> bytes:
    """The bytes of a file; KitError, naming it, where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        raise unreadable(path) from None


def unreadable(path: Path) -> KitError:
    """The error of a file of the kit that cannot be read."""
    return KitError(f"{path.parent.name}/{path.name} cannot be read. Open it and save it anew.")


def as_bytes(data: object) -> bytes:
    """A notebook, or other data, as the text of its file."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def in_words(assignment: Assignment, choice: Choice, books: Mapping[str, Notebook]) -> str:
    """What a student has to know of an assignment, as Markdown; or nothing."""
    title, to, due = assignment.title, assignment.class_name, assignment.due_in_words
    if choice.is_all and not (title or to or due):
        return ""
    lines = [f"For {as_typed(to)}."] if to else []
    lines += [f"Due: {due}."] if due else []
    lines.append(held(assignment, choice.exercises))
    handing_in = [number_of(name) for name, book in books.items() if shows(book, "hand-in")]
    if handing_in and not choice.minutes:
        lines.append(f"You hand in at the end of {listed(handing_in[-1:])}.")
    if not (choice.is_all or choice.minutes):
        lines.append("Where these pages speak of a notebook that you do not have, pass over it.")
    head = f"Your assignment: {as_typed(title)}" if title else "Your assignment"
    return f"**{head}**\n\n{' '.join(lines)}"


def held(assignment: Assignment, exercises: Iterable[Exercise]) -> str:
    """A sentence on what was handed out, and how many exercises it has."""
    return f"{extent(assignment).capitalize()}, with {how_many(exercises)}."


def extent(assignment: Assignment) -> str:
    """What was handed out: a lesson of 45 minutes, or notebooks, by their numbers."""
    if assignment.minutes:
        return f"a lesson of {assignment.minutes} minutes"
    return listed(assignment.notebooks)


def listed(notebooks: Iterable[str]) -> str:
    """Notebooks in words: notebook 0, notebooks 0, 1 and 3."""
    names = [str(int(one)) for one in notebooks]
    words = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    return f"notebook{'' if len(names) == 1 else 's'} {words}"


def as_typed(words: str) -> str:
    """Words as Markdown that shows them as they were typed."""
    return re.sub(r"([\\`*_\[\]<>&$#|~])", r"\\\1", words)
