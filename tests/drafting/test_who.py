"""Who acts and speaks in a text, worked out by reading: without a name, by role, through others."""

from datetime import date

import pytest

from helpers.drafting.draft import Draft
from helpers.drafting.parsing import parser
from helpers.lesson.article import Article, Passage

DAY = date(2026, 3, 4)


@pytest.fixture(autouse=True)
def needed(request):
    if "english" in request.node.name and parser("en") is None:
        pytest.skip("the parser for English is not installed")


def drafted(*paragraphs, language="en", **about):
    """Return the rows drafted of paragraphs, by table."""
    text = "\n".join(paragraphs)
    parts, start = {}, 0
    for number, words in enumerate(paragraphs, 1):
        parts[str(number)] = Passage(str(number), words, start, start + len(words))
        start += len(words) + 1
    tables = {}
    for one in Draft(Article(text, parts, language), DAY, about).proposals():
        tables.setdefault(one.table, []).append(one.cells)
    return tables


def said(tables, *columns):
    """Return the statements that are not the narrator's: content, source by name, and more."""
    names = {row["actor"]: row["name"] for row in tables["actors"]}
    return [
        (row["content"], names[row["source"]], *(row.get(one, "") for one in columns))
        for row in tables["statements"]
        if row["source"] != "narrator"
    ]


def mentions(tables):
    return [(row["quote"], row["actor"], row["form"]) for row in tables["mentions"]]


def test_english_people_without_a_name_are_actors_and_pronouns_stand_for_them():
    tables = drafted("A nurse of the clinic saw soldiers. They left, and she called her friends.")
    kinds = {row["name"]: row["kind"] for row in tables["actors"]}
    assert kinds == {"A nurse of the clinic": "person", "Soldiers": "group"}
    nurse, soldiers = (row["actor"] for row in tables["actors"])
    found = mentions(tables)
    assert ("They", soldiers, "pronoun") in found
    assert ("she", nurse, "pronoun") in found
    assert ("her", nurse, "pronoun") in found


def test_english_words_beside_a_name_are_a_role():
    tables = drafted(
        "The finance minister, Paul Odden, met the engineer Tomas Rehn and Rita Moss, the mayor. "
        "The mayor was late."
    )
    roles = {row["name"]: row.get("role") for row in tables["actors"]}
    assert roles == {
        "Paul Odden": "finance minister",
        "Tomas Rehn": "engineer",
        "Rita Moss": "mayor",
    }
    assert mentions(tables)[-1] == ("The mayor", "moss", "description")


def test_english_a_state_that_acts_is_an_actor_and_one_where_something_happens_is_not():
    tables = drafted("France accused Spain. It rained in Italy.")
    assert ("France", "state") in [(row["name"], row["kind"]) for row in tables["actors"]]
    assert "Italy" not in [row["name"] for row in tables["actors"]]


def test_english_what_is_passed_on_has_its_first_source_and_who_passes_it_on():
    tables = drafted(
        "Paul Odden promised that the money would come, said Maria Fenton. "
        "Thomas Rehn had warned that the dam would break, according to Reuters."
    )
    names = {row["actor"]: row["name"] for row in tables["actors"]}
    via = [
        (content, source, names.get(through)) for content, source, through in said(tables, "via")
    ]
    assert via == [
        ("the money would come", "Paul Odden", "Maria Fenton"),
        ("the dam would break", "Thomas Rehn", "Reuters"),
    ]


def test_english_silence_and_denial_stand_beside_what_the_narrator_tells():
    tables = drafted(
        "Paul Odden has said nothing about a new dam. "
        "Maria Fenton accused Thomas Rehn of lying, but the claim was denied by the council."
    )
    found = said(tables, "polarity")
    assert ("a new dam", "Paul Odden", "declines") in found
    assert ("the claim", "The council", "denies") in found
    narrated = [row["content"] for row in tables["statements"] if row["source"] == "narrator"]
    assert "Paul Odden has said nothing about a new dam" in narrated


def test_english_what_is_done_on_no_day_is_an_event_too():
    tables = drafted("Maria Fenton ordered a search. She is tired. Paul Odden left on Monday.")
    found = [(row["quote"], row["basis"]) for row in tables["events"]]
    assert found == [
        ("Paul Odden left on Monday", "resolved"),
        ("Maria Fenton ordered a search", "undated"),
    ]


def test_english_a_pronoun_that_may_be_either_of_two_is_a_judgement():
    tables = drafted("Letters went to the council and to the agency about its report.")
    found = [(row["quote"], row["reading"], row["other"]) for row in tables["judgements"]]
    assert found == [("its", "The agency", "The council")]
    assert "judgements" not in drafted("Anna Kurz met Paul Odden. She was late.")


def test_a_german_noun_without_a_name_is_an_actor():
    tables = drafted(
        "Ein Gutachter fand Risse. Mehrere Anwohner klagten. Das Land schweigt.", language="de"
    )
    assert [(row["name"], row["kind"]) for row in tables["actors"]] == [
        ("Ein Gutachter", "person"),
        ("Mehrere Anwohner", "group"),
        ("Das Land", "organisation"),
    ]


def test_author_and_publisher_are_those_that_the_lesson_names():
    tables = drafted(
        "By ANNA KURZ | The Daily Bell",
        "It rained.",
        author="Anna Kurz",
        publisher="The Daily Bell",
    )
    kinds = {row["name"]: row["kind"] for row in tables["actors"]}
    assert kinds == {"ANNA KURZ": "person", "The Daily Bell": "outlet"}


@pytest.mark.parametrize("text", ["Every family has a boat.", "No soldier was seen.", "Rain fell."])
def test_who_is_nobody_in_particular_is_no_actor(text):
    assert "actors" not in drafted(text)
