"""Rows that are proposed for what another tool marked, and a list of all that was left."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from helpers.annotations.gathering import gather
from helpers.annotations.marks import Marked
from helpers.annotations.placing import named, passage_cells, place
from helpers.annotations.same_actor import IDENTIFIER, groups, is_chain
from helpers.annotations.types import Meaning, types
from helpers.annotations.unread import unread
from helpers.authoring.proposals import Proposal
from helpers.common.errors import ReadingError
from helpers.common.text import shorten, times
from helpers.drafting.language import either, read_language
from helpers.lesson.article import Article, PassageError
from helpers.lesson.column_types import IDENTIFIER as ONE_ID
from helpers.lesson.tables import DIRECTNESS, FORMS, KEYS, TABLES, TOPONYM_TYPES, columns

Cells = dict[str, str]


@frozen
class Proposed:
    """What is proposed, what was there already, and a sentence for each thing that was left."""

    proposals: tuple[Proposal, ...]
    known: int
    left: tuple[str, ...]


class Proposing:
    """Makes rows of the marks in one file."""

    def __init__(
        self,
        marked: Marked,
        article: Article,
        there: Sequence[tuple[str, Mapping[str, str]]],
        file: str,
    ) -> None:
        """Place the marks. `there` has the rows, and proposals, of the lesson with their tables."""
        self.article, self.file = article, file
        self.stretches, self.left = place(marked, article)
        self.left += marked.notes
        self.marks = {one.id: one for one in marked.marks if one.id in self.stretches}
        self.meanings: dict[str, Meaning] = {}
        self.used: dict[str, set[str]] = {id: set() for id in self.marks}
        for id, mark in self.marks.items():
            if meaning := types().of(mark):
                self.meanings[id] = meaning
                self.used[id].add(meaning.told_by)
        self.every_link = marked.links
        self.links = [link for link in marked.links if not is_chain(link)]
        chains = (tuple(id for _, id in link.ends) for link in marked.links if is_chain(link))
        self.same = [*marked.same, *chains]
        self.there = {self.key(table, cells) for table, cells in there}
        self.made: set[tuple[object, ...]] = set()
        self.ids: dict[str, dict[str, str]] = {"actors": {}, "places": {}}
        self.taken: dict[str, set[str]] = {"actors": set(), "places": set(), "events": set()}
        for table, row in there:
            self.note(table, row)
        self.rows: list[tuple[str, Cells, str, dict[str, list[str]]]] = []
        self.known = 0
        self.actors: dict[str, str] = {}  # of a mark its actor
        self.place_names: dict[str, str] = {}  # and the name of its place

    def note(self, table: str, row: Mapping[str, str]) -> None:
        """Remember the id of a row that is there, and the words by which its actor is known."""
        key = KEYS.get(table) or ("event" if table == "events" else "")
        if key and row.get(key):
            self.taken[table].add(row[key])
        if table in self.ids and row.get("name"):
            self.ids[table][row["name"].casefold()] = row[key]
        who = row.get("actor", "")
        if table == "mentions" and ONE_ID.fullmatch(who) and not self.is_pronoun(row["quote"]):
            self.ids["actors"].setdefault(row["quote"].casefold(), who)

    def all(self) -> Proposed:
        """All rows, and all that was left."""
        self.find_actors()
        for id, meaning in self.meanings.items():
            if meaning.what == "actor":
                self.mention(id)
            elif meaning.what == "place":
                self.toponym(id)
            elif meaning.what == "time":
                self.time(id)
        self.statements()
        order = {table: place for place, table in enumerate(TABLES)}
        self.rows.sort(key=lambda row: order[row[0]])
        proposals = tuple(
            Proposal(id="", table=table, cells=cells, reason=reason, choices=choices)
            for table, cells, reason, choices in self.rows
        )
        left = unread(self.marks, self.meanings, self.used, self.every_link)
        return Proposed(proposals, self.known, (*self.left, *left))

    def key(self, table: str, cells: Mapping[str, str]) -> tuple[object, ...]:
        """What makes a row one with another: its id, or its passage and whom it names."""
        if key := KEYS.get(table):
            return (table, cells.get(key, ""))
        if table == "events":
            return (table, cells.get("at", ""), cells.get("expression", ""))
        words = cells.get("content" if table == "statements" else "quote", "")
        nth = cells.get("nth")
        try:
            start = self.article.find(cells["at"], words, int(nth) if nth else None).start
        except (PassageError, KeyError, ValueError):
            start = -1
        return (table, start, words, cells.get("place", ""))

    def add(self, table: str, cells: Cells, reason: str, **choices: list[str]) -> None:
        """Propose a row, unless it is there."""
        cells = {name: cell for name, cell in cells.items() if cell}
        key = self.key(table, cells)
        if key in self.there or key in self.made:  # two marks of one passage are one row
            self.known += key in self.there
            return
        self.made.add(key)
        self.rows.append((table, cells, f"From {self.file}: {reason}", choices))

    def features(self, id: str, table: str) -> Cells:
        """The cells that a mark's features fill."""
        fields, found = columns(TABLES[table]), {}
        for name, value in self.marks[id].features.items():
            column = name if name in fields else types().column(name)
            if column not in fields or column in ("at", "quote", "content", "nth"):
                continue
            try:
                fields[column].read(value)
            except ReadingError:
                continue
            found[column] = value
            self.used[id].add(name)
        return found

    def find_actors(self) -> None:
        """Give each mention its actor, and each name of a place that of its place.

        A pronoun that nothing joins to a name has none.
        """
        for some in self.groups("actor"):
            self.actor(some)
        for some in self.groups("place"):
            self.place_names |= dict.fromkeys(some, self.name_of(some))
        for chain in self.same:
            if not any(self.what(id) in ("actor", "place") for id in chain if id in self.marks):
                words = " and ".join(named(self.marks[id]) for id in chain if id in self.marks)
                self.left.append(
                    f"{words} are said to be one, which only actors and places can be."
                )

    def groups(self, what: str) -> list[list[str]]:
        """The marks of a kind by what they are of."""
        ids = [id for id in self.meanings if self.what(id) == what]
        if what == "actor":
            for id in ids:
                self.used[id] |= {IDENTIFIER} & self.marks[id].features.keys()
        return groups(ids, self.marks, self.stretches, self.same, self.is_pronoun)

    def what(self, id: str) -> str:
        """What a mark means; nothing where its type is not known."""
        return self.meanings[id].what if id in self.meanings else ""

    def name_of(self, ids: Sequence[str]) -> str:
        """The longest of some mentions that has a capital; nothing where all are pronouns."""
        names = [one for id in ids if not self.is_pronoun(one := self.marks[id].quote)]
        return max([one for one in names if one != one.lower()] or names, key=len, default="")

    def actor(self, ids: list[str]) -> None:
        """Propose an actor for its mentions, unless the lesson has one of that name."""
        marks = [self.marks[id] for id in ids]
        said = [self.features(id, "actors") for id in ids]
        names = [one.quote for one in marks if not self.is_pronoun(one.quote)]
        known = next(
            (self.ids["actors"][n.casefold()] for n in names if n.casefold() in self.ids["actors"]),
            "",
        )
        cells = {name: cell for one in reversed(said) for name, cell in one.items()}
        name = cells.get("name") or self.name_of(ids)
        if not name:
            return
        id = known or cells.get("actor") or self.free("actors", name)
        kinds = Counter(filter(None, (self.meanings[one].kind for one in ids)))
        kind = cells.get("kind") or (kinds.most_common(1)[0][0] if kinds else "")
        said_to_be = dict.fromkeys(one.features.get("identifier", "") for one in marks)
        told = "".join(f", and said to be {one}" for one in said_to_be if one)
        if not known:
            self.ids["actors"][name.casefold()] = id
            self.add(
                "actors",
                cells | {"actor": id, "name": name, "kind": kind},
                f"it is marked {times(len(ids))} as {self.called(ids[0])}{told}.",
            )
        self.actors.update(dict.fromkeys(ids, id))

    def mention(self, id: str) -> None:
        """Propose a mention of an actor; a pronoun of nobody waits for one."""
        mark = self.marks[id]
        cells = self.cells(id)
        if cells is None:
            return
        said = self.features(id, "mentions")
        form = "name" if mark.quote[:1] != mark.quote[:1].lower() else "description"
        form = "pronoun" if self.is_pronoun(mark.quote) else form
        row = {"form": form} | said | {"actor": self.actors.get(id, "")}
        self.add("mentions", cells | row, f"it is marked as {self.called(id)}.", form=[*FORMS])

    def toponym(self, id: str) -> None:
        """Propose a place, and this mention of it."""
        mark = self.marks[id]
        cells = self.cells(id)
        if cells is None:
            return
        said = self.features(id, "places") | self.features(id, "toponyms")
        name = said.get("name") or self.place_names.get(id) or mark.quote
        place = said.get("place") or self.ids["places"].get(name.casefold(), "")
        if place not in self.ids["places"].values():
            place = place or self.free("places", name)
            self.ids["places"][name.casefold()] = place
            about = {one: said[one] for one in columns(TABLES["places"]) if one in said}
            self.add(
                "places",
                about | {"place": place, "name": name},
                f"it is marked as {self.called(id)}. Look for its point.",
            )
        more = {one: said[one] for one in ("type", "reason") if one in said}
        self.add(
            "toponyms",
            cells | {"type": "literal"} | more | {"place": place},
            f"it is marked as {self.called(id)}.",
            type=[*TOPONYM_TYPES],
        )

    def time(self, id: str) -> None:
        """Propose an event for a time: its sentence tells what, its words when."""
        cells = self.cells(id)
        if cells is None:
            return
        words, at = cells["quote"], cells["at"]
        start, end = self.stretches[id]
        sentence = next(
            (one for one in self.article.sentences if one.start <= start and end <= one.end), None
        )
        if sentence and sentence.quote.count(words) == 1:
            cells = passage_cells(self.article, (sentence.start, sentence.end)) or cells
        said = self.features(id, "events")
        if said.get("start"):
            said = {"end": said["start"], "basis": "resolved"} | said
        event = said.get("event") or self.free("events", f"{words} {at}")
        row = {"event": event, "what": cells["quote"], "expression": words} | said
        self.add("events", cells | row, f"“{shorten(words)}” is marked as {self.called(id)}.")

    def statements(self) -> None:
        """Propose a statement for each content, with the source and the cue that belong to it."""
        found = gather(self.links, self.meanings, self.stretches)
        for one in found.statements:
            self.statement(one.content, one.sources, one.cues)
        for link in found.other:
            words = " and ".join(f"“{shorten(self.marks[id].quote, 40)}”" for id in link)
            self.left.append(f"A link of {words} is no part of a statement.")
        for id in found.alone:
            self.left.append(f"{named(self.marks[id])} belongs to no content.")

    def statement(self, content: str, sources: Sequence[str], cues: Sequence[str]) -> None:
        """Propose a statement; who is its source is an actor that is marked in the source."""
        cells = self.cells(content, "content")
        if cells is None:
            return
        said: Cells = {}
        for id in (content, *cues, *sources):
            said = self.features(id, "statements") | said
        whom = [one for id in sources if (one := self.source(id))]
        cue = " … ".join(self.marks[id].quote for id in cues)
        row = {"source": whom[0] if whom else "", "cue": cue} | said
        words = ", ".join(f"“{shorten(self.marks[id].quote, 60)}”" for id in sources)
        reason = f"its source is {words}." if sources else "no source is marked."
        choices = {"directness": [*DIRECTNESS]} | ({"source": whom} if len(whom) > 1 else {})
        self.add("statements", cells | {"polarity": "asserts"} | row, reason, **choices)

    def source(self, id: str) -> str:
        """The actor that a source names; without one in it, it is an actor of its own."""
        if id in self.actors:
            return self.actors[id]
        start, end = self.stretches[id]
        inside = [
            one
            for one in sorted(self.actors, key=lambda one: self.stretches[one])
            if start < self.stretches[one][1] and self.stretches[one][0] < end
        ]
        if inside:
            return self.actors[inside[0]]
        words = self.marks[id].quote
        if self.is_pronoun(words):
            return ""
        if words.casefold() not in self.ids["actors"]:
            new = self.ids["actors"][words.casefold()] = self.free("actors", words)
            self.add("actors", {"actor": new, "name": words}, "it is marked as a source.")
            form = {"form": "description", "actor": new}
            if cells := self.cells(id):
                self.add("mentions", cells | form, "it is marked as a source.", form=[*FORMS])
        return self.ids["actors"][words.casefold()]

    def cells(self, id: str, column: str = "quote") -> Cells | None:
        """The cells that place a mark; None after saying why there are none."""
        cells = passage_cells(self.article, self.stretches[id], column)
        if cells is None:
            self.left.append(f"{named(self.marks[id])} cannot be named by its words.")
            return None
        if self.stretches[id][1] > self.article.parts[cells["at"]].end:
            self.left.append(f"{named(self.marks[id])} goes on in another paragraph: it is cut.")
        return cells

    def free(self, table: str, words: str) -> str:
        """An id in one word that no row of a table has."""
        words = words.removesuffix("’s").removesuffix("'s")
        short = "-".join(re.findall(r"\w+", words.lower())[:5]) or table
        id, number = short, 1
        while id in self.taken[table]:
            number += 1
            id = f"{short}-{number}"
        self.taken[table].add(id)
        return id

    def is_pronoun(self, words: str) -> bool:
        """Whether words are a pronoun, as far as drafting knows the language."""
        lists: Any = read_language(self.article.language).get("pronouns") or {}
        pattern = either([word for some in lists.values() for word in some])
        return bool(re.fullmatch(pattern, words, re.IGNORECASE))

    def called(self, id: str) -> str:
        """The type of a mark as its tool has it."""
        mark, meaning = self.marks[id], self.meanings[id]
        return mark.features[meaning.told_by] if meaning.told_by else mark.layer
