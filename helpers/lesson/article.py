"""The article: its lines, its sentences, and passages found in it by their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from helpers.common.record import Record
from helpers.common.text import shorten, times

# A word: letters and digits of any script, joined by hyphens, apostrophes, points or commas.
WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")
# Where a sentence ends behind a long word, and the next begins with a number: “… schließen. 31 …”
BEFORE_NUMBER = re.compile(r"(?<=[a-zäöüß]{5}\.)(?<!nr\.)\s+(?=\d)")
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
        return self.near.in_words if self.near else None


class LayoutError(ValueError):
    """A layout that names a line which is not there."""


class Passage(Record):
    """A stretch of the article: the part it stands in (`at`), and its words (`quote`).

    `start` and `end` count code points from the start of the file.
    """

    at: str
    quote: str
    start: int
    end: int

    def __init__(self, at: str, quote: str, start: int, end: int) -> None:
        """Take the parts in this order."""
        super().__init__(at=at, quote=quote, start=start, end=end)

    @property
    def in_words(self) -> str:
        """The quotation and the part it stands in, for a message."""
        return f"“{shorten(self.quote)}”, in {part_name(self.at)}"


class Article:
    """The text as received, and where its parts begin and end.

    `parts` maps `headline`, `byline`, `credit` and the body paragraphs `1`, `2`, ... to passages,
    in reading order. Lines with nothing on them are no part. `language` is an ISO 639-1 code.
    """

    def __init__(self, text: str, parts: Mapping[str, Passage], language: str = "en") -> None:
        """Take a text that was cut into parts; `read_article` does so."""
        self.text, self.parts, self.language = text, parts, language

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the file, in hexadecimal digits: the text in UTF-8 is what was read."""
        from hashlib import sha256

        return sha256(self.text.encode()).hexdigest()

    @cached_property
    def paragraphs(self) -> list[Passage]:
        """The body, in order."""
        return [part for at, part in self.parts.items() if at.isdigit()]

    @cached_property
    def sentences(self) -> list[Passage]:
        """The sentences of the body, in order, as sentencex cuts them in this language."""
        from sentencex import segment

        found = []
        for paragraph in self.paragraphs:
            begin = paragraph.start
            cut = segment(self.language, paragraph.quote)
            if self.language == "de":  # sentencex takes each point before a number for no end
                cut = [one for some in cut for one in BEFORE_NUMBER.split(some)]
            for sentence in map(str.strip, cut):
                start = self.text.find(sentence, begin)
                begin = start + len(sentence)
                if sentence:
                    found.append(Passage(paragraph.at, sentence, start, begin))
        return found

    @cached_property
    def _plain_text(self) -> str:
        return plain_letters(self.text)

    def find(self, at: str, quote: str, nth: int | None = None) -> Passage:
        """The passage that `quote` names in the part `at`.

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
        """The longer word that a passage stands inside of, where its words also stand alone.

        None where they stand alone here, or nowhere in the part.
        """
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
        """The passage most like `quote`: in `at`, or else in another part; None if none is.

        Capitals, quotation marks and dashes make no difference.
        """
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


def read_article(
    path: Path, layout: Mapping[str, int] | None = None, language: str = "en"
) -> Article:
    """Read the article at `path`; `language` is an ISO 639-1 code.

    `layout` says which line is the headline, the byline and the credit; lines count from 1, or
    from the end with -1, and lines with nothing on them do not count. Without it the first line
    is the headline, a second line that begins with "By" the byline, and a last line that says who
    contributed the credit. All other lines are the body.

    Raises OSError where the file cannot be read, UnicodeDecodeError where it is not UTF-8, and
    LayoutError where the layout names a line that is not there.
    """
    text = path.read_bytes().decode("utf-8")
    lines = [match for match in re.finditer(r"[^\r\n\ufeff]+", text) if match.group().strip()]
    if not lines:
        return Article(text, {}, language)
    names = part_names(lines, guess_layout(lines) if layout is None else layout)
    parts = {
        name: Passage(name, line.group(), *line.span())
        for name, line in zip(names, lines, strict=True)
    }
    return Article(text, parts, language)


def guess_layout(lines: list[re.Match[str]]) -> dict[str, int]:
    """The line numbers, from 1, of headline, byline and credit, as their wording tells them."""
    layout = {"headline": 1} if lines else {}
    if len(lines) > 1 and re.match(r"\W*by\b", lines[1].group(), re.IGNORECASE):
        layout["byline"] = 2
    if len(lines) > 2 and CREDIT.search(lines[-1].group()):
        layout["credit"] = len(lines)
    return layout


def part_names(lines: list[re.Match[str]], layout: Mapping[str, int]) -> list[str]:
    """The name of each line's part; LayoutError where the layout names a line beyond the last."""
    named = {}
    for name, number in layout.items():
        if not 1 <= abs(number) <= len(lines):
            raise LayoutError(f"the {name} is said to be line {number}, of {len(lines)} lines")
        named[number - 1 if number > 0 else len(lines) + number] = name
    body = iter(range(1, len(lines) + 1))
    return [named.get(index) or str(next(body)) for index in range(len(lines))]


def part_name(at: str) -> str:
    """How a part is called in a sentence: `paragraph 3`, `the headline`."""
    return f"paragraph {at}" if at.isdigit() else f"the {at}"


def occurrences(text: str, quote: str) -> Iterator[int]:
    """Where `quote` begins in `text`, one after the other, without overlaps."""
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
    """Where the stretch of `text`, cut at words, begins and ends that is most like `quote`.

    Both are 0 where the two have no three letters in a row in common.
    """
    import difflib

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
    """The text in small letters, with one kind of quotation mark and dash, and just as long."""
    plain = text.translate(SAME_LOOKS)
    small = plain.lower()
    if len(small) == len(plain):
        return small
    return "".join(one if len(one.lower()) > 1 else one.lower() for one in plain)
