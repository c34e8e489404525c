"""What is proposed for two reports, beside what a reader says of them."""

import re

import pytest

from helpers.authoring.check import check
from helpers.authoring.proposals import read_proposals
from helpers.common.errors import Findings
from helpers.drafting.layout import Question, find_layout
from helpers.drafting.new_lesson import answer, new_lesson
from helpers.drafting.parsing import parser
from helpers.lesson.lesson import load

# By paragraph: how what is said begins, and who says it. All else is the narrator's.
FLOOD = {
    ("1", "More than 400"): "county council",
    ("3", "We had four"): "Ann Lester",
    ("3", "Nobody is missing"): "Ann Lester",
    ("4", "the town would"): "Ann Lester",
    ("4", "the river could"): "Thomas Okafor",
    ("5", "the river stood"): "Environment Agency",
    ("6", "the warning came"): "Residents",
    ("6", "I read it"): "Maria Fenton",
    ("7", "the claim"): "Environment Agency",
    ("7", "Every household was"): "Daniel Reyes",
    ("7", "one in five"): "Daniel Reyes",
    ("8", "the flood gates"): "Reuters",
    ("8", "The company that"): "Severn Works",
    ("9", "whether she had"): "Ann Lester",
    ("9", "a mistake we"): "Thomas Okafor",
    ("11", "the pumps would"): "Thomas Okafor",
    ("11", "Then we count"): "Thomas Okafor",
    ("11", "Then we ask"): "Thomas Okafor",
    ("12", "she would be"): "Maria Fenton",
    ("12", "They should look"): "Maria Fenton",
}
STADTRAT = {
    ("2", "Das ist ein"): "Sabine Krüger",
    ("3", "die Stadt dafür"): "Jens Ohlendorf",
    ("3", "Er rechne mit"): "Jens Ohlendorf",
    ("4", "den Antrag"): "CDU",
    ("4", "Wir bauen ein"): "Martin Dehne",
    ("4", "zuerst die Schulen"): "Martin Dehne",
    ("4", "Dafür fehle der"): "Martin Dehne",
    ("5", "sind die Pläne"): "Verwaltung",
    ("5", "Der Bau könne"): "Verwaltung",
    ("6", "Krüger widersprach Dehne"): "Sabine Krüger",
    ("6", "das eine schließe"): "Sabine Krüger",
    ("6", "Das Land habe"): "Sabine Krüger",
    ("6", "Wer jetzt wartet"): "Sabine Krüger",
    ("7", "der Bescheid sei"): "Ministerium",
    ("7", "haben in Niedersachsen"): "dpa",
    ("8", "sie sei erleichtert"): "Fatima Yildiz",
    ("8", "Meine Tochter ist"): "Fatima Yildiz",
    ("8", "In ihrer Klasse"): "Fatima Yildiz",
    ("9", "das Bad mit"): "Fraktion",
    ("9", "Dehne wollte sich"): "Martin Dehne",
    ("9", "der Streit sei"): "Ein Mitglied seiner Fraktion",
    ("10", "Die dänischen Gastgeber"): "Jens Ohlendorf",
    ("10", "Dort zahle man"): "Jens Ohlendorf",
}
FLOOD_DAYS = {
    ("1", "Wednesday"): "2026-03-04",
    ("2", "shortly after 3 a.m. on Tuesday"): "2026-03-03T03:00",
    ("3", "2019"): "2019",
    ("4", "Friday"): "2026-03-06",
    ("4", "Thursday evening"): "2026-03-05TEV",
    ("5", "Tuesday"): "2026-03-03",
    ("5", "1978"): "1978",
    ("5", "Sunday"): "2026-03-01",
    ("7", "9 p.m. on Monday"): "2026-03-02T21:00",
    ("8", "Tuesday"): "2026-03-03",
    ("9", "Last month"): "2026-02",
    ("10", "Wednesday morning"): "2026-03-04TMO",
    ("12", "next Monday"): "2026-03-09",
}
STADTRAT_DAYS = {
    ("1", "Dienstagabend"): "2026-03-10TEV",
    ("2", "seit Oktober 2023"): "2023-10",
    ("5", "im Sommer 2027"): "2027-06",
    ("6", "Ende April"): "2026-04",
    ("7", "Mittwoch"): "2026-03-11",
    ("7", "2020"): "2020",
    ("8", "vergangenen Jahr"): "2025",
    ("8", "Mittwoch"): "2026-03-11",
    ("9", "Mittwoch"): "2026-03-11",
    ("10", "vor zwei Jahren"): "2024",
    ("11", "26. März"): "2026-03-26",
    ("11", "nächsten Montag"): "2026-03-16",
    ("11", "ab 18 Uhr"): "2026-03-16T18:00",
    ("11", "im Herbst"): "2026-09",
}


def first_words(statement):
    return " ".join(re.findall(r"[\w’']+", statement.cells["content"])[:3])


def speakers(lesson):
    """Return who says what: paragraph and first three words, with the name of the source."""
    names = {one.cells["actor"]: one.cells["name"] for one in lesson.tables["actors"]}
    return {
        (one.cells["at"], first_words(one)): names[one.cells["source"]]
        for one in lesson.tables["statements"]
        if one.cells["source"] != "narrator"
    }


def days(lesson):
    return {
        (o.cells["at"], o.cells["expression"]): o.cells["start"]
        for o in lesson.tables["events"]
        if o.cells["basis"] != "undated" and o.cells["at"] != "byline"
    }


def rows(lesson, table, *columns):
    return [tuple(one.cells.get(c, "") for c in columns) for one in lesson.tables[table]]


def test_the_flood_has_the_speakers_that_a_reader_finds(flood):
    assert speakers(flood) == FLOOD


def test_the_vote_has_the_speakers_that_a_reader_finds(stadtrat):
    assert speakers(stadtrat) == STADTRAT


def test_the_flood_has_its_days(flood):
    assert days(flood) == FLOOD_DAYS


def test_the_vote_has_its_days(stadtrat):
    assert days(stadtrat) == STADTRAT_DAYS


def test_without_a_parser_the_days_are_the_same_and_most_speakers(flood_by_rules):
    assert days(flood_by_rules) == FLOOD_DAYS
    found = speakers(flood_by_rules)
    assert len(FLOOD.items() & found.items()) >= 14


def test_the_places_of_the_flood_have_points_where_a_gazetteer_has_them(flood):
    found = {
        name: (lat, lon)
        for name, lat, lon in rows(flood, "places", "name", "latitude", "longitude")
    }
    assert {"Tarnbridge", "Leeds", "London", "France", "Netherlands"} <= found.keys()
    assert found["Tarnbridge"] == ("", "")
    assert [round(float(one)) for one in found["Leeds"]] == [54, -2]
    assert "Lester" not in found  # a town too, but here the mayor


def test_what_a_name_of_a_place_does(flood, stadtrat):
    types = {
        (at, quote): kind for at, quote, kind in rows(flood, "toponyms", "at", "quote", "type")
    }
    assert types["10", "French"] == "modifier"
    assert types["10", "Leeds"] == "literal"
    found = rows(stadtrat, "toponyms", "at", "quote", "place", "type")
    assert ("10", "dänischen", "dänemark", "modifier") in found
    assert ("7", "Hannover", "hannover", "literal") in found
    assert ("10", "Aarhus", "aarhus", "literal") in found


def test_mentions_by_name_title_and_pronoun(stadtrat):
    found = rows(stadtrat, "mentions", "at", "quote", "actor", "form")
    assert ("2", "Bürgermeisterin", "krüger", "title") in found
    assert ("2", "Sabine Krüger", "krüger", "name") in found
    assert ("3", "Er", "ohlendorf", "pronoun") in found
    assert ("4", "Er", "dehne", "pronoun") in found
    assert ("6", "Sie", "krüger", "pronoun") in found
    assert ("7", "dpa", "dpa", "name") in found


def test_a_pronoun_has_the_nearest_name_and_the_others_as_choices(flood):
    she = next(
        one
        for one in flood.tables["mentions"]
        if one.cells["at"] == "4" and one.cells["quote"] == "She"
    )
    assert she.cells["actor"] == "lester"
    assert she.choices["actor"][0] == "lester"
    assert "whitfield" in she.choices["actor"]
    assert "Ann Lester" in she.reason


def test_how_it_is_said(flood, stadtrat):
    said = {
        first_words(one): one.cells
        for lesson in (flood, stadtrat)
        for one in lesson.tables["statements"]
    }
    assert said["We had four"]["directness"] == "direct"
    assert said["More than 400"]["directness"] == "indirect"
    assert said["More than 400"]["channel"] == "statement"
    assert said["By noon it"]["source"] == "narrator"
    assert said["By noon it"]["directness"] == "narrative"
    assert said["the warning came"]["named"] == "no"
    assert said["the claim"]["polarity"] == "denies"
    assert said["The company that"]["polarity"] == "declines"
    assert said["Dehne wollte sich"]["polarity"] == "declines"
    assert said["der Streit sei"]["directness"] == "mixed"
    assert said["der Streit sei"]["named"] == "no"
    assert said["Das ist ein"]["cue"] == "sagte"


@pytest.mark.parametrize("name", ["flood", "stadtrat"])
def test_every_sentence_is_covered_and_every_row_has_a_reason(name, request):
    lesson = request.getfixturevalue(name)
    read, findings = load(lesson.folder)
    assert not findings.problems
    for sentence in read.article.sentences:
        assert any(
            one.cells["at"] == sentence.at and one.cells["content"] in sentence.quote
            for one in lesson.tables["statements"]
        ), sentence
    for table in lesson.tables.values():
        assert all(one.reason.endswith((".", "?")) for one in table)


def test_nothing_counts_as_read_before_somebody_says_yes(stadtrat):
    read, findings = load(stadtrat.folder)
    assert not findings.problems
    assert not read.actors
    assert not read.statements
    problems = [str(one) for one in check(stadtrat.folder).problems]
    assert "rows are proposed, and nobody has said yes or no to them" in problems[0]
    assert isinstance(check(stadtrat.folder), Findings)


def test_the_places_of_a_dateline_are_datelines_and_nobody(flood):
    """“YORK, England —”: the region belongs to it, and capitals make nobody of a town."""
    found = rows(flood, "toponyms", "at", "quote", "place", "type")
    assert ("1", "YORK", "york", "dateline") in found
    assert ("1", "England", "united-kingdom", "dateline") in found
    assert ("York",) in rows(flood, "places", "name")
    assert not {("York",), ("YORK",)} & {*rows(flood, "actors", "name")}


def test_a_small_town_in_capitals_at_the_head_is_a_place(tmp_path):
    text = "MONMOUTH, Wales — The river came over the wall in Monmouth on Monday."
    found = drafted(tmp_path, text)
    names = [one.cells for one in found if one.table == "toponyms"]
    assert [(one["quote"], one["place"], one["type"]) for one in names] == [
        ("MONMOUTH", "monmouth", "dateline"),
        ("Wales", "wales", "dateline"),
        ("Monmouth", "monmouth", "literal"),
    ]
    assert not [one for one in found if one.table == "mentions" and one.cells["at"] == "1"]


def test_a_quotation_that_the_cue_parts_is_said_on_both_sides(tmp_path):
    text = "“He means well,” Rita Moss remarked, “but the river was here first, and so were we.”"
    said = [one.cells for one in drafted(tmp_path, text) if one.table == "statements"]
    assert [(one["content"], one["cue"], one["directness"]) for one in said] == [
        ("He means well", "remarked", "direct"),
        ("but the river was here first, and so were we", "remarked", "direct"),
    ]


def test_a_noun_at_the_head_of_a_sentence_is_nobodys_name(tmp_path):
    """The parser takes it for a person; “she” further on was then the schools."""
    if parser("en") is None:
        pytest.skip("the parser for English is not installed")
    text = "Schools will remain shut until Tuesday, the council announced yesterday."
    names = [one.cells["name"] for one in drafted(tmp_path, text) if one.table == "actors"]
    assert "Schools" not in names
    assert "The council" in names


def drafted(folder, text):
    """Return what is proposed for a report of one paragraph."""
    layout = find_layout(["The wall", "By Ann Bell | The Post | 12 March 2026", text], "en")
    for fact in ("publisher", "rights"):
        layout = answer(layout, Question(fact, ""), "The Post")
    return read_proposals(new_lesson(folder, layout, "wall").folder)
