"""What a teacher wants of a lesson, however it is handed out: which part of it, for whom, how long.

Packs, sites, paper, slides and files for other platforms all take it by these names.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypedDict

from attrs import frozen

from helpers.common.errors import KitError, LessonError
from helpers.common.text import one_line
from helpers.common.version import kit_version
from helpers.exercises.asked import Asked, read_asked
from helpers.exercises.assignment import FILE as ASSIGNMENT
from helpers.exercises.assignment import Assignment
from helpers.lesson.lesson import Lesson, lesson_folder, load
from helpers.lesson.locked import KEY, is_sealed
from helpers.packs.contents import NOTEBOOKS, files_like
from helpers.packs.lesson_files import version_of
from helpers.packs.selection import Choice, choose, number_of
from helpers.packs.short_lesson import choose_minutes

LONGEST = {"title": 120, "class": 60}


class Wanted(TypedDict, total=False):
    """What is wanted: of which lesson, by the name of its folder; notebooks by their numbers and
    exercises by their ids, or a lesson of so many `minutes`; what it is called, until when it is
    due (ISO 8601), and for which class. Without a name it is the lesson that notebooks open."""

    lesson: str | None
    notebooks: Iterable[str] | None
    exercises: Iterable[str] | None
    without: Iterable[str]
    minutes: int | None
    title: str
    due: str
    class_name: str


@frozen
class Opened:
    """A lesson that is opened to hand out a part of it: what it asks, and what was chosen."""

    lesson: Lesson
    asked: Asked
    choice: Choice


def open_wanted(kit: Path, wanted: Wanted, mistakes: Iterable[str] = ()) -> Opened:
    """The lesson that is wanted, with its key, and what is wanted of it.

    `mistakes` are sentences on what else is wrong. Raises KitError with these and with a sentence
    on each mistake in what is wanted; LessonError where the lesson has problems.
    """
    folder = lesson_to_pack(kit, graded=False, slug=wanted.get("lesson"))
    lesson, findings = load(folder)
    if lesson is None or findings.problems:
        raise LessonError(folder.name, findings.problems)
    asked = read_asked(lesson.folder, lesson.slug, lesson.article)
    choice, found = chosen(kit, lesson.about, asked, wanted)
    if found := [*found, *mistakes]:
        raise KitError("\n".join(found))
    return Opened(lesson, asked, choice)


def numbers_of(kit: Path) -> list[str]:
    """The numbers of a kit's notebooks, such as 00, in their order."""
    return [*dict.fromkeys(number_of(path.stem) for path in files_like(kit, NOTEBOOKS))]


def chosen(
    kit: Path, facts: Mapping[str, Any], asked: Asked, wanted: Wanted
) -> tuple[Choice, list[str]]:
    """What is chosen of a lesson and the notebooks of its kit, and the mistakes in what is wanted.

    Raises KitError where nothing is there for a lesson of so many minutes, and TypeError for a name
    that `Wanted` has not.
    """
    if unknown := wanted.keys() - Wanted.__annotations__.keys():
        raise TypeError(f"nothing to choose is called {', '.join(sorted(unknown))}")
    some = wanted.get("notebooks"), wanted.get("exercises"), wanted.get("without", ())
    minutes = wanted.get("minutes")
    if minutes is None:
        choice, mistakes = choose(numbers_of(kit), asked.exercises, *some)
    else:
        choice, mistakes = choose_minutes(facts, asked, minutes, *some)
    return choice, [*mistakes, *mistakes_in_words(wanted)]


def assigned(
    kit: Path,
    lesson: Path,
    choice: Choice,
    exercises: tuple[str, ...],
    wanted: Wanted,
    graded: bool = False,
) -> Assignment:
    """The assignment as which exercises are handed out, those of a choice or some of them."""
    return Assignment(
        lesson=lesson.name,
        title=one_line(wanted.get("title", ""), LONGEST["title"]),
        due=wanted.get("due", "").strip(),
        class_name=one_line(wanted.get("class_name", ""), LONGEST["class"]),
        notebooks=choice.notebooks,
        exercises=exercises,
        kit=version_of_kit(kit),
        version=version_of(lesson, exercises),
        graded=graded,
        minutes=choice.minutes,
    )


def version_of_kit(kit: Path) -> str:
    """The version of the kit that is packed."""
    try:
        return str(tomllib.loads((kit / "pyproject.toml").read_text("utf-8"))["project"]["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return kit_version()


def lesson_to_pack(kit: Path, graded: bool, slug: str | None = None) -> Path:
    """The folder of a lesson by its name, or of the one that notebooks open.

    Raises KitError where there is none, and where it cannot be handed out.
    """
    lesson = lesson_folder(kit / "seeds", slug)
    if (lesson / ASSIGNMENT).exists():
        raise KitError("This folder is a pack itself. Pack from the kit that it was made from.")
    if is_sealed(lesson):
        raise KitError(f"The lesson {lesson.name} is sealed. Pack from the kit it was made from.")
    if graded and not (lesson / KEY).exists():
        raise KitError(f"The lesson {lesson.name} has no {KEY}, so there is nothing to seal.")
    return lesson


def mistakes_in_words(wanted: Wanted) -> Iterator[str]:
    """A sentence on each of the words that cannot be printed as they are."""
    title, due = wanted.get("title", ""), wanted.get("due", "")
    for name, words in (("title", title), ("class", wanted.get("class_name", ""))):
        if len(words) > LONGEST[name]:
            yield f"The {name} has {len(words):,} characters. Keep it under {LONGEST[name]}."
    if due.strip():
        try:
            date.fromisoformat(due.strip() if re.fullmatch(r"\s*[-0-9]{10}\s*", due) else "")
        except ValueError:
            yield (
                f"“{due}” is no date. Write year, month and day of the due date, like 2026-12-01."
            )
