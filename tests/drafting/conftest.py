"""Two reports that were written for these tests, and lessons begun from them."""

import pytest
from support.begun_lesson import begin

from helpers.drafting import reading as drafting
from helpers.drafting.parsing import parser


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
