"""QTI 1.2, which Canvas takes with what is said to each answer, and many others without.

The library text2qti writes it, from a text in its own notation; everything of a lesson goes into
that as HTML, with what Markdown would take for its own as entities. It knows no rows, so that each
row is a question of its own, and of a choice one right answer: the others are put in afterwards, as
conditions of their own, each of which Canvas takes for an answer that is right.
"""

from __future__ import annotations

import io
import re
import string
import zipfile
from collections.abc import Iterable, Iterator
from copy import deepcopy
from xml.etree.ElementTree import fromstring, register_namespace, tostring

from attrs import evolve
from markupsafe import Markup

from helpers.common.errors import KitError
from helpers.common.pages import fragment
from helpers.common.text import visible
from helpers.exchange.formats import Quiz
from helpers.exchange.formats.moodle import html
from helpers.exchange.items import (
    ESSAY,
    NUMBER,
    ONE,
    ROWS,
    SEVERAL,
    TEXT,
    Answer,
    Item,
    Row,
    joined,
)
from helpers.packs.pack import zipped

ENDING = ".zip"
PLATFORMS = "Canvas, and others that take QTI 1.2"
MADE = b"imsmanifest.xml"  # the first file of such a ZIP
MEANS = re.compile(r"<[^>]*>|&#?\w+;|[^\w\s<>&;]", re.ASCII)
SPACE = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
QUESTIONS = re.compile(r"(text2qti_assessment_\w+)/\1\.xml")
ONE_MESSAGE = "what the kit says to a certain wrong answer is not said"
NOT_INSTALLED = (
    "What writes QTI is not there: install the kit anew by the command of the README, or write "
    "Moodle XML, which needs nothing more."
)
SMALLEST = 1e-4  # a number that text2qti takes


def takes(item: Item) -> Item:
    """A question as QTI has it, with what differs there."""
    if item.form == ONE and any(0 < one.share < 1 for one in item.answers):
        return evolve(item, differs="an answer that is right in part earns nothing")
    left = [one.words for one in item.answers if item.form == SEVERAL and not one.share]
    item = evolve(item, answers=tuple(one for one in item.answers if one.words not in left))
    without = [f"without {', '.join(left)}, which counts either way"] if left else []
    differs = {
        ROWS: "a question for each row",
        TEXT: ONE_MESSAGE,
        NUMBER: ONE_MESSAGE,
        ESSAY: "its levels and their samples are not there",
        SEVERAL: "part marks go by the platform's own rule",
    }
    said = filter(None, [item.differs, differs.get(item.form), *without])
    return evolve(item, differs="; ".join(said))


def write(quiz: Quiz) -> bytes:
    """The ZIP file: the article as a text, and the questions."""
    try:
        from text2qti.config import Config
        from text2qti.err import Text2qtiError
        from text2qti.qti import QTI
        from text2qti.quiz import Quiz as QuizText
    except ImportError:
        raise KitError(NOT_INSTALLED) from None

    asked = list(told_apart(one for item in quiz.items for one in asked_of(item)))
    title = plain(quiz.title)
    lines = [f"Quiz title: {title}", "", f"Text title: {title}", f"Text: {coded(quiz.article)}", ""]
    for number, item in enumerate(asked, 1):
        head, points, words, *rest = lines_of(item)
        lines += [head, points, f"{number}. {words}", *rest, ""]
    try:
        raw = QTI(QuizText("\n".join(lines), config=Config())).zip_bytes()
    except Text2qtiError as error:
        raise KitError(f"text2qti cannot write this lesson as QTI: {error}") from None
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        files = {one: archive.read(one) for one in archive.namelist()}
    return zipped(
        {
            name: data if not QUESTIONS.match(name) else with_all_right(data, asked)
            for name, data in files.items()
        }
    )


def with_all_right(data: bytes, asked: list[Item]) -> bytes:
    """The questions with a condition for each further answer that is right."""
    register_namespace("", SPACE[1:-1])
    root = fromstring(data)
    items = [
        one for one in root.iter(f"{SPACE}item") if one.find(f"{SPACE}resprocessing") is not None
    ]
    for item, element in zip(asked, items, strict=True):
        if item.form != ONE:
            continue
        names = [one.get("ident", "") for one in element.iter(f"{SPACE}response_label")]
        scores = element.find(f"{SPACE}resprocessing")
        assert scores is not None
        [scored] = [one for one in scores if one.find(f"{SPACE}setvar") is not None]
        right = [name for name, one in zip(names, item.answers, strict=True) if one.share == 1]
        for name in right[1:]:
            further = deepcopy(scored)
            for one in further.iter(f"{SPACE}varequal"):
                one.text = name
            scores.append(further)
    return bytes(tostring(root, "utf-8", xml_declaration=True))


def told_apart(items: Iterable[Item]) -> Iterator[Item]:
    """Questions of which no two are the same words: text2qti takes each once."""
    seen = set()
    for one in items:
        words = (one.question, one.hint)
        yield evolve(one, question=f"{one.title}: {one.question}") if words in seen else one
        seen.add(words)


def asked_of(item: Item) -> Iterator[Item]:
    """A question, or one for each row."""
    if item.form != ROWS:
        yield item
    for number, row in enumerate(item.rows, 1):
        yield of_row(item, row, number)


def of_row(item: Item, row: Row, number: int) -> Item:
    """A row as a question of its own; what is said of all rows is said of the last."""
    words = joined(item.question, item.hint)
    return evolve(
        item,
        title=f"{item.title} ({number} of {len(item.rows)})",
        question=words,
        hint=row.words,
        form=ONE,
        marks=1,
        answers=row.answers,
        note=evolve(item.note, message="") if number < len(item.rows) else item.note,
        rows=(),
    )


def lines_of(item: Item) -> Iterator[str]:
    """A question in the notation of text2qti."""
    yield f"Title: {plain(item.title)}"
    yield f"Points: {item.marks}"
    yield coded(fragment("exchange/templates/asked.html", question=item.question, hint=item.hint))
    is_typed = item.form in (TEXT, NUMBER)
    if item.note:
        yield f"... {coded(html(item.note))}"
    right = [one for one in item.answers if one.share == 1]
    if is_typed and right[0].told:
        yield f"+ {coded(html(right[0].told))}"
    if is_typed and item.otherwise:
        yield f"- {coded(html(item.otherwise))}"
    if item.form == ESSAY:
        yield "____"
    elif item.form == NUMBER and is_range(right):
        yield f"= {right[0].words} +- {right[0].tolerance:.15g}"
    elif is_typed:
        yield from dict.fromkeys(f"* {plain(one.words)}" for one in right)
    else:
        yield from choices(item)


def is_range(right: list[Answer]) -> bool:
    """Say whether a number is one that text2qti takes; another is typed as a text."""
    return len(right) == 1 and abs(float(right[0].words)) - right[0].tolerance >= SMALLEST


def choices(item: Item) -> Iterator[str]:
    """Options, each with what is said to it; of a choice of one the first that is right is."""
    is_one = item.form == ONE
    first = next(at for at, one in enumerate(item.answers) if one.share == 1) if is_one else -1
    for at, one in enumerate(item.answers):
        star = "*" if (at == first if is_one else one.share > 0) else ""
        letter = string.ascii_lowercase[at % 26]
        words = coded(fragment("exchange/templates/words.html", words=one.words))
        yield f"{star}{letter}) {words}" if is_one else f"[{star or ' '}] {words}"
        if one.told:
            yield f"... {coded(html(one.told))}"


def coded(words: Markup) -> str:
    """HTML on one line, in which nothing means anything to Markdown."""

    def entity(found: re.Match[str]) -> str:
        return found[0] if len(found[0]) > 1 else f"&#{ord(found[0])};"

    return MEANS.sub(entity, " ".join(str(words).split()))


def plain(words: str) -> str:
    """Words on one line as they are; text2qti escapes them itself."""
    return " ".join(visible(words).split())
