"""What the lesson answers when asked: who, where, when and who says so.

What is expected was counted in the article by hand, or is worked out here in another way.
"""

import csv
from math import asin, cos, radians, sin, sqrt

import pytest
from support import FOLDER
from support.tables import rows

from helpers.authoring.check import check
from helpers.common.errors import KitError
from helpers.explore import actors, charts, geography, overview, page, reader, sourcing, timeline
from helpers.explore.map import show as maps
from helpers.lesson.lesson import load

BODY = (FOLDER / "article.txt").read_text("utf-8").splitlines()[2:-1]


def column(table, name, **cells):
    """Return a column of the rows that hold these cells."""
    for other, value in cells.items():
        table = table[table[other] == value]
    return table[name].tolist()


# Who


def test_every_mention_is_counted_once(lesson):
    table = actors.forms(lesson)
    forms = table.drop(columns=["actor", "all"]).sum(axis=1)
    assert forms.tolist() == table["all"].tolist()
    assert table["all"].sum() == len(rows("mentions")) == len(actors.mentions(lesson))


def test_putin_is_named_more_often_than_anybody_else(lesson):
    named = column(actors.forms(lesson), "name", actor="Vladimir Putin")
    assert named == [sum(line.count("Putin") for line in BODY)] == [5]
    assert actors.forms(lesson)["actor"][0] == "Vladimir Putin"


def test_the_same_pronoun_stands_for_two_men(lesson):
    table = actors.pronouns(lesson)
    assert column(table, "stands for", pronoun="He", at="2") == ["Vladimir Putin"]
    assert column(table, "stands for", pronoun="He", at="10") == ["Alexander Lukashenko"]
    assert column(table, "stands for", pronoun="He", at="11") == ["Alexander Lukashenko"]
    [both] = column(table, "stands for", pronoun="They")
    assert {"Vladimir Putin", "Alexander Lukashenko"} == set(both.split(" and "))
    assert column(table, "sentence", pronoun="We")[0].startswith('"We hope')


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Vladimir Putin", "speaks"),
        ("Zhao Lijian", "speaks"),
        ("Belta", "passes words on"),
        ("Reuters", "passes words on"),
        ("State media (“its”)", "is silent or refuses"),
        ("The opposition", "is silent or refuses"),
        ("About 300 police officers", "is only spoken of"),
        ("The Belarusian people", "is only spoken of"),
        ("Angela Merkel", "is only spoken of"),
        ("Emmanuel Macron", "is only spoken of"),
    ],
)
def test_who_gets_to_speak(lesson, name, part):
    assert column(actors.voices(lesson), "part", actor=name) == [part]


def test_those_who_do_not_speak_have_no_words(lesson):
    table = actors.voices(lesson)
    assert table[table["part"] != "speaks"]["words"].sum() == 0


def test_mentions_of_one_actor_in_reading_order(lesson):
    table = actors.mentions(lesson, "lukashenko")
    assert set(table["actor"]) == {"Alexander Lukashenko"}
    assert table["at"].tolist() == sorted(table["at"], key=int)


@pytest.mark.parametrize(
    ("ask", "wrong", "hint"),
    [
        (actors.mentions, "lukaschenko", "“lukashenko”"),
        (geography.toponyms, "brusels", "“brussels”"),
        (geography.distances, "minks", "minsk"),
    ],
)
def test_a_misspelt_id_shows_the_nearest_and_no_traceback(lesson, ask, wrong, hint):
    with pytest.raises(KitError, match=hint) as error:
        ask(lesson, wrong)
    assert error.value._render_traceback_() == [str(error.value)]


# Where


def test_places_are_named_implied_or_no_scene(lesson):
    table = geography.places(lesson)
    assert set(column(table, "name", standing="named")) == {"Moscow", "Minsk", "Beijing", "Belarus"}
    assert column(table, "name", standing="implied") == ["Brussels"]
    assert {"Germany", "France", "United States"} <= set(column(table, "name", standing="no scene"))


def test_brussels_is_implied_with_reasons(lesson):
    table = geography.implied(lesson)
    assert column(table, "at", place="Brussels") == ["15"]
    assert "video conference" in column(table, "reason", place="Brussels")[0]


def test_the_article_was_written_from_moscow(lesson):
    assert geography.dateline(lesson) == "moscow"


def test_the_uses_of_a_place_add_up(lesson):
    table = geography.uses(lesson)
    assert table["all"].sum() == len(rows("toponyms"))
    assert table.drop(columns=["place", "all"]).to_numpy().sum() == table["all"].sum()
    assert column(table, "dateline", place="Moscow") == [1]


def haversine(one, other):
    """Return the distance on a sphere of the Earth's mean radius, in kilometres."""
    (a, b), (c, d) = (map(radians, point) for point in (one, other))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * 6371.0088 * asin(sqrt(half))


def test_moscow_and_minsk_are_677_km_apart(lesson):
    [distance] = geography.distances(lesson, "moscow", "minsk")["km"]
    assert distance == pytest.approx(677, abs=2)


def test_distances_are_within_what_a_sphere_gives(lesson):
    points = {
        row["name"]: (float(row["latitude"]), float(row["longitude"]))
        for row in rows("places")
        if row["latitude"]
    }
    table = geography.distances(lesson)
    assert len(table) == 6  # Moscow, Minsk, Beijing and Brussels, two by two
    for place, other, km in table.itertuples(index=False):
        # An ellipsoid differs from a sphere by less than one part in 150.
        assert km == pytest.approx(haversine(points[place], points[other]), rel=1 / 150)


def test_a_place_without_a_point_has_no_distance(lesson):
    with pytest.raises(KitError, match="no point"):
        geography.distances(lesson, "moscow", "soviet-union")


def test_the_plane_flew_to_minsk_and_back(lesson):
    table = geography.journeys(lesson)
    assert table[["start", "to"]].to_numpy().tolist() == [["Moscow", "Minsk"], ["Minsk", "Moscow"]]
    assert table["when"].tolist() == ["Tue 18 Aug 2020", "Wed 19 Aug 2020, morning"]


def test_six_phone_calls_all_of_them_putins(lesson):
    table = geography.call_table(lesson)
    assert len(table) == 6
    assert all("Vladimir Putin" in who for who in table["who"])
    assert table["when"].str.startswith("Tue").sum() == 4


# When


def test_the_order_of_the_telling_is_not_the_order_of_the_events(lesson):
    table = timeline.orders(lesson)
    # Aug 9, Saturday, Sunday, Monday; then all of Tuesday; then all of Wednesday.
    assert table["at"].tolist()[:4] == ["6", "11", "11", "9"]
    # The flight to Minsk is told in 17 without its day, and again in 18.
    assert table["at"].tolist()[4:10] == ["2", "3", "3", "11", "12", "17"]
    # The conference of 15 is only announced.
    assert table["at"].tolist()[10:] == ["7", "17"]
    assert table["happened"].tolist() == [1, 2, 3, 4, *[5] * 6, *[6] * 2]
    told = table.sort_values("told")["at"].astype(int).tolist()
    assert told == sorted(told)


def test_the_election_comes_first_and_is_told_fourth(lesson):
    first = timeline.orders(lesson).iloc[0]
    assert (first["when"], first["told"]) == ("Sun 9 Aug 2020", 4)


def test_the_undated_stay_undated(lesson):
    table = timeline.undated(lesson)
    words = " ".join(table["passage"])
    for part in ["refused to step down", "signed a decree", "said nothing", "accused NATO"]:
        assert part in words
    assert not any(day in words for day in ["Monday", "Tuesday", "Wednesday", "Aug 9"])


def test_every_event_of_the_body_is_dated_or_not(lesson):
    table = timeline.events(lesson)
    assert (table["start"] == "").sum() == len(timeline.undated(lesson))
    assert (table["basis"] == "undated").sum() == len(timeline.undated(lesson))
    # Paragraph 8 tells of no event: it goes on with what was said in paragraph 7.
    assert set(table["at"]) == {str(number) for number in range(1, 19)} - {"8"}


@pytest.mark.parametrize(
    ("words", "days"),
    [("Aug 9", 11), ("Saturday", 5), ("Sunday", 4), ("Monday", 3), ("Tuesday", 2)],
)
def test_days_before_the_article(lesson, words, days):
    assert set(column(timeline.before_publication(lesson), "days", **{"time words": words})) == {
        days
    }


# Who says so


def test_the_shares_of_words_add_up_to_the_body(lesson):
    body = sum(len(line.split()) for line in BODY)
    for by in ("source", "affiliation"):
        table = sourcing.share_of_words(lesson, by)
        assert table["words"].sum() == body
        assert table["percent"].sum() == pytest.approx(100, abs=0.5)


def test_the_words_in_quotation_marks_are_28(lesson):
    table = sourcing.share_of_words(lesson)
    assert column(table, "quoted", source="Zhao Lijian") == [14]  # We hope ... efforts
    assert column(table, "quoted", source="The Kremlin") == [10]  # thoroughly ... election
    assert column(table, "quoted", source="Vladimir Putin") == [4]  # in every possible way
    assert table["quoted"].sum() == 28


@pytest.mark.parametrize(
    ("source", "name"), [("zhao", "Zhao Lijian"), ("breton", "Thierry Breton")]
)
def test_the_words_of_a_source_are_those_of_its_statements(lesson, source, name):
    count = sum(
        len(row["content"].split())
        for row in rows("statements")
        if row["source"] == source and row["at"].isdigit()
    )
    assert column(sourcing.share_of_words(lesson), "words", source=name) == [count]


def test_the_silent_have_no_share(lesson):
    sources = set(sourcing.share_of_words(lesson)["source"])
    assert not sources & {"State media (“its”)", "The opposition", "NATO"}


def test_words_are_shared_by_source_or_affiliation_only(lesson):
    with pytest.raises(KitError, match="affiliation"):
        sourcing.share_of_words(lesson, by="country")


def test_the_three_chains_with_two_links(lesson):
    table = sourcing.chains(lesson)
    assert set(column(table, "chain", links=2)) == {
        "Vladimir Putin → The Kremlin → China Daily",
        "Vladimir Putin → Belta → China Daily",
        "Flight-tracking data → Reuters → China Daily",
    }
    kremlin = "Vladimir Putin → The Kremlin → China Daily"
    assert column(table, "at", chain=kremlin) == ["1, 4"]


@pytest.mark.parametrize("via", ["kremlin; belta", "kremlin, belta", "kremlin belta"])
def test_hands_keep_their_order(copy, put, via):
    put("statements.csv", "security-assistance", "via", via)
    lesson, _ = load(copy)
    longest = sourcing.chains(lesson).iloc[0]
    assert longest["chain"] == "Vladimir Putin → The Kremlin → Belta → China Daily"
    assert longest["links"] == 3


def claim(lesson, words):
    table = sourcing.independent_sources(lesson)
    [row] = table[table["claim"].str.contains(words)].to_dict("records")
    return row


def test_an_accusation_stands_beside_its_denial(lesson):
    row = claim(lesson, "NATO is bolstering")
    assert row["asserted by"] == "Alexander Lukashenko"
    assert row["denied by"] == "NATO"
    assert row["independent"] == 1


def test_a_silence_stands_beside_the_promise(lesson):
    row = claim(lesson, "Security assistance will be given")
    assert row["asserted by"] == "Vladimir Putin (through Belta)"
    assert row["silent or refuses"] == "The Kremlin, State media (“its”)"
    assert row["denied by"] == ""


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("plane flew", 1),  # told twice, from the same data
        ("make tensions worse", 1),  # Russia in the headline, Putin through the Kremlin
        ("Putin and Merkel", 1),  # the Kremlin; the narrator is no source
        ("won the election", 0),  # the narrator alone
        ("refused to step down", 0),
        ("tighten sanctions", 1),
    ],
)
def test_independent_sources_are_counted_by_origin(lesson, words, count):
    assert claim(lesson, words)["independent"] == count


@pytest.mark.parametrize(
    ("source", "via", "count"),
    [
        ("breton", "", 2),  # somebody else
        ("reuters", "", 1),  # already the hands of the first
        ("breton", "reuters", 1),  # another source through the same hands
    ],
)
def test_another_source_counts_if_it_shares_nothing_with_the_first(copy, put, source, via, count):
    lesson, _ = load(copy)
    [content] = [row.content for row in lesson.statements if row.at == "18"]
    put("statements.csv", content, "source", source)
    put("statements.csv", content, "via", via)
    assert claim(load(copy)[0], "plane flew")["independent"] == count


# On the page


def test_markup_in_names_stays_text(copy):
    attack = "<script>alert(1)</script><b onclick='x'>"
    for table, name in [
        *[("actors", "name"), ("places", "name"), ("toponyms", "reason"), ("events", "what")],
        *[("statements", "channel"), ("background", "fact")],
    ]:
        known = rows(table, copy)
        with (copy / f"{table}.csv").open("w", encoding="utf-8", newline="") as lines:
            written = csv.DictWriter(lines, known[0])
            written.writeheader()
            written.writerows(row | {name: row[name] + attack} for row in known)
    assert check(copy).problems == []
    lesson, _ = load(copy)
    tables = [actors.voices, geography.implied, timeline.events, sourcing.ledger]
    tables = [table(lesson) for table in (*tables, overview.background)]
    shown = [page.show(tables[0], attack), *map(page.show, tables[1:])]
    shown += [reader.mark_actor(lesson, "putin"), reader.mark_sources(lesson), maps.show(lesson)]
    for one in shown:
        html = one._repr_mimebundle_()["text/html"]
        assert "alert(1)" in html
        assert "<script>alert" not in html
        assert "<b onclick" not in html


def test_a_table_that_was_never_checked_does_not_break_the_pictures(copy, put):
    """open_lesson does not run every check: half a point and a dated 'undated' get through."""
    put("places.csv", "brussels", "longitude", "")
    put("events.csv", "call-merkel", "basis", "undated")
    lesson, findings = load(copy)
    assert findings.problems == []
    assert "Brussels" not in maps.show(lesson).alternative.split("Phone calls")[0]
    assert "Putin and Merkel speak by phone" in timeline.undated(lesson)["what"].tolist()
    assert charts.when(lesson).html
