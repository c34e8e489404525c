"""Questions made from tables: what they ask, what their keys say, and how they are added."""

from pathlib import Path

import pytest
from support import flood_lesson

from helpers.authoring.check import check
from helpers.common.errors import KitError
from helpers.exercises.exercise_reader import read_exercises
from helpers.exercises.key_reader import read_key
from helpers.lesson.lesson import load
from helpers.questions.add import add, offered
from helpers.questions.make import make

BELARUS = Path(__file__).parents[2] / "seeds" / "belarus-2020"
# Worked out by hand: the words of the report beside a calendar of May 2024.
EXPECTED = {
    "whom-3-its-1": "The river office",
    "whom-3-he-2": "Jonas Reff",
    "whom-5-they-1": "The residents",
    "whom-6-their-1": "Farmers",
    "when-flood": "14 May 2024",
    "when-visit": "15 May 2024",
    "when-warning": "13 May 2024",
    "when-cattle": "12 May 2024",
    "source-4-pumps-from-norwick": "Ada Holm",
    "through-4-pumps-from-norwick": "The fire service",
    "stance-3-office-its-gauges-had": "Says that it is not so",
    "stance-6-norwick-the-pumps": "Refuses it, or says nothing of it",
    "place-6-norwick-1": "It means who acts for it",
    "place-6-norwick-2": "It describes another word",
    "place-byline-oldbridge-1": "It tells where the report is from",
    "undated-log": "The article does not say",
}


def lesson_of(folder):
    lesson, findings = load(folder)
    assert not findings.problems
    return lesson


def right(made):
    [name] = [name for name, reply in made.key["options"].items() if reply["marks"]]
    return made.exercise["options"][name]


def test_the_keys_are_those_worked_out_by_hand(tmp_path):
    made = {one.id: one for one in make(lesson_of(flood_lesson.write(tmp_path / "flood")))}
    assert {name: right(made[name]) for name in EXPECTED} == EXPECTED
    assert "whom-2-she-1" not in made  # only two were named so far: nothing to choose from
    assert made["order-told-flood"].key["right"] == ["cattle", "warning", "flood", "visit"]
    assert made["source-4-pumps-from-norwick"].key["options"]["fire"]["marks"] == 0


def test_all_pass_check_and_adding_twice_adds_nothing(tmp_path):
    folder = flood_lesson.write(tmp_path / "flood")
    added = add(folder, [one.id for one in offered(folder)])
    assert len(added) >= 15
    assert check(folder).problems == []
    before = [(folder / name).read_bytes() for name in ("exercises.yaml", "key.yaml")]
    assert offered(folder) == []
    assert add(folder, added) == []
    assert [(folder / name).read_bytes() for name in ("exercises.yaml", "key.yaml")] == before


def test_what_stands_in_the_files_stays(tmp_path):
    folder = flood_lesson.write(tmp_path / "flood")
    first, second = [one.id for one in offered(folder) if one.family == "whom"][:2]
    add(folder, [first])
    before = [(folder / name).read_bytes() for name in ("exercises.yaml", "key.yaml")]
    assert add(folder, [second]) == [second]
    after = [(folder / name).read_bytes() for name in ("exercises.yaml", "key.yaml")]
    assert all(new.startswith(old) and new != old for old, new in zip(before, after, strict=True))


def test_a_changed_cell_changes_the_key(tmp_path):
    cells = {"mentions": ("3,He,2,reff,pronoun", "3,He,2,lund,pronoun")}
    made = {one.id: one for one in make(lesson_of(flood_lesson.write(tmp_path / "one", **cells)))}
    assert right(made["whom-3-he-2"]) == "Petra Lund"


def test_an_id_that_cannot_be_made_is_told(tmp_path):
    folder = flood_lesson.write(tmp_path / "flood")
    with pytest.raises(KitError, match="whom-3-its-1"):
        add(folder, ["whom-3-it-1"])
    assert not (folder / "exercises.yaml").exists()


def test_made_keys_agree_with_those_by_hand():
    lesson, findings = load(BELARUS)
    exercises = read_exercises(BELARUS, lesson.article, findings)
    keys = read_key(BELARUS, exercises, lesson.article, findings)
    made = {one.id: one for one in make(lesson)}
    same = [
        ("whom-2-he-1", "who-is-meant", "he-2"),
        ("whom-6-its-1", "who-is-meant", "its-6"),
        ("whom-10-he-1", "who-is-meant", "he-10"),
        ("whom-13-its-1", "who-is-meant", "its-13"),
        ("when-zhao-speaks", "six-dates", "zhao-speaks"),
        ("when-lukashenko-on-elections", "six-dates", "lukashenko-on-elections"),
        ("place-headline-russia-1", "name-uses", "russia"),
        ("place-byline-moscow-1", "name-uses", "moscow"),
    ]
    for name, exercise, row in same:
        options = made[name].key["options"]
        [option] = [option for option, reply in options.items() if reply["marks"]]
        assert option in keys[exercise].rows[row].right, name
    assert not {name for name, _, _ in same} & {one.id for one in offered(BELARUS)}
