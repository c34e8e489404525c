"""Words as messages show them: cut short, in quotation marks, counted, or the nearest known."""

from __future__ import annotations

from collections.abc import Iterable

SINGLE = str.maketrans("“”", "‘’")


def times(count: int) -> str:
    """How often, in words: `once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def plural(count: int, noun: str) -> str:
    """A number with its noun: `1 problem`, `2 problems`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def shorten(text: str, length: int = 120) -> str:
    """`text` on one line, cut in the middle where it has more than `length` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length // 2]} … {line[-length // 2 :]}"


def in_quotes(words: str) -> str:
    """Words in quotation marks; those that begin with one have theirs already.

    Marks within the words become single ones, so that one can tell where the outer ones end.
    """
    return words if words.startswith("“") else f"“{words.translate(SINGLE)}”"


def one_line(words: str, longest: int) -> str:
    """Text on one line of at most `longest` characters, without control signs and surrogates."""
    import unicodedata

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
