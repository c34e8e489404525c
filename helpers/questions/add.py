"""Adds made questions to a lesson. What stands in its files stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from textwrap import indent
from typing import Any

from helpers.common.atomic_file import write
from helpers.common.errors import Findings, KitError, ReadingError
from helpers.common.text import did_you_mean
from helpers.common.yaml_reader import compose
from helpers.exercises.exercise import FILE as EXERCISES
from helpers.exercises.exercise_reader import read_exercises
from helpers.exercises.key import FILE as KEY
from helpers.exercises.key_reader import read_key
from helpers.lesson.lesson import Lesson, load
from helpers.questions.made import Made
from helpers.questions.make import make
from helpers.questions.reading import meet, where

HEADS = {EXERCISES: "exercises", KEY: "key"}


def offered(folder: Path) -> list[Made]:
    """The questions made from the tables of a lesson that it does not ask yet.

    Left out are those that ask of the same rows as an exercise that is there. Raises KitError where
    the lesson cannot be read, or has problems.
    """
    lesson = read(folder)
    findings = Findings()
    exercises = read_exercises(folder, lesson.article, findings)
    keys = read_key(folder, exercises, lesson.article, findings)
    if findings.problems:
        raise KitError(
            f"{findings.problems[0]} Mend that first; the command “check” says all of it."
        )
    there = {one.id for one in exercises}
    asked = [
        (one.notebook, {one.question, *texts(one)}, set(one.rows), passages(keys.get(one.id)))
        for one in exercises
    ]
    return [
        one
        for one in make(lesson)
        if one.id not in there
        and not any(
            notebook == one.notebook and is_asked(one, words, rows, places)
            for notebook, words, rows, places in asked
        )
    ]


def add(folder: Path, chosen: Collection[str]) -> list[str]:
    """Add the questions with these ids to a lesson; return those that were not there yet.

    Raises KitError, and changes nothing, where an id is none of `make`, or a file of the lesson
    cannot be added to or written.
    """
    made = {one.id: one for one in make(read(folder))}
    texts_now = {name: text_of(folder / name) for name in HEADS}
    there = {name: ids(text, HEADS[name], name) for name, text in texts_now.items()}
    ready = {one.id for one in offered(folder)} if chosen else set()
    new = []
    for name in dict.fromkeys(chosen):
        if name not in made:
            near = did_you_mean(name, made)
            hint = f" Did you mean “{near}”?" if near else ""
            raise KitError(f"No question “{name}” can be made from the tables.{hint}")
        if name in ready and any(name not in known for known in there.values()):
            new.append(made[name])
    if not new:
        return []
    exercises, key = (
        extended(texts_now[EXERCISES], EXERCISES, [one.exercise for one in new]),
        extended(texts_now[KEY], KEY, {one.id: one.key for one in new}),
    )
    try:
        write(folder / EXERCISES, exercises.encode())
        write(folder / KEY, key.encode())
    except OSError as error:
        with suppress(OSError):
            write(folder / EXERCISES, texts_now[EXERCISES].encode())
        why = error.strerror or "unknown reason"
        raise KitError(
            f"Nothing is added: {folder.name} cannot be written ({why}). Make room on the disk, or "
            "close its files where they are open."
        ) from None
    return [one.id for one in new]


def read(folder: Path) -> Lesson:
    """The lesson in a folder; KitError with its first problem where its tables cannot be used."""
    lesson, findings = load(folder)
    if lesson is None or findings.problems:
        first = f" {findings.problems[0]}" if findings.problems else ""
        raise KitError(f"Mend the tables first; the command “check” says all of it.{first}")
    return lesson


def texts(exercise: Any) -> Iterator[str]:
    """What a student reads of an exercise besides its question."""
    for name in ("rows", "options", "items"):
        yield from (getattr(exercise, name, None) or {}).values()


def passages(key: Any) -> list[Any]:
    """The passages that an answer rests on which the key calls right."""
    if key is None:
        return []
    replies = [*getattr(key, "answers", ()), *(row.reply for row in key.rows.values())]
    replies += [one for one in getattr(key, "options", {}).values() if one.marks or one.right]
    return [one for one in [key.evidence, *(reply.evidence for reply in replies)] if one]


def is_asked(made: Made, words: set[str], rows: set[str], places: list[Any]) -> bool:
    """Say whether an exercise, by its texts, row ids and passages, asks of the rows of a question.

    It does where it quotes their words and names their part, has the id of an event, or where the
    words that settle it stand in them.
    """
    if any(row.partition(": ")[2] in rows for row in made.rows):
        return True
    for passage in made.passages:
        said = f"“{passage.quote}”".lower()
        named = re.compile(rf"{re.escape(where(passage).removeprefix('the '))}(?!\d)")
        if any(said in one.lower() and named.search(one) for one in words):
            return True
        if made.family in ("when", "source", "stance", "through") and any(
            meet(passage, other) for other in places
        ):
            return True
    return False


def text_of(path: Path) -> str:
    """The text of a file, or the beginning of one that is not there."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return f"{HEADS[path.name]}:\n"
    except UnicodeDecodeError:
        raise KitError(f"{path.name} cannot be read. Save it as UTF-8 text.") from None


def held(text: str, name: str) -> Any:
    """What the file says; KitError where it is no YAML."""
    try:
        return compose(text.removeprefix("\ufeff"), "take the file as it was").value
    except ReadingError as error:
        raise KitError(f"{name}: {error.found}. What to do: {error.remedy}.") from None


def ids(text: str, head: str, name: str) -> set[str]:
    """The ids of the exercises that a file holds."""
    listed = held(text, name).get(head) or []
    if isinstance(listed, Mapping):
        return set(map(str, listed))
    return {str(one.get("id")) for one in listed if isinstance(one, dict)}


def extended(text: str, name: str, entries: Any) -> str:
    """The text with entries behind what it has; KitError where they cannot go there."""
    import yaml

    lines = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=96)
    under = re.search(rf"^{HEADS[name]}:[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*( *)\S", text, re.M)
    step = under[1] if under else "  "
    added = indent(lines, step)
    if not text.endswith("\n"):
        added = "\n" + added
    if "\r\n" in text:
        added = added.replace("\n", "\r\n")
    before, after = held(text, name), held(text + added, name)
    old, new = before.pop(HEADS[name]) or type(entries)(), after.pop(HEADS[name])
    whole = old | as_read(entries) if isinstance(old, dict) else old + as_read(entries)
    if before != after or new != whole:
        raise KitError(
            f"{name} is written in a form that nothing can be added to at its end. Let "
            f"“{HEADS[name]}:” be the last name in it, with each entry on lines of its own."
        )
    return text + added


def as_read(entries: Any) -> Any:
    """Entries as the kit reads them from a file: every value is text."""
    if isinstance(entries, dict):
        return {str(name): as_read(one) for name, one in entries.items()}
    if isinstance(entries, list):
        return [as_read(one) for one in entries]
    return str(entries)
