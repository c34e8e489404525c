"""The slides of a lesson: one page for a projector, which opens from a disk without a network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Unpack

from attrs import frozen
from markupsafe import Markup

from helpers.common import pages
from helpers.common.errors import KitError
from helpers.exercises.asked import Asked
from helpers.exercises.assignment import Assignment
from helpers.exercises.exercise import Exercise
from helpers.lesson.lesson import Lesson
from helpers.packs.pack import save
from helpers.packs.wanted import Wanted, assigned, open_wanted
from helpers.projector.deck import Question, left_out, questions
from helpers.projector.prompts import Prompts, read_prompts

MADE = b'<meta name="slides" '  # by this a page of slides is known
PIECE = 320  # characters of a long answer that stay together on a slide
HERE = Path(__file__).parent


@frozen
class Slides:
    """What was made: the exercises asked, how many votes are in them, and what is not shown.

    `left_out` has the ids of exercises that no slide asks, with the reason. `answers` counts what
    is shown of a class by exercise, `named` what is left out since a name may be in it; of the
    exercises `too_few` not enough students handed one in.
    """

    exercises: tuple[str, ...]
    votes: int
    left_out: Mapping[str, str]
    answers: Mapping[str, int]
    named: Mapping[str, int]
    too_few: tuple[str, ...]


def write_slides(
    kit: Path,
    target: Path,
    *,
    class_folder: Path | None = None,
    **wanted: Unpack[Wanted],
) -> Slides:
    """Write the page `target` (.html) with slides of the lesson that the kit's notebooks open.

    `class_folder` is that of a graded class, whose written answers are shown without names. Raises
    KitError with a sentence on each mistake, and where something cannot be read or written;
    LessonError where the lesson has problems.
    """
    kit = kit.resolve()
    opened = open_wanted(kit, wanted, mistakes_in_target(target))
    lesson, asked, choice = opened.lesson, opened.asked, opened.choice
    prompts = prompts_of(class_folder, lesson, asked) if class_folder else Prompts()
    absent = left_out(choice.exercises, asked.keys)
    shown = [one for one in choice.exercises if one.id not in absent]
    if not shown:
        raise KitError(
            "Nothing is left to ask on slides: what was chosen asks for code, or has no key."
        )
    ids = tuple(one.id for one in shown)
    about = assigned(kit, lesson.folder, choice, ids, wanted)
    deck = {
        one.id: questions(one, asked.keys[one.id], lesson.article, prompts.answers.get(one.id, ()))
        for one in shown
    }
    save(target, page(lesson, shown, deck, about).encode())
    there = [one.id for one in shown if one.marked_by_person]
    return Slides(
        exercises=about.exercises,
        votes=sum(bool(one.options) for some in deck.values() for one in some),
        left_out=absent,
        answers={name: len(prompts.answers[name]) for name in there if name in prompts.answers},
        named={name: prompts.named[name] for name in there if name in prompts.named},
        too_few=tuple(name for name in there if name in prompts.too_few),
    )


def mistakes_in_target(target: Path) -> list[str]:
    """A sentence where the file is no page, or is there and is no page of slides."""
    if target.suffix.lower() != ".html" or not target.stem.strip(". "):
        return [f"“{target.name}” is no name of a page. Write one that ends in .html."]
    try:
        with target.open("rb") as file:
            if MADE in file.read(50_000):
                return []
    except FileNotFoundError:
        return []
    except OSError:
        pass
    return [
        f"{target.name} is there already, and is no page of slides that was made here. Name "
        "another file, or move that one away."
    ]


def prompts_of(folder: Path, lesson: Lesson, asked: Asked) -> Prompts:
    """The written answers of a class; words of the article and the questions are no short names."""
    familiar = [lesson.article.text]
    for one in asked.exercises:
        familiar += [one.title, one.question, *one.question_lines()]
    return read_prompts(folder, lesson.slug, asked.exercises, familiar)


def page(
    lesson: Lesson,
    exercises: Iterable[Exercise],
    deck: Mapping[str, list[Question]],
    about: Assignment,
) -> str:
    """The slides as HTML; `deck` has what is asked by exercise."""
    chapters = [
        (number, [(one, deck[one.id]) for one in some])
        for number, some in groupby(exercises, lambda one: one.notebook)
    ]
    return pages.page(
        "projector/templates/slides.html",
        language="en",
        title=about.title or f"“{lesson.about['headline']}”",
        headline=lesson.about["headline"],
        facts=lesson.outlet_and_date,
        rights=lesson.about["rights"],
        about=about.for_whom,
        chapters=chapters,
        parts=lesson.article.parts,
        article_language=lesson.about["inLanguage"],
        digest=sha256(repr(sorted(about.to_json().items())).encode()).hexdigest()[:12],
        pieces=pieces,
        script=script(),
    )


def pieces(text: str) -> list[str]:
    """A long text in pieces of which each fits on a slide: its paragraphs, cut at words."""
    found: list[str] = []
    for paragraph in filter(None, map(str.strip, text.splitlines())):
        found.append("")
        for word in paragraph.split():
            for part in (word[at : at + PIECE] for at in range(0, len(word), PIECE)):
                if len(found[-1]) + len(part) > PIECE:
                    found.append("")
                found[-1] = f"{found[-1]} {part}".strip()
    return found


@cache
def script() -> Markup:
    """The code of the page."""
    return Markup((HERE / "templates" / "slides.js").read_text("utf-8"))
