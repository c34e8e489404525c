"""The entries of key.yaml, whatever they are about: texts, passages, lists and names."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import define

from helpers.common.errors import Findings, Problem, ReadingError
from helpers.common.yaml_reader import Document
from helpers.exercises.exercise import FILE as EXERCISES
from helpers.exercises.exercise import number, text
from helpers.lesson.article import Article, Passage, PassageError

FILE = "key.yaml"
EVIDENCE = {"at", "quote", "nth"}


@define
class EntryReader:
    """Reads the entries of one exercise's key; what is wrong is reported, each with its line."""

    document: Document
    name: str
    article: Article
    findings: Findings
    failed: bool = False

    def report(self, found: str, remedy: str, *path: str | int, near: str | None = None) -> None:
        """Add a problem at a place of the key."""
        self.failed = True
        line = self.document.line("key", self.name, *path)
        found = f"{self.name}: {found}"
        problem = Problem(FILE, found, remedy, line, None, near)
        if problem not in self.findings.problems:
            self.findings.problems.append(problem)

    def only(self, entry: Mapping[str, Any], names: set[str], *path: str | int) -> None:
        """Report names that mean nothing here."""
        for name in entry.keys() - names:
            near = difflib.get_close_matches(name, names, 1)
            remedy = f"write {near[0]}" if near else f"here go: {', '.join(sorted(names))}"
            self.report(f"“{name}” means nothing here", remedy, *path, name)

    def text(self, entry: Mapping[str, Any], name: str, *path: str | int) -> str:
        """Return a text of an entry; report one that is missing."""
        return self.read(text, entry.get(name), f"{name}: ", *path, name) or ""

    def read(self, reader: Callable[[Any], Any], value: Any, label: str, *path: str | int) -> Any:
        """Return `reader(value)`, or None after reporting why it cannot be read."""
        try:
            return reader(value)
        except ReadingError as error:
            self.report(f"{label}{error.found}", error.remedy, *path)
            return None

    def passage(self, entry: Mapping[str, Any], quote: str, *path: str | int) -> Passage | None:
        """Return the passage that an entry's at, nth and `quote` name, or None after reporting."""
        at, words = entry.get("at"), entry.get(quote)
        if not isinstance(at, str) or not isinstance(words, str):
            self.report("a passage needs at and quote", "write both as text", *path)
            return None
        nth = entry.get("nth") if quote == "quote" else None
        try:
            nth = None if nth is None else number(nth)
            return self.article.find(at, words, nth)
        except PassageError as error:
            path = (*path, quote) if error.column == "quote" else (*path, error.column)
            self.report(error.found, error.remedy, *path, near=error.nearest)
        except ReadingError as error:
            self.report(f"nth: {error.found}", error.remedy, *path, "nth")
        return None

    def evidence(self, entry: Mapping[str, Any], *path: str | int) -> Passage | None:
        """Return the passage beside a message, if there is one."""
        if not entry.keys() & EVIDENCE:
            return None
        return self.passage(entry, "quote", *path)

    def entries(self, entry: Mapping[str, Any], name: str) -> dict[str, dict]:
        """Return the mappings that stand under a name by their own names; report others."""
        found = entry.get(name)
        if not isinstance(found, dict):
            self.report(f"{name} is missing", f"write “{name}:”, and an id a line under it")
            return {}
        for one, value in found.items():
            if not isinstance(value, dict):
                self.report(f"“{one}” has no names in it", "write {message: …}", name, one)
        return {one: value for one, value in found.items() if isinstance(value, dict)}

    def same_ids(self, wanted: Iterable[str], found: Iterable[str], name: str) -> None:
        """Report ids that only the exercise, or only the key, has."""
        wanted, found = list(wanted), list(found)
        for one in wanted:
            if one not in found:
                remedy = f"write “{one}: …” under {name}"
                self.report(f"nothing answers “{one}” of {name}", remedy, name)
        for one in found:
            if one not in wanted:
                near = difflib.get_close_matches(one, wanted, 1)
                remedy = f"write {near[0]}" if near else f"add it to {EXERCISES}, or take it out"
                self.report(f"“{one}” is not among the {name} of the exercise", remedy, name, one)

    def listed(self, entry: dict, name: str, needed: bool = False) -> list[tuple[dict, tuple]]:
        """Return the entries of a list, each with its path; report what is none."""
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
