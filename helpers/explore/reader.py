"""The article on the page: with numbered paragraphs, and with passages marked in it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from helpers.explore.page import Page
from helpers.explore.sourcing import with_hands
from helpers.lesson.article import Passage
from helpers.lesson.lesson import Lesson
from helpers.lesson.locked import reference
from helpers.lesson.tables import NARRATOR

MARK = "background: #ffe08a; color: #1a1a1a; border-bottom: 2px solid #1a1a1a"


def read(lesson: Lesson) -> Page:
    """Return the whole article with numbered paragraphs."""
    return page(lesson, "The article", [], every=True)


@reference
def mark_actor(lesson: Lesson, actor: str) -> Page:
    """Return the parts in which an actor is mentioned, with every mention marked.

    Raises KitError where there is no such actor.
    """
    wanted = lesson.actor(actor).actor
    rows = [(row.passage, "") for row in lesson.mentions if wanted in row.actor]
    return page(lesson, f"Mentions of {lesson.names[wanted]}", rows)


@reference
def mark_place(lesson: Lesson, place: str) -> Page:
    """Return the parts that name or imply a place, with each toponym marked and its type.

    Raises KitError where there is no such place.
    """
    rows = [(row.passage, row.type) for row in lesson.toponyms if row.place == place]
    return page(lesson, f"Where the article names or implies {lesson.place(place).name}", rows)


@reference
def mark_sources(lesson: Lesson) -> Page:
    """Return the body with the content of every source marked, and the source behind it.

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
    """Return the article with `marks` (passage, label); only parts with a mark unless `every`."""
    by_part: dict[str, list[tuple[Passage, str]]] = {}
    for passage, label in marks:
        by_part.setdefault(passage.at, []).append((passage, label))
    html, text = [], []
    for at, part in lesson.article.parts.items():
        if not every and at not in by_part:
            continue
        pieces = list(cut(part, by_part.get(at, [])))
        name = f"¶{at}" if at.isdigit() else at
        inner = "".join(
            f'<mark style="{MARK}">{escape(words)}</mark>{small(label)}'
            if marked
            else escape(words)
            for words, marked, label in pieces
        )
        tag = "h3" if at == "headline" else "p"
        html.append(f"<{tag}><b>{name}</b>&ensp;{inner}</{tag}>")
        plain = "".join(
            f"[{words}]{f' ({label})' if label else ''}" if marked else words
            for words, marked, label in pieces
        )
        text.append(f"{name}  {plain}")
    if not html:
        return Page(caption, "<p>No passage is marked.</p>", "No passage is marked.")
    return Page(caption, f'<div style="max-width: 46em">{"".join(html)}</div>', "\n\n".join(text))


def small(label: str) -> str:
    """Return a label to stand behind a mark."""
    return f" <small>[{escape(label)}]</small>" if label else ""


def cut(part: Passage, marks: list[tuple[Passage, str]]) -> Iterable[tuple[str, bool, str]]:
    """Yield a part in pieces: the words, whether they are marked, and the label.

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
