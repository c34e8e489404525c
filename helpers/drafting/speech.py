"""Who says what in a text that no parser has read: by words for saying, marks and word order.

The lists are those of the language's file. One sentence is looked at after the other; reported
speech that no verb of saying introduces (German subjunctive) goes on from the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from helpers.drafting.attribution import Attribution
from helpers.drafting.language import Language, either
from helpers.drafting.quotations import quotations
from helpers.drafting.verb_second import attributions_of
from helpers.lesson.article import Passage

NAME = r"[^\W\d_a-zà-öø-ÿß][\w.'’-]*"
EDGES = ' \t,;:.!?“”„"«»›‹–—-()'


def find_speech(text: str, sentences: Sequence[Passage], language: Language) -> list[Attribution]:
    """The attributions of a text, in order of their sentences."""
    quoted = quotations(text)
    found: list[Attribution] = []
    for number, sentence in enumerate(sentences):
        here = attributions_in(text, sentence, language, quoted)
        if not here and found and sentence.at == at_of(found[-1], sentences):
            one = going_on(text, sentence, language, quoted, found[-1])
            here = [one] if one is not None else []
        if number and len(here) == 1 and (before := sentences[number - 1]).at == sentence.at:
            pointing = text[slice(*here[0].content[0])] in (language.get("pointing") or ())
            last = found[-1].content[-1][1] if found else 0
            if pointing and last > before.start:  # the one before has its source
                here = []
            elif pointing:  # “Der Rat tagt. Das teilte die Stadt mit.”
                content = kept(before.quote, [(0, len(before.quote))])
                here = [
                    here[0].replace(
                        content=tuple((a + before.start, b + before.start) for a, b in content),
                        how="said",
                    )
                ]
        found += here
    return found


def attributions_in(
    text: str, sentence: Passage, language: Language, quoted: Sequence[tuple[int, int]]
) -> list[Attribution]:
    """The attributions that a sentence makes: several where verbs judge, else one at most."""
    if (language.get("cues") or {}).get("split"):
        return attributions_of(blank(text, sentence, quoted), sentence.start, language)
    one = attribution_of(text, sentence, language, quoted)
    return [one] if one is not None else []


def at_of(one: Attribution, sentences: Sequence[Passage]) -> str:
    """The part that an attribution stands in."""
    start = one.content[0][0]
    return next((each.at for each in sentences if each.start <= start < each.end), "")


def attribution_of(
    text: str, sentence: Passage, language: Language, quoted: Sequence[tuple[int, int]]
) -> Attribution | None:
    """The attribution that a sentence makes, or None."""
    cues = language.get("cues") or {}
    if not cues.get("say"):
        return None
    outside = blank(text, sentence, quoted)
    according = re.search(rf"(?<!\w)(?:{either(cues['according'])})(?!\w)", outside, re.IGNORECASE)
    if according:
        return by_according(text, sentence, outside, according, cues)
    for verb in re.finditer(rf"(?<!\w)(?:{either(cues['say'])})(?!\w)", outside):
        one = by_verb(text, sentence, outside, verb, language, quoted)
        if one is not None:
            return one
    return None


def blank(text: str, sentence: Passage, quoted: Sequence[tuple[int, int]]) -> str:
    """A sentence with dots for what is quoted in it, just as long."""
    letters = list(text[sentence.start : sentence.end])
    for start, end in quoted:
        for place in range(max(start, sentence.start), min(end, sentence.end)):
            letters[place - sentence.start] = "·"
    return "".join(letters)


def by_according(
    text: str, sentence: Passage, outside: str, cue: re.Match[str], cues: dict[str, list[str]]
) -> Attribution | None:
    """“According to the police, …”; the rest of the sentence is the content."""
    start, end = cue.span()
    behind = re.fullmatch(either(cues.get("behind", [])), cue.group(), re.IGNORECASE)
    if behind:  # “der Polizei zufolge”
        opens = max(outside.rfind(sign, 0, start) for sign in ",;:·") + 1
        source = trimmed(outside, opens, start)
        rest = [(0, opens), (end, len(outside))]
    else:
        closes = re.compile(
            r",|$|\s+(?=(?:ist|sind|hat|haben|wird|werden|soll|sollen|war|waren|wurde|wurden|sei|gibt|gab|kam|is|are|was|were|has|have|will)\b)"
        ).search(outside, end)
        stop = closes.start() if closes else len(outside)
        source = trimmed(outside, end, stop)
        rest = [(0, start), (stop, len(outside))]
    content = kept(outside, rest)
    if not content or source is None:
        return None
    return moved(sentence.start, content, [(start, end)], [source], "according")


def by_verb(
    text: str,
    sentence: Passage,
    outside: str,
    verb: re.Match[str],
    language: Language,
    quoted: Sequence[tuple[int, int]],
) -> Attribution | None:
    """A verb of saying with a clause, a quotation or an inserted “he says”."""
    start, end = verb.span()
    clause_opens = max(
        (one.end() for one in re.finditer(r"[,;:·–—]\s*", outside[:start])), default=0
    )
    behind = re.compile(r",|:|·|$").search(outside, end)
    clause_closes = behind.start() if behind else len(outside)
    clause = (clause_opens, clause_closes)
    that = either((language.get("cues") or {}).get("that", []))
    direct = re.search(rf"(?<!\w)(?:{that})(?!\w)\s", outside[end:], re.IGNORECASE)
    # “Her deputy, Thomas Okafor, warned”: the name is between commas.
    between = re.search(r"(?:^|[,;:·–—]\s*)([^,;:·–—]+),\s$", outside[:clause_opens])
    source = None
    if is_name(outside[clause_opens:start], language):
        source = trimmed(outside, clause_opens, start)
    elif is_name(outside[end:clause_closes], language) and not (direct and direct.start() < 3):
        source = trimmed(outside, end, clause_closes)
    elif between and not outside[clause_opens:start].strip() and is_name(between[1], language):
        source, clause = between.span(1), (0, clause_closes)
    if source is None and clause_opens:  # a clause about the source stands between
        stop = outside.find(",")
        about = re.match(r"\s*(?:der|die|das|who|which)\s", outside[stop + 1 :])
        if about and is_name(outside[:stop], language):
            source = trimmed(outside, 0, stop)
            clause = (0, clause_closes)
    if source is None:
        return None
    if direct:  # “she said that …”, the word itself is no content
        content = kept(outside, [(end + direct.end(), len(outside))])
        source = trim_to_name(outside, source, end + direct.start())
    else:
        content = kept(outside, [(0, clause[0]), (clause[1], len(outside))])
        if not content and language.code == "en":  # “he said the river rose”
            content, source = (
                kept(outside, [(end, len(outside))]),
                trimmed(outside, clause[0], start),
            )
    if not content or source is None:
        return None
    words = sum(len(outside[a:b].split()) for a, b in content)
    quoted_here = "·" in outside
    if words < 3 and not quoted_here:
        return None
    inverted = source[0] > start or len(outside[end:clause_closes].split()) <= 4
    if not quoted_here and not direct and not inverted and not reported(outside, content, language):
        return None
    return moved(sentence.start, content, [(start, end)], [source], "clause" if direct else "said")


def reported(outside: str, content: list[tuple[int, int]], language: Language) -> bool:
    """Whether content without marks reads as reported speech; English says so by the verb alone."""
    if not language.get("reported"):
        return True
    words = " ".join(outside[a:b] for a, b in content)
    return bool(language.pattern("reported").search(words))


def going_on(
    text: str,
    sentence: Passage,
    language: Language,
    quoted: Sequence[tuple[int, int]],
    before: Attribution,
) -> Attribution | None:
    """A sentence that goes on with what somebody says: all quoted, or in the subjunctive."""
    outside = blank(text, sentence, quoted)
    words = outside.strip(EDGES + "·").split()
    if not words:
        how = "goes on, quoted"
    elif language.get("reported") and language.pattern("reported").search(outside):
        how = "goes on, reported"
    else:
        return None
    content = kept(outside, [(0, len(outside))])
    if not content:  # nothing but dots or dashes
        return None
    return Attribution(
        content=tuple((a + sentence.start, b + sentence.start) for a, b in content),
        cue=(),
        source=before.source,
        how=how,
    )


def is_name(words: str, language: Language) -> bool:
    """Whether words may be a source: a capital in them, or a pronoun."""
    plain = words.strip(EDGES + "·")
    if not plain or len(plain.split()) > 14:
        return False
    pronouns = (
        [
            one
            for kind in ("person", "woman", "group", "speaker")
            for one in language.get("pronouns")[kind]
        ]
        if language.get("pronouns")
        else []
    )
    return bool(
        re.search(rf"(?<!\w){NAME}", plain)
        or re.search(rf"(?<!\w)(?:{either(pronouns)})(?!\w)", plain, re.IGNORECASE)
    )


def trim_to_name(outside: str, source: tuple[int, int], stop: int) -> tuple[int, int] | None:
    """A source that ends before the clause begins."""
    return trimmed(outside, source[0], min(source[1], stop)) if source[0] < stop else source


def trimmed(outside: str, start: int, end: int) -> tuple[int, int] | None:
    """A stretch without the marks and spaces at its edges; None where nothing is left."""
    while start < end and outside[start] in EDGES + "·":
        start += 1
    while end > start and outside[end - 1] in EDGES + "·":
        end -= 1
    return (start, end) if start < end else None


def kept(outside: str, stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those stretches that have words in them, without marks and spaces at their edges."""
    found = []
    for start, end in stretches:
        while start < end and outside[start] in EDGES:
            start += 1
        while end > start and outside[end - 1] in EDGES:
            end -= 1
        if start < end:
            found.append((start, end))
    return found


def moved(
    by: int,
    content: list[tuple[int, int]],
    cue: list[tuple[int, int]],
    source: list[tuple[int, int]],
    how: str,
) -> Attribution:
    """An attribution of a sentence, counted from the start of the text."""

    def shift(some: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        return ((a + by, b + by) for a, b in some)

    return Attribution(
        content=tuple(shift(content)), cue=tuple(shift(cue)), source=tuple(shift(source)), how=how
    )
