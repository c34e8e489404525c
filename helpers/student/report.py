"""The student's report: one page with the map, the timeline and the answers, ready to print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen
from markupsafe import Markup

from helpers.common import pages
from helpers.exercises.answer_file import Entry
from helpers.exercises.exercise import Exercise, answer_lines, is_table
from helpers.lesson.dates import in_words
from helpers.lesson.locked import SealedLesson
from helpers.student.session import Answering

if TYPE_CHECKING:
    from helpers.student.own_reading import Reading

# An exercise, the answer that is saved to it line by line, and whether these are rows.
Answered: TypeAlias = tuple[Exercise, list[tuple[str, str]], bool]
NOTEBOOK = "05"  # whose exercises make the report, each by the place in which it is asked
CLAIM, CHAIN, REPORT = "claim", "chain", "report"
DRAWINGS = {"places": "My map", "events": "My timeline"}


@frozen
class Drawing:
    """What an exercise that draws comes to: a note, the picture, and the same as rows of a table.

    What there is not is None.
    """

    note: str | None = None
    picture: Markup | None = None
    rows: Iterable[tuple[str, str]] | None = None


def page(answering: Answering, name: str = "", headline: str = "") -> str:
    """The report as one HTML document, on one sheet of paper, that needs nothing else.

    On top stand the student's own headline and the claim that was followed; what was asked stands
    nowhere. What is not answered yet is said to be open. What the student made in code and kept
    comes on a second sheet. Raises NotSaved where the answers cannot be read.
    """
    saved, exercises = answering.entries(), answering.exercises.values()
    about = answering.lesson.about
    read = f"A reading of “{about['headline']}”"
    facts = [about.get("publisher", ""), in_words(answering.lesson.published)]
    facts[:0] = [read] if headline.strip() else []
    asked = [(one, *lines(one, saved)) for one in answering.asked(NOTEBOOK)]
    at: dict[str, list[Answered]] = {CLAIM: [], CHAIN: [], REPORT: [], "": []}
    for one in asked:
        at[one[0].place if one[0].place in at else ""].append(one)
    return pages.page(
        "student/templates/report.html",
        language=about.get("inLanguage", "en"),
        title=headline.strip() or read,
        about=", ".join(filter(None, facts)),
        by=f"{f'By {name.strip()}, ' if name.strip() else ''}{date.today():%Y-%m-%d}",
        claim="; ".join(words for _, told, _ in at[CLAIM] for words, _ in told),
        chain=hands(at[CHAIN]) if at[CHAIN] else None,
        report=at[REPORT],
        others=at[""],
        drawings=[
            (title, [drawing(answering, one, saved) for one in exercises if one.draws == kind])
            for kind, title in DRAWINGS.items()
        ],
        own_work=answering.own_work.on_a_page(),
    )


def hands(chains: Iterable[Answered]) -> list[str]:
    """The hands of a chain, which a student writes a line each."""
    told = [words for _, found, _ in chains for words, _ in found]
    return [hand for words in told for hand in words.split("\n") if hand.strip()]


def lines(exercise: Exercise, saved: Mapping[str, Entry]) -> tuple[list[tuple[str, str]], bool]:
    """The answer that is saved to an exercise, line by line, and whether these are rows.

    There are no lines where there is no answer.
    """
    answer = saved[exercise.id].answer if exercise.id in saved else None
    found = [] if exercise.is_blank(answer) else answer_lines(exercise, answer)
    return found, is_table(exercise, answer)


def drawing(answering: Answering, exercise: Exercise, saved: Mapping[str, Entry]) -> Drawing:
    """The map or the timeline of the student's own answer to an exercise."""
    rows, _ = lines(exercise, saved)
    if not rows:
        place = f"notebook {int(exercise.notebook)}"
        return Drawing(f"Open: “{exercise.title}” in {place} has no answer yet.")
    if find_spec("matplotlib") is None:
        return Drawing("It is drawn where the lesson is open in JupyterLab.", rows=rows)
    if isinstance(answering.lesson, SealedLesson):
        return Drawing("The drawing comes with the class code. These are your answers.", rows=rows)
    from helpers.student.own_reading import READERS

    reading = READERS[exercise.draws](answering.lesson, exercise, saved[exercise.id].answer)
    return Drawing(picture=picture(exercise.draws, reading), rows=reading.rows)


def picture(kind: str, reading: Reading) -> Markup:
    """A still picture of a reading: paper has no use for a live map."""
    from helpers.explore import charts
    from helpers.explore.map.plan import plan
    from helpers.explore.map.show import legend_lines
    from helpers.explore.map.still import poster

    if kind == "events":
        return charts.when(reading.lesson).picture
    drawn = plan(reading.lesson)
    shown, legend = pages.image(poster(drawn), drawn.alternative), " · ".join(legend_lines(drawn))
    return Markup("<figure>{}<figcaption>{}</figcaption></figure>").format(shown, legend)
