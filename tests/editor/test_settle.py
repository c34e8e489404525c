"""Settling what two readers differ on: what the tables then hold, and what comes up no more."""

import random

import pytest
from support import FOLDER
from support.flood import FLOOD
from support.readers import add, drop, edit, put, second, small, with_other_ids
from support.second_article import SECOND
from support.tables import rows

from helpers.common.errors import KitError
from helpers.editor.compare import compare
from helpers.editor.settle import settle
from helpers.lesson.lesson import load

HE = {"at": "3", "quote": "He"}


@pytest.fixture
def ours(tmp_path):
    """The flood as the first reader has it."""
    return second(FLOOD, tmp_path / "flood")


@pytest.fixture
def other(tmp_path):
    """The flood as a second reader has it, to be changed."""
    return second(FLOOD, tmp_path / "other")


def the(ours, other):
    """The one difference that is open."""
    [difference] = compare(ours, other).differences
    return difference


def is_settled(ours, other):
    """Whether nothing is open, and the tables can still be read."""
    _, findings = load(ours)
    assert findings.problems == []
    return compare(ours, other).differences == []


def changed_lines(ours, before):
    """The lines of each file that are new, and those that are gone."""
    found = {}
    for path in ours.iterdir():
        old = before.get(path.name, b"").splitlines()
        new = path.read_bytes().splitlines()
        if old != new:
            found[path.name] = (
                [one.decode() for one in new if one not in old],
                [one.decode() for one in old if one not in new],
            )
    return found


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_second_is_taken_and_no_other_line_changes(ours, other):
    edit(other, "events", {"event": "falls"}, what="It falls", start="2031-05-16", place="velden")
    before = contents(ours)
    assert settle(ours, the(ours, other), "second") == ("events.csv",)
    assert changed_lines(ours, before) == {
        "events.csv": (
            [
                "falls,It falls,,velden,,flood,,10,On Thursday the water began to fall,,Thursday,"
                "2031-05-16,2031-05-15,day,printed,resolved,"
            ],
            [
                "falls,The water begins to fall,,,,flood,,10,On Thursday the water began to fall,,"
                "Thursday,2031-05-15,2031-05-15,day,printed,resolved,"
            ],
        )
    }
    assert is_settled(ours, other)


def test_the_first_is_kept_and_does_not_come_up_again(ours, other):
    edit(other, "mentions", HE, actor="meir")
    before = contents(ours)
    assert settle(ours, the(ours, other), "first") == ("settled.jsonl",)
    assert [*changed_lines(ours, before)] == ["settled.jsonl"]
    assert is_settled(ours, other)
    assert [one.passage.quote for one in compare(ours, other).settled] == ["He"]
    # Another reading of the same words is another difference.
    edit(other, "mentions", HE, actor="brandt")
    assert the(ours, other).columns[0].second == "brandt"


def test_both_stand_in_the_judgements_with_the_reason(ours, other):
    edit(other, "mentions", {"at": "7", "quote": "its"}, actor="worker", form="description")
    difference = the(ours, other)
    for reason in ("", "  "):
        with pytest.raises(KitError, match="Say in a sentence"):
            settle(ours, difference, "both", reason)
    assert settle(ours, difference, "both", "“It” may be either.") == (
        "judgements.csv",
        "settled.jsonl",
    )
    assert rows("judgements", ours)[-1] == {
        "at": "7",
        "quote": "its",
        "nth": "",
        "table": "mentions",
        "reading": "actor: The Brenn road company; form: pronoun",
        "other": "actor: A worker at the dike; form: description",
        "reason": "“It” may be either.",
    }
    assert contents(ours)["mentions.csv"] == contents(FLOOD)["mentions.csv"]
    assert is_settled(ours, other)
    settle(ours, difference, "both", "“It” may be either.")  # a second click adds nothing
    assert len(rows("judgements", ours)) == 3
    drop(ours, "judgements", quote="its")
    assert the(ours, other).passage.quote == "its"


def test_a_judgement_is_made_where_there_was_no_file_of_them(ours, other):
    (ours / "judgements.csv").unlink()
    edit(other, "mentions", {"at": "9", "quote": "their"}, actor="people")
    settle(ours, the(ours, other), "both", "Children do lessons; all sleep there.")
    [row] = rows("judgements", ours)
    assert (row["at"], row["quote"], row["other"]) == ("9", "their", "actor: About 600 people")
    assert is_settled(ours, other)


def test_an_actor_that_only_the_second_has_comes_along(ours, other):
    with_other_ids(other)
    add(other, "actors", actor="crew", name="The crew", kind="group", group="brandt")
    add(other, "actors", actor="brandt", name="The Brandt family", kind="group")
    edit(other, "mentions", {"at": "1", "quote": "them"}, actor="crew x-people-x")
    difference = the(ours, other)
    assert settle(ours, difference, "second") == ("actors.csv", "mentions.csv")
    # “brandt” is the mayor here, so the family gets a number.
    new = [row for row in rows("actors", ours) if row["actor"] in ("crew", "brandt-2")]
    assert [(row["actor"], row["name"], row["group"]) for row in new] == [
        ("crew", "The crew", "brandt-2"),
        ("brandt-2", "The Brandt family", ""),
    ]
    [them] = [row for row in rows("mentions", ours) if row["quote"] == "them"]
    assert them["actor"] == "crew; people"
    assert is_settled(ours, other)


def test_a_place_that_only_the_second_has_comes_along(ours, other):
    add(other, "places", place="sane", name="Sane", latitude="53.0", longitude="9.1")
    add(other, "toponyms", at="1", quote="The river Sane", place="sane", type="literal")
    settle(ours, the(ours, other), "second")
    assert rows("places", ours)[-1]["name"] == "Sane"
    assert rows("toponyms", ours)[-1]["place"] == "sane"
    assert is_settled(ours, other)


@pytest.mark.parametrize("choice", ["first", "second", "both"])
def test_what_only_the_second_has_is_added_or_left(choice, ours, other):
    add(other, "mentions", at="7", quote="anybody", actor="people", form="pronoun")
    settle(ours, the(ours, other), choice, "Nobody is named.")
    found = [row for row in rows("mentions", ours) if row["quote"] == "anybody"]
    assert len(found) == (choice == "second")
    if choice == "both":
        row = rows("judgements", ours)[-1]
        assert (row["reading"], row["other"]) == ("no row", "About 600 people, pronoun")
    assert is_settled(ours, other)


@pytest.mark.parametrize("choice", ["first", "second", "both"])
def test_what_only_the_first_has_is_kept_or_removed(choice, ours, other):
    drop(other, "mentions", **HE)
    settle(ours, the(ours, other), choice, "A pronoun need not be marked.")
    found = [row for row in rows("mentions", ours) if HE.items() <= row.items()]
    assert len(found) == (choice != "second")
    assert is_settled(ours, other)


def test_they_in_two_rows_becomes_one_and_back(ours, other):
    they = {"at": "4", "quote": "they"}
    edit(other, "mentions", they, actor="brandt; soldiers")
    drop(ours, "mentions", **they)
    for actor in ("meir", "brandt"):
        add(ours, "mentions", **they, actor=actor, form="pronoun")
    settle(ours, the(ours, other), "second")
    assert [row["actor"] for row in rows("mentions", ours) if they.items() <= row.items()] == [
        "brandt; soldiers"
    ]
    drop(other, "mentions", **they)
    for actor in ("meir", "brandt"):
        add(other, "mentions", **they, actor=actor, form="pronoun")
    settle(ours, the(ours, other), "second")
    assert [row["actor"] for row in rows("mentions", ours) if they.items() <= row.items()] == [
        "meir",
        "brandt",
    ]
    assert is_settled(ours, other)


def test_the_file_stays_as_its_teacher_made_it(ours, other):
    edit(other, "mentions", HE, actor="meir", nth="")
    some = rows("mentions", ours)
    kept = [{"Note": "ü; “x”", "Form": r["form"], "at": r["at"], "actor": r["actor"],
             "quote": r["quote"]} for r in some if r["quote"] != "it"]  # fmt: skip
    drop(other, "mentions", at="4", quote="it")
    put(ours, "mentions", kept, "\r\n")
    data = (ours / "mentions.csv").read_bytes()
    (ours / "mentions.csv").write_bytes(b"\xef\xbb\xbf" + data.replace(b",", b"\t"))
    settle(ours, the(ours, other), "second")
    old, new = "pronoun\t3\trehn\tHe\r\n", "pronoun\t3\tmeir\tHe\r\n"
    text = data.decode().replace(",", "\t")
    assert text.count(old) == 1
    assert (ours / "mentions.csv").read_bytes().decode() == "\ufeff" + text.replace(old, new)


def test_a_column_that_the_first_does_not_have_is_added_where_it_is_needed(ours, other):
    for row in (some := rows("mentions", ours)):
        del row["nth"]
    put(ours, "mentions", [row for row in some if row["quote"] != "it"])
    edit(other, "mentions", HE, quote="the", nth="1", actor="rehn")
    drop(other, "mentions", at="4", quote="it")
    for one in compare(ours, other).differences:
        settle(ours, one, "second")
    assert rows("mentions", ours)[0].keys() == {"at", "quote", "actor", "form", "nth"}
    assert is_settled(ours, other)


def test_a_row_that_stands_there_twice_is_settled_as_one(ours, other):
    drop(other, "mentions", **HE)
    add(ours, "mentions", **HE, actor="rehn", form="pronoun")
    edit(other, "toponyms", {"quote": "Brenn"}, place="velden")
    add(ours, "toponyms", at="7", quote="Brenn", place="brenn", type="modifier")
    for one in compare(ours, other).differences:
        settle(ours, one, "second")
    assert not [row for row in rows("mentions", ours) if HE.items() <= row.items()]
    brenn = [row["place"] for row in rows("toponyms", ours) if row["quote"] == "Brenn"]
    assert brenn == ["velden"]
    assert is_settled(ours, other)


def test_what_has_changed_since_is_not_written_over(ours, other):
    edit(other, "mentions", HE, actor="meir")
    difference = the(ours, other)
    edit(ours, "mentions", HE, actor="brandt")
    before = contents(ours)
    with pytest.raises(KitError, match=r"mentions\.csv has changed since"):
        settle(ours, difference, "second")
    assert contents(ours) == before


def test_an_id_that_was_given_since_is_not_taken_twice(ours, other):
    add(other, "actors", actor="crew", name="The crew", kind="group")
    edit(other, "mentions", {"at": "1", "quote": "them"}, actor="crew")
    difference = the(ours, other)
    add(ours, "actors", actor="crew", name="Another crew", kind="group")
    before = contents(ours)
    with pytest.raises(KitError, match=r"actors\.csv has changed since"):
        settle(ours, difference, "second")
    assert contents(ours) == before


def test_what_is_no_choice_and_what_cannot_be_read_is_said(ours, other):
    edit(other, "mentions", HE, actor="meir")
    difference = the(ours, other)
    with pytest.raises(KitError, match="no choice “third”"):
        settle(ours, difference, "third")
    for damage in (b"{", b"[]\n", b"\xff", b'{"choice": "first"}\n', b"[" * 100_000):
        (ours / "settled.jsonl").write_bytes(damage)
        with pytest.raises(KitError, match=r"settled\.jsonl of flood cannot be read"):
            compare(ours, other)
        with pytest.raises(KitError, match=r"settled\.jsonl of flood cannot be read"):
            settle(ours, difference, "first")


def test_a_table_that_cannot_be_written_is_said(ours, other, monkeypatch):
    edit(other, "mentions", HE, actor="meir")
    difference = the(ours, other)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("helpers.drafting.table_file.write", full)
    with pytest.raises(KitError, match=r"could not be written \(No space left on device\)"):
        settle(ours, difference, "second")


def test_marks_above_letters_and_letters_of_two_are_settled_alike(tmp_path):
    ours, other = (small(tmp_path / name, "Zoe\u0308", "👩\u200d🚒") for name in "ab")
    edit(other, "mentions", {"quote": "👩\u200d🚒"}, nth="3", actor="zoe")
    for one in compare(ours, other).differences:
        settle(ours, one, "both", "Either sign.")
    assert [row["nth"] for row in rows("judgements", ours)] == ["2", "3"]
    assert is_settled(ours, other)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("choice", ["first", "second"])
def test_whatever_two_differ_on_can_be_settled_one_way(seed, choice, tmp_path):
    """Many changes at once: rows gone, the labels and ids of others, and all ids renamed."""
    draw = random.Random(seed)
    lesson = (FOLDER, FLOOD, SECOND)[seed % 3]
    ours, other = (second(lesson, tmp_path / name / "lesson") for name in "ab")
    for table, column in (
        ("mentions", "actor"),
        ("toponyms", "place"),
        ("statements", "source"),
        ("events", "actors"),
    ):
        some = rows(table, other)
        for row in draw.sample(some, 3):
            row[column] = draw.choice(some)[column]
        for row in draw.sample(some, 3):
            some.remove(row)
        put(other, table, some)
    if draw.random() < 0.7:
        with_other_ids(other)
    before = len(compare(ours, other).differences)
    assert before >= 12
    for one in compare(ours, other).differences:
        settle(ours, one, choice, "")
    assert is_settled(ours, other)
    assert len(compare(ours, other).settled) == (before if choice == "first" else 0)
