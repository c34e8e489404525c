"""An assignment: it comes back from its file as it was handed out, or is said to be damaged."""

import hashlib
import json

import pytest

from helpers.common.errors import KitError
from helpers.exercises.assignment import FILE, Assignment, parse, read_assignment

GIVEN = {
    "schema": 1,
    "lesson": "library",
    "title": "Homework",
    "due": "2026-12-01",
    "class_name": "8b",
    "notebooks": ["00", "01"],
    "exercises": ["who", "when"],
    "kit": "1.0",
    "version": "abc",
    "graded": True,
}
ASSIGNMENT = Assignment(
    lesson="library",
    title="Homework",
    due="2026-12-01",
    class_name="8b",
    notebooks=("00", "01"),
    exercises=("who", "when"),
    kit="1.0",
    version="abc",
    graded=True,
)
BY_NAME = (
    '{"class_name": "8b", "due": "2026-12-01", "exercises": ["who", "when"], "graded": true, '
    '"kit": "1.0", "lesson": "library", "notebooks": ["00", "01"], "title": "Homework", '
    '"version": "abc"}'
)


def test_an_assignment_comes_back_from_its_file(tmp_path):
    assert json.loads(json.dumps(ASSIGNMENT.to_json())) == GIVEN
    assert parse(GIVEN) == parse(ASSIGNMENT.to_json()) == ASSIGNMENT
    (tmp_path / FILE).write_text(json.dumps(GIVEN), "utf-8")
    assert read_assignment(tmp_path) == ASSIGNMENT


def test_its_id_stays_the_same_from_one_version_of_the_kit_to_the_next():
    """Work that is handed in names it."""
    assert ASSIGNMENT.id == hashlib.sha256(BY_NAME.encode()).hexdigest()[:10]


@pytest.mark.parametrize(("due", "words"), [("2026-12-01", "Tuesday 1 December 2026"), ("", "")])
def test_the_day_it_is_due_is_said_in_words(due, words):
    assert parse(GIVEN | {"due": due}).due_in_words == words


@pytest.mark.parametrize("data", [[], None, "text", 5, {}, {"schema": "1"}, {"schema": True}])
def test_what_is_no_assignment_is_said_to_be_none(data):
    with pytest.raises(ValueError, match="it is no assignment"):
        parse(data)


def without(name):
    """What differs: a name that has nothing behind it."""
    return {name: None}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"schema": 2}, "another version"),
        ({"schema": 0}, "another version"),
        *[(without(name), f"{name} is no list") for name in ("notebooks", "exercises")],
        ({"notebooks": "00"}, "notebooks is no list"),
        *[
            (without(name), "a text is missing")
            for name in ("lesson", "title", "due", "class_name", "kit", "version")
        ],
        *[({"notebooks": ["00", 1]}, "a text"), ({"exercises": [None, "who"]}, "a text")],
        *[({"graded": 1}, "neither true nor false"), (without("graded"), "neither")],
        *[({"due": "20261201"}, "the due date is none"), ({"due": "2026-13-01"}, "month")],
    ],
)
def test_what_is_wrong_with_an_assignment_is_said(change, said):
    with pytest.raises(ValueError, match=said):
        parse(GIVEN | change)


def test_a_lesson_that_is_no_part_of_a_pack_has_none(tmp_path):
    assert read_assignment(tmp_path) is None


def written(size):
    """The text of an assignment of this many bytes."""
    return json.dumps(GIVEN | {"title": "x" * (size - len(json.dumps(GIVEN | {"title": ""})))})


@pytest.mark.parametrize("text", ["", "{}", '{"schema": 1', written(100_001)], ids=len)
def test_a_damaged_file_says_what_to_do(tmp_path, text):
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(KitError, match="changed or damaged"):
        read_assignment(tmp_path)


def test_a_folder_in_the_place_of_the_file_says_what_to_do(tmp_path):
    (tmp_path / FILE).mkdir()
    with pytest.raises(KitError, match="changed or damaged"):
        read_assignment(tmp_path)


def test_an_assignment_may_have_a_hundred_thousand_bytes(tmp_path):
    (tmp_path / FILE).write_text(written(100_000), "utf-8")
    assert read_assignment(tmp_path).lesson == "library"


def test_a_lesson_of_so_many_minutes_says_so_and_packs_from_before_keep_their_ids():
    short = parse(GIVEN | {"minutes": 45})
    assert short.minutes == 45 and parse(short.to_json()) == short
    assert short.id != ASSIGNMENT.id and ASSIGNMENT.minutes == 0
    assert "minutes" not in ASSIGNMENT.to_json()


@pytest.mark.parametrize("minutes", ["45", 45.0, True, -1, 10**9, None])
def test_minutes_that_are_no_minutes_are_damage(minutes):
    with pytest.raises(ValueError, match="minutes"):
        parse(GIVEN | {"minutes": minutes})
