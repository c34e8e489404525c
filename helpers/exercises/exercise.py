"""What students see of each exercise: exercises.yaml, read and checked for its kind."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from helpers.common.errors import Findings, Problem, ReadingError
from helpers.common.yaml_reader import Document, read_yaml
from helpers.lesson.article import Article
from helpers.lesson.column_types import counting_number, identifier, one_of

FILE = "exercises.yaml"
REMEDY = "write into it “exercises:”, and under it an entry “- id: …” for each exercise"
NOT_SAID = "The article does not say"
UNSAID = "not-said"  # the id of that option, wherever it is one
NOTEBOOKS = ("00", "01", "02", "03", "04", "05")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
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
    """Return an id: small letters a to z and figures, in words joined by hyphens."""
    if not NAME.fullmatch(text(value)):
        raise ReadingError(f"“{value}” is no id", "write small letters, and - between words")
    return value


def notebook(value: Any) -> str:
    """Return the number of a notebook, in two figures."""
    if not isinstance(value, str) or value.zfill(2) not in NOTEBOOKS:
        raise ReadingError(f"“{value}” is no notebook", f"write one of: {', '.join(NOTEBOOKS)}")
    return value.zfill(2)


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
        for name, one in value.items():
            identifier(name)
            if not isinstance(one, str) or not one:
                raise ReadingError(f"“{name}” has no text", "write a text behind the colon")
            if name == UNSAID and one != NOT_SAID:
                raise ReadingError(f"the text of {name} is another one", f"write “{NOT_SAID}”")
        return {name: text(one) for name, one in value.items()}

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


def read_exercises(
    folder: Path, article: Article, findings: Findings, objectives: Iterable[str] = ()
) -> tuple[Exercise, ...]:
    """Return the exercises of a lesson in their order; none where there is no exercises.yaml.

    What is wrong with one is reported, and the exercise is left out; it stands in
    `findings.rejected`, so that its key can be read all the same. With `objectives`, each exercise
    has to name one of these.
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
        exercise, problems = read_entry(document, index, entry, article, tuple(objectives))
        name = entry.get("id") if isinstance(entry, dict) else None
        if isinstance(name, str) and name in found:
            line = document.line("exercises", index, "id")
            said = f"“{name}” is already the id of another exercise"
            problems.append(Problem(FILE, said, "give one of the two another id", line, "id"))
        findings.problems.extend(problems)
        if problems:
            findings.rejected.setdefault(FILE, []).append(exercise or name)
        else:
            found[exercise.id] = exercise
    return tuple(found.values())


def read_entry(
    document: Document, index: int, entry: Any, article: Article, objectives: tuple[str, ...]
) -> tuple[Exercise | None, list[Problem]]:
    """Return an exercise and what is wrong with it; None where its kind or parts are unknown."""

    def problem(found: str, remedy: str, *path: str) -> Problem:
        column = path[0] if path else None
        return Problem(FILE, found, remedy, document.line("exercises", index, *path), column)

    if not isinstance(entry, dict):
        return None, [problem("the entry has no names in it", REMEDY)]
    kind = entry.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        words = kind if isinstance(kind, str) else ""
        near = difflib.get_close_matches(words, KINDS, 1)
        hint = f" (“{near[0]}”, perhaps)" if near else ""
        found = f"“{words}” is no kind of exercise{hint}" if words else "its kind is missing"
        return None, [problem(found, f"write kind: and one of: {', '.join(KINDS)}", "kind")]
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
    is_whole = "id" in values and needed.keys() <= values.keys()
    at_hand = values.pop("parts", ())
    for at in at_hand:
        if at not in article.parts:
            remedy = f"write a paragraph from 1 to {len(article.paragraphs)}, or headline"
            problems.append(problem(f"there is no part “{at}” in the article", remedy, "parts"))
    objective = values.get("objective")
    if objective and objectives and objective not in objectives:
        remedy = f"write one of: {', '.join(objectives)}"
        problems.append(problem(f"“{objective}” is no objective here", remedy, "objective"))
    if not is_whole:
        return None, sorted(problems, key=lambda one: one.line or 0)
    known = {name: "" for name in ("notebook", "place", "title", "question", "objective")}
    shown = {at: article.parts[at] for at in at_hand if at in article.parts}
    exercise = Exercise(
        **(known | {"minutes": 0, "marks": 0} | values),
        kind=kind,
        texts={at: part.quote for at, part in shown.items()},
        starts={at: part.start for at, part in shown.items()},
        line=document.line("exercises", index),
    )
    return exercise, sorted(problems, key=lambda one: one.line or 0)
