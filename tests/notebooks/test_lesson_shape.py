"""The lesson as a student meets it: how long it is, and that no question comes after its answer."""

import json
import re
from html.parser import HTMLParser

import pytest
from attrs import frozen
from support import FOLDER, ROOT, SLUG

from helpers.exercises.asked import read_asked

PATHS = sorted((ROOT / "notebooks").glob("0*.ipynb"))
WORD = re.compile(r"\w[\w'’-]*")
ASKED = re.compile(r'ask\("([\w-]+)"')
END = "## What we saw"  # what follows is for the quick
each = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)

# Where a table above a question copies the same sentence, and does not settle it.
TELLS_NOTHING = {
    "headline-voices": "the headline stands among the facts about the article",
    "who-speaks": "the tables of pronouns and mentions do not say who speaks",
    "who-is-missing": "they do not say who is missing either",
    "map-decides": "the map is asked about after it was seen",
    "why-the-plane": "the table gives days, and the question is about a cause",
    "who-did-it": "the tables say who is meant, and the question is who does it",
    "cue-verbs": "the tables name the cues, and the question is what they do",
    "cue-swap": "the same",
    "who-denies": "the chains name sources, and not what they do with a claim",
    "four-stances": "the chains do not say what each does with a claim",
    "but-answers": "the tables do not say what a paragraph answers",
    "imvain-named": "the tables name sources and do not rate them",
    "imvain-evidence": "the same",
    "imvain-placed": "the same",
    "unsourced": "that these have no source is said in the question",
    "command-center": "the tables do not say whose words these are",
    "hands-interest": "the background is what the question is to be answered from",
    "most-pronouns": "it is to be counted",
    "way-of-the-plane": "the same",
    "through-others": "the same",
    "my-ratings": "the tables name sources and do not rate them",
    "my-next-check": "what to check is one's own, once one has compared",
    "my-report": "the same",
}


@pytest.fixture(scope="module")
def asked(lesson):
    """The exercises, with their key."""
    return read_asked(FOLDER, SLUG, lesson.article, with_key=True)


class Table(HTMLParser):
    """The rows of all tables of an output, as lists of texts, and all its words."""

    def __init__(self, html: str) -> None:
        """Read them."""
        super().__init__()
        self.rows: list[list[str]] = []
        self.text, self.inside = "", ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.inside = tag
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th") and self.rows:
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        self.inside = "" if tag in ("td", "th", "style", "script") else self.inside

    def handle_data(self, data):
        if self.inside not in ("style", "script"):
            self.text += f" {data}"
        if self.inside and self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


@frozen
class Cell:
    """A cell: its source, the place in which it asks, and what it shows."""

    source: str
    asks: str
    shown: Table | None

    @property
    def is_the_article(self):
        return self.source.startswith("reader.")


def cells_of(path):
    found = []
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        source, is_code = "".join(cell["source"]), cell["cell_type"] == "code"
        asks = ASKED.match(source) if is_code else None
        html = [
            part for one in cell.get("outputs", ()) for part in one["data"].get("text/html", "")
        ]
        shown = Table("".join(html)) if is_code and not asks else None
        found.append(Cell(source, asks[1] if asks else "", shown))
    return found


def words_of(exercise):
    texts = [exercise.title, exercise.question, *exercise.rows.values(), *exercise.choices.values()]
    for name in ("options", "items", "rubric"):
        texts += getattr(exercise, name, {}).values()
    return " ".join(texts)


# --------------------------------------------------------------------------------------- how long


@each
def test_a_notebook_is_through_in_a_lesson(path, asked):
    """2,500 words with questions and tables, 7 questions, 14 to choose for, 45 minutes.

    A student of 15 reads 150 words a minute.
    """
    cells = cells_of(path)
    end = next(number for number, cell in enumerate(cells) if cell.source.startswith(END))
    counted = cells[: end + 1]
    questions = [
        one
        for cell in counted
        for one in asked.exercises
        if cell.asks and (one.notebook, one.place) == (path.name[:2], cell.asks)
    ]
    texts = [words_of(one) for one in questions]
    texts += [cell.shown.text if cell.shown else cell.source for cell in counted if not cell.asks]
    words = len(WORD.findall(" ".join(texts)))
    assert words <= 2_500
    assert len(questions) <= 7
    assert sum(len(one.rows) + len(getattr(one, "items", ())) for one in questions) <= 14
    assert sum(one.minutes for one in questions) + words / 150 <= 45
    assert not any(one.extra for one in questions)


@each
def test_what_follows_the_end_is_for_the_quick(path, asked):
    cells = cells_of(path)
    end = next(number for number, cell in enumerate(cells) if cell.source.startswith(END))
    places = {cell.asks for cell in cells[end:] if cell.asks}
    quick = {one.place for one in asked.exercises if one.notebook == path.name[:2] and one.extra}
    assert places == quick


# ------------------------------------------------------------------------- answers before questions


def settled_above(cells, notebook, asked):
    """Yield each question, with a row that stands above it and holds the words that settle it."""
    rows: list[list[str]] = []
    for cell in cells:
        if cell.shown and not cell.is_the_article:
            rows += [[one.strip(" “”\n") for one in row] for row in cell.shown.rows]
        for one in asked.exercises:
            if cell.asks and (one.notebook, one.place) == (notebook, cell.asks):
                lines = one.key_lines(asked.keys[one.id])
                passages = {
                    (line.evidence.at, line.evidence.quote) for line in lines if line.evidence
                }
                for row in rows:
                    if any(row_holds(row, at, quote) for at, quote in passages):
                        yield one.id, row


def row_holds(row, at, quote):
    """Say whether a row is about words of this part of the article that settle a question."""
    if not any(at in one.split(", ") for one in row):
        return False
    cells = [name for one in row for name in one.split(" → ")]
    texts = [one for one in cells if one and one != at and not one.isdigit()]
    return any(
        quote in one or re.search(rf"\b{re.escape(one)}\b", quote, re.IGNORECASE) for one in texts
    )


@each
def test_no_table_above_a_question_settles_it(path, asked):
    found = settled_above(cells_of(path), path.name[:2], asked)
    assert [(name, row) for name, row in found if name not in TELLS_NOTHING] == []


def test_what_tells_nothing_is_still_asked(asked):
    assert set(TELLS_NOTHING) <= {one.id for one in asked.exercises}


@pytest.mark.parametrize(
    ("notebook", "caption", "question"),
    [
        ("04", "Sources, and the hands", "three-chains"),
        ("02", "Implied, with the reason", "places-scenes"),
        ("02", "One place, passage by passage", "places-scenes"),
        ("03", "What has a date", "six-dates"),
        ("01", "Pronouns, and whom", "who-is-meant"),
    ],
)
def test_a_table_that_is_moved_above_its_question_is_noticed(notebook, caption, question, asked):
    [path] = [path for path in PATHS if path.name.startswith(notebook)]
    cells = cells_of(path)
    [table] = [cell for cell in cells if caption in cell.source and cell.shown]
    moved = [table, *cells]
    found = {name for name, _ in settled_above(moved, notebook, asked)}
    assert question in found - set(TELLS_NOTHING)
