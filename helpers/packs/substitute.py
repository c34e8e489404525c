"""The page for whoever stands in for the teacher: a lesson of so many minutes on one A4 side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from attrs import frozen

from helpers.common import pages
from helpers.common.text import plural
from helpers.exercises.asked import Asked
from helpers.exercises.assignment import Assignment
from helpers.exercises.chosen import Chosen
from helpers.exercises.exercise import Exercise
from helpers.exercises.key import Key, Misreading
from helpers.exercises.plan import total
from helpers.lesson.article import Article, part_name
from helpers.lesson.dates import in_words
from helpers.lesson.metadata import stamp
from helpers.packs.short_lesson import STEPS, headings

LETTERS_A_MINUTE = 800  # of a text that a class reads
# Ways to fit all on one side; the first that fits is taken. The size of its letters in points, how
# many letters the sentences of a text have (one is always told whole), and how many wrong answers
# are told of a question.
WAYS = (
    *((9.5, 300, 2), (9.0, 260, 2), (8.5, 240, 2), (8.0, 220, 2), (8.0, 180, 1), (7.5, 160, 1)),
    *((7.0, 130, 1), (7.0, 0, 1), (6.5, 0, 1), (6.5, 0, 0)),
)
# Letters in a line, and lines in the two columns of an A4 side, times the size in points; and lines
# that stay empty, as no question is broken in two.
LETTERS, LINES, EMPTY = 515, 1290, 14
FIXED = 1500  # letters that are on every page
LONGEST, SHORTEST = 400, 170  # letters: of a sentence at most, of a question at least
SENTENCE = re.compile(r"(?<=[.!?。])\s+|(?<=[.!?。][”’»])\s+")


@frozen
class Question:
    """A question as it is taught: the words, what can be chosen and whether it is right, or the
    right answers, the words that settle it, and what some answer instead, each with the reply."""

    title: str
    minutes: str
    words: str
    options: Sequence[tuple[str, bool]]
    right: Sequence[str]
    settled_by: str
    instead: Sequence[tuple[str, str]]

    @property
    def paragraphs(self) -> list[str]:
        """Its texts as they stand on the page, a line or more each."""
        answers = [*(words for words, _ in self.options), *self.right, self.settled_by]
        told = [f"Some {thought} {reply}" for thought, reply in self.instead]
        return [f"{self.title} {self.words}", " · ".join(answers), *told]


def substitute_beside(made: Path) -> Path:
    """The page for a substitute that belongs to a pack or a site, by its file or its folder."""
    made = made.resolve()
    name = made.stem if made.suffix.lower() == ".zip" else made.name
    return made.with_name(f"{name}-substitute.html")


def substitute_page(
    assignment: Assignment, about: Mapping[str, Any], article: Article, asked: Asked
) -> str:
    """The page of a short lesson as HTML. It has the answers, and is for no student."""
    chosen = [one for one in asked.exercises if one.id in assignment.exercises]
    plan = list(timetable(assignment, chosen, article))
    for size, longest, wrong in WAYS:
        steps = [
            (heading, [question(one, asked.keys.get(one.id), longest, wrong) for one in some])
            for heading, some in by_step(chosen)
        ]
        texts = [text for _, some in steps for one in some for text in one.paragraphs]
        texts += [what for _, what in plan] + [heading for heading, _ in steps]
        if lines(texts, size) <= LINES / size - EMPTY:
            break
    return pages.page(
        "packs/templates/substitute.html",
        language="en",
        title=f"{about['headline']}: a lesson of {assignment.minutes} minutes",
        headline=about["headline"],
        source=f"{about['publisher']}, {in_words(stamp(about))}",
        assignment=assignment,
        plan=plan,
        steps=steps,
        size=size,
    )


def by_step(exercises: Iterable[Exercise]) -> Iterator[tuple[str, list[Exercise]]]:
    """Yield the steps of a lesson, each with its heading and its exercises."""
    for number, some in groupby(exercises, lambda one: one.notebook):
        yield headings()[STEPS[number]], list(some)


def timetable(
    assignment: Assignment, exercises: Sequence[Exercise], article: Article
) -> Iterator[tuple[str, str]]:
    """Yield what is done from which minute to which.

    Of graded work nothing is talked about before it is handed in.
    """
    start = end = 1 + assignment.minutes // 40
    spare = max(assignment.minutes - total(exercises) - start - end, 2)
    reading = min(round(len(article.text) / LETTERS_A_MINUTE) or 1, spare - 1)
    parts = [(start, "All open it, and run the first cell."), (reading, "All read the article.")]
    for heading, some in by_step(exercises):
        heading += "" if heading.endswith("?") else ":"
        parts.append((total(some), f"{heading} {plural(len(some), 'question')}."))
    talk = (spare - reading, "Talk: who changed an answer, and which words made you do so?")
    closing = [talk, (end, "All type their name, and press Hand in.")]
    now = 0
    for minutes, what in parts + (closing[::-1] if assignment.graded else closing):
        yield f"{now}–{now + minutes}", what
        now += minutes


def question(exercise: Exercise, key: Key | None, longest: int, wrong: int) -> Question:
    """A question for the page, with texts of at most so many letters and so many wrong answers."""
    readings = list(typical(exercise, key)) if key else []
    right = list(right_answers(exercise, key, readings)) if key else []
    offered = exercise.options.values() if isinstance(exercise, Chosen) else ()
    options = [(one, one in right) for one in offered]
    return Question(
        exercise.title,
        f"{exercise.minutes} min",
        cut(exercise.question, max(2 * longest, SHORTEST)),
        options,
        [] if options else right,
        settled_by(exercise, key, right) if key else "",
        [(one.thought, cut(one.reply.message, longest)) for one in readings[:wrong]],
    )


def right_answers(exercise: Exercise, key: Key, readings: Sequence[Misreading]) -> Iterator[str]:
    """Yield the right answers: by choice, where several rows have one, and without all spellings.

    `readings` are wrong readings, which say in short what holds instead.
    """
    rows: dict[str, list[str]] = {}
    for name, row in key.rows.items():
        rows.setdefault(" / ".join(exercise.choices[one] for one in row.right), []).append(name)
    for right, names in rows.items():
        yield f"{right}: {'; '.join(exercise.rows[one] for one in names)}"
    if rows:
        return
    in_short = readings[0].holds if readings and not isinstance(exercise, Chosen) else ""
    yield from [in_short] if in_short else exercise.right_answers(key)


def typical(exercise: Exercise, key: Key) -> Iterator[Misreading]:
    """Yield two of the wrong readings that the key has a name for: the first and the last."""
    named = [one for one in exercise.misreadings(key) if one.reply.misconception]
    yield from named[:1]
    yield from named[1:][-1:]


def settled_by(exercise: Exercise, key: Key, right: Sequence[str]) -> str:
    """The words that settle a question, with the part of the article in which they stand."""
    told = list(exercise.key_lines(key))
    best = [one.evidence for one in told if one.answer in right or one.marks == str(exercise.marks)]
    found = key.evidence or next(filter(None, best), None)
    return f"“{found.quote}” ({part_name(found.at)})" if found else ""


def lines(texts: Iterable[str], size: float) -> float:
    """How many lines texts take that begin on a line of their own, in letters of a size."""
    return sum(1.2 + width(text) * size // LETTERS for text in texts) + FIXED * size / LETTERS


def width(text: str) -> int:
    """How wide a text is, in letters of the Latin script."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


def cut(text: str, longest: int) -> str:
    """The first sentence of a text, and those behind it up to so many letters."""
    first, *others = SENTENCE.split(text)
    found = first if len(first) <= LONGEST else f"{first[:LONGEST].rsplit(' ', 1)[0]} …"
    for sentence in others:
        if len(found) + len(sentence) >= longest:
            break
        found = f"{found} {sentence}"
    return found
