"""Where the second article is set.

Its towns lie on one meridian, of which a degree about 45 degrees north has 111.13 km: the length
of an arc of the ellipsoid is 111132.95 - 559.82 cos 2f + 1.18 cos 4f metres a degree about f.
"""

import pytest
from support.second_article import cells

from helpers.common.errors import KitError
from helpers.explore import geography
from helpers.explore.map.plan import plan
from helpers.lesson.dates import read_timex

SENTENCES = {
    "Norda": "The great bell of Halm came home on Monday, the news agency Norda said.",
    "left": "On 2 May the bell had left Halm for Brenn.",
    "stroke": "At 00.15 on Tuesday a first stroke was heard in Halm.",
}


def event(lesson, name):
    return next(row for row in lesson.events if row.event == name)


def test_places_are_scenes_implied_or_no_scene(bell):
    """Velmar stands in the dateline alone, and is a scene: it is reported from there."""
    table = geography.places(bell)
    assert list(table) == [
        *("name", "standing", "latitude", "longitude", "country", "paragraphs", "source")
    ]
    assert cells(table) == [
        ["Norland", "named", 48, 1, "Norland", "7", "invented"],
        ["Brenn", "named", 44, 0, "Sudmark", "1, 2, 3", "invented"],
        ["Grey Ford", "named", "", "", "", "7", "no point: no map shows it"],
        ["Halm", "named", 46, 0, "Norland", "headline, 1, 2, 7", "invented"],
        ["Velmar", "named", 49, 0, "Norland", "byline", "invented"],
        ["The Sound", "implied", 44.5, 0, "", "2", "invented"],
        ["Tarvik", "no scene", 47, 2, "Norland", "6", "invented"],  # only “A Tarviker”
    ]


def test_the_uses_of_each_place_are_counted(bell):
    table = geography.uses(bell)
    assert list(table) == [
        *("place", "literal", "metonymic", "demonym", "modifier", "dateline", "implied", "all")
    ]
    assert cells(table) == [
        ["Halm", 4, 0, 0, 0, 0, 1, 5],
        ["Brenn", 2, 0, 0, 1, 0, 0, 3],
        ["Tarvik", 0, 0, 1, 0, 0, 0, 1],
        ["The Sound", 0, 0, 0, 0, 0, 1, 1],
        ["Norland", 1, 0, 0, 0, 0, 0, 1],
        ["Grey Ford", 1, 0, 0, 0, 0, 0, 1],
        ["Velmar", 0, 0, 0, 0, 1, 0, 1],
    ]


def test_the_passages_of_a_place_stand_in_reading_order_with_sentence_or_reason(bell):
    table = geography.toponyms(bell, "halm")
    assert list(table) == ["at", "words", "type", "sentence or reason"]
    reason = "The bell of Halm has its tower there. The sentence does not name the town."
    assert cells(table) == [
        ["headline", "Halm", "literal", "Bell of Halm is home and whole, founder says"],
        ["1", "Halm", "literal", SENTENCES["Norda"]],
        ["2", "Halm", "literal", SENTENCES["left"]],
        ["2", "lifted into the tower", "implied", reason],
        ["7", "Halm", "literal", SENTENCES["stroke"]],
    ]


def test_what_is_implied_has_its_reason(bell):
    table = geography.implied(bell)
    assert list(table) == ["place", "at", "words", "reason"]
    assert sorted(cells(table, "place", "at", "words")) == [
        ["Halm", "2", "lifted into the tower"],
        ["The Sound", "2", "The boat that brought it back"],
    ]
    assert all(table["reason"])


def test_the_dateline_is_the_place_written_from_or_else_the_first_that_is_named(bell):
    assert geography.dateline(bell) == "velmar"
    rest = [row for row in bell.toponyms if row.type != "dateline"]
    assert geography.dateline(bell.with_rows(toponyms=rest)) == "halm"  # in the headline
    with pytest.raises(KitError, match="names no place"):
        geography.dateline(bell.with_rows(toponyms=[]))


def test_a_round_trip_has_two_legs_in_the_order_of_their_dates(bell):
    """Told the other way round. What has no date comes last, and without a point has no length."""
    table = geography.journeys(bell)
    assert list(table) == ["what", "start", "to", "when", "km"]
    assert cells(table) == [
        ["The bell leaves for Brenn", "Halm", "Brenn", "Fri 2 May 2031", 222],
        ["The bell comes home", "Brenn", "Halm", "Mon 12 May 2031", 222],
        ["A new clapper comes to Halm", "Grey Ford", "Halm", "no date", ""],
    ]


@pytest.mark.parametrize(
    ("origin", "place", "ways"),
    [
        ("halm", "grey-ford", [["Halm", "Grey Ford", ""]]),  # to where no map shows it
        ("grey-ford", "halm", [["Grey Ford", "Halm", ""]]),
        ("halm", "", []),  # a start, or an end, is no way
        ("", "halm", []),
    ],
)
def test_a_way_has_two_ends_and_a_length_if_both_have_points(bell, origin, place, ways):
    lesson = bell.with_rows(events=[event(bell, "left").replace(origin=origin, place=place)])
    assert cells(geography.journeys(lesson), "start", "to", "km") == ways


def test_a_call_of_three_names_all_of_them_and_has_no_line_on_the_map(bell):
    """Where Mina Vey was is not told, and she has no seat."""
    table = geography.call_table(bell)
    assert list(table) == ["who", "when", "at", "drawn between"]
    assert cells(table) == [
        [
            "The mayor and Jarl Osk and Mina Vey",
            "Sat 10 May 2031, evening",
            "4",
            "Halm and Brenn and no seat given",
        ]
    ]
    assert geography.link(bell, event(bell, "call")) is None


@pytest.mark.parametrize(
    ("speakers", "seats", "ends"),
    [
        (["mayor", "osk"], {}, ["brenn", "halm"]),
        (["osk", "mayor"], {}, ["brenn", "halm"]),  # the same for both directions
        (["mayor", "vey"], {}, None),  # no seat
        (["mayor", "osk"], {"osk": "halm"}, None),  # the same town
        (["mayor", "osk"], {"osk": "grey-ford"}, None),  # no point
        (["mayor", "osk", "vey"], {"vey": "halm"}, None),  # three, in two towns
        (["mayor", "osk", "vey"], {"vey": "velmar"}, None),  # three, in three
        (["mayor"], {}, None),
    ],
)
def test_a_call_is_drawn_between_the_two_towns_of_two_people(bell, speakers, seats, ends):
    call = event(bell, "call").replace(actors=tuple(speakers))
    actors = [row.replace(seat=seats.get(row.actor, row.seat)) for row in bell.actors]
    lesson = bell.with_rows(actors=actors, events=[call])
    drawn = geography.link(lesson, call)
    assert (drawn and [place.place for place in drawn]) == ends
    assert ("Phone calls" in plan(lesson).alternative) == bool(ends)


def test_distances_are_those_of_towns_that_are_scenes_or_implied(bell):
    """Not of Norland, a country, of Tarvik, no scene, or of Grey Ford, which has no point."""
    table = geography.distances(bell)
    assert list(table) == ["place", "other", "km"]
    assert cells(table) == [
        ["The Sound", "Brenn", 56],  # half a degree
        ["The Sound", "Halm", 167],  # one and a half
        ["Brenn", "Halm", 222],  # two
        ["Halm", "Velmar", 334],  # three, of 111.18 km
        ["The Sound", "Velmar", 500],  # four and a half
        ["Brenn", "Velmar", 556],  # five, of 111.16 km
    ]


def test_the_map_knows_its_days_and_what_it_has_on_each(bell):
    """What has no day, as the casting, or no place on the map, as the call, is on none."""
    assert [day.line for day in plan(bell).week] == [
        "Fri 2 May: The bell is repaired; The bell leaves for Brenn, Halm to Brenn",
        "Mon 12 May: The bell is repaired; The bell comes home, Brenn to Halm; The boat docks; "
        "The bell is lifted into the tower",
        "Tue 13 May: A first stroke is heard",
    ]


def test_each_mark_and_line_knows_its_days(bell):
    drawn = plan(bell)
    days = {one.name: [day.day for day in one.days] for one in (*drawn.pins, *drawn.names)}
    assert days.pop("Brenn") == [2, 12]
    assert days.pop("Halm") == [2, 12, 13]
    assert set(map(tuple, days.values())) == {()} and "Tarvik" in days
    assert [(one.told, [day.day for day in one.days]) for one in drawn.legs] == [
        ("The bell leaves for Brenn", [2]),
        ("The bell comes home", [12]),
    ]


def test_a_day_has_its_year_where_there_are_two_and_says_what_is_only_announced(bell):
    first = event(bell, "stroke")
    again = first.replace(event="again", start=read_timex("2032-01-01"), modality="announced")
    lines = [day.line for day in plan(bell.with_rows(events=[first, again])).week]
    assert lines == [
        "Tue 13 May 2031: A first stroke is heard",
        "Thu 1 Jan 2032: A first stroke is heard, announced",
    ]


def test_distances_between_places_that_are_named(bell):
    assert cells(geography.distances(bell, "velmar", "halm")) == [["Velmar", "Halm", 334]]
    assert len(geography.distances(bell, "velmar", "halm", "tarvik")) == 3
    # A degree of longitude on the 47th parallel has 76 km, one of latitude 111.17.
    [[_, _, km]] = cells(geography.distances(bell, "halm", "tarvik"))
    assert km == pytest.approx((111.17**2 + (2 * 76.6) ** 2) ** 0.5, abs=1)


@pytest.mark.parametrize(
    ("names", "message"),
    [(["halm"], "two places or more"), (["halm", "grey-ford"], "“Grey Ford” has no point")],
)
def test_a_distance_needs_two_places_with_points(bell, names, message):
    with pytest.raises(KitError, match=message):
        geography.distances(bell, *names)
