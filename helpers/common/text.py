"""Words as messages show them: cut short, in quotation marks, on one line."""

from __future__ import annotations

import unicodedata

SINGLE = str.maketrans("“”", "‘’")


def times(count: int) -> str:
    """Return how often, in words."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def shorten(text: str, length: int = 120) -> str:
    """Return `text` on one line, cut in the middle where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length // 2]} … {line[-length // 2 :]}"


def in_quotes(words: str) -> str:
    """Return words in quotation marks; those that begin with one have theirs already.

    Marks within the words become single ones, so that one can tell where the outer ones end.
    """
    return words if words.startswith("“") else f"“{words.translate(SINGLE)}”"


def one_line(words: str, longest: int) -> str:
    """Return text on one line, cut to a length, without control signs and halves of letters."""
    kinds = {"Cc": " ", "Cs": ""}
    shown = "".join(kinds.get(unicodedata.category(one), one) for one in words)
    return " ".join(shown.split())[:longest].strip()
