"""Two reports that were written for these tests, and lessons begun from them."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from helpers.authoring.proposals import read_proposals
from helpers.drafting import reading as drafting
from helpers.drafting.layout import find_layout
from helpers.drafting.new_lesson import answer, new_lesson
from helpers.drafting.parsing import parser
from helpers.drafting.source_text import read_source

TEXTS = Path(__file__).with_name("texts")
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


@pytest.fixture(scope="session")
def stadtrat(tmp_path_factory):
    return begin(tmp_path_factory.mktemp("de"), "stadtrat")


@pytest.fixture(scope="session")
def flood(tmp_path_factory):
    if parser("en") is None:
        pytest.skip("the parser for English is not installed")
    return begin(tmp_path_factory.mktemp("en"), "flood")


@pytest.fixture
def flood_by_rules(tmp_path, monkeypatch):
    monkeypatch.setattr(drafting, "parse", lambda text, language: None)
    return begin(tmp_path, "flood")


@pytest.fixture
def fresh(tmp_path):
    """A lesson of one's own, to accept and refuse in."""
    return begin(tmp_path, "stadtrat")
