"""Where the marks of another tool stand in an article of the kit."""

from __future__ import annotations

from collections.abc import Mapping

from helpers.annotations.marks import Mark, Marked
from helpers.common.errors import KitError
from helpers.common.text import shorten
from helpers.drafting.passages import cells_of
from helpers.lesson.article import Article, PassageError

Stretch = tuple[int, int]


def place(marked: Marked, article: Article) -> tuple[dict[str, Stretch], list[str]]:
    """Where each mark stands in article.txt, by its id, and why some stand nowhere.

    The texts may differ in spaces and line ends, and in nothing else: KitError else.
    """
    if marked.text is None:
        return by_words(marked, article)
    places = aligned(marked.text, article.text)
    found, left = {}, []
    for mark in marked.marks:
        inside = [places[at] for at in range(mark.start, mark.end) if at in places]
        if inside:
            found[mark.id] = (inside[0], inside[-1] + 1)
        else:
            left.append(f"{named(mark)} holds only spaces.")
    return found, left


def aligned(other: str, text: str) -> Mapping[int, int]:
    """For each letter of another text its place in this one. Spaces have none.

    Raises KitError, showing where they part, where the letters differ.
    """
    theirs = [at for at, letter in enumerate(other) if not is_space(letter)]
    ours = [at for at, letter in enumerate(text) if not is_space(letter)]
    for one, two in zip(theirs, ours, strict=False):
        if other[one] != text[two]:
            raise KitError(
                "The file is about another text than the lesson. They part where it has "
                f"“{shorten(other[max(0, one - 20) : one + 20])}” and article.txt "
                f"“{shorten(text[max(0, two - 20) : two + 20])}”."
            )
    if len(theirs) != len(ours):
        longer, rest = (
            ("article.txt", text[ours[len(theirs)] :])
            if len(ours) > len(theirs)
            else (
                "the file",
                other[theirs[len(ours)] :],
            )
        )
        raise KitError(
            f"The file is about another text than the lesson: {longer} goes on with "
            f"“{shorten(rest, 40)}”."
        )
    return dict(zip(theirs, ours, strict=True))


def is_space(letter: str) -> bool:
    """Whether a letter does not count where texts are compared."""
    return letter.isspace() or letter == "\ufeff"


def by_words(marked: Marked, article: Article) -> tuple[dict[str, Stretch], list[str]]:
    """Where each mark stands by its words: at its offset, or else between what is around it."""
    found, left = {}, []
    for mark in marked.marks:
        places = places_of(mark.quote, article.text)
        before, after = marked.around.get(mark.id, ("", ""))
        if mark.start not in places:
            fits = [
                one
                for one in places
                if article.text[:one].endswith(before)
                and article.text[one + len(mark.quote) :].startswith(after)
            ]
            places = [mark.start] if mark.start in fits else fits if before or after else places
        else:
            places = [mark.start]
        if len(places) == 1:
            found[mark.id] = (places[0], places[0] + len(mark.quote))
        elif places:
            left.append(f"{named(mark)} stands {len(places)} times in the article: which is meant?")
        else:
            left.append(f"{named(mark)} does not stand in the article.")
    return found, left


def places_of(quote: str, text: str) -> list[int]:
    """Where words begin in a text, those too that overlap."""
    places, start = [], text.find(quote)
    while start >= 0:
        places.append(start)
        start = text.find(quote, start + 1)
    return places


def passage_cells(
    article: Article, stretch: Stretch, column: str = "quote"
) -> dict[str, str] | None:
    """The cells at, quote (or another column) and nth; None where they cannot name the stretch."""
    cells = cells_of(article, *stretch, column)
    if cells is None:
        return None
    try:
        nth = int(cells["nth"]) if cells["nth"] else None
        found = article.find(cells["at"], cells[column], nth)
    except PassageError:
        return None
    quote = article.text[slice(*stretch)]
    return cells if found.start == stretch[0] + len(quote) - len(quote.lstrip()) else None


def named(mark: Mark) -> str:
    """A mark as a sentence begins with it."""
    return f"{mark.layer or 'A mark'} “{shorten(mark.quote, 60)}”"
