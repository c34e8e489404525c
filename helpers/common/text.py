"""Words as messages show them: cut short, in quotation marks, counted, or the nearest known."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

# What turns the order of letters round, so that a name reads as another one.
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
SINGLE = str.maketrans("“”", "‘’")


def times(count: int) -> str:
    """How often, in words: `once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def plural(count: int, noun: str) -> str:
    """A number with its noun: `1 problem`, `2 problems`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def shorten(text: str, length: int = 120) -> str:
    """`text` on one line; of more than `length` characters whole words at both ends."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    head, tail = line[: length // 2].rsplit(" ", 1)[0], line[-length // 2 :].split(" ", 1)[-1]
    return f"{head} … {tail}"


def is_unseen(letter: str) -> bool:
    """Whether a character hides something, or tells a terminal what to do.

    Names may hold joiners and wide spaces.
    """
    return unicodedata.category(letter) in ("Cc", "Cs") or letter in TURNING


def visible(text: str, keep: str = "") -> str:
    """A text as it may be shown: a mark stands for what hides something, but for those to keep."""
    return "".join("\ufffd" if is_unseen(one) and one not in keep else one for one in text)


def storable(text: str) -> str:
    """A text without what no file of text can hold: NUL, and one half of a letter of UTF-16."""
    return "".join(one for one in text if one != "\0" and unicodedata.category(one) != "Cs")


def in_quotes(words: str) -> str:
    """Words in quotation marks; those that begin with one have theirs already.

    Marks within the words become single ones, so that one can tell where the outer ones end.
    """
    return words if words.startswith("“") else f"“{words.translate(SINGLE)}”"


def one_line(words: str, longest: int) -> str:
    """Text on one line of at most `longest` characters, without control signs and surrogates."""
    kinds = {"Cc": " ", "Cs": ""}
    shown = "".join(kinds.get(unicodedata.category(one), one) for one in words)
    return " ".join(shown.split())[:longest].strip()


def did_you_mean(word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The one of `known` that is most like `word`, or None where none is like enough.

    `likeness` goes from 0 to 1, for the same word (Ratcliff and Obershelp, as difflib has it).
    """
    import difflib

    near = difflib.get_close_matches(word, list(known), 1, likeness)
    return near[0] if near else None
