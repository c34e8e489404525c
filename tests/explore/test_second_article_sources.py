"""Who says so in the second article: every word counted by hand.

Of 230 words 170 are the narrator's: in paragraphs 1 to 7 it has 11 of 24, 34 of 34, 33 of 44,
26 of 36, 16 of 41, 11 of 12 and 39 of 39.
"""

from itertools import permutations

import pytest
from support.second_article import cells

from helpers.explore import sourcing

NARRATOR, GAZETTE = "The narrator", "The Harbour Gazette"
HANDS = "A clerk, Brenn Courier, Norda"


def statement(lesson, at, source):
    return next(row for row in lesson.statements if (row.at, row.source) == (at, source))


def test_the_ledger_says_it_in_the_words_of_the_article(bell):
    table = sourcing.ledger(bell)
    assert list(table) == [
        *("at", "source", "cue", "content", "directness", "channel", "via", "polarity", "claim")
    ]
    assert len(table) == 26
    assert cells(table)[5] == [
        *("3", "The mayor", "say", "the repair “cost nothing”", "mixed", "not given"),
        *("A clerk → Brenn Courier → Norda", "asserts", "The repair cost nothing"),
    ]
    assert cells(table)[9] == [
        *("3", "The foundry", "would not speak of", "the price", "narrative", "not given"),
        *("", "declines", "The repair cost nothing"),
    ]
    assert cells(table)[3] == [
        *("2", NARRATOR, "", "On 2 May the bell had left Halm for Brenn", "narrative"),
        *("", "", "asserts", ""),
    ]


def test_every_word_of_the_body_has_an_owner(bell):
    """The mayor is the first of three who agreed; what is refused or only told is nobody's."""
    table = sourcing.share_of_words(bell)
    assert list(table) == ["source", "words", "percent", "quoted"]
    assert cells(table) == [
        [NARRATOR, 170, 73.9, 0],
        ["The mayor", 17, 7.4, 2],  # “cost nothing”
        ["Norda", 9, 3.9, 0],
        ["Mina Vey", 9, 3.9, 1],  # “Yes,”
        ["Jarl Osk", 8, 3.5, 4],  # «The crack is gone,»
        ["Brenn Courier", 6, 2.6, 4],  # «as good as new»
        ["A foundry worker", 4, 1.7, 0],
        ["Society of Bells", 3, 1.3, 0],
        ["The treasurer", 3, 1.3, 3],  # “the boat money”
        ["A Tarviker", 1, 0.4, 0],
    ]


def test_the_words_of_those_who_belong_together_are_added_up(bell):
    table = sourcing.share_of_words(bell, by="affiliation")
    assert list(table) == ["affiliation", "words", "percent", "quoted"]
    assert cells(table) == [
        [NARRATOR, 170, 73.9, 0],
        ["The mayor", 17, 7.4, 2],
        ["Society of Bells", 15, 6.5, 4],  # its own 3, Mina Vey's 9, the treasurer's 3
        ["The foundry", 12, 5.2, 4],  # Jarl Osk's 8, the worker's 4
        ["Norda", 9, 3.9, 0],
        ["Brenn Courier", 6, 2.6, 4],
        ["A Tarviker", 1, 0.4, 0],
    ]


@pytest.mark.parametrize("turn", [list, lambda rows: rows[::-1]], ids=["outer", "inner"])
def test_a_word_belongs_to_the_shortest_content_it_stands_in(bell, turn):
    """Osk says that Vey said what the treasurer says: 4 words, 8 and 3, of 15, 11 and 3."""
    rows = [statement(bell, "5", source) for source in ("osk", "vey", "treasurer")]
    counted = sourcing.words_by_statement(bell.with_rows(statements=turn(rows)))
    assert {row.source: count for row, count in counted} == {"osk": 4, "vey": 8, "treasurer": 3}


@pytest.mark.parametrize("first", ["mayor", "osk", "vey"])
def test_of_contents_that_are_alike_the_first_has_the_words(bell, first):
    rows = [row for row in bell.statements if row.at == "4" and row.cue == "agreed"]
    rows.sort(key=lambda row: row.source != first)
    counted = sourcing.words_by_statement(bell.with_rows(statements=rows))
    assert [count for _, count in counted] == [9, 0, 0]
    assert counted[0][0].source == first


def test_the_headline_has_no_words_of_the_body(bell):
    counted = sourcing.words_by_statement(bell)
    assert [count for row, count in counted if row.at == "headline"] == [0]


@pytest.mark.parametrize("change", [{"polarity": "declines"}, {"directness": "narrative"}])
def test_what_is_declined_or_only_told_gives_no_words(bell, change):
    row = statement(bell, "6", "tarviker")
    assert sourcing.gives_words(row)
    assert not sourcing.gives_words(row.replace(**change))


def test_chains_go_from_the_source_to_the_printed_page_longest_first(bell):
    table = sourcing.chains(bell)
    assert list(table) == ["chain", "links", "statements", "at"]
    found = [[row[0].removesuffix(f" → {GAZETTE}"), *row[1:]] for row in cells(table)]
    assert found == [
        ["The mayor → A clerk → Brenn Courier → Norda", 4, 2, "3"],
        ["The treasurer → Mina Vey → Jarl Osk", 3, 1, "5"],
        ["Mina Vey → Jarl Osk", 2, 1, "5"],
        ["A foundry worker → Norda", 2, 1, "5"],
        ["Jarl Osk", 1, 4, "headline, 1, 4, 5"],
        ["Mina Vey", 1, 2, "4"],
        ["Norda", 1, 1, "1"],
        ["Society of Bells", 1, 1, "3"],
        ["The mayor", 1, 1, "4"],
        ["Brenn Courier", 1, 1, "5"],
        ["A Tarviker", 1, 1, "6"],
        [NARRATOR, 0, 9, "2, 3, 4, 7"],
    ]


def test_claims_stand_with_those_who_assert_deny_and_refuse(bell):
    """Of the wholeness there are two origins: all but the Tarviker lead back to one.

    Osk and the worker are of one foundry; the worker and the mayor came through Norda; the mayor
    came through the Courier, too.
    """
    table = sourcing.independent_sources(bell)
    assert list(table) == [
        *("claim", "asserted by", "denied by", "silent or refuses", "independent")
    ]
    whole = (
        f"Jarl Osk, The mayor (through {HANDS}), A foundry worker (through Norda), "
        "Brenn Courier, A Tarviker"
    )
    pays = "Jarl Osk, Mina Vey (through Jarl Osk), The treasurer (through Mina Vey, Jarl Osk)"
    assert cells(table) == [
        ["The bell is whole again", whole, "", "", 2],
        ["The bell has come home", f"Norda, {NARRATOR}", "", "", 1],
        [
            "The repair cost nothing",
            f"The mayor (through {HANDS})",
            "Society of Bells",
            "The foundry",
            1,
        ],
        ["The bell is to ring on Wednesday at noon", "The mayor, Jarl Osk, Mina Vey", "", "", 3],
        ["The Society pays for the boat", pays, "", "", 1],
        ["The bell cracked on 30 March", NARRATOR, "", "", 0],
    ]


def test_origins_are_one_through_several_steps_in_whatever_order(bell):
    body = [row for row in bell.statements if row.claim == "whole" and row.at != "headline"]
    assert len(body) == 5
    for rows in permutations(body):
        [count] = sourcing.independent_sources(bell.with_rows(statements=rows))["independent"]
        assert count == 2


@pytest.mark.parametrize(
    ("left_out", "count"),
    [
        ("worker", 3),  # who alone joins the foundry to Norda
        ("mayor", 3),  # who alone joins Norda to the Courier
        ("tarviker", 1),
        ("courier", 2),
    ],
)
def test_without_the_one_between_two_sources_are_two(bell, left_out, count):
    rows = [row for row in bell.statements if row.claim == "whole" and row.source != left_out]
    [found] = sourcing.independent_sources(bell.with_rows(statements=rows))["independent"]
    assert found == count


def test_a_denial_or_a_refusal_is_no_origin_of_a_claim(bell):
    row = statement(bell, "6", "tarviker")
    for polarity in ("denies", "declines"):
        rows = [row.replace(polarity=polarity)]
        [found] = sourcing.independent_sources(bell.with_rows(statements=rows))["independent"]
        assert found == 0
