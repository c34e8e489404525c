"""Writes questions that were chosen behind the exercises of a lesson; what stands there stays."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from helpers.common.atomic_file import write
from helpers.common.errors import KitError, LessonError, ReadingError
from helpers.common.text import did_you_mean
from helpers.common.yaml_reader import Document, compose
from helpers.exercises.asked import Asked, read_asked
from helpers.exercises.exercise import FILE as EXERCISES
from helpers.exercises.key import FILE as KEY
from helpers.lesson.lesson import Lesson
from helpers.questions.made import Entry, Made
from helpers.questions.questions import questions_of
from helpers.questions.yaml_lines import block

NEW = {EXERCISES: "exercises:\n", KEY: "key:\n"}


@frozen
class Written:
    """What was written: the questions that are new, and the ids of those that were there."""

    new: tuple[Made, ...]
    there: tuple[str, ...]


def write_questions(
    lesson: Lesson, ids: Iterable[str], wording: Mapping[str, str] | None = None
) -> Written:
    """Append the made questions of these ids, in this order, to exercises.yaml and key.yaml.

    `wording` has other words for a question, by its id; with none, or the same, it keeps its own.
    What stands in the files stays byte for byte; a question whose id is there is left as it is,
    also where its words are others by now. Raises KitError with what is wrong; then nothing is
    written.
    """
    wanted = list(dict.fromkeys(ids))
    there = [one.id for one in read_asked(lesson.folder, lesson.slug, lesson.article).exercises]
    made = {one.id: one for one in questions_of(lesson)}
    for one in wanted:
        if one not in made and one not in there:
            near = did_you_mean(one, made)
            hint = f" Did you mean {near}?" if near else ""
            raise KitError(f"The tables make no question “{one}”.{hint}")
    new = [reworded(made[one], (wording or {}).get(one, "")) for one in wanted if one not in there]
    if new:
        put(lesson, new)
    return Written(tuple(new), tuple(one for one in wanted if one in there))


def reworded(made: Made, words: str) -> Made:
    """A question in other words, if there are any."""
    words = " ".join(words.split())
    return evolve(made, entry={**made.entry, "question": words}) if words else made


def drop_questions(lesson: Lesson, ids: Iterable[str]) -> None:
    """Take questions, with their keys, out of exercises.yaml and key.yaml; the rest stays.

    Raises KitError where one is not there, or a file has a form from which nothing can be taken.
    """
    before = {name: read(lesson.folder / name) for name in NEW}
    asked = read_asked(lesson.folder, lesson.slug, lesson.article)
    numbers = {one.id: number for number, one in enumerate(asked.exercises)}
    after = dict(before)
    for one in dict.fromkeys(ids):
        if one not in numbers:
            raise KitError(f"There is no question “{one}” in {EXERCISES}.")
    gone = [one for one in numbers if one in {*ids}]
    after[EXERCISES] = without(EXERCISES, before[EXERCISES], [numbers[one] for one in gone])
    after[KEY] = without(KEY, before[KEY], [one for one in gone if one in asked.keys])
    asked_in(lesson, {name: data for name, data in after.items() if data is not None})
    try:
        for name in (EXERCISES, KEY):  # the exercises first: a key that is too many is only said
            if (data := after[name]) is not None:
                save(lesson.folder / name, before[name], data)
    except OSError as error:
        raise KitError(f"The exercises cannot be written ({error.strerror}). Try again.") from None


def without(name: str, raw: bytes | None, gone: Sequence[str | int]) -> bytes | None:
    """A file without some of its entries; KitError where they do not stand on own lines."""
    if raw is None or not gone:
        return raw
    text, top = raw.decode("utf-8"), NEW[name].rstrip(":\n")
    old = compose(text.removeprefix("\ufeff"), "")
    held = old.value[top]
    entries: list[str | int] = [*range(len(held))] if isinstance(held, list) else [*held]
    starts = [(old.line(top, one) or 0) - 1 for one in entries]
    lines = text.splitlines(keepends=True)
    own = re.compile(rf" {{0,{len(indent_of(text, old, top, held))}}}#")
    for number, start in enumerate(starts):  # what is noted right above an entry is about it
        while start > 0 and own.match(lines[start - 1]):
            start -= 1
        starts[number] = start
    last = len(lines)
    while last and (own.match(lines[last - 1]) or not lines[last - 1].strip()):
        last -= 1
    ends = [*starts[1:], last]
    cut = {
        line
        for one, start, end in zip(entries, starts, ends, strict=True)
        if one in gone
        for line in range(start, end)
    }
    left = len(entries) - len(gone)
    kept = "".join(line for number, line in enumerate(lines) if number not in cut)
    if not left:
        kept = kept.replace(f"{top}:", f"{top}: {'[]' if isinstance(held, list) else '{}'}", 1)
    wanted = (
        [value for number, value in enumerate(held) if number not in gone]
        if isinstance(held, list)
        else {one: value for one, value in held.items() if one not in gone}
    )
    try:
        found = compose(kept.removeprefix("\ufeff"), "").value.get(top)
    except ReadingError:
        found = None
    if found != wanted:
        raise KitError(f"{name} has a form from which nothing can be taken. Take it out by hand.")
    return kept.encode("utf-8")


def put(lesson: Lesson, new: Sequence[Made]) -> None:
    """Append questions to both files, where the lesson can then be read; KitError if not."""
    try:
        before = {name: read(lesson.folder / name) for name in NEW}
        after = {
            EXERCISES: appended(EXERCISES, before[EXERCISES], [one.entry for one in new]),
            KEY: appended(KEY, before[KEY], {one.id: one.key for one in new}),
        }
        asked_in(lesson, after)
        # The key first: a key that is too many is said by `check`, an exercise without one stops
        # a class.
        save(lesson.folder / KEY, before[KEY], after[KEY])
        try:
            save(lesson.folder / EXERCISES, before[EXERCISES], after[EXERCISES])
        except (OSError, KitError):
            put_back(lesson.folder / KEY, before[KEY])
            raise
    except OSError as error:
        said = f"The exercises cannot be read or written ({error.strerror})."
        raise KitError(f"{said} Close other programs that hold them, and try again.") from None


def read(path: Path) -> bytes | None:
    """The bytes of a file; None where it is not there."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def save(path: Path, before: bytes | None, after: bytes) -> None:
    """Write a file that is still as it was; KitError where another program has changed it."""
    if not write(path, after, lambda: read(path) == before):
        raise KitError(f"{path.name} was changed by another program in the meantime. Try again.")


def put_back(path: Path, before: bytes | None) -> None:
    """Leave a file as it was, or none where none was."""
    if before is None:
        path.unlink(missing_ok=True)
    else:
        write(path, before)


def appended(name: str, raw: bytes | None, new: Sequence[Entry] | Mapping[str, Entry]) -> bytes:
    """A file with entries behind those that it has; KitError where its form does not allow it."""
    try:
        text = NEW[name] if raw is None else raw.decode("utf-8")
        old = NOTHING if raw is None else compose(text.removeprefix("\ufeff"), "")
    except (UnicodeDecodeError, ReadingError):
        raise KitError(f"{name} cannot be read. Check the lesson first.") from None
    top = NEW[name].rstrip(":\n")
    is_list = not isinstance(new, Mapping)
    held: Any = old.value.get(top) or ([] if is_list else {})
    indent = indent_of(text, old, top, held)
    if not held:  # all that stood there was dropped
        text = re.sub(rf"^({top}:)[ \t]*(?:\[\]|\{{\}})(?=[ \t]*\r?$)", r"\1", text, flags=re.M)
    end = "\r\n" if "\r\n" in text else "\n"
    glue = "" if text.endswith(("\n", "\r")) else end
    whole = text + glue + end.join(["", *block(new, indent), ""])
    fits = isinstance(held, list if is_list else dict)
    wanted: Any = None
    if fits:
        wanted = {**held, **new} if isinstance(new, Mapping) else [*held, *new]
    try:
        found = compose(whole.removeprefix("\ufeff"), "").value.get(top)
    except ReadingError:
        found = None
    if not fits or found != wanted:
        raise KitError(
            f"{name} has a form that nothing can be added to at its end. Let “{top}:” be the last "
            "name in it, with its entries under it, each on lines of its own."
        )
    return whole.encode("utf-8")


NOTHING = Document({}, {})


def indent_of(text: str, old: Document, top: str, held: Any) -> str:
    """What stands before an entry in a file."""
    if not held:
        return "  "
    last = len(held) - 1 if isinstance(held, list) else list(held)[-1]
    line = text.removeprefix("\ufeff").splitlines()[(old.line(top, last) or 1) - 1]
    found = re.match(" *", line)
    return found[0] if found else ""


def read_made(lesson: Lesson, made: Sequence[Made]) -> Asked:
    """Made questions as the exercises that they become, with their keys."""
    if not made:
        return Asked((), {})
    return asked_in(
        lesson,
        {
            EXERCISES: appended(EXERCISES, None, [one.entry for one in made]),
            KEY: appended(KEY, None, {one.id: one.key for one in made}),
        },
    )


def asked_in(lesson: Lesson, files: Mapping[str, bytes]) -> Asked:
    """What two files ask about a lesson; KitError where they would have problems."""
    with tempfile.TemporaryDirectory() as folder:
        for name, raw in files.items():
            (Path(folder) / name).write_bytes(raw)
        try:
            return read_asked(Path(folder), lesson.slug, lesson.article)
        except LessonError as error:
            raise KitError(f"Nothing is written.\n{error}") from None
