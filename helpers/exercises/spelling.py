"""Words as a person compares them: small differences of writing, and mistakes of typing."""

from __future__ import annotations

import difflib
import re
import unicodedata

NEAR = 0.83  # of difflib's ratio: one letter in six may differ; shorter words than five never
# Letters that Unicode does not take apart into a plain letter and a mark.
PLAIN = str.maketrans("łøđıħŧæœ", "lodihtao")


def plain_words(words: str) -> str:
    """A short text as it is compared: no capitals, marks, punctuation or leading article."""
    apart = unicodedata.normalize("NFKD", words.casefold().translate(PLAIN))
    letters = "".join(
        one if one.isalnum() else " " for one in apart if not unicodedata.combining(one)
    )
    return re.sub(r"^(the|a|an) ", "", " ".join(letters.split()))


def likeness(typed: str, word: str) -> float:
    """How alike a typing mistake and a word are (difflib's ratio), or 0 where it is none.

    A mistake leaves the number of words, and differs in one letter of six or has two swapped.
    """
    if len(typed) < 5 or typed.count(" ") != word.count(" "):
        return 0
    matcher = difflib.SequenceMatcher(None, typed, word)
    if matcher.real_quick_ratio() < 0.8:  # by their lengths alone, and so at once
        return 0
    ratio = matcher.ratio()
    swapped = sorted(typed) == sorted(word) and ratio >= 0.8
    return ratio if ratio >= NEAR or swapped else 0
