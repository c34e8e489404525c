"""QTI 1.2, which Canvas takes with what is said to each answer, and many others without.

The library text2qti writes it, from a text in its own notation; everything of a lesson goes into
that as HTML, with what Markdown would take for its own as entities. It knows no rows, so that each
row is a question of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve
from markupsafe import Markup

from helpers.common.pages import fragment
from helpers.common.text import visible
from helpers.exchange.formats import Quiz
from helpers.exchange.formats.moodle import html
from helpers.exchange.items import (
    ESSAY,
    NUMBER,
    ONE,
    ROWS,
    SEVERAL,
    TEXT,
    Answer,
    Item,
    Lost,
    Row,
    joined,
)

ENDING = ".zip"
PLATFORMS = "Canvas, and others that take QTI 1.2"
MADE = b"imsmanifest.xml"  # the first file of such a ZIP
MEANS = re.compile(r"<[^>]*>|&#?\w+;|[^\w\s<>&;]", re.ASCII)
TWO = "two answers or more are right, and a choice there has one"
TWO_IN_ROWS = "in more than half of its rows two answers or more are right"
ONE_MESSAGE = "what the kit says to a certain wrong answer is not said"
SMALLEST = 1e-4  # a number that text2qti takes


def takes(item: Item) -> Item:
    """A question as QTI has it; raises Lost where more than one answer is right."""
    if item.form == ONE and sum(one.share == 1 for one in item.answers) != 1:
        raise Lost(TWO)
    if item.form == ONE and any(0 < one.share < 1 for one in item.answers):
        return evolve(item, differs="an answer that is right in part earns nothing")
    if item.form == ROWS:
        return with_rows(item)
    if item.form in (TEXT, NUMBER):
        return evolve(item, differs=more(item, ONE_MESSAGE))
    if item.form == ESSAY:
        return evolve(item, differs="its levels and their samples are not there")
    if item.form == SEVERAL:
        return evolve(item, differs=more(item, "part marks go by the platform's own rule"))
    return item


def with_rows(item: Item) -> Item:
    """Rows that have one right answer; raises Lost where fewer than half of them have."""
    rows = tuple(one for one in item.rows if sum(answer.share for answer in one.answers) == 1)
    if 2 * len(rows) < len(item.rows):
        raise Lost(TWO_IN_ROWS)
    left = [one.words for one in item.rows if one not in rows]
    missing = f"without the rows {', '.join(left)}: {TWO}" if left else ""
    return evolve(item, rows=rows, differs=more(item, "a question for each row", missing))


def more(item: Item, *words: str) -> str:
    """What differs, with more of it."""
    return "; ".join(filter(None, [item.differs, *words]))


def write(quiz: Quiz) -> bytes:
    """The ZIP file: the article as a text, and the questions."""
    from text2qti.config import Config
    from text2qti.qti import QTI
    from text2qti.quiz import Quiz as QuizText

    title = plain(quiz.title)
    lines = [f"Quiz title: {title}", "", f"Text title: {title}", f"Text: {coded(quiz.article)}", ""]
    number = 0
    for item in quiz.items:
        for asked in asked_of(item):
            number += 1
            lines += [*asked[:2], f"{number}. {asked[2]}", *asked[3:], ""]
    return bytes(QTI(QuizText("\n".join(lines), config=Config())).zip_bytes())


def asked_of(item: Item) -> Iterator[list[str]]:
    """The lines of a question, or of one for each row."""
    if item.form != ROWS:
        yield list(lines_of(item))
    for number, row in enumerate(item.rows, 1):
        yield list(lines_of(of_row(item, row, number)))


def of_row(item: Item, row: Row, number: int) -> Item:
    """A row as a question of its own; what is said of all rows is said of the last."""
    words = joined(item.question, item.hint)
    return evolve(
        item,
        title=f"{item.title} ({number} of {len(item.rows)})",
        question=words,
        hint=row.words,
        form=ONE,
        marks=1,
        answers=row.answers,
        note=evolve(item.note, message="") if number < len(item.rows) else item.note,
        rows=(),
    )


def lines_of(item: Item) -> Iterator[str]:
    """A question in the notation of text2qti."""
    yield f"Title: {plain(item.title)}"
    yield f"Points: {item.marks}"
    yield coded(fragment("exchange/templates/asked.html", question=item.question, hint=item.hint))
    is_typed = item.form in (TEXT, NUMBER)
    if item.note:
        yield f"... {coded(html(item.note))}"
    right = [one for one in item.answers if one.share == 1]
    if is_typed and right[0].told:
        yield f"+ {coded(html(right[0].told))}"
    if is_typed and item.otherwise:
        yield f"- {coded(html(item.otherwise))}"
    if item.form == ESSAY:
        yield "____"
    elif item.form == NUMBER and is_range(right):
        yield f"= {right[0].words} +- {right[0].tolerance:.15g}"
    elif is_typed:
        yield from dict.fromkeys(f"* {plain(one.words)}" for one in right)
    else:
        yield from choices(item)


def is_range(right: list[Answer]) -> bool:
    """Say whether a number is one that text2qti takes; another is typed as a text."""
    return len(right) == 1 and abs(float(right[0].words)) - right[0].tolerance >= SMALLEST


def choices(item: Item) -> Iterator[str]:
    """Options, each with what is said to it."""
    for at, one in enumerate(item.answers):
        letter = "abcdefghijklmnopqrstuvwxyz"[at % 26]
        is_right = one.share > 0 if item.form == SEVERAL else one.share == 1
        mark = (
            f"[{'*' if is_right else ' '}]"
            if item.form == SEVERAL
            else f"{'*' * is_right}{letter})"
        )
        yield f"{mark} {coded(fragment('exchange/templates/words.html', words=one.words))}"
        if one.told:
            yield f"... {coded(html(one.told))}"


def coded(words: Markup) -> str:
    """HTML on one line, in which nothing means anything to Markdown."""

    def entity(found: re.Match[str]) -> str:
        return found[0] if len(found[0]) > 1 else f"&#{ord(found[0])};"

    return MEANS.sub(entity, " ".join(str(words).split()))


def plain(words: str) -> str:
    """Words on one line as they are; text2qti escapes them itself."""
    return " ".join(visible(words).split())
