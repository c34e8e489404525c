"""Who is in a text: persons and bodies with their mentions, by name, title and pronoun."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, field

from helpers.common.record import Record
from helpers.common.yaml_reader import compose
from helpers.drafting.described import Noun, find_described, key_of, roles_beside
from helpers.drafting.language import Language, either
from helpers.drafting.places import PlaceName
from helpers.lesson.article import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc

WORD = r"[^\W\d_a-zà-öø-ÿß][\w’'-]*\w|[^\W\d_a-zà-öø-ÿß]\."
PARTICLES = r"(?:von|van|de|der|den|zu|zur|al|bin|la|le|du|da|di)"
TOWNS = ("town", "city", "village", "stadt", "gemeinde")
CANDIDATES = 4  # whom a pronoun may stand for, nearest first


class Named(Record):
    """A mention: where it stands, its form, and the actor, or those it may be."""

    start: int
    end: int
    form: str
    actors: tuple[str, ...]
    reason: str
    even: bool = False  # nothing in the sentence prefers the first of them to the second


@define
class Person:
    """An actor as the text builds it up: the names it has, and what is said of it."""

    name: str
    kind: str
    role: str = ""
    woman: bool | None = None
    mentions: list[Named] = field(factory=list)
    id: str = ""
    described: bool = False  # by a noun, and not by a name
    keys: set[str] = field(factory=set)
    place: bool = False  # a town, for those who act for it

    @property
    def last(self) -> str:
        """The last word of the name."""
        return self.name.split()[-1]


def find_actors(
    article: Article,
    language: Language,
    doc: Doc | None,
    places: Sequence[PlaceName],
    names: Sequence[tuple[int, int, str]],
    about: Mapping[str, Any] | None = None,
) -> tuple[list[Person], list[Named]]:
    """The actors of an article, in the order they come, and all mentions in reading order.

    `places` are names of places: one that acts is an actor, any other is nobody. `names` are those
    of people and bodies, by `find_names`. `about` is what lesson.yaml says, which names author and
    publisher. A pronoun has the actor that fits best, and others as candidates.
    """
    seen = list(names)
    seen += last_names(article, seen) + names_of_facts(article, about or {})
    nouns = find_described(article, language, doc)
    bodies = [(one.start, one.stop) for one in nouns if one.kind in ("organisation", "outlet")]
    seen = [
        (start, end, kind)
        for start, end, kind in seen
        if kind != "person" or not any(a < start and end < b for a, b in bodies)
    ]
    actors: list[Person] = []
    spans = [(one.start, one.end) for one in places]
    short = short_names(article, language)
    for start, end, kind in without_overlaps(seen, spans, article, language):
        add_name(actors, article, start, end, kind, language, doc, short)
    body = article.paragraphs[0].start if article.paragraphs else 0
    for place in places:
        if place.type == "metonymic" and body <= place.start:
            add_acting_place(actors, place)
    nouns = free_nouns(nouns, actors)
    nouns = add_roles(article, language, actors, nouns)
    for one in actors:
        one.id = free_id(one, actors)
    add_described(article, language, actors, nouns)
    mentions = [mention.replace(actors=(one.id,)) for one in actors for mention in one.mentions]
    mentions += descriptions(article, language, actors, mentions)
    mentions += in_headline(article, actors)
    acting = subjects(doc) if doc is not None else openers(article, language, mentions)
    mentions += pronouns(article, language, actors, mentions, acting)
    return actors, sorted(mentions, key=lambda one: one.start)


def find_names(article: Article, language: Language, doc: Doc | None) -> list[tuple[int, int, str]]:
    """The names of people and bodies: where each begins and ends, and its kind."""
    return sorted({*names_by_parser(doc), *names_by_lists(article, language)})


def names_of_facts(article: Article, about: Mapping[str, Any]) -> list[tuple[int, int, str]]:
    """Where author and publisher stand, in whatever letters, as lesson.yaml names them."""
    found = []
    for fact, kind in (("author", "person"), ("publisher", "outlet")):
        name = about.get(fact)
        if not isinstance(name, str) or not name.strip():
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", article.text, re.IGNORECASE):
            if fact == "publisher" or match.group() == name or match.group().isupper():
                found.append((match.start(), match.end(), kind))
    return found


def add_acting_place(actors: list[Person], one: PlaceName) -> None:
    """A state that acts is an actor by its name; a town stands for those who act for it."""
    state = one.known is not None and one.known.kind == "country"
    kind, form = ("state", "name") if state else ("organisation", "metonym")
    known = next((actor for actor in actors if actor.name == one.name), None)
    if known is None:
        known = Person(one.name, kind, place=not state)
        actors.append(known)
    reason = "The name of a place acts or speaks here: it stands for somebody."
    known.mentions.append(Named(start=one.start, end=one.end, form=form, actors=(), reason=reason))


def free_nouns(nouns: Sequence[Noun], actors: Sequence[Person]) -> list[Noun]:
    """Nouns for people and bodies that are no part of a name or a title."""
    taken = [
        (one.start, one.end) for actor in actors for one in actor.mentions if one.form != "metonym"
    ]
    return [
        one
        for one in nouns
        if not any(start < one.end and one.end - len(one.noun) < end for start, end in taken)
    ]


def add_roles(
    article: Article, language: Language, actors: Sequence[Person], nouns: Sequence[Noun]
) -> list[Noun]:
    """Give actors the nouns beside their names as roles; gives the nouns that are left."""
    by_place = {m.start: one for one in actors for m in one.mentions if m.form == "name"}
    names = [(m.start, m.end) for one in actors for m in one.mentions if m.form == "name"]
    used = roles_beside(article.text, nouns, names)
    for start, noun in used.items():
        one = by_place[start]
        words = " ".join(article.text[noun.first : noun.stop].split())
        if noun.kind in ("organisation", "outlet"):
            if one.kind == "person" and one.role:
                continue
            one.kind = noun.kind if one.kind != "outlet" else one.kind
        elif one.kind in ("outlet", "state"):
            continue
        else:
            one.kind = "person"
            if re.fullmatch(either(language.get("women") or ["(?!)"]), noun.noun):
                one.woman = True
        if not one.role:
            one.role = words
        form = "title" if one.kind == "person" else "description"
        reason = f"It says what {one.name} is."
        one.mentions.append(
            Named(start=noun.start, end=noun.end, form=form, actors=(), reason=reason)
        )
    return [one for one in nouns if one not in used.values()]


def add_described(
    article: Article, language: Language, actors: list[Person], nouns: Sequence[Noun]
) -> None:
    """An actor for each of the nouns that is not somebody who came before."""
    idle = language.pattern("idle")
    for noun in nouns:
        words = " ".join(article.text[noun.start : noun.end].split())
        key = key_of(noun.noun, language)
        if idle.fullmatch(words) or article.text[noun.start - 1 : noun.start] == "-":
            continue
        many = noun.kind == "group"
        before = [
            one
            for one in actors
            if key in one.keys and (one.kind == "group") == many and first_of(one) < noun.start
        ]
        named = [
            one
            for one in actors
            if not one.described
            and first_of(one) < noun.start
            and any(
                is_short_for(key, key_of(said.split()[-1], language), language)
                for said in (one.role, one.name if one.kind != "person" else "")
                if said
            )
        ]
        one = None
        acting = [o for o in actors if o.place and first_of(o) < noun.start]
        if key in TOWNS and len(acting) == 1 and not noun.new:
            named = acting
        if named and not noun.new and not many:
            one = max(named, key=lambda one: last_before(one, noun.start))
            reason = f"{one.name} came before, and is called so."
        elif before and not noun.new:
            one = before[-1]
            reason = f"The same noun stands for {one.name} before."
        elif before and many and kin(words, language) in [kin(o.name, language) for o in before]:
            one = next(o for o in before if kin(o.name, language) == kin(words, language))
            reason = f"The same words stand for {one.name} before."
        if one is None:
            one = Person(words[:1].upper() + words[1:], noun.kind, described=True)
            if noun.kind == "person":
                one.role = " ".join(article.text[noun.first : noun.stop].split())
                woman = re.fullmatch(either(language.get("women") or ["(?!)"]), noun.noun)
                one.woman = True if woman else None
            one.keys = {key}
            slug = re.sub(r"[\W_]+", "-", words[noun.first - noun.start :].lower()).strip("-")
            one.id = slug or key
            taken = {other.id for other in actors}
            number = 2
            while one.id in taken:
                one.id = f"{slug}-{number}"
                number += 1
            actors.append(one)
            reason = "A noun for people or a body, without a name."
        one.mentions.append(
            Named(start=noun.start, end=noun.end, form="description", actors=(), reason=reason)
        )


def is_short_for(key: str, name: str, language: Language) -> bool:
    """Whether a noun is another, or in German the end of it, as “Rat” is of “Stadtrat”."""
    return name == key or (language.code == "de" and len(key) > 2 and name.endswith(key))


def kin(words: str, language: Language) -> str:
    """Words for a group without how many they are."""
    many = either([*language.get("counts"), *language.get("articles")])
    return re.sub(rf"^(?:{many})\s", "", words, flags=re.IGNORECASE).lower()


def first_of(one: Person) -> int:
    """Where an actor comes first."""
    return min(mention.start for mention in one.mentions)


def last_before(one: Person, place: int) -> int:
    """Where an actor came last before a place."""
    return max((m.start for m in one.mentions if m.start < place), default=-1)


def in_headline(article: Article, actors: Sequence[Person]) -> list[Named]:
    """Where the headline names those of the body."""
    headline = article.parts.get("headline")
    found: list[Named] = []
    for one in actors if headline else ():
        if one.described or any(m.start < headline.end for m in one.mentions):  # type: ignore[union-attr]
            continue
        for name in dict.fromkeys((one.name, one.last if one.kind == "person" else one.name)):
            ending = "(?:e?s)?" if article.language == "de" else ""
            pattern = rf"(?<![\w-]){re.escape(name)}{ending}(?![\w-])"
            match = re.search(pattern, headline.quote)  # type: ignore[union-attr]
            if match:
                start = headline.start + match.start()  # type: ignore[union-attr]
                end = headline.start + match.end()  # type: ignore[union-attr]
                reason = f"It is a name of {one.name}."
                if all(end <= m.start or m.end <= start for m in found):
                    found.append(
                        Named(start=start, end=end, form="name", actors=(one.id,), reason=reason)
                    )
                break
    return found


def subjects(doc: Doc | None) -> set[int]:
    """Where the words stand that are the subject of a verb, by every word of them."""
    found: set[int] = set()
    for token in doc if doc is not None else ():
        if token.dep_ in ("nsubj", "nsubjpass"):
            found |= {one.idx for one in token.subtree if one.i <= token.i}
    return found


def openers(article: Article, language: Language, mentions: Sequence[Named]) -> set[int]:
    """Where a sentence begins with a mention, but for articles, titles and words of quality."""
    if not language.get("title_tail"):
        return set()
    lead = re.compile(
        rf"(?:Auch\s|Doch\s|Und\s)?(?:(?i:{either(language.get('articles'))})\s)?"
        rf"(?:[\w-]+e[rn]?\s){{0,2}}(?:(?:{either(language.get('titles'))})\s)*"
    )
    found = set()
    for sentence in article.sentences:
        for one in mentions:
            before = article.text[sentence.start : one.start]
            if sentence.start <= one.start < sentence.end and lead.fullmatch(before):
                found.add(one.start)
    return found


def last_names(
    article: Article, seen: Sequence[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """Where the last name of a person who was named in full stands alone."""
    full = [article.text[a:b].split() for a, b, kind in seen if kind == "person"]
    alone = 0 if article.language == "de" else 1  # “Kanzlerin Adler”, and then “Adler”
    last = {words[-1] for words in full if len(words) > alone and len(words[-1]) > 2}
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
        if all(token.pos_ == "NOUN" for token in entity):  # “Schools will remain shut”
            continue
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
    tail = language.get("title_tail")
    more = rf"{WORD}|(?:al|el|as|ad|asch|esch)-[A-Z][\w-]+" if tail else WORD
    name = rf"(?:{WORD})(?:\s(?:{PARTICLES}\s)?(?:{more})){{0,3}}"
    titled = re.compile(rf"(?<!\w)(?i:{title})\s(?P<name>{name})")
    bodies = re.compile(rf"(?<!\w)(?:{either(language.get('bodies'))})(?!\w)")
    outlets = re.compile(rf"(?<!\w)(?:{either(language.get('outlets'))})(?!\w)")
    first = "|".join(sorted(first_names(), key=len, reverse=True))
    full = re.compile(rf"(?<![\w.])(?P<name>(?:{first})(?:\s(?:{PARTICLES}\s)?(?:{WORD})){{1,2}})")
    two = rf"(?:{WORD})(?:\s(?:{PARTICLES}\s)?(?:{WORD})){{1,2}}"
    apart = re.compile(rf"(?<!\w)(?i:{title}){tail},\s(?P<name>{two})(?=[,.])" if tail else r"(?!)")
    acronym = re.compile(
        rf"(?<![\w-])(?!(?:{either(language.get('no_acronyms'))})(?!\w))"
        rf"(?:{language.get('acronyms') or '(?!)'})(?![\w-])"
    )
    bodied = list((language.get("same_bodies") or {}).values())
    named = re.compile(rf"(?<![\w-])(?:{either(bodied)})(?![\w-])")
    for part in article.parts.values():
        if part.at == "headline":
            continue
        for pattern in (acronym, named):
            for match in pattern.finditer(part.quote):
                if not part.quote.isupper():
                    found.append(
                        (part.start + match.start(), part.start + match.end(), "organisation")
                    )
        for a, b, _ in brackets(part.quote) if language.get("acronyms") else ():
            found.append((part.start + a, part.start + b, "organisation"))
        for pattern in (titled, full, apart, *(speakers(language) if tail else ())):
            for match in pattern.finditer(part.quote):
                start, end = match.span("name")
                found.append((part.start + start, part.start + end, "person"))
        for pattern, kind in ((bodies, "organisation"), (outlets, "outlet")):
            for match in pattern.finditer(part.quote):
                if kind == "outlet" or match.group()[:1].isupper():
                    found.append((part.start + match.start(), part.start + match.end(), kind))
    return found


@cache
def speakers(language: Language) -> tuple[re.Pattern[str], ...]:
    """Patterns for full names that only a verb of saying shows: nouns seldom stand side by side."""
    cues = language.get("cues")
    small = [
        *(word for of in ("articles", "indefinite", "nobody", "idle") for word in language.get(of)),
        *(word for of in ("adverbs", "opens", "within", "that") for word in cues.get(of, [])),
        *language.get("no_first_names"),
    ]
    body = either(language.get("bodies"))
    name = (
        rf"(?!(?i:{either(small)})\s)"
        rf"(?P<name>(?:{WORD})(?:\s(?:{PARTICLES}\s)?(?!(?:{body})(?!\w))(?:{WORD})){{1,2}})(?![\w-])"
    )
    says = either(cues["say"])
    said_by = rf"(?:{says}|so|[Ll]aut|(?:Angaben|Worten|Aussage|Ansicht|Meinung)\svon)"
    return (
        re.compile(rf"(?<![\w-]){said_by}\s{name}"),
        re.compile(rf"(?:^|[.,:;“]\s){name}\s(?:{says})(?![\w-])"),
    )


BRACKET = re.compile(r"\s\((?P<short>[A-ZÄÖÜ][\w-]{1,9})\)")
LONG = re.compile(
    r"((?:[A-ZÄÖÜ][\w-]+)"
    r"(?:\s(?:(?:für|der|des|und|von|zur|zum|in|im|den|die)\s){0,2}[A-ZÄÖÜ][\w-]+)*)$"
)


def brackets(text: str) -> list[tuple[int, int, str]]:
    """Where long names of bodies stand, with the short ones behind them in brackets.

    The letters of the short name stand in the long one, in this order.
    """
    found: list[tuple[int, int, str]] = []
    for one in BRACKET.finditer(text):
        long = LONG.search(text, max(0, one.start() - 90), one.start())
        letters = re.compile(".*".join(map(re.escape, one["short"])), re.IGNORECASE)
        if long is None or sum(map(str.isupper, one["short"])) < 2:
            continue
        for name in re.finditer(r"(?<![\w-])[A-ZÄÖÜ]", long.group()):
            begin = long.start() + name.start()
            if letters.match(text, begin, one.start()):
                found.append((begin, one.start(), one["short"]))
                break
    return found


def short_names(article: Article, language: Language) -> dict[str, str]:
    """By which name a body goes, by its other names: the short one, or that of the lists."""
    if not language.get("acronyms"):
        return {}
    found = {article.text[a:b]: short for a, b, short in brackets(article.text)}
    for name, pattern in (language.get("same_bodies") or {}).items():
        for one in re.finditer(rf"(?<![\w-])(?:{pattern})(?![\w-])", article.text):
            found[one.group()] = name
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
    actors: list[Person],
    article: Article,
    start: int,
    end: int,
    kind: str,
    language: Language,
    doc: Doc | None = None,
    short: Mapping[str, str] | None = None,
) -> None:
    """Give a name to the actor who has it, or to a new one; with the title before it.

    `short` has the name that a body goes by, by its other names.
    """
    words = " ".join(article.text[start:end].split())
    words = (short or {}).get(words, words)
    if language.code == "de" and kind == "organisation":
        words = re.sub(r"(rat|amt|tag|icht|band|hof|ein|ium)e?s$", r"\1", words)
        words = re.sub(r"^[A-ZÄÖÜ]{2,6}-(?=[A-ZÄÖÜ])", "", words)
    title = title_before(article.text, start, language, doc)
    seat = (language.get("seats") or {}).get(re.sub(r"^[Tt]he\s", "", words))
    outlet = re.compile(rf"(?:.*\s)?(?:{either(language.get('outlet_names'))})")
    if kind != "person" or len(words.split()) > 1:
        first = first_names().get(words.split()[0]) is None
        if first and outlet.fullmatch(words) and len(words.split()) > 1:
            kind = "outlet"
    kind = seat or kind
    known = next((one for one in actors if same(one, words, kind)), None)
    reason = "A name that stands here first."
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
        known.woman = first_names().get(known.name.split()[0])
    form = "metonym" if seat else "name"
    if kind == "organisation" and words in language.get("plain_bodies"):
        form = "description"
    if seat:
        reason = "The name of a seat stands for who works there."
    known.mentions.append(Named(start=start, end=end, form=form, actors=(), reason=reason))


def title_before(
    text: str, start: int, language: Language, doc: Doc | None = None
) -> tuple[int, int] | None:
    """Where the title stands that a name follows, with what belongs to it, or None."""
    before = text[max(0, start - 120) : start]
    found = titles(language).search(before)
    if not found:
        return None
    begin = start - len(before) + found.start(1)
    end = begin + len(found[1].rstrip(" ,"))
    if language.get("title_tail"):  # “der iranische Vizeminister”: what it is of belongs to it
        quality = re.search(
            rf"(?<!\w)(?i:{either(language.get('articles'))}|auch)\s((?:[\w-]+isch(?:e[nrms]?)?\s|"
            r"(?:deutsche|ehemalige|frühere|stellvertretende)[nrms]?\s)+)$",
            text[max(0, begin - 60) : begin],
        )
        begin -= len(quality[1]) if quality else 0
    span = doc.char_span(begin, end, alignment_mode="expand") if doc is not None else None
    if span is not None:
        first = span[0]
        while first.i and doc[first.i - 1].dep_ in ("compound", "amod", "nmod"):  # type: ignore[index]
            before_it = doc[first.i - 1]  # type: ignore[index]
            if before_it.head.i < first.i or not (before_it.is_alpha or "-" in before_it.text):
                break
            first = before_it
        begin = first.idx
    return begin, end


@cache
def titles(language: Language) -> re.Pattern[str]:
    """A pattern for titles at the end of a stretch."""
    title, tail = either(language.get("titles")), language.get("title_tail")
    more = rf"|(?i:{title}){tail},\s" if tail else ""
    return re.compile(rf"(?<!\w)((?:(?i:{title})\s+)+{more})$")


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
        more = ""
        if language.get("title_tail"):  # German: the noun of a long role, and words of quality
            heads = re.findall(rf"(?<![\w-])(?:{either(language.get('titles'))})(?!\w)", one.role)
            word = heads[0] if heads and one.kind == "person" else word
            more = r"(?:[\w-]+e[nrms]?\s)?"
        if one.described or one.kind not in ("organisation", "person") or len(word) < 4:
            continue
        first = min(mention.start for mention in one.mentions)
        for match in re.finditer(
            rf"(?<!\w)(?:{articles})\s(?P<word>{more}{re.escape(word)})(?![\w-])",
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
    article: Article,
    language: Language,
    actors: Sequence[Person],
    mentions: Sequence[Named],
    acting: set[int],
) -> list[Named]:
    """The pronouns of the body, each with the actor before it that fits best, and candidates.

    Best is who came in the same sentence or else the one before, as the subject before others, and
    the nearest of them; who came in the byline alone comes last. `acting` is where subjects stand.
    """
    lists = language.get("pronouns")
    body = article.paragraphs[0].start if article.paragraphs else 0
    if not lists or not actors:
        return []
    by_id = {one.id: one for one in actors}
    places: dict[int, tuple[str, re.Match[str]]] = {}
    for kind in KINDS:
        for match in language.words_of("pronouns", kind).finditer(article.text, body):
            places.setdefault(match.start(), (kind, match))
    starts = [one.start for one in article.sentences]
    last: dict[str, tuple[int, bool]] = {}
    waiting = sorted((one.start, one.end, one.actors[0]) for one in mentions if one.form != "title")
    found: list[Named] = []
    for place, (kind, match) in sorted(places.items()):
        if any(start < place < end for start, end, _ in waiting):  # “its head” is named by “head”
            continue
        while waiting and waiting[0][0] < place:
            start, _, actor = waiting.pop(0)
            last[actor] = start, start in acting
        here = bisect_right(starts, place)

        def order(one: str, here: int = here, kind: str = kind) -> tuple[int, bool, bool, int]:
            start, subject = last[one]
            away = here - bisect_right(starts, start) if start >= body else 99
            group = kind == "group" and by_id[one].kind not in ("group", "person")
            if kind == "woman" and by_id[one].kind != "person":
                away += 2  # in German it may be, and seldom is
            if kind == "person" and by_id[one].kind != "person":
                away += 1  # “sein Programm”, of a land
            return (min(away, 99), group and away < 2, not subject, -start)

        own = language.code == "de" and kind == "person" and match.group().lower()[:4] == "sein"
        fits = sorted(
            (
                one
                for one in last
                if fit(by_id[one], kind, language)
                or (own and by_id[one].kind in ("state", "organisation"))
            ),
            key=order,
        )
        if kind == "group":
            people = [
                one
                for one in sorted(last, key=order)
                if by_id[one].kind == "person" and order(one)[0] <= 1
            ]
            if len(people) == 2 and not any(order(one)[0] <= 1 for one in fits):
                fits.insert(0, "; ".join(sorted(people, key=lambda one: last[one][0])))
        if not fits:
            continue
        best = fits[0]
        known = [order(one)[:3] for one in fits[:2] if one in last]
        even = len(known) == 2 and known[0] == known[1] and known[0][0] == 0
        if best in last:
            last[best] = place, place in acting
            if by_id[best].woman is None and kind in ("person", "woman"):
                by_id[best].woman = kind == "woman"  # whoever was “he” once is not “she” later
        names = " and ".join(by_id[one].name for one in best.split("; "))
        found.append(
            Named(
                start=match.start(),
                end=match.end(),
                form="pronoun",
                actors=tuple(fits[:CANDIDATES]),
                even=even,
                reason=f"“{match.group()}”: of those before it {names} fits best.",
            )
        )
    return found


KINDS = ("person", "woman", "group", "thing")


def fit(one: Person, kind: str, language: Language) -> bool:
    """Whether a pronoun of a kind may stand for an actor; German “sie” may for any but a man."""
    if kind == "person":
        return one.kind == "person" and one.woman is not True
    if kind == "woman":
        if one.kind == "person":
            return one.woman is not False
        return language.code == "de"
    if kind == "thing":
        return one.kind not in ("person", "group")
    return one.kind != "person"
