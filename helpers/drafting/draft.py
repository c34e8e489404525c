"""A draft of every table of a lesson, as proposals: each row with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from helpers.authoring.proposals import Proposal
from helpers.authoring.time_expressions import TIME_WORDS
from helpers.drafting.layout import CLOCK
from helpers.drafting.passages import cells_of, in_brief
from helpers.drafting.places import PlaceName, country_of
from helpers.drafting.reading import Reading
from helpers.drafting.statements import Row, Statements
from helpers.drafting.time_rules import FUTURE
from helpers.drafting.times import TimeWords, looks_at
from helpers.lesson.article import Article, Passage
from helpers.lesson.dates import TimexError, read_timex
from helpers.lesson.metadata import stamp

COUNTED_FROM = re.compile(r"\s(?:the|an?|his|her|its|their|he|she|it|they|that)\s")


class Draft:
    """The proposals that are made of what was found in an article."""

    def __init__(
        self, article: Article, stamp: date, about: Mapping[str, Any] | None = None
    ) -> None:
        """Read the article; `stamp` is the day from which weekdays are counted.

        `about` is what lesson.yaml says of it: its author and publisher are actors, too.
        """
        self.read = Reading(article, stamp, about)
        self.statements = Statements(self.read)
        self.place_ids: dict[str, str] = {}

    def proposals(self) -> list[Proposal]:
        """All rows that are proposed, table by table, in the order of the text."""
        statements = [*self.statements.rows()]  # before the actors: it finds sources without a name
        toponyms = [*self.toponyms()]
        rows = [
            *self.actor_rows(),
            *self.place_rows(),
            *self.mention_rows(),
            *toponyms,
            *self.printed(),
            *self.events(),
            *self.undated(),
            *statements,
            *self.judgements(),
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

    def actor_rows(self) -> Iterator[Row]:
        """A row for each actor."""
        for one in [*self.read.actors, *self.statements.unnamed.values()]:
            cells = {"actor": one.id, "name": one.name, "kind": one.kind, "role": one.role}
            times = len(one.mentions)
            reason = "It is named once." if times == 1 else f"It is named {times} times."
            if one.described or one in self.statements.unnamed.values():
                reason = "The article speaks of them without a name."
            yield "actors", cells, reason, {"kind": ["person", "organisation", "group", "office"]}

    def mention_rows(self) -> Iterator[Row]:
        """A row for each mention of an actor."""
        found = [
            *self.read.mentions,
            *(one for who in self.statements.unnamed.values() for one in who.mentions),
        ]
        for one in sorted(found, key=lambda one: one.start):
            cells = cells_of(self.read.article, one.start, one.end)
            if cells is not None:
                choices = {"actor": list(one.actors)} if len(one.actors) > 1 else {}
                row = cells | {"actor": one.actors[0], "form": one.form}
                yield "mentions", row, one.reason, choices

    def place_rows(self) -> Iterator[Row]:
        """A row for each place, with its point where the gazetteer has one."""
        done = set()
        for one in self.read.places:
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
                others = ", ".join(f"{country_of(other) or other.kind}" for other in one.others[:4])
                reason += f" The same name is also in: {others}." if others else ""
            yield "places", cells, reason, choices

    def toponyms(self) -> Iterator[Row]:
        """A row for each name of a place; one that opens the text with a dash is its dateline."""
        paragraphs = self.read.article.paragraphs
        opens = paragraphs[0] if paragraphs else None
        for one in self.read.places:
            name = self.place_ids.setdefault(one.name, self.free_place(one))
            cells = cells_of(self.read.article, one.start, one.end)
            if cells is None:
                continue
            kind = one.type
            dash = self.read.article.text[one.end : one.end + 30]
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

    def dated(self) -> Iterator[tuple[TimeWords, tuple[str, str]]]:
        """The words for time that give a date, each with its first and last value.

        “Five days before the break” does not: it counts from something that happens.
        """
        for one in self.read.times:
            value = start_and_end(one.value) if one.kind in ("date", "time") else None
            if value and not counts_from_else(self.read.article.text, one):
                yield one, value

    def events(self) -> Iterator[Row]:
        """A row for each date or time in the body: what the sentence tells, and when it was."""
        ids: set[str] = set()
        for one, dated in self.dated():
            sentence = self.read.sentence_at(one.start)
            cells = self.quoting_once(sentence, one)
            if sentence is None or cells is None:
                continue
            start, end = dated
            slug = re.sub(r"[\W_]+", "-", one.words.lower()).strip("-")
            name = f"p{cells['at']}-{slug}"
            while name in ids:
                name += "-b"
            ids.add(name)
            looks = looks_at(self.read.article.text, one.start, one.end, self.read.language)
            stated = bool(re.search(r"\d{4}", one.words))
            actors = dict.fromkeys(
                id
                for m in self.read.mentions
                if sentence.start <= m.start < sentence.end
                for id in m.actors[0].split("; ")
            )
            where = [
                self.place_ids[p.name]
                for p in self.read.places
                if p.type == "literal" and sentence.start <= p.start < sentence.end
            ]
            yield (
                "events",
                {
                    "event": name,
                    "what": in_brief(cells["quote"]),
                    "actors": "; ".join([*actors][:3]),
                    "place": where[0] if where else "",
                    "modality": "announced" if looks == FUTURE or self.is_to_come(start) else "",
                    **cells,
                    "expression": one.words,
                    "start": start,
                    "end": end,
                    "precision": read_timex(start).precision,
                    "anchor": "" if stated else one.anchor or f"{self.read.stamp}",
                    "basis": "stated" if stated else "resolved",
                },
                one.reason,
                {},
            )

    def printed(self) -> Iterator[Row]:
        """A row for the day that the byline gives: the article was printed then."""
        read = self.read
        for one in read.in_byline:
            cells, dated = cells_of(read.article, one.start, one.end), start_and_end(one.value)
            if cells is None or dated is None or not re.search(r"\d{4}", one.words):
                continue
            behind = read.article.text[one.end + 1 : read.article.parts["byline"].end]
            clock = CLOCK.match(behind.lstrip(" ,"))
            if clock and "T" not in dated[0] and re.fullmatch(r"\d{4}-\d\d-\d\d", dated[0]):
                end = read.article.text.index(clock.group(), one.end) + len(clock.group())
                words = read.article.text[one.start : end]
                cells = cells_of(read.article, one.start, end) or cells
                dated = (f"{dated[0]}T{int(clock[1]):02}:{clock[2]}",) * 2
                one = one.replace(words=words)
            name = str(read.about.get("publisher") or "")
            what = f"{name}: {read.about.get('headline', '')}".strip(": ") or cells["quote"]
            yield (
                "events",
                {
                    "event": "printed",
                    "what": in_brief(what),
                    "actors": read.publisher,
                    "kind": "publication",
                    **cells,
                    "expression": one.words,
                    "start": dated[0],
                    "end": dated[1],
                    "precision": read_timex(dated[0]).precision,
                    "basis": "stated",
                },
                "The byline gives the day of the article.",
                {},
            )
            return

    def undated(self) -> Iterator[Row]:
        """A row for what a sentence tells as done without a word for when it was."""
        read, number = self.read, 0
        dated = [one for one, _ in self.dated()]
        for sentence, start, end in read.deeds():
            start, end = read.bare(start, end)
            cells = cells_of(read.article, start, end)
            if cells is None or any(sentence.start <= one.start < sentence.end for one in dated):
                continue
            number += 1
            actors = dict.fromkeys(
                id
                for m in read.mentions
                if start <= m.start < end
                for id in m.actors[0].split("; ")
            )
            row = {
                "event": f"p{cells['at']}-undated-{number}",
                "what": in_brief(cells["quote"]),
                "actors": "; ".join([*actors][:3]),
                **cells,
                "basis": "undated",
            }
            yield "events", row, "The verb tells it as done, and no word says when.", {}

    def is_to_come(self, value: str) -> bool:
        """Whether a day lies behind that of the article."""
        day = read_timex(value).first
        return day is not None and day.date() > self.read.stamp

    def quoting_once(self, sentence: Passage | None, one: TimeWords) -> dict[str, str] | None:
        """The cells of a quotation in which words for time stand once: the sentence, or less."""
        if sentence is None:
            return None
        start, end = self.read.bare(sentence.start, sentence.end)
        if one.start < start:  # it stands in the dateline
            start = sentence.start
        if self.read.article.text[start:end].count(one.words) > 1:
            start = max(
                sentence.start, self.read.article.text.rfind(",", sentence.start, one.start) + 1
            )
            stop = re.compile(r"[,;.]|\s(?:and|und)\s").search(self.read.article.text, one.end, end)
            end = stop.start() if stop else one.end
            if self.read.article.text[start:end].count(one.words) > 1:
                start, end = one.start, one.end
        return cells_of(self.read.article, start, end)

    def judgements(self) -> Iterator[Row]:
        """A row for each pronoun that may stand for either of two, as far as the draft can see."""
        names = {one.id: one.name for one in self.read.actors}
        for one in self.read.mentions:
            cells = cells_of(self.read.article, one.start, one.end)
            if not one.even or cells is None:
                continue
            first, second = (names[id] for id in one.actors[:2])
            reason = "Both stand before it in the sentence, and either fits."
            readings = {"table": "mentions", "reading": first, "other": second, "reason": reason}
            yield "judgements", cells | readings, "The draft could not choose.", {}

    def exceptions(self) -> Iterator[Row]:
        """A row for each time word that `check` asks about and that gives no event its date."""
        words = TIME_WORDS.get(self.read.article.language)
        dated = [one for one, _ in self.dated()]
        for paragraph in self.read.article.paragraphs if words else ():
            for match in words.pattern.finditer(paragraph.quote):  # type: ignore[union-attr]
                start, end = paragraph.start + match.start(), paragraph.start + match.end()
                if any(one.start < end and start < one.end for one in dated):
                    continue
                cells = cells_of(self.read.article, start, end)
                kind = next(
                    (o.kind for o in self.read.times if o.start < end and start < o.end), ""
                )
                reason = {
                    "duration": "It says how long, not when.",
                    "set": "It says how often, not when.",
                }
                if cells is not None:
                    why = reason.get(kind, "No event was found for it.")
                    yield "exceptions", cells | {"reason": why}, why, {}


def counts_from_else(text: str, one: TimeWords) -> bool:
    """Whether words for time count from something that happens: “five days before the break”."""
    behind = text[one.end : one.end + 12]
    return one.words.lower().endswith("before") and bool(COUNTED_FROM.match(behind))


def start_and_end(value: str) -> tuple[str, str] | None:
    """The first and last TIMEX3 value of what the tables can hold; None for what they cannot."""
    try:
        reach = first_and_last(value)
        for one in reach or ():
            read_timex(one)
    except (TimexError, OverflowError):  # before or behind all years of a calendar
        return None
    return reach


def first_and_last(value: str) -> tuple[str, str] | None:
    """The first and last of the days, months or years that a value stands for."""
    if match := re.fullmatch(r"(\d{4})-W(\d{2})-WE", value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return f"{monday + timedelta(days=5)}", f"{monday + timedelta(days=6)}"
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        last = int(match[2]) * 3
        return f"{match[1]}-{last - 2:02}", f"{match[1]}-{last:02}"
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        begins, year = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[match[2]], int(match[1])
        until = f"{year + 1:04}-02" if begins == 12 else f"{year:04}-{begins + 2:02}"
        return f"{year:04}-{begins:02}", until
    if re.fullmatch(r"\d{3}", value):
        return f"{value}0", f"{value}9"
    return None if value.endswith("_REF") else (value, value)


def draft(article: Article, about: Mapping[str, Any]) -> list[Proposal]:
    """Proposals for every table of an article; `about` is what lesson.yaml says of it."""
    first = stamp(about).first
    assert first is not None  # a stamp names a day
    return Draft(article, first.date(), about).proposals()
