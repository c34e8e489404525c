"""A lesson: the article and the tables read out of it, loaded and placed in the text."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
from attrs import define

from helpers.article import Article, Passage, PassageError, occurrences, read_article
from helpers.cells import CellError
from helpers.problems import Findings, KitError, LessonError, Problem
from helpers.spreadsheet import read_rows
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
from helpers.timex import Timex, TimexError, read_timex

if TYPE_CHECKING:
    import pandas

ABOUT = "lesson.yaml"
REQUIRED_FACTS = ("headline", "publisher", "datePublished", "inLanguage", "rights", "sha256")


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
        return f"{named(self.about.get('publisher'))} (narrator)"

    @property
    def published(self) -> Timex:
        """When the article was published or last updated, as its stamp says."""
        return read_timex(str(self.about["datePublished"]))

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


def named(value: Any) -> str:
    """Return the name of a schema.org Person or Organization, written in short or in full."""
    return str(value.get("name", "")) if isinstance(value, Mapping) else str(value or "")


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
        slug = (seeds / "lesson.txt").read_text(encoding="utf-8-sig").strip()
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
    about = read_about(folder / ABOUT, findings)
    article = open_article(folder, about, findings)
    ids = {}
    tables = {name: read_table(folder, name, article, ids, findings) for name in TABLES}
    check_references(tables, ids, findings)
    if about is None or article is None:
        return None, findings
    return Lesson(folder.resolve().name, folder, about, article, **tables), findings


def read_about(path: Path, findings: Findings) -> Mapping[str, Any] | None:
    """Return what lesson.yaml holds, or None after saying why it cannot be read."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    def report(found: str, remedy: str, line: int | None = None, key: str | None = None) -> None:
        findings.problems.append(Problem(path.name, found, remedy, line, key))

    try:
        about = YAML(typ="rt", pure=True).load(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return report("the file is not there", "put it back")
    except (OSError, UnicodeDecodeError):
        return report("the file cannot be read", "save it as UTF-8 text")
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        return report(f"it is not YAML: {error.problem}", "mend or undo the last change", line)
    except (YAMLError, RecursionError):
        return report("it is not YAML", "mend or undo the last change")
    if not isinstance(about, Mapping):
        return report("it holds no list of facts", "write facts as “name: value”, one a line")
    for fact in REQUIRED_FACTS:
        if not about.get(fact):
            report("the fact is missing", f"add a line “{fact}: …”", key=fact)
    if about.get("datePublished"):
        try:
            read_timex(str(about["datePublished"]))
        except TimexError as error:
            line = about.lc.value("datePublished")[0] + 1
            report(
                error.found, "write it like '2020-08-20T10:57', in quotes", line, "datePublished"
            )
    return about


def open_article(
    folder: Path, about: Mapping[str, Any] | None, findings: Findings
) -> Article | None:
    """Return the lesson's article, or None after saying why it cannot be read."""
    about = about or {}
    layout = about.get("layout")
    try:
        article = read_article(
            folder / "article.txt",
            {str(name): int(line) for name, line in layout.items()} if layout else None,
            str(about.get("inLanguage") or "en").split("-")[0],
        )
    except FileNotFoundError:
        found, remedy = "the file is not there", "put the article back as it was received"
    except UnicodeDecodeError:
        found, remedy = "it is not UTF-8", "put the article back as it was received"
    except OSError as error:
        found, remedy = f"it cannot be read ({error.strerror})", "close other programs"
    except (AttributeError, TypeError, ValueError) as error:
        findings.problems.append(
            Problem(
                ABOUT, f"the layout does not fit: {error}", "write “headline: 1”", column="layout"
            )
        )
        return None
    else:
        return article
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
    rows, seen = [], ids.setdefault(name, {})
    for number, cells in read_rows(path, list(fields), required, findings):
        values, problems = read_cells(path.name, number, cells, fields)
        key = KEYS.get(name)
        if key and values.get(key):
            first = seen.setdefault(values[key], number)
            if first != number:
                problems.append(
                    Problem(
                        path.name,
                        f"“{values[key]}” is already the id of row {first}",
                        "give one of the two another id",
                        number,
                        key,
                    )
                )
        row = TABLES[name](row=number, **values)
        if article is not None:
            row, misplaced = place(path.name, row, article)
            problems += misplaced
        findings.problems.extend(problems)
        (findings.rejected.setdefault(name, []) if problems else rows).append(row)
    return tuple(rows)


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


def place(file: str, row: Row, article: Article) -> tuple[Row, list[Problem]]:
    """Return the row with its passages found in the article, or the problems in finding them."""
    if not hasattr(row, "passage") or not (row.at and row.quote):
        return row, []
    try:
        passage = article.find(row.at, row.quote, row.nth)
        row = attrs.evolve(row, passage=passage)
    except PassageError as error:
        quote = "content" if isinstance(row, Statement) else "quote"
        column = quote if error.column == "quote" else error.column
        return row, [Problem(file, error.found, error.remedy, row.row, column, error.nearest)]
    if isinstance(row, Event) and row.expression:
        found = find_expression(row, article)
        if found is None:
            nearest = article.nearest(row.at, row.expression)
            return row, [
                Problem(
                    file,
                    f"“{row.expression}” does not stand once in the quotation",
                    "copy the words that give the time, and lengthen the quotation to hold them",
                    row.row,
                    "expression",
                    nearest,
                )
            ]
        row = attrs.evolve(row, expression_passage=found)
    return row, []


def find_expression(event: Event, article: Article) -> Passage | None:
    """Return where the time expression stands: in the quotation, or else once in its part."""
    for around in (event.passage, article.parts[event.at]):
        starts = list(occurrences(around.quote, event.expression))
        if len(starts) == 1:
            start = around.start + starts[0]
            return Passage(event.at, event.expression, start, start + len(event.expression))
    return None


def check_references(
    tables: Mapping[str, tuple[Row, ...]],
    ids: Mapping[str, Mapping[str, int]],
    findings: Findings,
) -> None:
    """Report every id that names no row of the table it refers to."""
    for name, row_class in TABLES.items():
        for field in columns(row_class).values():
            target = field.metadata["to"]
            if target is None or not ids[target.split()[0]]:
                continue  # a table that could not be read at all is one problem, not hundreds
            known = {*ids[target.split()[0]], *([NARRATOR] if "narrator" in target else [])}
            for row in tables[name]:
                value = getattr(row, field.name)
                for one in value if isinstance(value, tuple) else (value,):
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
