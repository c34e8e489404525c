"""The key of the exercises: key.yaml, read, placed in the article and checked against them."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from helpers.common.errors import Findings, Problem
from helpers.common.yaml_reader import read_yaml
from helpers.exercises.exercise import FILE as EXERCISES
from helpers.exercises.exercise import Exercise, number, rubric, short_name, yes_or_no
from helpers.exercises.key_checks import check_replies
from helpers.exercises.key_entries import EVIDENCE, FILE, EntryReader
from helpers.exercises.key_values import computed, date, figure, spellings
from helpers.lesson.article import Article, Passage

REMEDY = "write into it “key:”, and under it the id of each exercise with its answers"
UNSAID = "not said"


@frozen
class Reply:
    """What is said to one answer, what it is worth, and the passage that settles it.

    `value` is that answer: a text, a number, a tuple of spellings or ids, a Passage, or UNSAID.
    `around` is the widest passage that is still fine. `misconception` names a wrong reading.
    """

    message: str
    marks: int = 0
    value: Any = None
    misconception: str = ""
    evidence: Passage | None = None
    right: bool = False
    optional: bool = False
    tolerance: float = 0.0
    around: Passage | None = None
    line: int | None = None


@frozen
class Row:
    """A row to be matched: the choices that are right, why, and what is said to wrong ones."""

    right: tuple[str, ...]
    reply: Reply
    wrong: Mapping[str, Reply] = field(factory=dict)


@frozen
class Key:
    """The key of one exercise. Which of the fields it has depends on the exercise's kind."""

    id: str
    options: Mapping[str, Reply] = field(factory=dict)
    rows: Mapping[str, Row] = field(factory=dict)
    right: tuple[tuple[str, ...], ...] = ()
    answers: tuple[Reply, ...] = ()
    misconceptions: tuple[Reply, ...] = ()
    levels: Mapping[str, str] = field(factory=dict)
    message: str = ""
    otherwise: str = ""
    evidence: Passage | None = None


def read_key(
    folder: Path, exercises: Iterable[Exercise], article: Article, findings: Findings
) -> dict[str, Key]:
    """Return the keys by exercise; none where there is no key.yaml.

    What is wrong with a key is reported, and the key is left out.
    """
    if not (folder / FILE).exists():
        return {}
    document = read_yaml(folder / FILE, findings, REMEDY)
    entries = document.value.get("key") if document else None
    if document and not isinstance(entries, dict):
        findings.problems.append(Problem(FILE, "it holds no key", REMEDY))
    if not isinstance(entries, dict):
        findings.unread.add(FILE)
        return {}
    known = {exercise.id: exercise for exercise in exercises}
    rejected = findings.rejected.get(EXERCISES, ())
    doubtful = {one.id: one for one in rejected if isinstance(one, Exercise)}
    keys = {}
    for name, entry in entries.items():
        reader = Reader(document, name, article, findings)
        if name in known:
            key = reader.key(known[name], entry)
            if key is not None:
                keys[name] = key
        elif name in doubtful:
            reader.key(doubtful[name], entry)
        elif name not in rejected and EXERCISES not in findings.unread:
            near = difflib.get_close_matches(name, known, 1)
            remedy = f"write “{near[0]}”" if near else f"take it out, or add it to {EXERCISES}"
            reader.report(f"there is no exercise “{name}”", remedy)
    for name in known.keys() - entries.keys():
        remedy = f"write “{name}:” under “key:”, with its answers"
        line = document.line("key")
        findings.problems.append(Problem(FILE, f"the exercise “{name}” has no key", remedy, line))
    return keys


@define
class Reader(EntryReader):
    """Reads the key of one exercise and reports what is wrong, each with its line."""

    def key(self, exercise: Exercise, entry: Any) -> Key | None:
        """Return the key, or None after reporting what is wrong with it."""
        if not isinstance(entry, dict):
            self.report("its key has no names in it", "write its answers under it")
            return None
        kind = exercise.kind
        names, read = KINDS[kind]
        self.only(entry, {*names, *EVIDENCE})
        key = {"id": self.name, "evidence": self.evidence(entry)}
        for one in ("message", "otherwise"):
            if one in names:
                key[one] = self.text(entry, one)
        key |= read(self, exercise, entry)
        if self.failed:
            return None
        for found, remedy, path in check_replies(exercise, Key(**key)):
            self.report(found, remedy, *path)
        return None if self.failed else Key(**key)

    def reply(self, entry: dict, extra: dict[str, Any], *path: str | int) -> Reply:
        """Return what is said to one answer."""
        names = {"message", "misconception", *EVIDENCE, *extra}
        self.only(entry, names | (set() if "right" in extra else {"marks"}), *path)
        marks = entry.get("marks", "0")
        marks = 0 if marks == "0" else self.read(number, marks, "marks: ", *path, "marks") or 0
        name = entry.get("misconception", "")
        if name:
            self.read(short_name, name, "misconception: ", *path)
        message = self.text(entry, "message", *path)
        found = {k: v for k, v in extra.items() if v is not None}
        return Reply(
            message,
            marks,
            misconception=name,
            evidence=self.evidence(entry, *path),
            line=self.document.line("key", self.name, *path),
            **found,
        )

    def options(self, exercise: Exercise, entry: dict) -> dict[str, Any]:
        """Return the options of choose one or choose several."""
        found = self.entries(entry, "options")
        self.same_ids(exercise.options, found, "options")
        replies = {}
        for one, value in found.items():
            path = ("options", one)
            extra = {}
            if exercise.kind == "several":
                for name in ("right", "optional"):
                    said = self.read(yes_or_no, value.get(name, "no"), f"{name}: ", *path, name)
                    extra[name] = bool(said)
                if "right" not in value:
                    self.report(
                        f"“{one}” is neither right nor wrong", "write right: yes or no", *path
                    )
            replies[one] = self.reply(value, extra, *path)
        return {"options": {one: replies[one] for one in exercise.options if one in replies}}

    def rows(self, exercise: Exercise, entry: dict) -> dict[str, Any]:
        """Return the rows of match."""
        found = self.entries(entry, "rows")
        self.same_ids(exercise.rows, found, "rows")
        rows = {}
        for one, value in found.items():
            path = ("rows", one)
            right = value.get("right")
            right = [right] if isinstance(right, str) else right
            if not isinstance(right, list) or not right:
                self.report(f"“{one}” has no right choice", "write right: and its id", *path)
                right = []
            for choice in right:
                self.choice(exercise, choice, *path, "right")
            wrong = value.get("wrong", {})
            if not isinstance(wrong, dict) or not all(isinstance(w, dict) for w in wrong.values()):
                remedy = "write “choice: {message: …}” under it"
                self.report("wrong holds no choices with messages", remedy, *path, "wrong")
                wrong = {}
            replies = {}
            for choice, said in wrong.items():
                self.choice(exercise, choice, *path, "wrong", choice)
                if choice in right:
                    remedy = "take it out of one of them"
                    self.report(f"“{choice}” is right and wrong", remedy, *path, "wrong", choice)
                if not said.get("misconception"):
                    remedy = "write misconception: and what was misread, in words joined by -"
                    self.report("a misconception has no name", remedy, *path, "wrong", choice)
                replies[choice] = self.reply(said, {}, *path, "wrong", choice)
            reply = self.reply(value, {"right": None, "wrong": None}, *path)
            rows[one] = Row(tuple(map(str, right)), reply, replies)
        return {"rows": {one: rows[one] for one in exercise.rows if one in rows}}

    def choice(self, exercise: Exercise, choice: Any, *path: str | int) -> None:
        """Report a choice that the exercise does not offer."""
        if choice not in exercise.choices:
            near = difflib.get_close_matches(str(choice), exercise.choices, 1)
            remedy = f"write {near[0] if near else 'one of: ' + ', '.join(exercise.choices)}"
            self.report(f"“{choice}” is not among the choices", remedy, *path)

    def orders(self, exercise: Exercise, entry: dict) -> dict[str, Any]:
        """Return the right order of items, and the orders that are misconceptions."""
        right = self.order(exercise, entry.get("right"), "right")
        replies = [
            self.reply(
                value | {"misconception": value.get("name", "")},
                {
                    "name": None,
                    "order": None,
                    "value": self.order(exercise, value.get("order"), *path),
                },
                *path,
            )
            for value, path in self.listed(entry, "misconceptions")
        ]
        flat = [evolve_value(reply) for reply in replies]
        return {"right": right, "misconceptions": tuple(flat)}

    def order(
        self, exercise: Exercise, value: Any, *path: str | int
    ) -> tuple[tuple[str, ...], ...]:
        """Return an order: groups of items that have no order among themselves."""
        value = value if isinstance(value, list) else []
        groups = tuple(tuple(one) if isinstance(one, list) else (one,) for one in value)
        flat = [one for group in groups for one in group]
        if not all(isinstance(one, str) for one in flat) or sorted(flat) != sorted(exercise.items):
            remedy = f"write each of these once: {', '.join(exercise.items)}"
            self.report("it is no order of all the items", remedy, *path)
            return ()
        return groups

    def values(self, exercise: Exercise, entry: dict) -> dict[str, Any]:
        """Return the answers and misconceptions of a date, number, text, code or passage."""
        found = {}
        for name in ("answers", "misconceptions"):
            replies = []
            for value, path in self.listed(entry, name, needed=name == "answers"):
                extra = self.value(exercise, value, *path)
                if name == "misconceptions":
                    value = value | {"misconception": value.get("name", "")}
                    extra["name"] = None
                replies.append(self.reply(value, extra, *path))
            found[name] = tuple(replies)
        return found

    def value(self, exercise: Exercise, entry: dict, *path: str | int) -> dict[str, Any]:
        """Return the answer that an entry is about, read for the kind of the exercise."""
        value = entry.get("value")
        if value == UNSAID:
            if not exercise.not_said and exercise.kind != "code":
                remedy = f"write “not_said: yes” into {EXERCISES}"
                self.report("the exercise offers no “not said”", remedy, *path, "value")
            return {"value": UNSAID}
        if exercise.kind == "passage":
            passage = self.passage(entry, "quote", *path)
            around = self.passage(entry, "around", *path) if "around" in entry else None
            if passage and passage.at not in exercise.texts:
                remedy = f"write one of: {', '.join(exercise.texts)}"
                self.report("the passage stands in no part shown", remedy, *path, "at")
            if (
                passage
                and around
                and not (around.start <= passage.start and passage.end <= around.end)
            ):
                remedy = "copy a stretch that holds the quotation"
                self.report("around does not hold the quotation", remedy, *path, "around")
            return {"value": passage, "around": around}
        read = {"date": date, "number": figure, "text": spellings, "code": computed}[exercise.kind]
        found = {"value": self.read(read, value, "value: ", *path, "value")}
        if "tolerance" in entry:
            read = self.read(figure, entry["tolerance"], "tolerance: ", *path, "tolerance")
            if read is not None and read < 0:
                self.report(f"the tolerance {read:g} is below 0", "write 0.5", *path, "tolerance")
            found["tolerance"] = read
        return found

    def written(self, exercise: Exercise, entry: dict) -> dict[str, Any]:
        """Return a sample answer of each level."""
        return {"levels": self.read(rubric, entry.get("levels"), "levels: ", "levels") or {}}


def evolve_value(reply: Reply) -> Reply:
    """Return the reply to an order with its items in one row."""
    import attrs

    return attrs.evolve(reply, value=tuple(one for group in reply.value or () for one in group))


KINDS: dict[str, tuple[set[str], Callable[[Reader, Exercise, dict], dict[str, Any]]]] = {
    "one": ({"options"}, Reader.options),
    "several": ({"options", "message"}, Reader.options),
    "match": ({"rows", "message"}, Reader.rows),
    "order": ({"right", "message", "otherwise", "misconceptions"}, Reader.orders),
    "written": ({"levels", "message"}, Reader.written),
} | {
    kind: ({"answers", "misconceptions", "otherwise"}, Reader.values)
    for kind in ("date", "number", "text", "code", "passage")
}
