"""Words that were pointed at become a proposal: what they are, and with whom, from what is near."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from attrs import frozen

from helpers.authoring.proposals import EXCEPTIONS, Proposal, read_proposals
from helpers.common.errors import Findings, KitError
from helpers.drafting.correcting import save
from helpers.drafting.described import leads, patterns
from helpers.drafting.draft import counts_from_else, start_and_end
from helpers.drafting.gazetteer import Known, demonyms
from helpers.drafting.language import Language, either, read_language
from helpers.drafting.passages import article_of, cells_of, in_brief
from helpers.drafting.places import country_of, likeliest, look_up, main_country
from helpers.drafting.quotations import letters_within, quotations
from helpers.drafting.times import TimeWords, find_times
from helpers.editor.rows import EditedRow, free_id, rows_of
from helpers.lesson.article import (
    Article,
    Passage,
    PassageError,
    occurrences,
    part_name,
    stands_alone,
)
from helpers.lesson.column_types import SEPARATORS
from helpers.lesson.dates import read_timex
from helpers.lesson.metadata import DATES, read_facts, stamp
from helpers.lesson.metadata import FILE as ABOUT
from helpers.lesson.tables import NARRATOR

MARKED = "You pointed at it."
KEYS = {"actors": "actor", "places": "place", "events": "event"}


@frozen
class Named:
    """Where an id is named in the article: a mention of an actor, or the name of a place."""

    start: int
    end: int
    words: str
    ids: tuple[str, ...]


def point(folder: Path, what: str, at: str, start: int, end: int) -> list[str]:
    """Propose a row of the table `what` for a stretch of a part; the ids of what is proposed.

    `start` and `end` count code points from where the part begins. Who or what is new comes as a
    row of its own, before the one that names it. Raises KitError, and then nothing has changed.
    """
    pointer = Pointer(folder)
    new = [*pointer.rows(what, *pointer.stretch(at, start, end))]
    save(folder, [*read_proposals(folder), *new])
    return [one.id for one in new]


def words_at(folder: Path, at: str, start: int, end: int, column: str) -> dict[str, str]:
    """The cells by which a row names a stretch of a part. Raises KitError where it has no words."""
    pointer = Pointer(folder)
    return pointer.cells(*pointer.stretch(at, start, end), column)


class Pointer:
    """A lesson as it is pointed at: its article, its rows, and where who and what is named."""

    def __init__(self, folder: Path) -> None:
        """Read the lesson. Raises KitError where it cannot be read."""
        self.article: Article = article_of(folder)
        self.language: Language = read_language(self.article.language)
        self.rows_now = rows_of(folder)
        facts = read_facts(folder / ABOUT, Findings()) or {}
        self.stamp = stamp(facts).first if {*DATES} & {*facts} else None
        self.open = {one.id for one in read_proposals(folder)}

    @property
    def day(self) -> str:
        """The day of the article, from which weekdays are counted; nothing where none is known."""
        return f"{self.stamp:%Y-%m-%d}" if self.stamp else ""

    def stretch(self, at: str, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of a part stands in the article. KitError where it is in none."""
        part = self.article.parts.get(at)
        if part is None or not 0 <= start < end <= len(part.quote):
            raise KitError("Select words of the article first.")
        return part.start + start, part.start + end

    def rows(self, what: str, start: int, end: int) -> Iterator[Proposal]:
        """The rows that a stretch becomes."""
        makers = {
            "mentions": self.mention,
            "toponyms": self.toponym,
            "events": self.event,
            "statements": self.statement,
            EXCEPTIONS: self.exception,
            "judgements": self.judgement,
        }
        if what not in makers:
            raise KitError(f"Nothing of the sort “{what}” can be pointed at.")
        cells = self.cells(start, end, "content" if what == "statements" else "quote")
        yield from makers[what](cells, start, end)

    def cells(self, start: int, end: int, column: str) -> dict[str, str]:
        """The cells by which a row names a stretch; KitError where none can name it."""
        cells = cells_of(self.article, start, end, column)
        if cells is None:
            raise KitError("Select words of the article first.")
        nth = int(cells["nth"]) if cells["nth"] else None
        words = self.article.text[start:end]
        begins = start + len(words) - len(words.lstrip())
        if self.article.find(cells["at"], cells[column], nth).start != begins:
            raise KitError(
                f"“{cells[column]}” overlaps with the same words before it, and no number can "
                "tell the two apart. Select a word more, or a letter less."
            )
        return cells

    # ---- a row of each table

    def mention(self, cells: dict[str, str], start: int, end: int) -> Iterator[Proposal]:
        """A mention of the actor that the words name, or of the nearest one, or of a new one."""
        words = cells["quote"]
        names = self.ids("actors")
        near = self.near("mentions", start)
        pronoun = self.is_pronoun(words)
        named = [] if pronoun else [*self.named_by(words, names, "mentions")]
        actors = named or (near if pronoun else [])
        if not actors:
            new = self.new_actor(words, names)
            yield new
            actors = [new.cells["actor"]]
        form = "pronoun" if pronoun else "name" if self.is_name(words) else "description"
        role = next((r.cells.get("role", "") for r in self.of("actors", actors[0])), "")
        if not pronoun and role and words.casefold() in role.casefold():
            form = "title"
        row = {"actor": actors[0], "form": form}
        yield self.proposal("mentions", cells | row)
        if not pronoun:
            yield from self.elsewhere("mentions", cells, row)

    def elsewhere(
        self, table: str, cells: dict[str, str], row: dict[str, str]
    ) -> Iterator[Proposal]:
        """The same row for the same words wherever else they stand alone and are not marked."""
        words, text = cells["quote"], self.article.text
        marked = [
            p for r in self.rows_now if r.table == table and (p := passage_of(self.article, r))
        ]
        reason = f"The same words as in {part_name(cells['at'])}."
        here = self.article.find(cells["at"], words, int(cells["nth"] or 0) or None).start
        for start in occurrences(text, words):
            end = start + len(words)
            is_marked = any(one.start < end and start < one.end for one in marked)
            if start == here or is_marked or not stands_alone(text, start, len(words)):
                continue
            if other := cells_of(self.article, start, end):
                yield self.proposal(table, other | row, reason)

    def new_actor(self, words: str, known: Collection[str]) -> Proposal:
        """A new actor of this name."""
        id = free_id(words, known)
        name = words[:1].upper() + words[1:]
        return self.proposal("actors", {"actor": id, "name": name, "kind": self.kind_of(words)})

    def is_name(self, words: str) -> bool:
        """Whether words are a name; “A foreman” and “Her nephew” only have a capital."""
        lead = self.lead(words)
        if not lead:
            return words[:1].isupper()
        return self.language.code != "de" and words[len(lead) :][:1].isupper()

    def lead(self, words: str) -> str:
        """The article, or the like, before a noun, with its space; nothing where there is none."""
        before = leads(self.language)
        found = before["some"].match(words) or before["the"].match(words)
        return found.group() if found else ""

    def kind_of(self, words: str) -> str:
        """What somebody new is: “her nephew” is one person, as “the staff” need not be."""
        bodies = self.language.pattern("bodies") if self.language.get("bodies") else None
        if self.is_name(words):
            return "organisation" if bodies and bodies.search(words) else "person"
        before, (people, body) = leads(self.language), patterns(self.language)
        lead = self.lead(words)
        if body.search(words):
            return "organisation"
        if any(before["plural"].fullmatch(word) for word in words[len(lead) :].split()):
            return "group"
        articles = either(self.language.get("articles"))
        is_one = lead and not re.fullmatch(rf"(?:{articles})\s", lead, re.IGNORECASE)
        return "person" if is_one or people.search(words) else "group"

    def toponym(self, cells: dict[str, str], start: int, end: int) -> Iterator[Proposal]:
        """The name of a place that the lesson has, or the gazetteer, or of a new one."""
        words = cells["quote"]
        places = self.ids("places")
        of_land = demonyms().get(words)
        known = [*self.named_by(of_land or words, places, "toponyms")][:1]
        if not known:
            new = self.new_place(of_land or words, places)
            yield new
            known = [new.cells["place"]]
        type = "modifier" if of_land else "literal"
        if cells["at"] == "byline":
            type = "dateline"
        row = {"place": known[0], "type": type}
        yield self.proposal("toponyms", cells | row)
        yield from self.elsewhere("toponyms", cells, row)

    def new_place(self, words: str, known: Collection[str]) -> Proposal:
        """A new place of this name, with its point where the gazetteer has one."""
        row = {"place": free_id(words, known), "name": words}
        return self.proposal("places", row | self.point_of(words))

    def point_of(self, words: str) -> dict[str, str]:
        """The cells of the point that the gazetteer has for a name; none where it has none."""
        for one in self.likeliest(words)[:1]:
            where = {"latitude": str(one.latitude), "longitude": str(one.longitude)}
            return where | {"country": country_of(one), "source": one.source}
        return {}

    def likeliest(self, words: str) -> Sequence[Known]:
        """What the gazetteer has of a name, with what lies in the country of most places first."""
        found = look_up(words)
        rows = [row for row in self.rows_now if row.table == "places"]
        country = main_country(row.cells.get("country", "") for row in rows)
        codes = {one.country for one in found if country_of(one) == country}
        return likeliest(found, codes.pop()) if codes else found

    def event(self, cells: dict[str, str], start: int, end: int) -> Iterator[Proposal]:
        """An event: what the words tell, dated by words for time in them or, else, undated.

        Where the words are nothing but words for time, the event is what their sentence tells.
        """
        whole = self.sentence(start)
        times = [one for one in self.times(cells["at"]) if one.start < end and start < one.end]
        dated = next(((one, s) for one in times if (s := start_and_end(one.value))), None)
        only_time = dated is not None and dated[0].start <= start and end <= dated[0].end + 1
        if only_time and whole is not None:
            quoted = cells_of(self.article, whole.start, whole.end)
            if quoted and quoted["quote"].count(dated[0].words) == 1:  # type: ignore[index]
                cells = quoted
                start, end = whole.start, whole.end
        words = in_brief(cells["quote"])
        row = cells | {"what": words, "basis": "undated"}
        if dated is not None:
            row |= {"expression": dated[0].words} | self.date_of(*dated)
        row["event"] = free_id(f"p{cells['at']} {one_line(words)}", self.ids("events"))
        inside = [one for one in self.named("mentions") if start <= one.start < end]
        row["actors"] = "; ".join(dict.fromkeys(one.ids[0] for one in inside))
        where = [one for one in self.named("toponyms") if start <= one.start < end]
        row["place"] = where[0].ids[0] if where else ""
        yield self.proposal("events", row, dated[0].reason if dated else MARKED)

    def dated(self, at: str, start: int, end: int) -> dict[str, str]:
        """The cells of the date that words for time in a stretch of a part give, if they do."""
        first, last = self.stretch(at, start, end)
        for one in self.times(at):
            when = start_and_end(one.value)
            if one.start < last and first < one.end and when is not None:
                return self.date_of(one, when)
        return {}

    def date_of(self, words: TimeWords, when: tuple[str, str]) -> dict[str, str]:
        """The cells of a date: from when to when, and how that is known."""
        stated = bool(re.search(r"\d{4}", words.words))
        return {
            "start": when[0],
            "end": when[1],
            "precision": read_timex(when[0]).precision,
            "anchor": "" if stated else self.day,
            "basis": "stated" if stated else "resolved",
        }

    def statement(self, cells: dict[str, str], start: int, end: int) -> Iterator[Proposal]:
        """What is said, by the actor who is named beside it, with a word for saying near."""
        text = self.article.text
        whole = self.sentence(start)
        first, last = (whole.start, whole.end) if whole else (start, end)
        around = [(first, start), (end, last)]
        say = (self.language.get("cues") or {}).get("say", [])
        according = (self.language.get("cues") or {}).get("according", [])
        pattern = re.compile(rf"(?<!\w)(?:{either([*say, *according])})(?!\w)", re.IGNORECASE)
        cues = [m for a, b in around if say for m in pattern.finditer(text, a, max(a, b))]
        cue = min(cues, key=lambda m: min(abs(m.start() - end), abs(start - m.end())), default=None)
        beside = [
            one
            for one in self.named("mentions")
            if first <= one.start < last and not start <= one.start < end
        ]
        if cue is not None:
            beside.sort(key=lambda one: min(abs(one.start - cue.end()), abs(cue.start() - one.end)))
        letters = letters_within(quotations(text), start, end)
        source = beside[0].ids[0] if beside else ""
        if not source and letters:
            source = next(iter(self.near("mentions", start)), "")
        source = source or NARRATOR
        whole_quoted = letters >= end - start - 2
        row = {
            "source": source,
            "cue": cue.group() if cue else "",
            "directness": "direct" if whole_quoted else "mixed" if letters else "indirect",
            "named": "yes",
            "polarity": "asserts",
        }
        if source == NARRATOR:
            row |= {"directness": "narrative", "cue": "", "named": ""}
        yield self.proposal("statements", cells | row)

    def exception(self, cells: dict[str, str], _: int, __: int) -> Iterator[Proposal]:
        """Words for time that date no event."""
        yield self.proposal(EXCEPTIONS, cells | {"reason": "It dates nothing."})

    def judgement(self, cells: dict[str, str], _: int, __: int) -> Iterator[Proposal]:
        """A passage that may be read in two ways; what they are is for the teacher to say."""
        yield self.proposal("judgements", cells | {"table": "mentions"})

    # ---- what is near

    def proposal(self, table: str, cells: dict[str, str], reason: str = MARKED) -> Proposal:
        """A row under an id that is free."""
        number = 1
        while f"{table}-by-hand-{number}" in self.open:
            number += 1
        id = f"{table}-by-hand-{number}"
        self.open.add(id)
        kept = {name: cell for name, cell in cells.items() if cell}
        return Proposal(id=id, table=table, cells=kept, reason=reason, choices={})

    def ids(self, table: str) -> list[str]:
        """The ids of a table."""
        key = KEYS[table]
        return [row.cells[key] for row in self.rows_now if row.table == table]

    def of(self, table: str, id: str) -> list[EditedRow]:
        """The rows of an id."""
        key = KEYS[table]
        return [row for row in self.rows_now if row.table == table and row.cells[key] == id]

    def named(self, table: str) -> list[Named]:
        """Where actors, or places, are named, in the order of the text."""
        column = {"mentions": "actor", "toponyms": "place"}[table]
        found = []
        for row in self.rows_now:
            ids = tuple(filter(None, SEPARATORS.split(row.cells.get(column, ""))))
            if row.table == table and ids and (here := passage_of(self.article, row)):
                found.append(Named(here.start, here.end, here.quote, ids))
        return sorted(found, key=lambda one: one.start)

    def near(self, table: str, start: int) -> list[str]:
        """Ids in the order in which they were named last before a place in the text."""
        before = [one for one in self.named(table) if one.start < start]
        return [*dict.fromkeys(id for one in reversed(before) for id in one.ids)]

    def named_by(self, words: str, ids: Sequence[str], table: str) -> Iterator[str]:
        """The ids that words name: as another row has them, as their name, or as a part of it."""
        plain = words.casefold()
        for one in self.named(table):
            if one.words.casefold() == plain and not self.is_pronoun(words):
                yield from one.ids
        of = {"mentions": "actors", "toponyms": "places"}[table]
        names = {id: row.cells.get("name", "") for id in ids for row in self.of(of, id)}
        yield from (id for id, name in names.items() if name.casefold() == plain)
        yield from (
            id
            for id, name in names.items()
            if plain in name.casefold().split() or name.casefold() in plain
        )

    def is_pronoun(self, words: str) -> bool:
        """Whether words are a pronoun of the article's language."""
        lists = self.language.get("pronouns") or {}
        every = either([one for some in lists.values() for one in some])
        return bool(lists and re.fullmatch(every, words, re.IGNORECASE))

    def sentence(self, start: int) -> Passage | None:
        """The sentence that a place in the text is in, or else its part."""
        some = [*self.article.sentences, *self.article.parts.values()]
        return next((one for one in some if one.start <= start < one.end), None)

    def times(self, at: str) -> list[TimeWords]:
        """The words in a part that give a day, by where they stand in the article."""
        part = self.article.parts[at]
        if self.stamp is None:
            return []
        text, lines = self.article.text, self.article.parts.values()
        found = find_times(text, self.language, self.stamp.date(), parts=lines)
        here = [one for one in found if part.start <= one.start < part.end]
        return [one for one in here if not counts_from_else(text, one)]


def passage_of(article: Article, row: EditedRow) -> Passage | None:
    """Where the words of a row stand; None for a row without, or whose words are not found."""
    words = row.cells.get("content" if row.table == "statements" else "quote", "")
    nth = row.cells.get("nth", "")
    try:
        number = int(nth) if re.fullmatch("[0-9]{1,6}", nth) else None
        return article.find(row.cells.get("at", ""), words, number) if words else None
    except PassageError:
        return None


def one_line(words: str) -> str:
    """Words without marks that part an id."""
    return " ".join(re.findall(r"\w+", words))
