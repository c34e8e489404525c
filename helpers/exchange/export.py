"""Taking the exercises of a lesson to another platform, with the article at their front."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from attrs import frozen
from markupsafe import Markup

from helpers.common.errors import KitError, LessonError
from helpers.common.pages import fragment
from helpers.common.text import in_quotes, one_line
from helpers.exchange.convert import converted
from helpers.exchange.formats import Format, Quiz, formats
from helpers.exchange.items import Lost
from helpers.exercises.asked import read_asked
from helpers.lesson.dates import in_words
from helpers.lesson.lesson import Lesson, load
from helpers.packs.pack import LONGEST, chosen, lesson_to_pack, mistakes_in_words, save


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
    *,
    notebooks: Iterable[str] | None = None,
    exercises: Iterable[str] | None = None,
    without: Iterable[str] = (),
    minutes: int | None = None,
    title: str = "",
    due: str = "",
    class_name: str = "",
) -> Exported:
    """Write the exercises of the lesson that the kit's notebooks open into the file `target`.

    Its ending says the format: see `formats`. Raises KitError with a sentence on each mistake, and
    where something cannot be read or written; LessonError where the lesson has problems.
    """
    kit = kit.resolve()
    folder = lesson_to_pack(kit, graded=False)
    lesson, findings = load(folder)
    if lesson is None or findings.problems:
        raise LessonError(folder.name, findings.problems)
    asked = read_asked(lesson.folder, lesson.slug, lesson.article)
    choice, mistakes = chosen(kit, lesson.about, asked, minutes, notebooks, exercises, without)
    mistakes += mistakes_in_words(title, class_name, due)
    form = formats().get(target.suffix.lower())
    if form is None or not target.stem.strip(". "):
        endings = " or ".join(f"{end} ({one.PLATFORMS})" for end, one in formats().items())
        mistakes.append(f"“{target.name}” does not say where to. Write a name in {endings}.")
    elif not may_be_written(target, form):
        mistakes.append(
            f"{target.name} is there already, and is no such file. Name another one, or move that "
            "one away."
        )
    if mistakes or form is None:
        raise KitError("\n".join(mistakes))
    items, lost = converted(choice.exercises, asked.keys)
    taken = []
    for item in items:
        try:
            taken.append(form.takes(item))
        except Lost as error:
            lost[item.id] = str(error)
    if not taken:
        raise KitError("Nothing is left that could be taken there.")
    name = one_line(title, LONGEST["title"]) or in_quotes(lesson.about["headline"])
    lines = [one_line(class_name, LONGEST["class"]), f"Due: {due.strip()}" if due.strip() else ""]
    quiz = Quiz(name, article(lesson, lines), taken)
    save(target, form.write(quiz))
    return Exported(
        platforms=form.PLATFORMS,
        exercises=tuple(one.id for one in taken),
        differs={one.id: one.differs for one in taken if one.differs},
        lost={one: lost[one] for one in choice.ids if one in lost},
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
        facts=", ".join([lesson.about["publisher"], in_words(lesson.published)]),
        rights=lesson.about["rights"],
        about=list(filter(None, about)),
        language=lesson.about["inLanguage"],
    )
