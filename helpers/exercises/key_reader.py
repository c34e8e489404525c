"""Reads key.yaml: the key of each exercise, placed in the article and checked against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import attrs
from attrs import define

from helpers.common.errors import Findings, Problem, ReadingError
from helpers.common.text import did_you_mean
from helpers.common.yaml_reader import Document, read_yaml
from helpers.exercises.exercise import FILE as EXERCISES
from helpers.exercises.exercise import Exercise
from helpers.exercises.fields import number, short_name, text
from helpers.exercises.key import ACCEPTED, FILE, Key, Place, Reply
from helpers.lesson.article import Article, Passage, PassageError

REMEDY = "write into it “key:”, and under it the id of each exercise with its answers"
EVIDENCE = {"at", "quote", "nth"}

Value = TypeVar("Value")


def read_key(
    folder: Path, exercises: Iterable[Exercise], article: Article, findings: Findings
) -> dict[str, Key]:
    """The keys by exercise; none where there is no key.yaml.

    What is wrong with a key is reported, and the key is left out.
    """
    if not (folder / FILE).exists():
        return {}
    document = read_yaml(folder / FILE, findings, REMEDY)
    if document is None:
        return {}
    entries = document.value.get("key")
    if not isinstance(entries, dict):
        findings.problems.append(Problem(FILE, "it holds no key", REMEDY))
        return {}
    known = {exercise.id: exercise for exercise in exercises}
    rejected = findings.rejected.get(EXERCISES, [])
    doubtful = {one.id: one for one in rejected if isinstance(one, Exercise)}
    keys = {}
    for name, entry in entries.items():
        reader = KeyReader(document, name, article, findings)
        if name in known:
            key = reader.key(known[name], entry)
            if key is not None:
                keys[name] = key
        elif name in doubtful:
            reader.key(doubtful[name], entry)
        elif name not in rejected and EXERCISES not in findings.unread:
            near = did_you_mean(name, known)
            remedy = f"write “{near}”" if near else f"take it out, or add it to {EXERCISES}"
            reader.report(f"there is no exercise “{name}”", remedy)
    for name in known.keys() - entries.keys():
        remedy = f"write “{name}:” under “key:”, with its answers"
        line = document.line("key")
        findings.problems.append(Problem(FILE, f"the exercise “{name}” has no key", remedy, line))
    return keys


@define
class KeyReader:
    """Reads the key of one exercise; what is wrong is reported, each with its line."""

    document: Document
    name: str
    article: Article
    findings: Findings
    failed: bool = False

    def key(self, exercise: Exercise, entry: Any) -> Key | None:
        """The key, or None after reporting what is wrong with it."""
        if not isinstance(entry, dict):
            self.report("its key has no names in it", "write its answers under it")
            return None
        own = {name: one for name, one in entry.items() if name != ACCEPTED}
        key: Key = exercise.read_key(self, own)
        for accepted, place in self.listed(entry, ACCEPTED):
            if not self.failed:
                key = exercise.accept(self, key, accepted, *place)
        if not self.failed:
            for found, remedy, path in exercise.check_key(key):
                self.report(found, remedy, *path)
        return None if self.failed else key

    def report(self, found: str, remedy: str, *path: str | int, near: str | None = None) -> None:
        """Add a problem at a place of the key."""
        self.failed = True
        line = self.document.line("key", self.name, *path)
        found = f"{self.name}: {found}"
        problem = Problem(FILE, found, remedy, line, None, near)
        if problem not in self.findings.problems:
            self.findings.problems.append(problem)

    def shared(self, entry: Mapping[str, Any], *names: str) -> dict[str, Any]:
        """What keys of all kinds hold, of a key in which these `names` mean something."""
        self.only(entry, {*names, *EVIDENCE})
        found = {"id": self.name, "evidence": self.evidence(entry)}
        return found | {
            one: self.text(entry, one) for one in ("message", "otherwise") if one in names
        }

    def only(self, entry: Mapping[str, Any], names: set[str], *path: str | int) -> None:
        """Report names that mean nothing here."""
        for name in entry.keys() - names:
            near = did_you_mean(name, names)
            remedy = f"write {near}" if near else f"here go: {', '.join(sorted(names))}"
            self.report(f"“{name}” means nothing here", remedy, *path, name)

    def text(self, entry: Mapping[str, Any], name: str, *path: str | int) -> str:
        """A text of an entry; one that is missing is reported."""
        return self.read(text, entry.get(name), f"{name}: ", *path, name) or ""

    def read(
        self, reader: Callable[[Any], Value], value: Any, label: str, *path: str | int
    ) -> Value | None:
        """What `reader` makes of a value, or None after reporting why it cannot be read."""
        try:
            return reader(value)
        except ReadingError as error:
            self.report(f"{label}{error.found}", error.remedy, *path)
            return None

    def passage(self, entry: Mapping[str, Any], quote: str, *path: str | int) -> Passage | None:
        """The passage that an entry's at, nth and `quote` name, or None after reporting."""
        at, words = entry.get("at"), entry.get(quote)
        if not isinstance(at, str) or not isinstance(words, str):
            self.report("a passage needs at and quote", "write both as text", *path)
            return None
        nth = entry.get("nth") if quote == "quote" else None
        try:
            return self.article.find(at, words, None if nth is None else number(nth))
        except PassageError as error:
            path = (*path, quote) if error.column == "quote" else (*path, error.column)
            self.report(error.found, error.remedy, *path, near=error.nearest)
        except ReadingError as error:
            self.report(f"nth: {error.found}", error.remedy, *path, "nth")
        return None

    def evidence(self, entry: Mapping[str, Any], *path: str | int) -> Passage | None:
        """The passage beside a message, if there is one."""
        if not entry.keys() & EVIDENCE:
            return None
        return self.passage(entry, "quote", *path)

    def reply(
        self,
        entry: Mapping[str, Any],
        *path: str | int,
        names: Iterable[str] = (),
        marks: bool = True,
        **found: Any,
    ) -> Reply:
        """What is said to one answer, with what was `found` of the reply before.

        `names` are those that mean something here besides; `marks` says whether the reply can have
        some of its own.
        """
        known = {"message", "misconception", *EVIDENCE, *names}
        self.only(entry, known | {"marks"} if marks else known, *path)
        said = entry.get("marks", "0")
        worth = 0 if said == "0" else self.read(number, said, "marks: ", *path, "marks") or 0
        name = entry.get("misconception", "")
        if name:
            self.read(short_name, name, "misconception: ", *path)
        return Reply(
            self.text(entry, "message", *path),
            worth,
            misconception=name,
            evidence=self.evidence(entry, *path),
            line=self.document.line("key", self.name, *path),
            **{one: value for one, value in found.items() if value is not None},
        )

    def accepted(
        self, entry: Mapping[str, Any], *path: str | int, names: Iterable[str], **more: Any
    ) -> Reply:
        """What is said to one answer that a teacher accepted."""
        found = {name: more.pop(name) for name in ("marks",) if name in more}
        reply = self.reply(entry, *path, names=names, marks=False, **more)
        return attrs.evolve(reply, **found)

    def misconception(
        self, entry: Mapping[str, Any], *path: str | int, names: Iterable[str] = (), **more: Any
    ) -> Reply:
        """What is said to one answer that is a misconception, which has a name."""
        named = {**entry, "misconception": entry.get("name", "")}
        return self.reply(named, *path, names=("name", *names), **more)

    def entries(self, entry: Mapping[str, Any], name: str) -> dict[str, dict[str, Any]]:
        """The mappings that stand under a name by their own names; others are reported."""
        found = entry.get(name)
        if not isinstance(found, dict):
            self.report(f"{name} is missing", f"write “{name}:”, and an id a line under it")
            return {}
        for one, value in found.items():
            if not isinstance(value, dict):
                self.report(f"“{one}” has no names in it", "write {message: …}", name, one)
        return {one: value for one, value in found.items() if isinstance(value, dict)}

    def by_id(
        self,
        entry: Mapping[str, Any],
        name: str,
        wanted: Mapping[str, str],
        read: Callable[[str, dict[str, Any], Place], Value],
    ) -> dict[str, Value]:
        """What `read` makes of the entry of each id, in the order that the exercise has them.

        Ids that only the exercise, or only the key, has are reported.
        """
        found = self.entries(entry, name)
        for one in wanted:
            if one not in found:
                remedy = f"write “{one}: …” under {name}"
                self.report(f"nothing answers “{one}” of {name}", remedy, name)
        for one in found:
            if one not in wanted:
                near = did_you_mean(one, wanted)
                remedy = f"write {near}" if near else f"add it to {EXERCISES}, or take it out"
                self.report(f"“{one}” is not among the {name} of the exercise", remedy, name, one)
        replies = {one: read(one, value, (name, one)) for one, value in found.items()}
        return {one: replies[one] for one in wanted if one in replies}

    def listed(
        self, entry: Mapping[str, Any], name: str, needed: bool = False
    ) -> list[tuple[dict[str, Any], Place]]:
        """The entries of a list, each with its path; what is none is reported."""
        found = entry.get(name, [])
        if not isinstance(found, list) or (needed and not found):
            self.report(
                f"{name} is no list", f"write under “{name}:” a line “- {{…}}” for each", name
            )
            return []
        for index, one in enumerate(found):
            if not isinstance(one, dict):
                self.report(f"an entry of {name} has no names in it", "write {…}", name, index)
        return [(one, (name, n)) for n, one in enumerate(found) if isinstance(one, dict)]
