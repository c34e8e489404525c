"""Who says what where the verb stands second and may be split, as in German; no parser is needed.

A sentence is cut at its marks. A verb of saying (`say`, `split` in the language's file) makes its
clause a frame: what is said stands behind it, or before it where the frame is put in. A verb that
judges (`judges`) has its object as content. Which words are the subject is told by the order:
what stands before the verb, or behind it where an adverb, a preposition or a case opens the clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from helpers.drafting.attribution import Attribution
from helpers.drafting.language import Language, either

MARKS = re.compile(r"\s*[,;:–—]\s+|\s*·+\s*,?\s*|\s[–—-]\s|\s*[()]\s*")
NOUN = r"(?:(?:dpa|epd|sid)(?!\w)|[A-ZÄÖÜ][\w’'-]*\.?|\d+\.?|·+)"
SMALL = r"[a-zäöüß][\wäöüß-]*(?:e|en|er|es|em)"
EDGES = " \t\n,;:.!?–—-()·"


class Frame(NamedTuple):
    """A verb of saying in its clause: its own place, its particle's, and its clause's."""

    verb: tuple[int, int]
    particle: tuple[int, int] | None
    clause: tuple[int, int]
    last: bool  # the verb ends the clause, as behind “während” or “die”

    @property
    def end(self) -> int:
        """Where verb and particle end."""
        return max(self.verb[1], self.particle[1] if self.particle else 0)


class Rules:
    """The patterns that the lists of a language make."""

    def __init__(self, language: Language) -> None:
        """Read them from the language's file."""
        cues = language.get("cues")
        split = cues.get("split") or []
        self.language = language
        whole = [f"(?:{p})(?:zu)?(?:{v})" for v, p, _ in split]
        done = [*cues.get("participles", []), *(d for *_, d in split)]
        self.says = word([*cues["say"], *whole, *done])
        self.judges = word([*cues.get("judges", []), *(cues.get("judged") or []), *whole, *done])
        self.done = word([*done, *(cues.get("judged") or [])])
        self.split = [(word([v]), re.compile(rf"(?<!\w)(?:{p})$")) for v, p, _ in split]
        self.helps = word(cues.get("helps", []))
        self.that = re.compile(rf"(?:{either(cues['that'])})\s", re.IGNORECASE)
        self.opens = re.compile(rf"(?:und\s|doch\s)?(?:{either(cues.get('opens', []))})\s", re.I)
        self.reported = language.pattern("reported")
        self.to_do = re.compile(
            r"(?<!\w)zu\s[a-zäöü]+n(?!\w)|(?<!\w)[a-zäöü]{2,6}zu[a-zäöü]+en(?!\w)"
        )
        pronouns = language.get("pronouns")
        every = {one for kind in ("person", "woman", "group", "speaker") for one in pronouns[kind]}
        subject = either([one for one in every if re.fullmatch("er|sie|ich|wir", one)] + ["man"])
        lead = either([*language.get("articles"), *language.get("indefinite"), *pronouns["own"]])
        more = either(cues.get("within", []))
        noun = rf"(?:(?i:{lead})\s)?(?:{SMALL}\s){{0,3}}{NOUN}(?:\s{NOUN})*"
        self.who = re.compile(
            rf"(?:(?i:{subject})(?!\w)|{noun}(?:\s(?:{more})\s(?:(?i:{lead})\s)?(?:{SMALL}\s){{0,3}}"
            rf"{NOUN}(?:\s{NOUN})*)*)"
        )
        self.between = re.compile(rf"(?:(?:{either(cues.get('between', []))})\s)*")
        self.adverb = re.compile(rf"(?:{either(cues.get('adverbs', []))})(?!\w)", re.I)
        self.according = [re.compile(one) for one in cues.get("named", [])]
        self.own = re.compile(
            rf"(?i:{either([*pronouns['own'], 'eigene[nr]?'])})\s(?!\w+ (?:der|des)\s)"
        )
        self.of = re.compile(r"(?:(?:von|vom|bei)\s)?")
        self.nouns = word(cues.get("nouns", []))
        self.judging = re.compile(either(cues.get("judging", [])))
        judged = [d for _, p, d in cues.get("split", []) if self.judging.fullmatch(p.split("|")[0])]
        self.only = word([*(cues.get("judged") or []), *judged])
        self.pointing = language.get("pointing")
        self.passive = word(cues.get("passive", []))
        self.weak = word(cues.get("weak", []))
        self.not_said = word([cues.get("not_said") or "(?!)"])

    def judges_by(self, outside: str, frame: Frame) -> bool:
        """Whether a verb of two words judges: “lehnte ab” does, “gab bekannt” does not."""
        assert frame.particle is not None
        last = outside[slice(*frame.particle)]
        return bool(self.judging.fullmatch(last) or self.only.fullmatch(last))


def word(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern for any of the words, as a whole word."""
    return re.compile(rf"(?<![\w-])(?:{either(list(words))})(?![\w-])")


@cache
def rules(language: Language) -> Rules:
    """The patterns of a language."""
    return Rules(language)


def attributions_of(outside: str, start: int, language: Language) -> list[Attribution]:
    """The attributions of a sentence that begins at `start`.

    `outside` is the sentence with dots for what is quoted in it.
    """
    by = rules(language)
    one = by_words_before(outside, by) or by_frame(outside, by) or by_noun(outside, by)
    one = one or by_pointing(outside, by)
    found = [one] if one else [*by_object(outside, by)]
    return [moved(each, start) for each in found]


def by_words_before(outside: str, by: Rules) -> Attribution | None:
    """“Nach Angaben der Polizei”, “der Polizei zufolge”, “, so Anna Kurz”, “wie sie mitteilte”."""
    for pattern in by.according:
        for match in pattern.finditer(outside):
            start, end = match.span()
            if "who" in match.groupdict():
                source = match.span("who")
            else:
                who = by.who.match(outside, by.of.match(outside, end).end())  # type: ignore[union-attr]
                if not who:
                    continue
                source, end = (end, who.end()), who.end()
            cue = match.span("cue")
            rest = kept(outside, [(0, start), (end, len(outside))])
            if is_said(outside, rest):
                who_says = trim(outside, *source)
                own = by.own.match(outside, who_says[0])  # “nach eigenen Angaben”: whoever it was
                found = () if own else (who_says,)
                return Attribution(content=tuple(rest), cue=(cue,), source=found, how="according")
    return None


def clauses(outside: str) -> list[tuple[int, int]]:
    """The stretches of a sentence between its marks."""
    found, start = [], 0
    for mark in MARKS.finditer(outside):
        found.append((start, mark.start()))
        start = mark.end()
    return [one for one in [*found, (start, len(outside.rstrip(" .!?")))] if one[0] < one[1]]


def frames(outside: str, by: Rules, verbs: re.Pattern[str]) -> Iterator[Frame]:
    """The verbs of a sentence that may be cues, each with its clause."""
    parts = clauses(outside)
    for number, (start, end) in enumerate(parts):
        clause = outside[start:end]
        found: list[Frame] = []
        for verb, particle in by.split:
            for one in verb.finditer(outside, start, end):
                # The clause of “lobte A und griff B an” ends with its own verb.
                tail = particle.search(outside[one.end() : end].rstrip())
                stop = re.search(r"\s(?:und|aber|sowie)\s", outside[one.end() : end])
                inner = (
                    particle.search(outside[one.end() : one.end() + stop.start()]) if stop else None
                )
                tail = inner or tail
                if tail:
                    at = one.end() + tail.start(), one.end() + tail.end()
                    found.append(Frame(one.span(), at, (start, end), False))
                elif number + 2 < len(parts) and not by.that.match(outside, parts[number + 1][0]):
                    # “ging Anna Kurz, die Anwältin, davon aus, dass …”
                    a, b = parts[number + 2]
                    if tail := particle.search(outside[a:b]):
                        at = a + tail.start(), a + tail.end()
                        found.append(Frame(one.span(), at, (start, b), False))
        for one in verbs.finditer(outside, start, end):
            if any(each.verb[0] == one.start() for each in found):
                continue
            last = not outside[one.end() : end].strip(" .·")
            done = bool(by.done.fullmatch(one.group()))
            behind = re.match(rf"\s(?:{by.helps.pattern})", outside[one.end() : end])
            helped = by.helps.search(outside, start, one.start())
            if done and helped:
                found.append(Frame(helped.span(), one.span(), (start, end), False))
            elif done and behind:
                found.append(
                    Frame((one.start(), one.end() + behind.end()), None, (start, end), True)
                )
            elif done and by.passive.search(clause):
                continue
            elif not done or not re.fullmatch(r"(?:ge|\w+ge)\w+(?:t|en)", one.group()):
                opened = bool(by.opens.match(clause)) and last
                found.append(Frame(one.span(), None, (start, end), opened))
        yield from sorted(found)


def by_frame(outside: str, by: Rules) -> Attribution | None:
    """A verb of saying with what is said: behind its clause, before it, or in quotation marks."""
    for frame in frames(outside, by, by.says):
        start, end = frame.clause
        source = subject(outside, frame, by)
        before, behind = outside[:start], outside[end:]
        quoted = "·" in outside
        rest = behind.lstrip(EDGES)
        that = by.that.match(rest)
        plain = by.who.match(rest)  # “sagte sie, der Rat ging zu weit”
        told = bool(
            plain and re.match(r"\s[a-zäöü]+(?:t|te|ten|en|ist|sind)\s", rest[plain.end() :])
        )
        said = bool(
            that or told or "·" in behind or by.reported.search(rest) or by.to_do.search(rest)
        )
        if by.weak.fullmatch(outside[slice(*frame.verb)]) and not (that or quoted):
            continue
        at = len(outside) - len(rest)
        put_in = frame.verb[0] == start and not (source and source[0] < start)
        if put_in and before.strip(EDGES + "·") + ("x" if "·" in before else ""):
            content = kept(outside, [(0, start), (end, len(outside))])
            if source and is_said(outside, content):
                return made(outside, content, frame, source, "said")
        if (rest.strip(EDGES) or "·" in behind) and said and source:
            begin = at + that.end() if that else end
            content = kept(outside, [(begin, len(outside))])
            if content:
                return made(outside, content, frame, source, "clause" if that else "said")
        inner = re.search(r"·+", outside[frame.verb[1] : end])
        if source and inner:
            begin = frame.verb[1] + inner.start()
            content = kept(outside, [(begin, frame.verb[1] + inner.end())])
            return made(outside, content, frame, source, "said")
    colon = re.search(r":\s*(?=·)", outside)
    if colon and colon.start():
        return Attribution(
            content=tuple(kept(outside, [(colon.end(), len(outside))])),
            cue=(),
            source=(),
            how="said",
        )
    return None


def is_said(outside: str, content: Sequence[tuple[int, int]]) -> bool:
    """Whether what stands around an inserted frame is said: some words, or a quotation."""
    words = " ".join(outside[a:b] for a, b in content)
    return "·" in words or len(words.split()) > 2


def by_noun(outside: str, by: Rules) -> Attribution | None:
    """“In the statement that …”: a noun that a clause belongs to."""
    for noun in by.nouns.finditer(outside):
        behind = re.match(r",\s", outside[noun.end() :])
        if not behind:
            continue
        begin = noun.end() + behind.end()
        that = by.that.match(outside, begin)
        rest = outside[begin:]
        if that or by.reported.search(rest) or by.to_do.search(rest):
            content = kept(outside, [(that.end() if that else begin, len(outside))])
            return Attribution(content=tuple(content), cue=(noun.span(),), source=(), how="clause")
    return None


def by_pointing(outside: str, by: Rules) -> Attribution | None:
    """“Das teilte die Stadt mit”: what points back to the sentence before is the content."""
    for frame in frames(outside, by, by.says):
        word = outside[: frame.verb[0]].rstrip()
        source = subject(outside, frame, by) if word in by.pointing else None
        if source and source[0] > frame.verb[0]:
            return made(outside, [(0, len(word))], frame, source, "object")
    return None


def by_object(outside: str, by: Rules) -> Iterator[Attribution]:
    """Verbs that judge, with what they judge: “begrüßte den Beschluss”, “lehnte ihn ab”."""
    until = 0
    for frame in frames(outside, by, by.judges):
        source = subject(outside, frame, by)
        if source is None or (frame.clause[0] < until and frame.verb[0] < until):
            continue
        if frame.particle and not by.judges_by(outside, frame):
            continue
        start, end = frame.clause
        if by.not_said.search(outside, start, end):
            continue
        quote = re.match(r"\s*·+", outside[end:])
        if quote and not frame.particle and not frame.last:
            end += quote.end()
        if frame.last:
            begin, stop = source[1], frame.verb[0]
        else:
            begin = max(frame.verb[1], source[1] if source[0] > frame.verb[0] else 0)
            stop = frame.particle[0] if frame.particle else end
            goes_on = re.search(
                r"\s(?:und|aber)\s(?=[a-zäöü]+(?:te|ten|t|f|ff)\s)", outside[begin:stop]
            )
            stop = begin + goes_on.start() if goes_on else stop
            if begin == stop or not outside[begin:stop].strip(EDGES):
                begin, stop = start, frame.verb[0]
        lead = re.match(
            r"\s*(?:(?:mit|vor|gegen|sich|auch|jedoch|bereits|direkt)\s)*", outside[begin:stop]
        )
        likened = lead is not None and "mit" in lead.group().split()
        begin += lead.end() if lead else 0
        called = re.search(r"(?<!\w)als\s(?=[^·,]{0,30}·)", outside[begin:stop])
        begin += called.end() if called else 0
        while tail := re.search(r"\s([a-zäöü]+)\s*$", outside[begin:stop]):
            if not by.adverb.fullmatch(tail[1]):
                break
            stop = begin + tail.start()
        content = kept(outside, [(begin, stop)])
        if content and content[0][0] != source[0]:
            until = max(frame.end, content[-1][1])
            judged = likened or called or re.search(r"(?<!\w)als\s", outside[begin:stop])
            how = "judged as" if judged else "object"
            yield made(outside, content, frame, source, how)


def subject(outside: str, frame: Frame, by: Rules) -> tuple[int, int] | None:
    """The words for who says it, or None."""
    start, end = frame.clause
    verb = frame.verb
    before = outside[start : verb[0]]
    if frame.last:
        opens = by.opens.match(before)
        who = by.who.match(before, opens.end()) if opens else by.who.match(before)
        if who and who.group().strip():
            return trim(outside, start + who.start(), start + who.end())
        return name_before(outside, start, by)
    sub = by.opens.match(before)
    if sub and not by.who.match(before):
        return None
    behind = by.between.match(outside, verb[1], end)
    at = behind.end() if behind else verb[1]
    at += len(outside[at:end]) - len(outside[at:end].lstrip())
    at += by.between.match(outside[at:end]).end()  # type: ignore[union-attr]
    after = by.who.match(outside, at, end)
    plain = re.sub(r"^(?:Und|Aber|Doch|Auch|Selbst|und|aber|doch)\s", "", before)
    lead = start + len(before) - len(plain)
    first = by.who.match(plain)
    led = bool(by.adverb.match(plain)) or not first
    object_first = (
        re.match(
            r"(?:Den|Dem|Diesen|Diesem|Einen|Dies|Das)\s(?!\w*[A-Z])|(?:Den|Dem|Diesen|Diesem|Einen)\s",
            plain,
        )
        and after
    )
    alone = (
        re.fullmatch(r"(?:(?i:er|sie|man)|[A-ZÄÖÜ][\w-]+(?:\s[A-ZÄÖÜ][\w-]+)?)", after.group())
        if after
        else None
    )
    turned = (
        alone
        and re.match(r"(?:Die|Das|Dies|Diese|Dieses)\s", plain)
        and re.match(r"\s*(?:mit|als|gegen|ab|zurück|scharf|$|\.)", outside[after.end() : end])  # type: ignore[union-attr]
    )
    if plain.strip() and not led and not object_first and not turned:
        return trim(outside, lead, verb[0]) if len(plain.split()) <= 14 else None
    if after:
        return trim(outside, *after.span())
    if not plain.strip() or plain.strip() == "·":  # “Sein Vertreter, Ben Lang, warnte”
        return name_before(outside, start, by)
    return None


def name_before(outside: str, start: int, by: Rules) -> tuple[int, int] | None:
    """The words for somebody that end before a clause: “Ben Lang, der das sagte”."""
    parts = [one for one in clauses(outside[:start]) if one[1] <= start]
    for a, b in reversed(parts[-2:]):
        whole = [one for one in by.who.finditer(outside, a, b)]
        first = by.who.match(outside, a)
        alone = first is not None and not outside[first.end() : b].strip()
        if first and alone and a == parts[0][0] and not by.adverb.match(outside, a):
            return trim(outside, *first.span())
        if whole:
            start, end = whole[-1].span()
            of = re.search(r"\svon\s(?=[A-ZÄÖÜ][\w-]+$)", outside[start:end])  # “von Kuba, das …”
            return trim(outside, start + of.end() if of else start, end)
    return None


def made(
    outside: str,
    content: Sequence[tuple[int, int]],
    frame: Frame,
    source: tuple[int, int],
    how: str,
) -> Attribution:
    """An attribution by a frame; a cue that is split by few words has them in it."""
    cue: tuple[tuple[int, int], ...] = (frame.verb,)
    if frame.particle:
        between = outside[frame.verb[1] : frame.particle[0]]
        apart = len(between.split()) > 4 or "," in between or "·" in between
        inside = any(frame.verb[1] <= a and b <= frame.particle[0] for a, b in content)
        close = not apart and (not inside or len(between.split()) < 2)
        cue = ((frame.verb[0], frame.particle[1]),) if close else (frame.verb, frame.particle)
    return Attribution(content=tuple(content), cue=cue, source=(source,), how=how)


def trim(outside: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without marks and spaces at its edges."""
    while start < end and outside[start] in EDGES:
        start += 1
    while end > start and outside[end - 1] in EDGES:
        end -= 1
    return start, end


def kept(outside: str, stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those stretches that have words in them, without marks and spaces at their edges."""
    found = []
    for start, end in stretches:
        while start < end and outside[start] in EDGES.replace("·", ""):
            start += 1
        while end > start and outside[end - 1] in EDGES.replace("·", ""):
            end -= 1
        if start < end:
            found.append((start, end))
    return found


def moved(one: Attribution, by: int) -> Attribution:
    """An attribution of a sentence, counted from the start of the text."""

    def shift(some: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        return tuple((a + by, b + by) for a, b in some)

    return one.replace(content=shift(one.content), cue=shift(one.cue), source=shift(one.source))
