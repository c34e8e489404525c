"""Lessons begun from two reports that were written for the tests: nothing in them is read yet."""

from types import SimpleNamespace

from helpers.authoring.proposals import read_proposals
from helpers.drafting.layout import find_layout
from helpers.drafting.new_lesson import answer, new_lesson
from helpers.drafting.source_text import read_source
from support import ROOT

TEXTS = ROOT / "tests" / "drafting" / "texts"
REPLIES = {"publisher": "The Paper", "rights": "Its publisher's.", "source": "page 3"}


def begin(seeds, name):
    """Return a lesson begun from a text, with its proposals by table."""
    layout = find_layout(read_source(TEXTS / f"{name}.txt"))
    for question in layout.questions:
        layout = answer(layout, question, REPLIES.get(question.fact, ""))
    made = new_lesson(seeds, layout, name)
    tables = {}
    for one in read_proposals(made.folder):
        tables.setdefault(one.table, []).append(one)
    return SimpleNamespace(folder=made.folder, made=made, tables=tables)
