"""The command that begins a lesson."""

import shutil
from pathlib import Path

import pytest
from support import FOLDER

from helpers.authoring.proposals import FILE
from helpers.cli.main import main
from helpers.lesson.lesson import lesson_folder

TEXT = Path(__file__).parents[1] / "drafting" / "texts" / "stadtrat.txt"
FACTS = ["--publisher", "Lindenauer Bote", "--rights", "beim Verlag", "--name", "bad"]


@pytest.fixture
def seeds(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    return tmp_path / "seeds"


def test_a_text_becomes_a_folder_and_check_refuses_it_until_it_is_read(seeds, capsys):
    assert main(["new", str(TEXT), *FACTS]) == 0
    said = capsys.readouterr().out
    assert "nothing counts as read" in said
    assert {path.name for path in (seeds / "bad").iterdir()} == {
        *("article.txt", "lesson.yaml", FILE, "actors.csv", "mentions.csv", "places.csv"),
        *("toponyms.csv", "events.csv", "statements.csv"),
    }
    assert main(["check", "seeds/bad"]) == 1
    assert "nobody has said yes or no" in capsys.readouterr().out


def test_what_the_text_does_not_say_is_asked_for_by_its_option(seeds, capsys):
    assert main(["new", str(TEXT)]) == 2
    assert "--publisher “…” --rights “…”" in capsys.readouterr().err
    assert not list(seeds.iterdir())


def test_a_lesson_is_not_written_over(seeds, capsys):
    main(["new", str(TEXT), *FACTS])
    assert main(["new", str(TEXT), *FACTS]) == 2
    assert "There is a lesson bad already" in capsys.readouterr().err


def test_a_name_that_is_no_folder_is_refused(seeds, capsys):
    assert main(["new", str(TEXT), *FACTS[:4], "--name", "../away"]) == 2
    assert "cannot be the name of a folder" in capsys.readouterr().err
    assert not list(seeds.parent.glob("away*"))


def test_the_notebooks_of_the_kit_go_on_opening_the_lesson_that_was_there(seeds, monkeypatch):
    shutil.copytree(FOLDER, seeds / FOLDER.name)
    monkeypatch.delenv("LESSON", raising=False)
    assert main(["new", str(TEXT), *FACTS[:-1], "vote"]) == 0
    assert lesson_folder(seeds).name == FOLDER.name
    (seeds / "lesson.txt").write_text("vote\n", "utf-8")
    assert main(["new", str(TEXT), *FACTS[:-1], "vote-2"]) == 0
    assert lesson_folder(seeds).name == "vote"  # what a teacher wrote there stays
