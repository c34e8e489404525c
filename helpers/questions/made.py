"""A question that was made: its entries for exercises.yaml and key.yaml, and what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from attrs import field, frozen

from helpers.exercises.fields import NOT_SAID, UNSAID
from helpers.lesson.article import Passage
from helpers.questions.reading import Reading


@frozen
class Made:
    """A question made from a lesson's tables.

    `id` is the same whenever it is made from the same rows. `family` and `rows` say what it asks
    about: the table and the id of a row, or its part and words. `passages` are where these stand.
    `exercise` and `key` are what goes into exercises.yaml and, under `id`, into key.yaml.
    """

    id: str
    family: str
    rows: tuple[str, ...]
    passages: tuple[Passage, ...]
    exercise: dict[str, Any]
    key: dict[str, Any]

    @property
    def notebook(self) -> str:
        """The notebook in which it is asked."""
        return str(self.exercise["notebook"])

    @property
    def question(self) -> str:
        """What is asked, in a sentence or two."""
        return str(self.exercise["question"])


@frozen
class About:
    """What an exercise has whatever its kind."""

    family: str
    row: str
    notebook: str
    place: str
    title: str
    question: str
    objective: tuple[str, ...]
    rows: tuple[str, ...]
    passages: tuple[Passage, ...] = ()
    minutes: int = 2

    @property
    def id(self) -> str:
        """The id of the exercise, of its family and its row."""
        return f"{self.family}-{slug(self.row)}"


@frozen
class Option:
    """An answer to choose: what is said to it, and the words beside that.

    One without a `misconception` is right.
    """

    id: str
    text: str
    message: str
    evidence: Passage
    misconception: str = field(default="")


def not_said(message: str, evidence: Passage, misconception: str = "") -> Option:
    """The option that the article does not say."""
    return Option(UNSAID, NOT_SAID, message, evidence, misconception)


def made(
    reading: Reading,
    about: About,
    kind: str,
    marks: int,
    asked: dict[str, Any],
    key: dict[str, Any],
) -> Made:
    """A question of a kind, with what this kind has besides in both files."""
    exercise = {
        "id": about.id,
        "notebook": about.notebook,
        "place": about.place,
        "kind": kind,
        "title": about.title,
        "question": about.question,
        "objective": reading.objective(about.objective),
        "minutes": about.minutes,
        "marks": marks,
    }
    return Made(about.id, about.family, about.rows, about.passages, exercise | asked, key)


def choose_one(reading: Reading, about: About, options: Sequence[Option]) -> list[Made]:
    """The question with its options in an order that tells nothing.

    None where no two wrong options are left that read otherwise than the right one.
    """
    kept: dict[str, Option] = {}
    for option in sorted(options, key=lambda one: bool(one.misconception)):
        if option.text not in {one.text for one in kept.values()}:
            kept.setdefault(option.id, option)
    if len(kept) < 3:
        return []
    order = sorted(kept.values(), key=lambda one: mixed(about.id, one.id))
    replies: dict[str, dict[str, Any]] = {}
    names: list[str] = []
    for option in order:
        said: dict[str, Any] = {"marks": 0 if option.misconception else 1}
        if option.misconception:
            names.append(option.misconception)
            count = names.count(option.misconception)
            said["misconception"] = option.misconception + (f"-{count}" if count > 1 else "")
        said["message"] = option.message
        replies[option.id] = said | reading.cited(option.evidence)
    asked = {"options": {one.id: one.text for one in order}}
    return [made(reading, about, "one", 1, asked, {"options": replies})]


def mixed(*words: str) -> str:
    """What ids are sorted by to stand in an order that tells nothing and is always the same."""
    return sha256("/".join(words).encode()).hexdigest()


def slug(words: str) -> str:
    """Words as an id; those of another script by their code points' digest."""
    plain = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    if any(letter.isalpha() and not letter.isascii() for letter in words):
        plain = f"{plain}-{mixed(words)[:6]}".strip("-")
    return plain or mixed(words)[:6]


def spread(found: Iterable[tuple[str, list[Made]]], each: int) -> list[Made]:
    """The first questions of every sort, so many of each."""
    counts: dict[str, int] = {}
    kept = []
    for sort, questions in found:
        if questions and counts.get(sort, 0) < each:
            counts[sort] = counts.get(sort, 0) + 1
            kept.extend(questions)
    return kept
