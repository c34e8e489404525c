"""Every lesson, in whatever language and shape, gives questions that hold together, or none."""

import json
import re
import shutil

import pytest
from support import FOLDER, ROOT, far_lesson, foreign_lesson, invented_lesson, other_lesson
from support.second_article import SECOND

from helpers.authoring.check import check
from helpers.explore.geography import scenes
from helpers.explore.sourcing import origins as origins_there
from helpers.lesson.lesson import load
from helpers.lesson.tables import NARRATOR
from helpers.questions.families import families
from helpers.questions.families.independent import origins
from helpers.questions.families.scenes import standing
from helpers.questions.questions import questions_of
from helpers.questions.reading import Reading
from helpers.questions.write import write_questions


def first_lesson(folder):
    return shutil.copytree(FOLDER, folder)


def second_lesson(folder):
    return shutil.copytree(SECOND, folder)


def invented(folder):
    return invented_lesson.write(folder, [invented_lesson.question("who", "01")])


def foreign(folder):
    kit = folder.parent / "kit"
    kit.mkdir()
    return foreign_lesson.write_kit(kit) / "seeds" / foreign_lesson.SLUG


# So many questions, and more: of a text of two sentences there is little to ask.
LESSONS = [
    (first_lesson, 15),
    (second_lesson, 15),
    (invented, 0),
    (other_lesson.write, 0),
    (far_lesson.write, 0),
    (foreign, 0),
]


@pytest.mark.parametrize(("write", "least"), LESSONS)
def test_what_is_made_passes_the_check(tmp_path, write, least):
    folder = write(tmp_path / "lesson")
    before = [str(one) for one in check(folder).problems]
    lesson, _ = load(folder)
    made = questions_of(lesson)
    written = write_questions(lesson, [one.id for one in made])
    assert len(written.new) == len(made) >= least
    assert [str(one) for one in check(folder).problems] == before


@pytest.mark.parametrize(("write", "_"), LESSONS)
def test_messages_of_one_key_are_each_their_own(tmp_path, write, _):
    lesson, _ = load(write(tmp_path / "lesson"))
    for made in questions_of(lesson):
        options = made.key.get("options", {})
        said = [one["message"] for one in options.values()]
        assert len(set(said)) == len(said)
        assert all(said)


def test_each_family_has_a_name_and_a_rank_of_its_own():
    found = list(families())
    assert len({one.name for one in found}) == len({one.rank for one in found}) == len(found) == 19


def test_what_is_independent_and_what_a_scene_is_told_as_in_the_notebooks(lesson):
    """The rule stands in two rooms, of which none may import the other."""
    reading = Reading(lesson, lambda row: True)
    belongs = {row.actor: reading.bodies(row.actor) for row in lesson.actors}
    for claim in {row.claim for row in lesson.statements}:
        rows = [row for row in lesson.statements if row.claim == claim and row.source != NARRATOR]
        assert origins(reading, rows) == origins_there(rows, belongs)
    told = {"named": "named", "no-scene": "no scene", "implied": "implied"}
    found = [(standing(reading, one.place), one.standing) for one in scenes(lesson)]
    settled = [(told[mine], there) for mine, there in found if mine]
    assert len(settled) >= 8
    assert all(mine == there for mine, there in settled)


def test_a_cell_of_its_notebook_asks_what_a_family_makes():
    """So every made question is reached by a student, whatever the lesson."""
    asks = set()
    for path in (ROOT / "notebooks").glob("[0-9]*.ipynb"):
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            found = re.fullmatch(r'ask\("([a-z-]+)"\)', "".join(cell["source"]))
            if found and "notebook-only" not in cell["metadata"].get("tags", ()):
                asks.add((path.name[:2], found[1]))
    assert {(one.notebook, one.place) for one in families()} <= asks
