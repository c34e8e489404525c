"""What a teacher has to do by hand with a draft: it is held beside tables that were read by hand.

    python tests/benchmarks/corrections.py [-v]

Finished lessons are drafted anew: a flood, a vote in German, an interview with a source who is not
named, the lesson of the kit, and a second article, which nobody looked at while rules were made:
leave it so. With `-v` each row that is not right is named, but of that one.

A drafted row and a finished one belong together where they share words of the same part, each row
with the one most like it. `right`: all cells that count say the same, and the row is accepted as it
is. `change`: at least one cell does not (`cells` are those). `refuse`: no finished row fits.
`add`: a finished row that nothing was drafted for. These cells count: of an actor kind and role; of
a mention its words, actor and form; of a place its point, if it is not invented; of a toponym its
words, place and type; of an event start, end, basis, modality and expression; of a statement its
words, source, cue, directness, via, named, polarity, and channel where the lesson has any. Ids are
free: a drafted actor is the finished one with whom it shares most mentions. Not compared are what
is free text, affiliations, anchors, claims, the actors and places of events, and exceptions.

`actions` counts one for each row that is accepted or refused, two for each cell that is changed,
and five for each row that is added.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1]))

from support import interview

from helpers.common.errors import Findings
from helpers.drafting.draft import draft
from helpers.lesson.csv_reader import read_rows
from helpers.lesson.lesson import load, open_article
from helpers.lesson.metadata import FILE, read_facts
from helpers.lesson.tables import TABLES, columns

ROOT = Path(__file__).parents[2]
COUNT = {
    "actors": ("kind", "role"),
    "mentions": ("words", "actor", "form"),
    "places": ("point",),
    "toponyms": ("words", "place", "type"),
    "events": ("start", "end", "basis", "modality", "expression"),
    "statements": (
        *("words", "source", "cue", "directness", "channel", "via", "named", "polarity"),
    ),
    "judgements": (),
}
ARTICLES = (
    *("the", "a", "an", "its", "der", "die", "das", "dem", "den", "des", "ein", "eine", "einem"),
    *("einen", "einer", "eines", "ihr", "ihre", "seine"),
)
AUXILIARIES = {*("has", "have", "had", "was", "were", "is", "been", "also", "by", "about", "over")}


def folders(target: Path) -> dict[str, Path]:
    """The finished lessons by name."""
    return {
        "flood": ROOT / "tests/fixtures/flood",
        "stadtrat": ROOT / "tests/fixtures/stadtrat",
        "interview": interview.write(target / "interview"),
        "belarus": ROOT / "seeds/belarus-2020",
        "second": ROOT / "tests/fixtures/second-article",
    }


def finished(folder: Path) -> dict[str, list[dict[str, str]]]:
    """The rows of a lesson's tables, as they are written."""
    tables = {}
    for name in TABLES:
        path = folder / f"{name}.csv"
        found = read_rows(path, [*columns(TABLES[name])], [], Findings()) if path.exists() else None
        tables[name] = [{**cells} for _, cells in found.rows] if found else []
    return tables


def drafted(folder: Path) -> dict[str, list[dict[str, str]]]:
    """The rows that are drafted of its article."""
    findings = Findings()
    about = read_facts(folder / FILE, findings)
    article = open_article(folder, about, findings)
    tables: dict[str, list[dict[str, str]]] = {name: [] for name in TABLES}
    for one in draft(article, about):
        tables.setdefault(one.table, []).append({**one.cells})
    return tables


def plain(words: str) -> list[str]:
    """Words without articles, marks and capitals."""
    found = [word.strip("“”„\".,'’:;()").lower() for word in words.split()]
    return [word for word in found if word and word not in ARTICLES]


class Beside:
    """A draft beside the finished tables of its article."""

    def __init__(self, folder: Path) -> None:
        """Read both, and find which drafted ids stand for which finished ones."""
        lesson, _ = load(folder)
        self.article = lesson.article
        self.ours, self.theirs = drafted(folder), finished(folder)
        for tables in (self.ours, self.theirs):
            tables["mentions"] = self.joined(tables["mentions"])
        self.ids = {"actors": {"narrator": "narrator", "": ""}, "places": {}}
        self.pair_ids("mentions", "actor", "actors")
        self.pair_ids("toponyms", "place", "places")

    @staticmethod
    def joined(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        """Mentions with the actors of one passage in one row."""
        found: dict[tuple, dict[str, str]] = {}
        for row in rows:
            key = (row["at"], row["quote"], row.get("nth", ""))
            if key in found and row["actor"] not in found[key]["actor"].split("; "):
                found[key]["actor"] += "; " + row["actor"]
            found.setdefault(key, dict(row))
        return [*found.values()]

    def span(self, row: dict[str, str]) -> tuple[int, int]:
        """Where the words of a row stand."""
        words = row.get("content") or row["quote"]
        nth = int(row["nth"]) if row.get("nth") else None
        passage = self.article.find(row["at"], words, nth)
        return passage.start, passage.end

    def pair_ids(self, table: str, column: str, of: str) -> None:
        """Each drafted id with the finished one that it most often stands beside."""
        votes: Counter = Counter()
        for ours, theirs in self.pairs(table):
            if ours and theirs:
                for id in ours[column].split("; "):
                    for other in theirs[column].split("; "):
                        form = ours.get("form")
                        votes[id, other] += 1 if form == "pronoun" else 5
        names = {row[column]: plain(row["name"]) for row in self.theirs[of]}
        for row in self.ours[of]:
            for id, name in names.items():
                if name == plain(row["name"]):
                    votes[row[column], id] += 20
        taken = set()
        for (id, other), _ in votes.most_common():
            if id not in self.ids[of] and other not in taken:
                self.ids[of][id] = other
                taken.add(other)

    def pairs(self, table: str) -> list[tuple[dict | None, dict | None]]:
        """Drafted and finished rows that belong together; None beside one that is alone."""
        ours, theirs = self.ours[table], self.theirs[table]
        if table in ("actors", "places"):
            key = table[:-1]
            by_id = {row[key]: row for row in theirs}
            found = [(row, by_id.pop(self.ids[table].get(row[key], "?"), None)) for row in ours]
            return found + [(None, row) for row in by_id.values()]
        shared = []
        for i, one in enumerate(ours):
            a, b = self.span(one)
            for j, other in enumerate(theirs):
                c, d = self.span(other)
                both = min(b, d) - max(a, c)
                if both > 0:
                    alike = both / (max(b, d) - min(a, c))
                    column = {"events": "expression", "statements": "polarity"}.get(table)
                    alike += bool(column) and one.get(column) == other.get(column)
                    if table == "mentions" and (one["form"] == "title") != (
                        other["form"] == "title"
                    ):
                        alike -= 0.5
                    shared.append((alike, -i, -j))
        found, left, right = [], {*range(len(ours))}, {*range(len(theirs))}
        for _, i, j in sorted(shared, reverse=True):
            if -i in left and -j in right:
                left.discard(-i)
                right.discard(-j)
                found.append((ours[-i], theirs[-j]))
        found += [(ours[i], None) for i in sorted(left)]
        return found + [(None, theirs[j]) for j in sorted(right)]

    def wrong(self, table: str, one: dict[str, str], other: dict[str, str]) -> list[str]:
        """The columns in which a drafted row does not say what the finished one does."""
        return [column for column in COUNT[table] if not self.same(table, column, one, other)]

    def same(self, table: str, column: str, one: dict[str, str], other: dict[str, str]) -> bool:
        """Whether one cell says the same."""
        a, b = one.get(column, ""), other.get(column, "")
        if column == "words":
            a, b = (row.get("content") or row["quote"] for row in (one, other))
            return plain(a) == plain(b) or (
                table == "statements"
                and len({*plain(a)} & {*plain(b)}) > 0.85 * len({*plain(a)} | {*plain(b)})
            )
        if column == "point":
            if other.get("source") == "invented" or not other.get("latitude"):
                return True
            far = (
                abs(float(one.get(axis) or 999) - float(other[axis]))
                for axis in ("latitude", "longitude")
            )
            return max(far) < (15 if "point" in other.get("source", "") else 1)
        if column in ("actor", "source", "place", "via"):
            ids = self.ids["places" if column == "place" else "actors"]
            return {ids.get(id, id) for id in a.split("; ")} == {*b.split("; ")}
        if column == "cue":
            return bool({*plain(a)} - AUXILIARIES & {*plain(b)}) or plain(a) == plain(b)
        if column == "modality":
            return (a or "happened") == (b or "happened") or {a, b} == {"announced", "possible"}
        if column == "named":
            return not b or a == b or b == "partly"
        if column == "channel":
            return not b or (a or "not given") == b
        if column == "expression":
            return not b or bool({*plain(a)} & {*plain(b)})
        return plain(a) == plain(b)

    def counted(self, table: str, tell: bool) -> Counter:
        """How many rows are right, to change, to refuse and to add."""
        counts: Counter = Counter()
        for one, other in self.pairs(table):
            if one and other:
                columns = self.wrong(table, one, other)
                counts["change" if columns else "right"] += 1
                counts["cells"] += len(columns)
                for column in columns:
                    counts[f"{table}.{column}"] += 1
                if tell and columns:
                    print("   change", table, columns, one, "\n          ", other)
            else:
                counts["refuse" if one else "add"] += 1
                if tell:
                    print("   refuse" if one else "   add   ", table, one or other)
        return counts


def main(tell: bool) -> None:
    """Count each lesson."""
    kinds = ("right", "change", "cells", "refuse", "add")
    whole: Counter = Counter()
    with tempfile.TemporaryDirectory() as target:
        for name, folder in folders(Path(target)).items():
            beside = Beside(folder)
            total: Counter = Counter()
            print(f"{name:12}" + "".join(f"{kind:>8}" for kind in kinds))
            for table in COUNT:
                counts = beside.counted(table, tell and name != "second")
                total += counts
                print(f"  {table:10}" + "".join(f"{counts[kind]:8}" for kind in kinds))
            print("  all       " + "".join(f"{total[kind]:8}" for kind in kinds), end="")
            accepted = total["right"] + total["change"]
            print(
                f"   actions {accepted + total['refuse'] + 2 * total['cells'] + 5 * total['add']}"
            )
            whole += total
    print("all       " + "".join(f"  {kind} {whole[kind]}" for kind in kinds))
    worst = [(n, cell) for cell, n in whole.items() if "." in cell]
    print("cells:", ", ".join(f"{cell} {n}" for n, cell in sorted(worst, reverse=True)[:14]))


if __name__ == "__main__":
    main("-v" in sys.argv)
