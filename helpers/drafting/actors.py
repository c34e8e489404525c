"""Who is in a text: persons and bodies with their mentions, by name, title and pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field

from helpers.common.record import Record
from helpers.common.yaml_reader import compose
from helpers.drafting.language import Language, either
from helpers.lesson.article import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc

WORD = r"[^\W\d_a-zà-öø-ÿß][\w’'-]*\w|[^\W\d_a-zà-öø-ÿß]\."
PARTICLES = r"(?:von|van|de|der|den|zu|zur|al|bin|la|le|du|da|di)"
CANDIDATES = 4  # whom a pronoun may stand for, nearest first


class Named(Record):
    """A mention: where it stands, its form, and the actor, or those it may be."""

    start: int
    end: int
    form: str
    actors: tuple[str, ...]
    reason: str


@define
class Person:
    """An actor as the text builds it up: the names it has, and what is said of it."""

    name: str
    kind: str
    role: str = ""
    woman: bool | None = None
    mentions: list[Named] = field(factory=list)
    id: str = ""

    @property
    def last(self) -> str:
        """The last word of the name."""
        return self.name.split()[-1]


def find_actors(
    article: Article, language: Language, doc: Doc | None, places: Sequence[tuple[int, int]]
) -> tuple[list[Person], list[Named]]:
    """The actors of an article, in the order they come, and all mentions in reading order.

    `places` are stretches that are names of places, and so of nobody. A pronoun has the nearest
    actor before it, and others as candidates.
    """
    seen = sorted({*names_by_parser(doc), *names_by_lists(article, language)})
    seen += last_names(article, seen)
    actors: list[Person] = []
    for start, end, kind in without_overlaps(seen, places, article, language):
        add_name(actors, article, start, end, kind, language)
    for one in actors:
        one.id = free_id(one, actors)
    mentions = [mention.replace(actors=(one.id,)) for one in actors for mention in one.mentions]
    mentions += descriptions(article, language, actors, mentions)
    mentions += pronouns(article, language, actors, mentions)
    return actors, sorted(mentions, key=lambda one: one.start)


def last_names(
    article: Article, seen: Sequence[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """Where the last name of a person who was named in full stands alone."""
    full = [article.text[a:b].split() for a, b, kind in seen if kind == "person"]
    last = {words[-1] for words in full if len(words) > 1 and len(words[-1]) > 2}
    return [
        (match.start(), match.end(), "person")
        for name in sorted(last)
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", article.text)
    ]


def names_by_parser(doc: Doc | None) -> list[tuple[int, int, str]]:
    """The persons and bodies that a parser sees."""
    kinds = {"PERSON": "person", "ORG": "organisation"}
    roads = {"Lane", "Street", "Road", "Avenue", "Square", "River", "Bridge"}
    found = []
    for entity in doc.ents if doc is not None else ():
        if entity.label_ in kinds and "\n" not in entity.text:
            words = re.sub(r"['’]s?$", "", entity.text)
            if words.split()[-1:] and words.split()[-1] in roads:
                continue
            words = words[: re.search(r"\W*$", words).start()] if not words.endswith(".") else words  # type: ignore[union-attr]
            lead = len(words) - len(re.sub(r"^(?:the|The)\s+|^\W+", "", words))
            if words[lead:].strip():
                found.append(
                    (entity.start_char + lead, entity.start_char + len(words), kinds[entity.label_])
                )
    return found


def names_by_lists(article: Article, language: Language) -> list[tuple[int, int, str]]:
    """Names behind a title, full names, names of bodies and outlets, as the lists have them."""
    found = []
    title = either(language.get("titles"))
    name = rf"(?:{WORD})(?:\s(?:{PARTICLES}\s)?(?:{WORD})){{0,3}}"
    titled = re.compile(rf"(?<!\w)(?i:{title})\s(?P<name>{name})")
    bodies = re.compile(rf"(?<!\w)(?:{either(language.get('bodies'))})(?!\w)")
    outlets = re.compile(rf"(?<!\w)(?:{either(language.get('outlets'))})(?!\w)")
    first = "|".join(sorted(first_names(), key=len, reverse=True))
    full = re.compile(rf"(?<![\w.])(?P<name>(?:{first})(?:\s(?:{PARTICLES}\s)?(?:{WORD})){{1,2}})")
    for part in article.parts.values():
        if part.at == "headline":
            continue
        for pattern in (titled, full):
            for match in pattern.finditer(part.quote):
                start, end = match.span("name")
                found.append((part.start + start, part.start + end, "person"))
        for pattern, kind in ((bodies, "organisation"), (outlets, "outlet")):
            for match in pattern.finditer(part.quote):
                if kind == "outlet" or match.group()[:1].isupper():
                    found.append((part.start + match.start(), part.start + match.end(), kind))
    return found


@cache
def first_names() -> dict[str, bool]:
    """First names that are often given, and whether each is a woman's."""
    path = Path(__file__).with_name("first_names.yaml")
    lists = compose(path.read_text("utf-8"), "write its lists").value
    return {name: kind == "women" for kind, names in lists.items() for name in names}


def without_overlaps(
    seen: Sequence[tuple[int, int, str]],
    places: Sequence[tuple[int, int]],
    article: Article,
    language: Language,
) -> list[tuple[int, int, str]]:
    """Names that do not overlap, in order; the longer of two stays, and a title is no name."""
    title = re.compile(rf"(?:(?i:{either(language.get('titles'))})\s+)+")
    kept: list[tuple[int, int, str]] = []
    order = {"outlet": 0, "person": 1, "organisation": 2}
    for start, end, kind in sorted(seen, key=lambda one: (one[0] - one[1], order[one[2]])):
        head = title.match(article.text, start, end)
        start = head.end() if head and head.end() < end else start
        if any(start < b and a < end for a, b, _ in kept):
            continue
        if any(a <= start and end <= b for a, b in places):
            continue
        kept.append((start, end, kind))
    return sorted(kept)


def add_name(
    actors: list[Person], article: Article, start: int, end: int, kind: str, language: Language
) -> None:
    """Give a name to the actor who has it, or to a new one; with the title before it."""
    words = " ".join(article.text[start:end].split())
    title = title_before(article.text, start, language)
    known = next((one for one in actors if same(one, words, kind)), None)
    reason = "The name has not come before."
    if known is None:
        known = Person(words, kind)
        actors.append(known)
    else:
        reason = f"It is a name of {known.name}."
        if len(words.split()) > len(known.name.split()) and kind == "person":
            known.name = words
    if title:
        a, b = title
        role = article.text[a:b]
        known.role = known.role or role
        known.kind = "person"
        if known.woman is None and language.get("women"):
            known.woman = (
                True if re.search(rf"(?:{either(language.get('women'))})$", role) else None
            )
        known.mentions.append(
            Named(start=a, end=b, form="title", actors=(), reason="It is a title before a name.")
        )
    if known.woman is None and known.kind == "person":
        first = known.name.split()[0]
        known.woman = first_names().get(first)
    known.mentions.append(Named(start=start, end=end, form="name", actors=(), reason=reason))


def title_before(text: str, start: int, language: Language) -> tuple[int, int] | None:
    """Where the title stands that a name follows, or None."""
    before = text[max(0, start - 60) : start]
    found = re.search(rf"(?<!\w)((?:(?i:{either(language.get('titles'))})\s+)+)$", before)
    if not found:
        return None
    begin = start - len(before) + found.start(1)
    return begin, begin + len(found[1].rstrip())


def same(one: Person, words: str, kind: str) -> bool:
    """Whether a name may be that of an actor: the same, or a part of it, as the last name is."""
    if one.name == words:
        return True
    mine, its = one.name.split(), words.split()
    if one.kind != "person" or kind == "outlet":
        return mine[-1].removesuffix("s") == its[-1].removesuffix("s") and (
            mine[-len(its) :] == its or its[-len(mine) :] == mine or len(mine) == len(its) == 1
        )
    bare = [word.removesuffix("s") for word in its]
    return mine[-len(its) :] == its or mine[-1:] == bare or its[-len(mine) :] == mine


def free_id(one: Person, actors: Sequence[Person]) -> str:
    """An id in one word: the last name, or the whole where another has it."""

    def plain(words: str) -> str:
        return re.sub(r"[\W_]+", "-", words.lower()).strip("-") or "actor"

    taken = {other.id for other in actors if other is not one}
    short = plain(one.last if one.kind == "person" else one.name)
    for name in (short, plain(one.name)):
        if name not in taken:
            return name
    number = 2
    while f"{short}-{number}" in taken:
        number += 1
    return f"{short}-{number}"


def descriptions(
    article: Article, language: Language, actors: Sequence[Person], mentions: Sequence[Named]
) -> list[Named]:
    """“The agency”, after a body whose name ends so; “the mayor”, after one who has that title."""
    found: list[Named] = []
    articles = either(language.get("articles"))
    for one in actors:
        word = one.last if one.kind == "organisation" else (one.role.split() or [""])[-1]
        if one.kind not in ("organisation", "person") or len(word) < 4:
            continue
        first = min(mention.start for mention in one.mentions)
        for match in re.finditer(
            rf"(?<!\w)(?:{articles})\s(?P<word>{re.escape(word)})(?![\w-])",
            article.text,
            re.IGNORECASE,
        ):
            taken = any(
                m.start < match.end() and match.start() < m.end for m in (*mentions, *found)
            )
            if match.start() > first and not taken:
                reason = f"{one.name} came before, and is called so."
                found.append(
                    Named(
                        start=match.start("word"),
                        end=match.end(),
                        form="description",
                        actors=(one.id,),
                        reason=reason,
                    )
                )
    return found


def pronouns(
    article: Article, language: Language, actors: Sequence[Person], mentions: Sequence[Named]
) -> list[Named]:
    """The pronouns of the body, each with the nearest actor before it that fits, and candidates."""
    found: list[Named] = []
    lists = language.get("pronouns")
    if not lists or not actors:
        return found
    by_id = {one.id: one for one in actors}
    names = sorted(
        (one.start, one.actors[0]) for one in mentions if one.form in ("name", "description")
    )
    ends = [part.start for part in article.paragraphs]
    first = ends[0] if ends else 0
    for kind in ("person", "woman", "group"):
        for match in re.finditer(
            rf"(?<![\w-])(?:{either(lists[kind])})(?!\w)", article.text, re.IGNORECASE
        ):
            if match.start() < first or any(one.start == match.start() for one in found):
                continue
            near = [actor for start, actor in reversed(names) if start < match.start()]
            order = list(dict.fromkeys(near))
            fits = [one for one in order if fit(by_id[one], kind, language)]
            if not fits:
                continue
            nearest = by_id[fits[0]].name
            found.append(
                Named(
                    start=match.start(),
                    end=match.end(),
                    form="pronoun",
                    actors=tuple(fits[:CANDIDATES]),
                    reason=f"“{match.group()}”: {nearest} is the nearest before it that fits.",
                )
            )
    return found


def fit(one: Person, kind: str, language: Language) -> bool:
    """Whether a pronoun of a kind may stand for an actor; German “sie” may for any but a man."""
    if kind == "person":
        return one.kind == "person" and one.woman is not True
    if kind == "woman":
        if one.kind == "person":
            return one.woman is not False
        return language.code == "de"
    return one.kind != "person"
