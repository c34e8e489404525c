"""Hostile files beside honest students, graded by the command: whatever they say, what must hold.

Everything follows from a seed. Files are made of those of others: bytes are changed or lost,
values, names, times and places are others, and some take the name and the copy of the kit of an
honest student. None holds all that an honest student checked: that would be a later file of theirs.
"""

import json
import random
import shutil
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from helpers.grading.gradebook import as_it_was
from support.class_layouts import LAYOUTS, Placed, write
from support.class_maker import HOSTILE, Maker
from support.grade_run import PYTHONESE, grade, gradebook, problems

WORDS = (*HOSTILE, "\ud800", "\x1b[2J", "\u202eevil", "", " ", "9" * 200, "a" * 3_000, "\0")
TIMES = (
    *("2099-01-01T00:00:00+00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"),
    *("2026-03-01\ud80008:00:00+00:00", "2026-03-01", "1900-01-01T00:00:00Z", "now", ""),
)
VALUES: tuple[Any, ...] = (
    *(None, True, -1, 10**29, 1e308, [], {}, [[]], [[[[[[1]]]]]], {"": {"": None}}, ["x"] * 50),
    *({"not_said": True}, {"at": "1", "start": 0, "end": 5, "quote": "x"}, {"x": "\ud800"}),
)
NAMES = (
    *("{}.json", "{}.JSON", "{}.json.txt", "{}.part", "{}.backup.json", ".{}.json", "{}", "{}.zip"),
    *("Łukasz {}.json", "=1+1;{}.json", "{} (1).json", "{}.ipynb", "CON{}.json", "{}\u202e.json"),
    *("{}/x.json", "{}/work/belarus-2020.json", "{}/notebooks/x.json", "{}/.work/x.json"),
    *("__MACOSX/{}.json", "Submitted files/{}/A/Version 2/x.json", "x_{}_9{}_x.json"),
    *("{}_77_assignsubmission_file_/x.json", "seeds/{}.json", "helpers/{}.json", "{}/a/b/c/x.json"),
)


def spoiled(chance: random.Random, own: bytes, honest: bytes) -> bytes:
    """Return a hostile file made of somebody's own; it may want the place of an honest one."""
    if chance.random() < 0.25:
        return bytes_changed(chance, own)
    data = json.loads(own)
    for _ in range(chance.randrange(1, 5)):
        chance.choice(CHANGES)(chance, data, json.loads(honest))
    raw = json.dumps(data, ensure_ascii=chance.random() < 0.8).encode("utf-8", "surrogatepass")
    return raw if chance.random() < 0.9 else bytes_changed(chance, raw)


def bytes_changed(chance: random.Random, raw: bytes) -> bytes:
    """Cut a file, or change some of its bytes."""
    if chance.random() < 0.4:
        return raw[: chance.randrange(len(raw) + 1)]
    data = bytearray(raw)
    for _ in range(chance.randrange(1, 20)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def another_field(chance: random.Random, data: dict[str, Any], _: dict[str, Any]) -> None:
    """Change what a file says of itself."""
    name = chance.choice(["student", "copy", "assignment", "handed_in", "schema", "kit", "article"])
    data[name] = deepcopy(chance.choice([*WORDS, *TIMES, *VALUES]))


def another_answer(chance: random.Random, data: dict[str, Any], _: dict[str, Any]) -> None:
    """Change an answer, its time, its exercise, or what is beside it."""
    answers = data["answers"]
    if not isinstance(answers, dict) or not answers:
        return
    name = chance.choice([*answers, *WORDS])
    entry = answers.get(name, {"attempts": [], "draft": None})
    one = {"time": chance.choice(TIMES), "answer": deepcopy(chance.choice([*VALUES, *WORDS]))}
    one |= {"opened": True} if chance.random() < 0.5 else {}
    if chance.random() < 0.3:
        answers[name] = deepcopy(chance.choice(VALUES))
    elif isinstance(entry, dict) and isinstance(entry.get("attempts"), list):
        entry["attempts"].append(one)
        answers[name] = entry


def in_the_name_of(_: random.Random, data: dict[str, Any], other: dict[str, Any]) -> None:
    """Take the name and the copy of another."""
    data |= {name: other[name] for name in ("student", "copy")}


def in_the_place_of(_: random.Random, data: dict[str, Any], other: dict[str, Any]) -> None:
    """Take all but what was checked."""
    data.update(other | {"answers": data["answers"], "handed_in": TIMES[0]})


def anything(chance: random.Random, data: dict[str, Any], _: dict[str, Any]) -> None:
    """Change anything."""
    data[chance.choice([*data, *WORDS])] = deepcopy(chance.choice([*VALUES, *WORDS]))


CHANGES: tuple[Callable[..., None], ...] = (
    *(another_field, another_answer, another_answer, in_the_name_of, in_the_place_of),
    another_answer,
    anything,
)


def place(chance: random.Random, folder: Path, number: int, raw: bytes) -> str:
    """Write a hostile file under a hostile name; return the path that stands for it."""
    path = chance.choice(NAMES).format(f"h{number:06}", number)
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if path.endswith(".zip"):
        with zipfile.ZipFile(target, "w") as archive:
            for inner in chance.sample(
                ["x.json", "../x.json", "a/b.json", ".x.json", "/y.json"], 2
            ):
                archive.writestr(inner, raw)
        if chance.random() < 0.3:
            target.write_bytes(bytes_changed(chance, target.read_bytes()))
    else:
        target.write_bytes(raw)
    return path


def attacked(maker: Maker, parent: Path, seed: int, count: int, students: int = 10) -> list[str]:
    """Grade honest students alone, and beside `count` hostile files; what does not hold.

    No traceback; every honest row with the same marks; every file with a row, a reason, or counted
    as left alone; and nothing written but the result.
    """
    chance = random.Random(seed)
    layout = chance.choice([LAYOUTS["plain"], LAYOUTS["own_folder"]])
    others = list(maker.students(students, start=1_000 * seed + students))
    honest = [layout(one) for one in maker.students(students, start=1_000 * seed)]
    list(write(parent / "honest", honest))
    grade(parent / "honest", "--out", parent / "before")
    shutil.copytree(parent / "honest", parent / "in")
    paths = [
        place(chance, parent / "in", number, spoiled(chance, own.raw, victim.student.raw))
        for number in range(count)
        for own, victim in [(chance.choice(others), chance.choice(honest))]
    ]
    there = {path for path in parent.rglob("*") if path.is_file()}
    try:
        run = grade(parent / "in", "--out", parent / "after")
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]
    found = (
        [f"exit {run.code}: {run.said[-2_000:]}"] if run.code or PYTHONESE.search(run.said) else []
    )
    if not found:
        found += other_rows(honest, parent)
        found += vanished(parent, {*paths, *(one.path for one in honest)}, run.said)
    made = {path for path in parent.rglob("*") if path.is_file()} - there
    outside = [path for path in made if parent / "after" not in path.parents]
    return found + [f"written: {path}" for path in outside if not path.name.endswith(".lock")]


def other_rows(honest: list[Placed], parent: Path) -> Iterator[str]:
    """Yield what has changed in the rows of honest students; others may have taken their name."""
    before, after = (
        {row["file"]: row for row in gradebook(parent / name)} for name in ("before", "after")
    )
    for one in honest:
        old, new = before[one.path], after.get(one.path, {})
        changed = [
            name for name in old if name not in ("student", "id") and old[name] != new.get(name)
        ]
        if changed:
            yield f"{one.path}: {changed}"


def vanished(parent: Path, paths: set[str], said: str) -> Iterator[str]:
    """Yield how many files have neither row nor reason, and are not counted either."""
    rows = {row["file"] for row in gradebook(parent / "after")}
    named = rows | {row["file"] for row in problems(parent / "after")}
    named = set(map(as_it_was, named))
    shown = {one.replace("\u202e", "\ufffd") for one in paths}
    lost = {one for one in shown - named if not any(name.startswith(f"{one}/") for name in named)}
    _, found, alone = said.partition("Left alone: ")
    left = int(alone.split()[0]) if found else 0
    if len(lost) != left:
        yield f"{len(lost)} files without a row or a reason, {left} left alone: {sorted(lost)[:5]}"
