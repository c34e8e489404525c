"""What grading keeps of each student for what is done with the result: a line of JSON a student."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from helpers.common.errors import KitError
from helpers.common.json_reader import read_json
from helpers.grading import gradebook
from helpers.grading.folder import GRADEBOOK, STUDENTS, manifest_of

AGAIN = "Grade the class again."
TEXTS = ("student", "name", "kind", "number", "file", "page")


@frozen
class Record:
    """A student of a graded class.

    `kind` says what told whose the file is, and `number` what that knows the student by (see
    collect.Found); `file` is its path there, and `page` the name of the feedback page, both empty
    where there is none. `answers` are those that are scored by the key; None where no file can be
    read.
    """

    student: str
    name: str
    kind: str
    number: str
    file: str
    page: str
    answers: Mapping[str, Any] | None


def as_line(about: Mapping[str, str], texts: Mapping[str, str] | None, asked: Iterable[str]) -> str:
    """A student as a line of the file: TEXTS, and the answers to what is asked, given as JSON.

    What is asked has ids of letters a to z, figures and hyphens.
    """
    answers = "null"
    if texts is not None:
        inner = [f'"{name}": {texts[name]}' for name in asked if name in texts]
        answers = f"{{{', '.join(inner)}}}"
    return f'{json.dumps(about)[:-1]}, "answers": {answers}}}\n'


def read_records(out: Path) -> Iterator[Record]:
    """Yield the students of a graded class, in the order of its gradebook.

    Raises KitError where there is none, an earlier version of the kit graded it, or the file cannot
    be read.
    """
    manifest_of(out)
    try:
        with (out / STUDENTS).open("rb") as lines:
            for line in lines:
                yield as_record(read_json(line))
    except FileNotFoundError:
        raise KitError(f"{out.name} was graded by an earlier version of the kit. {AGAIN}") from None
    except OSError as error:
        raise KitError(f"{out.name}/{STUDENTS} cannot be read ({error.strerror}).") from None
    except (ValueError, TypeError, KeyError):
        raise KitError(f"{out.name}/{STUDENTS} is damaged. {AGAIN}") from None


def read_rows(out: Path) -> list[tuple[str, dict[str, str]]]:
    """The id and the row of each student in the gradebook; KitError where it cannot be read."""
    try:
        return list(gradebook.read(out / GRADEBOOK))
    except (OSError, KeyError, ValueError, csv.Error):
        raise KitError(f"{GRADEBOOK} was changed by another program. {AGAIN}") from None


def as_record(found: Any) -> Record:
    """A student, from what a line holds. Raises TypeError, ValueError or KeyError for all else."""
    answers = found["answers"]
    texts = {name: found[name] for name in TEXTS}
    if not all(isinstance(one, str) for one in texts.values()):
        raise TypeError("a name is no text")
    if not isinstance(answers, dict | None):
        raise TypeError("the answers have no names")
    return Record(**texts, answers=answers)
