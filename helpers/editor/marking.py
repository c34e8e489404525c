"""What one reader has on a passage of the article, as it can be held against another's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from helpers.common.text import shorten
from helpers.editor.reading import Reading
from helpers.editor.settled import key_of
from helpers.lesson.article import Article, Passage
from helpers.lesson.column_types import SEPARATORS
from helpers.lesson.lesson import Lesson, as_shown
from helpers.lesson.tables import KEYS, TABLES, Mention, Row, columns

COLUMNS = {name: columns(row_class) for name, row_class in TABLES.items()}
# The tables whose rows rest on a passage, with the columns whose agreement is told.
LABELLED = {
    "mentions": ("actor", "form"),
    "toponyms": ("place", "type"),
    "events": ("basis", "modality", "start"),
    "statements": ("source", "directness", "polarity", "named"),
}
# What a reader says in words of their own: two that differ in these alone read alike.
WORDING = ("what", "reason", "alternatives")
WHERE = ("at", "quote", "content", "nth")
UNORDERED = ("actor", "actors")  # in `via` the order of ids says something
# Ids that no table lists: an event or a claim is known by the rows that bear it.
BY_ROWS = {"event": "events", "anchor": "events", "claim": "claims"}
TELLING = ("name", "title", "description")  # forms of mentions that tell by themselves who it is
Ids = Mapping[str, Mapping[str, str]]  # of the second reader in the first's, by kind


@frozen
class Marking:
    """What a reader has on a passage: a row, or of mentions all rows on the same words and form.

    `cells` are the rows as they stand in that reader's file; `values` can be compared: ids of the
    second reader are there in the first's. `passage` is in the first reader's article.
    """

    table: str
    passage: Passage
    rows: tuple[Row, ...]
    cells: tuple[Mapping[str, str], ...]
    values: Mapping[str, tuple[str, ...]]
    words: Mapping[str, str]

    def cell(self, column: str) -> str:
        """What stands in a column; of several rows all that does, once."""
        found = dict.fromkeys(one.get(column, "") for one in self.cells)
        return "; ".join(filter(None, found))

    @property
    def labels(self) -> list[str]:
        """What it says in the columns whose agreement is told, in words."""
        return [self.words[name] for name in LABELLED[self.table] if self.words[name]]


def markings(table: str, reading: Reading, first: Lesson) -> list[Marking]:
    """What a reader has in a table, in the article's order, placed in the first's article.

    A row that stands there twice is there once.
    """
    words = words_of(reading.lesson)
    groups: dict[tuple[Passage, str], list[tuple[Row, Mapping[str, str]]]] = {}
    for row in getattr(reading.lesson, table):
        there = reading.cells[table][row.row].items()
        cells = {name: cell for name, cell in there if name in COLUMNS[table]}
        passage = placed(row.passage, reading.lesson.article, first.article)
        alone = row.form if isinstance(row, Mention) else key_of(table, (cells,))
        group = groups.setdefault((passage, alone), [])
        if all(cells != known for _, known in group):
            group.append((row, cells))
    found = []
    for (passage, _), some in groups.items():
        rows, lines = zip(*some, strict=True)
        values = values_of(table, rows)
        found.append(Marking(table, passage, rows, lines, values, in_words(table, values, words)))
    return sorted(found, key=lambda one: (one.passage.start, one.passage.end))


def placed(passage: Passage, second: Article, first: Article) -> Passage:
    """A passage of one article in another with the same parts, where lines may end otherwise."""
    shift = first.parts[passage.at].start - second.parts[passage.at].start
    return Passage(passage.at, passage.quote, passage.start + shift, passage.end + shift)


def compared_columns(table: str) -> list[str]:
    """The columns of a table in which two rows can differ; where it stands is told by itself."""
    return [name for name in COLUMNS[table] if name not in WHERE]


def values_of(table: str, rows: Sequence[Row]) -> dict[str, tuple[str, ...]]:
    """What rows on one passage say, by column; where no order is meant, in an order."""
    found = {}
    for name in compared_columns(table):
        cells = [getattr(row, name) for row in rows]
        if name in UNORDERED:
            found[name] = tuple(sorted({id for cell in cells for id in cell}))
        else:
            parts = [cell if isinstance(cell, tuple) else (str(as_shown(cell)),) for cell in cells]
            found[name] = tuple(part for one in dict.fromkeys(parts) for part in one)
    return found


def words_of(lesson: Lesson) -> dict[str, dict[str, str]]:
    """What ids mean in words, by kind: names, and in quotes what happens or is claimed."""
    claims: Mapping[str, str] = lesson.about.get("claims", {})
    return {
        "actors": lesson.names,
        "places": lesson.place_names,
        "events": {row.event: in_brief(row.what) for row in reversed(lesson.events)},
        "claims": {claim: in_brief(words) for claim, words in claims.items()},
    }


def in_brief(words: str) -> str:
    """Words in quotation marks, cut where they are many."""
    return f"“{shorten(words, 60)}”"


def in_words(
    table: str, values: Mapping[str, tuple[str, ...]], words: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    """What rows on one passage say, by column, as a sentence has it."""
    found = {}
    for name, some in values.items():
        known = words.get(kind_of(table, name) or "", {})
        found[name] = " and ".join(known.get(one, one) for one in some if one)
    return found


def kind_of(table: str, column: str) -> str | None:
    """Of what the ids in a column are: actors, places, events, claims; None where it has none."""
    to = COLUMNS[table][column].to
    return to.split(" or ")[0] if to else BY_ROWS.get(column)


def in_ids_of_first(marking: Marking, ids: Ids, words: Mapping[str, Mapping[str, str]]) -> Marking:
    """What the second reader has, in the first's ids, and in words for these."""
    values = {}
    for name, value in marking.values.items():
        known = ids.get(kind_of(marking.table, name) or "", {})
        new = tuple(known.get(one, one) for one in value)
        values[name] = tuple(sorted(new)) if name in UNORDERED else new
    return evolve(marking, values=values, words=in_words(marking.table, values, words))


def in_our_ids(table: str, cells: Mapping[str, str], ids: Ids) -> dict[str, str]:
    """The cells of a row of the second reader in the first's ids, with all of the kit's columns."""
    found = {}
    for name, column in COLUMNS[table].items():
        cell = cells.get(name, "")
        known = ids.get(table if KEYS.get(table) == name else kind_of(table, name) or "", {})
        parts = SEPARATORS.split(cell) if column.to else [cell]
        new = [known.get(one, one) for one in parts]
        found[name] = cell if new == parts else "; ".join(filter(None, new))
    return found


def telling(marking: Marking) -> tuple[str, ...]:
    """The id of whom or what a passage tells by itself, or nothing."""
    if marking.table == "mentions":
        does, ids = marking.values["form"][0] in TELLING, marking.values["actor"]
    else:
        does, ids = marking.values["type"] != ("implied",), marking.values["place"]
    return ids if does and len(ids) == 1 else ()
