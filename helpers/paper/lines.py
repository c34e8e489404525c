"""The article in numbered lines, which break alike in every browser, and words found by them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from attrs import define, frozen

from helpers.common.text import in_quotes, plural, shorten
from helpers.exercises.answers import AnswerError
from helpers.exercises.marked_text import Parts, as_answer, read_stretch
from helpers.lesson.article import (
    Article,
    Passage,
    occurrences,
    part_name,
    plain_letters,
    stands_alone,
)

MEASURE = 68  # letters of a line
SHOWN = 4  # places that a message names
HOW = "Type the line, and the first and last words: 12: first .. last."
# What may stand before the words: a paragraph, and the lines on which they begin and end.
PLACE = re.compile(
    r"\s*(?:(?:¶|par\w*\.?|p\.?)\s*(?P<at>\d+)\s*[,;.]?)?"
    r"\s*(?:(?:lines?|l\.?)?\s*(?P<first>\d+)(?:\s*[-–—]\s*(?P<last>\d+))?)?\s*:(?P<words>.*)",
    re.IGNORECASE | re.DOTALL,
)
TO = re.compile(r"\s*(?:\.\.+|…)\s*")  # spreadsheets make one sign of three points


@frozen
class Line:
    """A line of the article: its number, from 1, its part, and where it begins and ends in it.

    `start` and `end` count from the start of the file, as those of a passage do.
    """

    number: int
    at: str
    text: str
    start: int
    end: int


@define(slots=False)
class Lines:
    """The lines of an article, numbered through."""

    article: Article

    @cached_property
    def parts(self) -> list[tuple[str, list[Line]]]:
        """The parts of the article by name, each with its lines."""
        found: list[tuple[str, list[Line]]] = []
        number = 0
        for at, part in self.article.parts.items():
            lines = []
            for start, end in broken(part.quote):
                number += 1
                words = part.quote[start:end]
                lines.append(Line(number, at, words, part.start + start, part.start + end))
            found.append((at, lines))
        return found

    @cached_property
    def every(self) -> list[Line]:
        """All lines, in order."""
        return [line for _, lines in self.parts for line in lines]

    def number_at(self, place: int) -> int:
        """The number of the line in which a place of the file stands."""
        return max((one.number for one in self.every if one.start <= place), default=1)

    def span(self, passage: Passage) -> tuple[int, int]:
        """The numbers of the lines on which a passage begins and ends."""
        return self.number_at(passage.start), self.number_at(passage.end - 1)

    def where(self, passage: Passage) -> str:
        """The part and the lines of a passage, as a class says it: ¶3, lines 12–13."""
        first, last = self.span(passage)
        part = f"¶{passage.at}" if passage.at.isdigit() else passage.at
        lines = f"line {first}" if first == last else f"lines {first}–{last}"
        return f"{part}, {lines}"

    # ---- words that are typed

    def read(self, parts: Parts, typed: str) -> dict[str, Any]:
        """The passage of `parts` that is typed by its first and last words, as an answer has it.

        Raises AnswerError where it stands nowhere, or in several places.
        """
        match = PLACE.fullmatch(typed)
        words, at, first, last = typed, None, None, None
        if match and (match["at"] or match["first"]):
            words, at = match["words"], match["at"]
            first = int(match["first"]) if match["first"] else None
            last = int(match["last"]) if match["last"] else None
        within = [one for name, one in parts.items() if at in (None, name)]
        found = list(self.passages(within, words.strip(), first, last))
        if len(found) == 1:
            return as_answer(parts, found[0])
        said = in_quotes(shorten(words.strip(), 60))
        if not found:
            there = " or ".join(map(part_name, [at] if at else parts))
            on = f" on {lines_in_words(first, last)}" if first else ""
            raise AnswerError(f"{said} stands nowhere{on} in {there}.", HOW)
        places = ", ".join("–".join(map(str, self.span(one))) for one in found[:SHOWN])
        more = " and more" if len(found) > SHOWN else ""
        raise AnswerError(
            f"{said} can be in {plural(len(found), 'place')}: lines {places}{more}.",
            "Type the lines before it, as 12-13: first .. last, or more of the words.",
        )

    def passages(
        self, parts: Iterable[Passage], words: str, first: int | None, last: int | None
    ) -> Iterator[Passage]:
        """Yield the passages that begin and end with some words, on the lines that are given."""
        begins, *rest = [" ".join(one.split()) for one in TO.split(words, maxsplit=1)]
        ends = rest[0] if rest else ""
        for part in parts:
            for start, after in found_in(part.quote, begins):
                stops = [(start, after)]
                if ends:
                    stops = [one for one in found_in(part.quote, ends) if one[0] >= after]
                for _, stop in stops:
                    passage = Passage(
                        part.at, part.quote[start:stop], part.start + start, part.start + stop
                    )
                    on = self.span(passage)
                    if first in (None, on[0]) and last in (None, on[1]):
                        yield passage

    def typed(self, parts: Parts, passage: Passage) -> str:
        """A passage as it is typed, with as few words as leave no doubt."""
        words = passage.quote.split()
        first, last = self.span(passage)
        spans = [f"{first}"] if first == last else [f"{first}", f"{first}-{last}"]
        wanted = as_answer(parts, passage)
        for count in range(1, (len(words) + 1) // 2):
            said = f"{' '.join(words[:count])} .. {' '.join(words[-count:])}"
            for typed in (f"{span}: {said}" for span in spans):
                if self.is_read_as(parts, typed, wanted):
                    return typed
        return f"{spans[-1]}: {' '.join(words)}"

    def typed_answer(self, parts: Parts, answer: Any) -> str:
        """A passage that an answer marks as it is typed."""
        found = read_stretch(parts, answer)
        start = parts[found.at].start
        place = (start + found.start, start + found.end)
        return self.typed(parts, Passage(found.at, answer["quote"], *place))

    def is_read_as(self, parts: Parts, typed: str, wanted: dict[str, Any]) -> bool:
        """Say whether what is typed means a passage, and no other."""
        try:
            return self.read(parts, typed) == wanted
        except AnswerError:
            return False


def lines_in_words(first: int, last: int | None) -> str:
    """A line, or the first and the last of several."""
    return f"line {first}" if last in (None, first) else f"lines {first}–{last}"


def found_in(text: str, words: str) -> list[tuple[int, int]]:
    """Where words begin and end in a text: as words of their own, where letters are not wide."""
    if not words:
        return []
    plain, wanted = plain_letters(text), plain_letters(words)
    places = [(start, start + len(wanted)) for start in occurrences(plain, wanted)]
    if any(map(is_wide, words)):  # spaces part no words there
        return places
    return [one for one in places if stands_alone(text, one[0], len(wanted))]


def broken(text: str, measure: int = MEASURE) -> Iterator[tuple[int, int]]:
    """Yield where each line of a text begins and ends, without the spaces around it.

    Lines break at spaces, and beside a wide letter, as Japanese is written. A longer
    word is cut.
    """
    start = end = 0
    for begin, stop in unbroken(text):
        if end and width_of(text[start:stop]) > measure:
            yield start, end
            start = begin
        elif not end:
            start = begin
        end = stop
    if end:
        yield start, end


def unbroken(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each piece that stays on one line begins and ends; spaces are in none."""
    for word in re.finditer(r"\S+", text):
        start = word.start()
        for place in range(word.start() + 1, word.end()):
            before, after = text[place - 1], text[place]
            wide = is_wide(before) or is_wide(after)
            closes = unicodedata.category(after) in ("Pe", "Pf", "Po", "Mn", "Mc")
            opens = unicodedata.category(before) in ("Ps", "Pi")
            if (wide and not closes and not opens) or width_of(text[start:place]) >= MEASURE:
                yield start, place
                start = place
        yield start, word.end()


def is_wide(letter: str) -> bool:
    """Whether a letter takes the room of two."""
    return unicodedata.east_asian_width(letter) in ("W", "F")


def width_of(text: str) -> int:
    """How many letters wide a text is."""
    return sum(0 if unicodedata.combining(one) else 2 if is_wide(one) else 1 for one in text)
