"""The article: its lines, its sentences, and passages found in it by their words."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from attrs import define, frozen

from helpers.common.text import shorten, times

WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")
CREDIT = re.compile(r"contributed to|^\W*(reporting|editing|writing) by\b", re.IGNORECASE)
SAME_LOOKS = str.maketrans("“”„«»‘’‚–—\u00a0", '"""""' + "'''" + "-- ")


class PassageError(ValueError):
    """A quotation that cannot be placed: what was found, the nearest text, what to do.

    `column` is the one to look at: at, quote or nth. `near` is the passage most like it.
    """

    def __init__(self, column: str, found: str, remedy: str, near: Passage | None = None) -> None:
        """Keep the parts of the message."""
        super().__init__(found)
        self.column, self.found, self.remedy, self.near = column, found, remedy, near

    @property
    def nearest(self) -> str | None:
        """The passage most like it, in words."""
        return self.near and self.near.in_words


class LayoutError(ValueError):
    """A layout that names a line which is not there."""


@frozen
class Passage:
    """A stretch of the article. `start` and `end` count code points from the start of the file."""

    at: str
    quote: str
    start: int
    end: int

    @property
    def in_words(self) -> str:
        """The quotation and the part it stands in, for a message."""
        return f"“{shorten(self.quote)}”, in {part_name(self.at)}"


@define(slots=False)
class Article:
    """The text as received, and where its parts begin and end.

    `parts` maps `headline`, `byline`, `credit` and the body paragraphs `1`, `2`, ... to passages,
    in reading order. Lines with nothing on them are no part.
    """

    text: str
    parts: Mapping[str, Passage]
    sha256: str
    language: str = "en"

    @cached_property
    def paragraphs(self) -> list[Passage]:
        """The body, in order."""
        return [part for at, part in self.parts.items() if at.isdigit()]

    @cached_property
    def sentences(self) -> list[Passage]:
        """The sentences of the body, in order."""
        from sentencex import segment

        found = []
        for paragraph in self.paragraphs:
            begin = paragraph.start
            for sentence in map(str.strip, segment(self.language, paragraph.quote)):
                start = self.text.find(sentence, begin)
                begin = start + len(sentence)
                if sentence:
                    found.append(Passage(paragraph.at, sentence, start, begin))
        return found

    @cached_property
    def _plain_text(self) -> str:
        return plain_letters(self.text)

    def find(self, at: str, quote: str, nth: int | None = None) -> Passage:
        """Return the passage that `quote` names in the part `at`.

        `nth` counts from 1. An occurrence inside a longer word ("Rome" in "Romeo") counts,
        but is taken only where the quotation never stands as a word of its own.

        Raises PassageError where the part or the quotation is not there, or where it recurs and
        `nth` does not say which one is meant.
        """
        if at not in self.parts:
            raise PassageError(
                "at",
                f"there is no part '{at}' in the article",
                f"write a body paragraph from 1 to {len(self.paragraphs)}, or one of: "
                + ", ".join(name for name in self.parts if not name.isdigit()),
                self.nearest(at, quote),
            )
        part = self.parts[at]
        if not quote.strip():
            raise PassageError("quote", "the quotation is empty", "copy the words from the article")
        starts = list(occurrences(part.quote, quote))
        whole = [start for start in starts if stands_alone(part.quote, start, len(quote))]
        if not starts:
            raise PassageError(
                "quote",
                f"“{shorten(quote)}” is not in {part_name(at)}",
                "copy the words from the article exactly as they stand there",
                self.nearest(at, quote),
            )
        # Scripts without capitals often part words in other ways, so there none is preferred.
        choices = whole if whole and quote.lower() != quote.upper() else starts
        if nth is None and len(choices) > 1:
            raise PassageError(
                "nth",
                f"“{shorten(quote)}” stands {times(len(choices))} in {part_name(at)}",
                f"say in the column nth which one is meant, from 1 to {len(starts)}",
                self._stretch(at, starts[0], len(quote)),
            )
        if nth is not None and nth > len(starts):
            raise PassageError(
                "nth",
                f"“{shorten(quote)}” stands {times(len(starts))} in {part_name(at)}, not {nth}",
                "leave nth empty" if len(starts) == 1 else f"write 1 to {len(starts)} in nth",
                self._stretch(at, starts[0], len(quote)),
            )
        start = choices[0] if nth is None else starts[nth - 1]
        return self._stretch(at, start, len(quote))

    def inside_word(self, passage: Passage) -> str | None:
        """Return the longer word that a passage stands inside of, where it also stands alone."""
        part = self.parts[passage.at]
        start = passage.start - part.start
        if stands_alone(part.quote, start, len(passage.quote)):
            return None
        starts = occurrences(part.quote, passage.quote)
        if not any(stands_alone(part.quote, one, len(passage.quote)) for one in starts):
            return None
        around = (word for word in WORD.finditer(part.quote) if word.end() > start)
        return next(around).group()

    def nearest(self, at: str, quote: str) -> Passage | None:
        """Return the passage most like `quote`: in `at`, or else in another part; None if none."""
        plain = plain_letters(quote).strip()
        order = [*([at] if at in self.parts else []), *self.parts]
        if plain and plain in self._plain_text:
            for name in order:
                start = plain_letters(self.parts[name].quote).find(plain)
                if start >= 0:
                    return self._stretch(name, start, len(plain))
        for name in order[:1]:
            start, end = most_alike(plain, self.parts[name].quote)
            return self._stretch(name, start, end - start) if end > start else None
        return None

    def _stretch(self, at: str, start: int, length: int) -> Passage:
        begin = self.parts[at].start + start
        return Passage(at, self.text[begin : begin + length], begin, begin + length)

    def selectors(self, passage: Passage) -> list[dict[str, str | int]]:
        """Return the passage as W3C Web Annotation selectors, by quotation and by position.

        Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017, 4.2.4 and 4.2.5.
        """
        return [
            {
                "type": "TextQuoteSelector",
                "exact": passage.quote,
                "prefix": self.text[max(0, passage.start - 32) : passage.start],
                "suffix": self.text[passage.end : passage.end + 32],
            },
            {"type": "TextPositionSelector", "start": passage.start, "end": passage.end},
        ]


def read_article(
    path: Path, layout: Mapping[str, int] | None = None, language: str = "en"
) -> Article:
    """Read the article at `path`.

    `layout` says which line is the headline, the byline and the credit; lines count from 1, or
    from the end with -1, and lines with nothing on them do not count. Without it the first line
    is the headline, a second line that begins with "By" the byline, and a last line that says who
    contributed the credit. All other lines are the body.

    Raises OSError where the file cannot be read, UnicodeDecodeError where it is not UTF-8, and
    LayoutError where the layout names a line that is not there.
    """
    data = path.read_bytes()
    text = data.decode("utf-8")
    lines = [match for match in re.finditer(r"[^\r\n\ufeff]+", text) if match.group().strip()]
    if not lines:
        return Article(text, {}, hashlib.sha256(data).hexdigest(), language)
    names = part_names(lines, guess_layout(lines) if layout is None else layout)
    parts = {
        name: Passage(name, line.group(), *line.span())
        for name, line in zip(names, lines, strict=True)
    }
    return Article(text, parts, hashlib.sha256(data).hexdigest(), language)


def guess_layout(lines: list[re.Match[str]]) -> dict[str, int]:
    """Return the lines of headline, byline and credit as their wording tells them."""
    layout = {"headline": 1} if lines else {}
    if len(lines) > 1 and re.match(r"\W*by\b", lines[1].group(), re.IGNORECASE):
        layout["byline"] = 2
    if len(lines) > 2 and CREDIT.search(lines[-1].group()):
        layout["credit"] = len(lines)
    return layout


def part_names(lines: list[re.Match[str]], layout: Mapping[str, int]) -> list[str]:
    """Return a name for each line; raise LayoutError where the layout names no line."""
    named = {}
    for name, number in layout.items():
        if not 1 <= abs(number) <= len(lines):
            raise LayoutError(f"the {name} is said to be line {number}, of {len(lines)} lines")
        named[number - 1 if number > 0 else len(lines) + number] = name
    body = iter(range(1, len(lines) + 1))
    return [named.get(index) or str(next(body)) for index in range(len(lines))]


def part_name(at: str) -> str:
    """Return how a part is called in a sentence."""
    return f"paragraph {at}" if at.isdigit() else f"the {at}"


def occurrences(text: str, quote: str) -> Iterator[int]:
    """Yield where `quote` begins in `text`, one after the other."""
    start = text.find(quote)
    while start >= 0:
        yield start
        start = text.find(quote, start + len(quote))


def stands_alone(text: str, start: int, length: int) -> bool:
    """Say whether the stretch neither begins nor ends inside a word."""
    before, after = text[start - 1 : start], text[start + length : start + length + 1]
    inside_before = before.isalnum() and text[start].isalnum()
    inside_after = after.isalnum() and text[start + length - 1].isalnum()
    return not (inside_before or inside_after)


def most_alike(quote: str, text: str) -> tuple[int, int]:
    """Return where the stretch of `text`, cut at words, begins and ends that is most like `quote`.

    Both are 0 where the two share nothing to speak of.
    """
    matcher = difflib.SequenceMatcher(None, text[:20_000].lower(), quote[:500], autojunk=False)
    match = matcher.find_longest_match()
    if match.size < 3:
        return 0, 0
    start = max(0, match.a - match.b)
    end = min(len(text), start + len(quote))
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def plain_letters(text: str) -> str:
    """Return the text in small letters, with one kind of quotation mark and dash; as long."""
    plain = text.translate(SAME_LOOKS)
    small = plain.lower()
    if len(small) == len(plain):
        return small
    return "".join(one if len(one.lower()) > 1 else one.lower() for one in plain)


def words(text: str) -> list[str]:
    """Return the words of `text`: runs of letters and digits, with hyphens and apostrophes."""
    return WORD.findall(text)
