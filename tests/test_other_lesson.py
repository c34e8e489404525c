"""Another lesson in the same house: the notebooks open it as they are."""

import hashlib
from pathlib import Path

import pytest
from kernel import RunningNotebooks

from helpers import actors, charts, geography, maps, overview, reader, sourcing, timeline
from helpers.check import check
from helpers.lesson import load
from helpers.page import show

ARTICLE = """Library opens late
Reading on Tuesdays was not always easy in Vilna. The library opened an hour late. Why?

"We are sorry," said Ana Łuk.
"""
FACTS = """headline: Library opens late
publisher: {name: Town Paper}
datePublished: 2024-03-05
inLanguage: en
rights: ours
sha256: %s
exceptions:
  - {at: '1', quote: Tuesdays, reason: a habit}
  - {at: '1', quote: always, reason: how often}
"""
TABLES = {
    "actors": "actor,name,kind\nana,Ana Łuk,person\n",
    "mentions": "at,quote,actor,form\n2,We,ana,pronoun\n2,Ana Łuk,ana,name\n",
    "places": "place,name,latitude,longitude\nvilna,Vilna,,\n",
    "toponyms": "at,quote,place,type\n1,Vilna,vilna,literal\n",
    "events": "event,what,at,quote,basis\nlate,Opens late,1,opened an hour late,undated\n",
    "statements": "at,content,source,cue,directness,polarity\n"
    "1,Reading on Tuesdays was not always easy in Vilna,narrator,,narrative,asserts\n"
    "1,The library opened an hour late,narrator,,narrative,asserts\n"
    "1,Why?,narrator,,narrative,asserts\n"
    "2,We are sorry,ana,said,direct,asserts\n",
}


def write(folder: Path) -> Path:
    """Write the other lesson: no date, no point on the map, no optional column, no byline."""
    folder.mkdir(parents=True)
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8", newline="\n")
    digest = hashlib.sha256(ARTICLE.encode()).hexdigest()
    (folder / "lesson.yaml").write_text(FACTS % digest, encoding="utf-8")
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


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


def test_the_notebooks_open_it(kit, tmp_path):
    """Every cell of every notebook runs; nothing is asked where there are no exercises."""
    write(kit / "seeds" / "library")
    notebooks = sorted((kit / "notebooks").rglob("*.ipynb"))
    assert len(notebooks) == 10
    with RunningNotebooks(notebooks, tmp_path / "work", "library", every=True) as running:
        assert set(running.forms) == {"00", "01", "02", "03", "04", "05"}
        assert not any(running.forms.values())
