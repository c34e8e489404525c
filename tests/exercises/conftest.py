"""What tests of exercises share: sample exercises read or damaged, and answers scored.

A test file names its exercises in FILES, both YAML files of a lesson by their names.
"""

import shutil

import pytest
from support import FOLDER
from support.sample_exercises import lines_of, read, selection

from helpers.exercises.scoring import score


@pytest.fixture(scope="module")
def exercises(request, tmp_path_factory):
    """The exercises of the test file and their key, as {id: (exercise, key)}."""
    folder = tmp_path_factory.mktemp("lesson")
    shutil.copy(FOLDER / "article.txt", folder)
    return read(folder, request.module.FILES)


@pytest.fixture
def ask(exercises):
    """Score an answer to one of the exercises."""
    return lambda exercise, answer: score(*exercises[exercise], answer)


@pytest.fixture
def select(exercises):
    """Score a selection, given by its words."""

    def run(exercise, at, quote, nth=1):
        asked, key = exercises[exercise]
        return score(asked, key, selection(asked, at, quote, nth))

    return run


@pytest.fixture
def both(request, copy):
    """Write both files into the copy of the lesson, sound; return its folder."""
    for name, text in request.module.FILES.items():
        (copy / name).write_text(text, "utf-8")
    return copy


@pytest.fixture
def damage(both):
    """Replace words, which stand behind others, in a file; return the lines of that exercise."""

    def run(file, behind, old, new):
        text = (both / file).read_text("utf-8")
        start = text.index(old, text.index(behind))
        changed = text[:start] + new + text[start + len(old) :]
        (both / file).write_text(changed, "utf-8")
        return lines_of(changed, behind)

    return run
