"""A lesson folder made of a text: the article, what is known of it, empty tables, and a draft."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from helpers.authoring.proposals import FILE as PROPOSALS
from helpers.authoring.proposals import Proposal, as_bytes
from helpers.common.errors import Findings, KitError, LessonError
from helpers.common.file_names import is_device
from helpers.drafting.draft import draft
from helpers.drafting.layout import Layout, Question
from helpers.drafting.parsing import without_parser
from helpers.drafting.table_file import TableFile
from helpers.lesson.article import Article
from helpers.lesson.lesson import CHOSEN, lesson_folders, open_article
from helpers.lesson.metadata import FILE as ABOUT
from helpers.lesson.metadata import FactError, publication, read_facts
from helpers.lesson.tables import OPTIONAL, TABLES

Propose = Callable[[Article, Mapping[str, Any]], list[Proposal]]
NEEDED = ("publisher", "datePublished", "inLanguage", "rights")
ORDER = (
    "headline",
    "author",
    "publisher",
    "dateline",
    "datePublished",
    "inLanguage",
    "source",
    "rights",
)


@frozen
class NewLesson:
    """A folder that was made: the rows proposed, by table, and what is to be said of it."""

    folder: Path
    open: dict[str, int]
    notes: tuple[str, ...]


def answer(layout: Layout, question: Question, reply: str) -> Layout:
    """The layout once a question is answered; an empty reply leaves it as it is.

    A byline or a headline that is no line of the text becomes one. Raises KitError for a day that
    cannot be read.
    """
    rest = tuple(one for one in layout.questions if one is not question)
    layout, reply = evolve(layout, questions=rest), " ".join(reply.split())
    if not reply:
        return layout
    if question.fact == "body":
        said = re.search(r"“(.*)”", question.question)
        return without_line(layout, said[1]) if said and reply.lower() in ("no", "n") else layout
    if question.fact in ("byline", "headline"):
        return with_part(layout, question.fact, reply)
    if question.fact == "datePublished":
        try:
            reply = publication(reply)
        except FactError as error:
            raise KitError(
                f"The day of publication: {error.found}. Write it like 2026-03-05."
            ) from None
    return evolve(layout, facts=layout.facts | {question.fact: reply})


def without_line(layout: Layout, line: str) -> Layout:
    """The layout without a line of the text."""
    number = layout.lines.index(line) + 1

    def moved(part: int | None) -> int | None:
        return None if part is None or part == number else part - (part > number)

    return evolve(
        layout,
        lines=tuple(one for place, one in enumerate(layout.lines, 1) if place != number),
        headline=moved(layout.headline),
        byline=moved(layout.byline),
        credit=moved(layout.credit),
    )


def with_part(layout: Layout, part: str, line: str) -> Layout:
    """The layout with a line as its headline or byline; a new one comes where it belongs."""
    if line in layout.lines:
        number = layout.lines.index(line) + 1
        if part == "byline":
            return evolve(layout, byline=number)
        return evolve(layout, headline=number)
    place = 0 if part == "headline" else (layout.headline or 0)

    def moved(number: int | None) -> int | None:
        return None if number is None else number + (number > place)

    return evolve(
        layout,
        lines=(*layout.lines[:place], line, *layout.lines[place:]),
        headline=1 if part == "headline" else moved(layout.headline),
        byline=place + 1 if part == "byline" else moved(layout.byline),
        credit=moved(layout.credit),
    )


def missing(layout: Layout) -> list[str]:
    """The facts that a lesson must have and that nobody has said yet."""
    facts = [name for name in NEEDED if not layout.facts.get(name)]
    return [*(["headline"] if layout.headline is None else []), *facts]


def new_lesson(
    seeds: Path, layout: Layout, slug: str | None = None, propose: Propose = draft
) -> NewLesson:
    """Make the folder of a lesson in `seeds`: article, facts, empty tables, and a draft.

    `propose` makes the draft of the article and its facts. Without a `slug` the folder's name is
    made of the headline and the year. Raises KitError where a fact is missing, the folder is there
    already, or it cannot be written; nothing is then left behind.
    """
    if lacking := missing(layout):
        raise KitError(f"Say first: {', '.join(lacking)}.")
    if not layout.paragraphs:
        raise KitError("The text has no paragraph. Give all of it, a paragraph a line.")
    slug = slug or slug_of(layout)
    folder = seeds / slug
    if not re.fullmatch(r"[\w-]{1,60}", slug) or is_device(slug):
        raise KitError(f"“{slug}” cannot be the name of a folder. Write it like flood-2026.")
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise KitError(
            f"There is a lesson {folder.name} already. Give this one another name."
        ) from None
    except OSError as error:
        raise KitError(f"The folder {folder.name} cannot be made ({error.strerror}).") from None
    try:
        made = fill(folder, layout, propose)
        keep_opening(folder)
        return made
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise KitError(f"{folder.name} cannot be written ({error.strerror}).") from None
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def keep_opening(new: Path) -> None:
    """Let notebooks go on opening the lesson that was the only one before a new one came.

    Raises OSError.
    """
    chosen = new.parent / CHOSEN
    others = [one for one in lesson_folders(new.parent) if one.name != new.name]
    if len(others) == 1 and not chosen.exists():
        chosen.write_bytes(f"{others[0].name}\n".encode())


def fill(folder: Path, layout: Layout, propose: Propose) -> NewLesson:
    """Write the files of a new lesson into its folder."""
    text = "\n".join(layout.lines) + "\n"
    (folder / "article.txt").write_bytes(text.encode())
    (folder / ABOUT).write_bytes(about_text(layout, text).encode())
    for table in TABLES:
        if table not in OPTIONAL:
            TableFile(folder, table).save()
    findings = Findings()
    about = read_facts(folder / ABOUT, findings)
    article = open_article(folder, about, findings)
    if about is None or article is None or findings.problems:
        raise LessonError(folder.name, findings.problems)
    proposed = propose(article, about)
    (folder / PROPOSALS).write_bytes(as_bytes(proposed))
    counts: dict[str, int] = {}
    for one in proposed:
        counts[one.table] = counts.get(one.table, 0) + 1
    said = without_parser(article.language) if propose is draft else None
    return NewLesson(folder, counts, (said,) if said else ())


def about_text(layout: Layout, text: str) -> str:
    """lesson.yaml of a new lesson."""
    facts = dict(layout.facts)
    facts["headline"] = (
        layout.lines[layout.headline - 1].strip() if layout.headline else facts["headline"]
    )
    names = [*ORDER, *sorted(facts.keys() - {*ORDER})]
    lines = [
        "# What the lesson knows about its article. The names are those of schema.org/NewsArticle."
    ]
    lines += [
        f"{name}: {json.dumps(facts[name], ensure_ascii=False)}"
        for name in names
        if facts.get(name)
    ]
    lines += [
        "# Of the lesson, not of the article.",
        f"sha256: {sha256(text.encode()).hexdigest()}",
    ]
    lines += ["", "# Which line of article.txt is not body. Lines count from 1.", "layout:"]
    parts = {"headline": layout.headline, "byline": layout.byline, "credit": layout.credit}
    lines += [f"  {part}: {number}" for part, number in parts.items() if number]
    return "\n".join(lines) + "\n"


def slug_of(layout: Layout) -> str:
    """A name for the folder: three words of the headline, and the year."""
    headline = layout.lines[layout.headline - 1] if layout.headline else layout.lines[0]
    plain = unicodedata.normalize("NFKD", headline.lower().replace("ß", "ss"))
    words: Sequence[str] = re.findall(
        r"[a-z0-9]{3,}", "".join(c for c in plain if not unicodedata.combining(c))
    )
    return "-".join([*words[:3], layout.facts["datePublished"][:4]]) or "lesson"
