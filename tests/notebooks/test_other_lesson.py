"""Another lesson in the same house: the notebooks open it as they are."""

import pytest
from support.kernel import RunningNotebooks
from support.other_lesson import write

from helpers.authoring.check import check
from helpers.explore import actors, charts, geography, overview, reader, sourcing, timeline
from helpers.explore.map import show as maps
from helpers.explore.page import show
from helpers.lesson.lesson import load


@pytest.fixture
def other(tmp_path):
    return write(tmp_path / "library")


def test_a_lesson_with_the_bare_columns_has_no_problems(other):
    assert check(other).problems == []


def test_every_question_has_an_answer_where_there_is_little_to_say(other):
    lesson, _ = load(other)
    rooms = (actors, geography, overview, sourcing, timeline)
    asked = ["mentions", "forms", "pronouns", "voices", "places", "uses", "implied", "journeys"]
    asked += ["call_table", "distances", "facts", "inferred", "paragraphs", "contents"]
    asked += ["judgements", "background", "objectives", "ledger", "share_of_words", "chains"]
    asked += ["independent_sources", "events", "orders", "undated", "before_publication"]
    found = {name for room in rooms for name in asked if hasattr(room, name)}
    assert found == set(asked)
    for room in rooms:
        for name in asked:
            if hasattr(room, name):
                assert show(getattr(room, name)(lesson)).html
    for drawing in (charts.when, charts.orders, charts.words, charts.chains):
        assert drawing(lesson).html
    assert "Named: none." in maps.show(lesson).alternative
    assert "Ana Łuk" in reader.mark_sources(lesson).html


@pytest.mark.long
@pytest.mark.slow
def test_the_notebooks_open_it(kit, tmp_path):
    """Every cell of every notebook runs; nothing is asked where there are no exercises."""
    write(kit / "seeds" / "library")
    notebooks = sorted((kit / "notebooks").rglob("*.ipynb"))
    assert len(notebooks) == 12
    with RunningNotebooks(notebooks, tmp_path / "work", "library", every=True) as running:
        assert set(running.forms) == {"00", "01", "02", "03", "04", "05"}
        assert not any(running.forms.values())
