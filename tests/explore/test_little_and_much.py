"""Questions where there is little to say, where much is alike, and at the edge of the map."""

import gzip
import json
from importlib import resources
from itertools import combinations

import pytest
from support.begun_lesson import begin
from support.other_lesson import write
from support.second_article import cells

from helpers.drafting.correcting import accept, proposals
from helpers.explore import actors, geography, overview, sourcing, timeline
from helpers.lesson.lesson import load

BEHIND = 40  # so many that a sort which does not keep their order is noticed


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """The lesson of two paragraphs, without a byline, a dateline, a date or a point."""
    lesson, _ = load(write(tmp_path_factory.mktemp("bare") / "library"))
    return lesson


# Little


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        (actors.voices, [["Ana Łuk", "person", 2, 1, 3, "speaks"]]),
        (actors.pronouns, [["2", "We", "Ana Łuk", '"We are sorry," said Ana Łuk.']]),
        (geography.places, [["Vilna", "named", "", "", "", "1", ""]]),
        (geography.implied, []),
        (geography.journeys, []),
        (geography.call_table, []),
        (geography.distances, []),
        (
            overview.facts,
            [
                ["headline", "Library opens late"],
                ["published by", "Town Paper"],
                ["date", "2024-03-05"],
                ["language", "en"],
                ["rights", "ours"],
            ],
        ),
        (overview.inferred, []),
        (overview.objectives, []),
        (overview.judgements, []),
        (overview.background, []),
        (overview.paragraphs, [[1, 3, 16], [2, 1, 6]]),  # 9, 6 and 1; 6
        (
            sourcing.share_of_words,
            [["The narrator", 19, 86.4, 0], ["Ana Łuk", 3, 13.6, 3]],  # of 22
        ),
        (sourcing.independent_sources, []),
        (timeline.orders, []),
        (timeline.before_publication, []),
        (timeline.undated, [["1", "Opens late", "opened an hour late", ""]]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_lesson_with_bare_columns_has_few_answers_and_no_wrong_ones(bare, ask, answer):
    assert cells(ask(bare)) == answer


def test_without_a_dateline_an_article_is_from_the_place_it_names_first(bare):
    assert geography.dateline(bare) == "vilna"


def test_a_claim_that_nobody_put_in_words_is_called_by_its_id(bare):
    rows = [row.replace(claim="sorry") for row in bare.statements if row.source == "ana"]
    table = sourcing.independent_sources(bare.with_rows(statements=rows))
    assert cells(table) == [["sorry", "Ana Łuk", "", "", 1]]


def test_an_event_that_was_never_given_a_date_is_undated_whatever_its_basis(bell):
    """`check` says so; until then nothing breaks, and nothing is dated."""
    rows = [row.replace(start=None, end=None) for row in bell.events if row.event == "crack"]
    lesson = bell.with_rows(events=rows)
    assert cells(timeline.undated(lesson), "what") == [["The bell cracks"]]
    assert cells(timeline.orders(lesson)) == []
    with pytest.raises(ValueError, match="crack has no day"):
        timeline.beginning(rows[0])


# Much that is alike


def test_places_used_as_often_stand_as_in_their_table(bell):
    names = [f"Place {number}" for number in range(BEHIND)]
    rows = [bell.places[0].replace(place=name.replace(" ", ""), name=name) for name in names]
    table = geography.uses(bell.with_rows(places=[*rows, *bell.places]))
    assert table["place"].tolist()[-BEHIND:] == names
    assert table["place"][0] == "Halm"


def test_places_as_far_apart_stand_as_in_their_table(bell):
    halm, brenn = bell.place("halm"), bell.place("brenn")
    rows = [halm.replace(place=f"p{number}", name=f"P{number}") for number in range(10)]
    ids = [row.place for row in rows]
    table = geography.distances(bell.with_rows(places=[brenn, *rows]), "brenn", *ids)
    assert cells(table, "place", "other")[:45] == [
        [one.name, other.name] for one, other in combinations(rows, 2)
    ]
    assert table["km"].tolist() == [0] * 45 + [222] * 10


def test_events_of_one_day_stand_in_the_order_of_the_telling(bell):
    [home] = [row for row in bell.events if row.expression == "Monday"]
    left = next(row for row in bell.events if row.event == "left")
    names = [f"{number} rings" for number in range(BEHIND)]
    rows = [home.replace(event=name.replace(" ", ""), what=name) for name in names]
    lesson = bell.with_rows(events=[*rows, left])
    table = timeline.before_publication(lesson)
    assert table["what"].tolist() == ["The bell leaves for Brenn", *names]
    table = timeline.orders(lesson)
    assert table["what"].tolist() == ["The bell leaves for Brenn", *names]
    assert table["happened"].tolist() == [1] + [2] * BEHIND


def test_actors_with_as_many_words_and_mentions_stand_as_in_their_table(bell):
    names = [f"Actor {number}" for number in range(BEHIND)]
    rows = [bell.actors[0].replace(actor=name.replace(" ", ""), name=name) for name in names]
    lesson = bell.with_rows(actors=[*rows, *bell.actors])
    assert actors.voices(lesson)["actor"].tolist()[-BEHIND:] == names
    assert actors.forms(lesson)["actor"].tolist()[-BEHIND:] == names


# The map


def test_the_two_ends_of_a_call_stand_in_one_order_whoever_calls(bell):
    """So that all calls between two towns are one line."""
    call = next(row for row in bell.events if row.event == "call")
    towns = [place.place for place in bell.places if place.point]
    for seats in combinations(sorted(towns), 2):
        pair = [
            bell.actor(name).replace(seat=seat)
            for name, seat in zip(("vey", "osk"), seats, strict=True)
        ]
        for speakers in (("vey", "osk"), ("osk", "vey")):
            two = call.replace(actors=speakers)
            ends = geography.link(bell.with_rows(actors=pair, events=[two]), two)
            assert tuple(place.place for place in ends) == seats


def test_the_base_map_is_known_to_reach_as_far_as_it_does():
    """`check` names the scenes beyond it."""
    packed = resources.files("helpers.explore.map") / "vendor" / "basemap.json.gz"
    land = json.loads(gzip.decompress(packed.read_bytes()))["land"]["coordinates"]
    points = [point for polygon in land for ring in polygon for point in ring]
    longitudes, latitudes = zip(*points, strict=True)
    reach = (min(longitudes), min(latitudes), max(longitudes), max(latitudes))
    assert reach == pytest.approx(geography.BASE_MAP)


def test_words_in_german_quotation_marks_are_quoted(tmp_path):
    folder = begin(tmp_path, "stadtrat").folder
    accept(folder, *(one.id for one in proposals(folder)))
    lesson, _ = load(folder)
    table = sourcing.share_of_words(lesson)
    quoted = dict(zip(table["source"], table["quoted"], strict=True))
    # “Das ist ein guter Tag für unsere Kinder”, “Wer jetzt wartet, der verliert das Geld”
    assert quoted["Sabine Krüger"] == 8 + 7
    assert quoted["Jens Ohlendorf"] == 0
