"""A text that somebody has, as lines: pasted, or out of a .txt, .docx or saved .html file."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from contextlib import suppress
from html.parser import HTMLParser
from lzma import LZMAError
from pathlib import Path
from xml.etree import ElementTree

from helpers.common.errors import KitError, ReadingError
from helpers.common.text import storable
from helpers.lesson.csv_reader import WINDOWS, read_text

KINDS = (".txt", ".docx", ".html", ".htm")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SIGNS = {f"{WORD}tab": " ", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "-"}
# What was moved elsewhere, and what is there a second time for an old Word.
NOT_READ = (
    f"{WORD}moveFrom",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
# What reading a damaged ZIP raises, by how it is packed.
NO_ARCHIVE = (zipfile.BadZipFile, ValueError, RuntimeError, EOFError, zlib.error, LZMAError)
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
# What pages call Windows-1252.
LATIN = ("", "iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252")
META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
LARGEST = 20_000_000  # bytes of a file that is read


def read_source(path: Path) -> list[str]:
    """The paragraphs of a file, in order. Raises KitError where it cannot be read."""
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise KitError(
            f"{path.name or path} is no text that can be read here. Save it as {', '.join(KINDS)}."
        )
    try:
        if path.stat().st_size > LARGEST:
            raise KitError(f"{path.name} is too large for an article.")
        if kind == ".docx":
            return lines_of(word_text(path))
        data = path.read_bytes()
        text = read_text(data)[0] if kind == ".txt" else html_text(data)
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
            if about.file_size > LARGEST:
                raise KitError(f"{path.name} is too large for an article.")
            data = file.read(about)
        if b"<!DOCTYPE" in data.replace(b"\0", b""):  # also where a letter has two bytes
            raise ValueError
        return "\n".join(word_lines(data))
    except (*NO_ARCHIVE, KeyError, ElementTree.ParseError):
        raise KitError(f"{path.name} is no Word file that can be read. Save it as .txt.") from None


def word_lines(data: bytes) -> list[str]:
    """The paragraphs of Word's XML; what stands in a box within one comes behind it."""
    lines: list[list[str]] = []
    within: list[list[str]] = []
    left_out = 0
    for event, part in ElementTree.iterparse(io.BytesIO(data), ("start", "end")):
        if part.tag in NOT_READ:
            left_out += 1 if event == "start" else -1
        elif part.tag == f"{WORD}p" and event == "start":
            lines.append([])
            within.append(lines[-1])
        elif part.tag == f"{WORD}p":
            within.pop()
        elif event == "end" and within and not left_out:
            within[-1].append(
                part.text or "" if part.tag == f"{WORD}t" else SIGNS.get(part.tag, "")
            )
    return ["".join(words) for words in lines]


def html_text(data: bytes) -> str:
    """The text of a saved page, in the encoding that it declares where it is not UTF-8.

    Raises ReadingError.
    """
    declared = META.search(data[:4096])
    name = declared[1].decode("ascii", "replace").lower() if declared else ""
    with suppress(ReadingError):
        text, encoding = read_text(data)
        if encoding != WINDOWS or name in LATIN:
            return text
    with suppress(LookupError, ValueError):  # none that is known, or not true
        return data.decode(name.replace("gb2312", "gb18030"))
    return read_text(data)[0]


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

    What stands in the `article` or `main` of the page, or else all paragraphs of its body;
    before it the first h1 there, or else of the page.
    """
    page = Page()
    page.feed(re.sub(r"<!\[[^>]*>?", "", text))  # parts for old browsers, which may be damaged
    page.end_block()
    for inside in ("article", "main"):
        some = [(tags, words) for tags, words in page.blocks if inside in tags]
        if sum(len(words) for tags, words in some if "p" in tags) > 400:
            break
    else:
        some = page.blocks
    headline = next((words for tags, words in [*some, *page.blocks] if "h1" in tags), None)
    body = [
        words
        for tags, words in some
        if "h1" not in tags and ("p" in tags or "blockquote" in tags) and words != headline
    ]
    return [*([headline] if headline else []), *body]
