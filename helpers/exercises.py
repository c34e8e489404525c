"""What students see of each exercise: exercises.yaml, read and checked for its kind."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from helpers.article import Article
from helpers.cells import counting_number, identifier, one_of
from helpers.problems import Findings, Problem, ReadingError
from helpers.yaml_text import Document, read_yaml

FILE = "exercises.yaml"
REMEDY = "write into it “exercises:”, and under it an entry “- id: …” for each exercise"
NOT_SAID = "The article does not say"
LEVELS = {"Proficient": 3, "Emergent": 2, "Basic": 1}  # a level and its marks
DRAWS = ("places", "events")


@frozen
class Exercise:
    """One exercise, without its key.

    `options` (one, several), `rows` and `choices` (match) and `items` (order) map ids to what the
    student reads. `texts` maps the parts of the article in which a passage is marked to their
    text, and `starts` to where they begin in the article. `rubric` maps the levels of a written
    answer to what such an answer does. `draws` names the table whose ids the rows are, where the
    answer can be drawn on the student's own map or timeline.
    """

    id: str
    notebook: str
    place: str
    kind: str
    title: str
    question: str
    objective: str
    minutes: int
    marks: int
    not_said: bool = False
    options: Mapping[str, str] = field(factory=dict)
    rows: Mapping[str, str] = field(factory=dict)
    choices: Mapping[str, str] = field(factory=dict)
    items: Mapping[str, str] = field(factory=dict)
    texts: Mapping[str, str] = field(factory=dict)
    starts: Mapping[str, int] = field(factory=dict)
    unit: str = ""
    words: int = 0
    rubric: Mapping[str, str] = field(factory=dict)
    draws: str = ""
    line: int | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the article in which a passage is marked."""
        return tuple(self.texts)


def text(value: Any) -> str:
    """Return text that is there."""
    if not isinstance(value, str) or not value:
        raise ReadingError("it is no text", "write a text behind the colon")
    return " ".join(value.split())


def number(value: Any) -> int:
    """Return a whole number from 1."""
    return counting_number(value if isinstance(value, str) else "")


def short_name(value: Any) -> str:
    """Return an id."""
    return identifier(text(value))


def notebook(value: Any) -> str:
    """Return the number of a notebook, in two figures."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,2}", value):
        raise ReadingError("it is no number of a notebook", "write it like '03', in quotes")
    return f"{int(value):02}"


def yes_or_no(value: Any) -> bool:
    """Return whether the value says yes."""
    words = {"yes": True, "true": True, "no": False, "false": False}
    if not isinstance(value, str) or value.lower() not in words:
        raise ReadingError("it is neither yes nor no", "write yes, or no")
    return words[value.lower()]


def choose(*choices: str) -> Callable[[Any], str]:
    """Return a reader that takes one of `choices`."""
    return lambda value: one_of(*choices)(text(value))


def texts(least: int = 1) -> Callable[[Any], dict[str, str]]:
    """Return a reader of texts by id, of which there are at least some."""

    def read(value: Any) -> dict[str, str]:
        if not isinstance(value, dict) or len(value) < least:
            remedy = f"write “id: text” under it, one a line, at least {least}"
            raise ReadingError("it holds too few texts with ids", remedy)
        return {identifier(name): text(one) for name, one in value.items()}

    return read


def parts(value: Any) -> tuple[str, ...]:
    """Return names of parts of the article."""
    if not isinstance(value, list) or not value:
        raise ReadingError("it is no list of parts", "write it like ['5', headline]")
    return tuple(text(one) for one in value)


def rubric(value: Any) -> dict[str, str]:
    """Return what an answer of each level does."""
    if not isinstance(value, dict) or list(value) != list(LEVELS):
        levels = ", ".join(LEVELS)
        raise ReadingError("it does not have the three levels", f"write under it: {levels}")
    return {level: text(one) for level, one in value.items()}


COMMON = {
    "id": short_name,
    "notebook": notebook,
    "place": short_name,
    "title": text,
    "question": text,
    "objective": short_name,
    "minutes": number,
    "marks": number,
}
# What each kind needs, and what it may have, besides.
KINDS: dict[str, tuple[dict[str, Callable], dict[str, Callable]]] = {
    "one": ({"options": texts(2)}, {}),
    "several": ({"options": texts(2)}, {}),
    "match": ({"rows": texts(1), "choices": texts(2)}, {"draws": choose(*DRAWS)}),
    "order": ({"items": texts(3)}, {}),
    "date": ({}, {"not_said": yes_or_no}),
    "number": ({}, {"not_said": yes_or_no, "unit": text}),
    "text": ({}, {"not_said": yes_or_no}),
    "passage": ({"parts": parts}, {"not_said": yes_or_no}),
    "code": ({}, {}),
    "written": ({"words": number, "rubric": rubric}, {}),
}


def read_exercises(folder: Path, article: Article, findings: Findings) -> tuple[Exercise, ...]:
    """Return the exercises of a lesson in their order; none where there is no exercises.yaml.

    What is wrong with one is reported, and the exercise is left out.
    """
    if not (folder / FILE).exists():
        return ()
    document = read_yaml(folder / FILE, findings, REMEDY)
    if document is None:
        findings.unread.add(FILE)
        return ()
    entries = document.value.get("exercises")
    if not isinstance(entries, list):
        findings.problems.append(Problem(FILE, "it holds no list of exercises", REMEDY))
        findings.unread.add(FILE)
        return ()
    found: dict[str, Exercise] = {}
    for index, entry in enumerate(entries):
        exercise, problems = read_entry(document, index, entry, article)
        if isinstance(entry, dict) and entry.get("id") in found:
            remedy = "give one of the two another id"
            line = document.line("exercises", index, "id")
            found_twice = f"“{entry['id']}” is already the id of another exercise"
            problems.append(Problem(FILE, found_twice, remedy, line, "id"))
        findings.problems.extend(problems)
        if problems:
            rejected = entry.get("id") if isinstance(entry, dict) else None
            findings.rejected.setdefault(FILE, []).append(rejected)
        else:
            found[exercise.id] = exercise
    return tuple(found.values())


def read_entry(
    document: Document, index: int, entry: Any, article: Article
) -> tuple[Exercise | None, list[Problem]]:
    """Return an exercise and what is wrong with it."""

    def problem(found: str, remedy: str, *path: str) -> Problem:
        column = path[0] if path else None
        return Problem(FILE, found, remedy, document.line("exercises", index, *path), column)

    if not isinstance(entry, dict):
        return None, [problem("the entry has no names in it", REMEDY)]
    kind = entry.get("kind")
    if kind not in KINDS:
        near = difflib.get_close_matches(str(kind), KINDS, 1)
        hint = f" (“{near[0]}”, perhaps)" if near else ""
        remedy = f"write one of: {', '.join(KINDS)}"
        return None, [problem(f"“{kind}” is no kind of exercise{hint}", remedy, "kind")]
    needed, optional = KINDS[kind]
    readers = COMMON | needed | optional
    values, problems = {}, []
    for name in entry.keys() - readers.keys() - {"kind"}:
        near = difflib.get_close_matches(name, readers, 1)
        remedy = f"write {near[0]}" if near else "take it out"
        problems.append(problem(f"an exercise of the kind {kind} has no “{name}”", remedy, name))
    for name, read in readers.items():
        if name not in entry:
            if name not in optional:
                problems.append(problem(f"{name} is missing", f"add “{name}: …”"))
            continue
        try:
            values[name] = read(entry[name])
        except ReadingError as error:
            problems.append(problem(f"{name}: {error.found}", error.remedy, name))
    strange = [at for at in values.get("parts", ()) if at not in article.parts]
    for at in strange:
        remedy = f"write a paragraph from 1 to {len(article.paragraphs)}, or headline"
        problems.append(problem(f"there is no part “{at}” in the article", remedy, "parts"))
    if problems:
        return None, sorted(problems, key=lambda one: one.line or 0)
    shown = {at: article.parts[at] for at in values.pop("parts", ())}
    texts = {at: part.quote for at, part in shown.items()}
    starts = {at: part.start for at, part in shown.items()}
    line = document.line("exercises", index)
    return Exercise(kind=kind, texts=texts, starts=starts, line=line, **values), []
