"""Names of places in a text: which place is meant, and what the name does there.

The types are those of the GeoWebNews scheme as the tables have them: literal, metonymic, modifier,
demonym. A name that the gazetteer does not know is proposed without a point, where a parser or the
words before it say that it is a place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from helpers.common.record import Record
from helpers.drafting.gazetteer import Known, by_name, country_names, demonyms, known
from helpers.drafting.language import Language
from helpers.lesson.article import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

CAPITAL = re.compile(r"[^\W\d_a-zà-öø-ÿß][\w’'-]*\.?|(?:U\.S|U\.K|D\.C)\.")
LONGEST = 4  # words of a name
GREAT = 1_000_000  # people of a town whose name in that of a body stands for the town
SMALL = 15_000  # people of a town whose name is often a word, too
TOWN = 100_000  # people of a town that is taken without a word before it that says where
FAMOUS = 500_000  # people of a town that is meant wherever the article plays


class PlaceName(Record):
    """A name of a place: where it stands, its type, and the place, if it is known."""

    start: int
    end: int
    words: str
    type: str
    name: str
    known: Known | None
    others: tuple[Known, ...]
    reason: str


def find_places(text: str, language: Language, doc: Doc | None = None) -> list[PlaceName]:
    """The names of places in a text, in order, none within another."""
    found = list(named_by_parser(doc, language)) if doc is not None else []
    taken = [(one.start, one.end) for one in found]
    people = seen_as(doc, "PERSON", "WORK_OF_ART", "PRODUCT")
    bodies = seen_as(doc, "ORG", "EVENT", "LAW")
    if doc is not None:
        unknown = [*named_by_place(doc, language)]
        found += [
            one for one in unknown if not any(a < one.end and one.start < b for a, b in taken)
        ]
        taken += [(one.start, one.end) for one in unknown]
    for one in named_by_lists(text, language, people):
        span = doc.char_span(one.start, one.end) if doc is not None else None
        if (one.start, one.end) in bodies and span is not None and one.type == "literal":
            one = one.replace(type=type_of(span.root, True))
        elif any(start <= one.start < end for start, end in bodies):
            if one.known is not None and one.known.kind == "continent":
                continue
            if one.known is not None and one.known.kind == "city" and one.known.people < GREAT:
                continue
            one = one.replace(type="modifier", reason="It stands within the name of a body.")
        if all(one.end <= start or one.start >= end for start, end in taken):
            found.append(one)
            taken.append((one.start, one.end))
    found += list(named_again(text, found, taken, doc, language))
    found = in_one_country(sorted(found, key=lambda one: one.start))
    return found if language.code == "en" else in_own_words(text, found, language)


def in_one_country(found: list[PlaceName]) -> list[PlaceName]:
    """Names that may be of several towns as those of the country that the article is about.

    That is the one in which most of the places are whose names leave no choice.
    """
    sure = {
        one.name: one.known.country
        for one in found
        if one.known is not None and one.known.kind != "continent"
        if one.known.people >= FAMOUS or all(o.country == one.known.country for o in one.others)
    }
    country = main_country(sure.values())
    return [moved_to(one, country) if country else one for one in found]


def main_country(countries: Iterable[str]) -> str:
    """The country of more than half of some places, where there are two or more; else nothing."""
    counted = Counter(filter(None, countries))
    country, times = (counted.most_common(1) or [("", 0)])[0]
    return country if times > 1 and 2 * times > counted.total() else ""


def likeliest(found: Sequence[Known], country: str) -> tuple[Known, ...]:
    """What a name may mean, with the one in a country first, but for towns known everywhere."""
    if not found or found[0].kind != "city" or found[0].people >= FAMOUS:
        return tuple(found)
    return tuple(sorted(found, key=lambda one: one.country != country))


def moved_to(one: PlaceName, country: str) -> PlaceName:
    """A name as that of the place in a country, if there is one."""
    if one.known is None:
        return one
    known, *others = likeliest((one.known, *one.others), country)
    if known == one.known:
        return one
    reason = one.reason.replace(LARGEST, "the one in the country of most other places.")
    return one.replace(known=known, others=tuple(others), reason=reason)


def at_the_head(article: Article, dateline: str) -> list[PlaceName]:
    """The places of a dateline, as “YORK, England”: where it stands and what is known of them."""
    opens = article.paragraphs[0] if article.paragraphs else None
    found: list[PlaceName] = []
    if opens is None or not dateline or not opens.quote.startswith(dateline):
        return found
    for match in re.finditer(r"[^,/]+", dateline):
        words = match.group().strip()
        start = opens.start + dateline.index(words, match.start())
        if look_up(words) or words.isupper():
            reason = "It stands at the head, before a dash."
            found.append(place_name(start, start + len(words), words, "dateline", reason))
    return found


def in_own_words(text: str, found: list[PlaceName], language: Language) -> list[PlaceName]:
    """The places of a text that is not English, by the name that each has there first.

    Of several lands in a row each does what the first does: “von Kuba, Syrien und Venezuela”.
    """
    names: dict[str, str] = {}
    own: list[PlaceName] = []
    for one in found:
        if one.known is not None and one.known.kind in ("country", "continent"):
            name = names.setdefault(f"{one.known.kind} {one.known.name}", one.name)
            one = one.replace(name=name)
        before = own[-1] if own else None
        if (
            before is not None
            and (before.type, one.type) == ("literal", "metonymic")
            and re.fullmatch(r",\s|\s(?:und|oder|sowie)\s", text[before.end : one.start])
        ):
            one = one.replace(type="literal")
        own.append(one)
    return own


def own_name(words: str, language: Language) -> str:
    """A name as a dictionary has it: “Israel” for “Israels”, “Niederlande” for “Niederlanden”."""
    lands, longer = language.get("lands"), language.get("short_lands") or {}
    for number, name in enumerate((words, *(re.sub(*how, words) for how in DECLINED))):
        found = look_up(name)
        if name in lands or (found and (number < 2 or found[0].kind == "country")):
            return str(longer.get(name, name))
    return words


# How the name of a place may be declined: the ending, and what stands for it in a dictionary.
DECLINED = (
    (r"(?<=\w{3})s$", ""),
    (r"(?<=\w{3})n$", ""),
    (r"^(Vereinigte|Demokratische)[nr]\b", r"\1"),
    (r"^(Vereinigte)n (Arabische)n (Emirate)n$", r"\1 \2 \3"),
    (r"^(Tschechische|Dominikanische)n\b", r"\1"),
)


def known_as(words: str, language: Language) -> tuple[Known, ...]:
    """What the gazetteer has under a name, by the name that a language's file says it has."""
    return look_up((language.get("lands") or {}).get(words, words))


def named_again(
    text: str,
    found: list[PlaceName],
    taken: list[tuple[int, int]],
    doc: Doc | None,
    language: Language,
) -> Iterator[PlaceName]:
    """Where a name of a place stands again, and nothing has said that it is one."""
    names = seen_as(doc, "PERSON", "ORG", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT")
    for name in dict.fromkeys(one.words for one in found if one.type == "literal"):
        if not CAPITAL.match(name):
            continue
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
            start, end = match.span()
            free = all(end <= a or b <= start for a, b in taken)
            if free and all(end <= a or b <= start or (start, end) == (a, b) for a, b in names):
                span = doc.char_span(start, end) if doc is not None else None
                kind = kind_by_place(text, start, end, language)
                kind = type_of(span.root, True) if span is not None else kind
                taken.append((start, end))
                yield place_name(
                    start, end, name, kind, "It is the name of a place elsewhere.", language
                )


def seen_as(doc: Doc | None, *kinds: str) -> list[tuple[int, int]]:
    """Where a parser sees a name of one of these kinds."""
    some = doc.ents if doc is not None else ()
    return [(one.start_char, one.end_char) for one in some if one.label_ in kinds]


SHORT = {
    **dict.fromkeys(("U.S.", "US", "USA", "America"), "United States"),
    **dict.fromkeys(("U.K.", "UK", "Britain", "England"), "United Kingdom"),
    **dict.fromkeys(("D.C.", "Washington, D.C."), "Washington"),
    "Holland": "Netherlands",
    "Burma": "Myanmar",
}
ARTICLE = re.compile(r"^(?:the|The)\s+|['’]s?$")
GENITIVE = re.compile(r"['’]s?$")


@cache
def look_up(words: str) -> tuple[Known, ...]:
    """What the gazetteer has under a name, also without its article or its points."""
    plain = ARTICLE.sub("", " ".join(words.split()))
    loud = plain.title() if plain.isupper() and len(plain) > 3 else plain
    return known(SHORT.get(plain, loud))


@cache
def lengths() -> dict[str, int]:
    """How many words the longest name in the lists has, by the first word of it in small letters.

    A name that begins with a word that is not here need not be looked for.
    """
    found: dict[str, int] = {}
    for name in (*by_name(), *demonyms(), *SHORT):
        words = re.split(r"[\s-]", name.lower())
        found[words[0]] = max(found.get(words[0], 0), len(words))
    return found


def named_by_parser(doc: Doc, language: Language) -> Iterator[PlaceName]:
    """Those that a parser takes for a place or for what is of a place."""
    for entity in doc.ents:
        if entity.label_ in ("GPE", "LOC", "FAC"):
            span = doc[entity.start + 1 : entity.end] if entity[0].lower_ == "the" else entity
            if len(span) and span[-1].lower_ in ("'s", "’s"):
                span = doc[span.start : span.end - 1]
            if len(span) and any(map(str.isalpha, span.text)):
                yield place_name(
                    span.start_char,
                    span.end_char,
                    span.text,
                    type_of(span.root),
                    "The parser takes it for a place.",
                )
        elif entity.label_ == "NORP" and (land := of_country(entity.text, language)):
            kind = "modifier" if entity.root.dep_ in ("amod", "compound", "nmod") else "demonym"
            found = look_up(land)
            yield PlaceName(
                start=entity.start_char,
                end=entity.end_char,
                words=entity.text,
                type=kind,
                name=land,
                known=found[0] if found else None,
                others=(),
                reason=f"It is the word for what is of {land}.",
            )


def of_country(words: str, language: Language) -> str | None:
    """The country that an adjective or the name of a people belongs to, where it is known."""
    pattern, lands = own_adjectives(language)
    if match := pattern.fullmatch(words):
        return lands[str(match.lastgroup)]
    ending = language.get("of_any")
    if ending and (match := re.fullmatch(rf"(\w{{3,}}){ending}(?:e[mnrs]?)?", words)):
        stem = match[1][:1].upper() + match[1][1:]
        for name in (stem, *(stem + end for end in ("ien", "en", "a", "e", "land"))):
            found = look_up(name)
            if found and found[0].kind == "country":
                return name
    if language.code != "en":
        return None
    return demonyms().get(words) or demonyms().get(words.removesuffix("s"))


@cache
def own_adjectives(language: Language) -> tuple[re.Pattern[str], dict[str, str]]:
    """The pattern for all words of `of_places`, and the country of each of its groups."""
    own = list((language.get("of_places") or {}).items())
    groups = "|".join(f"(?P<g{number}>{words})" for number, (_, words) in enumerate(own))
    lands = {f"g{number}": str(land) for number, (land, _) in enumerate(own)}
    return re.compile(groups or r"(?!)", re.IGNORECASE), lands


def stands_where(doc: Doc, one: Span) -> bool:
    """Whether a word before a name says that it is a place: “in”, or “to” where one goes."""
    before = doc[one.start - 1]
    goes = before.head.lemma_ in GOES or before.head.head.lemma_ in GOES
    return before.lower_ in ("in", "at", "near", "outside") or (
        before.lower_ in ("to", "from", "through", "into") and goes
    )


GOES = {"go", "come", "bring", "travel", "return", "fly", "drive", "move", "arrive", "walk", "flee"}


def named_by_place(doc: Doc, language: Language) -> Iterator[PlaceName]:
    """Names that a parser takes for somebody's, and of which “in” or “near” says that they are not.

    Where such a name has also a first name or a title, or speaks, it is somebody's after all.
    """
    alone = [
        one
        for one in doc.ents
        if one.label_ in ("PERSON", "ORG") and len(one) <= 2 and one.text.istitle()
    ]
    people = {
        word.text for one in doc.ents if one.label_ == "PERSON" and len(one) > 1 for word in one
    }
    said = {one.text for one in alone if one.root.head.lemma_ in ("say", "tell", "add")}
    titled = language.behind("titles")
    text = doc.text
    said |= {
        one.text
        for one in alone
        if titled.search(text[max(0, one.start_char - 40) : one.start_char])
    }
    where = {one.text for one in alone if one.start and stands_where(doc, one)}
    for one in alone:
        if one.text in where - said and not people & {word.text for word in one}:
            kind = type_of(one.root, True)
            yield place_name(
                one.start_char, one.end_char, one.text, kind, "A word before it says where."
            )


def type_of(root: Token, place: bool = False) -> str:
    """What a name does, by what it hangs on; one of several does what the first of them does.

    `place` says that it is one, whatever the parser takes it for.
    """
    if root.dep_ == "conj" and root.head.ent_type_ in ("GPE", "LOC", "FAC"):
        return type_of(root.head)
    if root.dep_ in ("compound", "amod", "nmod", "npadvmod"):
        return "modifier"
    if root.ent_type_ != "GPE" and not place:
        return "literal"
    head = root.head
    acts = root.dep_ in ("nsubj", "agent") and head.pos_ == "VERB"
    aimed_at = root.dep_ == "dobj" and head.lemma_ in AIMED_AT
    with_it = root.dep_ == "pobj" and head.lower_ in ("by", "with", "against")
    if root.dep_ == "poss":
        return "modifier" if head.pos_ == "PROPN" else "metonymic"
    return "metonymic" if acts or aimed_at or with_it or root.dep_ == "dative" else "literal"


AIMED_AT = {"accuse", "urge", "ask", "tell", "warn", "blame", "join", "support", "help", "beat"}


LARGEST = "the largest."
WORDS = re.compile(r"[^\s,;:.!?()“”„\"«»—]+(?:\.[A-Z]\.?)*")


def named_by_lists(
    text: str, language: Language, refused: list[tuple[int, int]]
) -> Iterator[PlaceName]:
    """Those that the gazetteer knows, the longest first, and those of which a word says so."""
    words = list(WORDS.finditer(text))
    begins, (adjectives, _) = lengths(), own_adjectives(language)
    end = 0
    for number, word in enumerate(words):
        first = GENITIVE.sub("", word.group())
        longest = begins.get(re.split("-", first.lower())[0], 0) if first[:1].isupper() else 0
        longest = longest or bool(adjectives.fullmatch(first))
        longest = longest or bool(language.get("of_any") and of_country(first, language))
        if language.code == "de" and first[:1].isupper():
            longest = max(longest, LONGEST)
        if not longest or word.start() < end:
            continue
        if any(a <= word.start() < b for a, b in refused):
            continue
        if language.code == "de" and (one := first_of_compound(word, first, language)):
            yield one
            end = word.end()
            continue
        for length in range(min(LONGEST, longest, len(words) - number), 0, -1):
            last = words[number + length - 1]
            name = GENITIVE.sub("", text[word.start() : last.end()])
            one = listed(text, word.start(), word.start() + len(name), name, language)
            if one is not None:
                yield one
                end = one.end
                break


def first_of_compound(word: re.Match[str], name: str, language: Language) -> PlaceName | None:
    """The land that a noun of two begins with: “Iran” of “Iran-Frage”, “US” of “US-Präsident”."""
    land, dash, rest = name.partition("-")
    if not dash or not rest[:1].isupper() or look_up(name):
        return None
    found = known_as(land, language)
    if not found or found[0].kind != "country" or len(land) < 2:
        return None
    return place_name(
        word.start(), word.start() + len(land), land, "modifier", "A noun begins with it.", language
    )


def listed(text: str, start: int, end: int, name: str, language: Language) -> PlaceName | None:
    """The name of a place that the lists know, or None."""
    if re.search(r"[,;:.!?()“”„\"«»—\n]", name):
        return None
    for region, words in (language.get("regions") or {}).items():
        if re.fullmatch(words, name):
            kind = "literal" if where_before(text, start, language) else "metonymic"
            reason = "It is the name of a region."
            return PlaceName(
                start=start,
                end=end,
                words=name,
                type=kind,
                name=region,
                known=None,
                others=(),
                reason=reason,
            )
    if land := of_country(name, language):
        capital = name[:1].isupper()
        people = capital and language.code == "de" and not re.search(r"isch(?:e[mnrs]?)?$", name)
        people = people and not re.match(r"\s[A-ZÄÖÜ]", text[end : end + 2])  # “Schweizer Armee”
        found = known_as(land, language)
        return PlaceName(
            start=start,
            end=end,
            words=name,
            type="demonym" if people else "modifier",
            name=land,
            known=found[0] if found else None,
            others=(),
            reason=f"It is the word for what is of {land}.",
        )
    if not CAPITAL.match(name) or language.pattern("no_places").fullmatch(name):
        return None
    own = own_name(name, language) if language.code == "de" else name
    if own != name and language.pattern("no_places").fullmatch(own):
        return None
    found = known_as(own, language) if language.code == "de" else look_up(name)
    before = text[max(0, start - 30) : start]
    where = language.behind("where").search(before)
    if not found or not (where or found[0].kind != "city" or found[0].people >= TOWN):
        return None
    if (
        found[0].kind == "city"
        and found[0].people < SMALL
        and not surely(text, name, before, language)
    ):
        return None
    # A capitalised word right before or behind makes it part of a longer name, of a person often.
    if found[0].kind == "city" and not where:
        if re.search(r"[A-ZÄÖÜ][\w.’'-]*\s$", before) and not re.search(r"[.!?:]\s+\S+\s$", before):
            return None
        if re.match(r"\s[A-ZÄÖÜ]\w+", text[end : end + 30]) and language.code == "en":
            return None
    if own != name and found[0].kind == "city" and found[0].people < TOWN:
        return None
    if language.code == "de" and found[0].kind == "city":  # towns have no article, nouns have
        lead = re.search(
            r"(?<!\w)(?i:de[rmns]|die|das|ein\w*|kein\w*|im|am|vom|zum|zur)\s$", before
        )
        if lead:
            return None
    kind = "literal" if where else kind_by_place(text, start, end, language)
    if language.get("locates") and found[0].kind == "country":
        # Without a word for where the name of a land stands for those who act for it.
        kind = "literal" if where_before(text, start, language) else "metonymic"
        kind = "literal" if text[end : end + 1] == ":" else kind
    return place_name(start, end, name, kind, "The gazetteer knows the name.", language)


def where_before(text: str, start: int, language: Language) -> bool:
    """Whether the words before a name say where, with an article or words of quality between."""
    before = text[max(0, start - 60) : start]
    return bool(re.search(rf"(?:^|(?<!\w))(?i:{language.get('locates') or '(?!)'})$", before))


def surely(text: str, name: str, before: str, language: Language) -> bool:
    """Whether a small town is meant: “in” stands before it, and nowhere an article.

    Only where a word with a capital may be any noun; elsewhere names are for the parser to see.
    """
    if language.code != "de" or not re.search(
        r"(?:^|\W)(?:[Ii]n|[Aa]us|[Bb]ei|[Nn]ach|[Vv]on)\s$", before
    ):
        return False
    lead = r"(?:de[rmns]|die|das|ein\w*|kein\w*|am|im|zum|zur|vom|beim|\w+e[nrms]?)"
    with_article = re.search(rf"(?<!\w){lead}\s{re.escape(name)}(?!\w)", text)
    return not with_article or with_article.group().split()[0] in ("Stadt", "Gemeinde")


def kind_by_place(text: str, start: int, end: int, language: Language) -> str:
    """What a name does, by the words around it: before a verb of saying or acting it acts."""
    behind = text[end : end + 40]
    acts = "|".join(language.get("acts")) or "(?!)"
    return "metonymic" if re.match(rf"\s+(?:{acts})\b", behind) else "literal"


def place_name(
    start: int, end: int, words: str, kind: str, reason: str, language: Language | None = None
) -> PlaceName:
    """A name with what the gazetteer has of it; the first is meant, the rest are choices.

    A land has its English name in English, and in a text in another language that of the text.
    """
    own = own_name(words, language) if language is not None and language.code == "de" else words
    found = known_as(own, language) if language is not None else look_up(words)
    if len(found) > 1:
        reason += f" Of {len(found)} with this name, {LARGEST}"
    english = language is None or language.code == "en"
    loud = words.title() if words.isupper() and len(words) > 3 else words
    name = found[0].name if found and found[0].kind in ("country", "continent") else loud
    name = name if english else own
    return PlaceName(
        start=start,
        end=end,
        words=words,
        type=kind,
        name=re.sub(r"^(?:the|The)\s+", "", " ".join(name.split())),
        known=found[0] if found else None,
        others=found[1:],
        reason=reason,
    )


def country_of(known: Known) -> str:
    """The English name of the country that a place is in."""
    return country_names().get(known.country, "")
