"""Who says so, through whom, in how many words, and who else says the same."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from helpers.common.errors import KitError
from helpers.lesson.article import WORD
from helpers.lesson.lesson import Lesson
from helpers.lesson.locked import reference
from helpers.lesson.tables import NARRATOR, Statement

if TYPE_CHECKING:
    from pandas import DataFrame

QUOTED = re.compile(r"\"[^\"]*\"|„[^“”]*[“”]|“[^”]*”|»[^«]*«|«[^»]*»")


@reference
def ledger(lesson: Lesson) -> DataFrame:
    """The attribution ledger in the words of the article, a row for each statement.

    Columns: at (part of the article), source (name), cue, content, directness (direct, indirect,
    mixed, narrative), channel, via (names, nearest the source first), polarity (asserts, denies,
    declines), claim (in words). Source, cue and content are meant as in PARC (Pareti 2016).
    """
    from pandas import DataFrame

    rows = [
        [
            row.at,
            lesson.names[row.source],
            row.cue,
            row.content,
            row.directness,
            row.channel,
            " → ".join(lesson.names[actor] for actor in row.via),
            row.polarity,
            lesson.claim(row.claim),
        ]
        for row in lesson.statements
    ]
    names = ["at", "source", "cue", "content", "directness", "channel", "via", "polarity", "claim"]
    return DataFrame(rows, columns=names)


def words_by_statement(lesson: Lesson) -> list[tuple[Statement, int]]:
    """Every statement with the number of words of the body that are its own.

    A word belongs to the shortest content it stands in. Where two are alike, it goes to the first.
    What is only narrated, or declined, or met with silence, is no word of the source's.
    """
    owned = Counter(id(row) for row in owners(lesson).values())
    return [(row, owned[id(row)]) for row in lesson.statements]


def gives_words(row: Statement) -> bool:
    """Say whether a statement gives words of its source, and not only that something was said."""
    return row.polarity != "declines" and row.directness != "narrative"


def owners(lesson: Lesson) -> dict[int, Statement]:
    """The statement that each word of the body belongs to, for words that stand in a content.

    Words are named by where they start in the article.
    """
    found: dict[int, Statement] = {}
    rows = [row for row in lesson.statements if gives_words(row) and row.at.isdigit()]
    for row in sorted(rows, key=lambda row: len(row.content)):
        for word in WORD.finditer(lesson.article.text, row.passage.start, row.passage.end):
            found.setdefault(word.start(), row)
    return found


@reference
def share_of_words(lesson: Lesson, by: str = "source") -> DataFrame:
    """How the words of the body are shared out, the largest share first.

    Columns: source (name), words (how many), percent (of the body, to one decimal), quoted (how
    many of the words stand in quotation marks). Words in no source's content, cues among them, are
    the narrator's. With `by="affiliation"` the first column has that name, and the words of those
    who belong to one body or state are added up. Raises KitError for any other `by`.
    """
    from pandas import DataFrame

    if by not in ("source", "affiliation"):
        raise KitError(f'Write by="source" or by="affiliation", not by="{by}".')
    owner = owners(lesson)
    words: Counter[str] = Counter()
    quoted: Counter[str] = Counter()
    sides = {row.actor: row.affiliation or row.name for row in lesson.actors}
    for paragraph in lesson.article.paragraphs:
        marked = [match.span() for match in QUOTED.finditer(paragraph.quote)]
        for word in WORD.finditer(paragraph.quote):
            row = owner.get(paragraph.start + word.start())
            source = row.source if row else NARRATOR
            name = lesson.names[source]
            if by == "affiliation" and source != NARRATOR:
                name = sides[source]
            words[name] += 1
            quoted[name] += any(start < word.start() < end for start, end in marked)
    total = words.total()
    rows = [
        [name, count, round(100 * count / total, 1), quoted[name]]
        for name, count in words.most_common()
    ]
    return DataFrame(rows, columns=[by, "words", "percent", "quoted"])


def chain(lesson: Lesson, row: Statement) -> list[str]:
    """The names a statement came through, from its source to the outlet that prints it.

    The narrator's words are printed as they come: whose they are the article does not say.
    """
    hands = [lesson.names[one] for one in (row.source, *row.via)]
    return hands if row.source == NARRATOR else [*hands, lesson.printed_by]


@reference
def chains(lesson: Lesson) -> DataFrame:
    """The chains of attribution, longest first.

    Columns: chain (names, from the source to the printed page), links (how many hands pass the
    words on), statements, at (the parts they stand in). Silences and refusals are left out.
    """
    from pandas import DataFrame

    found: dict[tuple[str, ...], list[str]] = {}
    for row in lesson.statements:
        if row.polarity != "declines":
            found.setdefault(tuple(chain(lesson, row)), []).append(row.at)
    rows = [
        [" → ".join(names), len(names) - 1, len(at), ", ".join(dict.fromkeys(at))]
        for names, at in sorted(found.items(), key=lambda item: (-len(item[0]), -len(item[1])))
    ]
    return DataFrame(rows, columns=["chain", "links", "statements", "at"])


@reference
def independent_sources(lesson: Lesson) -> DataFrame:
    """Who asserts, denies or declines each claim, and how many of them are independent.

    Columns: claim, asserted by, denied by, silent or refuses (names), independent: the number of
    independent sources that assert it. The narrator is not counted as a source. Sources count as
    one where one passes the other on, where both came through the same hands, or where both belong
    to the same body, state or group.
    """
    from pandas import DataFrame

    belongs = {
        row.actor: {row.name, row.affiliation, lesson.names.get(row.group, "")} - {""}
        for row in lesson.actors
    }
    claims: dict[str, list[Statement]] = {}
    for row in lesson.statements:
        if row.claim:
            claims.setdefault(row.claim, []).append(row)
    rows = []
    for claim, entries in claims.items():
        by = {
            polarity: ", ".join(
                dict.fromkeys(
                    with_hands(lesson, row) for row in entries if row.polarity == polarity
                )
            )
            for polarity in ("asserts", "denies", "declines")
        }
        asserting = [row for row in entries if row.polarity == "asserts" and row.source != NARRATOR]
        rows.append([lesson.claim(claim), *by.values(), len(origins(asserting, belongs))])
    names = ["claim", "asserted by", "denied by", "silent or refuses", "independent"]
    return DataFrame(rows, columns=names)


def with_hands(lesson: Lesson, row: Statement) -> str:
    """The name of a source, with those who passed its words on."""
    hands = ", ".join(lesson.names[actor] for actor in row.via)
    return lesson.names[row.source] + (f" (through {hands})" if hands else "")


def origins(rows: list[Statement], belongs: dict[str, set[str]]) -> list[set[str]]:
    """The groups of actors and bodies that statements go back to, one an origin.

    `belongs` gives for each actor its own name and the body, state and group it belongs to.
    """
    groups: list[set[str]] = []
    for row in rows:
        group = set().union(*(belongs[actor] for actor in (row.source, *row.via)))
        apart = [other for other in groups if not other & group]
        groups = [*apart, group.union(*(other for other in groups if other & group))]
    return groups
