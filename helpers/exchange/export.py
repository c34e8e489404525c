"""Taking the exercises of a lesson to another platform, with the article at their front."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Unpack

from attrs import frozen
from markupsafe import Markup

from helpers.common.errors import KitError
from helpers.common.pages import fragment
from helpers.common.text import in_quotes, one_line
from helpers.exchange.convert import converted
from helpers.exchange.formats import Format, Quiz, formats
from helpers.exchange.items import Lost
from helpers.lesson.lesson import Lesson
from helpers.packs.pack import save
from helpers.packs.wanted import LONGEST, Wanted, open_wanted


@frozen
class Exported:
    """What was made: for whom, the ids of the exercises in it, and what became of the others.

    `differs` has what the platform asks or scores in another way, and `lost` why an exercise is not
    in the file, both by id.
    """

    platforms: str
    exercises: tuple[str, ...]
    differs: Mapping[str, str]
    lost: Mapping[str, str]


def export(
    kit: Path,
    target: Path,
    **wanted: Unpack[Wanted],
) -> Exported:
    """Write the exercises of the lesson that the kit's notebooks open into the file `target`.

    Its ending says the format: see `formats`. Raises KitError with a sentence on each mistake, and
    where something cannot be read or written; LessonError where the lesson has problems.
    """
    opened = open_wanted(kit.resolve(), wanted, mistakes_in_target(target))
    lesson, choice, form = opened.lesson, opened.choice, formats()[target.suffix.lower()]
    items, lost = converted(choice.exercises, opened.asked.keys)
    taken = []
    for item in items:
        try:
            taken.append(form.takes(item))
        except Lost as error:
            lost[item.id] = str(error)
    if not taken:
        raise KitError("Nothing is left that could be taken there.")
    name = one_line(wanted.get("title", ""), LONGEST["title"])
    due = wanted.get("due", "").strip()
    lines = [one_line(wanted.get("class_name", ""), LONGEST["class"]), f"Due: {due}" if due else ""]
    quiz = Quiz(name or in_quotes(lesson.about["headline"]), article(lesson, lines), taken)
    save(target, form.write(quiz))
    return Exported(
        platforms=form.PLATFORMS,
        exercises=tuple(one.id for one in taken),
        differs={one.id: one.differs for one in taken if one.differs},
        lost={one: lost[one] for one in choice.ids if one in lost},
    )


def mistakes_in_target(target: Path) -> Iterator[str]:
    """A sentence where the file's name says no format, or something else is there."""
    form = formats().get(target.suffix.lower())
    if form is None or not target.stem.strip(". "):
        endings = " or ".join(f"{end} ({one.PLATFORMS})" for end, one in formats().items())
        yield f"“{target.name}” does not say where to. Write a name in {endings}."
    elif not may_be_written(target, form):
        yield (
            f"{target.name} is there already, and is no such file. Name another one, or move that "
            "one away."
        )


def may_be_written(target: Path, form: Format) -> bool:
    """Say whether nothing is lost when a file is written: none is there, or one of its format."""
    try:
        with target.open("rb") as file:
            return form.MADE in file.read(200)
    except FileNotFoundError:
        return True
    except OSError:
        return False


def article(lesson: Lesson, about: Iterable[str]) -> Markup:
    """The article as HTML, with its source, its rights, and lines about the assignment."""
    return fragment(
        "exchange/templates/article.html",
        parts=lesson.article.parts,
        facts=lesson.outlet_and_date,
        rights=lesson.about["rights"],
        about=list(filter(None, about)),
        language=lesson.about["inLanguage"],
    )
