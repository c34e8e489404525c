"""W3C Web Annotation (2017) as JSON-LD: one annotation a row, with its quotation and position."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeGuard
from urllib.parse import quote

from helpers.annotations.formats import Damaged, Read, Written
from helpers.annotations.marks import Mark, Marked
from helpers.annotations.rows import Tables, Taken, TakenRow
from helpers.common.errors import KitError
from helpers.common.json_reader import read_json
from helpers.common.text import shorten
from helpers.lesson.article import Article, Passage
from helpers.lesson.tables import TABLES

ENDING = ".jsonld"
NAME = "W3C Web Annotation (Recogito)"
ALSO = ".json"  # what other tools may call it; this kit reads it, too
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
KIT = "urn:read-the-news-closely:"
# Terms of this kit. What they hold is kept as it stands: JSON-LD 1.1 calls that @json.
OWN = {"@version": 1.1, "kit": KIT} | {
    name: {"@id": f"kit:{name}", "@type": "@json"} for name in ("row", "columns", "lesson")
}
AROUND = 32  # letters before and behind a quotation, by which it is found again


def write(taken: Taken) -> Written:
    """The rows of all tables as a collection of annotations; none is lost."""
    lesson = taken.lesson
    base = f"{KIT}{quote(lesson.slug)}:"
    article = f"{base}article"
    items = [annotation(row, base, article, lesson.article) for row in taken.rows]
    page: dict[str, Any] = {"id": f"{base}page", "type": "AnnotationPage", "partOf": f"{base}all"}
    collection = {
        "@context": [CONTEXT, OWN],
        "id": f"{base}all",
        "type": "AnnotationCollection",
        "label": str(lesson.about["headline"]),
        "total": len(items),
        "first": page | {"startIndex": 0, "items": items},
        "lesson": {"name": lesson.slug, "article": lesson.article.text, "about": taken.about},
        "columns": {name: list(names) for name, names in taken.columns.items()},
    }
    if not items:
        del collection["first"]
    return Written((json.dumps(collection, ensure_ascii=False, indent=1) + "\n").encode(), {})


def annotation(row: TakenRow, base: str, article: str, text: Article) -> dict[str, Any]:
    """A row as an annotation of its passage, or else of the article as a whole."""
    said = "; ".join(f"{name}: {cell}" for name, cell in row.cells.items() if cell)
    tag = {"type": "TextualBody", "purpose": "tagging", "value": row.table}
    words = {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": said}
    own = {"id": f"{base}{row.id}:row", "type": "Dataset", "row": dict(row.cells)}
    passage = row.passage
    return {
        "id": f"{base}{row.id}",
        "type": "Annotation",
        "motivation": "classifying" if passage else "describing",
        "body": [tag, words, own],
        "target": target(passage, article, text) if passage else article,
    }


def target(passage: Passage, article: str, text: Article) -> dict[str, Any]:
    """The passage by its words and by its place; offsets count code points of article.txt."""
    before, after = text.text[: passage.start], text.text[passage.end :]
    return {
        "source": article,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": passage.quote,
                "prefix": before[-AROUND:],
                "suffix": after[:AROUND],
            },
            {"type": "TextPositionSelector", "start": passage.start, "end": passage.end},
        ],
    }


def read(path: Path) -> Read:
    """The tables of a lesson where this kit wrote the file, else the marks of another tool."""
    try:
        data = read_json(path.read_bytes())
    except ValueError as error:
        raise Damaged(path, [f"It is no JSON: {error}."]) from None
    wrong: list[str] = []
    found = [*listed(data, wrong)]
    if isinstance(data, dict) and isinstance(data.get("lesson"), dict):
        made = tables_of(data, found, wrong)
        if wrong or made is None:
            raise Damaged(path, wrong)
        return made
    if not found and not wrong:
        raise KitError(f"{path.name} holds no annotation. Export it again from the other tool.")
    marked = marks_of(found, wrong)
    if wrong:
        raise Damaged(path, wrong)
    return marked


def listed(data: Any, wrong: list[str]) -> Iterator[dict[str, Any]]:
    """The annotations of a collection, a page, a list, or the one that the file is."""
    if isinstance(data, dict):
        if data.get("type") == "Annotation":
            yield data
            return
        first = data.get("first")
        if isinstance(first, str):
            wrong.append(f"Its annotations lie elsewhere, at {shorten(first)}. Save that file.")
            return
        if (isinstance(first, dict) and first.get("next")) or data.get("next"):
            wrong.append("It is one page of several. Export all annotations into one file.")
        data = first if isinstance(first, dict) else data
        data = data.get("items", [])
    for number, one in enumerate(data if isinstance(data, list) else [data], 1):
        if isinstance(one, dict) and one.get("type") == "Annotation":
            yield one
        else:
            wrong.append(f"Entry {number} of it is no annotation.")


def tables_of(data: dict[str, Any], found: list[dict[str, Any]], wrong: list[str]) -> Tables | None:
    """The tables that this kit wrote; None after saying what is damaged."""
    lesson, names = data["lesson"], data.get("columns")
    slug, article, about = (lesson.get(name) for name in ("name", "article", "about"))
    if not (isinstance(slug, str) and isinstance(article, str) and isinstance(about, str)):
        wrong.append("The article or lesson.yaml is gone from “lesson”.")
    if not is_columns(names):
        wrong.append("“columns” does not name the columns of tables.")
        return None
    rows: dict[str, list[dict[str, str]]] = {name: [] for name in names}
    for one in found:
        bodies = one.get("body")
        bodies = bodies if isinstance(bodies, list) else [bodies]
        cells = next((b["row"] for b in bodies if isinstance(b, dict) and "row" in b), None)
        table = str(one.get("id", "")).rpartition(":")[2].rpartition("-")[0]
        if table not in rows or not is_texts(cells):
            wrong.append(f"The annotation {shorten(str(one.get('id')))} has no row of a table.")
        else:
            rows[table].append(cells)
    if data.get("total") != len(found):
        wrong.append(f"It says to hold {data.get('total')} annotations, and holds {len(found)}.")
    if wrong:
        return None
    return Tables(str(slug), str(article), str(about), names or {}, rows)


def is_columns(value: Any) -> TypeGuard[dict[str, list[str]]]:
    """Whether a value gives lists of column names by table."""
    return isinstance(value, dict) and all(
        name in TABLES and isinstance(some, list) and all(isinstance(one, str) for one in some)
        for name, some in value.items()
    )


def is_texts(value: Any) -> TypeGuard[dict[str, str]]:
    """Whether a value gives texts by name."""
    return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())


def marks_of(found: list[dict[str, Any]], wrong: list[str]) -> Marked:
    """Annotations of another tool as marks, to be placed by their words."""
    marks, notes = [], []
    around: dict[str, tuple[str, str]] = {}
    for number, one in enumerate(found, 1):
        id = str(one.get("id") or number)
        id = f"{id} ({number})" if id in around else id
        target = one.get("target")
        selectors = [*selectors_of(target[0] if isinstance(target, list) and target else target)]
        words = next((s for s in selectors if s.get("type") == "TextQuoteSelector"), None)
        place = next((s for s in selectors if s.get("type") == "TextPositionSelector"), {})
        if isinstance(target, list) and len(target) > 1:
            notes.append(f"{id}: of several targets only the first is taken.")
        if words is None or not isinstance(words.get("exact"), str) or not words["exact"]:
            wrong.append(f"The annotation {shorten(id)} does not quote the words it is about.")
            continue
        layer, features = said(one.get("body"))
        start, exact = place.get("start"), words["exact"]
        start = start if isinstance(start, int) else -1
        marks.append(Mark(id, layer, start, start + len(exact), exact, features))
        around[id] = (str(words.get("prefix") or ""), str(words.get("suffix") or ""))
    return Marked(None, tuple(marks), around=around, notes=tuple(notes))


def selectors_of(target: Any) -> Iterator[dict[str, Any]]:
    """The selectors of a target, and what refines them."""
    selectors = target.get("selector") if isinstance(target, dict) else None
    for one in selectors if isinstance(selectors, list) else [selectors]:
        while isinstance(one, dict):
            yield one
            one = one.get("refinedBy")


def said(body: Any) -> tuple[str, dict[str, str]]:
    """The first tag of an annotation, and all else that its bodies say, by their purposes."""
    layer = ""
    features: dict[str, str] = {}
    for one in body if isinstance(body, list) else [body]:
        if isinstance(one, str):
            one = {"purpose": "linking", "value": one}
        if not isinstance(one, Mapping):
            continue
        # Recogito says of a place where it is, and by which address a list of places has it.
        point = one.get("geometry")
        if isinstance(point, Mapping) and point.get("type") == "Point":
            numbers = point.get("coordinates")
            numbers = numbers if isinstance(numbers, list) else []
            longitude, latitude, *_ = [*map(str, numbers), "", ""]
            features |= {"latitude": latitude, "longitude": longitude}
            layer = layer or "Place"
            continue
        value = one.get("value", one.get("source", one.get("id")))
        if isinstance(value, dict):
            value = value.get("label", value.get("id"))
        purpose = str(one.get("purpose") or "commenting")
        if purpose == "identifying" and ":" in str(value):
            purpose = "identifier"
        if value is None:
            continue
        if purpose in ("tagging", "classifying") and not layer:
            layer = str(value)
        else:
            before = f"{features[purpose]}; " if purpose in features else ""
            features[purpose] = before + str(value)
    return layer, features
