"""A file of saved work: what it holds, whether it is one, and how two of them become one."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from typing import Any

from attrs import frozen

from helpers.common.json_reader import dump, is_time, read_json
from helpers.common.store import NotOurs

SCHEMA = 1
LARGEST = 50_000_000  # bytes; a class of essays is smaller
MOST_EXERCISES = 1_000  # a lesson has some dozens


@frozen
class Attempt:
    """An answer that was handed in with Check, and when (ISO 8601, UTC)."""

    time: str
    answer: Any


@frozen
class Entry:
    """What is saved of one exercise: the newest answer, and all attempts in their order."""

    answer: Any
    time: str
    attempts: tuple[Attempt, ...]

    @property
    def checked(self) -> bool:
        """Whether the newest answer was handed in, or is still a draft."""
        return bool(self.attempts) and self.attempts[-1].time == self.time


def parse(raw: bytes, lesson: str, article: str) -> dict[str, Any]:
    """What saved work of a lesson and its article (SHA-256) holds; NotOurs for all else."""
    if len(raw) > LARGEST:
        raise NotOurs("too-large", f"The file has more than {LARGEST:,} bytes.")
    try:
        data = read_json(raw)
    except ValueError as error:
        raise NotOurs("damaged", "The file of saved answers is damaged.", str(error)) from None
    if not isinstance(data, dict) or type(data.get("schema")) is not int:
        raise NotOurs("damaged", "The file is no file of saved answers, or is damaged.")
    if data["schema"] > SCHEMA:
        raise NotOurs("newer", "The file of saved answers is from a newer version of this kit.")
    if data.get("lesson") != lesson:
        raise NotOurs("other-lesson", "The file holds answers to another lesson.")
    if data.get("article") != article:
        sentence = "The file holds answers to another version of the article."
        raise NotOurs("other-article", sentence)
    saved = data.get("answers")
    if isinstance(saved, dict) and len(saved) > MOST_EXERCISES:
        found = f"The file answers more than {MOST_EXERCISES:,} exercises."
        raise NotOurs("damaged", f"{found} No lesson has so many.")
    if not is_sound(saved):
        raise NotOurs("damaged", "The file of saved answers is damaged.")
    return data


def entry(saved: dict[str, Any]) -> Entry:
    """What is saved of one exercise."""
    # Copies: what a caller does with an answer must not come into the file.
    attempts = tuple(Attempt(one["time"], deepcopy(one["answer"])) for one in saved["attempts"])
    last = newest(saved)
    return Entry(deepcopy(last["answer"]), last["time"], attempts)


def newest(saved: dict[str, Any]) -> dict[str, Any]:
    """The newest answer to one exercise and its time, be it a draft or handed in."""
    given = [*saved["attempts"], *filter(None, [saved.get("draft")])]
    return max(given, key=when, default={"time": "", "answer": None})


def is_copy_id(value: Any) -> bool:
    """Whether a value is the random id that a file of saved work is given when it is made."""
    return isinstance(value, str) and re.fullmatch("[0-9a-f]{16}", value) is not None


def merge(mine: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Saved work with the attempts of both, and the later draft of each exercise.

    The earlier of two drafts that differ becomes an attempt, so that nothing is lost.
    """
    merged = dict(mine["answers"])
    for name, theirs in other["answers"].items():
        ours = merged.get(name, {"attempts": []})
        attempts = {identity(one): one for one in (*ours["attempts"], *theirs["attempts"])}
        drafts = [one for one in (ours.get("draft"), theirs.get("draft")) if one]
        drafts = list({identity(one): one for one in sorted(drafts, key=when)}.values())
        attempts |= {identity(one): one for one in drafts[:-1]}
        merged[name] = theirs | ours | {"attempts": sorted(attempts.values(), key=when)}
        if drafts:
            merged[name]["draft"] = drafts[-1]
    return mine | {"answers": merged}


def completed(found: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """Saved work, and of what is known of the same work each attempt and newest draft it lacks.

    `found` itself, where it lacks nothing, or is another student's.
    """
    if len({one["copy"] for one in (found, known) if is_copy_id(one.get("copy"))}) > 1:
        return found
    lacking = {}
    for name, ours in known["answers"].items():
        theirs = found["answers"].get(name, {"attempts": []})
        if ours == theirs:
            continue
        there = {identity(one): one for one in theirs["attempts"]}
        attempts = {identity(one): one for one in ours["attempts"]} | there
        whole = theirs
        if len(attempts) > len(there):
            whole = theirs | {"attempts": sorted(attempts.values(), key=when)}
        draft = ours.get("draft")
        if draft and when(draft) > when(newest(whole)):
            whole = whole | {"draft": draft}
        if whole is not theirs:
            lacking[name] = whole
    return found | {"answers": found["answers"] | lacking} if lacking else found


def when(one: dict[str, Any]) -> str:
    """The time at which an answer was given (ISO 8601)."""
    return str(one["time"])


def identity(one: dict[str, Any]) -> tuple[str, str]:
    """What tells one answer from another: when it was given, and what it says."""
    return one["time"], json.dumps(one["answer"], sort_keys=True)


def count(data: dict[str, Any]) -> int:
    """How many answers are saved in all."""
    saved = data["answers"].values()
    return sum(len(one["attempts"]) + bool(one.get("draft")) for one in saved)


def is_sound(saved: Any) -> bool:
    """Whether the answers of a file have the shape that they are written in."""

    def is_answer(one: Any) -> bool:
        return isinstance(one, dict) and "answer" in one and is_time(one.get("time"))

    return isinstance(saved, dict) and all(
        isinstance(one, dict)
        and isinstance(one.get("attempts"), list)
        and all(map(is_answer, one["attempts"]))
        and (one.get("draft") is None or is_answer(one["draft"]))
        for one in saved.values()
    )


def can_be_kept(answer: Any) -> bool:
    """Whether an answer comes back from a file just as it is."""
    there = {"answers": {"": {"attempts": [{"answer": answer}]}}}  # as deep as it is in the file
    try:
        return bool(read_json(dump(there).encode()) == there)
    except (TypeError, ValueError):
        return False
