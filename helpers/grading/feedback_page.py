"""The feedback page of one student: one file that opens, prints and is read anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import attrs
from attrs import frozen
from markupsafe import Markup

from helpers.common import pages
from helpers.common.text import plural
from helpers.exercises.exercise import Exercise, is_table, told_lines
from helpers.exercises.key import Key
from helpers.exercises.result import (
    MARKED,
    MISSING,
    UNMARKED,
    UNREADABLE,
    WORDS,
    Evidence,
    Result,
    Verdict,
)
from helpers.grading.manual.marks import WrittenMark
from helpers.grading.manual.overrules import Overrule
from helpers.grading.totals import Amount
from helpers.lesson.article import part_name

# How much of the key a page tells; each tells what those before it tell.
SHOW = ("marks", "messages", "answers")
STATES = {
    MISSING: "No answer",
    UNREADABLE: "Cannot be read",
    UNMARKED: "Not marked yet",
    MARKED: "Marked",
}
OPEN = 2  # parts of an answer of which what is said is not folded
SAMPLE = "What an answer of the highest level may be"
NOT_MARKED = "A person marks this one, and has not yet."


@frozen
class Part:
    """A notebook on the page: its exercises' sections, its marks, and what to look at again."""

    title: str
    total: str
    sections: Markup
    again: Sequence[Exercise]


@frozen
class Head:
    """What stands at the top of a page: texts, of which any but `title` may be empty."""

    title: str
    about: str
    name: str
    language: str = "en"


def page(head: Head, total: str, notes: Iterable[str], parts: Sequence[Part] = ()) -> str:
    """The page as an HTML document: the total in words, notes, where to look again, the parts."""
    again = (look_again(one.id, one.title) for part in parts for one in part.again)
    return pages.page(
        "grading/templates/feedback.html",
        title=head.title,
        about=head.about,
        name=head.name,
        language=head.language,
        total=total,
        notes=notes,
        again=Markup("".join(again)),
        parts=parts,
    )


@cache
def look_again(exercise: str, title: str) -> Markup:
    """The link to an exercise, which every page has that looks back to it."""
    return pages.fragment("grading/templates/look_again.html", id=exercise, title=title)


def section(
    exercise: Exercise,
    key: Key,
    result: Result,
    show: str,
    given: WrittenMark | None = None,
    overrule: Overrule | None = None,
) -> Markup:
    """The section of one exercise: question, answer, marks and what is said to it.

    `show` is one of SHOW. `given` is the teacher's mark of a written answer, of whatever text it
    was; `overrule` is what the teacher gave in place of the marks of `result`.
    """
    final = overrule.applied(result) if overrule else result
    is_missing = result.state == MISSING
    given = given if result.state == MARKED else None
    told: list[tuple[str, str, Verdict | None]] = []
    said: list[str] = []
    evidence: Sequence[Evidence] = ()
    if exercise.marked_by_person and not is_missing:
        said += [] if given else [NOT_MARKED]
        said += [key.message] if show != "marks" else []
    elif not is_missing and (show != "marks" or result.state == UNREADABLE):
        message = result.summary if result.parts else result.message
        said += [line for line in message.split("\n") if line]
        evidence = result.evidence
    if not is_missing:
        shown = result if said else attrs.evolve(result, parts=())
        told = told_lines(exercise, shown)
    return pages.fragment(
        "grading/templates/section.html",
        exercise=exercise,
        marks=marks_in_words(final),
        state=final.state if final.state in WORDS else "",  # print leaves out right questions
        overruled=overrule.in_words(result) if overrule else "",
        lines=None if is_missing else list(first_open(told)),
        as_table=is_table(exercise, result.answer),
        given=given,
        level=exercise.rubric.get(given.level, "") if given else "",
        said=said,
        evidence=[(part_name(one.at).capitalize(), one.quote) for one in evidence],
        right=exercise.right_answers(key) if show == "answers" and final.state != "right" else (),
        right_is=SAMPLE if exercise.marked_by_person else "What is right",
    )


def first_open(
    told: Iterable[tuple[str, str, Verdict | None]],
) -> Iterator[tuple[str, str, Verdict | None, bool]]:
    """Lines of an answer with their parts, and whether what is said of it stands open.

    As in the form the first few do, and the rest is folded.
    """
    count = 0
    for words, choice, part in told:
        count += bool(part and part.message)
        yield words, choice, part, count <= OPEN


def marks_in_words(result: Result) -> str:
    """The state of an answer and its marks, such as “Partly right · 1 of 2 marks”."""
    out_of = plural(result.out_of, "mark")
    marks = f"{result.marks} of {out_of}" if result.marks is not None else out_of
    return f"{result.word or STATES[result.state]} · {marks}" + (
        ", not counted" if not result.counts else ""
    )


def total_in_words(
    marks: Amount, out_of: Amount, waiting: int, unweighted: str = "", grade: str = ""
) -> str:
    """A total in words; one with answers that are not marked yet says that it is not final.

    `unweighted` is the total with each mark counted once, where that is another.
    """
    total = f"{marks} of {out_of} marks"
    if unweighted:
        total = f"{marks} of {out_of} weighted marks (each counted once: {unweighted})"
    if not waiting:
        return f"{total}. Grade: {grade}" if grade else total
    answers = f"{waiting} written answer{' is' if waiting == 1 else 's are'}"
    return f"So far {total}. Not final: {answers} not marked yet."


def as_text(exercises: Mapping[str, Exercise], results: Mapping[str, Result], total: str) -> str:
    """A short feedback as plain text: the total, and a line for each exercise."""
    lines = [total]
    for name, result in results.items():
        said: Any = STATES[result.state] if result.marks is None else result.marks
        lines.append(f"{exercises[name].title}: {said} of {result.out_of}")
    return "\n".join(lines)
