"""What notebooks say of another lesson: a name, an id or an exercise that only that one has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from helpers.common.errors import Findings, KitError, Problem
from helpers.exercises.exercise import FILE as EXERCISES
from helpers.lesson.lesson import lesson_folders
from helpers.lesson.locked import is_sealed
from helpers.lesson.table_reader import read_table
from helpers.lesson.tables import Actor, Place
from helpers.packs.lesson_files import ARTICLE, parsed
from helpers.packs.notebooks import Notebook, source_of, tags_of
from helpers.packs.prompts import FILE as PROMPTS
from helpers.packs.prompts import PLACES
from helpers.packs.selection import number_of

ANY_LESSON = "any-lesson"  # the tag of a cell that names places as examples, whatever is read
WORD = re.compile(r"[^\W\d_]+")
KINDS = ("person", "organisation", "outlet", "state")  # of actors that have a name of their own
SHORTEST = 3  # letters of a name
MARKS = '"`“”'  # in which ids and titles stand
LINKS = 3  # letters of a word that links others: of, the, der


def of_others(folder: Path, books: Mapping[str, Notebook]) -> Iterator[Problem]:
    """A problem for each cell of the notebooks of a lesson, in a folder, that names another one.

    `books` are notebooks by the names of their files, with the prompts of the lesson; in the
    teacher's only these are looked at. The others are those beside the lesson that are not sealed.
    """
    others = [one for one in lesson_folders(folder.parent) if one.resolve() != folder.resolve()]
    words = only_theirs(folder, others)
    if not words:
        return
    named = "|".join(map(re.escape, longest_first(words)))
    found = re.compile(rf"(?<!\w)(?:{named})(?!\w)")
    for name, book in books.items():
        number = number_of(name)
        places = {ids[0]: place for place, ids in PLACES.get(number, {}).items()}
        for cell in book["cells"]:
            place = places.get(cell.get("id", ""))
            if ANY_LESSON in tags_of(cell) or not (place or number.isdigit()):
                continue
            for word in dict.fromkeys(found.findall(source_of(cell))):
                said = f"“{word.strip(MARKS)}” is of another lesson, {words[word]}"
                if place:
                    remedy = f"say it of this article, in {number} under {place}"
                    yield Problem(PROMPTS, said, remedy, column=place)
                else:
                    said = f"in the cell {cell.get('id', '')} {said}"
                    remedy = f"take it out, or tag the cell “{ANY_LESSON}”, if it is an example"
                    yield Problem(f"notebooks/{name}.ipynb", said, remedy)


def longest_first(words: Iterable[str]) -> list[str]:
    """Words in the order in which to look for them: none before one that begins with it."""
    return sorted(words, key=lambda one: (-len(one), one))


def only_theirs(folder: Path, others: Iterable[Path]) -> dict[str, str]:
    """The words by which other lessons are known, each with the name of one that has it.

    None of them stands in the article of the lesson in `folder`, or is one of its own.
    """
    theirs = {word: one.name for one in others if not is_sealed(one) for word in words_of(one)}
    if not theirs:
        return {}
    own, text = {*words_of(folder)}, article_of(folder)
    return {
        word: slug
        for word, slug in theirs.items()
        if word not in own and not re.search(rf"(?<!\w){re.escape(word.strip(MARKS))}(?!\w)", text)
    }


def words_of(folder: Path) -> Iterator[str]:
    """Yield the words by which a lesson is known, as they stand in a cell.

    These are the names of its actors and places, its ids in quotation marks, as code has them,
    and the ids and titles of its exercises.
    """
    text, findings = article_of(folder), Findings()
    for table in ("actors", "places"):
        for row in read_table(folder, table, None, {}, findings):
            if isinstance(row, Actor):
                yield f'"{row.actor}"'
                if row.kind in KINDS:
                    yield from proper(row.name, text)
                if row.kind == "person":
                    yield from proper(row.name.split()[-1], text)
            elif isinstance(row, Place):
                yield f'"{row.place}"'
                yield from proper(row.name, text)
    for one in asked_in(folder):
        name, title = str(one.get("id", "")), str(one.get("title", ""))
        yield from [f"`{name}`"] if "-" in name else []
        yield from [f"“{title}”"] if title else []


def asked_in(folder: Path) -> list[dict[str, Any]]:
    """The entries of a lesson's exercises; none where they cannot be read."""
    try:
        entries = parsed(EXERCISES, (folder / EXERCISES).read_bytes()).get("exercises")
    except (OSError, KitError):
        return []
    return [one for one in entries or () if isinstance(one, dict)]


def article_of(folder: Path) -> str:
    """The text of a lesson's article; nothing where it cannot be read."""
    try:
        return (folder / ARTICLE).read_text("utf-8-sig")
    except (OSError, ValueError):
        return ""


def proper(name: str, text: str) -> Iterator[str]:
    """Yield a name where it is one of its own: no word of it stands in small letters in a text."""
    words = WORD.findall(name)
    small = [word for word in words if word == word.lower() != word.upper() and len(word) > LINKS]
    ordinary = {word.lower() for word in words if len(word) > LINKS} & {*WORD.findall(text)}
    if words and len(name) >= SHORTEST and not small and not ordinary:
        yield name
