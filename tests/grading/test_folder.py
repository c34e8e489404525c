"""The folder of a graded class: how it is found, and what of it grading made."""

import json

import pytest
from support.class_layouts import put

from helpers.common.errors import KitError
from helpers.grading import folder
from helpers.grading.folder import graded_folder, made_before, manifest

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
