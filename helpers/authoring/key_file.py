"""The lines of key.yaml in which a teacher accepts an answer; all others stay byte for byte."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from attrs import define

from helpers.common.errors import KitError, ReadingError
from helpers.common.yaml_reader import Document, compose
from helpers.exercises.key import ACCEPTED, FILE

LINE = re.compile(
    "[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029]|$)"
)  # as YAML counts them
PLAIN = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")  # needs no quotation marks
WORDS_OF_YAML = {"yes", "no", "true", "false", "on", "off", "null", "y", "n"}
STEP = "  "

Entry = Mapping[str, Any]


@define
class KeyFile:
    """The text of a key.yaml.

    Raises KitError with a sentence where it is no YAML, or holds an exercise in a way that lines
    cannot be added to.
    """

    text: str

    @classmethod
    def of(cls, raw: bytes) -> KeyFile:
        """The file of these bytes."""
        try:
            return cls(raw.decode("utf-8"))
        except UnicodeDecodeError:
            raise KitError(f"{FILE} cannot be read. Save it as UTF-8 text.") from None

    @property
    def raw(self) -> bytes:
        """The bytes of the file."""
        return self.text.encode("utf-8")

    def accepted(self, exercise: str) -> list[Entry]:
        """The entries of the answers that were accepted for an exercise, the newest first."""
        return list(self._key(exercise)[0].get(ACCEPTED, []))

    def every_accepted(self) -> list[tuple[str, Entry]]:
        """The same of all exercises, each entry with the id of its own."""
        key = self._document().value.get("key")
        asked = key.items() if isinstance(key, dict) else ()
        found = ((name, one.get(ACCEPTED, [])) for name, one in asked if isinstance(one, dict))
        return [(name, entry) for name, entries in found for entry in entries]

    def add(self, exercise: str, entry: Entry) -> str:
        """Write an entry in front of the others of its exercise; return the lines added."""
        asked, lines = self._key(exercise)
        entries = self.accepted(exercise)
        if entries:
            at = lines["key", exercise, ACCEPTED, 0] - 1
            new = as_lines(entry, self._indent(at))
        else:
            at = lines["key", exercise]
            indent = self._indent(min(lines["key", exercise, name] for name in asked) - 1)
            new = [f"{indent}{ACCEPTED}:", *as_lines(entry, indent + STEP)]
        self._check_place(at, exercise, lines)
        before, after = self._lines[:at], self._lines[at:]
        end = re.search("[\r\n\x85\u2028\u2029]+$", before[-1])
        added = "".join(line + (end[0] if end else "\n") for line in new)
        self.text = "".join([*before, added, *after])
        self._check_result(exercise, [entry, *entries])
        return added

    def take_out(self, exercise: str, entry: Entry) -> None:
        """Take the lines of an entry out, and those of the heading with the last one."""
        _, lines = self._key(exercise)
        entries = self.accepted(exercise)
        if entry not in entries:
            raise KitError(f"{exercise}: that answer is not among those accepted in {FILE}.")
        place = entries.index(entry)
        at = lines["key", exercise, ACCEPTED, place] - 1
        indent, end = len(self._indent(at)), at + 1
        rows = self._lines
        while end < len(rows) and rows[end].strip() and len(self._indent(end)) > indent:
            end += 1
        if len(entries) == 1:
            at = lines["key", exercise, ACCEPTED] - 1
        self.text = "".join([*rows[:at], *rows[end:]])
        self._check_result(exercise, [one for one in entries if one is not entries[place]])

    @property
    def _lines(self) -> list[str]:
        return LINE.findall(self.text)

    def _indent(self, line: int) -> str:
        """What stands before the words of a line, counted from 0."""
        return self._lines[line][: len(self._lines[line]) - len(self._lines[line].lstrip(" "))]

    def _document(self) -> Document:
        try:
            return compose(self.text.removeprefix("\ufeff"), "take the file as it was")
        except ReadingError as error:
            raise KitError(f"{FILE}: {error.found}. What to do: {error.remedy}.") from None

    def _key(self, exercise: str) -> tuple[dict[str, Any], dict[tuple[str | int, ...], int]]:
        document = self._document()
        key = document.value.get("key")
        asked = key.get(exercise) if isinstance(key, dict) else None
        if not isinstance(asked, dict) or not asked:
            raise KitError(f"{FILE} has no key of an exercise “{exercise}”.")
        return asked, document.lines

    def _check_place(
        self, at: int, exercise: str, lines: Mapping[tuple[str | int, ...], int]
    ) -> None:
        """Raise KitError where what stands under an exercise begins in its own line: {…}."""
        first = min(line for path, line in lines.items() if path[:2] == ("key", exercise) != path)
        if first <= lines["key", exercise] or at < lines["key", exercise]:
            raise KitError(by_hand(exercise))

    def _check_result(self, exercise: str, entries: list[Entry]) -> None:
        """Raise KitError where the file does not say what it was made to say."""
        if self.accepted(exercise) != entries:
            raise KitError(by_hand(exercise))


def by_hand(exercise: str) -> str:
    """What to do about a file in which lines cannot be added."""
    return (
        f"{FILE} holds “{exercise}” in a form that no line can be added to. Write each name on a "
        "line of its own, or accept the answer there by hand."
    )


def as_lines(entry: Entry, indent: str) -> list[str]:
    """An entry of a list as lines of YAML."""
    lines = [f"{name}: {scalar(value)}" for name, value in entry.items()]
    return [f"{indent}{'- ' if place == 0 else STEP}{line}" for place, line in enumerate(lines)]


def scalar(value: Any) -> str:
    """A text, or a list of texts, as it is written behind a colon."""
    if isinstance(value, list):
        return f"[{', '.join(map(scalar, value))}]"
    if PLAIN.fullmatch(value) and value not in WORDS_OF_YAML:
        return str(value)
    import yaml

    return yaml.dump(value, default_style='"', allow_unicode=True, width=10**9).strip()
