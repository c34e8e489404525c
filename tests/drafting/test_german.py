"""German is drafted by rules: sentences written for these tests, and what a reader finds in them.

The stamp is Thursday 12 March 2026.
"""

from datetime import date

import pytest

from helpers.authoring.time_expressions import TIME_WORDS
from helpers.drafting.draft import Draft
from helpers.drafting.language import read_language
from helpers.drafting.times import find_times
from helpers.lesson.article import Article, Passage

STAMP = date(2026, 3, 12)


def drafted(text, table, *columns):
    article = Article(text, {"1": Passage("1", text, 0, len(text))}, "de")
    rows = [one.cells for one in Draft(article, STAMP).proposals() if one.table == table]
    return [tuple(row.get(column, "") for column in columns) for row in rows]


def test_a_land_acts_where_no_word_says_where():
    text = "Norwegen wirft dem Iran Betrug vor. Im Iran regnete es, in der Türkei nicht."
    assert drafted(text, "toponyms", "quote", "type") == [
        ("Norwegen", "metonymic"),
        ("Iran", "metonymic"),
        ("Iran", "literal"),
        ("Türkei", "literal"),
    ]
    assert drafted(text, "actors", "name", "kind") == [("Norwegen", "state"), ("Iran", "state")]
    assert len(drafted(text, "mentions", "quote")) == 2


def test_lands_in_a_row_do_what_the_first_does():
    text = "Regen fiel in Polen, Schweden und Finnland. Kritik kam von Kuba und Chile."
    assert [kind for (kind,) in drafted(text, "toponyms", "type")] == 3 * ["literal"] + 2 * [
        "metonymic"
    ]


def test_places_keep_the_name_of_the_text_and_declined_ones_are_found():
    text = "Ägypten fragte nach Israels Plänen für den Nahen Osten und die Vereinigten Staaten."
    assert drafted(text, "places", "name") == [
        ("Ägypten",),
        ("Israel",),
        ("Naher Osten",),
        ("Vereinigte Staaten",),
    ]


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("iranischen", "Iran"),
        ("syrische", "Syrien"),
        ("kanadischer", "Kanada"),
        ("US-amerikanische", "USA"),
        ("polnisches", "Polen"),
    ],
)
def test_what_is_of_a_land_leads_to_the_land(word, place):
    text = f"Er traf eine {word} Gruppe."
    assert drafted(text, "places", "name") == [(place,)]
    assert drafted(text, "toponyms", "quote", "type") == [(word, "modifier")]


def test_small_words_and_nouns_are_no_places():
    assert not drafted("Dabei blieb es. Man sah den Brand, im Saal war Not.", "places", "name")


def test_a_body_and_the_short_name_in_brackets_are_one():
    text = (
        "Die Freie Prüfstelle Nord (FPN) warnt. Die FPN und die UNO tagten. Der Film hat Teil II."
    )
    assert drafted(text, "actors", "name", "kind") == [
        ("FPN", "organisation"),
        ("Vereinte Nationen", "organisation"),
    ]
    assert len(drafted(text, "mentions", "actor")) == 4


def test_title_and_name_are_one_person_and_the_last_name_comes_back():
    text = (
        "Die polnische Außenministerin Anna Kurz kam. Ihr Kollege, der Vizeminister für Verkehr, "
        "Ben Lang, blieb. Kurz sprach. Die Ministerin ging. Bundeskanzler Weber lachte. Weber ging."
    )
    assert drafted(text, "actors", "name", "kind", "role") == [
        ("Anna Kurz", "person", "polnische Außenministerin"),
        ("Ben Lang", "person", "Vizeminister für Verkehr"),
        ("Weber", "person", "Bundeskanzler"),
    ]
    names = [who for who, form in drafted(text, "mentions", "actor", "form") if form == "name"]
    assert names == ["kurz", "lang", "kurz", "weber", "weber"]


def test_a_full_name_that_no_list_has_is_known_by_what_it_says():
    text = "Qarin Zwolle sagte, der Bau sei fertig. Der Bau sei teuer, erklärte Yorik Vandermeulen."
    assert drafted(text, "actors", "name", "kind") == [
        ("Qarin Zwolle", "person"),
        ("Yorik Vandermeulen", "person"),
    ]


@pytest.mark.parametrize(
    ("text", "source", "content", "polarity"),
    [
        ("Anna Kurz wirft ihm vor, das Geld zu verschwenden.", "kurz", "das Geld zu", "asserts"),
        ("Anna Kurz teilte mit, der Bau sei fertig.", "kurz", "der Bau sei fertig", "asserts"),
        ("Anna Kurz hat erklärt, dass sie bleibt.", "kurz", "sie bleibt", "asserts"),
        ("Am Montag sagte Anna Kurz, der Bau sei fertig.", "kurz", "der Bau sei", "asserts"),
        ("Anna Kurz streitet dies ab.", "kurz", "dies", "denies"),
        ("Anna Kurz wies den Vorwurf zurück.", "kurz", "den Vorwurf", "denies"),
        ("Anna Kurz lehnte den Antrag zunächst ab.", "kurz", "den Antrag", "declines"),
        ("Anna Kurz begrüßte den Beschluss.", "kurz", "den Beschluss", "asserts"),
        ("Den Beschluss kritisierte Anna Kurz.", "kurz", "Den Beschluss", "asserts"),
        ("Der Bau ist zu teuer, so Anna Kurz.", "kurz", "Der Bau ist zu teuer", "asserts"),
        ("Wie Anna Kurz mitteilte, ist der Bau fertig.", "kurz", "ist der Bau fertig", "asserts"),
        ("Nach Ansicht von Anna Kurz ist er fertig.", "kurz", "ist er fertig", "asserts"),
        ("Laut Anna Kurz fehlt das Geld.", "kurz", "fehlt das Geld", "asserts"),
        ("Anna Kurz bezeichnete ihn als „Gewinn für alle“.", "kurz", "„Gewinn für", "asserts"),
        ("Anna Kurz griff ihn an: „Das war ein Fehler von ihm.“", "kurz", "Das war", "asserts"),
    ],
)
def test_who_says_what(text, source, content, polarity):
    found = drafted(text, "statements", "source", "content", "polarity")
    assert [(who, how) for who, _, how in found] == [(source, polarity)]
    assert found[0][1].startswith(content.strip("„")) or found[0][1].startswith(content)


def test_reported_speech_goes_on_with_who_spoke_last():
    text = "Anna Kurz streitet dies ab. Der Plan diene allen. Im Laufe des Tages schneite es."
    assert drafted(text, "statements", "source") == [("kurz",), ("kurz",), ("narrator",)]


def test_a_quotation_of_two_sentences_is_of_whom_its_end_names():
    text = "Ben Lang sprach, er sei müde. „Wir bauen. Es wird teuer“, sagte Anna Kurz dazu."
    found = drafted(text, "statements", "source", "content")
    assert found[1:] == [("kurz", "Wir bauen. Es wird teuer")]


def test_a_sentence_that_points_back_gives_the_one_before_its_source():
    text = "Der Bau ist fertig. Das teilte Anna Kurz mit."
    found = drafted(text, "statements", "source", "content")
    assert ("kurz", "Der Bau ist fertig") in found


def test_a_clause_with_the_verb_at_its_end_has_its_own_source():
    text = "Kuba lehnte den Satz ab, während die Grünen den Vorstoß begrüßten."
    assert drafted(text, "statements", "source", "content", "polarity") == [
        ("kuba", "den Satz", "declines"),
        ("grünen", "den Vorstoß", "asserts"),
    ]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Der heutige Beschluss kam spät.", "heutige", "2026-03-12"),
        ("Am heutigen Donnerstag tagt der Rat.", "heutigen Donnerstag", "2026-03-12"),
        ("Am gestrigen Abend kam er.", "gestrigen Abend", "2026-03-11TEV"),
        ("Das gilt bis Ende April.", "Ende April", "2026-04"),
        ("In der Nacht zum 5. März brannte es.", "In der Nacht zum 5. März", "2026-03-05"),
        ("Das gab es vor 1933 nicht.", "vor 1933", "PAST_REF"),
        ("Am Morgen kam er.", "Am Morgen", "2026-03-12TMO"),
    ],
)
def test_days(text, words, value):
    found = find_times(text, read_language("de"), STAMP)
    assert [(one.words, one.value) for one in found] == [(words, value)]


def test_check_asks_about_the_days_that_the_draft_finds():
    assert TIME_WORDS["de"].pattern.findall("am heutigen und am gestrigen Tag") == [
        "heutigen",
        "gestrigen",
    ]


def test_what_was_done_is_proposed_without_a_day_and_what_is_or_may_be_is_not():
    text = (
        "Anna Kurz verließ den Saal. Anna Kurz hat Gelegenheit dazu. Anna Kurz könnte klagen. "
        "Der Plan wurde Anna Kurz übergeben."
    )
    assert drafted(text, "events", "quote", "basis") == [
        ("Anna Kurz verließ den Saal", "undated"),
        ("Der Plan wurde Anna Kurz übergeben", "undated"),
    ]
