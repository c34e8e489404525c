"""A question follows its rows: another cell, another key; a second reading, and it is not asked."""

import pytest
from support.flood import copy_of_flood, flood

from helpers.questions.questions import make_questions


@pytest.fixture
def changed(tmp_path):
    """The questions of a copy of the flood in which words of a file are others."""
    folder = copy_of_flood(tmp_path)

    def make(file, old, new):
        text = (folder / file).read_text("utf-8")
        assert text.count(old) == 1
        (folder / file).write_text(text.replace(old, new), "utf-8")
        return {one.id.removeprefix("made-"): one for one in make_questions(flood(folder))}

    return make


def right(made):
    """What the key of a question calls right: values, an order, options, or choices by row."""
    if "answers" in made.key:
        return [one.get("value", one.get("quote")) for one in made.key["answers"]]
    if "rows" in made.key:
        return {name: row["right"] for name, row in made.key["rows"].items()}
    if isinstance(made.key.get("right"), list):
        return made.key["right"]
    options = made.key["options"].items()
    return [
        one for one, said in options if "1" in said.get("marks", "") or said.get("right") == "yes"
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "name", "wanted"),
    [
        ("mentions.csv", "3,He,,rehn", "3,He,,norpress", "pronoun-3-he", ["norpress"]),
        ("mentions.csv", "4,they,,meir; brandt", "4,they,,meir", "pronoun-4-they", ["meir"]),
        (
            *("statements.csv", "hold,,rehn", "hold,,brandt"),
            *("source-3-the-dike-would-not", ["brandt"]),
        ),
        (
            *("statements.csv", "promised,indirect,,spokeswoman", "promised,indirect,,government"),
            *("chain-6-money-for-every-family", ["odden-government-page"]),
        ),
        (
            *("events.csv", "2031-05-07,2031-05-07", "2031-05-06,2031-05-06"),
            *("date-warning", ["2031-05-06"]),
        ),
        (
            *("events.csv", "2031-05-07,2031-05-07", "2031-04-29,2031-04-29"),
            *("order-break", ["warning", "rain", "break", "brandt-speaks", "call", "falls"]),
        ),
    ],
)
def test_another_cell_gives_another_key(changed, file, old, new, name, wanted):
    assert right(changed(file, old, new)[name]) == wanted


@pytest.mark.parametrize(
    ("file", "old", "new", "name", "row", "wanted"),
    [
        (
            *("statements.csv", "no,asserts,sand-taken", "partly,asserts,sand-taken", "named"),
            *("7-worker-sand-had-been-taken", "part"),
        ),
        (
            *("statements.csv", "no,asserts,sand-taken", "no,denies,sand-taken", "stances"),
            *("7-worker-sand-had-been-taken", "denies"),
        ),
        (
            *("events.csv", "government,,,silence", "government,,,act", "stances"),
            *("6-government-a-new-dike", "refuses"),
        ),
        (
            "toponyms.csv",
            "brenn,modifier",
            "brenn,demonym",
            "place-names",
            "7-brenn",
            "demonym",
        ),
        (
            *("mentions.csv", "1,the flood office,,flood-office,name"),
            *("1,the flood office,,flood-office,metonym", "forms", "1-the-flood-office", "metonym"),
        ),
        (
            *("actors.csv", "aid group,,", "aid group,The flood office,", "independent"),
            *("people-homeless", "yes"),  # one body with the flood office now
        ),
    ],
)
def test_another_cell_gives_another_choice(changed, file, old, new, name, row, wanted):
    found = changed(file, old, new)
    rows = {key: one for made in found.values() if name in made.id for key, one in rows_of(made)}
    assert rows[row] == wanted


def rows_of(made):
    """The rows of a question with what is right in them, or its options with yes or no."""
    if "rows" in made.key:
        return right(made).items()
    options = made.key.get("options", {}).items()
    return [(name, said["right"]) for name, said in options if "right" in said]


TWICE = "7,sand had been taken,,brandt,said,indirect,,,yes,asserts,\n5,Soldiers brought"
READING = "at,quote,nth,table,reading,other,reason\n"


@pytest.mark.parametrize(
    ("judgement", "gone"),
    [
        ("3,He,,mentions,the engineer,the agency,near\n", {"pronoun-3-he"}),
        ("3,Tomas Rehn,,statements,he,it,near\n", {"source-3", "chain-3"}),
        ("10,On Thursday,,events,this week,last week,open\n", {"date-falls"}),
        ("byline,Port Maren,,toponyms,a dateline,a seat,open\n", {"dateline"}),
    ],
)
def test_what_two_readings_share_is_not_asked(changed, judgement, gone):
    before = {one.id.removeprefix("made-") for one in make_questions(flood())}
    found = changed("judgements.csv", READING, READING + judgement)
    for name in gone:
        assert any(one.startswith(name) for one in before)
        assert not any(one.startswith(name) for one in found)


@pytest.mark.parametrize(
    ("file", "old", "new", "gone"),
    [
        # another reading stands in the row itself
        ("events.csv", "day,break,resolved,", "day,break,resolved,Or the 8th.", "date-warning"),
        # no day, but a month
        ("events.csv", "2031-05-02,2031-05-02,day", "2031-05,2031-05,month", "date-rain"),
        # another source says the same words
        ("statements.csv", "5,Soldiers brought", TWICE, "source-7-sand-had-been-taken"),
        # no word shows that it is said
        ("statements.csv", "rehn,had warned,", "rehn,,", "source-3-the-dike-would-not"),
        # counted from a day of which the article tells nothing
        ("events.csv", "day,break,resolved,", "day,2031-05-06,resolved,", "date-warning"),
    ],
)
def test_what_the_tables_leave_open_is_not_asked(changed, file, old, new, gone):
    assert gone in {one.id.removeprefix("made-") for one in make_questions(flood())}
    assert gone not in changed(file, old, new)


def test_the_day_of_an_event_that_follows_a_dated_one_is_not_asked(changed):
    """“People leave their homes” comes behind “on Monday”: a reader may carry that on."""
    found = changed("events.csv", "leave,People leave", "leave,People leave")
    assert "leave" not in found["dated-break"].key["rows"]


def test_who_refuses_and_who_is_silent_is_not_asked_without_an_event(changed):
    found = changed(
        "events.csv",
        "silence,The government says nothing about a new dike,government",
        "silence,Nothing is said about a new dike,",
    )
    stances = next(one for name, one in found.items() if name.startswith("stances"))
    assert "6-government-a-new-dike" not in right(stances)
    assert right(stances)["7-road-company-this"] == "refuses"


def test_who_refuses_and_who_is_silent_is_not_asked_where_the_event_does_not_say(changed):
    """A draft gives events no kind: “declined to comment” is then neither the one nor the other."""
    found = changed("events.csv", "new dike,government,,,silence", "new dike,government,,,")
    stances = next(one for name, one in found.items() if name.startswith("stances"))
    assert "6-government-a-new-dike" not in right(stances)
    assert right(stances)["7-road-company-this"] == "refuses"


def test_no_two_rows_of_a_question_on_claims_read_the_same(changed):
    denial = "4,anybody had warned it,,flood-office,denied,indirect,,,yes,denies,warning-given\n"
    again = denial.replace("anybody", "that anybody")
    found = changed("statements.csv", denial, denial + again)
    stances = next(one for name, one in found.items() if name.startswith("stances"))
    texts = [*stances.entry["rows"].values()]
    assert sum(text.startswith("The flood office") and "¶4" in text for text in texts) == 1
    assert len({*texts}) == len(texts)


def test_a_dateline_with_its_region_is_not_asked_where_the_town_is_a_scene(changed):
    """“OSTERING, Port Maren”: what happens in the town happens in the region, too."""
    dateline = "byline,Port Maren,,port-maren,dateline,\n"
    town = "5,Ostering,,ostering,dateline,\n"
    found = changed("toponyms.csv", dateline, town + dateline)
    assert not any(name.startswith("dateline") for name in found)


def test_who_has_no_name_has_no_capital_behind_an_and(changed):
    found = changed("mentions.csv", "9,their,,children", "9,their,,children; neighbours")
    options = found["pronoun-9-their"].entry["options"].values()
    assert "Children and neighbours" in options


def test_what_is_told_two_paragraphs_before_is_not_called_just_before(changed):
    found = changed("events.csv", "warning,The engineer gives", "warning,The engineer gives")
    said = found["anchor-warning"].key["options"]["stamp"]["message"]  # it counts from ¶1
    assert "goes on from something that is told before" in said
