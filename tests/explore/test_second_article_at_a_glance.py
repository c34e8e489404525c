"""What is known of the second article, and how long it is."""

from support.second_article import cells

from helpers.explore import overview


def test_what_is_known_of_it(bell):
    table = overview.facts(bell)
    assert list(table) == ["fact", "value"]
    assert cells(table) == [
        ["headline", "Bell of Halm is home and whole, founder says"],
        ["written by", "Ida Storr"],
        ["published by", "The Harbour Gazette"],
        ["dateline", "Velmar"],
        ["date", "2031-05-13T00:40+02:00"],
        ["language", "en"],
        ["rights", "Written for the tests. Anybody may use it for anything."],
    ]


def test_what_it_does_not_say_has_a_reason_and_perhaps_a_source(bell):
    table = overview.inferred(bell)
    assert list(table) == ["fact", "reason", "source"]
    assert cells(table) == [
        [
            "datePublished, the time zone +02:00",
            "The stamp says 00:40 and no zone. In UTC it was still Monday.",
            "the paper keeps the time of Velmar",
        ],
        ["the year of all dates but one", "The stamp alone has a year.", ""],
    ]


def test_how_long_its_paragraphs_are(bell):
    table = overview.paragraphs(bell)
    assert list(table) == ["paragraph", "sentences", "words"]
    assert cells(table) == [
        *([1, 2, 24], [2, 2, 34], [3, 3, 44], [4, 4, 36], [5, 2, 41], [6, 1, 12], [7, 4, 39])
    ]


def test_how_many_rows_its_tables_have(bell):
    table = overview.contents(bell)
    assert list(table) == ["table", "rows"]
    assert cells(table) == [
        *(["actors", 13], ["mentions", 31], ["places", 7], ["toponyms", 13], ["events", 15]),
        *(["statements", 26], ["judgements", 3], ["background", 2]),
    ]


def test_where_readers_may_differ(bell):
    table = overview.judgements(bell)
    assert list(table) == ["at", "words", "we read", "one could also read", "why"]
    mayor, norda, clapper = cells(table)
    assert mayor == [
        *("3", "the mayor", "of Halm: the seat is there", "of Brenn"),
        "The bell is that of Halm. The article names no town.",
    ]
    assert cells(overview.judgements(bell, "statements")) == [norda]
    assert cells(overview.judgements(bell, "events", "actors")) == [mayor, clapper]
    assert cells(overview.judgements(bell, "places")) == []


def test_what_stands_behind_it(bell):
    table = overview.background(bell)
    assert list(table) == ["who", "measure", "fact", "source"]
    assert cells(table) == [
        ["Norda", "founded", "1999", "invented"],
        ["Brenn Courier", "founded", "2001", "invented"],
    ]


def test_what_it_teaches(bell):
    table = overview.objectives(bell)
    assert list(table) == ["objective", "standards"]
    assert cells(table) == [
        [
            "Follow what is said back to the one who said it.",
            "CCSS RH.9-10.1, C3 D3.1.9-12",
        ],
        ["Put what is told late where it belongs.", ""],
    ]
