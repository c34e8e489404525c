"""Rows are corrected by pointing: what is near is proposed, saved at once, and can be undone."""

import csv

import pytest
from support.begun_lesson import begin

from helpers.authoring.proposals import read_proposals
from helpers.common.errors import KitError
from helpers.drafting.layout import Question, find_layout
from helpers.drafting.new_lesson import answer, new_lesson
from helpers.editor.checked import remarks
from helpers.editor.history import files_of
from helpers.editor.pointing import Pointer
from helpers.editor.workbench import Workbench


@pytest.fixture
def bench(tmp_path):
    return Workbench(begin(tmp_path, "stadtrat").folder)


def where(bench, at, words, nth=1):
    """Return the stretch of the nth occurrence of words in a part, as a browser counts it."""
    text = dict(bench.state()["parts"])[at]
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return at, start, start + len(words)


def the(bench, table, **cells):
    """Return the first row of a table with these cells."""
    rows = bench.state()["rows"]
    return next(
        row for row in rows if row["table"] == table and cells.items() <= row["cells"].items()
    )


def table(bench, name):
    """Return the rows of a table as any program reads them."""
    with (bench.folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_who_is_accepted_is_in_the_table_with_the_row_that_names_them(bench):
    bench.accept(the(bench, "mentions", quote="Sabine Krüger")["id"])
    assert [row["name"] for row in table(bench, "actors")] == ["Sabine Krüger"]
    assert [row["quote"] for row in table(bench, "mentions")] == ["Sabine Krüger"]


def test_nth_is_counted_and_never_typed(bench):
    # “sie” is the last word but one of a word, “Sie”, or its own: the third place is meant.
    text = dict(bench.state()["parts"])["8"]
    assert text.count("sie") == 2
    new = bench.point("mentions", *where(bench, "8", "sie", 2))
    row = bench.row(new[-1])
    assert (row.cells["quote"], row.cells["nth"], row.cells["form"]) == ("sie", "2", "pronoun")


def test_a_pronoun_that_is_pointed_at_is_of_whom_was_named_last(bench):
    bench.refuse(the(bench, "mentions", at="6", quote="Sie")["id"])
    new = bench.point("mentions", *where(bench, "6", "Sie"))
    # “Krüger widersprach Dehne. Sie …”: the last who was named is Dehne; that it is not him is
    # for the teacher to say, with one key.
    assert bench.row(new[0]).cells["actor"] == "dehne"
    bench.change(new[0], {"actor": "krüger"})
    bench.accept(new[0])
    assert [row["actor"] for row in table(bench, "mentions")] == ["krüger"]


def test_a_name_that_was_there_before_is_the_same_actor(bench):
    new = bench.point("mentions", *where(bench, "10", "Ohlendorf"))
    assert [bench.row(one).table for one in new] == ["mentions"]
    assert bench.row(new[0]).cells["actor"] == "ohlendorf"


def test_somebody_new_comes_with_the_words(bench):
    new = bench.point("mentions", *where(bench, "7", "elf Bäder"))
    assert [bench.row(one).table for one in new] == ["actors", "mentions"]
    assert bench.row(new[0]).cells == {
        "actor": "elf-bäder",
        "name": "Elf Bäder",
        "kind": "group",
    }
    assert bench.row(new[1]).cells["form"] == "description"


def test_for_a_mention_somebody_new_can_be_chosen(bench):
    row = the(bench, "mentions", quote="Verwaltung")
    (new,) = bench.change(row["id"], {"actor": "+"})
    assert bench.row(new).cells["name"] == "Verwaltung"
    assert bench.row(row["id"]).cells["actor"] == bench.row(new).cells["actor"] != "verwaltung"


def test_a_place_comes_with_its_point_from_the_gazetteer(bench):
    bench.refuse(the(bench, "places", name="Hannover")["id"])
    new = bench.point("toponyms", *where(bench, "7", "Hannover"))
    place, toponym = map(bench.row, new)
    assert float(place.cells["latitude"]) == pytest.approx(52.4, abs=0.1)
    assert float(place.cells["longitude"]) == pytest.approx(9.7, abs=0.1)
    assert place.cells["source"].startswith("GeoNames")
    assert toponym.cells["place"] == place.cells["place"]


def test_a_place_that_nobody_knows_has_no_point(bench):
    place, _ = map(bench.row, bench.point("toponyms", *where(bench, "1", "Lindenau")))
    assert place.cells["name"] == "Lindenau"
    new = bench.point("toponyms", *where(bench, "11", "Rathaus"))
    assert "latitude" not in bench.row(new[0]).cells


def test_words_for_time_become_an_event_with_its_day(bench):
    bench.refuse(the(bench, "events", at="7", expression="Mittwoch")["id"])
    (new,) = bench.point("events", *where(bench, "7", "Mittwoch"))
    cells = bench.row(new).cells
    # The report is of Thursday 12 March 2026, so the Wednesday before is the 11th.
    assert (cells["start"], cells["basis"]) == ("2026-03-11", "resolved")
    assert cells["quote"] == "Aus Hannover kam am Mittwoch eine Bestätigung."
    assert cells["place"] == "hannover"


def test_what_happens_without_a_word_for_time_is_undated(bench):
    (new,) = bench.point("events", *where(bench, "9", "Kritik kam von den Grünen"))
    cells = bench.row(new).cells
    assert (cells["basis"], cells["actors"]) == ("undated", "grünen")
    assert "start" not in cells


def test_what_is_said_comes_with_its_source_and_cue(bench):
    for row in [row for row in bench.state()["rows"] if row["table"] == "statements"]:
        bench.refuse(row["id"])
    words = "dass die Stadt dafür neue Schulden machen müsse"
    (new,) = bench.point("statements", *where(bench, "3", words))
    cells = bench.row(new).cells
    assert (cells["source"], cells["cue"], cells["directness"]) == (
        "ohlendorf",
        "warnte",
        "indirect",
    )
    quoted = "„Wer jetzt wartet, der verliert das Geld“"
    (new,) = bench.point("statements", *where(bench, "6", quoted))
    assert bench.row(new).cells["directness"] == "direct"
    assert bench.row(new).cells["cue"] == "sagte"


def test_a_column_takes_the_words_that_are_pointed_at(bench):
    row = the(bench, "statements", at="6", source="krüger")["id"]
    bench.point_for(row, "cue", *where(bench, "6", "erklärte"))
    assert bench.row(row).cells["cue"] == "erklärte"
    bench.point_for(row, "content", *where(bench, "9", "Fraktion", 2))
    cells = bench.row(row).cells
    assert (cells["at"], cells["content"], cells["nth"]) == ("9", "Fraktion", "2")


def test_two_that_are_one_become_one_everywhere(bench):
    for quote in ("Stadtrat", "Verwaltung"):
        bench.accept(the(bench, "mentions", quote=quote)["id"])
    bench.merge(the(bench, "actors", name="Verwaltung")["id"], "stadtrat")
    assert [row["name"] for row in table(bench, "actors")] == ["Stadtrat"]
    assert {row["actor"] for row in table(bench, "mentions")} == {"stadtrat"}
    rows = [row["cells"] for row in bench.state()["rows"] if row["table"] != "actors"]
    assert not [cells for cells in rows if "verwaltung" in {*cells.values()}]


def test_a_row_that_was_read_can_be_changed_and_taken_away(bench):
    bench.accept(the(bench, "mentions", quote="CDU")["id"])
    row = the(bench, "mentions", quote="CDU", actor="cdu")
    assert not row["open"]
    bench.change(row["id"], {"form": "metonym"})
    assert [one["form"] for one in table(bench, "mentions")] == ["metonym"]
    with pytest.raises(KitError, match="named in 1 row of mentions"):
        bench.refuse(the(bench, "actors", name="CDU")["id"])
    bench.refuse(the(bench, "mentions", quote="CDU")["id"])
    assert table(bench, "mentions") == []


def test_a_row_that_was_read_cannot_be_changed_into_nonsense(bench):
    bench.accept(the(bench, "mentions", quote="CDU")["id"])
    before = files_of(bench.folder)
    with pytest.raises(KitError, match="form"):
        bench.change(the(bench, "mentions", quote="CDU")["id"], {"form": "shout"})
    assert files_of(bench.folder) == before


def test_a_row_whose_words_are_not_there_is_not_accepted(bench):
    bench.accept(the(bench, "mentions", quote="CDU")["id"])
    row = the(bench, "mentions", at="10", quote="Ohlendorf")
    path = bench.folder / "proposals.jsonl"
    path.write_text(
        path.read_text("utf-8").replace(
            '"at": "10", "quote": "Ohlendorf"', '"at": "10", "quote": "Olendorf"'
        ),
        "utf-8",
    )
    with pytest.raises(KitError, match=r"Olendorf.*does not stand in the article"):
        bench.accept(row["id"])


def test_every_change_is_undone_one_after_the_other(bench):
    before = files_of(bench.folder)
    states = [before]
    acts = [
        lambda: bench.accept(the(bench, "mentions", quote="CDU")["id"]),
        lambda: bench.change(the(bench, "mentions", quote="CDU")["id"], {"form": "metonym"}),
        lambda: bench.refuse(the(bench, "places", name="Aarhus")["id"]),
        lambda: bench.point("mentions", *where(bench, "7", "elf Bäder")),
        lambda: bench.change(the(bench, "statements", at="3")["id"], {"claim": "The town can pay"}),
        lambda: bench.accept(the(bench, "exceptions")["id"]) if has(bench, "exceptions") else None,
        lambda: bench.merge(the(bench, "actors", name="Verwaltung")["id"], "stadtrat"),
    ]
    for act in acts:
        act()
        states.append(files_of(bench.folder))
    while len(states) > 1:
        now = states.pop()
        if now != states[-1]:
            assert bench.undo()
        assert files_of(bench.folder) == states[-1]
    assert not bench.undo()


def has(bench, name):
    """Say whether a table has rows."""
    return any(row["table"] == name for row in bench.state()["rows"])


def test_what_another_program_changed_is_not_undone_over(bench):
    bench.accept(the(bench, "mentions", quote="CDU")["id"])
    path = bench.folder / "mentions.csv"
    path.write_text(path.read_text("utf-8") + "1,Stadtrat,,cdu,name\n", "utf-8")
    with pytest.raises(KitError, match=r"mentions\.csv was changed by another program"):
        bench.undo()
    assert "Stadtrat" in path.read_text("utf-8")


def test_a_claim_is_written_in_words_and_is_one_for_all_who_speak_of_it(bench):
    first, second = (the(bench, "statements", at=at)["id"] for at in ("3", "4"))
    bench.change(first, {"claim": "The town can pay for the pool"})
    bench.change(second, {"claim": "The town can pay for the pool"})
    assert bench.row(first).cells["claim"] == bench.row(second).cells["claim"]
    assert list(bench.state()["claims"].values()) == ["The town can pay for the pool"]


def test_check_speaks_beside_the_row_before_it_is_accepted(bench):
    assert remarks(bench.folder) == []
    row = the(bench, "events", at="7", expression="Mittwoch")["id"]
    bench.change(row, {"start": "2026-03-10", "end": "2026-03-10"})  # a Tuesday
    beside = [one for one in remarks(bench.folder) if one.row == row]
    assert len(beside) == 1
    assert "cannot be 2026-03-10, a Tuesday" in beside[0].text
    other = the(bench, "mentions", quote="CDU")["id"]
    bench.change(other, {"form": ""})
    assert [one.text for one in remarks(bench.folder) if one.row == other]
    assert len(read_proposals(bench.folder)) > 50  # nothing was accepted by looking


def test_check_speaks_of_a_sentence_that_no_statement_covers(bench):
    row = the(bench, "statements", at="10")
    bench.refuse(row["id"])
    said = [one.text for one in remarks(bench.folder) if not one.row]
    assert any("statement" in one for one in said)


def test_a_name_that_is_pointed_at_is_proposed_wherever_else_it_stands(bench):
    for row in [row for row in bench.state()["rows"] if row["cells"].get("quote") == "Dehne"]:
        bench.refuse(row["id"])
    new = bench.point("mentions", *where(bench, "6", "Dehne"))
    found = [bench.row(one).cells for one in new]
    assert [cells["at"] for cells in found] == ["6", "9"]  # and not within “Martin Dehne” in ¶4
    assert {cells["actor"] for cells in found} == {"dehne"}
    assert bench.row(new[1]).reason == "The same words as in paragraph 6."
    assert bench.undo()
    assert not [row for row in bench.state()["rows"] if row["cells"].get("quote") == "Dehne"]


def test_a_pronoun_is_proposed_nowhere_else(bench):
    for row in [row for row in bench.state()["rows"] if row["cells"].get("form") == "pronoun"]:
        bench.refuse(row["id"])
    assert len(bench.point("mentions", *where(bench, "8", "sie", 2))) == 1


def test_what_is_resolved_by_hand_is_counted_from_the_day_of_the_article(bench):
    (new,) = bench.point("events", *where(bench, "9", "Kritik kam von den Grünen"))
    bench.change(new, {"basis": "resolved", "start": "2026-03-11", "expression": "Kritik"})
    cells = bench.row(new).cells
    assert (cells["anchor"], cells["end"]) == ("2026-03-12", "2026-03-11")


def test_why_a_word_for_time_dates_nothing_can_be_said(bench):
    (new,) = bench.point("exceptions", *where(bench, "1", "Dienstagabend"))
    bench.change(new, {"reason": "It is the day of the vote."})
    bench.accept(new)
    assert "reason: 'It is the day of the vote.'" in (bench.folder / "lesson.yaml").read_text(
        "utf-8"
    )


def test_a_statement_that_gets_another_source_is_named_as_that_one_is(bench):
    one, two, other = (row["id"] for row in of_table(bench, "statements")[:3])
    bench.change(one, {"source": "krüger", "named": "no"})
    for row in of_table(bench, "statements"):
        if row["id"] != one and row["cells"]["source"] == "krüger":
            bench.change(row["id"], {"source": "dehne", "named": "yes"})
    bench.change(two, {"source": "krüger"})
    assert bench.row(two).cells["named"] == "no"
    bench.change(other, {"source": "krüger", "named": "partly"})
    assert bench.row(other).cells["named"] == "partly"


def of_table(bench, table):
    """Return the rows of a table that stand or are proposed."""
    return [row for row in bench.state()["rows"] if row["table"] == table]


@pytest.fixture(scope="module")
def pointers(tmp_path_factory):
    """One for each language, of lessons that are read only."""
    folder = tmp_path_factory.mktemp("seeds")
    return {
        "de": Pointer(begin(folder, "stadtrat").folder),
        "en": Pointer(begin(folder, "flood").folder),
    }


@pytest.mark.parametrize(
    ("language", "words", "is_name", "kind"),
    [
        ("en", "Her nephew", False, "person"),
        ("en", "her nephew", False, "person"),
        ("en", "A foreman", False, "person"),
        ("en", "The nurse", False, "person"),
        ("en", "Two neighbours", False, "group"),
        ("en", "The staff", False, "group"),
        ("en", "the company", False, "organisation"),
        ("en", "Rita Moss", True, "person"),
        ("en", "The Water Council", True, "organisation"),
        ("de", "Ein Gutachter", False, "person"),
        ("de", "Die Eltern", False, "group"),
        ("de", "Sabine Krüger", True, "person"),
    ],
)
def test_a_capital_at_the_head_of_a_sentence_makes_no_name(
    pointers, language, words, is_name, kind
):
    pointer = pointers[language]
    assert pointer.is_name(words) is is_name
    assert pointer.new_actor(words, []).cells["kind"] == kind


@pytest.fixture
def flood(tmp_path):
    return Workbench(begin(tmp_path, "flood").folder)


def test_it_is_a_pronoun_where_somebody_points_at_it(flood):
    at, start, _ = where(flood, "2", "it stood")
    new = flood.point("mentions", at, start, start + len("it"))
    assert [flood.row(one).table for one in new] == ["mentions"]
    assert flood.row(new[0]).cells["form"] == "pronoun"


def test_days_that_count_from_something_told_are_not_counted_from_the_article(tmp_path):
    text = "The dam broke on Monday. Five days before the break an engineer had warned the town."
    layout = find_layout(["The dam", "By Ann Bell | The Post | 12 March 2026", text], "en")
    for fact in ("publisher", "rights"):
        layout = answer(layout, Question(fact, ""), "The Post")
    bench = Workbench(new_lesson(tmp_path, layout, "dam").folder)
    (new,) = bench.point("events", *where(bench, "1", "Five days before the break"))
    assert bench.row(new).cells["basis"] == "undated"
    assert "start" not in bench.row(new).cells


def test_a_place_that_is_pointed_at_is_in_the_country_of_most_others(pointers):
    # Most places of the flood are in the United Kingdom; the larger Lincoln is in Nebraska.
    assert pointers["en"].new_place("Lincoln", []).cells["country"] == "United Kingdom"
    assert pointers["de"].new_place("Lincoln", []).cells["country"] == "United States"


def test_who_came_only_with_words_goes_when_the_words_mean_another(bench):
    actor, mention = bench.point("mentions", *where(bench, "7", "elf Bäder"))
    bench.change(mention, {"actor": "stadtrat"})
    assert actor not in {row["id"] for row in bench.state()["rows"]}
    actor, mention = bench.point("mentions", *where(bench, "11", "Arbeiten"))
    bench.change(
        the(bench, "statements", at="3")["id"], {"source": bench.row(actor).cells["actor"]}
    )
    bench.change(mention, {"actor": "stadtrat"})
    assert bench.row(actor).cells["name"] == "Arbeiten"  # a statement names it


def test_a_pronoun_stands_for_the_next_who_may_be_meant_where_one_is_refused(bench):
    she = the(bench, "mentions", at="6", quote="Sie")
    first, second = she["choices"]["actor"][:2]
    bench.refuse(
        next(
            r["id"]
            for r in bench.state()["rows"]
            if r["cells"].get("actor") == first and r["table"] == "actors"
        )
    )
    assert bench.row(she["id"]).cells["actor"] == second


def test_who_is_made_the_source_is_heard_in_the_way_that_the_words_show(bench):
    row = the(bench, "statements", content="Das alte Bad ist seit Oktober 2023 geschlossen")
    bench.change(row["id"], {"source": "krüger"})
    cells = bench.row(row["id"]).cells
    assert (cells["directness"], cells["named"]) == ("indirect", "yes")
    bench.change(row["id"], {"source": "narrator"})
    cells = bench.row(row["id"]).cells
    assert (cells["directness"], cells.get("named", "")) == ("narrative", "")


def test_a_date_that_is_resolved_is_counted_from_the_day_of_the_article(bench):
    (new,) = bench.point("events", *where(bench, "9", "Kritik kam von den Grünen"))
    bench.change(new, {"start": "2026-03-11", "basis": "resolved"})
    assert bench.row(new).cells["anchor"] == "2026-03-12"


def test_what_happens_goes_with_its_passage_until_it_is_worded(bench):
    row = the(bench, "events", at="1")
    bench.point_for(row["id"], "quote", *where(bench, "1", "Der Stadtrat von Lindenau"))
    assert bench.row(row["id"]).cells["what"] == "Der Stadtrat von Lindenau"
    bench.change(row["id"], {"what": "Der Rat stimmt ab"})
    bench.point_for(row["id"], "quote", *where(bench, "1", "Für den Antrag stimmten 19"))
    assert bench.row(row["id"]).cells["what"] == "Der Rat stimmt ab"


def test_a_place_that_is_named_anew_has_the_point_of_that_name(bench):
    new = bench.point("toponyms", *where(bench, "11", "Rathaus"))[0]
    bench.change(new, {"name": "Hamburg"})
    assert float(bench.row(new).cells["latitude"]) == pytest.approx(53.6, abs=0.1)


def test_what_is_said_of_a_cell_names_it_as_the_form_does(bench):
    row = the(bench, "events", at="7", expression="Mittwoch")
    bench.change(row["id"], {"anchor": ""})
    said = [one.text for one in remarks(bench.folder) if one.row == row["id"]]
    assert [words.partition(":")[0] for words in said] == [
        "The date, or the event, that it is counted from"
    ]
