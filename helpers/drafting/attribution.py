"""Who says what: source, cue and content of each attribution, in a text that was parsed.

The terms are those of PARC and PolNeAR. Which verbs and nouns are cues, and how their content
hangs on them, stands in the language's file; it was counted in PolNeAR's training part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from helpers.common.record import Record
from helpers.drafting.language import Language, either
from helpers.drafting.quotations import quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CLAUSES = ("ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis")
# How content may hang on its cue, surest first.
SURE = ("according", "ccomp", "inserted")
CUES = ("VERB", "AUX", "NOUN", "ADJ", "PROPN")
INNER = ("ccomp", "xcomp", "dobj")
MODIFIERS = ("aux", "auxpass", "neg", "prt")


class Attribution(Record):
    """Where the content, the cue and the source of an attribution stand in the text.

    Each is a list of stretches, in order; cue and source may be empty. `how` is how it was found.
    `via` is who passes it on: in “he promised help, said an aide” the aide, where `inner` is asked
    for what he promised. `hearer` is who was told.
    """

    content: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    source: tuple[tuple[int, int], ...]
    how: str
    via: tuple[tuple[int, int], ...] = ()
    inner: Attribution | None = None
    hearer: tuple[tuple[int, int], ...] = ()


class Found(NamedTuple):
    """The tokens of an attribution, by their numbers."""

    cue: Any
    how: str
    content: set[int]
    source: Any


def find_attributions(doc: Doc, language: Language) -> list[Attribution]:
    """The attributions of a parsed text, in order of their content; none lies within another."""
    text = doc.text  # which spaCy puts together anew each time
    quoted = [
        (span.start, span.end)
        for start, end in quotations(text)
        if (span := doc.char_span(start, end, alignment_mode="expand")) is not None
    ]
    found = [one for cue in may_be_cues(doc, language) for one in best_of(cue, language)]
    found = [one for one in found if one.content and not within_quotation(one, quoted)]
    found = [with_quotations(one, doc, quoted) for one in found]
    found = without_inner(doc, with_bare_quotations(doc, found, quoted))
    return sorted(
        (with_chain(doc, text, one, language, quoted) for one in found), key=lambda one: one.content
    )


def with_chain(
    doc: Doc, text: str, one: Found, language: Language, quoted: list[tuple[int, int]]
) -> Attribution:
    """An attribution with those who pass it on, and with what it is that they pass on."""
    whole = as_stretches(doc, text, one)
    if one.cue is None:
        return whole
    told = [c for c in one.cue.children if c.dep_ in ("dobj", "dative") and c.i not in one.content]
    if one.cue.lemma_ == "tell" and told:
        whole = whole.replace(hearer=stretches(doc, text, beneath(told[0])))
    inside = [doc[i] for i in sorted(one.content)]
    told_by = next((token for token in inside if token.lower_ == "according"), None)
    if told_by is not None and one.how != "according":
        source = next((word for child in told_by.children for word in child.children), None)
        rest = one._replace(content=one.content - beneath(told_by))
        if source is not None and rest.content:
            inner = as_stretches(doc, text, rest)
            return whole.replace(inner=inner, via=stretches(doc, text, beneath(source)))
    roots = [token for token in inside if token.dep_ == "ROOT" or token.head.i not in one.content]
    denied = re.fullmatch(
        either(language.get("cues").get("denies", [])), one.cue.lower_, re.IGNORECASE
    )
    for root in roots if one.source is not None and not denied else ():
        if root.pos_ != "VERB" or not says(language).fullmatch(root.lower_):
            continue
        within = [each for each in hanging(root) if each.how in INNER and each.source is not None]
        for each in sorted(within, key=lambda each: INNER.index(each.how))[:1]:
            first = min(each.content)
            content = each.content | {i for i in one.content if i > first and each.how == "dobj"}
            somebody = each.source.pos_ in ("NOUN", "PROPN") or each.source.tag_ == "PRP"
            if somebody and content < one.content and not within_quotation(each, quoted):
                inner = as_stretches(doc, text, each._replace(content=content))
                return whole.replace(inner=inner, via=whole.source)
    return whole


@cache
def says(language: Language) -> re.Pattern[str]:
    """The verbs of saying that stand in the language's file."""
    return re.compile(either(language.get("cues").get("say", [])), re.IGNORECASE)


def may_be_cues(doc: Doc, language: Language) -> Iterator[Token]:
    """The words on which content may hang: by the lists, or since a clause hangs on them."""
    listed = ways_of(language)
    clauses = {token.head.i for token in doc if token.dep_ in ("ccomp", "parataxis")}
    clauses |= {token.i for token in doc if token.dep_ == "parataxis"}
    for token in doc:
        if token.pos_ in CUES and (
            token.i in clauses or token.lemma_.lower() in listed or token.lower_ == "according"
        ):
            yield token


def within_quotation(one: Found, quoted: list[tuple[int, int]]) -> bool:
    """Whether cue and content stand in one quotation: what is quoted is not taken apart."""
    return any(
        start <= min(one.content) and max(one.content) < end and start <= one.cue.i < end
        for start, end in quoted
    )


def best_of(cue: Token, language: Language) -> list[Found]:
    """The content that most surely hangs on a word, where the word is a cue at all."""
    lemma = cue.lemma_.lower()
    ways = ways_for(lemma, language)
    there = [one for one in hanging(cue) if one.how in ways]
    return [min(there, key=lambda one: ways.index(one.how))] if there else []


@cache
def ways_for(lemma: str, language: Language) -> list[str]:
    """How content may hang on a word: as on any verb of saying, where it takes a clause."""
    takes_clause = lemma not in language.get("cues")["no_clause"]
    return [*(SURE if takes_clause else SURE[:1]), *ways_of(language).get(lemma, ())]


@cache
def ways_of(language: Language) -> dict[str, list[str]]:
    """How content hangs on a word, surest first, by the word."""
    ways = language.get("cues")["ways"].items()
    return {lemma: how.split("/") for how, lemmas in ways for lemma in lemmas}


def hanging(cue: Token) -> Iterator[Found]:
    """All that hangs on a word and may be its content."""
    children = list(cue.children)
    if cue.lower_ == "according":
        clause = cue.head
        while clause.dep_ not in CLAUSES and clause.head != clause:
            clause = clause.head
        if clause is not cue:
            source = next((one for child in children for one in child.children), None)
            yield Found(cue, "according", beneath(clause, cue), source)
        return
    subject = next((one for one in children if one.dep_ in ("nsubj", "nsubjpass")), None)
    thing = next((one for one in children if one.dep_ == "dobj"), None)
    source = source_of(cue, subject)
    if cue.dep_ == "parataxis":
        yield Found(cue, "inserted", beneath(cue.head, cue), source)
    for child in children:
        behind = thing is not None and thing.i < child.i
        if child.dep_ == "ccomp":
            yield Found(cue, "ccomp", beneath(child), source)
        elif child.dep_ == "xcomp":
            yield Found(cue, "xcomp", beneath(child), source)
            if thing is not None and behind:
                yield Found(cue, "dobj+xcomp", beneath(thing) | beneath(child), source)
            if subject is not None and subject.i < child.i:
                yield Found(cue, "nsubj+xcomp", beneath(subject) | beneath(child), None)
        elif child.dep_ in ("dobj", "oprd", "nsubjpass", "acl", "attr", "acomp", "advcl"):
            yield Found(cue, child.dep_, beneath(child), None if child is subject else source)
        elif child.dep_ == "prep":
            word = child.lemma_.lower()
            for one in child.children:
                if one.dep_ in ("pobj", "pcomp"):
                    yield Found(cue, f"prep:{word}", beneath(one), source)
                    if thing is not None and behind:
                        both = beneath(thing) | beneath(child)
                        yield Found(cue, f"dobj+prep:{word}", both, source)


def source_of(cue: Token, subject: Token | None) -> Token | None:
    """The one who says it: the cue's subject, or that of the verb it hangs on."""
    if subject is not None and subject.dep_ == "nsubj":
        return subject
    agent = next(
        (one for child in cue.children if child.dep_ == "agent" for one in child.children), None
    )
    if agent is not None:
        return agent
    if cue.dep_ in ("conj", "xcomp", "advcl") and cue.head != cue:
        return source_of(cue.head, next((c for c in cue.head.children if c.dep_ == "nsubj"), None))
    if cue.dep_ in ("acl", "relcl"):
        return cue.head
    return subject if subject is not None and cue.dep_ == "relcl" else None


def beneath(token: Token, without: Token | None = None) -> set[int]:
    """The numbers of a token and all that hangs on it, but for another and what hangs on that."""
    left_out = {one.i for one in without.subtree} if without is not None else set()
    return {one.i for one in token.subtree} - left_out


def with_quotations(one: Found, doc: Doc, quoted: list[tuple[int, int]]) -> Found:
    """An attribution whose content takes in the whole of a quotation it is most of, or begins."""
    if one.how not in ("ccomp", "inserted", "dobj", "xcomp"):
        return one
    content = set(one.content)
    for start, end in quoted:
        if start <= one.cue.i < end:
            continue
        inside = [number for number in range(start, end) if number in content]
        if inside and (
            len(inside) > 0.6 * len(content)
            or start <= min(content) + 2
            or (start in content and max(content) < end)
        ):
            content |= set(range(start, end))
    return one._replace(content=content)


def with_bare_quotations(
    doc: Doc, found: list[Found], quoted: list[tuple[int, int]]
) -> list[Found]:
    """With them the quotations that have no cue: they go on from the one before, or stand alone."""
    found = list(found)
    covered = set().union(*(one.content for one in found))
    openings = {start for start, _ in quoted}
    for start, end in quoted:
        numbers = set(range(start + speaker_before(doc, start, end), end))
        spoken = words(doc, numbers)
        if len(spoken) < 4 or len(spoken & covered) > 0.3 * len(spoken):
            continue
        covered |= numbers
        earlier = [
            (max(one.content), place)
            for place, one in enumerate(found)
            if max(one.content) < start
            and one.content & openings
            and "\n" not in doc[max(one.content) : start].text.strip(" ")
        ]
        if earlier and start and doc[start - 1].text != ":":
            place = max(earlier)[1]
            found[place] = found[place]._replace(content=found[place].content | numbers)
        else:
            found.append(Found(None, "quotation", numbers, None))
    return found


def speaker_before(doc: Doc, start: int, end: int) -> int:
    """How many tokens of a quotation name its speaker, as a transcript does: “WALLACE: Well …”."""
    for number in range(start, min(start + 5, end)):
        if doc[number].text == ":":
            names = [token for token in doc[start:number] if token.is_alpha]
            return number + 1 - start if names and all(token.is_upper for token in names) else 0
    return 0


def without_inner(doc: Doc, found: list[Found]) -> list[Found]:
    """Those whose content does not lie within the content of another."""
    kept: list[tuple[Found, set[int]]] = []
    for one in sorted(found, key=lambda one: -len(one.content)):
        spoken = words(doc, one.content)
        if spoken and all(len(spoken & other) < 0.8 * len(spoken) for _, other in kept):
            kept.append((one, spoken))
    return [one for one, _ in kept]


def words(doc: Doc, numbers: set[int]) -> set[int]:
    """The numbers of those tokens that have a letter or a digit."""
    if "words" not in doc.user_data:
        spoken = (token.i for token in doc if any(map(str.isalnum, token.text)))
        doc.user_data["words"] = frozenset(spoken)
    found: frozenset[int] = doc.user_data["words"]
    return {*(numbers & found)}


def as_stretches(doc: Doc, text: str, one: Found) -> Attribution:
    """An attribution with its parts as stretches of the text."""
    cue: set[int] = set()
    if one.cue is not None:
        cue = {one.cue.i, *(c.i for c in one.cue.children if c.dep_ in MODIFIERS)} - one.content
        if one.how == "according":
            cue |= {child.i for child in one.cue.children if child.dep_ == "prep"}
        elif "prep:" in one.how and not one.how.startswith("dobj"):
            word = one.how.partition(":")[2]
            cue |= {c.i for c in one.cue.children if c.lemma_.lower() == word and c.dep_ == "prep"}
    source = beneath(one.source) - one.content - cue if one.source is not None else set()
    return Attribution(
        content=stretches(doc, text, one.content - cue),
        cue=stretches(doc, text, cue),
        source=stretches(doc, text, source),
        how=one.how,
    )


def stretches(doc: Doc, text: str, numbers: set[int]) -> tuple[tuple[int, int], ...]:
    """Tokens as stretches of the text, joined where they stand side by side or but for a mark."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        token = doc[number]
        start, end = token.idx, token.idx + len(token)
        if not token.text.strip():
            continue
        between = text[found[-1][1] : start] if found else "\n"
        if "\n" not in between and not any(map(str.isalnum, between)):
            found[-1][1] = end
            continue
        found.append([start, end])
    return tuple((start, end) for start, end in found if any(map(str.isalnum, text[start:end])))
