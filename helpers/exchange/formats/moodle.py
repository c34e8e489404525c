"""Moodle XML, which Moodle's question bank takes: docs.moodle.org, “Moodle XML format”.

Written here, as no kept library gives feedback to each answer. Rows are a question with embedded
answers (Cloze): a matching question of Moodle's says nothing to a wrong choice, and takes one right
answer a row. Notations of both are those that `question/format/xml/format.php` and
`question/type/multianswer/questiontype.php` of Moodle 4 read.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from attrs import evolve
from markupsafe import Markup, escape

from helpers.common.pages import fragment
from helpers.exchange.formats import Quiz
from helpers.exchange.items import (
    ESSAY,
    NUMBER,
    ONE,
    ROWS,
    SEVERAL,
    Answer,
    Item,
    Lost,
    Told,
)

ENDING = ".xml"
PLATFORMS = "Moodle"
MADE = b"<quiz>"
# The shares of a mark that Moodle knows, in percent; others it refuses to import.
SHARES = (
    *(100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667),
    *(14.28571, 12.5, 11.11111, 10, 5, 0),
)
# What means something among embedded answers. Moodle turns entities into letters once.
MEANS = re.compile(r"[~#{}=%\\&]")
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
TYPES = {ONE: "multichoice", SEVERAL: "multichoice", ROWS: "multianswer", NUMBER: "numerical"}
TYPES |= {ESSAY: "essay"}


def takes(item: Item) -> Item:
    """A question with shares of the marks that Moodle knows; raises Lost for one it has not."""
    if item.form == SEVERAL:
        for one in item.answers:
            if abs(abs(one.share * 100) - percent(abs(one.share))) > 0.001:
                count = round(1 / abs(one.share))
                raise Lost(f"{count} options fit, and Moodle has no mark of one in {count}")
    return evolve(
        item,
        answers=tuple(
            one if one.share < 0 else evolve(one, share=percent(one.share) / 100)
            for one in item.answers
        ),
    )


def percent(share: float) -> float:
    """The nearest share that Moodle knows, in percent."""
    return min(SHARES, key=lambda one: abs(one - share * 100))


def write(quiz: Quiz) -> bytes:
    """The file: a category, the article as a description, and the questions."""
    root = Element("quiz")
    category = SubElement(root, "question", type="category")
    place = quiz.title.replace("/", "//")
    texts(category, "category", f"$course$/top/{place}", "")
    about = question(root, "description", quiz.title, quiz.article)
    SubElement(about, "defaultgrade").text = "0"
    for number, item in enumerate(quiz.items, 1):
        add(root, item, f"{number:02} {item.title}")
    indent(root)
    return bytes(tostring(root, "utf-8", xml_declaration=True)) + b"\n"


def add(root: Element, item: Item, name: str) -> None:
    """Add a question."""
    asked = fragment("exchange/templates/asked.html", question=item.question, hint=item.hint)
    if item.form == ROWS:
        asked += Markup("").join(
            fragment("exchange/templates/row.html", words=row.words, choice=embedded(row.answers))
            for row in item.rows
        )
    found = question(root, TYPES.get(item.form, "shortanswer"), name, asked)
    texts(found, "generalfeedback", html(item.note))
    if item.form != ROWS:  # of those each row has a mark
        SubElement(found, "defaultgrade").text = str(item.marks)
    if item.form in (ONE, SEVERAL):
        SubElement(found, "single").text = "true" if item.form == ONE else "false"
        SubElement(found, "shuffleanswers").text = "false"
        SubElement(found, "answernumbering").text = "abc"
    elif item.form == ESSAY:
        SubElement(found, "responseformat").text = "editor"
        SubElement(found, "responserequired").text = "1"
        SubElement(found, "responsefieldlines").text = "15"
        SubElement(found, "attachments").text = "0"
        texts(found, "graderinfo", fragment("exchange/templates/rubric.html", lines=item.rubric))
    elif item.form != ROWS:
        SubElement(found, "usecase").text = "0"
    if item.form in (ONE, SEVERAL, ROWS, ESSAY):
        given = item.answers
    else:
        given = (*item.answers, Answer("*", 0, item.otherwise))
    for one in given:
        answer(found, item, one)


def answer(found: Element, item: Item, one: Answer) -> None:
    """Add an answer to a question."""
    is_choice = item.form in (ONE, SEVERAL)
    kind = "html" if is_choice else "moodle_auto_format"
    element = SubElement(found, "answer", fraction=f"{one.share * 100:.7g}", format=kind)
    words = fragment("exchange/templates/words.html", words=one.words) if is_choice else one.words
    is_rest = one.words == "*"  # stands for all other answers; elsewhere a star is a star
    plain = words if is_choice or is_rest else str(words).replace("*", r"\*")
    SubElement(element, "text").text = clean(plain)
    texts(element, "feedback", html(one.told))
    if item.form == NUMBER and not is_rest:
        SubElement(element, "tolerance").text = f"{one.tolerance:.15g}"


def question(root: Element, kind: str, name: str, asked: Markup) -> Element:
    """Add a question of a type, with its name and what it asks."""
    found = SubElement(root, "question", type=kind)
    texts(found, "name", name, "")
    texts(found, "questiontext", asked)
    return found


def texts(parent: Element, name: str, text: str, kind: str = "html") -> None:
    """Add an element that holds a text."""
    element = SubElement(parent, name, {"format": kind} if kind else {})
    SubElement(element, "text").text = clean(text)


def clean(text: str) -> str:
    """A text without what no XML file can hold."""
    return NO_XML.sub("\ufffd", str(text))


def html(told: Told) -> Markup:
    """What is said, with the words of the article."""
    quote = told.evidence.quote if told.evidence else ""
    return fragment(
        "exchange/templates/told.html", message=told.message, quote=quote, where=told.where
    )


def embedded(answers: tuple[Answer, ...]) -> Markup:
    """Answers to choose from, in the notation of embedded answers; each is worth all or nothing."""

    def coded(text: str) -> str:
        return MEANS.sub(lambda found: f"&#{ord(found[0])};", text)

    parts = [
        f"{'=' if one.share else ''}{coded(str(escape(one.words)))}#{coded(str(html(one.told)))}"
        for one in answers
    ]
    return Markup(f"{{1:MULTICHOICE:{'~'.join(parts)}}}")
