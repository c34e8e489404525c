"""TEI P5: the article with names and dates in it, and every row of the tables beside it.

A row is a feature structure (`fs`, a feature a cell). What a row rests on is said by a span with
the pointer `string-range` of the TEI Guidelines (16.2.4): the part, an offset, a length.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as xml
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from helpers.annotations.formats import Damaged, Read, Written
from helpers.annotations.rows import Tables, Taken
from helpers.common.errors import KitError
from helpers.common.text import shorten
from helpers.lesson.article import Article, Passage, part_name
from helpers.lesson.lesson import Lesson
from helpers.lesson.metadata import FILE as ABOUT
from helpers.lesson.tables import TABLES

ENDING = ".xml"
NAME = "TEI P5"
SPACE = "http://www.tei-c.org/ns/1.0"
XML = "{http://www.w3.org/XML/1998/namespace}"
# What XML 1.0 has no way to say, not even escaped.
UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
PEOPLE = ("person",)  # the kinds of actor that stand in a list of persons


def write(taken: Taken) -> Written:
    """The lesson as one TEI document; nothing is lost.

    Raises KitError where the article or a cell holds a sign that XML cannot say.
    """
    refuse_unsayable(taken)
    lesson = taken.lesson
    root = xml.Element("TEI", {"xmlns": SPACE, f"{XML}lang": str(lesson.about["inLanguage"])})
    header(root, taken)
    xml.indent(root[0])
    beside = add(root, "standOff")
    lists(beside, lesson)
    for table in taken.columns:
        rows(beside, table, taken)
    xml.indent(beside)
    body = add(add(root, "text"), "body", {f"{XML}space": "preserve"})
    fill(body, taken)
    data = xml.tostring(root, encoding="unicode", short_empty_elements=True)
    # A reader of XML takes a bare carriage return for a line feed.
    data = data.replace("\r", "&#13;")
    return Written(f'<?xml version="1.0" encoding="UTF-8"?>\n{data}\n'.encode(), {})


def add(parent: xml.Element, name: str, about: dict[str, str] | None = None, text: str = "") -> Any:
    """A new element at the end of another."""
    made = xml.SubElement(parent, name, {key: one for key, one in (about or {}).items() if one})
    made.text = text or None
    return made


def refuse_unsayable(taken: Taken) -> None:
    """KitError where a sign of the article, lesson.yaml or a cell cannot stand in XML."""
    parts = taken.lesson.article.parts.values()
    texts = [(part_name(part.at), part.quote) for part in parts]
    texts += [("the article", taken.lesson.article.text), (ABOUT, taken.about)]
    texts += [
        (f"{row.table}.csv, row {row.number}, column {name}", cell)
        for row in taken.rows
        for name, cell in row.cells.items()
    ]
    for where, text in texts:
        if found := UNSAYABLE.search(text):
            raise KitError(
                f"TEI cannot hold the sign U+{ord(found[0]):04X}, which stands in {where}. Take "
                "the lesson to .jsonld, or take the sign out."
            )


def header(root: xml.Element, taken: Taken) -> None:
    """What is known of the article, and lesson.yaml as it is written."""
    about = taken.lesson.about
    described = add(add(root, "teiHeader"), "fileDesc")
    titles = add(described, "titleStmt")
    add(titles, "title", text=str(about["headline"]))
    if about.get("author"):
        add(titles, "author", text=str(about["author"]))
    published = add(described, "publicationStmt")
    add(published, "publisher", text=str(about["publisher"]))
    day = taken.lesson.published.first
    add(published, "date", {"when": f"{day:%Y-%m-%d}" if day else ""}, str(taken.lesson.published))
    add(add(published, "availability"), "p", text=str(about["rights"]))
    notes = add(described, "notesStmt")
    add(notes, "note", {"type": "lesson", "n": taken.lesson.slug, f"{XML}space": "preserve"})
    notes[0].text = taken.about
    add(add(described, "sourceDesc"), "p", text=taken.lesson.outlet_and_date)
    languages = add(add(root[0], "profileDesc"), "langUsage")
    add(languages, "language", {"ident": str(about["inLanguage"])}, str(about["inLanguage"]))


def lists(beside: xml.Element, lesson: Lesson) -> None:
    """Persons, other actors, and places, as TEI lists them."""
    people = [one for one in lesson.actors if one.kind in PEOPLE]
    if people:
        listed = add(beside, "listPerson")
        for one in people:
            person = add(listed, "person", {f"{XML}id": f"actors-{one.row}"})
            add(person, "persName", text=one.name)
            if one.role:
                add(person, "occupation", text=one.role)
    others = [one for one in lesson.actors if one.kind not in PEOPLE]
    if others:
        listed = add(beside, "listOrg")
        for one in others:
            org = add(listed, "org", {f"{XML}id": f"actors-{one.row}", "type": one.kind})
            add(org, "orgName", text=one.name)
    if lesson.places:
        listed = add(beside, "listPlace")
        for place in lesson.places:
            entry = add(listed, "place", {f"{XML}id": f"places-{place.row}"})
            add(entry, "placeName", text=place.name)
            if place.country:
                add(entry, "country", text=place.country)
            if place.point:
                point = f"{place.latitude} {place.longitude}"
                add(add(entry, "location"), "geo", text=point)


def rows(beside: xml.Element, table: str, taken: Taken) -> None:
    """The rows of a table: each a span over its passage, or the article, with its cells."""
    spans = add(beside, "spanGrp", {"type": table, "n": " ".join(taken.columns[table])})
    for row in taken.table(table):
        where = pointer(row.passage, taken.lesson.article) if row.passage else "#article"
        span = add(spans, "span", {"target": where, f"{XML}id": f"row-{row.id}"})
        structure = add(span, "fs", {"type": table, "n": str(row.number)})
        for number, (_, cell) in enumerate(row.cells.items(), 1):
            # A column may have a name that is none in XML: a cell is known by its number.
            feature = add(structure, "f", {"name": f"c{number}"})
            add(feature, "string", {f"{XML}space": "preserve"}, cell)


def pointer(passage: Passage, article: Article) -> str:
    """Where a passage stands, as a pointer of TEI."""
    offset = passage.start - article.parts[passage.at].start
    return f"#string-range(part-{passage.at},{offset},{passage.end - passage.start})"


def fill(body: xml.Element, taken: Taken) -> None:
    """The article, letter for letter: all text of the body together is article.txt."""
    article = taken.lesson.article
    block = add(body, "div", {f"{XML}id": "article"})
    named = []
    for one in names(taken):
        if one not in named:  # two events may have the words of one date
            named.append(one)
    end, opening = 0, True
    for at, part in article.parts.items():
        between(block, article.text[end : part.start])
        opening = (opening and len(block) == 0) or (opening and at == "byline")
        element = add(block, element_of(at, opening), {f"{XML}id": f"part-{at}"})
        if element.tag == "ab":
            element.set("type", at)
        inside = [one for one in named if part.start <= one[0].start and one[0].end <= part.end]
        mark(element, part.start, part.end, inside, article.text)
        end = part.end
    between(block, article.text[end:])


def element_of(at: str, opening: bool) -> str:
    """The element for a part: TEI has headline and byline at the front of a division only."""
    if at.isdigit():
        return "p"
    return {"headline": "head", "byline": "byline"}.get(at, "ab") if opening else "ab"


def between(block: xml.Element, text: str) -> None:
    """What stands between two parts; signs that XML takes for no space have a block of theirs."""
    if text.strip(" \t\r\n"):
        add(block, "ab", {"type": "blank"}, text)
    elif len(block):
        block[-1].tail = text
    else:
        block.text = text


def names(taken: Taken) -> Iterator[tuple[Passage, str, dict[str, str]]]:
    """What is marked in the running text: the passage, the element, and what is said of it."""
    lesson = taken.lesson
    actors = {one.actor: one for one in lesson.actors}
    places = {one.place: one for one in lesson.places}
    for mention in lesson.mentions:
        who = [actors[one] for one in mention.actor if one in actors]
        about = {"ref": " ".join(f"#actors-{one.row}" for one in who), "type": mention.form}
        is_name = mention.form == "name" and all(one.kind in PEOPLE for one in who)
        yield mention.passage, "persName" if is_name else "rs", about
    for toponym in lesson.toponyms:
        ref = f"#places-{places[toponym.place].row}"
        yield toponym.passage, "placeName", {"ref": ref, "type": toponym.type}
    for event in lesson.events:
        if event.expression_passage:
            first = event.start.first if event.start and event.start.is_day_or_finer else None
            when = f"{first:%Y-%m-%d}" if first else ""
            yield event.expression_passage, "date", {"when": when}


def mark(
    parent: xml.Element,
    start: int,
    end: int,
    marked: Iterable[tuple[Passage, str, dict[str, str]]],
    text: str,
) -> None:
    """Write a stretch of text into an element, with what is marked in it.

    Of two that overlap the one that begins first is marked; both have their rows beside the text.
    """
    order = sorted(marked, key=lambda one: (one[0].start, -one[0].end))
    last: xml.Element | None = None
    while order:
        passage, name, about = order[0]
        inside = [one for one in order[1:] if one[0].end <= passage.end]
        order = [one for one in order[1:] if one[0].start >= passage.end]
        append(parent, last, text[start : passage.start])
        last = add(parent, name, about)
        mark(last, passage.start, passage.end, inside, text)
        start = passage.end
    append(parent, last, text[start:end])


def append(parent: xml.Element, last: xml.Element | None, text: str) -> None:
    """Text behind the last child of an element, or at its beginning."""
    if last is None:
        parent.text = (parent.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def read(path: Path) -> Read:
    """The tables of a lesson out of a file that this kit wrote; no other TEI has rows."""
    data = path.read_bytes()
    plain = data.replace(b"\0", b"")  # also where a letter has two bytes
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise Damaged(path, ["It declares a document type, which no file of this kit does."])
    try:
        root = xml.fromstring(data)
    except (xml.ParseError, ValueError) as error:
        raise Damaged(path, [f"It is no XML: {error}."]) from None
    note = root.find(f".//{{{SPACE}}}notesStmt/{{{SPACE}}}note[@type='lesson']")
    body = root.find(f".//{{{SPACE}}}body")
    if root.tag != f"{{{SPACE}}}TEI" or note is None or body is None:
        raise KitError(
            f"{path.name} is no TEI document that this kit wrote: it has no rows of tables. Bring "
            "what another tool marked as .jsonld, .ann or .tsv."
        )
    wrong: list[str] = []
    names: dict[str, list[str]] = {}
    found: dict[str, list[dict[str, str]]] = {}
    for group in root.iter(f"{{{SPACE}}}spanGrp"):
        table = group.get("type", "")
        if table not in TABLES:
            wrong.append(f"There is no table “{shorten(table)}”.")
            continue
        names[table] = group.get("n", "").split()
        found[table] = []
        for span in group:
            cells = [f.findtext(f"{{{SPACE}}}string") for f in span.iter(f"{{{SPACE}}}f")]
            if len(cells) != len(names[table]):
                wrong.append(
                    f"{span.get(f'{XML}id', 'A row')} has {len(cells)} cells; {table} has "
                    f"{len(names[table])} columns."
                )
            else:
                found[table].append(
                    {name: cell or "" for name, cell in zip(names[table], cells, strict=True)}
                )
    if wrong:
        raise Damaged(path, wrong)
    return Tables(note.get("n", ""), "".join(body.itertext()), note.text or "", names, found)
