"""Who is in the second article: counted in it by hand."""

import pytest
from support.second_article import SECOND, cells

from helpers.authoring.check import check
from helpers.explore import actors

# Of each part, from left to right. "They" are the three who spoke on the telephone.
MENTIONS = [
    ["headline", "founder", "title", "Jarl Osk"],
    ["byline", "Ida Storr", "name", "Ida Storr"],
    ["byline", "The Harbour Gazette", "name", "The Harbour Gazette"],
    ["1", "the news agency", "description", "Norda"],
    ["1", "Norda", "name", "Norda"],
    ["1", "founder", "title", "Jarl Osk"],
    ["1", "Jarl Osk", "name", "Jarl Osk"],
    ["3", "Norda", "name", "Norda"],
    ["3", "the Brenn Courier", "name", "Brenn Courier"],
    ["3", "a clerk", "description", "A clerk"],
    ["3", "the mayor", "title", "The mayor"],
    ["3", "The Society of Bells", "name", "Society of Bells"],
    ["3", "The foundry", "description", "The foundry"],
    ["4", "The mayor", "title", "The mayor"],
    ["4", "Osk", "name", "Jarl Osk"],
    ["4", "Mina Vey", "name", "Mina Vey"],
    ["4", "the Society", "name", "Society of Bells"],
    ["4", "They", "pronoun", "The mayor"],
    ["4", "They", "pronoun", "Jarl Osk"],
    ["4", "They", "pronoun", "Mina Vey"],
    ["4", "Vey", "name", "Mina Vey"],
    ["4", "she", "pronoun", "Mina Vey"],
    ["5", "Osk", "name", "Jarl Osk"],
    ["5", "Vey", "name", "Mina Vey"],
    ["5", "the Society", "name", "Society of Bells"],
    ["5", "its", "pronoun", "Society of Bells"],
    ["5", "its treasurer", "title", "The treasurer"],
    ["5", "A foundry worker", "description", "A foundry worker"],
    ["5", "foundry", "description", "The foundry"],
    ["5", "Norda", "name", "Norda"],
    ["5", "the Courier", "name", "Brenn Courier"],
    ["6", "A Tarviker", "description", "A Tarviker"],
]


def test_the_tables_of_the_second_article_fit_it():
    findings = check(SECOND)
    assert findings.problems == []
    assert [note.text.split(":")[0] for note in findings.notes] == [
        "row 8",  # the call of three, which is not on the map
    ]


def test_mentions_stand_in_the_order_of_the_article(bell):
    """In the table they stand the other way round."""
    table = actors.mentions(bell)
    assert list(table) == ["at", "words", "form", "actor"]
    assert cells(table) == MENTIONS


@pytest.mark.parametrize(
    ("actor", "name"), [("vey", "Mina Vey"), ("mayor", "The mayor"), ("clerk", "A clerk")]
)
def test_mentions_of_one_are_those_of_all_that_bear_the_name(bell, actor, name):
    assert cells(actors.mentions(bell, actor)) == [row for row in MENTIONS if row[-1] == name]


def test_forms_are_counted_and_the_most_mentioned_comes_first(bell):
    """Those who are mentioned as often stand as in actors.csv."""
    table = actors.forms(bell)
    assert list(table) == [*("actor", "name", "title", "pronoun", "metonym", "description", "all")]
    assert cells(table) == [
        ["Jarl Osk", 3, 2, 1, 0, 0, 6],
        ["Mina Vey", 3, 0, 2, 0, 0, 5],
        ["Norda", 3, 0, 0, 0, 1, 4],
        ["Society of Bells", 3, 0, 1, 0, 0, 4],
        ["The mayor", 0, 2, 1, 0, 0, 3],  # by the role alone
        ["Brenn Courier", 2, 0, 0, 0, 0, 2],
        ["The foundry", 0, 0, 0, 0, 2, 2],
        ["The Harbour Gazette", 1, 0, 0, 0, 0, 1],
        ["Ida Storr", 1, 0, 0, 0, 0, 1],
        ["A clerk", 0, 0, 0, 0, 1, 1],
        ["A foundry worker", 0, 0, 0, 0, 1, 1],
        ["The treasurer", 0, 1, 0, 0, 0, 1],
        ["A Tarviker", 0, 0, 0, 0, 1, 1],
    ]


def test_a_pronoun_stands_for_all_whom_its_rows_name(bell):
    """Two rows give the three of "They": a word is one pronoun, however many rows it has."""
    table = actors.pronouns(bell)
    assert list(table) == ["at", "pronoun", "stands for", "sentence"]
    promise = (
        "Osk said that Vey had promised that the Society would pay "
        "what its treasurer calls “the boat money”."
    )
    agreed = "They agreed that the bell is to ring at noon on Wednesday."
    assert cells(table) == [
        ["4", "They", "The mayor and Jarl Osk and Mina Vey", agreed],
        ["4", "she", "Mina Vey", "Where she was is not told."],
        ["5", "its", "Society of Bells", promise],
    ]


def test_one_pronoun_told_twice_is_two(bell):
    """The same word in another place stands for somebody else."""
    it = next(row for row in bell.mentions if row.quote == "its")
    other = it.replace(actor=("foundry",), passage=bell.article.find("2", "it"))
    table = actors.pronouns(bell.with_rows(mentions=[it, other]))
    assert cells(table, "at", "stands for") == [["2", "The foundry"], ["5", "Society of Bells"]]


def test_who_speaks_who_passes_words_on_and_who_is_silent(bell):
    """Words as in the shares; statements also of the headline; silence is no statement."""
    table = actors.voices(bell)
    assert list(table) == ["actor", "kind", "mentions", "statements", "words", "part"]
    assert cells(table) == [
        ["The mayor", "office", 3, 3, 17, "speaks"],
        ["Mina Vey", "person", 5, 3, 9, "speaks"],  # mentioned more often than Norda
        ["Norda", "outlet", 4, 1, 9, "speaks"],
        ["Jarl Osk", "person", 6, 4, 8, "speaks"],
        ["Brenn Courier", "outlet", 2, 1, 6, "speaks"],
        ["A foundry worker", "person", 1, 1, 4, "speaks"],
        ["Society of Bells", "organisation", 4, 1, 3, "speaks"],  # a denial
        ["The treasurer", "office", 1, 1, 3, "speaks"],
        ["A Tarviker", "person", 1, 1, 1, "speaks"],
        ["The foundry", "organisation", 2, 0, 0, "is silent or refuses"],
        ["The Harbour Gazette", "outlet", 1, 0, 0, "is only spoken of"],
        ["Ida Storr", "person", 1, 0, 0, "is only spoken of"],
        ["A clerk", "person", 1, 0, 0, "passes words on"],
    ]


def test_who_passes_words_on_and_refuses_to_speak_passes_words_on(bell):
    rows = [
        row.replace(via=(*row.via, "foundry")) if row.source == "tarviker" else row
        for row in bell.statements
    ]
    table = actors.voices(bell.with_rows(statements=rows)).set_index("actor")
    assert table["part"]["The foundry"] == "passes words on"
