"""A notebook as a page: the student's answers are on it, and the reference only if asked for."""

import json
from copy import deepcopy
from html import escape

import nbformat
import pytest
from filelock import FileLock
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from support import ROOT, SLUG, copied_kit
from support.own_exercises import EXERCISES, LESSON

from helpers.common.errors import Findings
from helpers.lesson.lesson import load_public
from helpers.student.export import StudentPage
from helpers.student.session import open_answering

OPENING = 'from helpers import open_notebook, show\n\nlesson, ask = open_notebook("{}")'
TABLE = "Who stands for whom\n<table><tr><td>the secret</td></tr></table>"
CHAIN = "Putin, who <b>promised</b> & more\nBelta, нет"


@pytest.fixture
def answering(monkeypatch, tmp_path):
    """A student's empty work."""
    monkeypatch.setenv("WORK", str(tmp_path / "work"))
    return open_answering(LESSON)


def cell(source, *outputs, tags=()):
    return new_code_cell(source, outputs=list(outputs), metadata={"tags": [*tags]})


def html(words):
    return new_output("execute_result", {"text/html": words, "text/plain": "plain"})


def page(*cells, number="05", folder=ROOT / "notebooks", **options):
    """The page of a notebook of these cells, behind one that opens the lesson, as HTML."""
    book = new_notebook(cells=[cell(OPENING.format(number)), *cells])
    exporter = HTMLExporter()
    exporter.register_preprocessor(StudentPage(**options), enabled=True)
    made, _ = exporter.from_notebook_node(book, {"metadata": {"path": str(folder)}})
    return made.partition("<body")[2]


def contents(folder):
    return {one.name: one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_an_answer_stands_under_its_question_in_words(answering):
    answering.attempt(answering.exercises["my-claim"], "plane")
    made = page(cell('ask("claim")', html("<p>Run this cell to answer.</p>")))
    assert "Which claim do you follow up in this notebook?" in made
    assert made.count("A plane flew to Minsk, as data show (¶18)") == 1
    assert "Putin promised security assistance" not in made  # it was not chosen
    assert "Run this cell" not in made
    assert "Not answered yet." not in made


def test_a_draft_is_an_answer_too(answering):
    answering.keep(answering.exercises["my-claim"], "plane")
    assert "A plane flew to Minsk, as data show (¶18)" in page(cell('ask("claim")'))


def test_without_an_answer_all_that_can_be_chosen_stands_there(answering):
    made = page(cell('ask("claim")'))
    assert "A plane flew to Minsk, as data show (¶18)" in made
    assert "Putin promised security assistance" in made
    assert "Not answered yet." in made


def test_rows_stand_beside_what_was_chosen_for_them(answering):
    exercise = answering.exercises["my-ratings"]
    row, choice = next(iter(exercise.rows)), next(iter(exercise.choices))
    answering.attempt(exercise, {row: choice})
    shown = f'<th scope="row">{exercise.rows[row]}</th><td>{exercise.choices[choice]}</td>'
    assert shown in page(cell('ask("ratings")'))


def test_what_a_student_wrote_is_escaped_and_in_its_own_letters(answering):
    answering.attempt(answering.exercises["my-chain"], CHAIN)
    made = page(cell('ask("chain")'))
    assert "Putin, who &lt;b&gt;promised&lt;/b&gt; &amp; more\nBelta, нет" in made


@pytest.mark.parametrize(
    "source",
    [
        "ask('claim')",
        'mine = 1\nask("claim", mine)',
        'x = = 1\nask("claim")',
        '%time\nask( "claim")',
    ],
)
def test_a_question_is_known_by_its_cell_whatever_else_is_in_it(answering, source):
    answering.attempt(answering.exercises["my-claim"], "plane")
    assert "A plane flew to Minsk" in page(cell(source))


def test_the_code_of_a_student_stays_and_that_of_the_kit_does_not(answering):
    made = page(
        cell('ask("claim")'),
        cell("mine = 17"),
        cell('answer = 18\nask("chain")'),
        cell("show(secret)", tags=["reference"]),
        new_markdown_cell("## Do it yourself\n\nCount."),
        cell("show(tried)", html(TABLE), tags=["reference"]),
        new_markdown_cell("## Further"),
        cell("show(later)", tags=["reference"]),
    )
    for gone in ("open_notebook", "claim&quot;", "secret", "later"):
        assert gone not in made, gone
    for kept in ("17", "18", "tried"):
        assert kept in made, kept


def test_what_a_cell_printed_or_drew_stays_beside_the_question(answering):
    drawn = new_output("display_data", {"text/html": "<img alt='mine' src='data:,'>"})
    printed = new_output("stream", name="stdout", text="three and four")
    made = page(cell('ask("claim")', printed, drawn), cell("folium", html("<img alt='map'>")))
    assert "three and four" in made
    assert 'alt="mine"' in made
    assert 'alt="map"' in made


def test_a_panel_is_no_part_of_the_page(answering):
    made = page(cell('ask.panel("progress")', html("<b>How far you are</b>")))
    assert "How far you are" not in made
    assert "progress" not in made


def test_of_the_reference_only_its_title_is_there(answering):
    made = page(cell("show(pronouns)", html(TABLE), tags=["reference"]))
    assert "Who stands for whom" in made
    assert "This part is left out of the page." in made
    assert "secret" not in made


def test_a_reference_that_was_never_shown_is_not_spoken_of(answering):
    made = page(cell("show(pronouns)", tags=["reference"]))
    assert "left out" not in made


def test_a_title_is_text_and_no_title_is_no_tag(answering):
    bare = cell("show(it)", html("<table><tr><td>the secret</td></tr></table>"), tags=["reference"])
    named = cell("show(it)", html("A &amp; &lt;B&gt;\n<p>the secret</p>"), tags=["reference"])
    made = page(bare, named)
    assert "<b>A &amp; &lt;B&gt;</b>" in made
    assert made.count("left out of the page") == 2
    assert "secret" not in made


def test_the_reference_is_there_for_who_asks(answering):
    table = cell("show(pronouns)", html(TABLE), tags=["reference"])
    asked = [page(table, with_reference=True), page(table, cell("1", tags=["with-reference"]))]
    for made in asked:
        assert "the secret" in made
        assert "left out" not in made


def test_no_page_of_a_student_tells_what_only_the_reference_tells(answering):
    """Every notebook as it is saved: each table and chart that is tagged is gone."""
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        book = nbformat.read(path, 4)
        found, _ = StudentPage().preprocess(deepcopy(book), {"metadata": {"path": path.parent}})
        shown = json.dumps(found, ensure_ascii=False)
        for one in book.cells:
            if "reference" in one.metadata.get("tags", []):
                body = one.outputs[0].data["text/html"].partition("\n")[2]
                assert json.dumps(body, ensure_ascii=False)[1:-1] not in shown, path.name
        asked = [one.title for one in EXERCISES if one.notebook == path.name[:2]]
        assert asked and [one for one in asked if escape(one) not in shown] == []


@pytest.mark.parametrize("name", ["guide", "key", "class", "mark"])
def test_a_notebook_for_the_teacher_stays_as_it_is(name):
    book = nbformat.read(ROOT / "notebooks" / "teacher" / f"{name}.ipynb", 4)
    found, _ = StudentPage().preprocess(deepcopy(book), {})
    assert found == book


def test_a_notebook_of_somebody_else_stays_as_it_is():
    cells = [
        cell("def open_notebook(n): ...\nopen_notebook('00')"),
        cell('ask("claim")', html("<p>Run this cell to answer.</p>")),
        cell("show(it)", html(TABLE), tags=["reference"]),
    ]
    book = new_notebook(cells=cells)
    found, resources = StudentPage().preprocess(deepcopy(book), {})
    assert (found, resources) == (book, {})


def test_a_notebook_that_begins_as_notebooks_did_before_has_its_answers(answering):
    answering.attempt(answering.exercises["my-claim"], "plane")
    old = "from helpers import open_exercises, open_lesson\n"
    old += 'lesson = open_lesson()\nask = open_exercises(lesson, "05")'
    book = new_notebook(cells=[cell(old), cell('ask("claim")')])
    found, _ = StudentPage().preprocess(book, {"metadata": {"path": str(ROOT / "notebooks")}})
    assert "A plane flew to Minsk" in found.cells[1].outputs[0].data["text/html"]


def test_while_another_program_holds_the_answers_the_page_is_made_and_nothing_changes(answering):
    answering.attempt(answering.exercises["my-claim"], "plane")
    before = contents(answering.work.path.parent)
    with FileLock(answering.work.lock):
        assert "A plane flew to Minsk" in page(cell('ask("claim")'))
    assert contents(answering.work.path.parent) == before


def test_without_answers_nothing_is_made_but_the_page(answering):
    page(cell('ask("claim")'))
    assert not answering.work.path.parent.exists()


@pytest.mark.parametrize("damage", [b"{", b"[]", "{}".encode("utf-16"), b'{"schema": 99}'])
def test_a_damaged_file_is_named_and_stays_and_its_copy_has_the_answers(answering, damage):
    answering.attempt(answering.exercises["my-claim"], "plane")
    path = answering.work.path
    path.write_bytes(damage)
    before = contents(path.parent)
    made = page(cell('ask("claim")'), cell('ask("chain")'))
    assert "The file " in made
    assert "The answers below are those of its copy" in made
    assert "A plane flew to Minsk" in made
    assert "No answer could be read." in made  # whether there is one nobody knows
    assert "Not answered yet." not in made
    assert contents(path.parent) == before


def test_a_damaged_file_without_a_copy_is_named_and_the_page_is_made(answering):
    answering.work.path.parent.mkdir()
    answering.work.path.write_bytes(b"{")
    made = page(cell('ask("claim")'), cell("mine = 17"))
    assert "The file of saved answers is damaged." in made
    assert "No answer could be read." in made
    assert "17" in made


def test_an_answer_that_fits_no_question_any_more_is_shown_as_it_is(answering):
    answering.attempt(answering.exercises["my-claim"], {"a": ["strange <i>"]})
    assert "strange &lt;i&gt;" in page(cell('ask("claim")'))


def test_a_lesson_that_cannot_be_read_is_named_and_its_questions_stay(tmp_path, monkeypatch):
    monkeypatch.delenv("WORK", raising=False)
    kit = copied_kit(tmp_path / "kit")
    (kit / "seeds" / SLUG / "exercises.yaml").write_text("- {", "utf-8")
    stand_in = html("<p>Which claim?</p>")
    table = cell("show(pronouns)", html(TABLE), tags=["reference"])
    made = page(cell('ask("claim")', stand_in), table, folder=kit / "notebooks")
    assert "Your answers are not on this page." in made
    assert "exercises.yaml" in made
    assert "Which claim?" in made
    assert "secret" not in made


def test_before_the_class_code_the_answers_are_there(tmp_path, monkeypatch):
    """Sealed: neither the key nor a table is there to be read."""
    monkeypatch.delenv("WORK", raising=False)
    kit = copied_kit(tmp_path / "kit")
    folder = kit / "seeds" / SLUG
    for one in [*folder.glob("*.csv"), folder / "key.yaml"]:
        one.unlink()
    (folder / "sealed.json").write_text("{}", "utf-8")
    desk = open_answering(load_public(folder, Findings()))
    desk.attempt(desk.exercises["my-claim"], "plane")
    assert "A plane flew to Minsk" in page(cell('ask("claim")'), folder=kit / "notebooks")
