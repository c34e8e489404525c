"""Who is in a text without a name: “a nurse”, “soldiers”, “the flood office”.

Nouns for people and for bodies are those of the language's file (`people`, `body_words`). A noun
beside a name says what the one with that name is: “the engineer Tomas Rehn”, “Rita Moss, the
mayor”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from helpers.common.record import Record
from helpers.drafting.language import Language, either
from helpers.lesson.article import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc

LEFT = ("det", "amod", "compound", "nummod", "nmod", "poss", "quantmod", "advmod")


class Noun(Record):
    """Words for somebody: where they stand, the noun itself, and what it is for.

    `first` is where the words begin without an article, `stop` where the noun ends; `kind` is
    person, group, organisation or outlet; `new` says that they bring in somebody who has not come
    before, as “a nurse” does.
    """

    start: int
    first: int
    stop: int
    end: int
    noun: str
    kind: str
    new: bool


@cache
def patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The patterns of words for people and for bodies, each with what stands before the noun."""
    some = either([*language.get("indefinite"), *language.get("counts")])
    own = (language.get("pronouns") or {}).get("own", [])
    lead = rf"(?:(?P<new>{some})|(?P<the>{either([*language.get('articles'), *own])}))"
    word = r"[\w’'-]+"

    def pattern(nouns: list[str]) -> re.Pattern[str]:
        return re.compile(
            rf"(?<![\w-])(?:(?i:{lead})\s(?P<more>(?:{word}\s){{0,3}}?))?"
            rf"(?P<noun>{either(nouns)})(?![\w-])"
        )

    return pattern(language.get("people")), pattern(language.get("body_words"))


@cache
def leads(language: Language) -> dict[str, re.Pattern[str]]:
    """The patterns of what stands before a noun, and of what nouns are."""
    own = (language.get("pronouns") or {}).get("own", [])
    some = either([*language.get("indefinite"), *language.get("counts")])
    found = {
        "nobody": rf"(?:{either(language.get('nobody'))})\s",
        "some": rf"(?:{some})\s",
        "the": rf"(?:{either([*language.get('articles'), *own])})\s",
        "plural": either(language.get("plural")),
        "group": either(language.get("group_words")),
        "outlet": rf"(?:{either(language.get('outlet_words'))})$",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in found.items()}


@cache
def of_whom(language: Language) -> re.Pattern[str]:
    """What stands behind “a nurse” and belongs to it: “of the hospital”."""
    return re.compile(either(language.get("of_whom")))


def find_described(article: Article, language: Language, doc: Doc | None) -> list[Noun]:
    """The words for people and bodies in a text, in order, none within another."""
    found: list[Noun] = []
    for pattern, body in zip(patterns(language), (False, True), strict=True):
        for match in pattern.finditer(article.text):
            one = noun_at(article, language, match, body, doc)
            if one is not None:
                found.append(one)
    found.sort(key=lambda one: (one.start - one.end, one.start))
    kept: list[Noun] = []
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def noun_at(
    article: Article, language: Language, match: re.Match[str], body: bool, doc: Doc | None
) -> Noun | None:
    """What a match is; None where the words before the noun do not belong to it."""
    first, end = match.span("noun")
    start = first
    if doc is not None:
        span = doc.char_span(first, end, alignment_mode="expand")
        if span is None or span.root.pos_ not in ("NOUN", "PROPN"):
            return None
        if span.root.dep_ in ("compound", "amod") and span.root.i + 1 < len(doc):
            return None
        before = span[0]
        while before.i and doc[before.i - 1].dep_ in LEFT and doc[before.i - 1].head.i >= before.i:
            if doc[before.i - 1].text in (",", "\n") or doc[before.i - 1].is_space:
                break
            before = doc[before.i - 1]
        start = before.idx
    elif match["the"] or match["new"]:
        if match["more"] and not (body or language.code == "de"):
            return None
        if len((match["more"] or "").split()) > 2:
            return None
        start = match.start()
    words = article.text[start:end]
    if "\n" in words:
        return None
    before_nouns = leads(language)
    if before_nouns["nobody"].match(words):
        return None
    some, the = before_nouns["some"].match(words), before_nouns["the"].match(words)
    noun = match["noun"]
    plural = bool(before_nouns["plural"].fullmatch(noun))
    names_follow = re.match(r"\s[A-ZÄÖÜ]", article.text[end : end + 2])
    if not (some or the or plural or body):
        return None
    if body and not (some or the or (doc is not None and names_follow and start < first)):
        return None
    if body:
        outlet = before_nouns["outlet"].search(words)
        many = before_nouns["group"].fullmatch(noun)
        kind = "outlet" if outlet else "group" if many else "organisation"
    else:
        kind = "group" if plural else "person"
    stop = end
    if some and not plural and (of := of_whom(language).match(article.text, end)):
        end = of.end()
    lead = the or (some if kind != "group" else None)
    bare = start + (lead.end() if lead else 0)
    return Noun(start=start, first=bare, stop=stop, end=end, noun=noun, kind=kind, new=bool(some))


def key_of(noun: str, language: Language) -> str:
    """One form for a noun in singular and plural."""
    low = noun.lower()
    irregular = {"men": "man", "women": "woman", "children": "child", "police": "police"}
    for many, one in irregular.items():
        if language.code == "en" and low.endswith(many):
            return low.removesuffix(many) + one
    if language.code == "en":
        low = re.sub(r"ies$", "y", low)
        return re.sub(r"(?<=[a-z])s$", "", low)
    return re.sub(r"(?:innen|in|en|n|er|e)$", "", low)


def roles_beside(
    text: str, nouns: Sequence[Noun], names: Sequence[tuple[int, int]]
) -> dict[int, Noun]:
    """By where a name begins: the words beside it that say what the one with that name is."""
    found: dict[int, Noun] = {}
    for start, end in names:
        for one in nouns:
            before = text[one.end : start] if one.end <= start else None
            behind = text[end : one.start] if end <= one.start else None
            apart = before == ", " and text[end : end + 1] in (",", ".")
            if before == " ":
                found[start] = one
            elif apart or (behind == ", " and (one.new or one.first > one.start)):
                found.setdefault(start, one)
    return found
