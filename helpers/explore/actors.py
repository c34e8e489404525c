"""Who is in the article, in which words, and who gets to speak."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from helpers.explore.sourcing import words_by_statement
from helpers.lesson.article import Passage
from helpers.lesson.lesson import Lesson
from helpers.lesson.locked import reference
from helpers.lesson.tables import FORMS

if TYPE_CHECKING:
    from pandas import DataFrame


@reference
def mentions(lesson: Lesson, actor: str | None = None) -> DataFrame:
    """The mentions in reading order: all, or those of one actor by its id.

    Columns: at (part of the article), words (as printed), form (name, title, pronoun, metonym,
    description), actor (name). A word that stands for two actors has two rows.
    Raises KitError where there is no such actor.
    """
    from pandas import DataFrame

    wanted = None if actor is None else lesson.actor(actor).actor
    rows = [
        [row.at, row.quote, row.form, lesson.names[one]]
        for row in sorted(lesson.mentions, key=lambda row: row.passage.start)
        for one in row.actor
        if wanted in (None, one)
    ]
    return DataFrame(rows, columns=["at", "words", "form", "actor"])


@reference
def forms(lesson: Lesson) -> DataFrame:
    """How often each actor is called by name, title, pronoun, metonym or description.

    One row an actor (name), one column a form, and their sum in `all`; most mentioned first.
    """
    from pandas import DataFrame

    counted: dict[str, Counter[str]] = {row.actor: Counter() for row in lesson.actors}
    for row in lesson.mentions:
        for actor in row.actor:
            counted[actor][row.form] += 1
    rows = [
        [lesson.names[actor], *(counts[form] for form in FORMS), counts.total()]
        for actor, counts in sorted(counted.items(), key=lambda item: -item[1].total())
    ]
    return DataFrame(rows, columns=["actor", *FORMS, "all"])


@reference
def pronouns(lesson: Lesson) -> DataFrame:
    """Each pronoun in reading order, with whom it stands for.

    Columns: at (part of the article), pronoun, stands for (names), sentence.
    """
    from pandas import DataFrame

    found: dict[Passage, list[str]] = {}
    for row in sorted(lesson.mentions, key=lambda row: row.passage.start):
        if row.form == "pronoun":
            found.setdefault(row.passage, []).extend(lesson.names[actor] for actor in row.actor)
    rows = [
        [passage.at, passage.quote, " and ".join(names), lesson.around(passage)]
        for passage, names in found.items()
    ]
    return DataFrame(rows, columns=["at", "pronoun", "stands for", "sentence"])


@reference
def voices(lesson: Lesson) -> DataFrame:
    """How often each actor is mentioned, and what part it has in what is said; most words first.

    Columns: actor (name), kind, mentions, statements (headline and byline count in both), words
    (how many of the body are its own), part (`speaks`, `passes words on`, `is silent or refuses`
    or `is only spoken of`).
    """
    from pandas import DataFrame

    mentioned = Counter(actor for row in lesson.mentions for actor in row.actor)
    passing = {actor for row in lesson.statements for actor in row.via}
    spoken: Counter[str] = Counter()
    words: Counter[str] = Counter()
    silent = set()
    for row, count in words_by_statement(lesson):
        if row.polarity == "declines":
            silent.add(row.source)
        else:
            spoken[row.source] += 1
            words[row.source] += count
    rows = []
    for actor in lesson.actors:
        one = actor.actor
        part = "is only spoken of"
        if spoken[one]:
            part = "speaks"
        elif one in passing:
            part = "passes words on"
        elif one in silent:
            part = "is silent or refuses"
        rows.append([actor.name, actor.kind, mentioned[one], spoken[one], words[one], part])
    table = DataFrame(rows, columns=["actor", "kind", "mentions", "statements", "words", "part"])
    return table.sort_values(["words", "mentions"], ascending=False, ignore_index=True)
