"""A lesson: the article and the tables read out of it, loaded and placed in the text."""

from __future__ import annotations

import gc
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from helpers.common.errors import Findings, KitError, LessonError, Note, Problem
from helpers.common.text import did_you_mean
from helpers.lesson.article import Article, LayoutError, Passage, read_article
from helpers.lesson.csv_reader import decode
from helpers.lesson.dates import Timex, in_words
from helpers.lesson.locked import SealedLesson, is_sealed
from helpers.lesson.metadata import FILE as ABOUT
from helpers.lesson.metadata import read_facts, stamp
from helpers.lesson.table_reader import check_references, read_table
from helpers.lesson.tables import (
    NARRATOR,
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

if TYPE_CHECKING:
    import pandas

Found = TypeVar("Found")


class Lesson:
    """One article with its tables. Rows stand in the order of their files.

    `slug` is the name of its folder, and `about` holds the facts of lesson.yaml by name.
    """

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    places: tuple[Place, ...]
    toponyms: tuple[Toponym, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    judgements: tuple[Judgement, ...]
    background: tuple[Background, ...]

    def __init__(
        self,
        slug: str,
        folder: Path,
        about: Mapping[str, Any],
        article: Article,
        tables: Mapping[str, Sequence[Row]],
    ) -> None:
        """Take what was read; `open_lesson` does so. `tables` has the rows of each of TABLES."""
        self.slug, self.folder, self.about, self.article = slug, folder, about, article
        vars(self).update({name: tuple(tables[name]) for name in TABLES})

    def with_rows(self, **tables: Sequence[Row]) -> Lesson:
        """The same lesson with other rows in the tables that are named."""
        rows = {name: getattr(self, name) for name in TABLES} | tables
        return Lesson(self.slug, self.folder, self.about, self.article, rows)

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of actors by id, with that of NARRATOR."""
        return {NARRATOR: "The narrator"} | {row.actor: row.name for row in self.actors}

    @cached_property
    def place_names(self) -> dict[str, str]:
        """The names of places by id."""
        return {row.place: row.name for row in self.places}

    @cached_property
    def _places(self) -> dict[str, Place]:
        return {row.place: row for row in self.places}

    @cached_property
    def _actors(self) -> dict[str, Actor]:
        return {row.actor: row for row in self.actors}

    def actor(self, actor: str) -> Actor:
        """The actor with an id; KitError, naming the nearest id, where there is none."""
        return known_as("actor", actor, self._actors)

    def place(self, place: str) -> Place:
        """The place with an id; KitError, naming the nearest id, where there is none."""
        return known_as("place", place, self._places)

    def claim(self, claim: str) -> str:
        """A claim in words, or its id where lesson.yaml has no words for it."""
        claims: Mapping[str, str] = self.about.get("claims", {})
        return claims.get(claim, claim)

    def around(self, passage: Passage) -> str:
        """The sentence that a passage begins in, or else the whole part of the article."""
        for sentence in self.article.sentences:
            if sentence.start <= passage.start < sentence.end:
                return sentence.quote
        return self.article.parts[passage.at].quote

    @property
    def printed_by(self) -> str:
        """Where every chain of hands ends: the outlet that prints the article."""
        return str(self.about.get("publisher", "The article"))

    @property
    def published(self) -> Timex:
        """When the article was published or last changed, as its stamp says."""
        return stamp(self.about)

    @property
    def outlet_and_date(self) -> str:
        """Who published the article and when, as far as the lesson says so."""
        return ", ".join(filter(None, [self.about.get("publisher", ""), in_words(self.published)]))

    def table(self, name: str) -> pandas.DataFrame:
        """A table with the columns of its file; ids stay ids, lists are joined by '; '.

        `name` is one of actors, mentions, places, toponyms, events, statements, judgements,
        background; KitError for any other. Empty cells are "", dates are TIMEX3 values as text.
        """
        import pandas

        if name not in TABLES:
            raise KitError(f"There is no table “{name}”. The tables are: {', '.join(TABLES)}.")
        fields = columns(TABLES[name])
        return pandas.DataFrame(
            [[as_shown(getattr(row, field)) for field in fields] for row in getattr(self, name)],
            columns=list(fields),
        )


def known_as(kind: str, wanted: str, known: Mapping[str, Found]) -> Found:
    """The one of `known` with an id; KitError, naming the nearest and all, where there is none."""
    if wanted not in known:
        near = did_you_mean(wanted, known)
        hint = f" Did you mean “{near}”?" if near else ""
        listed = ", ".join(known)
        raise KitError(f"There is no {kind} “{wanted}”.{hint} The {kind}s are: {listed}.")
    return known[wanted]


def as_shown(value: Any) -> Any:
    """A cell's value as a table shows it."""
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, Timex):
        return value.value
    return "" if value is None else value


def seeds_folder(here: Path | None = None) -> Path:
    """The folder of lessons: the nearest `seeds` above the notebook, else the kit's own.

    `here` is the notebook's folder; a kernel works in it. Raises KitError where neither is there.
    """
    here = here or Path.cwd()
    for folder in (here, *here.parents, Path(__file__).parents[2]):
        if (folder / "seeds").is_dir():
            return folder / "seeds"
    raise KitError("The folder seeds/ is not there. Open the notebook inside the kit's folder.")


CHOSEN = "lesson.txt"  # in seeds/: the name of the lesson that is opened where nothing else says


def lesson_folders(seeds: Path) -> list[Path]:
    """The folders of `seeds` that hold a lesson, by name."""
    return sorted(path.parent for path in seeds.glob(f"*/{ABOUT}"))


def lesson_folder(seeds: Path, slug: str | None = None, here: Path | None = None) -> Path:
    """The folder of a lesson in `seeds`, by its name.

    Without a name: the one that `here`, the notebook's folder, lies in; the one that the
    environment names as LESSON (the tests do), or the file `seeds/lesson.txt`; or the only one
    there is. Raises KitError where there is no such lesson.
    """
    slugs = [folder.name for folder in lesson_folders(seeds)]
    slug = slug or lies_in(seeds, here or Path.cwd(), slugs) or os.environ.get("LESSON")
    if slug is None and (seeds / CHOSEN).is_file():
        slug = (decode(seeds / CHOSEN, Findings()) or "").strip()
    if slug is None and len(slugs) == 1:
        slug = slugs[0]
    if slug not in slugs:
        wanted = "Say which lesson to open." if slug is None else f"There is no lesson “{slug}”."
        there = f"In seeds/ there are: {', '.join(slugs) or 'none'}."
        how = (
            "Write “--lesson” and the name of one behind the command, or that name into the file "
            "seeds/lesson.txt. The command “open” writes notebooks that open it alone."
        )
        raise KitError(f"{wanted} {there} {how}")
    return seeds / slug


def lies_in(seeds: Path, here: Path, slugs: Collection[str]) -> str | None:
    """The lesson in whose folder a notebook lies; None where it lies elsewhere."""
    here, seeds = here.resolve(), seeds.resolve()
    name = here.relative_to(seeds).parts[:1] if here.is_relative_to(seeds) else ()
    return next((one for one in name if one in slugs), None)


def open_lesson(slug: str | None = None) -> Lesson | SealedLesson:
    """Open a lesson by the name of its folder in seeds/, or the one that `lesson_folder` finds.

    Where its tables are sealed, what is public of it: all else then gives a notice.

    Raises LessonError, with every problem found, where the tables do not fit the article, and
    KitError where there is no such lesson.
    """
    folder, findings = lesson_folder(seeds_folder(), slug), Findings()
    lesson: Lesson | SealedLesson | None
    if is_sealed(folder):
        lesson = load_public(folder, findings)
    else:
        lesson, findings = load(folder)
    if lesson is None or findings.problems:
        raise LessonError(folder.name, findings.problems)
    return lesson


def load_public(folder: Path, findings: Findings) -> SealedLesson | None:
    """What is public of a sealed lesson, or None after reporting why it cannot be read."""
    about = read_facts(folder / ABOUT, findings)
    article = open_article(folder, about, findings)
    if about is None or article is None:
        return None
    return SealedLesson(folder.resolve().name, folder, about, article)


def load(folder: Path) -> tuple[Lesson | None, Findings]:
    """Read a lesson's files, place every quotation in the article, and follow every id.

    Gives the lesson and what was found wrong or put right. The lesson is None where its tables are
    sealed, or the article or lesson.yaml cannot be read; a row with a problem is left out of it.
    """
    findings = Findings()
    if is_sealed(folder):
        note = "the tables are sealed, and are read once the class code has opened them"
        findings.notes.append(Note(folder.resolve().name, note))
        return None, findings
    about = read_facts(folder / ABOUT, findings)
    article = open_article(folder, about, findings)
    ids: dict[str, dict[str, int]] = {}
    with collector_paused():
        tables = {name: read_table(folder, name, article, ids, findings) for name in TABLES}
        check_references(tables, ids, findings)
    if about is None or article is None:
        return None, findings
    return Lesson(folder.resolve().name, folder, about, article, tables), findings


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep Python from looking through all rows again and again while more of them are made.

    Nothing that is made while loading can be let go of yet, and with the collector on the time
    grows faster than the lesson.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def open_article(
    folder: Path, about: Mapping[str, Any] | None, findings: Findings
) -> Article | None:
    """The lesson's article, or None after reporting why it cannot be read.

    `about` says its language and layout; without it they are English, and guessed.
    """
    about = about or {}
    language = about.get("inLanguage", "en").lower().split("-")[0]
    remedy = "put the article back as it was received"
    try:
        article = read_article(folder / "article.txt", about.get("layout"), language)
    except FileNotFoundError:
        found = "the file is not there"
    except UnicodeDecodeError:
        found = "it is not UTF-8"
    except OSError as error:
        found, remedy = f"it cannot be read ({error.strerror})", "close other programs"
    except LayoutError as error:
        remedy = "count the lines that have something on them"
        findings.problems.append(Problem(ABOUT, str(error), remedy, column="layout"))
        return None
    else:
        if article.parts:
            return article
        found = "the file is empty"
    findings.problems.append(Problem("article.txt", found, remedy))
    return None
