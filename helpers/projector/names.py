"""Finding the names of a class in what it wrote: rather one too many than one too few."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from helpers.exercises.spelling import PLAIN

WORD = re.compile(r"[^\W_]+")
# Behind a name: what grading put there to tell two files apart, or the host of an address.
BEHIND = re.compile(r" \[[^\]]*\]$|@\S*$")
SHORTEST = 3  # letters of a name that is cut short; so many may also be added to one
WHOLE = 5  # letters of a whole name that is looked for across spaces and points
ENDINGS = "aаяьи"  # what a name may change that is declined: Anna, Annu; й is и with a mark
NO_SPACES = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")


class Names:
    """The names of a class, and ids, to be looked for in texts.

    Each part of a name counts, whatever its capitals and marks, also cut short or with an ending.
    `familiar` are words that no shortened name is taken for, with their capitals: those of the
    lesson. Small words inside a name, such as “de”, do not count.
    """

    def __init__(self, names: Iterable[str], familiar: Iterable[str] = ()) -> None:
        """Take the names apart."""
        self.familiar = {word for text in familiar for word in WORD.findall(seen(text))}
        self.parts: set[str] = set()
        self.wholes: set[str] = set()
        for name in names:
            name = seen(BEHIND.sub("", name))
            first, *rest = [*WORD.findall(name), ""]
            self.parts.update(map(plain, [first, *(one for one in rest if not is_small(one))]))
            chunks = [WORD.findall(plain(one)) for one in name.split()]
            self.parts.update("".join(words) for words in chunks if len(words) > 1)
            self.wholes.add("".join(WORD.findall(plain(name))))
        # One letter is an initial, and one or two figures may be the number of a paragraph.
        self.parts = {
            one
            for one in self.parts
            if one and (len(one) > (2 if one.isdecimal() else 1) or is_cjk(one))
        }
        self.wholes = {one for one in self.wholes if len(one) >= WHOLE}
        self.pieces = {
            one[at : at + 2] for one in self.parts if is_cjk(one) for at in range(len(one))
        }
        self.pieces = {one for one in self.pieces if len(one) == 2}
        # Scripts without capitals join small words to a name: in Arabic “and Ahmad” is one word.
        self.inside = {one for one in self.parts if one == one.upper() and len(one) >= SHORTEST}
        long = [one for one in self.parts if len(one) >= SHORTEST and not one.isdecimal()]
        self.short = {one[:end] for one in long for end in range(SHORTEST, len(one))}
        self.stems = {
            *long,
            *(one[:-1] for one in long if one[-1] in ENDINGS and len(one) > SHORTEST),
        }

    def are_in(self, text: str) -> bool:
        """Say whether a name, or what may be a part of one, stands in a text."""
        words = WORD.findall(seen(text))
        joined = "".join(WORD.findall(plain(text)))
        return any(map(self.is_one, words)) or any(one in joined for one in self.wholes)

    def is_one(self, word: str) -> bool:
        """Say whether a word may be a part of a name."""
        one = plain(word)
        if one in self.parts and (len(one) >= SHORTEST or word not in self.familiar):
            return True
        if word in self.familiar:
            return False
        if one in self.short or any(part in one for part in self.inside):
            return True
        if any(one[:end] in self.stems for end in range(max(SHORTEST, len(one) - 3), len(one))):
            return True
        return any(one[at : at + 2] in self.pieces for at in range(len(one)))


def is_small(word: str) -> bool:
    """Say whether a word of a name is one like “de” and “von”, which say nothing of who it is."""
    return len(word) <= SHORTEST and word == word.lower() != word.upper()


def seen(text: str) -> str:
    """A text as one reads it: composed letters, and none that are not seen."""
    found = unicodedata.normalize("NFKC", text)
    return "".join(one for one in found if unicodedata.category(one) != "Cf")


def plain(text: str) -> str:
    """A text without capitals and marks."""
    apart = unicodedata.normalize("NFKD", seen(text).casefold().translate(PLAIN))
    return "".join(one for one in apart if not unicodedata.combining(one))


def is_cjk(word: str) -> bool:
    """Say whether a word is of a script that parts no words."""
    return unicodedata.name(word[0], "").startswith(NO_SPACES)
