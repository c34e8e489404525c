"""A folder for paper: made again the same, never over something else, and noted for grading."""

import shlex

import pytest
from support import SLUG
from support.far_lesson import small_kit
from support.on_paper import cells, fill, saved

from helpers.cli import paper as command
from helpers.cli.main import main
from helpers.common.errors import KitError
from helpers.packs.records import recorded_assignments
from helpers.paper.paper import write_paper

FILES = ["answers.csv", "key.html", "workbook.html"]


def bytes_of(folder):
    """Return the files of a folder by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_folder_holds_three_files_and_has_the_same_bytes_when_made_again(small, tmp_path):
    write_paper(small, tmp_path / "7b", class_name="7b")
    before = bytes_of(tmp_path / "7b")
    assert list(before) == FILES
    write_paper(small, tmp_path / "7b", class_name="7b")
    assert bytes_of(tmp_path / "7b") == before


def test_it_is_noted_by_what_is_on_paper(small, tmp_path):
    names = ["byline-place", "words-before", "find-actors"]
    made = write_paper(small, tmp_path / "7b", exercises=names, title="News", due="2026-12-01")
    [noted] = recorded_assignments(small)
    assert noted == made.packed.assignment
    assert (noted.lesson, noted.title, noted.due) == (SLUG, "News", "2026-12-01")
    assert noted.exercises == ("byline-place", "find-actors")  # code is not on paper
    assert [one.id for one in made.left_out] == ["words-before"]
    assert f"({SLUG} {noted.id})" in (tmp_path / "7b" / "answers.csv").read_text("utf-8-sig")


def test_another_choice_takes_the_place_of_the_first(small, tmp_path):
    write_paper(small, tmp_path / "7b")
    write_paper(small, tmp_path / "7b", exercises=["byline-place"])
    assert list(bytes_of(tmp_path / "7b")) == FILES
    assert len(recorded_assignments(small)) == 2


def test_a_grid_that_was_filled_in_and_other_files_stay(small, tmp_path):
    folder = tmp_path / "7b"
    write_paper(small, folder)
    typed = saved(fill(cells((folder / "answers.csv").read_bytes()), [("Ann", {})]))
    (folder / "answers.csv").write_bytes(typed)
    (folder / "notes.txt").write_text("mine", "utf-8")
    write_paper(small, folder, without=["vote"])
    found = bytes_of(folder)
    assert found["answers (earlier).csv"] == typed
    assert found["notes.txt"] == b"mine"
    assert cells(found["answers.csv"])[2][1] == ""


@pytest.mark.parametrize("name", ["notes.txt", "workbook.html"])
def test_a_folder_of_something_else_is_refused(small, tmp_path, name):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / name).write_text("mine", "utf-8")
    with pytest.raises(KitError, match="mine holds something else"):
        write_paper(small, tmp_path / "mine")
    assert (tmp_path / "mine" / name).read_text("utf-8") == "mine"
    assert recorded_assignments(small) == []


def test_a_file_in_the_place_of_the_folder_is_refused(small, tmp_path):
    (tmp_path / "mine").write_text("mine", "utf-8")
    with pytest.raises(KitError, match="holds something else"):
        write_paper(small, tmp_path / "mine")


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"exercises": ["no-such"]}, "There is no exercise “no-such”."),
        ({"notebooks": ["77"]}, "There is no notebook “77”."),
        ({"due": "tomorrow"}, "“tomorrow” is no date."),
        ({"exercises": ["words-before"]}, "None of these exercises can be asked on paper"),
    ],
)
def test_a_mistake_in_the_choice_is_told_and_nothing_is_made(small, tmp_path, choice, said):
    with pytest.raises(KitError, match=said):
        write_paper(small, tmp_path / "7b", **choice)
    assert not (tmp_path / "7b").exists()


def test_the_command_says_what_is_on_paper_what_is_not_and_what_to_do(
    small, tmp_path, capsys, monkeypatch
):
    monkeypatch.chdir(small)
    monkeypatch.setattr(command, "checked", lambda _: (small, small / "seeds" / SLUG))
    wanted = ["--exercises", "byline-place,words-before", "--class", "7b"]
    assert main(["paper", str(tmp_path / "news 7b"), *wanted]) == 0
    said = capsys.readouterr().out
    assert "7b" in said
    assert "1 exercise, of about 1 minute" in said
    assert "Left out, since a line of code is asked for: words-before." in said
    folder = tmp_path / "news 7b"
    graded = [str(folder / "answers.csv"), "--out", str(folder.with_name("news 7b-graded"))]
    assert shlex.split(said.splitlines()[-1])[-4:] == ["grade", *graded]


@pytest.mark.parametrize("option", ["--graded", "--code"])
def test_paper_has_no_seal(tmp_path, capsys, option):
    with pytest.raises(SystemExit):
        main(["paper", str(tmp_path / "x"), option])
    assert option in capsys.readouterr().err


def test_an_invented_lesson_of_every_kind_is_made(tmp_path):
    made = write_paper(small_kit(tmp_path / "kit"), tmp_path / "far")
    assert len(made.asked) == 10
    assert [one.id for one in made.left_out] == ["count"]
