"""lesson.yaml: what the lesson knows about its article, read as text and checked for its kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from helpers.common.errors import Findings, Problem, ReadingError
from helpers.common.yaml_reader import read_yaml
from helpers.lesson.dates import Timex, TimexError, read_timex

FILE = "lesson.yaml"
DATES = ("datePublished", "dateModified")  # the first that is there counts
REQUIRED = ("headline", "publisher", "inLanguage", "rights")
PARTS = ("headline", "byline", "credit")
PLANS = ("20", "45", "90")  # the minutes of the lessons that may have a plan
REMEDY = f"write into it, one a line, “name: value” for: {', '.join(REQUIRED)}, {DATES[0]}, sha256"


class FactError(ReadingError):
    """A fact of the wrong kind; every reader below raises it."""


def read_facts(path: Path, findings: Findings) -> dict[str, Any] | None:
    """The facts of a lesson.yaml by name, or None after reporting why it cannot be read.

    Those named in KINDS have the types that their readers give; all else is text, lists and
    mappings, as written. A fact of the wrong kind is reported and left out.
    """

    def report(found: str, remedy: str, line: int | None = None, name: str | None = None) -> None:
        findings.problems.append(Problem(FILE, found, remedy, line, name))

    document = read_yaml(path, findings, REMEDY)
    if document is None:
        return None
    facts = document.value
    for name in REQUIRED:
        if not facts.get(name):
            report("the fact is missing", f"add a line “{name}: …”", name=name)
    if not any(map(facts.get, DATES)):
        remedy = f"add a line “{DATES[0]}: …”, or “{DATES[1]}: …” where it says “updated”"
        report("the fact is missing", remedy, name=DATES[0])
    for name, read in KINDS.items():
        if facts.get(name):
            try:
                facts[name] = read(facts[name])
            except FactError as error:
                report(error.found, error.remedy, document.line(name), name)
                del facts[name]
        else:
            facts.pop(name, None)
    return facts


def text(value: Any) -> str:
    """A text."""
    if not isinstance(value, str):
        raise FactError("it is a list, not text", "write one text behind the colon")
    return value


def names(value: Any) -> str:
    """The name of a schema.org Person or Organization, or of several, parted by commas.

    Each may be written as its name alone, or as a mapping with `name`.
    """
    if isinstance(value, list) and value:
        return ", ".join(map(names, value))
    name = value.get("name") or None if isinstance(value, Mapping) else value
    if not isinstance(name, str):
        raise FactError("it has no name", "write the name behind the colon")
    return name


def one_name(value: Any) -> str:
    """The name of one Person or Organization."""
    if isinstance(value, list):
        raise FactError("it is a list", "write one name behind the colon")
    return names(value)


def stamp(facts: Mapping[str, Any]) -> Timex:
    """When the article was published or, where only that is known, last changed."""
    return read_timex(next(facts[name] for name in DATES if name in facts))


def publication(value: Any) -> str:
    """A date of publication or of a change, as the text of a TIMEX3 value of a day or finer."""
    value = re.sub(r"(?<=\d) (?=\d)", "T", text(value))
    try:
        timex = read_timex(value)
    except TimexError as error:
        raise FactError(error.found, "write it like '2020-08-20T10:57', in quotes") from None
    if not timex.is_day_or_finer:
        raise FactError(f"“{value}” names no day", "write it like '2020-08-20T10:57', in quotes")
    return timex.value


def layout(value: Any) -> dict[str, int]:
    """The line numbers of headline, byline and credit; negative ones count from the end."""
    remedy = "write under it “headline: 1”, “byline: 2”, “credit: -1”, as far as they are there"
    if not isinstance(value, Mapping):
        raise FactError("it holds no line numbers", remedy)
    for name, line in value.items():
        if name not in PARTS:
            raise FactError(f"“{name}” is no part that can be named here", remedy)
        if not re.fullmatch(r"-?[1-9][0-9]{0,5}", str(line)):
            raise FactError(f"the line of the {name} is no number", remedy)
    numbers = {name: int(line) for name, line in value.items()}
    if len(set(numbers.values())) < len(numbers):
        raise FactError("two parts have one line", remedy)
    return numbers


def view(value: Any) -> tuple[float, float, float, float]:
    """The frame of the map: west, south, east, north, in degrees; east may go to 360."""
    remedy = "write [west, south, east, north] in degrees, or take it out"
    try:
        west, south, east, north = (float(text(one)) for one in value)
    except (ValueError, TypeError):
        raise FactError("it is no frame of four numbers", remedy) from None
    if not (-180 <= west < east <= 360 and east - west <= 360 and -85 <= south < north <= 85):
        raise FactError("it frames no part of the world", remedy)
    return west, south, east, north


def texts(value: Any) -> list[str]:
    """A list of texts."""
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise FactError("it is no list of texts", "write each behind a dash, on a line of its own")
    return value


def texts_by_name(what: str, line: str) -> Callable[[Any], dict[str, str]]:
    """A reader of mappings from names to texts: `what` they are, and `line`, what to write."""

    def read(value: Any) -> dict[str, str]:
        if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
            raise FactError(f"it is no list of {what}", f"write “{line}”, one a line")
        return value

    return read


def plans(value: Any) -> dict[str, list[str]]:
    """Lists of the ids of exercises, by the minutes of a lesson."""
    remedy = f"write under it “45: [id, id, …]”, for {', '.join(PLANS[:-1])} or {PLANS[-1]} minutes"
    if not isinstance(value, dict):
        raise FactError("it is no list of plans", remedy)
    for minutes, ids in value.items():
        if minutes not in PLANS:
            raise FactError(f"there is no lesson of “{minutes}” minutes", remedy)
        if not isinstance(ids, list) or not ids or not all(isinstance(one, str) for one in ids):
            raise FactError(f"the plan for {minutes} minutes is no list of ids", remedy)
    return value


def entries(*needed: str) -> Callable[[Any], list[dict[str, Any]]]:
    """A reader of lists of mappings that all have a text for the `needed` names."""

    def read(value: Any) -> list[dict[str, Any]]:
        remedy = f"write behind each dash: {', '.join(f'{name}: …' for name in needed)}"
        if not isinstance(value, list):
            raise FactError("it is no list", remedy)
        for number, entry in enumerate(value, 1):
            if not isinstance(entry, dict):
                raise FactError(f"entry {number} has no names in it", remedy)
            for name in needed:
                if not isinstance(entry.get(name), str) or not entry[name]:
                    raise FactError(f"entry {number} has no text for {name}", remedy)
            if not isinstance(entry.get("standards") or [], list):
                raise FactError(f"the standards of entry {number} are no list", "write [code, …]")
            if not re.fullmatch(r"[1-9][0-9]{0,5}|", str(entry.get("nth") or "")):
                raise FactError(f"nth of entry {number} is no number", "write 1, 2, 3, …")
        return value

    return read


KINDS: dict[str, Callable[[Any], Any]] = {
    "headline": text,
    "author": names,
    "publisher": one_name,
    "dateline": text,
    **dict.fromkeys(DATES, publication),
    "inLanguage": text,
    "rights": text,
    "license": text,
    "sha256": text,
    "layout": layout,
    "view": view,
    "objectives": entries("text"),
    "inferred": entries("fact", "reason"),
    "conventions": texts,
    "claims": texts_by_name("claims", "id: the claim in words"),
    "glossary": texts_by_name("hard words", "the word as it stands in the article: what it means"),
    "exceptions": entries("at", "quote"),
    "plans": plans,
}
