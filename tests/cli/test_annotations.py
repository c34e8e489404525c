"""The commands that take rows elsewhere and bring marks in."""

import shutil

import pytest
from support.flood import FLOOD

from helpers.cli.main import main

TEXT = "Ferry stops\nThe ferry stops on Monday, said Ada Holm.\n"


@pytest.fixture
def seeds(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LESSON", raising=False)
    shutil.copytree(FLOOD, tmp_path / "seeds" / "flood")
    return tmp_path / "seeds"


def test_a_lesson_goes_out_and_comes_in_under_another_name(seeds, capsys):
    assert main(["annotations", "flood.xml"]) == 0
    assert "flood.xml is made: TEI P5" in capsys.readouterr().out
    assert main(["bring", "flood.xml", "--new", "again"]) == 0
    assert "statements: 32 rows added" in capsys.readouterr().out
    assert main(["bring", "flood.xml", "--lesson", "again"]) == 0
    assert "143 rows: there before" in capsys.readouterr().out


def test_what_is_not_in_a_file_is_told_by_its_row(seeds, capsys):
    assert main(["annotations", "flood.json"]) == 0
    said = capsys.readouterr().out
    assert said.count("not in it: events.csv, row ") == 10


def test_marks_are_proposed_and_what_is_left_is_told(seeds, capsys):
    (seeds.parent / "a.txt").write_bytes(TEXT.encode())
    start = TEXT.index("Ada")
    (seeds.parent / "a.ann").write_text(
        f"T1\tPerson {start} {start + 8}\tAda Holm\nT2\tShip 16 21\tferry\n", "utf-8"
    )
    new = ["bring", "a.ann", "--new", "ferry", "--language", "en"]
    assert main(new) == 2
    assert "publisher, datePublished, rights" in capsys.readouterr().err
    facts = ["--publisher", "Post", "--published", "2031-05-02", "--rights", "ours"]
    assert main([*new, *facts]) == 0
    said = capsys.readouterr().out
    assert "note: Marks “Ship” mean nothing here: “ferry”." in said
    assert "mentions: 1 row proposed" in said
    assert "nothing counts as read until you have said yes" in said
    assert main(["annotations", "b.jsonld", "--lesson", "ferry"]) == 0
    assert "not in it: 2 rows that nobody has said yes to" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["bring", "gone.ann"], "a.txt is not there|gone.txt is not there"),
        (["bring", "gone.tsv"], "There is no file gone.tsv"),
        (["bring", "x.jsonld", "--new", "a", "--lesson", "flood"], "--lesson or --new"),
        (["bring", "x.jsonld", "--rights", "ours"], "Write --new and its name"),
        (["annotations", "x.doc"], "does not say where to"),
    ],
)
def test_a_refusal_is_a_sentence(seeds, capsys, words, said):
    assert main(words) == 2
    err = capsys.readouterr().err
    assert any(one in err for one in said.split("|"))
    assert "Traceback" not in err
