"""A stretch of the article as the tables name it: part, words, and which occurrence."""

from __future__ import annotations

from pathlib import Path

from helpers.common.errors import Findings, KitError
from helpers.common.text import shorten
from helpers.lesson.article import Article, PassageError, occurrences
from helpers.lesson.lesson import open_article
from helpers.lesson.metadata import FILE as ABOUT
from helpers.lesson.metadata import read_facts

BRIEF = 60  # letters of what an event is called, which stands on charts


def in_brief(words: str) -> str:
    """What a passage tells, as an event is called until somebody words it."""
    return shorten(words.strip().rstrip(".!?"), BRIEF)


def article_of(folder: Path) -> Article:
    """The article of a lesson. Raises KitError where it, or what is known of it, cannot be read."""
    findings = Findings()
    article = open_article(folder, read_facts(folder / ABOUT, findings), findings)
    if article is None:
        raise KitError(str(findings.problems[0]))
    return article


def part_at(article: Article, start: int) -> str | None:
    """The part in which a stretch begins; None between parts."""
    for at, part in article.parts.items():
        if part.start <= start < part.end:
            return at
    return None


def nth_of(article: Article, at: str, start: int, quote: str) -> str:
    """What belongs into nth: nothing where the words name this passage without it."""
    try:
        if article.find(at, quote).start == start:
            return ""
    except PassageError:
        pass
    part = article.parts[at]
    places = list(occurrences(part.quote, quote))
    return str(places.index(start - part.start) + 1) if start - part.start in places else ""


def cells_of(
    article: Article, start: int, end: int, column: str = "quote"
) -> dict[str, str] | None:
    """The cells at, quote (or another column) and nth of a stretch; None where it is in no part.

    It is cut to its part, and to its words: spaces around it go.
    """
    at = part_at(article, start)
    if at is None:
        return None
    end = min(end, article.parts[at].end)
    quote = article.text[start:end]
    start += len(quote) - len(quote.lstrip())
    quote = quote.strip()
    if not quote:
        return None
    return {"at": at, column: quote, "nth": nth_of(article, at, start, quote)}
