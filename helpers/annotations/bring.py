"""Bringing in what another tool marked, or a lesson that this kit took elsewhere.

What another tool marked is proposed, and stands in no table until a person has said yes. Rows that
this kit wrote are whole: they stand in the tables at once.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from attrs import evolve, frozen

from helpers.annotations.formats import Damaged, Read, readable
from helpers.annotations.marks import Marked
from helpers.annotations.placing import aligned
from helpers.annotations.proposing import Proposed, Proposing
from helpers.annotations.rows import Tables, as_csv, raw_rows
from helpers.authoring.proposals import FILE as PROPOSALS
from helpers.authoring.proposals import Proposal, read_proposals, write_proposals
from helpers.common.errors import Findings, KitError, LessonError
from helpers.common.file_names import is_device
from helpers.drafting.correcting import add_rows, not_saved
from helpers.drafting.layout import Layout, Question, find_layout
from helpers.drafting.new_lesson import answer, keep_opening, missing, new_lesson
from helpers.lesson.article import Article
from helpers.lesson.lesson import load, open_article
from helpers.lesson.locked import is_sealed
from helpers.lesson.metadata import FILE as ABOUT
from helpers.lesson.metadata import read_facts
from helpers.lesson.tables import KEYS, TABLES


@frozen
class Brought:
    """What came in: the lesson's folder, and how many rows by table, at once and proposed.

    `known` is the number of rows that were there before. `left` has a sentence for everything that
    is in no row, and `notes` what the file did not say.
    """

    folder: Path
    rows: Mapping[str, int]
    proposed: Mapping[str, int]
    known: int
    left: tuple[str, ...]
    notes: tuple[str, ...] = ()


def read_file(path: Path) -> Read:
    """What a file holds, by its ending; KitError where that is no format, or it cannot be read."""
    form = readable().get(path.suffix.lower())
    if form is None:
        endings = " or ".join(f"{end} ({one.NAME})" for end, one in readable().items())
        raise KitError(
            f"“{path.name}” is no file that can be brought in. Its end has to be {endings}."
        )
    try:
        return form.read(path)  # type: ignore[no-any-return]
    except FileNotFoundError:
        raise KitError(f"There is no file {path.name}. Write its whole path.") from None
    except OSError as error:
        raise KitError(f"{path.name} cannot be read ({error.strerror}).") from None


def bring(path: Path, folder: Path) -> Brought:
    """Add what a file holds to the lesson in a folder. Nothing that is there is changed.

    Raises KitError, and then nothing has come in, where the file cannot be read or is about
    another text, the lesson cannot be added to, or a file cannot be written.
    """
    found = read_file(path)
    article = article_of(folder)
    if isinstance(found, Tables):
        return add_tables(found, folder, article, path)
    open_ones = read_proposals(folder)
    there = [(one.table, one.cells) for one in open_ones]
    there += [(table, cells) for table in TABLES for cells in raw_rows(folder, table)[1]]
    made = Proposing(found, article, there, path.name).all()
    numbered = number(made.proposals, open_ones)
    try:
        write_proposals(folder, [*open_ones, *numbered])
    except OSError as error:
        raise not_saved(f"A file of {folder.name}", error) from None
    return brought(folder, made, numbered)


def bring_new(
    path: Path, seeds: Path, slug: str | None = None, facts: Mapping[str, str] | None = None
) -> Brought:
    """Make a new lesson in `seeds` of what a file holds.

    `facts` are publisher, datePublished, rights and so on, as far as the text does not say them; a
    file that this kit wrote has them. Without a `slug` that file's, or one made of the headline.
    Raises KitError, and nothing is left behind, where the file cannot be read, a fact is missing,
    or the folder is there or cannot be written.
    """
    found = read_file(path)
    if isinstance(found, Tables):
        return write_tables(found, seeds, slug or found.slug, path)
    if found.text is None:
        raise KitError(
            f"{path.name} has no text in it. Begin the lesson from its text by the command “new”, "
            "and bring this file into it."
        )
    layout = laid_out(found, facts or {})
    if lacking := missing(layout):
        raise KitError(f"The file does not say all that a lesson needs. Say: {', '.join(lacking)}.")
    results: list[Proposed] = []

    def propose(article: Article, _: Mapping[str, Any]) -> list[Proposal]:
        results.append(Proposing(found, article, [], path.name).all())
        return number(results[0].proposals, [])

    made = new_lesson(seeds, layout, slug, propose)
    notes = (found.guessed,) if found.guessed else ()
    return evolve(brought(made.folder, results[0], read_proposals(made.folder)), notes=notes)


def laid_out(found: Marked, facts: Mapping[str, str]) -> Layout:
    """What the lines of a text are, with what a person says of it."""
    layout = find_layout([line.strip() for line in found.paragraphs], facts.get("inLanguage"))
    for name, said in facts.items():
        if said and name != "inLanguage":
            asked = [one for one in layout.questions if one.fact == name]
            layout = answer(layout, (asked or [Question(name, "")])[0], said)
    return layout


def article_of(folder: Path) -> Article:
    """The article of a lesson; KitError where it cannot be read, or its tables are sealed."""
    if is_sealed(folder):
        raise KitError(f"The tables of {folder.name} are sealed. Bring the file into the kit.")
    findings = Findings()
    article = open_article(folder, read_facts(folder / ABOUT, findings), findings)
    if article is None:
        raise LessonError(folder.name, findings.problems)
    return article


def number(proposals: Sequence[Proposal], before: Sequence[Proposal]) -> list[Proposal]:
    """Proposals with ids that none has yet."""
    counts = dict.fromkeys(TABLES, 0)
    for one in before:
        table, _, figures = one.id.rpartition("-")
        if table in counts and figures.isdecimal():
            counts[table] = max(counts[table], int(figures))
    found = []
    for one in proposals:
        counts[one.table] += 1
        found.append(one.replace(id=f"{one.table}-{counts[one.table]}"))
    return found


def brought(folder: Path, made: Proposed, numbered: Sequence[Proposal]) -> Brought:
    """What is told of marks that became proposals."""
    counts = {table: sum(one.table == table for one in numbered) for table in TABLES}
    proposed = {table: count for table, count in counts.items() if count}
    return Brought(folder, {}, proposed, made.known, made.left)


def write_tables(found: Tables, seeds: Path, slug: str, path: Path) -> Brought:
    """Make the folder of a lesson that this kit took elsewhere, as it was."""
    if not re.fullmatch(r"[\w-]{1,60}", slug) or is_device(slug):
        raise KitError(f"“{slug}” cannot be the name of a folder. Write it like flood-2026.")
    folder = seeds / slug
    if folder.exists():
        raise KitError(
            f"There is a lesson {slug} already. Give this one another name, or bring it into that."
        )
    try:
        fill(found, folder)
        checked(folder, path)
        keep_opening(folder)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise KitError(f"{slug} cannot be written ({error.strerror}).") from None
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Brought(
        folder, {name: len(rows) for name, rows in found.rows.items() if rows}, {}, 0, ()
    )


def fill(found: Tables, folder: Path) -> None:
    """Write article, lesson.yaml and tables."""
    folder.mkdir(parents=True)
    (folder / "article.txt").write_bytes(found.article.encode())
    (folder / ABOUT).write_bytes(found.about.encode())
    for name, names in found.columns.items():
        (folder / f"{name}.csv").write_bytes(as_csv(names, found.rows[name]))


def checked(folder: Path, path: Path) -> None:
    """Damaged, with all that does not fit, where a lesson that was brought in has problems."""
    lesson, findings = load(folder)
    if lesson is None or findings.problems:
        raise Damaged(path, [str(one) for one in findings.problems])


def add_tables(found: Tables, folder: Path, article: Article, path: Path) -> Brought:
    """Add rows of a lesson of the same article; those that are there already are not doubled."""
    if found.article != article.text:
        aligned(found.article, article.text)
    lesson, findings = load(folder)
    if lesson is None or findings.problems:
        raise KitError(
            f"Mend the tables of {folder.name} first; the command “check” says all of it."
        )
    added, known, wrong = {}, 0, []
    for table, rows in found.rows.items():
        _, there = raw_rows(folder, table)
        new = [row for row in rows if not any(is_one(row, one) for one in there)]
        known += len(rows) - len(new)
        if key := KEYS.get(table):
            ids = {one.get(key) for one in there}
            wrong += [
                f"“{row.get(key)}” is in {table}.csv already, and the rest of its row is another."
                for row in new
                if row.get(key) in ids
            ]
        if new:
            added[table] = new
    if wrong:
        raise Damaged(path, [*wrong, "What to do: give one of the two another id."])
    with TemporaryDirectory() as name:
        # In a copy first: what does not fit must not come in.
        left = shutil.ignore_patterns(PROPOSALS, "notebooks")
        tried = Path(shutil.copytree(folder, Path(name) / folder.name, ignore=left))
        for table, new in added.items():
            add_rows(tried, table, new)
        checked(tried, path)
    try:
        for table, new in added.items():
            add_rows(folder, table, new)
    except OSError as error:
        raise not_saved(f"A file of {folder.name}", error) from None
    return Brought(folder, {name: len(rows) for name, rows in added.items()}, {}, known, ())


def is_one(row: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two rows say the same; a cell that is not there is empty."""
    return all(row.get(name, "") == other.get(name, "") for name in {*row, *other})
