"""A lesson: the article and the tables read out of it, loaded and placed in the text."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
from attrs import define

from helpers.article import (
    Article,
    LayoutError,
    Passage,
    PassageError,
    occurrences,
    part_name,
    read_article,
)
from helpers.cells import CellError
from helpers.facts import FILE as ABOUT
from helpers.facts import read_facts
from helpers.problems import Findings, KitError, LessonError, Note, Problem
from helpers.spreadsheet import decode, read_rows
from helpers.tables import (
    KEYS,
    NARRATOR,
    OPTIONAL,
    TABLES,
    Actor,
    Background,
    Event,
    Judgement,
    Mention,
    Place,
    Row,
    Statement,
    Toponym,
    columns,
)
from helpers.timex import Timex, read_timex

if TYPE_CHECKING:
    import pandas


@define(slots=False)
class Lesson:
    """One article with its tables. Rows stand in the order of their files."""

    slug: str
    folder: Path
    about: Mapping[str, Any]
    article: Article
    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    places: tuple[Place, ...]
    toponyms: tuple[Toponym, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    judgements: tuple[Judgement, ...]
    background: tuple[Background, ...]

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of actors by id, with the narrator's."""
        return {NARRATOR: self.narrator} | {row.actor: row.name for row in self.actors}

    @cached_property
    def place_names(self) -> dict[str, str]:
        """The names of places by id."""
        return {row.place: row.name for row in self.places}

    @cached_property
    def _actors(self) -> dict[str, Actor]:
        return {row.actor: row for row in self.actors}

    def actor(self, actor: str) -> Actor:
        """Return an actor by its id; KitError, naming the nearest, where there is none."""
        if actor not in self._actors:
            raise KitError(self._no("actor", actor, self._actors))
        return self._actors[actor]

    def place_name(self, place: str) -> str:
        """Return a place's name by its id; KitError, naming the nearest, where there is none."""
        if place not in self.place_names:
            raise KitError(self._no("place", place, self.place_names))
        return self.place_names[place]

    def _no(self, kind: str, wanted: str, known: Mapping[str, Any]) -> str:
        near = difflib.get_close_matches(wanted, known, 1)
        hint = f" Did you mean “{near[0]}”?" if near else ""
        return f"There is no {kind} “{wanted}”.{hint} The {kind}s are: {', '.join(known)}."

    def claim(self, claim: str) -> str:
        """Return a claim in words, or its id where lesson.yaml has no words for it."""
        return str((self.about.get("claims") or {}).get(claim, claim))

    def around(self, passage: Passage) -> str:
        """Return the sentence that a passage begins in, or else the whole part of the article."""
        for sentence in self.article.sentences:
            if sentence.start <= passage.start < sentence.end:
                return sentence.quote
        return self.article.parts[passage.at].quote

    @property
    def narrator(self) -> str:
        """What the article's own voice is called in tables and charts."""
        return f"{self.about.get('publisher', 'The article')} (narrator)"

    @property
    def published(self) -> Timex:
        """When the article was published or last updated, as its stamp says."""
        return read_timex(self.about["datePublished"])

    def table(self, name: str) -> pandas.DataFrame:
        """Return a table with the columns of its file; ids stay ids, lists are joined by '; '.

        `name` is one of actors, mentions, places, toponyms, events, statements, judgements,
        background.
        Raises KitError for any other name.
        """
        import pandas

        if name not in TABLES:
            raise KitError(f"There is no table “{name}”. The tables are: {', '.join(TABLES)}.")
        fields = columns(TABLES[name])
        return pandas.DataFrame(
            [[plain(getattr(row, field)) for field in fields] for row in getattr(self, name)],
            columns=list(fields),
        )


def plain(value: Any) -> Any:
    """Return a cell's value as a table shows it."""
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, Timex):
        return value.value
    return "" if value is None else value


def seeds_folder() -> Path:
    """Return the folder of lessons: the nearest `seeds` above the notebook, else the kit's own."""
    here = Path.cwd()
    for folder in (here, *here.parents, Path(__file__).parent.parent):
        if (folder / "seeds").is_dir():
            return folder / "seeds"
    raise KitError("The folder seeds/ is not there. Open the notebook inside the kit's folder.")


def lesson_folders(seeds: Path) -> list[Path]:
    """Return the folders of `seeds` that hold a lesson, by name."""
    return sorted(path.parent for path in seeds.glob(f"*/{ABOUT}"))


def open_lesson(slug: str | None = None) -> Lesson:
    """Return a lesson by the name of its folder in seeds/.

    Without a name: the one that `seeds/lesson.txt` names, or the only one there is.
    Raises LessonError, with every problem found, where the tables do not fit the article, and
    KitError where there is no such lesson.
    """
    seeds = seeds_folder()
    slugs = [folder.name for folder in lesson_folders(seeds)]
    if slug is None and (seeds / "lesson.txt").is_file():
        slug = (decode(seeds / "lesson.txt", Findings()) or "").strip()
    if slug is None and len(slugs) == 1:
        slug = slugs[0]
    if slug not in slugs:
        wanted = "Say which lesson to open." if slug is None else f"There is no lesson “{slug}”."
        raise KitError(f"{wanted} In seeds/ there are: {', '.join(slugs) or 'none'}.")
    lesson, findings = load(seeds / slug)
    if lesson is None or findings.problems:
        raise LessonError(slug, findings.problems)
    return lesson


def load(folder: Path) -> tuple[Lesson | None, Findings]:
    """Read a lesson's files and place every quotation in the article.

    Returns the lesson and what was found wrong or put right. The lesson is None where the article
    or lesson.yaml cannot be read; a row with a problem is left out of it.
    """
    findings = Findings()
    about = read_facts(folder / ABOUT, findings)
    article = open_article(folder, about, findings)
    ids = {}
    tables = {name: read_table(folder, name, article, ids, findings) for name in TABLES}
    check_references(tables, ids, findings)
    if about is None or article is None:
        return None, findings
    return Lesson(folder.resolve().name, folder, about, article, **tables), findings


def open_article(
    folder: Path, about: Mapping[str, Any] | None, findings: Findings
) -> Article | None:
    """Return the lesson's article, or None after saying why it cannot be read."""
    about = about or {}
    language = about.get("inLanguage", "en").lower().split("-")[0]
    try:
        article = read_article(folder / "article.txt", about.get("layout"), language)
    except FileNotFoundError:
        found, remedy = "the file is not there", "put the article back as it was received"
    except UnicodeDecodeError:
        found, remedy = "it is not UTF-8", "put the article back as it was received"
    except OSError as error:
        found, remedy = f"it cannot be read ({error.strerror})", "close other programs"
    except LayoutError as error:
        remedy = "count the lines that have something on them"
        findings.problems.append(Problem(ABOUT, str(error), remedy, column="layout"))
        return None
    else:
        if article.parts:
            return article
        found, remedy = "the file is empty", "put the article back as it was received"
    findings.problems.append(Problem("article.txt", found, remedy))
    return None


def read_table(
    folder: Path,
    name: str,
    article: Article | None,
    ids: dict[str, dict[str, int]],
    findings: Findings,
) -> tuple[Row, ...]:
    """Return the rows of one table that could be read and placed; report the others.

    The ids found, with the row of each, go into `ids`: also those of rows with another problem,
    so that one mistake is reported once.
    """
    path = folder / f"{name}.csv"
    if name in OPTIONAL and not path.exists():
        return ()
    fields = columns(TABLES[name])
    required = [field.name for field in fields.values() if field.metadata["required"]]
    found = read_rows(path, list(fields), required, findings)
    if found is None or not found.whole:
        findings.unread.add(name)
    rows, seen = [], ids.setdefault(name, {})
    for number, cells in found.rows if found else ():
        values, problems = read_cells(path.name, number, cells, fields)
        problems += note_id(path.name, name, number, values, seen)
        row = TABLES[name](row=number, **values)
        if article is not None:
            row, misplaced = place(path.name, row, article, findings)
            # A number that cannot be read leaves open which passage is meant: once is enough.
            known = {problem.column for problem in problems}
            problems += [] if known & {"at", "nth"} else misplaced
        findings.problems.extend(problems)
        (findings.rejected.setdefault(name, []) if problems else rows).append(row)
    for number, cells in found.broken if found else ():
        note_id(path.name, name, number, cells, seen)
    return tuple(rows)


def note_id(
    file: str, name: str, number: int, values: Mapping[str, Any], seen: dict[str, int]
) -> list[Problem]:
    """Remember the id of a row, and return the problem of one that is there already."""
    key = KEYS.get(name)
    if key is None or not values.get(key):
        return []
    first = seen.setdefault(values[key], number)
    if first == number:
        return []
    found = f"“{values[key]}” is already the id of row {first}"
    return [Problem(file, found, "give one of the two another id", number, key)]


def read_cells(
    file: str, number: int, cells: Mapping[str, str], fields: Mapping[str, attrs.Attribute]
) -> tuple[dict[str, Any], list[Problem]]:
    """Return the values of a row's cells, None for each that cannot be read, and the problems."""
    values, problems = dict.fromkeys(fields), []
    for name, field in fields.items():
        cell = cells.get(name, "")
        if not cell and not field.metadata["required"]:
            values[name] = field.metadata["default"]
        elif not cell:
            problems.append(Problem(file, "the cell is empty", "fill it in", number, name))
        else:
            try:
                values[name] = field.metadata["read"](cell)
            except CellError as error:
                problems.append(Problem(file, error.found, error.remedy, number, name))
    return values, problems


def place(file: str, row: Row, article: Article, findings: Findings) -> tuple[Row, list[Problem]]:
    """Return the row with its passages found in the article, and the problems in finding them.

    A quotation that is not there is placed where the text is most like it: the row is rejected,
    but it still accounts for that stretch.
    """
    if not hasattr(row, "passage") or not (row.at and row.quote):
        return row, []
    problems: list[Problem] = []
    try:
        found = {"passage": article.find(row.at, row.quote, row.nth)}
    except PassageError as error:
        found = {"passage": error.near}
        quote = "content" if isinstance(row, Statement) else "quote"
        column = quote if error.column == "quote" else error.column
        problems.append(Problem(file, error.found, error.remedy, row.row, column, error.nearest))
    else:
        if row.nth and (word := article.inside_word(found["passage"])):
            note = f"row {row.row}: “{row.quote}” number {row.nth} stands inside the word “{word}”"
            findings.notes.append(Note(file, note))
        if isinstance(row, Event) and row.expression:
            expression = find_expression(row, found["passage"], article)
            found["expression_passage"] = expression
            if expression is None:
                problems.append(misplaced_expression(file, row, article))
    return attrs.evolve(row, **found), problems


def find_expression(event: Event, passage: Passage, article: Article) -> Passage | None:
    """Return where the time expression stands: in the quotation, or else once in its part."""
    for around in (passage, article.parts[event.at]):
        starts = list(occurrences(around.quote, event.expression))
        if len(starts) == 1:
            start = around.start + starts[0]
            return Passage(event.at, event.expression, start, start + len(event.expression))
    return None


def misplaced_expression(file: str, event: Event, article: Article) -> Problem:
    """Return the problem of a time expression that is not in its quotation, or twice."""
    near = article.nearest(event.at, event.expression)
    return Problem(
        file,
        f"“{event.expression}” does not stand once in the quotation",
        "copy the words that give the time, and lengthen the quotation to hold them",
        event.row,
        "expression",
        near and f"“{near.quote}”, in {part_name(near.at)}",
    )


def check_references(
    tables: Mapping[str, tuple[Row, ...]],
    ids: Mapping[str, Mapping[str, int]],
    findings: Findings,
) -> None:
    """Report every id that names no row of the table it refers to."""
    for name, row_class in TABLES.items():
        for field in columns(row_class).values():
            target = field.metadata["to"]
            if target is None or target.split()[0] in findings.unread:
                continue  # a table that could not be read is one problem, not hundreds
            known = {*ids.get(target.split()[0], ()), *([NARRATOR] if "narrator" in target else [])}
            for row in [*tables[name], *findings.rejected.get(name, ())]:
                value = getattr(row, field.name)
                for one in value if isinstance(value, tuple) else (value or "",):
                    if one and one not in known:
                        near = difflib.get_close_matches(one, sorted(known), 1)
                        findings.problems.append(
                            Problem(
                                f"{name}.csv",
                                f"“{one}” is no id in {target.split()[0]}.csv",
                                "write an id that stands there, or add a row there",
                                row.row,
                                field.name,
                                near[0] if near else None,
                            )
                        )
