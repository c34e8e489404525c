"""What prose names is there: sections, captions, notebooks and exercises."""

import re

import pytest
from support import FOLDER, ROOT
from support.papers import PAPERS, cells, prose

from helpers.packs.prompts import PLACES

NOTEBOOKS = sorted((ROOT / "notebooks").rglob("*.ipynb"))
NUMBERED = {path.stem[:2]: path for path in NOTEBOOKS if path.stem[:2].isdigit()}
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
CAPTION = re.compile(r'"([^"\n]+)"\)$', re.MULTILINE)


def titles(path):
    """The headings of a page and the captions of what it shows."""
    code = "\n".join(cells(path, "code")) if path.suffix == ".ipynb" else ""
    return {*HEADING.findall(prose(path)), *CAPTION.findall(code)}


each = pytest.mark.parametrize(
    "path", [*NOTEBOOKS, *PAPERS], ids=lambda path: path.relative_to(ROOT).as_posix()
)


def sections_named(path):
    """Yield each section that prose names, with the pages of which one must have it.

    After the number of a notebook, as in `01` "Finding them", that notebook must have it; after
    “under”, “section” or “caption” the page itself.
    """
    text = prose(path)
    for row in re.split(r"[|\n]", text):
        for number, words in re.findall(r"`(\d\d)`([^`]*)", row):
            for name in re.findall(r'"([^"]+)"', words):
                yield name, [NUMBERED[number]]
    for name in re.findall(r'(?:under|[Ss]ection|caption) "([^"]+)"', text):
        yield name, [path, *NUMBERED.values()]


@each
def test_every_section_and_caption_that_is_named_is_there(path):
    for name, pages in sections_named(path):
        assert any(name in titles(page) for page in pages), name


def test_the_plan_names_sections():
    guide = ROOT / "notebooks" / "teacher" / "guide.ipynb"
    assert len(list(sections_named(guide))) > 10


@each
def test_every_notebook_that_is_named_is_there(path):
    files = {one.stem for one in NOTEBOOKS}
    for name in re.findall(r"`(\d\d_\w+|\w+\.ipynb)`", prose(path)):
        assert name.removesuffix(".ipynb") in files, name
    for number in re.findall(r"[Nn]otebooks? `?(\d+)", prose(path)):
        assert number.zfill(2) in NUMBERED, number


def test_every_notebook_that_questions_and_messages_name_is_there():
    text = "".join((FOLDER / name).read_text("utf-8") for name in ("exercises.yaml", "key.yaml"))
    named = re.findall(r"notebook\s+(\d+)", text)
    assert named
    assert {one.zfill(2) for one in named} <= set(NUMBERED)


IDS = re.compile(r"`([a-z]+(?:-[a-z]+)+)`")
WORDS_OF_OURS = {
    "this-article",
    "any-lesson",
    "not-said",
    "lint-imports",
    "news-reading",
    "read-the-news-closely",
    "with-reference",
}


@each
def test_every_exercise_that_is_named_is_there(path):
    """What stands in code letters, in small words joined by hyphens, is one, or a row's id.

    Or it is a place in which a notebook speaks of the article.
    """
    tables = [one.read_text("utf-8") for one in FOLDER.glob("*.csv")]
    known = {line.partition(",")[0] for text in tables for line in text.splitlines()}
    known |= set(
        re.findall(r"^  - id: (\S+)$", (FOLDER / "exercises.yaml").read_text("utf-8"), re.M)
    )
    known |= {place for places in PLACES.values() for place in places}
    assert set(IDS.findall(prose(path))) - WORDS_OF_OURS <= known
