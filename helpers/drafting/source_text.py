"""A text that somebody has, as lines: pasted, or out of a .txt, .docx or saved .html file."""

from __future__ import annotations

import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

from helpers.common.errors import KitError, ReadingError
from helpers.common.text import storable
from helpers.lesson.csv_reader import read_text

KINDS = (".txt", ".docx", ".html", ".htm")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BLOCKS = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "li",
    "blockquote",
    "figcaption",
    "div",
    "br",
    "tr",
    "section",
}
LEFT_OUT = {
    "script",
    "style",
    "nav",
    "footer",
    "aside",
    "form",
    "noscript",
    "svg",
    "button",
    "figure",
    "template",
    "iframe",
}
EMPTY = {
    "br",
    "img",
    "meta",
    "link",
    "input",
    "hr",
    "source",
    "wbr",
    "area",
    "base",
    "col",
    "embed",
    "track",
}
LINE = re.compile(r"\r\n?|\n|\u2028|\u2029")
LARGEST = 20_000_000  # bytes of a file that is read


def read_source(path: Path) -> list[str]:
    """The paragraphs of a file, in order. Raises KitError where it cannot be read."""
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise KitError(
            f"{path.name} is no text that can be read here. Save it as {', '.join(KINDS)}."
        )
    try:
        if path.stat().st_size > LARGEST:
            raise KitError(f"{path.name} is too large for an article.")
        if kind == ".docx":
            return lines_of(word_text(path))
        text, _ = read_text(path.read_bytes())
    except OSError as error:
        raise KitError(f"{path.name} cannot be read ({error.strerror}).") from None
    except ReadingError as error:
        raise KitError(f"{path.name} cannot be read: {error.found}. Save it as UTF-8.") from None
    return lines_of(text) if kind == ".txt" else html_lines(text)


def lines_of(text: str) -> list[str]:
    """The paragraphs of a plain text: parted by empty lines, or else a line each.

    Where empty lines part them, the lines between are one paragraph, broken to a width; a line
    that stands before a longer one of the same block and ends no sentence goes on there.
    """
    lines = [one.strip("\ufeff \t\u200b") for one in LINE.split(storable(text))]
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(" ".join(line.split()))
        elif blocks[-1]:
            blocks.append([])
    blocks = [block for block in blocks if block]
    longest = max((len(line) for block in blocks for line in block), default=0)
    broken = any(len(block) > 1 for block in blocks) and longest <= 100 and len(blocks) > 1
    if not broken:
        return [line for block in blocks for line in block]
    return [" ".join(block) for block in blocks]


def word_text(path: Path) -> str:
    """The text of a .docx, a paragraph a line."""
    try:
        with zipfile.ZipFile(path) as file:
            about = file.getinfo("word/document.xml")
            if about.file_size > LARGEST * 5:
                raise KitError(f"{path.name} is too large for an article.")
            data = file.read(about)
        if b"<!DOCTYPE" in data[:2000]:
            raise ValueError
        root = ElementTree.fromstring(data)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, ValueError, RuntimeError):
        raise KitError(f"{path.name} is no Word file that can be read. Save it as .txt.") from None
    lines = []
    for paragraph in root.iter(f"{WORD}p"):
        words = []
        for part in paragraph.iter():
            if part.tag == f"{WORD}t":
                words.append(part.text or "")
            elif part.tag in (f"{WORD}tab", f"{WORD}br"):
                words.append(" " if part.tag == f"{WORD}tab" else "\n")
        lines.append("".join(words))
    return "\n".join(lines)


class Page(HTMLParser):
    """The blocks of a page that hold text, each with the tags around it."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.blocks: list[tuple[tuple[str, ...], str]] = []
        self.words: list[str] = []

    def end_block(self) -> None:
        """Keep what has been read of a block."""
        text = " ".join("".join(self.words).split())
        if text:
            self.blocks.append((tuple(self.tags), text))
        self.words = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block where the tag does."""
        if tag in BLOCKS:
            self.end_block()
        if tag not in EMPTY:
            self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """End a block where the tag does."""
        if tag in BLOCKS:
            self.end_block()
        if tag in self.tags:
            while self.tags.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Take words that a reader of the page sees."""
        if not LEFT_OUT & {*self.tags} and "head" not in self.tags:
            self.words.append(data)


def html_lines(text: str) -> list[str]:
    """The headline and the paragraphs of a saved page.

    The first h1, then what stands in the `article` or `main` of the page, or else all paragraphs
    of its body that are a sentence at least.
    """
    page = Page()
    page.feed(text)
    page.end_block()
    headline = next((words for tags, words in page.blocks if "h1" in tags), None)
    for inside in ("article", "main"):
        some = [(tags, words) for tags, words in page.blocks if inside in tags]
        if sum(len(words) for tags, words in some if "p" in tags) > 400:
            break
    else:
        some = page.blocks
    body = [
        words
        for tags, words in some
        if "h1" not in tags and ("p" in tags or "blockquote" in tags) and words != headline
    ]
    return [*([headline] if headline else []), *body]
