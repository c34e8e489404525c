"""The article on the page: with numbered paragraphs, and with passages marked in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from helpers.common.pages import fragment
from helpers.explore.page import Page
from helpers.explore.sourcing import with_hands
from helpers.lesson.article import Passage
from helpers.lesson.lesson import Lesson
from helpers.lesson.locked import reference
from helpers.lesson.tables import NARRATOR

Piece: TypeAlias = tuple[str, bool, str]  # the words, whether they are marked, and the label


def read(lesson: Lesson) -> Page:
    """The whole article with numbered paragraphs."""
    return page(lesson, "The article", [], every=True)


@reference
def mark_actor(lesson: Lesson, actor: str) -> Page:
    """The parts in which an actor is mentioned, with every mention marked.

    Raises KitError where there is no such actor.
    """
    wanted = lesson.actor(actor).actor
    rows = [(row.passage, "") for row in lesson.mentions if wanted in row.actor]
    return page(lesson, f"Mentions of {lesson.names[wanted]}", rows)


@reference
def mark_place(lesson: Lesson, place: str) -> Page:
    """The parts that name or imply a place, with each toponym marked and its type.

    Raises KitError where there is no such place.
    """
    rows = [(row.passage, row.type) for row in lesson.toponyms if row.place == place]
    return page(lesson, f"Where the article names or implies {lesson.place(place).name}", rows)


@reference
def mark_sources(lesson: Lesson) -> Page:
    """The body with the content of every source marked, and the source behind it.

    What is not marked is the narrator's. Silences and refusals are not marked.
    """
    rows = [
        (row.passage, with_hands(lesson, row))
        for row in lesson.statements
        if row.source != NARRATOR and row.polarity != "declines"
    ]
    return page(lesson, "What is marked has a source; the rest is the narrator's", rows, every=True)


def page(
    lesson: Lesson, caption: str, marks: Iterable[tuple[Passage, str]], every: bool = False
) -> Page:
    """The article with `marks` (passage, label); only parts with a mark unless `every`."""
    by_part: dict[str, list[tuple[Passage, str]]] = {}
    for passage, label in marks:
        by_part.setdefault(passage.at, []).append((passage, label))
    parts = {
        at: list(cut(part, by_part.get(at, [])))
        for at, part in lesson.article.parts.items()
        if every or at in by_part
    }
    if not parts:
        return Page(caption, "<p>No passage is marked.</p>", "No passage is marked.")
    names = {at: f"¶{at}" if at.isdigit() else at for at in parts}
    html = fragment("explore/templates/reader.html", parts=parts, names=names)
    text = (f"{names[at]}  {''.join(map(plain, pieces))}" for at, pieces in parts.items())
    return Page(caption, html, "\n\n".join(text))


def plain(piece: Piece) -> str:
    """A piece of the article as plain text: what is marked stands in brackets, its label behind."""
    words, marked, label = piece
    return f"[{words}]{f' ({label})' if label else ''}" if marked else words


def cut(part: Passage, marks: list[tuple[Passage, str]]) -> Iterator[Piece]:
    """Yield a part of the article in pieces.

    Of marks that overlap, the one that begins first is kept, and the longer of two that begin
    together.
    """
    done = part.start
    for passage, label in sorted(marks, key=lambda mark: (mark[0].start, -mark[0].end)):
        if passage.start < done:
            continue
        yield part.quote[done - part.start : passage.start - part.start], False, ""
        yield passage.quote, True, label
        done = passage.end
    yield part.quote[done - part.start :], False, ""
