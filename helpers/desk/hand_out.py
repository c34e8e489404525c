"""Handing out: what can be chosen of the lesson, and what a teacher is told of what was made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from helpers.authoring.check import check
from helpers.common.errors import KitError, LessonError
from helpers.common.progress import Progress, unseen
from helpers.exercises.asked import Asked, read_asked
from helpers.exercises.assignment import Assignment
from helpers.exercises.exercise import Exercise
from helpers.exercises.plan import AIM, plan
from helpers.lesson.lesson import Lesson, lesson_folder, open_lesson, seeds_folder
from helpers.lesson.locked import SealedLesson, is_sealed
from helpers.packs.contents import extent, held, notebooks_of
from helpers.packs.online import Repository
from helpers.packs.pack import digest_of, exercises_of, pack
from helpers.packs.records import RECORDS, Packed, read_record, record_of
from helpers.packs.selection import number_of
from helpers.packs.substitute import substitute_beside
from helpers.site.site import noted_as, write_site

DESK = (
    "Your desk is at lab/desk.html behind its address. Such a site holds the key: it is for "
    "teachers. Make another one for students."
)


def checked(slug: str | None = None) -> tuple[Path, Path]:
    """The kit's folder, and that of a lesson by its name, or of the one that notebooks open.

    What was handed out cannot be mended: LessonError where the lesson has problems. A sealed lesson
    is refused by who packs it.
    """
    kit = seeds_folder().resolve().parent
    lesson = lesson_folder(kit / "seeds", slug)
    problems = [] if is_sealed(lesson) else check(lesson).problems
    if problems:
        raise LessonError(lesson.name, problems)
    return kit, lesson


def choices() -> dict[str, Any]:
    """What can be chosen: the lesson's headline, and its notebooks with their exercises."""
    kit = seeds_folder().resolve().parent
    lesson = open_lesson()
    if isinstance(lesson, SealedLesson):
        raise KitError(f"The lesson {lesson.slug} is sealed. Hand out from your own copy.")
    titles = {number_of(name): title_of(book) for name, book in notebooks_of(kit).items()}
    asked = read_asked(lesson.folder, lesson.slug, lesson.article)
    notebooks = [
        {
            "number": number,
            "title": titles.get(number, ""),
            "exercises": [as_choice(one) for one in asked.exercises if one.notebook == number],
        }
        for number in dict.fromkeys([*titles, *(one.notebook for one in asked.exercises)])
    ]
    return {
        "headline": str(lesson.about["headline"]),
        "notebooks": notebooks,
        "plans": {minutes: plan_of(lesson, asked, minutes) for minutes in AIM},
    }


def plan_of(lesson: Lesson, asked: Asked, minutes: int) -> list[str]:
    """The exercises of a lesson of so many minutes; none where there are none for it."""
    try:
        return list(plan(lesson.about, asked, minutes))
    except KitError:
        return []


def title_of(notebook: dict[str, Any]) -> str:
    """The heading of a notebook."""
    text = "".join("".join(cell["source"]) + "\n" for cell in notebook["cells"])
    return next((one.lstrip("# ") for one in text.splitlines() if one.startswith("# ")), "")


def as_choice(exercise: Exercise) -> dict[str, Any]:
    """An exercise as it is chosen by."""
    names = ("id", "title", "minutes", "marks", "extra", "from_code", "marked_by_person")
    return {name: getattr(exercise, name) for name in names}


@frozen
class Made:
    """What was made to be handed out, where it lies, and what a teacher has to know of it.

    `packed` is as what it was noted, where it was. `files` are those to open or to take along, each
    with words on what is done with it.
    """

    path: Path
    packed: Packed | None
    lines: list[str]
    files: list[tuple[Path, str]] = field(factory=list)


def make_pack(target: Path, choice: Mapping[str, Any], online: Repository | None = None) -> Made:
    """Pack the lesson into a ZIP file; `choice` and `online` are as `pack` takes them.

    Raises KitError with a sentence on each mistake.
    """
    kit, lesson = checked(choice.get("lesson"))
    before = digest_of(target)
    packed = pack(kit, target, **choice, online=online)
    earlier = earlier_than(packed, kit, target)
    replaced = next((one.assignment for one in earlier if one.sha256 == before), None)
    lines = lines_on(target, packed, asked_in(packed, lesson), replaced)
    return Made(target, packed, lines + lines_on_code(target, packed, earlier, "pack"))


def make_site(target: Path, choice: Mapping[str, Any], progress: Progress = unseen) -> Made:
    """Make a folder for a web server; `choice` and `progress` are as `write_site` takes them.

    Raises KitError with a sentence on each mistake.
    """
    kit, lesson = checked(choice.get("lesson"))
    packed = write_site(kit, target, kit / ".cache", **choice, progress=progress)
    archive = Path(noted_as(target))
    earlier = earlier_than(packed, kit, archive)
    lines = lines_on_site(target, packed, asked_in(packed, lesson))
    if choice.get("desk"):
        lines.append(DESK)
    return Made(target, packed, lines + lines_on_code(archive, packed, earlier, "site"))


def earlier_than(packed: Packed, kit: Path, file: Path) -> list[Packed]:
    """What was handed out before under the same name."""
    return [one for one in read_record(record_of(kit, file)) if one != packed]


def asked_in(packed: Packed, lesson: Path) -> list[Exercise]:
    """The exercises that were handed out."""
    return [one for one in exercises_of(lesson) if one.id in packed.assignment.exercises]


def lines_on(
    file: Path,
    packed: Packed,
    asked: Iterable[Exercise],
    replaced: Assignment | None,
) -> list[str]:
    """What there is to say of a pack, and of one that was in its place."""
    found = packed.assignment
    lines = [f"{file} is packed for {'graded work' if found.graded else 'practice'}."]
    if replaced:
        there = ", ".join([*replaced.about, extent(replaced)])
        lines.append(f"It takes the place of the {file.name} that was there: {there}.")
    lines += [", ".join(found.about)] if found.about else []
    lines.append(held(found, asked))
    if "00" not in found.notebooks:
        top = found.notebooks[0]
        lines.append(f"Notebook 00 is not in it: the article is at the top of notebook {top}.")
    return lines + lines_on_substitute(file, found)


def lines_on_substitute(file: Path, assignment: Assignment) -> list[str]:
    """What there is to say of the page for whoever stands in, where there is one."""
    if not assignment.minutes:
        return []
    words = "is one page to print, with the answers, for you or for whoever stands in for you"
    return [f"{substitute_beside(file)} {words}."]


def lines_on_site(folder: Path, packed: Packed, asked: list[Exercise]) -> list[str]:
    """What there is to say of a site."""
    found = packed.assignment
    kind = "graded work" if found.graded else "practice"
    lines = [f"{folder} is a site for {kind}: put the whole folder on a web server."]
    lines += [", ".join(found.about)] if found.about else []
    lines.append(held(found, asked))
    lines += lines_on_substitute(folder, found)
    if in_code := [one.id for one in asked if one.from_code]:
        lines.append(
            f"A line of code is asked for in {', '.join(in_code)}. That is done in the lab, on a "
            "computer. For a class with tablets only, leave them out."
        )
    if packed.code:
        lines.append(
            "Its address has to begin with https: elsewhere browsers open nothing that is sealed."
        )
    return lines


def lines_on_code(file: Path, packed: Packed, earlier: Iterable[Packed], made: str) -> list[str]:
    """What there is to say of the class code of a pack or a site, if it has one."""
    if not packed.code:
        return []
    lines = [f"Class code: {packed.code}"]
    if packed.code in {one.code for one in earlier}:
        name = file.name if made == "pack" else file.stem
        lines.append(
            f"It is the code of an earlier {name}, too, and opens both. For a code of its own, "
            f"{'pack' if made == 'pack' else 'make it'} under another name."
        )
    lines.append(
        "Give it out when you have everybody's file: whether an answer came after the code, "
        f"only the file itself tells. It is kept in {RECORDS}/{file.stem}.json, and not in the "
        f"{made}."
    )
    lines.append(
        "The key of the lesson that comes with the kit is public, since the kit is: sealed, it "
        "is kept only from those who do not look for it. For marks that count pack a lesson or "
        "exercises of your own, from a copy of the kit that you keep private."
    )
    return lines
