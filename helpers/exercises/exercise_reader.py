"""Reads exercises.yaml: what is wrong with an exercise is reported, each with its line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs

from helpers.common.errors import Findings, Problem, ReadingError
from helpers.common.text import did_you_mean
from helpers.common.yaml_reader import Document, read_yaml
from helpers.exercises.exercise import FILE, Exercise, fields_of
from helpers.exercises.kinds import kinds
from helpers.lesson.article import Article

REMEDY = "write into it “exercises:”, and under it an entry “- id: …” for each exercise"
# What an exercise has that was read only in part: its key can be read all the same.
TEXTS = ("notebook", "place", "title", "question", "objective")
IN_PART: dict[str, Any] = {**dict.fromkeys(TEXTS, ""), "minutes": 0, "marks": 0}


def read_exercises(
    folder: Path, article: Article, findings: Findings, objectives: Iterable[str] = ()
) -> tuple[Exercise, ...]:
    """The exercises of a lesson in their order; none where there is no exercises.yaml.

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
        if exercise is None or problems:
            findings.rejected.setdefault(FILE, []).append(exercise or name)
        else:
            found[exercise.id] = exercise
    return tuple(found.values())


def read_entry(
    document: Document, index: int, entry: Any, article: Article, objectives: tuple[str, ...]
) -> tuple[Exercise | None, list[Problem]]:
    """An exercise and what is wrong with it; None where its kind or a part of it is unknown."""

    def problem(found: str, remedy: str, *path: str) -> Problem:
        column = path[0] if path else None
        return Problem(FILE, found, remedy, document.line("exercises", index, *path), column)

    if not isinstance(entry, dict):
        return None, [problem("the entry has no names in it", REMEDY)]
    name = entry.get("kind")
    if not isinstance(name, str) or name not in kinds():
        words = name if isinstance(name, str) else ""
        near = did_you_mean(words, kinds())
        hint = f" (“{near}”, perhaps)" if near else ""
        found = f"“{words}” is no kind of exercise{hint}" if words else "its kind is missing"
        return None, [problem(found, f"write kind: and one of: {', '.join(kinds())}", "kind")]
    kind = kinds()[name]
    fields = fields_of(kind)
    values: dict[str, Any] = {}
    problems = []
    for column in entry.keys() - fields.keys() - {"kind"}:
        near = did_you_mean(column, fields)
        remedy = f"write {near}" if near else "take it out"
        problems.append(
            problem(f"an exercise of the kind {name} has no “{column}”", remedy, column)
        )
    for column, field in fields.items():
        if column in entry:
            try:
                values[column] = field.metadata["read"](entry[column])
            except ReadingError as error:
                problems.append(problem(f"{column}: {error.found}", error.remedy, column))
        elif field.default is attrs.NOTHING:
            problems.append(problem(f"{column} is missing", f"add “{column}: …”"))
    problems += [problem(*one) for one in kind.complete(values, article)]
    objective = values.get("objective")
    if objective and objectives and objective not in objectives:
        remedy = f"write one of: {', '.join(objectives)}"
        problems.append(problem(f"“{objective}” is no objective here", remedy, "objective"))
    problems.sort(key=lambda one: one.line or 0)
    needed = {one for one, field in fields.items() if field.default is attrs.NOTHING}
    if needed - IN_PART.keys() - values.keys():
        return None, problems
    return kind(**(IN_PART | values), line=document.line("exercises", index)), problems
