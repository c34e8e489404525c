"""What every saved notebook has to be, whoever edits it next."""

import json
import re
from html import unescape
from statistics import median

import nbformat
import pytest
from support import ROOT

from helpers.lesson.lesson import load

NOTEBOOKS = sorted(
    path for path in (ROOT / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts
)
OURS = (".py", ".js", ".css", ".html", ".md")
HELPERS = [path for path in (ROOT / "helpers").rglob("*.*") if path.suffix in OURS]
HELPERS = [path for path in HELPERS if "vendor" not in path.parts]
LESSONS = [ROOT / "seeds" / "belarus-2020"]  # the one these notebooks are about
IGNORE = {"nbval-ignore-output", "nbval-skip", "skip-execution"}
each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path, kind):
    return [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == kind]


def tags(cell):
    return set(cell.metadata.get("tags", []))


def html_outputs(path):
    return [
        "".join(output.data.get("text/html", ""))
        for cell in cells(path, "code")
        for output in cell.outputs
        if "data" in output
    ]


def test_the_notebooks_are_there():
    names = [path.stem for path in NOTEBOOKS]
    assert names == [
        "00_read_the_article",
        "01_actors",
        "02_geography",
        "03_timeline",
        "04_sourcing",
        "05_your_report",
        "class",
        "desk",
        "guide",
        "key",
        "mark",
        "new_lesson",
    ]


@each
def test_every_code_cell_was_run_from_top_to_bottom(path):
    """A cell saved without a number runs under nbval, and is never compared."""
    counts = [cell.execution_count for cell in cells(path, "code")]
    assert counts == list(range(1, len(counts) + 1))


@each
def test_no_saved_output_is_an_error_a_warning_or_a_widget_without_its_model(path):
    for cell in cells(path, "code"):
        for output in cell.outputs:
            assert output.output_type != "error", cell.source
            assert output.get("name") != "stderr", cell.source
            assert "application/vnd.jupyter.widget-view+json" not in output.get("data", {})


def test_at_most_two_cells_of_the_kit_are_not_compared():
    ignored = [cell for path in NOTEBOOKS for cell in cells(path, "code") if IGNORE & tags(cell)]
    ignored += [c for path in NOTEBOOKS for c in cells(path, "code") if "NBVAL_" in c.source]
    assert len(ignored) <= 2


@each
def test_no_saved_output_asks_for_the_network(path):
    asking = r"""(?:src|href|srcset|action)\s*=\s*["']?(?:https?:)?//|url\(\s*["']?(?:https?:)?//"""
    for html in html_outputs(path):
        loading = re.sub(r"<a [^>]*>", "", html)  # a link waits to be clicked
        assert not re.search(asking, loading, re.IGNORECASE)


@each
def test_a_saved_map_stays_small(path):
    for html in html_outputs(path):
        assert len(json.dumps(html)) <= 300_000


@each
def test_an_answer_is_folded_and_its_first_line_gives_nothing_away(path):
    answers = [cell for cell in cells(path, "code") if "reference" in tags(cell)]
    for cell in answers:
        assert cell.metadata.get("jupyter", {}).get("outputs_hidden") is True, cell.source
        [output] = cell.outputs
        first = output.data.get("text/html", output.data["text/plain"]).splitlines()[0]
        first = unescape(first)
        assert re.fullmatch(r"[A-Z][^<>0-9]{5,70}", first), first


@each
def test_every_picture_has_words(path):
    for html in html_outputs(path):
        for picture in re.findall(r"<img[^>]*>", html):
            alternative = re.search(r'alt="([^"]*)"', picture)
            assert alternative and len(alternative[1]) > 60


@each
def test_code_is_short_and_prose_is_more(path):
    lines = [len(cell.source.splitlines()) for cell in cells(path, "code")]
    prose = sum(len(cell.source.split()) for cell in cells(path, "markdown"))
    code = sum(len(cell.source.split()) for cell in cells(path, "code"))
    assert median(lines) <= 6
    assert max(lines) <= 12
    assert prose >= 1.2 * code


@each
def test_imports_stand_in_the_first_code_cell_only(path):
    for cell in cells(path, "code")[1:]:
        assert not re.search(r"^\s*(import|from) ", cell.source, re.MULTILINE)


@each
def test_it_opens_with_a_question_and_closes_with_what_we_saw(path):
    prose = cells(path, "markdown")
    assert re.search(r"^\*\*The question: .*\?\*\*$", prose[0].source, re.MULTILINE)
    [end] = [at for at, cell in enumerate(prose) if "## What we saw" in cell.source]
    beyond = ("## For the quick", "## Two readings", "###")
    sections = [cell.source for cell in prose[end + 1 :] if cell.source.startswith("#")]
    assert all(one.startswith(beyond) for one in sections)


@each
def test_prose_is_calm(path):
    for cell in cells(path, "markdown"):
        assert "!" not in re.sub("`[^`]*`", "", cell.source)


def names_of(folder):
    """Return words by which a reader would know the article: names of its actors and places."""
    lesson, _ = load(folder)
    names = {row.name for row in (*lesson.actors, *lesson.places)}
    words = {word for name in names for word in re.findall(r"[^\W\d_]{4,}", name)}
    general = {"About", "Agencies", "Data", "Western", "State", "West", "Head", "Daily", "Senior"}
    general |= {"Some", "Other", "External", "United", "Security", "Council", "Foreign", "Union"}
    general |= {"Ministry", "Treaty", "Nations", "Organization", "States", "Kingdom", "China"}
    return {word for word in words if word[0].isupper()} - general


@each
def test_only_tagged_prose_knows_the_article(path):
    for folder in LESSONS:
        names = names_of(folder)
        for cell in nbformat.read(path, 4).cells:
            if "this-article" not in tags(cell):
                assert not names & set(re.findall(r"\w+", cell.source)), cell.source


def test_no_helper_knows_the_article():
    for folder in LESSONS:
        for path in HELPERS:
            found = names_of(folder) & set(re.findall(r"\w+", path.read_text(encoding="utf-8")))
            assert not found, f"{path.name}: {found}"


def test_the_article_stands_in_seeds_and_nowhere_else():
    """Sixteen words in a row are a copy, not a quotation."""
    for folder in LESSONS:
        lesson, _ = load(folder)
        words = re.findall(r"\w+", " ".join(part.quote for part in lesson.article.paragraphs))
        runs = {" ".join(words[start : start + 16]) for start in range(len(words) - 15)}
        texts = [path.read_text(encoding="utf-8") for path in HELPERS]
        texts += [(ROOT / "README.md").read_text(encoding="utf-8")]
        texts += [
            cell.source
            for path in NOTEBOOKS
            for cell in nbformat.read(path, 4).cells
            if cell.cell_type == "markdown"
        ]
        for text in texts:
            plain = " ".join(re.findall(r"\w+", text))
            assert not [run for run in runs if run in plain]
