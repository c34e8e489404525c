"""How a class is graded: what the teacher chose, remembered with the result until it is changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from helpers.common.errors import KitError
from helpers.exercises.asked import read_asked
from helpers.exercises.assignment import Assignment
from helpers.exercises.fields import replaced
from helpers.exercises.key import FILE as KEY
from helpers.grading.feedback_page import SHOW
from helpers.grading.folder import manifest, seen_from
from helpers.grading.job import Job
from helpers.grading.lms.platform import platforms
from helpers.grading.option import Option
from helpers.grading.scale import HALF_UP, ROUNDED, Scale, read_scale
from helpers.grading.submissions.submission import FIRST, NEWEST
from helpers.grading.totals import Totals, read_weights
from helpers.lesson.lesson import Lesson, lesson_folders, open_lesson, seeds_folder
from helpers.lesson.locked import SealedLesson
from helpers.packs.records import assignment_of_pack, recorded_assignments

Chosen = dict[str, Path | str]  # by the name of an option; empty where nothing is chosen
SUBMISSIONS = "submissions"
NONE = "none"  # takes back what was chosen before


def options() -> tuple[Option, ...]:
    """Everything that can be chosen, in the order in which it is asked."""
    titles = [one.title for one in platforms()]
    either = " or ".join([", ".join(titles[:-1]), titles[-1]])
    return (
        Option(
            SUBMISSIONS,
            "What was handed in",
            f"a folder of files, a folder for each student, or the ZIP of {either}; without it, "
            "what was graded last time is graded again",
            is_path=True,
        ),
        Option(
            "pack",
            "The pack that the class was given",
            "the pack that the class was given, where the files themselves do not tell",
            is_path=True,
            metavar="ZIP",
        ),
        *chain.from_iterable(platform.options for platform in platforms()),
        Option(
            "show",
            "What feedback pages tell",
            "what feedback pages tell: marks; what is said to each answer, with the words that "
            "settle it (messages); or the right answers besides (answers)",
            "messages",
            SHOW,
        ),
        Option(
            "count",
            "Which answer counts",
            "which answer counts: the newest, or the first that was handed in with Check",
            NEWEST,
            (NEWEST, FIRST),
        ),
        Option(
            "scale",
            "Grades",
            "a grade beside each final total: 1-6 (from 92, 81, 67, 50, 30 and 0 percent, as in "
            "§ 20 of the German MPVerfVO and in many schools), A-F (A from 90, B 80, C 70, D 60, "
            "F 0), percent, or one of your own: the least percent for each grade, like “1:92 2:81 "
            "3:67 4:50 5:30 6:0” or “A 90, B 75, C 0”",
        ),
        Option(
            "rounding",
            "Rounding",
            "how the percentage is rounded before its grade is looked up: to whole percent, a half "
            "up (half-up), up or down; or not at all (exact)",
            HALF_UP,
            tuple(ROUNDED),
            needs="scale",
        ),
        Option(
            "weights",
            "Weights",
            "what counts more, less or not at all in the total: exercises, objectives or notebooks "
            "with a number, like “find-actors=2 05=0.5 cite=0”; an exercise goes before its "
            "objective, and that before its notebook",
        ),
    )


def choose(out: Path, given: Mapping[str, Path | str | None]) -> Chosen:
    """What holds for grading into the folder `out`: what is `given`, else what held last time.

    Of what is given “none” takes back what held; None and "" say nothing. Raises KitError with a
    sentence on each choice that cannot be.
    """
    before, mistakes = remembered(out), []
    found: Chosen = {}
    for one in options():
        said = given.get(one.name) or ""
        kept = before.get(one.name, "")
        value = said or kept or one.default
        found[one.name] = one.default if str(value) == NONE else value
        path = found[one.name]
        if kept and not said and isinstance(path, Path) and not path.exists():
            mistakes.append(gone(one, path))
        if one.values and found[one.name] not in one.values:
            mistakes.append(f"{one.name} is {' or '.join(one.values)}, and not “{value}”.")
    for one in options():
        if one.needs and not found[one.needs]:
            if (given.get(one.name) or one.default) != one.default:
                mistakes.append(f"{one.name} says nothing without {one.needs}. Add it.")
            found[one.name] = ""  # what was remembered goes with what it needs
    if not found[SUBMISSIONS]:
        mistakes.append(
            "Say what is to be graded: the folder or the ZIP with what was handed in. Later it is "
            f"remembered; nothing is remembered in {out.name}."
        )
    if mistakes:
        raise KitError("\n".join(mistakes))
    return found


def gone(option: Option, path: Path) -> str:
    """What to do where a path that was remembered is no longer there."""
    words = f"{option.name}: {path.name} is no longer where it was last time. Name it anew"
    back = "" if option.name == SUBMISSIONS else f", or take it back with “{NONE}”"
    return f"{words}{back}."


def remembered(out: Path) -> Chosen:
    """What was chosen when a folder was last graded; nothing where it never was."""
    again = (manifest(out) or {}).get("again")
    if not isinstance(again, dict):
        return {}
    found: Chosen = {}
    for one in options():
        if value := again.get(one.name):
            path = Path(os.path.normpath(out / str(value)))
            found[one.name] = path if one.is_path else str(value)
    return found


def to_remember(chosen: Chosen, out: Path) -> dict[str, str]:
    """What the result keeps, to grade in the same way again; paths as seen from it."""
    return {
        name: seen_from(out, one) if isinstance(one, Path) else one
        for name, one in chosen.items()
        if one
    }


def in_force(chosen: Chosen) -> Iterator[tuple[str, str]]:
    """Yield the name of each choice that holds, and what was chosen."""
    for one in options():
        if chosen.get(one.name):
            yield one.name, str(chosen[one.name])


def lesson_of(chosen: Chosen, out: Path) -> str | None:
    """The lesson that a class was given: that of the pack that is named, or as graded before.

    None where neither says one that is there. Raises KitError where the pack cannot be read.
    """
    if chosen["pack"]:
        given = assignment_of_pack(Path(chosen["pack"])).lesson
    else:
        given = str((manifest(out) or {}).get("lesson"))
    there = [folder.name for folder in lesson_folders(seeds_folder())]
    return given if given in there else None


def open_job(chosen: Chosen, out: Path, slug: str | None = None) -> Job:
    """What the class is graded by: a lesson by its name, the one that it was given, or the one that
    notebooks open.

    Raises KitError for whatever is wrong with the lesson, the pack or the exports.
    """
    lesson = open_lesson(slug or lesson_of(chosen, out))
    if isinstance(lesson, SealedLesson):
        raise KitError(f"The lesson {lesson.slug} is sealed. Grade with your own copy of the kit.")
    asked = read_asked(lesson.folder, lesson.slug, lesson.article)
    exercises = {one.id: one for one in asked.exercises if one.id in asked.keys}
    if not exercises:
        raise KitError(f"The lesson {lesson.slug} has no exercises with a {KEY} to grade by.")
    weights = read_weights(str(chosen["weights"]), exercises.values()) if chosen["weights"] else {}
    for name in (name for name, weight in weights.items() if not weight):
        exercises[name] = replaced(exercises[name], extra=True)  # no total counts it
    kit = lesson.folder.resolve().parent.parent
    packs = [one for one in recorded_assignments(kit) if one.lesson == lesson.slug]
    assignment = named_pack(Path(chosen["pack"]), lesson) if chosen["pack"] else None
    titles = {one.title for one in ([assignment] if assignment else packs)}
    exports = (one.export(chosen, titles) for one in platforms())
    return Job(
        lesson,
        exercises,
        asked.keys,
        assignment,
        tuple(packs),
        tuple(filter(None, exports)),
        str(chosen["show"]),
        str(chosen["count"]),
        Totals(weights, scale_of(chosen)),
        to_remember(chosen, out),
    )


def scale_of(chosen: Chosen) -> Scale | None:
    """The scale of grades that was chosen, if any. Raises KitError where it is none."""
    if not chosen.get("scale"):
        return None
    return read_scale(str(chosen["scale"]), str(chosen.get("rounding") or HALF_UP))


def named_pack(named: Path, lesson: Lesson) -> Assignment:
    """The pack that the teacher named; KitError where it is of another lesson, or none."""
    assignment = assignment_of_pack(named)
    if assignment.lesson != lesson.slug:
        raise KitError(
            f"{named.name} is a pack of the lesson {assignment.lesson}, and you grade by "
            f"{lesson.slug}. Name another pack, or put that lesson into seeds/."
        )
    return assignment
