"""Accepting, changing and refusing what is proposed, and what the tables then hold."""

from pathlib import Path

import pytest
from support import interview

from helpers.authoring.check import check
from helpers.authoring.proposals import FILE, write_proposals
from helpers.common.errors import KitError
from helpers.drafting import correcting
from helpers.drafting.correcting import (
    accept,
    change,
    proposals,
    refuse,
    what_is_open,
)
from helpers.drafting.draft import draft
from helpers.drafting.table_file import TableFile
from helpers.lesson.lesson import load
from helpers.lesson.tables import OPTIONAL, TABLES

TESTS = Path(__file__).parents[1]
LESSONS = {name: TESTS / "fixtures" / name for name in ("flood", "second-article", "stadtrat")}
LESSONS["belarus"] = TESTS.parent / "seeds" / "belarus-2020"


def the(lesson, table, **cells):
    """Return the first open proposal of a table with these cells."""
    return next(
        one for one in proposals(lesson.folder, table) if cells.items() <= one.cells.items()
    )


def test_a_row_that_is_accepted_is_in_its_table_and_open_no_more(fresh):
    actor = the(fresh, "actors", name="Sabine Krüger")
    before = what_is_open(fresh.folder)
    assert accept(fresh.folder, actor.id) == [actor.id]
    read, findings = load(fresh.folder)
    assert not findings.problems
    assert [(one.actor, one.name, one.kind) for one in read.actors] == [
        ("krüger", "Sabine Krüger", "person")
    ]
    assert what_is_open(fresh.folder)["actors"] == before["actors"] - 1


def test_with_a_row_come_the_actor_and_the_place_that_it_names(fresh):
    mention = the(fresh, "mentions", quote="Sabine Krüger")
    toponym = the(fresh, "toponyms", quote="Hannover")
    assert len(accept(fresh.folder, mention.id, toponym.id)) == 4
    read, findings = load(fresh.folder)
    assert not findings.problems
    assert [one.actor for one in read.mentions] == [("krüger",)]
    assert [one.place for one in read.places] == ["hannover"]


def test_a_draft_that_is_accepted_as_it_is_checks_clean(fresh):
    accept(fresh.folder, *(one.id for one in proposals(fresh.folder)))
    assert [str(one) for one in check(fresh.folder).problems] == []
    assert not (fresh.folder / FILE).exists()


@pytest.mark.parametrize("name", ["flood", "second-article", "stadtrat", "interview", "belarus"])
def test_the_draft_of_a_finished_lesson_is_clean_too_once_it_is_accepted(tmp_path, name):
    finished = interview.write(tmp_path / "finished") if name == "interview" else LESSONS[name]
    folder = tmp_path / name
    folder.mkdir()
    for file in ("article.txt", "lesson.yaml"):
        (folder / file).write_bytes((finished / file).read_bytes())
    about = (folder / "lesson.yaml").read_text("utf-8")
    exceptions = about.find("\nexceptions:")  # they are drafted, too
    (folder / "lesson.yaml").write_text(about[:exceptions] if exceptions > 0 else about, "utf-8")
    for table in TABLES:
        if table not in OPTIONAL:
            TableFile(folder, table).save()
    lesson, _ = load(folder)
    proposed = draft(lesson.article, lesson.about)
    write_proposals(folder, proposed)
    assert len(proposed) > 30
    accept(folder, *(one.id for one in proposals(folder)))
    assert [str(one) for one in check(folder).problems] == []


def test_a_pronoun_is_changed_to_another_candidate(fresh):
    she = the(fresh, "mentions", quote="Sie", at="6")
    change(fresh.folder, she.id, actor="verwaltung")
    accept(fresh.folder, she.id)
    read, _ = load(fresh.folder)
    assert [(one.quote, one.actor) for one in read.mentions] == [("Sie", ("verwaltung",))]


def test_nth_is_counted_where_the_words_change(fresh):
    row = the(fresh, "mentions", at="8", form="pronoun")
    changed = change(fresh.folder, row.id, at="9", quote="Fraktion")
    assert changed.cells["nth"] == "1"  # it stands there twice
    assert change(fresh.folder, row.id, quote="Dehne").cells["nth"] == ""


def test_an_id_that_is_changed_is_changed_wherever_it_stands(fresh):
    actor = the(fresh, "actors", name="CDU")
    change(fresh.folder, actor.id, actor="christian-democrats")
    mention = the(fresh, "mentions", quote="CDU")
    assert mention.cells["actor"] == "christian-democrats"
    assert the(fresh, "statements", source="christian-democrats").cells["at"] == "4"


def test_with_an_actor_that_is_refused_its_mentions_go_and_statements_wait(fresh):
    actor = the(fresh, "actors", name="Verwaltung")
    statement = the(fresh, "statements", source="verwaltung")
    gone = refuse(fresh.folder, actor.id)
    assert actor.id in gone
    assert not [
        one for one in proposals(fresh.folder, "mentions") if one.cells["actor"] == "verwaltung"
    ]
    assert len(gone) >= 2
    with pytest.raises(KitError, match="source: the cell is empty"):
        accept(fresh.folder, statement.id)
    change(fresh.folder, statement.id, source="narrator")
    assert accept(fresh.folder, statement.id) == [statement.id]


def test_a_cell_that_cannot_stand_changes_nothing(fresh):
    first, second = proposals(fresh.folder, "actors")[:2]
    change(fresh.folder, second.id, kind="planet")
    before = {path.name: path.read_bytes() for path in fresh.folder.iterdir()}
    with pytest.raises(KitError, match="planet"):
        accept(fresh.folder, first.id, second.id)
    assert {path.name: path.read_bytes() for path in fresh.folder.iterdir()} == before


def test_a_row_is_not_doubled_where_the_process_ended_between_the_two_files(fresh, monkeypatch):
    actor = proposals(fresh.folder, "actors")[0]

    def ended(folder, rest):
        raise OSError(5, "cut off")

    with monkeypatch.context() as patched:
        patched.setattr(correcting, "write_proposals", ended)
        with pytest.raises(KitError, match="cut off"):
            accept(fresh.folder, actor.id)
    accept(fresh.folder, actor.id)
    read, _ = load(fresh.folder)
    assert len(read.actors) == 1


def test_a_teachers_own_column_and_rows_stay(fresh):
    path = fresh.folder / "actors.csv"
    path.write_text("actor;name;kind;mine\nx;Ein Mensch;person;Notiz\n", "utf-8")
    accept(fresh.folder, proposals(fresh.folder, "actors")[0].id)
    lines = path.read_text("utf-8").splitlines()
    assert lines[:2] == ["actor;name;kind;mine", "x;Ein Mensch;person;Notiz"]
    assert len(lines) == 3


def test_a_time_word_without_a_date_goes_to_the_exceptions(fresh):
    from helpers.authoring.proposals import Proposal, write_proposals

    cells = {"at": "1", "quote": "hat", "nth": "", "reason": "Es ist 'kein' Tag."}
    one = Proposal(id="exceptions-1", table="exceptions", cells=cells, reason="x.", choices={})
    write_proposals(fresh.folder, [one])
    accept(fresh.folder, "exceptions-1")
    read, findings = load(fresh.folder)
    assert not findings.problems
    assert read.about["exceptions"] == [{"at": "1", "quote": "hat", "reason": "Es ist 'kein' Tag."}]


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda folder: accept(folder, "actor-1"), "Did you mean “actors-1”"),
        (lambda folder: refuse(folder, "nothing"), "no open proposal “nothing”"),
        (
            lambda folder: change(folder, "actors-1", colour="red"),
            "“colour” is no column of actors",
        ),
        (lambda folder: change(folder, "mentions-1", quote="Kanzler"), "“Kanzler” does not stand"),
    ],
)
def test_what_cannot_be_done_is_said(fresh, act, said):
    with pytest.raises(KitError, match=said):
        act(fresh.folder)


def test_a_file_of_proposals_that_is_broken_is_said_and_checked(fresh):
    (fresh.folder / FILE).write_text('{"id": 1}\n', "utf-8")
    with pytest.raises(KitError, match="cannot be read"):
        proposals(fresh.folder)
    assert FILE in str(check(fresh.folder).problems[0])
