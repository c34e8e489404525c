"""What the class misread: one page for the teacher, ready to print, and the numbers behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import Any

from attrs import frozen

from helpers.common import pages
from helpers.common.text import in_quotes
from helpers.exercises.exercise import Exercise
from helpers.exercises.key import Key
from helpers.exercises.result import MISSING, UNMARKED, UNREADABLE
from helpers.grading.report import disagreement, talking_points
from helpers.grading.report.disclosure import FEW, FEWEST, RULE, SHORTLY, Count, Share, part_of
from helpers.grading.report.heat_map import STEPS, heat_maps
from helpers.grading.report.item_analysis import SMALL_CLASS, SOURCES, Item, Tally, limits
from helpers.grading.report.numbers import Shown, shown, table
from helpers.grading.report.talking_points import HOW_MANY, TalkingPoint
from helpers.lesson.article import Passage, part_name
from helpers.lesson.lesson import Lesson

__all__ = ["page", "table"]
HEAD = "What the class misread"


def page(
    lesson: Lesson,
    tally: Tally,
    exercises: Iterable[Exercise],
    keys: Mapping[str, Key],
    title: str = "",
) -> str:
    """What the class misread as one HTML document that needs nothing else.

    `title` says whose work it is: the assignment, the class, the due date. The same tally gives
    the same page.
    """
    about = filter(None, [in_quotes(lesson.about["headline"]), lesson.about.get("publisher")])
    is_small = tally.handed_in < FEWEST
    return pages.page(
        "grading/report/templates/class.html",
        language="en",
        title=f"{HEAD}: {title}" if title else HEAD,
        head=HEAD,
        whose=title,
        about=", ".join(about),
        glance=list(glance(tally)),
        shortly=SHORTLY,
        is_small=is_small,
        fewest=FEWEST,
        rule=RULE,
        **({} if is_small else of_a_class(lesson, tally, exercises, keys)),
    )


def of_a_class(
    lesson: Lesson, tally: Tally, exercises: Iterable[Exercise], keys: Mapping[str, Key]
) -> dict[str, Any]:
    """What the page shows of a class that is large enough to be shown."""
    return {
        "article_language": lesson.about.get("inLanguage", "en"),
        "points": talking_points.talking_points(tally, keys),
        "points_rule": talking_points.RULE,
        "how_many": HOW_MANY,
        "said_by": said_by,
        "around": partial(around, lesson),
        "notebooks": [
            (int(notebook), [line(tally.items[one.id]) for one in group])
            for notebook, group in groupby(exercises, lambda one: one.notebook)
        ],
        "small_class": small_class(tally.handed_in),
        "sources": SOURCES,
        "percent": percent,
        "two_places": two_places,
        "heat": heat_maps(tally, keys),
        "steps": STEPS[1:],
        "splits": disagreement.splits(tally, keys),
        "splits_rule": disagreement.RULE,
        "choices": disagreement.choices,
    }


def glance(tally: Tally) -> Iterator[tuple[str, Count | int]]:
    """Yield how many handed in, and what is missing, unreadable or waits for marks."""
    items = tally.items.values()
    lines = {
        "handed in": tally.handed_in,
        "handed in nothing": tally.left_out[MISSING],
        "handed in what cannot be read": tally.left_out[UNREADABLE],
        "of their answers cannot be read": sum(one.states[UNREADABLE] for one in items),
        "written answers wait for your marks": sum(one.states[UNMARKED] for one in items),
    }
    for words, count in lines.items():
        if count:
            yield words, Count(1, FEW) if count <= FEW else count


def said_by(point: TalkingPoint) -> str:
    """How many students share a wrong reading, of those who answered."""
    count = part_of(point.count, point.item.by_machine)
    found = shown(point.item)
    share = percent(Share.of(count, found.answered)) if found else "–"
    return f"{count} students ({share} of those who answered)"


@frozen
class Around:
    """A passage in its sentence: what stands before and after it, and the part it is in."""

    before: str
    words: str
    after: str
    where: str


def around(lesson: Lesson, passage: Passage | None) -> Around | None:
    """The words that settle something, in their sentence."""
    if passage is None:
        return None
    sentences = (one for one in lesson.article.sentences if one.start <= passage.start)
    whole = next((one for one in sentences if passage.end <= one.end), None)
    whole = whole or lesson.article.parts[passage.at]
    before = whole.quote[: passage.start - whole.start]
    after = whole.quote[passage.end - whole.start :]
    return Around(before, passage.quote, after, part_name(passage.at))


@frozen
class SmallClass:
    """How many students there are, and what a discrimination of 0.3 may as well be among them."""

    students: int
    low: float
    high: float


def small_class(students: int) -> SmallClass | None:
    """What to keep in mind where the class is small."""
    return SmallClass(students, *limits(0.3, students)) if students < SMALL_CLASS else None


def line(item: Item) -> tuple[str, Shown | None, bool]:
    """The title of an exercise, what may be shown of it, and whether answers wait for marks."""
    return item.exercise.title, shown(item), bool(item.states[UNMARKED])


def percent(share: Share | None) -> str:
    """A share in percent, or that there is none."""
    return "–" if share is None else share.percent


def two_places(number: float | None) -> str:
    """A number with two decimals, and with a minus sign where it is below 0."""
    return "–" if number is None else f"{number:.2f}".replace("-", "−")
