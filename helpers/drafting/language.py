"""What drafting knows of a language: one YAML file each, and the patterns made of its lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from helpers.common.yaml_reader import compose

FOLDER = Path(__file__).with_name("languages")
FIXED = {
    "_": r"[ \t\n]+",
    "day": r"(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)",
    "year": r"(?P<year>1[0-9]{3}|20[0-9]{2})(?!\d|[.,:%]\d)",
    "decade": r"(?P<decade>1[0-9]{2}0|20[0-9]0|'[2-9]0)",
    "iso": r"(?P<iso>(?:1[89]|20)\d{2}-[01]\d-[0-3]\d)",
    "slash_us": r"(?P<us>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2}))(?![\d/])",
    "dots": r"(?P<dots>\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2}))(?!\d|\.\d)",
    "clock": r"(?P<hour>[01]?\d|2[0-4])(?::(?P<minute>[0-5]\d)(?::[0-5]\d)?)?",
}

# The groups of a pattern, and the list of the language's file that says what their words mean.
VALUED = {
    "weekday": "weekdays",
    "month": "months",
    "part": "parts",
    "season": "seasons",
    "unit": "units",
    "number": "numbers",
    "ordinal": "ordinals",
    "shift": "shifts",
    "dayword": "days",
    "set": "sets",
}


class Language:
    """The lists and patterns of a language; one that drafting knows nothing of has none."""

    def __init__(self, code: str, data: Mapping[str, Any]) -> None:
        """Take the ISO 639-1 code and what the file holds."""
        self.code, self.data = code, data

    def get(self, name: str) -> Any:
        """What the file has under a name; an empty list where it has nothing."""
        return self.data.get(name) or []

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        return {}

    def pattern(self, name: str) -> re.Pattern[str]:
        """One pattern for all words of a list, as whole words; it fits nothing without a list."""
        if name not in self._patterns:
            inside = either(self.get(name))
            self._patterns[name] = re.compile(rf"(?<!\w)(?:{inside})(?!\w)", re.IGNORECASE)
        return self._patterns[name]

    def words_of(self, name: str, kind: str) -> re.Pattern[str]:
        """The same for one of several lists that stand under a name."""
        key = f"{name}/{kind}"
        if key not in self._patterns:
            inside = either((self.get(name) or {}).get(kind, []))
            self._patterns[key] = re.compile(rf"(?<![\w-])(?:{inside})(?!\w)", re.IGNORECASE)
        return self._patterns[key]

    def behind(self, name: str) -> re.Pattern[str]:
        """A pattern for a stretch that ends with a word of a list and a space."""
        key = f"{name} $"
        if key not in self._patterns:
            inside = either(self.get(name))
            self._patterns[key] = re.compile(rf"(?<!\w)(?:{inside})\s+$", re.IGNORECASE)
        return self._patterns[key]

    @cached_property
    def _values(self) -> dict[str, list[tuple[str, re.Pattern[str]]]]:
        return {
            name: [
                (str(value), re.compile(either(words), re.IGNORECASE))
                for value, words in self._entries(name)
            ]
            for name in VALUED.values()
        }

    def _entries(self, name: str) -> list[tuple[str, list[str]]]:
        entries = self.get(name)
        if isinstance(entries, Mapping):
            return list(entries.items())
        return [(str(number), words) for number, words in enumerate(entries)]

    def value(self, name: str, words: str) -> str | None:
        """The value that a list gives to words, as its file has it; None where it has none."""
        plain = " ".join(words.split())
        for value, pattern in self._values[name]:
            if pattern.fullmatch(plain):
                return value
        return None

    @cached_property
    def times(self) -> list[tuple[str, re.Pattern[str]]]:
        """How time is said: the name of a rule, and the pattern of words that follow it.

        A list that stands twice in one pattern is a group twice: `part`, `part_2`. The patterns
        are for a text in small letters, which is found in a third of the time.
        """
        parts = dict(FIXED)
        for group, name in VALUED.items():
            words = either([word for _, every in self._entries(name) for word in every])
            more = r"\d+(?:[.,]\d+)?(?!\d)|" if group == "number" else ""
            parts[group] = rf"(?P<{group}>{more}{words})"
        parts["some"] = f"(?:{either(self.get('some'))})"
        found = []
        for rule, pattern in self.get("times"):
            filled = fill(pattern, parts)
            found.append((rule, re.compile(small_letters(rf"(?<![\w-])(?:{filled})(?!\w)"))))
        return found


def either(words: list[str]) -> str:
    """A pattern that takes any of the words, the longest first; without words nothing fits."""
    return "|".join(f"(?:{word})" for word in sorted(words, key=len, reverse=True)) or r"(?!)"


def small_letters(pattern: str) -> str:
    """A pattern with small letters for capitals, but for those that mean something in it."""
    parts = re.compile(r"\\.|\(\?P<\w+>|[^\\(]+|\(")
    return parts.sub(
        lambda one: one[0] if one[0].startswith(("\\", "(?P")) else one[0].lower(), pattern
    )


def fill(pattern: str, parts: Mapping[str, str]) -> str:
    """The pattern with each {name} replaced by its part."""
    seen: dict[str, int] = {}

    def part(found: re.Match[str]) -> str:
        name = found[1]
        seen[name] = seen.get(name, 0) + 1
        if seen[name] == 1:
            return parts[name]
        return parts[name].replace(f"(?P<{name}>", f"(?P<{name}_{seen[name]}>", 1)

    return re.sub(r"\{([a-z_]+)\}", part, pattern)


@cache
def read_language(code: str) -> Language:
    """The language with an ISO 639-1 code; one with empty lists where no file tells of it."""
    path = FOLDER / f"{code}.yaml"
    if not path.is_file():
        return Language(code, {})
    return Language(code, compose(path.read_text("utf-8"), "write its lists").value)


def known_languages() -> list[str]:
    """The codes of the languages that have a file."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def language_of(text: str) -> str | None:
    """The code of the language whose small words stand most often in a text; None if none does."""
    words = re.findall(r"\w+", text.lower())
    counts = {
        code: sum(word in set(read_language(code).get("small_words")) for word in words)
        for code in known_languages()
    }
    best = max(counts, key=lambda code: counts[code], default=None)
    if best is None or counts[best] < max(3, len(words) // 12):
        return None
    return best
