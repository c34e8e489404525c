"""The folder of a graded class: how it is found, and what of it grading made."""

import json
import shutil

import pytest
from support import ROOT
from support.class_layouts import plain, put, write
from support.grade_run import grade

from helpers.common.errors import KitError
from helpers.grading import folder
from helpers.grading.folder import graded_classes, graded_folder, made_before, manifest, note_class

SOUND = json.dumps({"files": ["gradebook.csv", "feedback"]}).encode()


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A folder in which graded classes are looked for."""
    monkeypatch.setenv("CLASS", str(tmp_path))
    return tmp_path


def test_the_only_class_that_is_graded_is_found_and_of_several_the_one_that_is_named(home):
    assert graded_folder() is None
    put(home / "notes" / "x.txt", b"")
    put(home / ".spring.new" / "grading.json", SOUND)  # half made
    assert graded_folder() is None
    put(home / "spring" / "grading.json", SOUND)
    assert graded_folder() == graded_folder("spring") == home / "spring"
    for name in ("winter", "autumn", "may"):
        put(home / name / "grading.json", SOUND)
    names = r'\("autumn"\) or \("may"\) or \("spring"\) or \("winter"\)'
    with pytest.raises(KitError, match=names):
        graded_folder()
    assert graded_folder("winter") == home / "winter"
    with pytest.raises(KitError, match="“notes” is no folder of a graded class"):
        graded_folder("notes")


def test_classes_lie_beside_the_lessons_where_nothing_else_is_said(tmp_path, monkeypatch):
    monkeypatch.delenv("CLASS", raising=False)
    (tmp_path / "kit" / "seeds").mkdir(parents=True)
    monkeypatch.setattr(folder, "seeds_folder", lambda: tmp_path / "kit" / "seeds")
    put(tmp_path / "kit" / "spring" / "grading.json", SOUND)
    assert graded_folder() == tmp_path / "kit" / "spring"


@pytest.fixture
def in_kit(tmp_path, monkeypatch):
    """The folder of a kit with lessons, in which we are."""
    kit = tmp_path / "kit"
    shutil.copytree(ROOT / "seeds", kit / "seeds")
    monkeypatch.delenv("CLASS", raising=False)
    monkeypatch.chdir(kit)
    return kit


def test_a_class_that_lies_elsewhere_is_found_by_its_name_until_it_is_gone(tmp_path, in_kit):
    kit, desk = in_kit, tmp_path / "desk"
    for place in (desk / "7b", desk / "Łódź 8a", kit / "inside"):
        put(place / "grading.json", SOUND)
        note_class(place)
        note_class(place)
    assert list(graded_classes()) == ["inside", "7b", "Łódź 8a"]
    assert graded_folder("Łódź 8a") == desk / "Łódź 8a"
    (desk / "Łódź 8a" / "grading.json").unlink()
    assert list(graded_classes()) == ["inside", "7b"]
    put(desk / "other" / "7b" / "grading.json", SOUND)
    note_class(desk / "other" / "7b")
    assert set(graded_classes()) == {"inside", "../desk/7b", "../desk/other/7b"}
    assert graded_folder("../desk/other/7b") == desk / "other" / "7b"
    with pytest.raises(KitError, match=r"There are: inside, \.\./desk/7b, \.\./desk/other/7b\."):
        graded_folder("7b")


def test_grading_elsewhere_is_found_by_the_notebooks(maker, grade_class, out, in_kit):
    grade_class([plain(maker.student(1))])
    assert graded_folder() == out
    shutil.move(out, out.parent / "moved")
    assert graded_folder() is None


def test_a_kit_that_cannot_be_written_says_that_its_notebooks_find_nothing(
    maker, folder, out, in_kit
):
    put(in_kit / "packs", b"a file, where a folder has to be")
    list(write(folder, [plain(maker.student(1))]))
    run = grade(folder, "--out", out)
    assert run.code == 0 and "so its notebooks do not find out." in run.said


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"{}", b'{"files": "x"}', b'{"files": null}'])
def test_a_folder_in_which_grading_did_not_say_what_it_made_is_not_its_own(tmp_path, raw):
    assert manifest(tmp_path) is None and made_before(tmp_path) == set()
    put(tmp_path / "grading.json", raw)
    assert manifest(tmp_path) is None and made_before(tmp_path) == set()


def test_what_grading_made_before_is_what_it_said_and_where_it_said_so(tmp_path):
    put(tmp_path / "grading.json", SOUND)
    assert manifest(tmp_path) == {"files": ["gradebook.csv", "feedback"]}
    assert made_before(tmp_path) == {"gradebook.csv", "feedback", "grading.json"}
    assert made_before(tmp_path / "nowhere") == set()
