"""What a teacher is told of a grading, in sentences, wherever they read it."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.common.text import plural, shorten, visible
from helpers.exercises.result import UNREADABLE
from helpers.grading.feedback_zip import Returned
from helpers.grading.folder import FEEDBACK, GRADEBOOK
from helpers.grading.job import Job, Summary
from helpers.grading.lms.platform import platforms
from helpers.grading.totals import shown

MOST_LETTERS = 400  # of one reason
MOST_SHOWN = 30  # students without a page


def notes(job: Job, summary: Summary) -> list[str]:
    """What there is to know and to do, but for files, which have reasons of their own."""
    return [
        *about_answers(summary),
        *summary.notes,
        *about_totals(job, summary),
        *about_exports(job, summary),
    ]


def about_answers(summary: Summary) -> Iterator[str]:
    """Yield what is to be said of answers and files that have no marks."""
    if number := summary.unreadable_answers:
        have = " that cannot be read has" if number == 1 else "s that cannot be read have"
        yield (
            f"{number} answer{have} no marks. {GRADEBOOK} says “{UNREADABLE}” there, and the pages "
            f"in {FEEDBACK} say why."
        )
    if summary.unreadable:
        yield "Ask those whose file is unreadable to hand in again, and grade again."
    if number := summary.left_alone:
        are = "is" if number == 1 else "are"
        yield (
            f"Left alone: {plural(number, 'file')} that {are} the kit's own, a system's, or of "
            "other kinds."
        )


def about_totals(job: Job, summary: Summary) -> Iterator[str]:
    """Yield how marks became totals and grades, where the teacher chose that."""
    if job.totals.weights:
        yield (
            f"Weighted: with the weights a total is out of {shown(summary.out_of)}, and out of "
            f"{summary.marks} where each mark counts once. {GRADEBOOK} has both sums of a student."
        )
    if job.totals.scale:
        yield job.totals.scale.in_words
    if summary.overruled:
        yield f"{plural(summary.overruled, 'mark')} given by you in place of the key's."


def about_exports(job: Job, summary: Summary) -> Iterator[str]:
    """Yield what is to be said of the exports that were filled in, and of those there are not."""
    for platform in platforms():
        if summary.of_kind[platform.kind] and not platform.options:
            yield f"{platform.title}: no export is filled in. All totals are in {GRADEBOOK}."
    for export in job.exports:
        name, filled = export.platform.title, summary.filled[export.kind]
        if not filled and not summary.of_kind[export.kind]:
            yield (
                f"{name}: no file is named as {name} names them, so nothing was filled in. Grade "
                f"the ZIP as {name} gives it."
            )
            continue
        yield f"{name}: {export.kind}.csv is your export with {filled} final totals filled in."
        if worth := export.scaled(summary.out_of):
            weighted = " weighted" if job.totals.weights else ""
            most = f"{shown(summary.out_of)}{weighted} marks count as {worth:g}"
            yield f"{name}: the assignment has {worth:g} points there; {most}."
        if summary.unfinished:
            yield f"{name}: totals that are not final are left as they were."


def changes(summary: Summary) -> list[str]:
    """What is different from the last grading, before and after; or that nothing is."""
    found = list(summary.changes)
    if pages := summary.pages:
        more = "more " if found else ""
        page = f"{pages} {more}feedback page{' says' if pages == 1 else 's say'}"
        found.append(f"{page} something else now, with the same marks.")
    return found or ["Nothing has changed since the last grading."]


def problems(summary: Summary) -> Iterator[tuple[str, ...]]:
    """Yield file, student and reason of what is to be said of files, as far as a teacher reads."""
    for problem in summary.problems:
        yield tuple(shorten(visible(part), MOST_LETTERS) for part in problem)


def handed_back(found: Returned) -> Iterator[str]:
    """Yield what is done with the pages in a ZIP, by the platform that they go to."""
    for title, number in found.pages.items():
        yield f"{title or 'By name'} ({plural(number, 'page')}): {found.how[title]}"


def not_handed_back(found: Returned) -> Iterator[str]:
    """Yield for each student without a page in it why, and how many more there are."""
    for name, why in found.left_out[:MOST_SHOWN]:
        yield f"{shorten(visible(name))}: {why}"
    if (more := len(found.left_out) - MOST_SHOWN) > 0:
        yield f"… and {more} more."
