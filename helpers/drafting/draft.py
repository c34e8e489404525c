"""A draft of every table of a lesson, as proposals: each row with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from helpers.common.text import shorten
from helpers.drafting.actors import Named, Person, find_actors, names_by_lists, names_by_parser
from helpers.drafting.attribution import Attribution, find_attributions
from helpers.drafting.language import Language, either, read_language
from helpers.drafting.layout import DATELINE
from helpers.drafting.parsing import parse
from helpers.drafting.passages import cells_of
from helpers.drafting.places import PlaceName, country_of, find_places
from helpers.drafting.quotations import quotations
from helpers.drafting.speech import EDGES, find_speech
from helpers.drafting.time_rules import FUTURE
from helpers.drafting.times import TimeWords, find_times, looks_at
from helpers.lesson.article import Article, Passage
from helpers.lesson.dates import TimexError, read_timex
from helpers.lesson.proposals import Proposal
from helpers.lesson.tables import NARRATOR
from helpers.lesson.time_expressions import TIME_WORDS

SPEECH = (
    "according",
    "ccomp",
    "inserted",
    "quotation",
    "said",
    "clause",
    "goes on, quoted",
    "goes on, reported",
)
WHY = {
    "according": "The words name the source without a verb.",
    "ccomp": "A clause hangs on the cue.",
    "inserted": "The cue stands within what is said.",
    "quotation": "It stands in quotation marks. Who says it? The nearest name before it is taken.",
    "said": "A verb of saying stands beside it.",
    "clause": "A verb of saying introduces the clause.",
    "goes on, quoted": "The quotation goes on from the sentence before.",
    "goes on, reported": "The verb is that of reported speech, which goes on from before.",
}


class Draft:
    """What was found in an article, and the proposals made of it."""

    def __init__(self, article: Article, stamp: date) -> None:
        """Read the article; `stamp` is the day from which weekdays are counted."""
        self.article, self.stamp = article, stamp
        self.language: Language = read_language(article.language)
        text = article.text
        self.doc: Any = parse(text, article.language)
        body = article.paragraphs[0].start if article.paragraphs else len(text)
        self.times = [one for one in find_times(text, self.language, stamp) if one.start >= body]
        self.places = not_of_people(
            find_places(text, self.language, self.doc), article, self.language, self.doc
        )
        spans = [(one.start, one.end) for one in self.places]
        self.actors, self.mentions = find_actors(article, self.language, self.doc, spans)
        self.quoted = quotations(text)
        found = (
            find_attributions(self.doc, self.language)
            if self.doc is not None and self.language.get("cues")
            else find_speech(text, article.sentences, self.language)
        )
        say = re.compile(either((self.language.get("cues") or {}).get("say", [])), re.IGNORECASE)
        self.attributions = [
            one
            for one in found
            if one.how in SPEECH
            or any(say.fullmatch(text[a:b].split()[-1]) for a, b in one.cue)
            or any(a <= start < b for start, _ in one.content for a, b in self.quoted)
        ]
        self.place_ids: dict[str, str] = {}
        self.unnamed: dict[str, Person] = {}

    def proposals(self) -> list[Proposal]:
        """All rows that are proposed, table by table, in the order of the text."""
        statements = [*self.statements()]  # before the actors: it finds sources without a name
        toponyms = [*self.toponyms()]
        rows = [
            *self.actor_rows(),
            *self.place_rows(),
            *self.mention_rows(),
            *toponyms,
            *self.events(),
            *statements,
            *self.exceptions(),
        ]
        counts: dict[str, int] = {}
        numbered = []
        for table, cells, reason, choices in rows:
            counts[table] = counts.get(table, 0) + 1
            numbered.append(
                Proposal(
                    id=f"{table}-{counts[table]}",
                    table=table,
                    cells={name: cell for name, cell in cells.items() if cell},
                    reason=reason,
                    choices=choices,
                )
            )
        return numbered

    def actor_rows(self) -> Iterator[tuple[str, dict[str, str], str, dict[str, list[str]]]]:
        """A row for each actor."""
        for one in [*self.actors, *self.unnamed.values()]:
            cells = {"actor": one.id, "name": one.name, "kind": one.kind, "role": one.role}
            times = len(one.mentions)
            reason = f"It is named {times} time{'s' * (times != 1)}."
            if one in self.unnamed.values():
                reason = "The article lets them speak without a name."
            yield "actors", cells, reason, {"kind": ["person", "organisation", "group", "office"]}

    def mention_rows(self) -> Iterator[tuple[str, dict[str, str], str, dict[str, list[str]]]]:
        """A row for each mention of an actor."""
        found = [*self.mentions, *(one for who in self.unnamed.values() for one in who.mentions)]
        for one in sorted(found, key=lambda one: one.start):
            cells = cells_of(self.article, one.start, one.end)
            if cells is not None:
                choices = {"actor": list(one.actors)} if len(one.actors) > 1 else {}
                row = cells | {"actor": one.actors[0], "form": one.form}
                yield "mentions", row, one.reason, choices

    def place_rows(self) -> Iterator[tuple[str, dict[str, str], str, dict[str, list[str]]]]:
        """A row for each place, with its point where the gazetteer has one."""
        done = set()
        for one in self.places:
            if one.name in done:
                continue
            done.add(one.name)
            known = one.known
            cells = {"place": self.place_ids[one.name], "name": one.name}
            reason = "No list of places has it: look for its point."
            choices: dict[str, list[str]] = {}
            if known is not None:
                cells |= {
                    "latitude": str(known.latitude),
                    "longitude": str(known.longitude),
                    "country": country_of(known),
                    "source": known.source,
                }
                reason = f"{known.source}."
                others = ", ".join(f"{country_of(other) or other.kind}" for other in one.others)
                reason += f" The same name is also in: {others}." if others else ""
            yield "places", cells, reason, choices

    def toponyms(self) -> Iterator[tuple[str, dict[str, str], str, dict[str, list[str]]]]:
        """A row for each name of a place; one that opens the text with a dash is its dateline."""
        paragraphs = self.article.paragraphs
        opens = paragraphs[0] if paragraphs else None
        for one in self.places:
            name = self.place_ids.setdefault(one.name, self.free_place(one))
            cells = cells_of(self.article, one.start, one.end)
            if cells is None:
                continue
            kind = one.type
            dash = self.article.text[one.end : one.end + 30]
            if (
                opens is not None
                and one.start == opens.start
                and re.match(r"[^.!?]{0,25}?[—–-]{1,2}\s", dash)
            ):
                kind = "dateline"
            if cells["at"] == "byline":
                kind = "dateline"
            types = {
                "type": [t for t in ("literal", "metonymic", "modifier", "demonym") if t != kind]
            }
            yield "toponyms", cells | {"place": name, "type": kind}, one.reason, types

    def free_place(self, one: PlaceName) -> str:
        """An id for a place, in one word."""
        name = re.sub(r"[\W_]+", "-", one.name.lower()).strip("-") or "place"
        return name if name not in self.place_ids.values() else f"{name}-{len(self.place_ids)}"

    def events(self) -> Iterator[tuple[str, dict[str, str], str, dict[str, list[str]]]]:
        """A row for each date or time in the body: what the sentence tells, and when it was."""
        ids: set[str] = set()
        for one in self.times:
            dated = start_and_end(one.value) if one.kind in ("date", "time") else None
            if dated is None:
                continue
            sentence = self.sentence_at(one.start)
            cells = self.quoting_once(sentence, one)
            if sentence is None or cells is None:
                continue
            start, end = dated
            slug = re.sub(r"[\W_]+", "-", one.words.lower()).strip("-")
            name = f"p{cells['at']}-{slug}"
            while name in ids:
                name += "-b"
            ids.add(name)
            looks = looks_at(self.article.text, one.start, one.end, self.language)
            stated = bool(re.search(r"\d{4}", one.words))
            actors = dict.fromkeys(
                m.actors[0] for m in self.mentions if sentence.start <= m.start < sentence.end
            )
            where = [
                self.place_ids[p.name]
                for p in self.places
                if p.type == "literal" and sentence.start <= p.start < sentence.end
            ]
            yield (
                "events",
                {
                    "event": name,
                    "what": shorten(cells["quote"], 120),
                    "actors": "; ".join([*actors][:3]),
                    "place": where[0] if where else "",
                    "modality": "announced" if looks == FUTURE else "",
                    **cells,
                    "expression": one.words,
                    "start": start,
                    "end": end,
                    "precision": read_timex(start).precision,
                    "anchor": "" if stated else f"{self.stamp}",
                    "basis": "stated" if stated else "resolved",
                },
                one.reason,
                {},
            )

    def quoting_once(self, sentence: Passage | None, one: TimeWords) -> dict[str, str] | None:
        """The cells of a quotation in which words for time stand once: the sentence, or less."""
        if sentence is None:
            return None
        start, end = self.bare(sentence.start, sentence.end)
        if self.article.text[start:end].count(one.words) > 1:
            start = max(sentence.start, self.article.text.rfind(",", sentence.start, one.start) + 1)
            stop = re.compile(r"[,;.]|\s(?:and|und)\s").search(self.article.text, one.end, end)
            end = stop.start() if stop else one.end
            if self.article.text[start:end].count(one.words) > 1:
                start, end = one.start, one.end
        return cells_of(self.article, start, end)

    def sentence_at(self, place: int) -> Passage | None:
        """The sentence of the body that a place in the text is in."""
        return next((one for one in self.article.sentences if one.start <= place < one.end), None)

    def exceptions(self) -> Iterator[tuple[str, dict[str, str], str, dict[str, list[str]]]]:
        """A row for each time word that `check` asks about and that gives no event its date."""
        words = TIME_WORDS.get(self.article.language)
        dated = [
            one
            for one in self.times
            if one.kind in ("date", "time") and start_and_end(one.value) is not None
        ]
        for paragraph in self.article.paragraphs if words else ():
            for match in words.pattern.finditer(paragraph.quote):  # type: ignore[union-attr]
                start, end = paragraph.start + match.start(), paragraph.start + match.end()
                if any(one.start < end and start < one.end for one in dated):
                    continue
                cells = cells_of(self.article, start, end)
                kind = next((o.kind for o in self.times if o.start < end and start < o.end), "")
                reason = {
                    "duration": "It says how long, not when.",
                    "set": "It says how often, not when.",
                }
                if cells is not None:
                    why = reason.get(kind, "No event was found for it.")
                    yield "exceptions", cells | {"reason": why}, why, {}

    def statements(self) -> Iterator[tuple[str, dict[str, str], str, dict[str, list[str]]]]:
        """A row a sentence at least: what a source says in it, and else the narrator's."""
        rows: list[tuple[int, tuple[str, dict[str, str], str, dict[str, list[str]]]]] = []
        covered: list[tuple[int, int]] = []
        for one in self.attributions:
            who, choices = self.source(one)
            for start, end in self.one_a_sentence(one):
                cells = cells_of(self.article, start, end, "content")
                if cells is None or not cells["at"].isdigit():
                    continue
                covered.append((start, end))
                rows.append(
                    (
                        start,
                        (
                            "statements",
                            cells | self.said(one, who, start, end),
                            WHY.get(one.how, "It is what the cue is about."),
                            choices,
                        ),
                    )
                )
        for sentence in self.article.sentences:
            if any(a < sentence.end and sentence.start < b for a, b in covered):
                continue
            cells = cells_of(self.article, *self.bare(sentence.start, sentence.end), "content")
            if cells is not None:
                row, reason = self.narrated(sentence)
                rows.append((sentence.start, ("statements", cells | row, reason, {})))
        return (row for _, row in sorted(rows, key=lambda one: one[0]))

    def narrated(self, sentence: Passage) -> tuple[dict[str, str], str]:
        """The other cells of a sentence without a source: the narrator's, or somebody's silence."""
        cues = self.language.get("cues") or {}
        row = {"source": NARRATOR, "directness": "narrative", "polarity": "asserts"}
        for polarity, reason in (
            ("declines", "The words say that somebody says nothing."),
            ("denies", "The words say that somebody denies it."),
        ):
            words = rf"(?<!\w)(?:{either(cues.get(polarity, []))})(?!\w)"
            match = re.search(words, sentence.quote, re.IGNORECASE)
            who = self.nearest_before(sentence.start + match.start()) if match else []
            if match and who:
                cue = {"cue": match.group(), "channel": "not given", "named": "yes"}
                return row | cue | {"source": who[0], "polarity": polarity}, reason
        return row, "No source was found in the sentence."

    def nearest_before(self, place: int) -> list[str]:
        """The actor named last before a place in its sentence, and those it may be instead."""
        sentence = self.sentence_at(place)
        near = [m for m in self.mentions if sentence and sentence.start <= m.start < place]
        return list(near[-1].actors) if near else []

    def one_a_sentence(self, one: Attribution) -> Iterator[tuple[int, int]]:
        """The longest stretch of the content in each sentence, without marks at its edges."""
        for sentence in self.article.sentences:
            parts = [
                (max(a, sentence.start), min(b, sentence.end))
                for a, b in one.content
                if a < sentence.end and sentence.start < b
            ]
            if parts:
                start, end = self.bare(*max(parts, key=lambda part: part[1] - part[0]))
                if start < end:
                    yield start, end

    def bare(self, start: int, end: int) -> tuple[int, int]:
        """A stretch without marks and spaces at its edges, and without “that”."""
        text = self.article.text
        opens = self.article.paragraphs[0]
        if start <= opens.start < end and (line := DATELINE.match(opens.quote)):
            start = opens.start + line.end()
        while start < end and text[start] in EDGES:
            start += 1
        that = re.compile(r"(?:that|dass)\s+", re.IGNORECASE).match(text, start, end)
        start = that.end() if that else start
        while end > start and text[end - 1] in EDGES:
            end -= 1
        for opens_at, closes_at in self.quoted:  # a quotation at the end keeps its closing mark
            if start < opens_at < end < closes_at <= end + 2:
                end = closes_at
        return start, end

    def said(self, one: Attribution, who: str, start: int, end: int) -> dict[str, str]:
        """The other cells of a statement."""
        text, article = self.article.text, self.article
        inside = [(max(a, start), min(b, end)) for a, b in self.quoted if a < end and start < b]
        letters = sum(b - a for a, b in inside)
        directness = (
            "direct" if letters >= (end - start) - 2 else "mixed" if letters else "indirect"
        )
        cue = " ".join(text[a:b] for a, b in one.cue[:1])
        sentence = self.sentence_at(start)
        around = sentence.quote if sentence else ""
        cues = self.language.get("cues") or {}
        denies = re.search(rf"(?<!\w)(?:{either(cues.get('denies', []))})", cue or "")
        polarity = "denies" if denies else "asserts"
        if re.search(rf"(?<!\w)(?:{either(cues.get('declines', []))})", around):
            polarity = "declines"
        outlets = {a.id for a in self.actors if a.kind == "outlet"} - {who}
        via = [
            m.actors[0]
            for m in self.mentions
            if sentence
            and sentence.start <= m.start < sentence.end
            and m.actors[0] in outlets
            and not start <= m.start < end
        ]
        if article.text[start:end] == "" or not who:
            named = ""
        else:
            named = "no" if who in {u.id for u in self.unnamed.values()} else "yes"
        return {
            "source": who,
            "cue": cue,
            "directness": directness,
            "channel": self.channel(around),
            "via": "; ".join(dict.fromkeys(via)),
            "named": named,
            "polarity": polarity,
        }

    def channel(self, sentence: str) -> str:
        """Through what it came, where the sentence says so; “not given” where it does not."""
        for name, pattern in (self.language.get("channels") or {}).items():
            if re.search(pattern, sentence, re.IGNORECASE):
                return str(name)
        return "not given"

    def source(self, one: Attribution) -> tuple[str, dict[str, list[str]]]:
        """The id of the source, and others it may be; a source without a name becomes an actor."""
        for start, end in one.source:
            if self.is_somebody(start, end):
                continue
            within = [m for m in self.mentions if start <= m.start < end and m.form != "title"]
            named = [m for m in within if m.form == "name"]
            best = (named or within)[:1]
            if best:
                others = list(best[0].actors)
                return others[0], {"source": others} if len(others) > 1 else {}
        for start, end in one.source:
            words = self.article.text[start:end].strip(EDGES)
            words = re.sub(r"\s(?:has|have|had|hat|haben|hatten?)$", "", words)
            if words and len(words.split()) <= 12 and not self.is_pronoun(words):
                return self.without_name(
                    words, start + self.article.text[start:end].index(words)
                ), {}
        near = self.nearest_before(one.content[0][0])
        return (near[0] if near else ""), {"source": [*near, *(a.id for a in self.actors)][:4]}

    def is_somebody(self, start: int, end: int) -> bool:
        """Whether a source is one that nobody names: “a member of the council”."""
        some = rf"(?:{either(self.language.get('indefinite'))})\s"
        outlets = {a.id for a in self.actors if a.kind == "outlet"}
        within = [m.actors[0] for m in self.mentions if start <= m.start < end]
        return bool(re.match(some, self.article.text[start:end], re.IGNORECASE)) and not outlets & {
            *within
        }

    def is_pronoun(self, words: str) -> bool:
        """Whether words are a pronoun for which nobody was found."""
        lists = self.language.get("pronouns") or {}
        every = [one for some in lists.values() for one in some]
        return bool(
            re.fullmatch(
                either([*every, "who", "which", "it", "that", "es", "wer", "das"]),
                words,
                re.IGNORECASE,
            )
        )

    def without_name(self, words: str, start: int) -> str:
        """The id of a source without a name, whom it makes an actor."""
        plain = re.sub(
            r"^(?:the|a|an|some|der|die|das|ein|eine|einige)\s+", "", words, flags=re.IGNORECASE
        )
        state = next(
            (p for p in self.places if p.start < start + len(words) and start < p.end), None
        )
        key = plain.lower()
        if key not in self.unnamed:
            taken = {a.id for a in self.actors} | {a.id for a in self.unnamed.values()}
            slug = "-".join(re.findall(r"\w+", key)[:3]) or "source"
            while slug in taken:
                slug += "-2"
            known = state.known if state is not None and state.words == plain else None
            kind = "state" if known is not None and known.kind == "country" else "group"
            self.unnamed[key] = Person(words[:1].upper() + words[1:], kind, id=slug)
        one = self.unnamed[key]
        form = "name" if one.kind == "state" else "description"
        if all(mention.start != start for mention in one.mentions):
            one.mentions.append(
                Named(
                    start=start,
                    end=start + len(words),
                    form=form,
                    actors=(one.id,),
                    reason="It is the source of a statement.",
                )
            )
        return one.id


def not_of_people(
    places: Sequence[PlaceName], article: Article, language: Language, doc: Any
) -> list[PlaceName]:
    """The names of places but for those that are the last name of somebody in the article."""
    people = [
        article.text[a:b]
        for a, b, kind in (*names_by_parser(doc), *names_by_lists(article, language))
        if kind == "person"
    ]
    last = {words.split()[-1] for words in people if len(words.split()) > 1}
    where = re.compile(rf"(?:^|\W)(?:{either(language.get('where'))})\s+$", re.IGNORECASE)
    return [
        one
        for one in places
        if one.words not in last or where.search(article.text[max(0, one.start - 20) : one.start])
    ]


def start_and_end(value: str) -> tuple[str, str] | None:
    """The first and last TIMEX3 value of what the tables can hold; None for what they cannot."""
    if match := re.fullmatch(r"(\d{4})-W(\d{2})-WE", value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return f"{monday + timedelta(days=5)}", f"{monday + timedelta(days=6)}"
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        last = int(match[2]) * 3
        return f"{match[1]}-{last - 2:02}", f"{match[1]}-{last:02}"
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        begins, year = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[match[2]], int(match[1])
        until = f"{year + 1}-02" if begins == 12 else f"{year}-{begins + 2:02}"
        return f"{year}-{begins:02}", until
    if re.fullmatch(r"\d{3}", value):
        return f"{value}0", f"{value}9"
    if value.endswith("_REF"):
        return None
    try:
        read_timex(value)
    except TimexError:
        return None
    return value, value


def draft(article: Article, about: Mapping[str, Any]) -> list[Proposal]:
    """Proposals for every table of an article; `about` is what lesson.yaml says of it."""
    from helpers.lesson.metadata import stamp

    first = stamp(about).first
    assert first is not None  # a stamp names a day
    return Draft(article, first.date()).proposals()


__all__: Sequence[str] = ["Draft", "draft", "start_and_end"]
