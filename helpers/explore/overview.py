"""The article at a glance: what is known of it, how long it is, and where readers may differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.lesson.article import WORD
from helpers.lesson.lesson import Lesson
from helpers.lesson.locked import reference
from helpers.lesson.tables import TABLES

if TYPE_CHECKING:
    from pandas import DataFrame

FACTS = {
    "headline": "headline",
    "author": "written by",
    "publisher": "published by",
    "dateline": "dateline",
    "datePublished": "date",
    "dateModified": "last changed",
    "inLanguage": "language",
    "rights": "rights",
}


def facts(lesson: Lesson) -> DataFrame:
    """What lesson.yaml knows of the article, in words for schema.org NewsArticle.

    Columns: fact, value.
    """
    from pandas import DataFrame

    rows = [[label, lesson.about[fact]] for fact, label in FACTS.items() if lesson.about.get(fact)]
    return DataFrame(rows, columns=["fact", "value"])


@reference
def inferred(lesson: Lesson) -> DataFrame:
    """What the lesson says and the article does not. Columns: fact, reason, source."""
    from pandas import DataFrame

    rows = [
        [str(entry.get(key) or "") for key in ("fact", "reason", "source")]
        for entry in lesson.about.get("inferred", ())
    ]
    return DataFrame(rows, columns=["fact", "reason", "source"])


def paragraphs(lesson: Lesson) -> DataFrame:
    """How long the paragraphs of the body are.

    Columns: paragraph (number), sentences, words (how many of each).
    """
    from pandas import DataFrame

    sentences = [one.at for one in lesson.article.sentences]
    rows = [
        [int(part.at), sentences.count(part.at), len(WORD.findall(part.quote))]
        for part in lesson.article.paragraphs
    ]
    return DataFrame(rows, columns=["paragraph", "sentences", "words"])


@reference
def contents(lesson: Lesson) -> DataFrame:
    """The tables of the lesson. Columns: table (name), rows (how many)."""
    from pandas import DataFrame

    rows = [[name, len(getattr(lesson, name))] for name in TABLES]
    return DataFrame(rows, columns=["table", "rows"])


@reference
def judgements(lesson: Lesson, *tables: str) -> DataFrame:
    """The passages that two careful readers may read in two ways.

    Only those that concern `tables`, where any are named. Columns: at (part of the article),
    words, we read, one could also read, why.
    """
    from pandas import DataFrame

    rows = [
        [row.at, row.quote, row.reading, row.other, row.reason]
        for row in lesson.judgements
        if not tables or row.table in tables
    ]
    return DataFrame(rows, columns=["at", "words", "we read", "one could also read", "why"])


@reference
def background(lesson: Lesson) -> DataFrame:
    """Facts that the article does not print, the same measures for everyone.

    Columns: who (name), measure, fact, source (where to check it).
    """
    from pandas import DataFrame

    rows = [
        [lesson.names[row.actor], row.measure, row.fact, row.source] for row in lesson.background
    ]
    return DataFrame(rows, columns=["who", "measure", "fact", "source"])


def objectives(lesson: Lesson) -> DataFrame:
    """What the lesson teaches. Columns: objective, standards (their codes)."""
    from pandas import DataFrame

    rows = [
        [entry["text"], ", ".join(entry.get("standards") or ())]
        for entry in lesson.about.get("objectives", ())
    ]
    return DataFrame(rows, columns=["objective", "standards"])
