"""Two readings of one article held against each other: row by row, and in figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from helpers.editor.agreement import Marked, agreement
from helpers.editor.difference import PLAIN, Compared, Comparison, Differs, Pair
from helpers.editor.marking import (
    COLUMNS,
    LABELLED,
    WORDING,
    Ids,
    Marking,
    compared_columns,
    in_ids_of_first,
    in_our_ids,
    markings,
    telling,
    words_of,
)
from helpers.editor.matching import by_overlap
from helpers.editor.reading import Reading, first_reading, same_article, second_reading
from helpers.editor.same import same_ids, translation
from helpers.editor.settled import settled_keys
from helpers.lesson.article import Passage
from helpers.lesson.column_types import SEPARATORS
from helpers.lesson.lesson import Lesson
from helpers.lesson.tables import KEYS

# Rows of the second in the first's ids, and rows of actors and places that come along.
Taken = tuple[tuple[Mapping[str, str], ...], tuple[tuple[str, Mapping[str, str]], ...]]


def compare(folder: Path, other: Path) -> Comparison:
    """Compare a lesson's tables with another reader's, in a folder or a ZIP.

    Rows are matched within a table by the overlap of their passages, never by number or id, and
    all agreement is counted over what both have. Raises LessonError where the lesson has problems,
    and KitError where there is no such lesson, the other's has problems or is damaged, or the two
    are of different articles.
    """
    first = first_reading(folder)
    second = second_reading(other, first.lesson.slug)
    same_article(first.lesson.article, second.lesson.article)
    return compare_readings(first, second, settled_keys(folder, first.lesson))


def compare_readings(
    first: Reading, second: Reading, settled: frozenset[str] = frozenset()
) -> Comparison:
    """Compare two readings of one article; what has a key in `settled` is open no more."""
    one, other = first.lesson, second.lesson
    names = {
        "actors": (one.names, other.names),
        "places": (one.place_names, other.place_names),
        "events": (event_names(one), event_names(other)),
        "claims": (claim_names(one), claim_names(other, used_alone=True)),
    }
    ours = {table: markings(table, first, one) for table in LABELLED}
    theirs = {table: markings(table, second, one) for table in LABELLED}
    same = {
        kind: same_ids(kind, *names[kind], who_is_who(ours[table], theirs[table]))
        for kind, table in (("actors", "mentions"), ("places", "toponyms"))
    }
    ids = {kind: translation(found, *names[kind]) for kind, found in same.items()}
    theirs = {
        table: [in_ids_of_first(row, ids, {}) for row in rows] for table, rows in theirs.items()
    }
    pairs = {
        table: by_overlap(ours[table], theirs[table], lambda row: row.passage, alike)
        for table in LABELLED
    }
    # What an event or a claim is called is each reader's own: they are known by their rows.
    by_rows = {}
    for kind, table, column in (("events", "events", "event"), ("claims", "statements", "claim")):
        both = [(ours[table][row], theirs[table][place]) for row, place in pairs[table]]
        found = same_ids(kind, *names[kind], shared(both, column))
        by_rows[kind] = translation(found, *names[kind])
    ids |= by_rows
    words = words_of_both(one, other, ids)
    tables = {}
    for table in LABELLED:
        rows = [in_ids_of_first(row, by_rows, words) for row in theirs[table]]
        taken = [to_take(row, ids, first, second) for row in rows]
        tables[table] = compared(table, ours[table], rows, pairs[table], taken)
    return Comparison(tables, (*same["actors"], *same["places"]), settled)


def event_names(lesson: Lesson) -> dict[str, str]:
    """The ids of a lesson's events; what each is called is no name that two would give alike."""
    return dict.fromkeys([row.event for row in lesson.events], "")


def claim_names(lesson: Lesson, used_alone: bool = False) -> dict[str, str]:
    """The ids of a lesson's claims, each with its words where lesson.yaml has some.

    Those that no statement has are among them, unless it is to be the used ones alone.
    """
    words: Mapping[str, str] = lesson.about.get("claims", {})
    used = dict.fromkeys([row.claim for row in lesson.statements if row.claim])
    return {claim: words.get(claim, "") for claim in (used if used_alone else used | dict(words))}


def who_is_who(first: Sequence[Marking], second: Sequence[Marking]) -> list[tuple[str, str]]:
    """The ids of both readers on the same words, where these tell whom or what they mean.

    A pronoun and an implied place do not, nor does what stands for several at once.
    """
    there: dict[Passage, list[str]] = {}
    for marking in second:
        there.setdefault(marking.passage, []).extend(telling(marking))
    return [
        (one, other)
        for marking in first
        for one in telling(marking)
        for other in there.get(marking.passage, ())
    ]


def alike(one: Marking, other: Marking) -> float:
    """The share of columns in which two rows say the same."""
    names = [name for name in compared_columns(one.table) if name not in WORDING]
    return sum(one.values[name] == other.values[name] for name in names) / len(names)


def shared(pairs: Iterable[tuple[Marking, Marking]], column: str) -> list[tuple[str, str]]:
    """What both have in a column that holds one id, for every pair in which neither is empty."""
    found = [(one.values[column][0], other.values[column][0]) for one, other in pairs]
    return [(one, other) for one, other in found if one and other]


def words_of_both(first: Lesson, second: Lesson, ids: Ids) -> dict[str, dict[str, str]]:
    """What ids of the first mean in words: the first's own, or else the second's."""
    ours, theirs = words_of(first), words_of(second)
    return {
        kind: {ids[kind].get(id, id): said for id, said in theirs[kind].items()} | ours[kind]
        for kind in ours
    }


def compared(
    table: str,
    ours: Sequence[Marking],
    theirs: Sequence[Marking],
    pairs: Sequence[tuple[int, int]],
    taken: Sequence[Taken],
) -> Compared:
    """A table as two readers have it; `taken` is what it takes to have each of the second's."""
    partner = dict(pairs)
    rows = []
    for place, one in enumerate(ours):
        if place not in partner:
            rows.append(Pair(table, one, None))
            continue
        other = theirs[partner[place]]
        rows.append(Pair(table, one, other, differing(one, other), *taken[partner[place]]))
    for place in {*range(len(theirs))} - {*partner.values()}:
        rows.append(Pair(table, None, theirs[place], (), *taken[place]))
    rows.sort(key=lambda row: (row.passage.start, row.passage.end))
    both = [(ours[row], theirs[place]) for row, place in pairs]
    exact = sum(one.passage == other.passage for one, other in both)
    labels = {
        name: agreement(
            [one.values[name] for one, _ in both], [other.values[name] for _, other in both]
        )
        for name in LABELLED[table]
    }
    return Compared(table, tuple(rows), Marked(len(ours), len(theirs), len(both), exact), labels)


def differing(one: Marking, other: Marking) -> tuple[Differs, ...]:
    """The columns in which two rows differ, those of whom and where first."""
    found = []
    for name in sorted(one.values, key=lambda name: name not in PLAIN):
        if one.values[name] == other.values[name]:
            continue
        words, words_of_other = one.words[name] or "nothing", other.words[name] or "nothing"
        if words == words_of_other:  # two with one name
            words = f"{words} ({'; '.join(one.values[name])})"
            words_of_other = f"{words_of_other} ({'; '.join(other.values[name])})"
        found.append(Differs(name, one.cell(name), other.cell(name), words, words_of_other))
    return tuple(found)


def to_take(marking: Marking, ids: Ids, first: Reading, second: Reading) -> Taken:
    """The second's rows in the first's ids, and the actors and places that have to come along."""
    rows = tuple(in_our_ids(marking.table, cells, ids) for cells in marking.cells)
    brings: dict[tuple[str, str], Mapping[str, str]] = {}

    def bring(table: str, cells: Mapping[str, str]) -> None:
        for name, column in COLUMNS[table].items():
            kind = (column.to or "").split(" or ")[0]
            for id in SEPARATORS.split(cells.get(name, "")) if kind in KEYS else ():
                there = first.lesson.names if kind == "actors" else first.lesson.place_names
                if not id or ids[kind].get(id) in there or (kind, id) in brings:
                    continue
                rows = getattr(second.lesson, kind)
                number = next(row.row for row in rows if getattr(row, KEYS[kind]) == id)
                row = second.cells[kind][number]
                brings[kind, id] = {}  # an actor may name another who names the first
                bring(kind, row)
                brings[kind, id] = in_our_ids(kind, row, ids)

    for cells in marking.cells:
        bring(marking.table, cells)
    order = sorted(brings.items(), key=lambda one: one[0][0] != "places")
    return rows, tuple((table, row) for (table, _), row in order)
