"""Whatever a page sends, and whatever happens to the files, the answer is a sentence."""

import random
import re
import shutil

import pytest
from support.begun_lesson import begin
from support.talking import Talking

from helpers.common.errors import Findings, KitError
from helpers.drafting.about_file import add_under
from helpers.editor.editor import Editor
from helpers.editor.history import files_of
from helpers.editor.workbench import Workbench
from helpers.lesson.metadata import read_facts

pytestmark = [pytest.mark.slow, pytest.mark.long]

ODD = [None, 1, -1, 10**30, True, 1.5, "", "x", "..", "../bad", "a\0b", "\ud800", [], ["x"], {}]


@pytest.fixture(scope="session")
def once(tmp_path_factory):
    """A lesson that is begun, to be copied."""
    return begin(tmp_path_factory.mktemp("seeds"), "stadtrat").folder


@pytest.fixture
def bench(once, tmp_path):
    return Workbench(shutil.copytree(once, tmp_path / "seeds" / "stadtrat"))


@pytest.fixture
def page(bench, tmp_path, monkeypatch):
    monkeypatch.delenv("LESSON", raising=False)
    monkeypatch.chdir(tmp_path)
    return Talking(Editor)


def the(bench, table, **cells):
    """The first row of a table with these cells."""
    rows = bench.state()["rows"]
    return next(
        row for row in rows if row["table"] == table and cells.items() <= row["cells"].items()
    )


def test_words_are_not_left_empty(bench):
    # An empty text stands everywhere: counting where never ended.
    row = the(bench, "mentions")
    for empty in ("", " \u00a0", "\n"):
        with pytest.raises(KitError, match="does not stand in the part"):
            bench.change(row["id"], {"quote": empty})
    assert not bench.state()["can_undo"]


def test_a_number_that_is_none_is_told_and_the_lesson_stays_open(bench):
    row = the(bench, "mentions")
    for nth in ("²", "9" * 5000, "1.5"):
        bench.change(row["id"], {"nth": nth})
        with pytest.raises(KitError):
            bench.accept(row["id"])
        assert bench.undo()


def test_only_actors_and_places_are_the_same_as_another(bench):
    who = the(bench, "actors")["cells"]["actor"]
    for table in ("mentions", "events", "statements"):
        with pytest.raises(KitError, match="Only somebody, or a place"):
            bench.merge(the(bench, table)["id"], who)


def test_a_change_that_is_refused_leaves_nobody_new_behind(bench):
    before, row = files_of(bench.folder), the(bench, "statements")
    for cells in ({"quote": "+"}, {"source": "+", "nonsense": "x"}, {"claim": "So", "quote": "x"}):
        with pytest.raises(KitError):
            bench.change(row["id"], cells)
        assert files_of(bench.folder) == before
    assert not bench.undo()


def test_words_that_overlap_with_the_same_before_them_are_not_taken_for_those(bench):
    path = bench.folder / "article.txt"
    text = path.read_text("utf-8").replace("Das ist ein", "Nananan! Das ist ein", 1)
    path.write_bytes(text.encode())
    at, words = next((at, part) for at, part in bench.state()["parts"] if "Nananan" in part)
    start = words.index("ananan")  # “ana” once more two letters on, and “nan” as well
    bench.point("mentions", at, start, start + 3)
    with pytest.raises(KitError, match="overlaps with the same words"):
        bench.point("mentions", at, start + 2, start + 5)
    with pytest.raises(KitError, match="overlaps with the same words"):
        bench.point_for(the(bench, "mentions")["id"], "quote", at, start + 2, start + 5)
    new = bench.point("mentions", at, start + 1, start + 4)
    row = the(bench, "mentions", quote="nan", at=at)
    assert row["id"] in new
    assert (row["start"], row["end"]) == (start + 1, start + 4)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "there",
    [
        "exceptions:\n- at: 1\n  quote: x\n  reason: y\nclaims:\n      old: Old words",
        "exceptions: # mine\n\n    # and this\n    - {at: 1, quote: x, reason: y}\nclaims:   # too",
        "rights2: 'a\u2028b\u0085c'",
        "exceptions:",
    ],
)
def test_lesson_yaml_keeps_its_form_where_something_is_added(bench, there, end):
    path = bench.folder / "lesson.yaml"
    lines = path.read_text("utf-8").splitlines() + there.split("\n")
    path.write_bytes(("\ufeff" + end.join(lines)).encode())
    before = read_facts(path, Findings())
    add_under(bench.folder, "claims", {"new": 'So: "it" is #1\n…'}, "Claims.")
    add_under(
        bench.folder, "exceptions", [{"at": "2", "quote": "'s\u2028x", "reason": "a\tb"}], "T."
    )
    after = read_facts(path, Findings())
    assert after == before | {
        "claims": {"new": 'So: "it" is #1\n…', **(before.get("claims") or {})},
        "exceptions": [
            {"at": "2", "quote": "'s\u2028x", "reason": "a\tb"},
            *(before.get("exceptions") or []),
        ],
    }
    text = path.read_bytes().decode("utf-8")
    assert all(line in text for line in lines)
    assert len(re.findall("(?<!\r)\n", text)) == (0 if end == "\r\n" else text.count("\n"))


def test_a_form_that_nothing_can_be_added_to_is_said(bench):
    path = bench.folder / "lesson.yaml"
    before = path.read_bytes()
    for there in ("claims: {a: b}", "claims: words", "claims:\n  - a", "claims: [a]"):
        path.write_bytes(before + there.encode())
        with pytest.raises(KitError, match="on a line of its own"):
            add_under(bench.folder, "claims", {"new": "words"}, "Claims.")
        assert path.read_bytes() == before + there.encode()


def test_messages_of_any_shape_are_answered_in_words(page, bench):
    chance = random.Random(14)
    state = page.ask("choose", lesson="stadtrat")
    good = {
        "lesson": "stadtrat",
        "row": state["rows"][0]["id"],
        "at": "1",
        "start": 0,
        "end": 5,
        "what": "mentions",
        "into": "x",
        "cells": {"name": "A"},
        "text": "A\nB.",
        "ending": ".jsonld",
    }
    more = ["roles", "facts", "names", "wording", "drop", "choice", "reason", "name"]
    for what in [*Editor.SHORT, *(one for one in Editor.LONG if one != "hand out")]:
        for _ in range(12):
            names = [*good, *more]
            odd = {chance.choice(names): chance.choice(ODD) for _ in range(3)}
            pieces = chance.choice([[], [b""], [b"PK\x03\x04"], [b"\xff\xfe\x00"]])
            message = {"text": "", **good, "names": ["a.ann"], **odd}
            said = page.ask(what, pieces, **message).get("trouble", "")
            assert "went wrong" not in said, (what, odd, said)
    assert [one.name for one in (bench.folder.parent).iterdir()] == ["stadtrat"]


def test_what_no_file_can_hold_is_left_out_of_what_is_typed(page, bench):
    row = the(bench, "actors")
    page.ask("change", lesson="stadtrat", row=row["id"], cells={"name": "A\0nna \ud83dLee"})
    page.ask("accept", lesson="stadtrat", row=row["id"])
    assert "Anna Lee" in (bench.folder / "actors.csv").read_text("utf-8")
    assert page.ask("read", text="A he\0ad\ud800line\nIt rained.")["lines"][0] == "A headline"


def test_all_that_was_done_at_random_can_be_undone(bench):
    first, chance = files_of(bench.folder), random.Random(5)
    values = ["+", "", "aa", "narrator", "a\r\nb", '";,', "=1", "2026-03-05", "\u2028", "'", "null"]
    for _ in range(60):
        state = bench.state()
        row = chance.choice(state["rows"])
        at, words = chance.choice(state["parts"])
        start = chance.randrange(len(words))
        name = chance.choice([*row["cells"], "claim", "start"])
        deeds = [
            (bench.accept, row["id"]),
            (bench.refuse, row["id"]),
            (bench.change, row["id"], {name: chance.choice(values)}),
            (bench.point, "mentions", at, start, start + 4),
            (bench.merge, row["id"], chance.choice(values)),
            (bench.undo,),
        ]
        before = files_of(bench.folder)
        do, *told = chance.choice(deeds)
        try:
            do(*told)
        except KitError:
            assert files_of(bench.folder) == before
    while bench.undo():
        pass
    assert files_of(bench.folder) == first


@pytest.mark.parametrize("name", ["article.txt", "lesson.yaml", "proposals.jsonl", "actors.csv"])
@pytest.mark.parametrize(
    "data",
    [
        None,
        b"",
        b"\0\xff\xfe\x81",
        b'{"id": "a", "table": "nope", "cells": {}, "reason": ""}',
        b'{"id": "a", "table": "actors", "cells": {}, "reason": ""}',
        b'{"id": "a", "table": "background", "cells": {"actor": "x"}, "reason": ""}',
    ],
)
def test_what_another_program_damaged_is_told_in_words(page, bench, name, data):
    rows = {table: the(bench, table)["id"] for table in ("actors", "mentions", "events")}
    page.ask("choose", lesson="stadtrat")
    (bench.folder / name).unlink()
    if data is not None:
        (bench.folder / name).write_bytes(data)
    for what, more in (
        ("choose", {}),
        ("check", {}),
        ("point", {"what": "mentions", "at": "1", "start": 0, "end": 5}),
        ("accept", {"row": rows["mentions"]}),
        ("refuse", {"row": rows["events"]}),
        ("change", {"row": rows["actors"], "cells": {"name": "A"}}),
        ("give", {}),
        ("questions", {}),
    ):
        said = page.ask(what, lesson="stadtrat", **more).get("trouble", "")
        assert "went wrong" not in said, (what, said)
