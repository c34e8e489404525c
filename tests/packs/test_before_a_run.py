"""What a student sees of a pack before anything is run: bare questions, and titles of folds."""

import json
import re
import zipfile
from html import unescape

import pytest
from support import ROOT

from helpers.common.errors import Findings
from helpers.lesson.lesson import load, load_public
from helpers.packs.before_a_run import not_run, with_questions
from helpers.packs.pack import pack
from helpers.student.form.widget import open_exercises

SEED = "seeds/belarus-2020"
# Two of three in one place of 00, one of two in 04, all of a place in 05, and a line of code.
SOME = ("headline-words", "headline-voices", "hands-interest", "my-claim", "words-before")
RUN = "Run this cell to see it."


def code_cells(data):
    return [cell for cell in json.loads(data)["cells"] if cell["cell_type"] == "code"]


def source_of(cell):
    return "".join(cell["source"])


def is_folded(cell):
    return cell["metadata"].get("jupyter", {}).get("outputs_hidden", False)


def shown_by(cell):
    """The one output of a cell, as a kernel would send it."""
    [output] = cell["outputs"]
    return {kind: "".join(lines) for kind, lines in output["data"].items()}


@pytest.fixture(scope="module", params=[False, True], ids=["practice", "graded"])
def packed(request, whole, tmp_path_factory):
    """Return the folder of an unpacked pack, and the code cells of its notebooks by number."""
    folder = tmp_path_factory.mktemp("packed")
    pack(whole, folder / "a.zip", exercises=SOME, graded=request.param)
    with zipfile.ZipFile(folder / "a.zip") as archive:
        archive.extractall(folder)
        names = [one for one in archive.namelist() if one.endswith(".ipynb")]
        return folder, {one.split("/")[1][:2]: code_cells(archive.read(one)) for one in names}


def is_graded(folder):
    return (folder / SEED / "sealed.json").exists()


def test_a_cell_that_asks_shows_what_a_run_would_put_there(packed):
    folder, books = packed
    seen = []
    for number, cells in books.items():
        seed = folder / SEED
        lesson = load(seed)[0] or load_public(seed, Findings())
        ask = open_exercises(lesson, number)
        for cell in cells:
            if source_of(cell).startswith("ask"):
                run = eval(source_of(cell), {"ask": ask})._repr_mimebundle_()
                assert shown_by(cell) == run, source_of(cell)
                seen += re.findall(r"news-is-([\w-]+)", run["text/html"])
    panels = ["progress", "saved", "progress", "report", "hand-in", "saved"]
    panels += ["code"] if is_graded(folder) else []
    assert sorted(seen) == sorted([*SOME, *panels])


def test_a_fold_shows_its_title_and_nothing_else_of_what_it_hides(packed):
    _, books = packed
    folded = 0
    kit = {path.name[:2]: code_cells(path.read_bytes()) for path in (ROOT / "notebooks").glob("0*")}
    for number, cells in books.items():
        saved = {cell["id"]: cell for cell in kit[number]}
        for cell in filter(is_folded, cells):
            folded += 1
            title = shown_by(saved[cell["id"]])["text/plain"].split("\n")[0]
            shown = shown_by(cell)
            assert shown["text/plain"] == f"{title}\n{RUN}"
            assert unescape(shown["text/html"]) == f"{title}\n<p><small>{RUN}</small></p>"
    assert folded == 5 + 14 + 3  # of notebooks 00, 04 and 05


def test_no_other_cell_shows_anything_and_none_has_been_run(packed):
    cells = [cell for book in packed[1].values() for cell in book]
    showing = [cell for cell in cells if cell["outputs"]]
    # Folds; questions and panels; a line of code; and where the class code is typed.
    assert len(showing) == 22 + 10 + 1 + is_graded(packed[0])
    assert all(is_folded(one) or source_of(one).startswith("ask") for one in showing)
    assert {cell["execution_count"] for cell in cells} == {None}


def fold(source, **data):
    output = {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 3}
    about = {"jupyter": {"outputs_hidden": True, "source_hidden": True}, "tags": ["reference"]}
    cell = {"cell_type": "code", "metadata": about, "source": source, "execution_count": 3}
    return cell | {"outputs": [output] if data else []}


def seen(cell):
    """What a pack has of a cell: its texts, and whether it is folded."""
    [found] = not_run({"cells": [cell], "metadata": {"widgets": 1}})["cells"]
    assert found["execution_count"] is None
    assert found["metadata"]["jupyter"]["source_hidden"] and found["metadata"]["tags"]
    return (shown_by(found)["text/plain"] if found["outputs"] else ""), is_folded(found)


PAGE = {"text/html": "The writer&#x27;s\n<p><b>24</b></p>", "text/plain": "The writer's\n24"}


@pytest.mark.parametrize("kept", [str, lambda text: text.splitlines(keepends=True)])
def test_a_title_is_taken_from_text_and_from_lines(kept):
    data = {kind: kept(text) for kind, text in PAGE.items()}
    assert seen(fold("chart(lesson)", **data)) == (f"The writer's\n{RUN}", True)


# What stands first in these outputs is no title, and may be the answer itself.
UNTITLED = [
    {},
    {"text/plain": "24"},
    {"text/plain": "24\n25"},
    {"text/plain": "  speaks\n0  24", "text/html": "<div>\n<table><tr><td>24"},
    {"text/plain": "24", "text/html": "<p><b>24</b></p>"},
    {"text/plain": "24", "text/html": "24"},
    {"text/plain": "\n24", "text/html": "\n24"},
]


@pytest.mark.parametrize("data", UNTITLED, ids=str)
def test_without_a_title_the_caption_in_the_code_is_one_or_the_cell_is_not_folded(data):
    source = 'count = 24\nshow(count, "How many\\nspeak")'
    assert seen(fold(source, **data)) == (f"How many\n{RUN}", True)
    for source in ("count", "show(count)", "show(count, title)", 'print("How many")', "not ( it"):
        assert seen(fold(source, **data)) == ("", False)


def test_what_was_printed_before_it_is_no_title():
    cell = fold("print(24)\nchart(lesson)", **PAGE)
    cell["outputs"].insert(0, {"output_type": "stream", "name": "stdout", "text": "24\n"})
    assert seen(cell) == ("", False)


@pytest.mark.parametrize(
    "source",
    ["ask(place)", 'ask.panel("none")', 'ask("here")\n1', 'other("here")', "ask()", "1 1", ""],
)
def test_a_cell_that_shows_something_else_in_the_end_stays_bare(source):
    book = {"cells": [{"cell_type": "code", "source": source, "outputs": []}], "metadata": {}}
    assert with_questions(book, "00", []) == book


def test_of_two_places_in_one_cell_the_last_is_shown():
    source = 'ask("there")\nask.panel("saved")'
    book = {"cells": [{"cell_type": "code", "source": source}], "metadata": {}}
    [found] = with_questions(book, "03", [])["cells"]
    assert shown_by(found)["text/plain"] == f"Your saved answers. {RUN}"
