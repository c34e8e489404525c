"""The tables of the lesson on Belarus, held against the article itself.

The files are read here without the kit, and what is expected comes from reading the article.
"""

import hashlib
import re
from datetime import date

import pytest
from support import FOLDER
from support.tables import rows

from helpers.authoring.check import check

ARTICLE = (FOLDER / "article.txt").read_bytes().decode("utf-8")
LINES = ARTICLE.split("\n")
BODY = {str(number): line for number, line in enumerate(LINES[2:-1], 1)}
PARTS = {"headline": LINES[0], "byline": LINES[1], "credit": LINES[-1]} | BODY
STAMP = date(2020, 8, 20)  # "Updated: 2020-08-20 10:57"
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
# A full stop inside a quotation, or an abbreviation with one, does not stand in this article.
SENTENCES = [(at, one) for at, line in BODY.items() for one in re.split(r"(?<=\.) (?=[A-Z])", line)]


def one(table, **cells):
    """Return the only row with these cells."""
    [row] = [row for row in rows(table) if cells.items() <= row.items()]
    return row


def where(pattern):
    """Return the part and the stretch of every match in the article."""
    return [(at, *hit.span()) for at, line in PARTS.items() for hit in re.finditer(pattern, line)]


def spans(passages):
    """Return passages as part and stretch, counted from the beginning of the part."""
    begin = {}
    for at, line in PARTS.items():
        begin[at] = ARTICLE.index(line)
    return {(one.at, one.start - begin[one.at], one.end - begin[one.at]) for one in passages}


def covered(spot, stretches):
    at, start, end = spot
    return any(at == other and first < end and start < last for other, first, last in stretches)


# The text


def test_the_article_is_the_one_the_lesson_was_made_for():
    digest = hashlib.sha256((FOLDER / "article.txt").read_bytes()).hexdigest()
    assert f"sha256: {digest}\n" in (FOLDER / "lesson.yaml").read_text("utf-8")


def test_the_kit_reads_the_article_as_a_person_does(lesson):
    assert {at: part.quote for at, part in lesson.article.parts.items()} == PARTS
    assert [(one.at, one.quote) for one in lesson.article.sentences] == SENTENCES
    assert (len(BODY), len(SENTENCES)) == (18, 23)


def test_the_lesson_has_no_problems_and_nothing_was_put_right():
    findings = check(FOLDER)
    assert [*map(str, findings.problems), *map(str, findings.notes)] == []


@pytest.mark.parametrize(
    ("table", "column"),
    [
        *[("mentions", "quote"), ("toponyms", "quote"), ("events", "quote")],
        *[("events", "expression"), ("statements", "content"), ("statements", "cue")],
        ("judgements", "quote"),
    ],
)
def test_every_quotation_stands_in_its_part_letter_by_letter(table, column):
    assert [row for row in rows(table) if row[column] not in PARTS[row["at"]]] == []


@pytest.mark.parametrize("table", ["mentions", "toponyms", "events", "statements", "judgements"])
def test_every_passage_is_the_stretch_that_it_quotes(lesson, table):
    for row in getattr(lesson, table):
        assert ARTICLE[row.passage.start : row.passage.end] == row.quote


@pytest.mark.parametrize(
    ("table", "column", "ids"),
    [
        ("mentions", "actor", "actors"),
        ("events", "actors", "actors"),
        ("statements", "source", "actors"),
        ("statements", "via", "actors"),
        ("background", "actor", "actors"),
        ("toponyms", "place", "places"),
        ("events", "place", "places"),
        ("events", "origin", "places"),
        ("actors", "seat", "places"),
    ],
)
def test_every_id_has_a_row(table, column, ids):
    known = {row[ids.removesuffix("s")] for row in rows(ids)} | {"narrator"}
    used = {part for row in rows(table) for part in row[column].replace(";", " ").split()}
    assert used - known == set()


# Who


@pytest.mark.parametrize(
    "name",
    [
        *["Putin", "Merkel", "Michel", "Macron", "Lukashenko", "Zhao Lijian", "Breton"],
        *["NATO", "FSB", "Kremlin", "Belta", "Reuters", "Xinhua", "Agencies", "opposition"],
    ],
)
def test_every_name_in_the_article_is_a_mention(lesson, name):
    mentions = spans(row.passage for row in lesson.mentions)
    assert [spot for spot in where(rf"\b{name}\b") if not covered(spot, mentions)] == []


@pytest.mark.parametrize(
    ("at", "pronoun", "actors"),
    [
        ("2", "He", {"putin"}),
        ("10", "He", {"lukashenko"}),
        ("11", "He", {"lukashenko"}),
        ("11", "They", {"putin", "lukashenko"}),
        ("8", "he", {"zhao"}),
        ("13", "its", {"nato"}),
    ],
)
def test_a_pronoun_stands_for_whom_it_stands_for(at, pronoun, actors):
    found = [row for row in rows("mentions") if (row["at"], row["quote"]) == (at, pronoun)]
    assert {row["actor"] for row in found} == actors
    assert {row["form"] for row in found} == {"pronoun"}


def test_every_pronoun_for_somebody_is_resolved(lesson):
    mentions = spans(row.passage for row in lesson.mentions if row.form == "pronoun")
    pronouns = where(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Tt]heir|[Ww]e|[Hh]is|[Hh]er|[Ii]ts)\b")
    assert [spot for spot in pronouns if spot not in mentions] == []


@pytest.mark.parametrize(
    ("quote", "actor", "form"),
    [
        ("Russian President", "putin", "title"),
        ("German Chancellor", "merkel", "title"),
        ("European Council President", "michel", "title"),
        ("EU Industry Commissioner", "breton", "title"),
        ("the spokesman", "zhao", "title"),
        ("the release", "kremlin", "metonym"),
        ("the alliance", "nato", "description"),
        ("Vladimir Putin", "putin", "name"),
    ],
)
def test_titles_metonyms_and_names_are_told_apart(quote, actor, form):
    row = one("mentions", quote=quote)
    assert (row["actor"], row["form"]) == (actor, form)


def test_the_kremlin_is_an_office_called_after_a_building():
    found = [row for row in rows("mentions") if row["quote"] == "the Kremlin"]
    assert len(found) == ARTICLE.count("the Kremlin") == 4
    assert {row["form"] for row in found} == {"metonym"}
    assert one("actors", actor="kremlin")["kind"] == "office"


@pytest.mark.parametrize(
    "group", ["police-officers", "belarusian-people", "belarusian-leadership", "senior-officials"]
)
def test_groups_that_never_speak_are_there_all_the_same(group):
    assert one("actors", actor=group)["kind"] == "group"
    assert [row for row in rows("mentions") if row["actor"] == group] != []
    speaking = {row["source"] for row in rows("statements")}
    assert group not in speaking | {row["via"] for row in rows("statements")}


# Where


@pytest.mark.parametrize(
    "name",
    [
        *["Belarus", "Belarusian", "Minsk", "Russia", "Russian", "Moscow", "the Russian capital"],
        *["Kremlin", "China(?! Daily)", "Chinese", "Beijing", "German", "French"],
        *["United States", "United Kingdom", "Western", "Soviet"],
    ],
)
def test_every_place_name_has_a_type(lesson, name):
    toponyms = spans(row.passage for row in lesson.toponyms)
    assert [spot for spot in where(rf"\b{name}\b") if not covered(spot, toponyms)] == []


def test_moscow_is_used_in_three_ways():
    found = {(row["at"], row["quote"]): row["type"] for row in rows("toponyms")}
    assert found["byline", "Moscow"] == "dateline"
    assert found["17", "Moscow"] == "literal"
    assert found["18", "the Russian capital"] == "literal"
    moscow = [row for row in rows("toponyms") if row["place"] == "moscow"]
    assert {"Moscow", "the Russian capital"} <= {row["quote"] for row in moscow}


def test_brussels_is_never_named_and_always_implied_with_a_reason():
    assert "Brussels" not in ARTICLE
    found = [row for row in rows("toponyms") if row["place"] == "brussels"]
    assert {row["type"] for row in found} == {"implied"}
    assert all(row["reason"] for row in found)
    [leaders] = found  # where a body has its seat, nothing of the article need happen
    assert leaders["quote"] == "European Union leaders"
    assert "video conference" in leaders["reason"]


def test_adjectives_of_a_country_are_no_places_where_things_happen():
    adjectives = {"Russian", "Belarusian", "Chinese", "German", "French", "Western", "Soviet"}
    found = {row["type"] for row in rows("toponyms") if row["quote"] in adjectives}
    assert found <= {"modifier", "demonym"}


def test_every_point_has_a_source():
    assert all(row["source"] for row in rows("places") if row["latitude"])


# When


def day_before(weekday):
    """Return the day of that name in the week before the stamp."""
    return next(
        day
        for day in (date.fromordinal(STAMP.toordinal() - back) for back in range(1, 8))
        if WEEKDAYS[day.weekday()] == weekday
    )


def test_the_stamp_is_of_a_thursday():
    assert WEEKDAYS[STAMP.weekday()] == "Thursday"
    assert "2020-08-20" in LINES[1]


def test_every_weekday_and_date_of_the_body_belongs_to_an_event(lesson):
    events = spans(row.expression_passage for row in lesson.events if row.expression)
    times = [spot for spot in where("|".join([*WEEKDAYS, "Aug 9"])) if spot[0] in BODY]
    assert len(times) == 13
    assert [spot for spot in times if not covered(spot, events)] == []


@pytest.mark.parametrize("weekday", ["Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"])
def test_every_weekday_is_the_one_before_the_stamp(weekday):
    found = [row for row in rows("events") if weekday in row["expression"]]
    assert found
    for row in found:
        assert row["start"][:10] == f"{day_before(weekday)}"
        assert (row["anchor"], row["basis"]) == ("article-updated", "resolved")


def test_the_year_of_the_election_is_resolved_and_not_stated():
    row = one("events", event="election")
    assert (row["expression"], row["start"], row["end"]) == ("Aug 9", "2020-08-09", "2020-08-09")
    assert row["basis"] == "resolved"
    assert "year" in row["alternatives"]


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("1", "the Kremlin said in a statement"),
        ("5", "Interest was also expressed"),
        ("6", "The opposition have refused"),
        ("9", "if a new Constitution is adopted"),
        ("10", "Lukashenko has refused to step down"),
        ("10", "He also signed a decree"),
        ("13", "Lukashenko accused NATO"),
        ("14", "have said nothing"),
        ("16", "Some other Western countries"),
    ],
)
def test_what_has_no_date_keeps_none(at, words):
    found = [row for row in rows("events") if row["at"] == at and words in row["quote"]]
    assert found
    for row in found:
        assert (row["basis"], row["start"], row["end"]) == ("undated", "", "")


def test_a_time_of_day_is_no_more_exact_than_the_words():
    found = [row for row in rows("events") if row["event"] == "flight-back"]
    assert [(row["at"], row["start"]) for row in found] == [
        ("17", "2020-08-19TMO"),
        ("18", "2020-08-19TMO"),
    ]


def test_the_time_zone_of_the_stamp_is_an_inference_and_said_to_be_one(lesson):
    assert "+08:00" not in LINES[1]
    assert any("time zone" in entry["fact"] for entry in lesson.about["inferred"])
    assert any("Brussels" in entry["fact"] for entry in lesson.about["inferred"])


# Who says so


@pytest.mark.parametrize(("at", "sentence"), SENTENCES, ids=[f"{at}" for at, _ in SENTENCES])
def test_every_sentence_is_in_the_ledger(at, sentence):
    found = [row for row in rows("statements") if row["at"] == at and row["content"] in sentence]
    assert found
    assert all(row["source"] for row in found)


@pytest.mark.parametrize(
    ("at", "source", "via", "channel"),
    [
        ("1", "putin", "kremlin", "statement"),
        ("4", "putin", "kremlin", "news release"),
        ("12", "putin", "belta", "not given"),
        ("17", "flight-tracking-data", "reuters", "report"),
    ],
)
def test_words_come_through_the_hands_the_article_names(at, source, via, channel):
    row = one("statements", at=at, source=source)
    assert (row["via"], row["channel"]) == (via, channel)


def test_no_other_statement_passes_through_hands():
    found = {row["at"] for row in rows("statements") if row["via"]}
    assert found == {"1", "4", "12", "17"}


def test_an_attribution_that_is_dropped_is_not_made_up():
    assert "Reuters" not in BODY["18"]
    assert one("statements", at="18")["via"] == ""
    assert one("statements", at="18")["source"] == "flight-tracking-data"
    said = [row for row in rows("statements") if row["at"] in ("2", "3") and "phone" in str(row)]
    assert {row["source"] for row in said} == {"narrator"}


def test_a_passive_without_an_agent_gets_none():
    row = one("statements", at="5")
    assert row["content"].startswith("Interest was also expressed")
    assert row["source"] == "kremlin"
    assert one("events", event="interest")["actors"] == ""


def test_the_accusation_and_the_denial_meet_in_one_claim():
    entries = {row["source"]: row for row in rows("statements") if row["at"] == "13"}
    assert entries["lukashenko"]["polarity"] == "asserts"
    assert entries["nato"]["polarity"] == "denies"
    assert entries["lukashenko"]["claim"] == entries["nato"]["claim"]


def test_the_silence_is_about_the_promise():
    promise = one("statements", at="12")["claim"]
    silent = [
        row for row in rows("statements") if row["at"] == "14" and row["polarity"] == "declines"
    ]
    # Of Russia it is only said to be tight-lipped, not on what.
    assert {row["source"]: row["claim"] for row in silent} == {
        "russia": "",
        "kremlin": promise,
        "state-media": promise,
    }


def test_only_words_in_quotation_marks_are_direct():
    for row in rows("statements"):
        marked = '"' in row["content"]
        whole = f'"{row["content"]}' in PARTS[row["at"]]
        expected = "direct" if whole else "mixed" if marked else row["directness"]
        assert row["directness"] == expected
        assert marked or whole or row["directness"] in ("indirect", "narrative")


def test_the_partial_quotations_are_mixed():
    mixed = {row["at"] for row in rows("statements") if row["directness"] == "mixed"}
    assert mixed == {"2", "4"}


def test_every_claim_has_words(lesson):
    used = {row["claim"] for row in rows("statements") if row["claim"]}
    assert used == set(lesson.about["claims"])


def test_outlets_are_described_in_the_same_measures():
    measures = {}
    for row in rows("background"):
        assert row["source"].startswith("http")
        measures.setdefault(row["actor"], set()).add(row["measure"])
    assert set(measures) >= {"china-daily", "xinhua", "belta", "kremlin", "reuters"}
    assert len(set(map(frozenset, measures.values()))) == 1


def test_objectives_have_the_codes_of_their_standards(lesson):
    codes = [code for entry in lesson.about["objectives"] for code in entry["standards"]]
    assert codes
    assert all(re.fullmatch(r"(CCSS|C3) [A-Z]+\d?[\w.-]+", code) for code in codes)
